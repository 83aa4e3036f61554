import { useEffect, useRef, useState, type RefObject } from 'react'

/**
 * Lets the form of a point follow what is stored while the page stays open: what a colleague saved comes in, except over a summary that
 * is being written here. `seen` is the summary that the form is about, so that saving it then tells of the other one first.
 */
export function useFreshFields(
  { summary, themeId }: { summary: string; themeId: string | null },
  hasErrors: boolean,
): { form: RefObject<HTMLFormElement>; seen: string } {
  const form = useRef<HTMLFormElement>(null)
  const [seen, setSeen] = useState(summary)
  useEffect(() => {
    const area = form.current?.elements.namedItem('summary')
    if (summary === seen || !(area instanceof HTMLTextAreaElement)) return
    if ([seen, summary].includes(area.value.trim())) setSeen(summary)
  }, [summary, seen])
  useEffect(() => {
    const select = form.current?.elements.namedItem('themeId')
    if (!hasErrors && select instanceof HTMLSelectElement) select.value = themeId ?? ''
  }, [themeId, hasErrors])
  return { form, seen }
}
