import type { ReactNode } from 'react'
import { paths } from '#app/paths.ts'
import { PublicFooter, PublicHeader, SkipLink } from '#app/ui/Shell.tsx'
import { HelpAddress, isReachable, type Help } from './HelpAddress.tsx'

type Area = { href: string; label: string }

/** Header and footer around every page for residents. Without `municipality` (not known yet) the name stays away. */
export function PublicSite({
  municipality,
  origin,
  path,
  finished,
  area,
  demo,
  children,
}: {
  municipality: (Help & { name: string }) | null
  /** Begin of the address of the page, for on paper. */
  origin: string
  /** Path of the page, to mark it in the menu. */
  path: string
  /** The page is about a plan whose answers are public. */
  finished?: boolean
  /** The part of the site for whoever is logged in; null for residents. */
  area: Area | null
  demo: boolean
  children: ReactNode
}) {
  const nav = [
    {
      href: paths.public.home(),
      label: 'Meedoen',
      current: path === paths.public.home() || (path.startsWith(paths.public.process('')) && !finished),
    },
    { href: paths.public.finished(), label: 'Afgerond', current: path === paths.public.finished() || finished },
    { href: paths.public.help(), label: 'Hulp', current: path === paths.public.help() },
    {
      href: paths.public.search(),
      label: 'Zoeken',
      icon: 'search' as const,
      current: path === paths.public.search(),
    },
  ]
  return (
    <>
      <SkipLink />
      {area && (
        <nav className="areabar" aria-label="Uw werk">
          <div className="wrap">
            <a href={area.href}>{area.label}</a>
          </div>
        </nav>
      )}
      <PublicHeader municipalityName={municipality ? `gemeente ${municipality.name}` : ''} nav={nav} />
      {municipality && (
        <p className="wrap on-paper paper-head">
          <strong>Gemeente {municipality.name}</strong>
          <span>{`${origin}${path}`}</span>
        </p>
      )}
      {children}
      <PublicFooter
        help={
          <>
            <h2>Komt u er niet uit?</h2>
            {municipality && isReachable(municipality) ? (
              <HelpAddress {...municipality} />
            ) : (
              <p>
                Op de pagina <a href={paths.public.help()}>Hulp</a> leest u hoe meedoen werkt.
              </p>
            )}
          </>
        }
        links={[
          {
            label: 'Over meedoen',
            links: [
              { href: paths.public.help(), text: 'Zo werkt meedoen' },
              { href: paths.public.myReaction(), text: 'Mijn reactie' },
              { href: paths.public.privacy(), text: 'Uw privacy' },
            ],
          },
          {
            label: 'Over deze website',
            links: [
              { href: paths.public.accessibility(), text: 'Toegankelijkheid' },
              ...(area ? [] : [{ href: paths.public.logIn(), text: 'Inloggen' }]),
            ],
          },
        ]}
        note={
          demo
            ? 'Dit is een voorbeeld. De reacties, antwoorden en contactgegevens zijn bedacht, ook waar de naam van een echte organisatie staat.'
            : undefined
        }
      />
    </>
  )
}
