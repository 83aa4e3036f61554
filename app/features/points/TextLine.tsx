import { memo, type ReactNode } from 'react'
import { findingLabels } from '#app/features/contributions/personal-data.ts'
import { overlaps, type QuotedRange } from './quoted-range.ts'
import { hasWords } from './range-sums.ts'
import { piecesBySentence, shownText, type Group, type Line, type Piece } from './reading-pieces.ts'
import { STARTS_AT } from './selection-in-text.ts'
import type { SplitView } from './split-view.ts'
import type { Chosen } from './use-text-selection.ts'

/** Boxes to tick, with those that are; null: none are shown. */
export type Boxes = readonly string[] | null

/** A line that is not to be split: a heading of the sender, or an answer that was chosen from a list. */
export type LineKind = 'heading' | 'chosen'

type LineProps = {
  line: Line
  kind?: LineKind | undefined
  view: SplitView
  chosen: Chosen | null
  atHand: QuotedRange | null
  boxes: Boxes
}

/** One line of the text with what was made of it; few lines are drawn again after an act. */
export const TextLine = memo(function TextLine({ line, kind, view, chosen, atHand, boxes }: LineProps) {
  const isShort = line.end - line.start < 100
  const marks = line.groups.map((group) => marginMark(group, view))
  const first = marks.findIndex((mark) => mark !== null)
  const Element = kind !== 'heading' ? 'p' : view.questions.length > 0 ? 'h3' : 'h2'
  return (
    <Element dir="auto" className={kind && kindClass[kind]}>
      {kind === 'chosen' && (
        <span className="sm-mn sm-mn--un" dir="ltr">
          gekozen
        </span>
      )}
      {line.groups.map((group, at) => {
        const mark = marks[at]
        return (
          <GroupText
            key={group.start}
            group={group}
            view={view}
            chosen={chosen}
            atHand={atHand}
            boxes={canBeChosen(group, view) ? boxes : null}
          >
            {/* One mark stands in the margin; a second of the same line would cover it, so that one stands in the text. */}
            {mark && <Mark {...mark} inText={at !== first} small={isShort ? undefined : mark.small} />}
          </GroupText>
        )
      })}
    </Element>
  )
}, looksTheSame)

const kindClass: Record<LineKind, string> = { heading: 'sm-heading', chosen: 'sm-chosen' }

/** Whether a line need not be drawn again: after each act the whole text comes back, and few lines of it changed. */
function looksTheSame(before: LineProps, after: LineProps): boolean {
  if (before.chosen !== after.chosen || before.boxes !== after.boxes || before.view.text !== after.view.text)
    return false
  if (before.kind !== after.kind || JSON.stringify(before.atHand) !== JSON.stringify(after.atHand)) return false
  if (before.view === after.view && before.line === after.line) return true
  // Numbers, themes and the current point come from the view.
  if (after.line.groups.some(({ pointId }) => pointId !== null)) return false
  const isWithin = (place: number | null) => place !== null && place >= after.line.start && place < after.line.end
  if (before.view.nextOpen !== after.view.nextOpen && (isWithin(before.view.nextOpen) || isWithin(after.view.nextOpen)))
    return false
  return JSON.stringify(before.line) === JSON.stringify(after.line)
}

const canBeChosen = (group: Group, { text }: SplitView) => group.standing !== 'gap' && hasWords(text, group)

/** What a suggestion is of, in the margin. */
function suggestionWords({ kind, ranges }: SplitView['suggestions'][number]): string {
  if (kind === 'noPoint') return 'geen punt'
  if (kind === 'wish') return 'vraag of wens'
  if (kind === 'items') return 'zoals gegeven'
  return `${kind === 'list' ? 'lijst' : 'opsomming'}, ${ranges.length} delen`
}

type MarkWords = { label: string; small?: string; className: string; href?: string }

function marginMark(group: Group, view: SplitView): MarkWords | null {
  if (group.begins) {
    const point = view.points.find(({ id }) => id === group.pointId)
    if (!point) return null
    const { label, theme, isProvisional } = point
    const className = isProvisional ? 'sm-mn is-provisional' : 'sm-mn'
    return { label, small: theme ?? undefined, className, href: `#punt-${point.id}` }
  }
  // An empty line between two that are no point needs no mark of its own.
  if (group.standing === 'nonPoint' && hasWords(view.text, group))
    return { label: 'geen punt', className: 'sm-mn sm-mn--un' }
  const from = group.pieces.find(({ suggested }) => suggested)
  const suggestion = from && view.suggestions.find(({ ranges }) => ranges.some(({ start }) => start === from.start))
  return suggestion ? { label: 'voorstel', small: suggestionWords(suggestion), className: 'sm-mn sm-mn--sug' } : null
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
  atHand,
  boxes,
  children,
}: {
  group: Group
  view: SplitView
  chosen: Chosen | null
  atHand: QuotedRange | null
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
        {shownText(text.slice(group.start, group.end))}
      </>
    )
  const marking = (piece: Piece, also = '') => {
    const look = piece.suggested ? 'sm-sug' : looks[group.standing]
    const isAtHand = piece.suggested && atHand !== null && overlaps(atHand, piece)
    const current = isAtHand || (group.pointId !== null && group.pointId === currentId) ? ' is-current' : ''
    const own = isChosen(piece) ? 'sm-selx' : look && `${look}${current}`
    // A finding may run over a line break, which shows nothing.
    const found = hasWords(text, piece) ? piece.found : undefined
    const className = [also, own, found && 'wk-found'].filter(Boolean).join(' ') || undefined
    return {
      className,
      'data-found': found && findingLabels[found],
      id: piece.start === nextOpen ? `t-${piece.start}` : undefined,
      [STARTS_AT]: piece.start,
    }
  }
  const spansOf = (pieces: readonly Piece[]) =>
    pieces.map((piece) => (
      <span key={piece.start} {...marking(piece)}>
        {wordsOf(piece)}
      </span>
    ))
  if (!boxes)
    return (
      <>
        {children}
        {spansOf(group.pieces)}
      </>
    )
  return (
    <>
      {children}
      {(group.standing === 'point' ? piecesBySentence(group) : [group.pieces]).map((pieces) => {
        const [first, ...more] = pieces
        const last = more.at(-1) ?? first
        if (!first || !last) return null
        const value = `${first.start}-${last.end}`
        const box = (
          <input type="checkbox" name="ranges" value={value} defaultChecked={boxes.includes(value)} form="kies" />
        )
        if (more.length === 0)
          return (
            <label key={first.start} {...marking(first, 'sm-zin')}>
              {box}
              {wordsOf(first)}
            </label>
          )
        return (
          <label key={first.start} className="sm-zin">
            {box}
            {spansOf(pieces)}
          </label>
        )
      })}
    </>
  )
}
