import { useEffect, useRef } from 'react'

/** Where a key leads; null when it leads nowhere now. */
type PointKeys = Partial<Record<'t' | 'b' | 'a' | 'p' | 'n' | 'z', () => void>>

/** Whether someone types here: then a letter is a letter. */
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, select, input:not([type="radio"]):not([type="checkbox"])'))

/** Letters that lead to the parts of a point while nobody types. */
export function usePointKeys(keys: PointKeys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return
      const go = latest.current[event.key.toLowerCase() as keyof PointKeys]
      if (!go) return
      event.preventDefault()
      go()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
