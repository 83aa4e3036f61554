import { Fragment, useMemo, useRef, type ReactNode } from 'react'
import { Icon } from '#app/ui/Icon.tsx'
import { overlaps, type QuotedRange } from './quoted-range.ts'
import { readingLines, type Line } from './reading-pieces.ts'
import type { SplitView } from './split-view.ts'
import { TextLine, type Boxes } from './TextLine.tsx'
import { useTextSelection, type Chosen, type SplitKey } from './use-text-selection.ts'

/** What can be done with words that are chosen in the text. */
export type TextAct = 'markPoint' | 'markNonPoint' | 'joinToPreviousPoint' | 'unmarkNonPoint'

/** The lines of the text of this screen, with what was done to them. */
function linesOf({ text, sentences, points, nonPoints, suggestions, findings }: SplitView): Line[] {
  return readingLines({ text, sentences, points, nonPoints, suggestions, findings })
}

type Live = {
  view: SplitView
  act: (act: TextAct, range: QuotedRange) => void
  onSuggestion: (what: 'take' | 'skip') => void
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
  const editable = !view.isDone && !view.isFixed
  return (
    <TextPane {...live} lines={lines} isLive={editable && enhanced}>
      {(chosen) => <Lines lines={lines} view={view} chosen={chosen} boxes={editable ? live.ticked : null} />}
    </TextPane>
  )
}

function Lines({
  lines,
  view,
  chosen,
  boxes,
}: {
  lines: Line[]
  view: SplitView
  chosen: Chosen | null
  boxes: Boxes
}) {
  const inLine = (line: Line) => (chosen?.by === 'keys' && overlaps(chosen, line) ? chosen : null)
  const questions = new Map(view.questions.map(({ start, words }) => [start, words]))
  const drawn = lines.map((line) => {
    const text = <TextLine key={line.start} line={line} view={view} chosen={inLine(line)} boxes={boxes} />
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

/** Lines that are drawn as one; a longer text is cut in runs of them. */
const LONG = 200

type PaneProps = Live & { lines: Line[]; isLive: boolean; children: (chosen: Chosen | null) => ReactNode }

/** The pane around the lines. It wakes up around what the server drew: a long text is not drawn twice. */
function TextPane({ view, lines, act, onSuggestion, error, isLive, children }: PaneProps) {
  const pane = useRef<HTMLDivElement>(null)
  const keyPressed = (key: SplitKey, range: QuotedRange | null) => {
    if (key === 'take' || key === 'skip') onSuggestion(key)
    else if (range) act(actOfKey[key], range)
  }
  const { chosen, place, letGo, onKeyDown, onClick, unit } = useTextSelection(
    pane,
    view.text,
    lines,
    keyPressed,
    isLive,
  )
  const press = (what: TextAct) => {
    if (chosen) act(what, chosen)
    letGo()
    pane.current?.focus({ preventScroll: true })
  }
  const previous = chosen && previousPoint(view, chosen)
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
          {unit && `${standingWords[unit.standing]}: ${view.text.slice(unit.start, unit.end).slice(0, 160)}`}
        </p>
      )}
      {chosen && place && (
        <Toolbar place={place}>
          <PopButton primary onClick={() => press('markPoint')} keys="↵">
            Maak punt
          </PopButton>
          {previous && (
            <PopButton onClick={() => press('joinToPreviousPoint')} keys="V">
              Voeg bij {previous.label}
            </PopButton>
          )}
          <PopButton onClick={() => press('markNonPoint')} keys="G">
            Geen punt
          </PopButton>
          {view.nonPoints.some(({ start, end }) => start < chosen.end && chosen.start < end) && (
            <PopButton onClick={() => press('unmarkNonPoint')}>Toch openlaten</PopButton>
          )}
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

const actOfKey = { point: 'markPoint', nonPoint: 'markNonPoint', join: 'joinToPreviousPoint' } as const
const standingWords = { point: 'In een punt', nonPoint: 'Geen punt', open: 'Open', gap: '' }

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
  keys?: string
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

/** The point that ends nearest before what is chosen. */
function previousPoint(view: SplitView, { start }: { start: number }) {
  return view.points
    .filter((point) => point.range && point.range.end <= start)
    .sort((one, other) => (other.range?.end ?? 0) - (one.range?.end ?? 0))[0]
}
