import { Verbatim } from '#app/ui/Verbatim.tsx'
import type { PublicWords } from './public-words.ts'

/** What the public reads of a point, in the shape that says what it is: words of the sender, of the municipality, or none any more. */
export function PublicWordsText({ form, words, quoteClass }: PublicWords & { quoteClass?: string }) {
  if (form === 'quotation' || form === 'redacted')
    return <Verbatim text={words} as="blockquote" className={quoteClass} />
  return <Verbatim text={words} className={form === 'withdrawn' ? 'soft' : undefined} />
}
