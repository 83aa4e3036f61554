import { useNavigation, useRevalidator } from '@remix-run/react'
import { useCallback, useEffect, useRef, useState } from 'react'

/**
 * Reads what the page shows again: at once, or as soon as what is being read now has come. Reading that is broken off by reading again
 * would be an error in the browser.
 */
export function useRereading(): () => void {
  const { revalidate, state } = useRevalidator()
  const navigation = useNavigation()
  const [asked, setAsked] = useState(0)
  const done = useRef(0)
  /** Asked for, and not yet seen to begin. */
  const isBegun = useRef(false)
  const isCalm = state === 'idle' && navigation.state === 'idle'
  useEffect(() => {
    if (!isCalm) isBegun.current = false
    if (!isCalm || isBegun.current || asked === done.current) return
    done.current = asked
    isBegun.current = true
    revalidate()
  }, [asked, isCalm, revalidate])
  return useCallback(() => setAsked((times) => times + 1), [])
}
