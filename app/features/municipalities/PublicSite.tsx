import type { ReactNode } from 'react'
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
    { href: '/', label: 'Meedoen', current: path === '/' || (path.startsWith('/trajecten/') && !finished) },
    { href: '/afgerond', label: 'Afgerond', current: path === '/afgerond' || finished },
    { href: '/hulp', label: 'Hulp', current: path === '/hulp' },
    { href: '/?#zoek', label: 'Zoeken', icon: 'search' as const },
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
                Op de pagina <a href="/hulp">Hulp</a> leest u hoe meedoen werkt.
              </p>
            )}
          </>
        }
        links={[
          {
            label: 'Over meedoen',
            links: [
              { href: '/hulp', text: 'Zo werkt meedoen' },
              { href: '/mijn-reactie', text: 'Mijn reactie' },
              { href: '/privacy', text: 'Uw privacy' },
            ],
          },
          {
            label: 'Over deze website',
            links: [
              { href: '/toegankelijkheid', text: 'Toegankelijkheid' },
              ...(area ? [] : [{ href: '/inloggen', text: 'Inloggen' }]),
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
