import { useEffect, useRef } from 'react'

/**
 * Keys of the list of pairs: they work only while the focus is in it, and never in a field. When something was settled (`done`), the focus goes
 * to the pair that is now where it was.
 */
export function useMatchKeys(list: string, done: unknown): void {
  const place = useRef<number | null>(null)
  useEffect(() => {
    const root = document.getElementById(list)
    if (!root) return
    function press(event: KeyboardEvent) {
      const { target, key, ctrlKey, altKey, metaKey } = event
      if (!root || !(target instanceof HTMLElement) || ctrlKey || altKey || metaKey) return
      if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return
      if (actOn(root, target, key.toLowerCase())) event.preventDefault()
    }
    function remember({ target }: FocusEvent) {
      const current = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-doubt]') : null
      if (root && current) place.current = doubtsIn(root).indexOf(current)
    }
    root.addEventListener('keydown', press)
    root.addEventListener('focusin', remember)
    return () => {
      root.removeEventListener('keydown', press)
      root.removeEventListener('focusin', remember)
    }
  }, [list])
  useEffect(() => {
    const root = document.getElementById(list)
    if (!done || !root || place.current === null) return
    const doubts = doubtsIn(root)
    doubts[Math.min(place.current, doubts.length - 1)]?.focus()
  }, [list, done])
}

const doubtsIn = (root: HTMLElement) => [...root.querySelectorAll<HTMLElement>('[data-doubt]')]

function actOn(root: HTMLElement, target: HTMLElement, key: string): boolean {
  const doubts = doubtsIn(root)
  const current = target.closest<HTMLElement>('[data-doubt]')
  if (key === 'j' || key === 'k') {
    const at = current ? doubts.indexOf(current) : -1
    const next = doubts[key === 'j' ? at + 1 : Math.max(0, at - 1)]
    next?.focus()
    return next !== undefined
  }
  const answer =
    key === 'z'
      ? root.querySelector<HTMLElement>('[data-undo]')
      : /^[1-9]$/.test(key)
        ? current?.querySelector<HTMLElement>(`[data-answer="${key}"]`)
        : null
  answer?.click()
  return Boolean(answer)
}
