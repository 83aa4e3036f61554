import { Fragment, memo, useMemo, useRef, type ReactNode } from 'react'
import { findingLabels } from '#app/features/contributions/personal-data.ts'
import { Icon } from '#app/ui/Icon.tsx'
import { overlaps, type QuotedRange } from './quoted-range.ts'
import { hasWords } from './range-sums.ts'
import { readingLines, shownText, type Group, type Line, type Piece } from './reading-pieces.ts'
import { STARTS_AT } from './selection-in-text.ts'
import type { SplitView } from './split-view.ts'
import { useTextSelection, type Chosen, type SplitKey } from './use-text-selection.ts'

type TextAct = 'maak-punt' | 'geen-punt' | 'voeg-bij' | 'toch-open'

/** The lines of the text of this screen, with what was done to them. */
function linesOf({ text, sentences, points, nonPoints, suggestions, findings }: SplitView): Line[] {
  return readingLines({ text, sentences, points, nonPoints, suggestions, findings })
}

type Live = {
  view: SplitView
  act: (act: TextAct, stretch: string) => void
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

/** Boxes to tick, with those that are; null: none are shown. */
type Boxes = readonly string[] | null

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
  const nextNumber = `${view.contributor}.${view.before + view.points.length + 1}`
  const apply = (what: TextAct, range: QuotedRange) => act(what, `${range.start}-${range.end}`)
  const keyPressed = (key: SplitKey, range: QuotedRange | null) => {
    if (key === 'take' || key === 'skip') onSuggestion(key)
    else if (range) apply(actOfKey[key], range)
  }
  const { chosen, place, letGo, onKeyDown, onClick, unit } = useTextSelection(
    pane,
    view.text,
    lines,
    keyPressed,
    isLive,
  )
  const press = (what: TextAct) => {
    if (chosen) apply(what, chosen)
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
          <PopButton primary onClick={() => press('maak-punt')} keys="↵">
            Maak punt {nextNumber}
          </PopButton>
          {previous && (
            <PopButton onClick={() => press('voeg-bij')} keys="V">
              Voeg bij {view.contributor}.{view.before + previous.number}
            </PopButton>
          )}
          <PopButton onClick={() => press('geen-punt')} keys="G">
            Geen punt
          </PopButton>
          {view.nonPoints.some(({ start, end }) => start < chosen.end && chosen.start < end) && (
            <PopButton onClick={() => press('toch-open')}>Toch openlaten</PopButton>
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

const actOfKey = { point: 'maak-punt', nonPoint: 'geen-punt', join: 'voeg-bij' } as const
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

type LineProps = { line: Line; view: SplitView; chosen: Chosen | null; boxes: Boxes }

const TextLine = memo(function TextLine({ line, view, chosen, boxes }: LineProps) {
  const isShort = line.end - line.start < 100
  const marks = line.groups.map((group) => markOf(group, view))
  const first = marks.findIndex((mark) => mark !== null)
  return (
    <p dir="auto">
      {line.groups.map((group, at) => {
        const mark = marks[at]
        return (
          <GroupText
            key={group.start}
            group={group}
            view={view}
            chosen={chosen}
            boxes={canBeChosen(group, view) ? boxes : null}
          >
            {/* One mark stands in the margin; a second of the same line would cover it, so that one stands in the text. */}
            {mark && <Mark {...mark} inText={at !== first} small={isShort ? undefined : mark.small} />}
          </GroupText>
        )
      })}
    </p>
  )
}, looksTheSame)

/** Whether a line need not be drawn again: after each act the whole text comes back, and few lines of it changed. */
function looksTheSame(before: LineProps, after: LineProps): boolean {
  if (before.chosen !== after.chosen || before.boxes !== after.boxes || before.view.text !== after.view.text)
    return false
  if (before.view === after.view && before.line === after.line) return true
  // Numbers, themes and the current point come from the view.
  if (after.line.groups.some(({ pointId }) => pointId !== null)) return false
  const isWithin = (place: number | null) => place !== null && place >= after.line.start && place < after.line.end
  if (before.view.nextOpen !== after.view.nextOpen && (isWithin(before.view.nextOpen) || isWithin(after.view.nextOpen)))
    return false
  return JSON.stringify(before.line) === JSON.stringify(after.line)
}

const canBeChosen = (group: Group, { text }: SplitView) =>
  (group.standing === 'open' || group.standing === 'nonPoint') && hasWords(text, group)

type MarkWords = { label: string; small?: string; className: string; href?: string }

function markOf(group: Group, view: SplitView): MarkWords | null {
  if (group.begins) {
    const point = view.points.find(({ id }) => id === group.pointId)
    if (!point) return null
    const label = `${view.contributor}.${view.before + point.number}`
    return { label, small: point.theme ?? undefined, className: 'sm-mn', href: `#punt-${point.id}` }
  }
  if (group.standing === 'nonPoint') return { label: 'geen punt', className: 'sm-mn sm-mn--un' }
  if (group.pieces.some(({ suggested }) => suggested)) return { label: 'voorstel', className: 'sm-mn sm-mn--sug' }
  return null
}

function Mark({ label, small, className, href, inText }: MarkWords & { inText: boolean }) {
  // Points must always be told apart; what is no point shows by its colour.
  if (inText && !href) return null
  const words = (
    <>
      {label}
      {small && !inText && <small>{small}</small>}
    </>
  )
  const classes = inText ? `${className} sm-mn--in` : className
  return href ? (
    <a className={classes} href={href} dir="ltr">
      {words}
    </a>
  ) : (
    <span className={classes} dir="ltr">
      {words}
    </span>
  )
}

const looks = { point: 'sm-pt', nonPoint: 'sm-no', open: 'sm-un', gap: undefined }

function GroupText({
  group,
  view,
  chosen,
  boxes,
  children,
}: {
  group: Group
  view: SplitView
  chosen: Chosen | null
  boxes: Boxes
  children: ReactNode
}) {
  const { text, currentId, nextOpen } = view
  const isChosen = (piece: { start: number; end: number }) =>
    chosen?.by === 'keys' && piece.start >= chosen.start && piece.end <= chosen.end
  const wordsOf = (piece: Piece) => shownText(text.slice(piece.start, piece.end))
  // The white space between lines needs no element of its own: no point begins or ends in it.
  if (group.standing === 'gap' && text.slice(group.start, group.end).trim() === '')
    return (
      <>
        {children}
        {wordsOf(group.pieces[0] ?? { ...group, suggested: false })}
      </>
    )
  const marking = (piece: Piece, also = '') => {
    const look = piece.suggested ? 'sm-sug' : looks[group.standing]
    const current = group.pointId !== null && group.pointId === currentId ? ' is-current' : ''
    const own = isChosen(piece) ? 'sm-selx' : look && `${look}${current}`
    const className = [also, own, piece.found && 'wk-found'].filter(Boolean).join(' ') || undefined
    return {
      className,
      'data-found': piece.found && findingLabels[piece.found],
      id: piece.start === nextOpen ? `t-${piece.start}` : undefined,
      [STARTS_AT]: piece.start,
    }
  }
  const spans = () =>
    group.pieces.map((piece) => (
      <span key={piece.start} {...marking(piece)}>
        {wordsOf(piece)}
      </span>
    ))
  if (!boxes)
    return (
      <>
        {children}
        {spans()}
      </>
    )
  const value = `${group.start}-${group.end}`
  const box = <input type="checkbox" name="stuk" value={value} defaultChecked={boxes.includes(value)} form="kies" />
  const [only, ...more] = group.pieces
  return (
    <>
      {children}
      {only && more.length === 0 ? (
        <label {...marking(only, 'sm-zin')}>
          {box}
          {wordsOf(only)}
        </label>
      ) : (
        <label className="sm-zin">
          {box}
          {spans()}
        </label>
      )}
    </>
  )
}
