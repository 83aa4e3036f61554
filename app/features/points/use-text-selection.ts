import { useCallback, useEffect, useMemo, useState, type KeyboardEvent, type MouseEvent, type RefObject } from 'react'
import type { QuotedRange } from './quoted-range.ts'
import type { Group, Line } from './reading-pieces.ts'
import { selectedRange, STARTS_AT } from './selection-in-text.ts'

/** What is chosen now; `by` says how, as only a choice by keyboard needs our own colours. */
export type Chosen = QuotedRange & { by: 'keys' | 'pointer' }

/** Place of the toolbar under what is chosen, in pixels within the pane. */
type Place = { top: number; left: number }

export type SplitKey = 'point' | 'nonPoint' | 'join' | 'take' | 'skip'

const keys: Record<string, SplitKey> = { Enter: 'point', g: 'nonPoint', v: 'join', y: 'take', s: 'skip' }

/**
 * Choosing in a text with mouse, finger or keyboard. A click chooses the sentence under it, dragging any stretch of whole
 * words. Keys count only while the pane itself has the focus: arrows go by sentence, Shift extends, O goes to the next open
 * sentence, Escape lets go. Tab is left alone.
 */
export function useTextSelection(
  pane: RefObject<HTMLElement | null>,
  text: string,
  lines: readonly Line[],
  onKey: (key: SplitKey, chosen: Chosen | null) => void,
  isLive: boolean,
) {
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [place, setPlace] = useState<Place | null>(null)
  const [cursor, setCursor] = useState<{ from: number; to: number } | null>(null)
  const groups = useMemo(() => lines.flatMap((line) => line.groups), [lines])
  const units = useMemo(() => groups.filter(({ standing }) => standing !== 'gap'), [groups])
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
    setChosen({ start: first.start, end: last.end, by: 'keys' })
    const element = pane.current?.querySelector(`[${STARTS_AT}="${units[to]?.pieces.at(-1)?.start}"]`)
    element?.scrollIntoView({ block: 'nearest' })
    const lowest = pane.current?.querySelector(`[${STARTS_AT}="${last.pieces.at(-1)?.start}"]`)
    setPlace(pane.current && placeUnder(pane.current, lowest?.getBoundingClientRect()))
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const now = cursor?.to ?? unitAt(units, chosen)
    const done = () => event.preventDefault()
    if (key === 'ArrowDown' || key === 'ArrowRight') {
      done()
      goTo(Math.min(now + 1, units.length - 1), event.shiftKey)
    } else if (key === 'ArrowUp' || key === 'ArrowLeft') {
      done()
      goTo(Math.max(now - 1, 0), event.shiftKey)
    } else if (key === 'o') {
      const open = [...units.keys()].filter((index) => units[index]?.standing === 'open')
      const next = open.find((index) => index > now) ?? open[0]
      if (next !== undefined) goTo(next, false)
    } else if (key === 'Escape') {
      letGo()
    } else if (keys[key] && !event.shiftKey) {
      done()
      onKey(keys[key], chosen)
      letGo()
    }
  }

  const onClick = (event: MouseEvent<HTMLElement>) => {
    if (!(event.target instanceof Element) || event.target.closest('a, button')) return
    // The box to tick of a sentence is out of sight here, and stays as it is.
    event.preventDefault()
    if (event.currentTarget.ownerDocument.getSelection()?.isCollapsed === false) return
    const start = Number(event.target.closest(`[${STARTS_AT}]`)?.getAttribute(STARTS_AT) ?? NaN)
    const at = units.findIndex(
      ({ standing, pieces }) => standing !== 'point' && pieces.some((piece) => piece.start === start),
    )
    if (at >= 0) goTo(at, event.shiftKey)
    else letGo()
  }

  return { chosen, place, letGo, onKeyDown, onClick, unit: cursor ? units[cursor.to] : undefined }
}

/** Where the keyboard goes on from: what is chosen, else before the beginning. */
function unitAt(units: readonly Group[], chosen: QuotedRange | null): number {
  return chosen ? units.findIndex(({ end }) => end > chosen.start) : -1
}

function placeUnder(pane: HTMLElement, box: DOMRect | undefined): Place | null {
  if (!box) return null
  const own = pane.getBoundingClientRect()
  const left = Math.max(0, Math.min(box.left - own.left, own.width - 380))
  return { top: box.bottom - own.top + 8, left }
}
