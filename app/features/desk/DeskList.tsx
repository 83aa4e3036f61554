import { Form, Link, useSubmit } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import { atQuery, withPlace } from './desk-address.ts'
import { HiddenQuery } from './DeskFind.tsx'
import { DeskRowItem } from './DeskRowItem.tsx'
import { useSelection } from './Selection.tsx'
import type { WorkbenchView } from './workbench-view.server.ts'

const sorts = [
  { value: 'nummer', sort: 'number', label: 'Oudste eerst' },
  { value: 'nieuwste', sort: 'newest', label: 'Nieuwste eerst' },
  { value: 'termijn', sort: 'due', label: 'Eerst klaar' },
] as const

/** The rows of the list, with what stands above and below them. `foundWords` is how many fit, in words. */
export function DeskList({ view, foundWords }: { view: WorkbenchView; foundWords: string | null }) {
  const { process, filter, query, rows, earlierFrom, hasLater, limit } = view
  const points = paths.official.process.points(process.slug)
  const selection = useSelection()
  const enhanced = useEnhanced()
  const lastChosen = useRef<string | null>(null)
  const submit = useSubmit()
  const list = useKeptScroll(process.slug, view)
  const firstId = rows[0]?.id ?? null
  const here = (pointId: string | null) =>
    pointId === null ? points : paths.official.process.answer(process.slug, pointId)
  const placed = withPlace(query, { from: firstId, limit })
  const choose = (id: string, chosen: boolean, isRange: boolean) => {
    const ids = rows.map((row) => row.id)
    const [from, to] = [ids.indexOf(lastChosen.current ?? id), ids.indexOf(id)]
    lastChosen.current = id
    selection.choose(isRange && from >= 0 ? ids.slice(Math.min(from, to), Math.max(from, to) + 1) : [id], chosen)
  }
  if (rows.length === 0) return <NothingHere view={view} />
  return (
    <>
      <div className="sm-lhead">
        <span role="status">{foundWords === null ? `${rows.length} getoond` : `${foundWords} gevonden`}</span>
        {enhanced && selection.ids.size === 0 && !selection.all && (
          <button type="button" className="sm-lhead__all" onClick={selection.chooseAll}>
            Kies alle
          </button>
        )}
        <Form method="get" action={points} onChange={(event) => submit(event.currentTarget)}>
          <HiddenQuery query={query} except={['sorteer']} />
          <label className="vh" htmlFor="sorteer">
            Volgorde
          </label>
          <select
            id="sorteer"
            name="sorteer"
            key={filter.sort}
            defaultValue={sorts.find(({ sort }) => sort === filter.sort)?.value}
          >
            {sorts.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
          <noscript>
            <button type="submit">Toon</button>
          </noscript>
        </Form>
      </div>
      <div className="sm-pane__scroll" ref={list} data-keys="lijst">
        {earlierFrom !== null && (
          <p className="sm-lmore">
            <Link
              to={atQuery(here(view.openId), withPlace(query, { from: earlierFrom, limit: limit + 50 }))}
              preventScrollReset
            >
              Eerdere punten
            </Link>
          </p>
        )}
        <ol className={rows.some(({ number }) => (number?.length ?? 9) > 5) ? 'sm-rows sm-rows--wide' : 'sm-rows'}>
          {rows.map((row) => (
            <DeskRowItem
              key={row.id}
              row={row}
              href={atQuery(here(row.id), placed)}
              isOpen={row.id === view.openId}
              isNumberFound={filter.search !== '' && !view.searched}
              isElsewhere={view.searched && [...row.namePieces, ...row.pieces].every(({ isHit }) => !isHit)}
              isChosen={selection.all || selection.ids.has(row.id)}
              onChoose={(chosen, isRange) => choose(row.id, chosen, isRange)}
            />
          ))}
        </ol>
        {hasLater && (
          <p className="sm-lmore">
            <Link to={atQuery(here(view.openId), withPlace(query, laterPlace(view)))} preventScrollReset>
              Meer punten
            </Link>
          </p>
        )}
      </div>
    </>
  )
}

/** The list grows downward until it has as many rows as it may; from then on it moves along. */
export function laterPlace({ rows, limit }: WorkbenchView): { from: string | null; limit: number } {
  const isFull = limit >= 200
  return isFull ? { from: rows.at(-50)?.id ?? null, limit } : { from: rows[0]?.id ?? null, limit: limit + 50 }
}

function NothingHere({ view: { process, query, total, filter } }: { view: WorkbenchView }) {
  const { points, register } = paths.official.process
  if (total === 0)
    return (
      <Empty
        title="Er zijn nog geen punten"
        action={<ButtonLink href={register(process.slug)}>Naar de inbreng</ButtonLink>}
      >
        Splits eerst de inbreng in punten. Elk punt krijgt daarna een eigen antwoord.
      </Empty>
    )
  const isNarrow = query !== ''
  return (
    <Empty
      title={filter.search ? `Geen punten met “${filter.search}”` : 'Geen punten in deze keuze'}
      action={isNarrow ? <ButtonLink href={points(process.slug)}>Toon alle punten</ButtonLink> : undefined}
    >
      {filter.attention.length > 0 && filter.search === ''
        ? 'Dat is goed nieuws: hier hoeft niemand iets voor te doen.'
        : `Er is gezocht in ${total.toLocaleString('nl-NL')} ${total === 1 ? 'punt' : 'punten'}.`}
    </Empty>
  )
}

/**
 * The list stays where it was when the page is loaded again, and follows the point that is open. What it remembers is of
 * one list in this tab.
 */
function useKeptScroll(slug: string, { query, rows, openId }: WorkbenchView) {
  const list = useRef<HTMLDivElement>(null)
  const name = `saomen:lijst:${slug}:${query}`
  useEffect(() => {
    const element = list.current
    if (!element) return
    const kept = JSON.parse(sessionStorage.getItem(name) ?? 'null') as { first: string; top: number } | null
    if (kept && kept.first === element.querySelector<HTMLElement>('[data-point]')?.dataset.point)
      element.scrollTop = kept.top
    const keep = () => {
      const first = element.querySelector<HTMLElement>('[data-point]')?.dataset.point
      sessionStorage.setItem(name, JSON.stringify({ first, top: element.scrollTop }))
    }
    element.addEventListener('scrollend', keep)
    return () => element.removeEventListener('scrollend', keep)
  }, [name])
  const first = rows[0]?.id
  useEffect(() => {
    if (openId) list.current?.querySelector(`[data-point="${openId}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [openId, first])
  return list
}
