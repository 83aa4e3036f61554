import { Form, Link, useFetcher, useSubmit } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { paths } from '#app/paths.ts'
import { Icon } from '#app/ui/Icon.tsx'
import { SaveLinks } from '#app/ui/SaveLinks.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import { atQuery } from './desk-address.ts'
import { FacetFields } from './FacetFields.tsx'
import { KeepView } from './KeepView.tsx'
import type { FacetsView } from './facets-view.server.ts'
import type { WorkbenchView } from './workbench-view.server.ts'

/** The fields of a form for what the address has beside `except`. */
export function HiddenQuery({ query, except }: { query: string; except: readonly string[] }) {
  return (
    <>
      {[...new URLSearchParams(query)]
        .filter(([name]) => !except.includes(name))
        .map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
    </>
  )
}

/** Who searched goes on by keyboard in what was found; where nothing was, in the words that were looked for. */
function useFocusOnFound(search: string) {
  const last = useRef(search)
  useEffect(() => {
    if (last.current === search) return
    last.current = search
    const first = document.querySelector<HTMLElement>('.sm-rows [data-point] a')
    ;(first ?? document.getElementById('zoek'))?.focus()
  }, [search])
}

/** Searching, what the filter narrows, and the way to narrow more. */
export function DeskFind({ view, facets }: { view: WorkbenchView; facets: FacetsView | null }) {
  const { process, filter, query, chips } = view
  const points = paths.official.process.points(process.slug)
  const [isOpen, setOpen] = useState(false)
  const submit = useSubmit()
  const enhanced = useEnhanced()
  useFocusOnFound(filter.search)
  const filters = (
    <>
      <Icon name="filter" />
      Filters {chips.length > 0 && <span className="tag">{chips.length}</span>}
    </>
  )
  return (
    <div className="sm-find">
      <Form method="get" action={points} role="search" className="sm-find__box">
        <HiddenQuery query={query} except={['zoek']} />
        <label className="vh" htmlFor="zoek">
          Zoek in punten: woorden, een naam, of een nummer zoals 12 of 12.3
        </label>
        <Icon name="search" />
        <input
          key={filter.search}
          className="utrecht-textbox"
          id="zoek"
          name="zoek"
          type="search"
          dir="auto"
          defaultValue={filter.search}
          placeholder="Zoek een woord, naam of nummer"
          autoComplete="off"
        />
        <button type="submit" className="vh">
          Zoek
        </button>
      </Form>
      <div className="sm-chips">
        {chips.map((chip) => (
          <Link key={chip.key} className="sm-chip is-on" to={atQuery(points, chip.without)}>
            <span className="sm-chip__label">{chip.label}</span>
            <Icon name="x" />
            <span className="vh">, haal dit filter weg</span>
          </Link>
        ))}
        {enhanced ? (
          <button
            type="button"
            className="sm-chip"
            aria-expanded={isOpen}
            aria-controls="filters"
            onClick={() => setOpen(!isOpen)}
          >
            {filters}
          </button>
        ) : (
          <a className="sm-chip" href={atQuery(paths.official.process.pointsFilters(process.slug), query)}>
            {filters}
          </a>
        )}
        <KeepView view={view} />
        <details className="sm-keep">
          <summary>Ophalen</summary>
          <SaveLinks
            what="deze punten"
            xlsx={atQuery(paths.official.process.giveOut(process.slug, 'punten.xlsx'), query)}
            csv={atQuery(paths.official.process.giveOut(process.slug, 'punten.csv'), query)}
          />
          <p className="small soft">Inlezen kan daarna in delen van hoogstens 5.000 rijen.</p>
        </details>
      </div>
      {isOpen && (
        <div className="sm-facets" id="filters">
          {facets === null ? (
            <p className="small soft" role="status">
              De aantallen worden geteld.
            </p>
          ) : (
            <Form
              method="get"
              action={points}
              key={facets.query}
              onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}
            >
              <FacetFields view={facets} />
            </Form>
          )}
        </div>
      )}
    </div>
  )
}

/** The counts of the facets, asked for after the list and again when the list changed. */
export function useFacets({ process, query, rows }: WorkbenchView): FacetsView | null {
  const { load, data } = useFetcher<FacetsView>()
  const address = atQuery(paths.official.process.pointsFilters(process.slug), query)
  useEffect(() => load(address), [load, address, rows])
  return data && data.query === query ? data : null
}
