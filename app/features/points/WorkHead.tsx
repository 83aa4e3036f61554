import type { ReactNode } from 'react'
import { paths } from '#app/paths.ts'
import { Crumbs } from '#app/ui/Shell.tsx'

type WorkPage =
  | 'partners'
  | 'bijeenkomsten'
  | 'inbreng'
  | 'punten'
  | 'campagnes'
  | 'themas'
  | 'stappen'
  | 'voortgang'
  | 'inlezen'
  | 'publiceren'
  | 'besluitdossier'

/** Name of the process with the way back, the pages of the work on it, and the title of this one. */
export function WorkHead({
  process,
  counts,
  current,
  title,
  children,
}: {
  process: { slug: string; title: string }
  counts: { contributions: number; points: number; themes: number }
  current: WorkPage
  title: ReactNode
  children?: ReactNode
}) {
  const { details, partners, register, points, campaigns, themes, steps, progress, takeIn, publish, decisionFile } =
    paths.official.process
  const pages: { page: WorkPage; label: string; href: (slug: string) => string; count?: number }[] = [
    { page: 'partners', label: 'Partners', href: partners },
    { page: 'bijeenkomsten', label: 'Bijeenkomsten', href: paths.official.meetings.list },
    { page: 'inbreng', label: 'Inbreng', href: register, count: counts.contributions },
    { page: 'punten', label: 'Punten', href: points, count: counts.points },
    { page: 'campagnes', label: 'Campagnes', href: campaigns },
    { page: 'themas', label: 'Thema’s', href: themes, count: counts.themes },
    { page: 'stappen', label: 'Stappen', href: steps },
    { page: 'voortgang', label: 'Voortgang', href: progress },
    { page: 'inlezen', label: 'Inlezen', href: takeIn },
    { page: 'publiceren', label: 'Publiceren', href: publish },
    { page: 'besluitdossier', label: 'Besluitdossier', href: decisionFile },
  ]
  return (
    <header className="wk-head">
      <Crumbs
        items={[
          { href: paths.official.processes(), label: 'Trajecten' },
          { href: details(process.slug), label: process.title },
        ]}
      />
      <nav className="sm-views" aria-label="Werk aan dit traject">
        {pages.map(({ page, label, href, count }) => (
          <a key={page} href={href(process.slug)} aria-current={page === current ? 'page' : undefined}>
            {label} {count !== undefined && <b>{count.toLocaleString('nl-NL')}</b>}
          </a>
        ))}
      </nav>
      <h1>{title}</h1>
      {children}
    </header>
  )
}
