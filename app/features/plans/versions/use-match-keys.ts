import { useEffect } from 'react'

/** Keys of the list of pairs: they work only while the focus is in it, and never in a field. */
export function useMatchKeys(list: string): void {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const { target, key, ctrlKey, altKey, metaKey } = event
      if (!(target instanceof HTMLElement) || ctrlKey || altKey || metaKey) return
      const root = document.getElementById(list)
      if (!root?.contains(target) || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return
      if (actOn(root, target, key.toLowerCase())) event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [list])
}

function actOn(root: HTMLElement, target: HTMLElement, key: string): boolean {
  const doubts = [...root.querySelectorAll<HTMLElement>('[data-doubt]')]
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
