import type { ReactNode } from 'react'
import { paths } from '#app/paths.ts'
import { Crumbs } from '#app/ui/Shell.tsx'

type WorkPage = 'partners' | 'bijeenkomsten' | 'inbreng' | 'punten' | 'themas' | 'publiceren'

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
  const base = paths.official.process.details(process.slug)
  const pages: { page: WorkPage; label: string; count?: number }[] = [
    { page: 'partners', label: 'Partners' },
    { page: 'bijeenkomsten', label: 'Bijeenkomsten' },
    { page: 'inbreng', label: 'Inbreng', count: counts.contributions },
    { page: 'punten', label: 'Punten', count: counts.points },
    { page: 'themas', label: 'Thema’s', count: counts.themes },
    { page: 'publiceren', label: 'Publiceren' },
  ]
  return (
    <header className="wk-head">
      <Crumbs
        items={[
          { href: paths.official.processes(), label: 'Trajecten' },
          { href: base, label: process.title },
        ]}
      />
      <nav className="sm-views" aria-label="Werk aan dit traject">
        {pages.map(({ page, label, count }) => (
          <a key={page} href={`${base}/${page}`} aria-current={page === current ? 'page' : undefined}>
            {label} {count !== undefined && <b>{count}</b>}
          </a>
        ))}
      </nav>
      <h1>{title}</h1>
      {children}
    </header>
  )
}
