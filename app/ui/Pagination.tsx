import { Icon } from './Icon.tsx'

/**
 * Page numbers to show: the first and last, the current one with its neighbours, and 'gap' where numbers are left out.
 */
export function pageNumbers(page: number, pages: number): (number | 'gap')[] {
  const shown = [1, page - 1, page, page + 1, pages]
    .filter((n, at, all) => n >= 1 && n <= pages && all.indexOf(n) === at)
    .sort((a, b) => a - b)
  return shown.flatMap((n, at) => {
    const before = shown[at - 1]
    if (before === undefined || n - before === 1) return [n]
    return n - before === 2 ? [n - 1, n] : ['gap' as const, n]
  })
}

/** `hrefOf` makes the link of a page and keeps the filters. `says` tells the position: "26 tot en met 50 van 112". */
export function Pagination({
  page,
  pages,
  hrefOf,
  says,
  label = 'Bladzijden',
}: {
  page: number
  pages: number
  hrefOf: (page: number) => string
  says?: string
  label?: string
}) {
  if (pages <= 1) return says ? <p className="pages pages__says">{says}</p> : null
  return (
    <nav className="pages" aria-label={label}>
      {says && <p className="pages__says">{says}</p>}
      {page > 1 && (
        <a className="go go--plain" href={hrefOf(page - 1)} rel="prev">
          <Icon name="chevron" flip />
          Vorige
        </a>
      )}
      <ol>
        {pageNumbers(page, pages).map((n, at) => (
          <li key={n === 'gap' ? `gap ${at}` : n}>
            {n === 'gap' ? (
              <span aria-hidden="true">…</span>
            ) : (
              <a href={hrefOf(n)} aria-current={n === page ? 'page' : undefined} aria-label={`Bladzijde ${n}`}>
                {n}
              </a>
            )}
          </li>
        ))}
      </ol>
      {page < pages && (
        <a className="go go--plain" href={hrefOf(page + 1)} rel="next">
          Volgende
          <Icon name="chevron" />
        </a>
      )}
    </nav>
  )
}

/** The pages around one whose number is not counted; null where there is none. `says` tells what is on this one. */
export function PageSteps({
  first,
  previous,
  next,
  last,
  says,
  label = 'Bladzijden',
}: {
  first: string | null
  previous: string | null
  next: string | null
  last: string | null
  says?: string
  label?: string
}) {
  if (previous === null && next === null) return null
  return (
    <nav className="pages" aria-label={label}>
      {says && <p className="pages__says">{says}</p>}
      {first !== null && (
        <a className="go go--plain" href={first}>
          Begin
        </a>
      )}
      {previous !== null && (
        <a className="go go--plain" href={previous} rel="prev">
          <Icon name="chevron" flip />
          Vorige
        </a>
      )}
      {next !== null && (
        <a className="go go--plain" href={next} rel="next">
          Volgende
          <Icon name="chevron" />
        </a>
      )}
      {last !== null && (
        <a className="go go--plain" href={last}>
          Einde
        </a>
      )}
    </nav>
  )
}
