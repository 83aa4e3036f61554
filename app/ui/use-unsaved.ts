import { useEffect, useRef, type RefObject } from 'react'

/** Makes the browser ask before someone leaves a form that they changed and did not send. */
export function useUnsaved(form: RefObject<HTMLFormElement | null>): void {
  const isChanged = useRef(false)
  useEffect(() => {
    const element = form.current
    if (!element) return
    const change = () => (isChanged.current = true)
    const sent = () => (isChanged.current = false)
    const ask = (event: BeforeUnloadEvent) => {
      if (isChanged.current) event.preventDefault()
    }
    element.addEventListener('input', change)
    element.addEventListener('submit', sent)
    window.addEventListener('beforeunload', ask)
    return () => {
      element.removeEventListener('input', change)
      element.removeEventListener('submit', sent)
      window.removeEventListener('beforeunload', ask)
    }
  }, [form])
}
