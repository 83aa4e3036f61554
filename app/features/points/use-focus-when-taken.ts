import { useEffect, useRef } from 'react'

/** Moves the focus on when the last proposal is taken over: the button that did it is gone, and a keyboard would start at the top again. */
export function useFocusWhenTaken(proposals: number, id: string): void {
  const before = useRef(proposals)
  useEffect(() => {
    if (proposals < before.current && document.activeElement === document.body)
      document.getElementById(id)?.focus({ preventScroll: true })
    before.current = proposals
  }, [proposals, id])
}
