import { useState } from 'react'
import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import type { PickedPoint } from './picked-points.server.ts'
import type { ReasonView } from './reason-view.server.ts'
import { usePointSearch } from './use-point-search.ts'

/** What is looked for among the points, and what was found without JavaScript. */
export type Picking = { asked: string | null; points: PickedPoint[]; hasMore: boolean }

/** The form outside of the one with the reason that looks for points without JavaScript. */
export const POINT_SEARCH = 'zoek-punten'
/** What its field is called in the address. */
export const POINT_WORDS = 'zoek-punt'

/** The points behind a change: those that are, what is found by number, name or word, and what hangs on the paragraph. */
export function PointPicker({
  view,
  slug,
  picking,
  typed,
}: {
  view: ReasonView
  slug: string
  picking: Picking
  /** The points that were ticked when the form came back; null before. */
  typed: readonly string[] | null
}) {
  const enhanced = useEnhanced()
  const [words, setWords] = useState<string | null>(null)
  const { found, failed } = usePointSearch(slug, words)
  const shown = words === null ? picking : (found ?? { points: [], hasMore: false })
  const isSearched = (words ?? picking.asked ?? '').trim() !== ''
  const { chosen, chosenCount, taken, promised, hanging } = view
  const own = [...chosen, ...(taken && !taken.isBehind ? [taken] : [])]
  const before = typed ?? own.map(({ id }) => id)
  // What was found and ticked stays on the page when something else is looked for.
  const [picked, setPicked] = useState<readonly PickedPoint[]>([])
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set(before))
  const tick = (point: PickedPoint, isTicked: boolean) => {
    const next = new Set(ticked)
    if (isTicked) next.add(point.id)
    else next.delete(point.id)
    setTicked(next)
    if (isTicked && !picked.some(({ id }) => id === point.id)) setPicked([...picked, point])
  }
  const inAmber = new Set(promised.map(({ id }) => id))
  const first = distinct([...own, ...picked.filter(({ id }) => !inAmber.has(id))])
  const rest = (isSearched ? shown.points : hanging).filter(
    ({ id }) => !inAmber.has(id) && !first.some((point) => point.id === id),
  )
  const row = (point: PickedPoint) => (
    <PointRow
      key={point.id}
      point={point}
      isTicked={ticked.has(point.id)}
      onTick={(isTicked) => tick(point, isTicked)}
    />
  )
  const beyond = chosenCount - chosen.length
  return (
    <>
      {chosen.map(({ id }) => (
        <input key={id} type="hidden" name="shown" value={id} />
      ))}
      <div className="rs-find">
        <label className="vh" htmlFor="punten-zoeken">
          Zoek een punt op nummer, naam of woord
        </label>
        <input
          id="punten-zoeken"
          form={POINT_SEARCH}
          name={POINT_WORDS}
          type="search"
          autoComplete="off"
          className="utrecht-textbox"
          placeholder="Zoek op nummer, naam of woord"
          defaultValue={picking.asked ?? ''}
          onChange={({ target }) => enhanced && setWords(target.value)}
          onKeyDown={(event) => enhanced && event.key === 'Enter' && event.preventDefault()}
        />
        {!enhanced && (
          <Button small form={POINT_SEARCH} icon="search">
            Zoek
          </Button>
        )}
      </div>
      <p className="rs-count" role="status">
        {failed
          ? 'Het zoeken lukte niet. Probeer het opnieuw.'
          : countInWords(isSearched ? shown : null, ticked.size + beyond)}
      </p>
      <ul className="rs-points" aria-label="Punten">
        {first.map(row)}
        {rest.map(row)}
      </ul>
      {beyond > 0 && <p className="small soft">En nog {beyond} gekozen punten. Die blijven erbij.</p>}
      {promised.length > 0 && (
        <div className="rs-amber" role="group" aria-labelledby="nog-geen-wijziging">
          <p id="nog-geen-wijziging">
            <Icon name="alert-triangle" />{' '}
            {promised.length === 1
              ? 'Dit punt is hier overgenomen en staat nog niet bij een wijziging.'
              : 'Deze punten zijn hier overgenomen en staan nog niet bij een wijziging.'}
          </p>
          <ul className="rs-points">{promised.map(row)}</ul>
        </div>
      )}
    </>
  )
}

function countInWords(found: { points: readonly unknown[]; hasMore: boolean } | null, ticked: number): string {
  const chosen = `${ticked} gekozen`
  if (found === null) return chosen
  const { length } = found.points
  if (length === 0) return `Niets gevonden, ${chosen}`
  if (found.hasMore) return `Meer dan ${length} punten gevonden, ${chosen}`
  return `${length} ${length === 1 ? 'punt' : 'punten'} gevonden, ${chosen}`
}

const distinct = (points: readonly PickedPoint[]) => [...new Map(points.map((point) => [point.id, point])).values()]

/** A point in the list; with `onTick` it can be chosen. */
export function PointRow({
  point: { id, number, name, words, disposition, alike },
  isTicked = false,
  onTick,
}: {
  point: PickedPoint
  isTicked?: boolean
  onTick?: (isTicked: boolean) => void
}) {
  const says = (
    <>
      <span className="rs-who">
        <b>{number}</b> {name}
      </span>
      <DispositionBadge disposition={disposition} short />
      <span className="rs-words" dir="auto">
        {words}
      </span>
    </>
  )
  if (!onTick) return <li className="rs-point rs-point--plain">{says}</li>
  return (
    <li className="rs-point">
      <label className="rs-row">
        <input
          type="checkbox"
          name="points"
          value={id}
          defaultChecked={isTicked}
          onChange={({ target }) => onTick(target.checked)}
        />
        {says}
      </label>
      {alike > 0 && (
        <label className="rs-along">
          <input type="checkbox" name="along" value={id} />
          {alike === 1
            ? 'En het andere punt met hetzelfde antwoord'
            : `En de ${alike} andere punten met hetzelfde antwoord`}
        </label>
      )}
    </li>
  )
}
