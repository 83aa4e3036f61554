import { Fragment, useEffect, useMemo, useRef, type ReactNode, type RefObject } from 'react'
import { Icon } from '#app/ui/Icon.tsx'
import { overlaps, type QuotedRange } from './quoted-range.ts'
import { readingLines, type Line, type Unit } from './reading-pieces.ts'
import type { SplitView } from './split-view.ts'
import { TextLine, type Boxes, type LineKind } from './TextLine.tsx'
import { useTextSelection, type Chosen, type SplitKey } from './use-text-selection.ts'

/** What can be done with words that are chosen in the text. */
export type TextAct =
  'markPoint' | 'markNonPoint' | 'unmarkNonPoint' | 'joinToPoint' | 'joinToNext' | 'splitPoint' | 'takeOutOfPoint'

/** The lines of the text of this screen, with what was done to them. */
function linesOf({ text, sentences, points, nonPoints, suggestions, findings }: SplitView): Line[] {
  const suggested = suggestions.flatMap(({ ranges }) => ranges)
  return readingLines({ text, sentences, points, nonPoints, suggestions: suggested, findings })
}

type Live = {
  view: SplitView
  act: (act: TextAct, range: QuotedRange) => void
  /** Something with the suggestion at hand, or with the last act. Gives where the keyboard goes on. */
  onKey: (key: SplitKey) => number | null
  /** The suggestion that the keys are about. */
  atHand: QuotedRange | null
  /** Where the keyboard is, so that the suggestion at hand is the next one from there. */
  onMove: (place: number) => void
  error?: string
  /** Boxes that were ticked in a form that came back. */
  ticked: readonly string[]
}

/**
 * The text with its marks. Without JavaScript each open sentence has a box to tick; with it one selects any piece, with
 * mouse, finger or keyboard.
 */
export function SplitText({ enhanced, ...live }: Live & { enhanced: boolean }) {
  const { view } = live
  const lines = useMemo(() => linesOf(view), [view])
  // Boundaries can move when the splitting is done, as long as nothing of it is public.
  const editable = !view.isFixed
  return (
    <TextPane {...live} lines={lines} isLive={editable && enhanced}>
      {(chosen) => (
        <Lines lines={lines} view={view} chosen={chosen} atHand={live.atHand} boxes={editable ? live.ticked : null} />
      )}
    </TextPane>
  )
}

function Lines({
  lines,
  view,
  chosen,
  atHand,
  boxes,
}: {
  lines: Line[]
  view: SplitView
  chosen: Chosen | null
  atHand: QuotedRange | null
  boxes: Boxes
}) {
  const inLine = (line: Line) => (chosen?.by === 'keys' && overlaps(chosen, line) ? chosen : null)
  const kindOf = useMemo(() => kindsOf(view), [view])
  const questions = new Map(view.questions.map(({ start, words }) => [start, words]))
  const drawn = lines.map((line) => {
    const isAtHand = atHand !== null && overlaps(atHand, line)
    const props = { line, view, boxes, kind: kindOf(line), chosen: inLine(line), atHand: isAtHand ? atHand : null }
    const text = <TextLine key={line.start} {...props} />
    const question = questions.get(line.start)
    if (question === undefined) return text
    return (
      <Fragment key={line.start}>
        <h2 className="wk-question">{question}</h2>
        {text}
      </Fragment>
    )
  })
  if (lines.length <= LONG) return drawn
  // What is out of sight of a very long text is not laid out until it is scrolled to.
  const runs = Array.from({ length: Math.ceil(lines.length / LONG) }, (_, run) => run * LONG)
  return runs.map((from) => (
    <div key={from} className="sm-run">
      {drawn.slice(from, from + LONG)}
    </div>
  ))
}

/** What a line is that is not to be split, by where its words begin. */
function kindsOf({ text, headings, chosen }: SplitView): (line: Line) => LineKind | undefined {
  const kinds = new Map<number, LineKind>([
    ...headings.map(({ start }) => [start, 'heading'] as const),
    ...chosen.map(({ start }) => [start, 'chosen'] as const),
  ])
  return ({ start, end }) => {
    const words = text.slice(start, end).trimStart()
    return words === '' ? undefined : kinds.get(end - words.length)
  }
}

/** Lines that are drawn as one; a longer text is cut in runs of them. */
const LONG = 200

type PaneProps = Live & { lines: Line[]; isLive: boolean; children: (chosen: Chosen | null) => ReactNode }

/** The pane around the lines. It wakes up around what the server drew: a long text is not drawn twice. */
function TextPane({ view, lines, act, onKey, onMove, error, isLive, children }: PaneProps) {
  const pane = useRef<HTMLDivElement>(null)
  const keyPressed = (key: SplitKey, range: QuotedRange | null) => {
    const offered = range ? offeredFor(view, range) : []
    const asked = offered.find((offer) => offer.key === key)
    if (range && asked) act(asked.act, range)
    else return onKey(key)
    return null
  }
  const { chosen, place, letGo, onKeyDown, onClick, unit } = useTextSelection(
    pane,
    view.text,
    lines,
    keyPressed,
    isLive,
  )
  const at = chosen?.start ?? null
  useEffect(() => {
    if (at !== null) onMove(at)
  }, [at, onMove])
  useFocusAtStart(pane, isLive)
  const press = (what: TextAct) => {
    if (chosen) act(what, chosen)
    letGo()
    pane.current?.focus({ preventScroll: true })
  }
  const awake = {
    ...{ tabIndex: 0, role: 'group', onKeyDown, onClick, 'aria-describedby': 'toetsen' },
    'aria-label': 'Tekst van de inbreng. Kies zinnen met de pijltoetsen, maak een punt met Enter.',
  }
  return (
    <div
      ref={pane}
      id="stuk"
      className={isLive ? 'sm-doc sm-lines is-live' : 'sm-doc sm-lines'}
      tabIndex={-1}
      {...(isLive && awake)}
    >
      {children(chosen)}
      {isLive && (
        <p className="vh" role="status">
          {unit && `${standingOf(view, unit)}: ${view.text.slice(unit.start, unit.end).slice(0, 160)}`}
        </p>
      )}
      {chosen && place && (
        <Toolbar place={place}>
          {offeredFor(view, chosen).map(({ act: what, label, keys }, index) => (
            <PopButton key={what} primary={index === 0} onClick={() => press(what)} keys={keys}>
              {label}
            </PopButton>
          ))}
          <span>{chosen.end - chosen.start} tekens</span>
        </Toolbar>
      )}
      {error && (
        <p className="sm-hint" role="alert">
          <Icon name="alert-triangle" />
          {error}
        </p>
      )}
    </div>
  )
}

type Offer = { act: TextAct; key: SplitKey | null; keys?: string; label: string }

/** What can be done with these words, the most likely first. */
function offeredFor(view: SplitView, chosen: QuotedRange): Offer[] {
  const { points, nonPoints, isDone } = view
  const quoted = points.flatMap((point) => (point.range ? [{ ...point, range: point.range }] : []))
  const shared = quoted.filter(({ range }) => overlaps(range, chosen))
  const around = shared.find(({ range }) => range.start <= chosen.start && range.end >= chosen.end)
  const isAll = around && around.range.start === chosen.start && around.range.end === chosen.end
  const previous = quoted
    .filter(({ id, range }) => id !== around?.id && range.start < chosen.start)
    .sort((one, other) => one.range.start - other.range.start)
    .at(-1)
  const next = quoted
    .filter(({ id, range }) => id !== around?.id && range.end > chosen.end)
    .sort((one, other) => one.range.start - other.range.start)[0]
  const first: Offer[] =
    around && !isAll
      ? [{ act: 'splitPoint', key: 'point', keys: '↵', label: `Splits van ${around.label} af` }]
      : shared.length === 0 && !isDone
        ? [{ act: 'markPoint', key: 'point', keys: '↵', label: 'Maak punt' }]
        : []
  const joins: Offer[] = [
    ...(previous && (!around || around.range.start === chosen.start)
      ? [{ act: 'joinToPoint', key: 'join', keys: 'V', label: `Voeg bij ${previous.label}` } as const]
      : []),
    ...(next && (!around || around.range.end === chosen.end)
      ? [{ act: 'joinToNext', key: 'joinNext', keys: '⇧ V', label: `Voeg bij ${next.label}` } as const]
      : []),
  ]
  const out: Offer[] =
    shared.length > 0
      ? isAll
        ? []
        : [{ act: 'takeOutOfPoint', key: 'nonPoint', keys: 'G', label: 'Geen punt' }]
      : isDone || nonPoints.some(({ start, end }) => start <= chosen.start && end >= chosen.end)
        ? []
        : [{ act: 'markNonPoint', key: 'nonPoint', keys: 'G', label: 'Geen punt' }]
  const reopened: Offer[] =
    !isDone && nonPoints.some((range) => overlaps(range, chosen))
      ? [{ act: 'unmarkNonPoint', key: null, label: 'Toch openlaten' }]
      : []
  return [...first, ...joins, ...out, ...reopened]
}

/** What a sentence is in, for who does not see it. */
function standingOf({ points }: SplitView, { standing, pointId }: Unit): string {
  if (standing === 'point') return `In punt ${points.find(({ id }) => id === pointId)?.label ?? ''}`
  return standing === 'nonPoint' ? 'Geen punt' : 'Open'
}

/** The keyboard works at once: the text has the focus when the page opens, unless something else was asked for. */
function useFocusAtStart(pane: RefObject<HTMLElement | null>, isLive: boolean): void {
  const isFirst = useRef(true)
  useEffect(() => {
    if (!isLive || !isFirst.current) return
    isFirst.current = false
    const { activeElement, location } = document
    if (activeElement === document.body && location.hash === '') pane.current?.focus({ preventScroll: true })
  }, [pane, isLive])
}

function Toolbar({ place, children }: { place: { top: number; left: number }; children: ReactNode }) {
  return (
    <div
      className="sm-pop is-over"
      role="toolbar"
      aria-label="Met deze selectie"
      style={{ top: place.top, left: place.left }}
    >
      {children}
    </div>
  )
}

function PopButton({
  primary,
  onClick,
  keys,
  children,
}: {
  primary?: boolean
  onClick: () => void
  keys?: string | undefined
  children: ReactNode
}) {
  return (
    <button
      type="button"
      className={primary ? 'pri' : undefined}
      onClick={onClick}
      onMouseDown={(event) => event.preventDefault()}
    >
      <span>{children}</span>
      {keys && <kbd aria-hidden="true">{keys}</kbd>}
    </button>
  )
}
