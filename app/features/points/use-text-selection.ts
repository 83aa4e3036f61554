import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react'
import type { QuotedRange } from './quoted-range.ts'
import { unitsOf, type Line, type Unit } from './reading-pieces.ts'
import { selectedRange, STARTS_AT } from './selection-in-text.ts'

/** What is chosen now; `by` says how, as only a choice by keyboard needs our own colours. */
export type Chosen = QuotedRange & { by: 'keys' | 'pointer' }

/** Place of the toolbar under what is chosen, in pixels within the pane. */
type Place = { top: number; left: number }

/** What a key asks for: something with what is chosen, with the suggestion at hand, or with the last act. */
export type SplitKey = 'point' | 'nonPoint' | 'join' | 'joinNext' | 'take' | 'takeAll' | 'takeOne' | 'skip' | 'undo'

const keys: Record<string, SplitKey> = {
  ...{ Enter: 'point', g: 'nonPoint', v: 'join', 'shift+v': 'joinNext' },
  ...{ y: 'take', 'shift+y': 'takeAll', '1': 'takeOne', s: 'skip', z: 'undo' },
}
const needsWords: ReadonlySet<SplitKey> = new Set(['point', 'nonPoint', 'join', 'joinNext'])

/**
 * Choosing in a text with mouse, finger or keyboard. A click chooses the sentence under it, dragging any stretch of whole
 * words. Keys count only while the pane itself has the focus: arrows go by sentence, Shift extends, O goes to the next open
 * sentence, Escape lets go. A key that needs words while none are chosen goes to the next open sentence. Tab is left alone.
 */
export function useTextSelection(
  pane: RefObject<HTMLElement | null>,
  text: string,
  lines: readonly Line[],
  /** Gives the place in the text that the keyboard goes on from, when that is another. */
  onKey: (key: SplitKey, chosen: Chosen | null) => number | null,
  isLive: boolean,
) {
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [place, setPlace] = useState<Place | null>(null)
  const [cursor, setCursor] = useState<{ from: number; to: number } | null>(null)
  // Where the keyboard goes on after an act, as a place in the text: the units themselves change with it.
  const left = useRef(0)
  const groups = useMemo(() => lines.flatMap((line) => line.groups), [lines])
  const units = useMemo(() => unitsOf(lines), [lines])
  const ends = useMemo(
    () => new Map(groups.flatMap(({ pieces }) => pieces.map(({ start, end }) => [start, end]))),
    [groups],
  )

  const letGo = useCallback(() => {
    setChosen(null)
    setPlace(null)
    setCursor(null)
    pane.current?.ownerDocument.getSelection()?.removeAllRanges()
  }, [pane])

  useEffect(() => {
    const root = pane.current
    if (!root || !isLive) return
    let down = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = () => {
      const range = selectedRange(root, text, (start) => ends.get(start) ?? start)
      if (range) {
        setCursor(null)
        left.current = range.end
        setChosen({ ...range, by: 'pointer' })
        setPlace(placeUnder(root, root.ownerDocument.getSelection()?.getRangeAt(0).getBoundingClientRect()))
      } else {
        setChosen((earlier) => (earlier?.by === 'pointer' ? null : earlier))
      }
    }
    const soon = () => {
      clearTimeout(timer)
      timer = setTimeout(read, 150)
    }
    const changed = () => {
      if (!down) soon()
    }
    const pressed = () => {
      down = true
    }
    const released = () => {
      down = false
      soon()
    }
    document.addEventListener('selectionchange', changed)
    root.addEventListener('pointerdown', pressed)
    document.addEventListener('pointerup', released)
    document.addEventListener('pointercancel', released)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('selectionchange', changed)
      root.removeEventListener('pointerdown', pressed)
      document.removeEventListener('pointerup', released)
      document.removeEventListener('pointercancel', released)
    }
  }, [pane, text, ends, isLive])

  const goTo = (to: number, extend: boolean) => {
    const from = extend && cursor ? cursor.from : to
    const [first, last] = [units[Math.min(from, to)], units[Math.max(from, to)]]
    if (!first || !last) return
    setCursor({ from, to })
    pane.current?.ownerDocument.getSelection()?.removeAllRanges()
    left.current = last.end
    setChosen({ start: first.start, end: last.end, by: 'keys' })
    const element = pane.current?.querySelector(`[${STARTS_AT}="${units[to]?.pieces.at(-1)?.start}"]`)
    element?.scrollIntoView({ block: 'nearest' })
    const lowest = pane.current?.querySelector(`[${STARTS_AT}="${last.pieces.at(-1)?.start}"]`)
    setPlace(pane.current && placeUnder(pane.current, lowest?.getBoundingClientRect()))
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const asked = keys[event.shiftKey ? `shift+${key}` : key]
    const now = cursor?.to ?? (chosen ? unitAt(units, chosen) : lastBefore(units, left.current))
    const done = () => event.preventDefault()
    if (key === 'ArrowDown' || key === 'ArrowRight') {
      done()
      goTo(Math.min(now + 1, units.length - 1), event.shiftKey)
    } else if (key === 'ArrowUp' || key === 'ArrowLeft') {
      done()
      goTo(Math.max(now - 1, 0), event.shiftKey)
    } else if (key === 'o' || (asked && needsWords.has(asked) && !chosen)) {
      done()
      const open = [...units.keys()].filter((index) => units[index]?.standing === 'open')
      const next = open.find((index) => index > now) ?? open[0]
      if (next !== undefined) goTo(next, false)
    } else if (key === 'Escape') {
      letGo()
    } else if (asked) {
      done()
      const goOn = onKey(asked, chosen)
      if (needsWords.has(asked) || goOn !== null) letGo()
      left.current = goOn ?? left.current
    }
  }

  const onClick = (event: MouseEvent<HTMLElement>) => {
    if (!(event.target instanceof Element) || event.target.closest('a, button')) return
    // The box to tick of a sentence is out of sight here, and stays as it is.
    event.preventDefault()
    if (event.currentTarget.ownerDocument.getSelection()?.isCollapsed === false) return
    const start = Number(event.target.closest(`[${STARTS_AT}]`)?.getAttribute(STARTS_AT) ?? NaN)
    const at = units.findIndex(({ pieces }) => pieces.some((piece) => piece.start === start))
    if (at >= 0) goTo(at, event.shiftKey)
    else letGo()
  }

  return { chosen, place, letGo, onKeyDown, onClick, unit: cursor ? units[cursor.to] : undefined }
}

const unitAt = (units: readonly Unit[], chosen: QuotedRange) => units.findIndex(({ end }) => end > chosen.start)

/** The last unit that ends at this place or before it; -1 at the beginning. */
const lastBefore = (units: readonly Unit[], place: number) => units.findLastIndex(({ end }) => end <= place)

function placeUnder(pane: HTMLElement, box: DOMRect | undefined): Place | null {
  if (!box) return null
  const own = pane.getBoundingClientRect()
  const left = Math.max(0, Math.min(box.left - own.left, own.width - 380))
  return { top: box.bottom - own.top + 8, left }
}
