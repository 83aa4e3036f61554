import type { ReactNode } from 'react'
import { paths } from '#app/paths.ts'
import { Brand } from './Brand.tsx'
import { Icon, type IconName } from './Icon.tsx'

export type NavItem = { href: string; label: string; icon?: IconName; current?: boolean }
type LinkColumn = { label: string; links: { href: string; text: string; lang?: string }[] }

/** First on a page: lets a keyboard user skip header and menu. `Main` has the id. */
export function SkipLink({
  href = '#inhoud',
  children = 'Ga naar de inhoud',
}: {
  href?: string
  children?: ReactNode
}) {
  return (
    <a className="utrecht-skip-link utrecht-skip-link--visible-on-focus" href={href}>
      {children}
    </a>
  )
}

export function PublicHeader({
  municipalityName,
  nav,
  home = paths.public.home(),
}: {
  municipalityName: string
  nav: NavItem[]
  home?: string
}) {
  return (
    <header className="sm-header utrecht-page-header">
      <div className="wrap">
        <Brand municipalityName={municipalityName} href={home} />
        <nav className="sm-nav" aria-label="Hoofdmenu">
          <ul>
            {nav.map((item) => (
              <li key={item.href}>
                <a href={item.href} aria-current={item.current ? 'page' : undefined}>
                  {item.icon && <Icon name={item.icon} />}
                  {item.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </header>
  )
}

/** `help` says whom to call; each column of links is a landmark with its own label. */
export function PublicFooter({
  help,
  links,
  note,
  id = 'hulp',
}: {
  help: ReactNode
  links: LinkColumn[]
  note?: ReactNode
  id?: string
}) {
  return (
    <footer className="sm-footer utrecht-page-footer" id={id}>
      <div className="wrap">
        <section>{help}</section>
        {links.map((column) => (
          <nav key={column.label} aria-label={column.label}>
            <ul>
              {column.links.map((link) => (
                <li key={link.href}>
                  <a href={link.href} lang={link.lang} hrefLang={link.lang}>
                    {link.text}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        ))}
        {note && <p className="foot-note">{note}</p>}
      </div>
    </footer>
  )
}

/** The column that every screen stands in. */
export function Wrap({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={className ? `wrap ${className}` : 'wrap'}>{children}</div>
}

/** The main landmark, with the id that the skip link leads to; `wrap={false}` when the page sets its own columns. */
export function Page({
  children,
  wrap = true,
  className,
}: {
  children: ReactNode
  wrap?: boolean
  className?: string
}) {
  return (
    <main id="inhoud" tabIndex={-1} className={className}>
      {wrap ? <Wrap>{children}</Wrap> : children}
    </main>
  )
}

/** Links to the pages above this one, from the top down; the page itself is not among them. */
export function Crumbs({ items }: { items: { href: string; label: string }[] }) {
  return (
    <nav className="crumb" aria-label="Kruimelpad">
      <ol>
        {items.map((item, at) => (
          <li key={item.href}>
            <a href={item.href}>
              {at === 0 && <Icon name="chevron" flip />}
              {item.label}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

export function BackLink({ href, children = 'Terug' }: { href: string; children?: ReactNode }) {
  return (
    <a className="backlink" href={href}>
      <Icon name="chevron" flip />
      {children}
    </a>
  )
}

/**
 * Title of a page on the background colour, with `over` above it; `aside` makes two columns (such as the days left, or
 * the main button).
 */
export function TitleBand({
  crumbs,
  over,
  title,
  lede,
  aside,
  children,
}: {
  crumbs?: { href: string; label: string }[]
  over?: ReactNode
  title: ReactNode
  lede?: ReactNode
  aside?: ReactNode
  children?: ReactNode
}) {
  const words = (
    <>
      {crumbs && <Crumbs items={crumbs} />}
      {over && <p className="tb-over">{over}</p>}
      <h1>{title}</h1>
      {lede && <p className="lede">{lede}</p>}
      {children}
    </>
  )
  return (
    <div className={aside ? 'titleband titleband--two' : 'titleband'}>
      <div className="wrap">
        {aside ? <div>{words}</div> : words}
        {aside && <div className="tb-time">{aside}</div>}
      </div>
    </div>
  )
}
