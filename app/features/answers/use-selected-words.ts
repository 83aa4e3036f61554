import { useEffect, useState, type RefObject } from 'react'

/** The words that are selected in a text, for as long as nothing else is selected in it; null before anything was. */
export function useSelectedWords(pane: RefObject<HTMLElement | null>): string | null {
  const [words, setWords] = useState<string | null>(null)
  useEffect(() => {
    const read = () => {
      const selection = document.getSelection()
      if (!selection || selection.isCollapsed || !pane.current) return
      if (!pane.current.contains(selection.anchorNode) || !pane.current.contains(selection.focusNode)) return
      const selected = selection.toString().trim()
      if (selected !== '') setWords(selected)
    }
    document.addEventListener('selectionchange', read)
    return () => document.removeEventListener('selectionchange', read)
  }, [pane])
  return words
}
