import { diffArrays } from 'diff'
import type { ReadParagraph } from '#app/features/plans/plan.ts'
import { readMarks, withMarks } from './marked-words.ts'

/** Where more words differ than this, no marks are carried: looking for them takes by the square of it. */
const MOST_DIFFERENCES = 1000

/**
 * Other words for a paragraph as an official edits them: where a word stays, the marks around it stay too (a link, bold). They were typed by somebody who
 * saw no marks, so a sign of theirs is a sign. Where the marks would not come out whole, there are none.
 */
export function carryMarks(paragraph: Pick<ReadParagraph, 'kind' | 'text' | 'html'>, words: string): string {
  const plain = withMarks({ kind: paragraph.kind, text: words.trim(), html: null })
  const marked = wordsIn(withMarks(paragraph))
  const own = wordsIn(withMarks({ ...paragraph, html: null }))
  if (paragraph.html === null || marked.length !== own.length) return plain
  const typed = plain.split(/(\s+)/)
  const parts = diffArrays(own, wordsIn(plain), { maxEditLength: MOST_DIFFERENCES })
  if (!parts) return plain
  let [at, from] = [0, 0]
  const carried = parts.flatMap(({ added, removed, value }) => {
    if (removed) {
      from += value.length
      return []
    }
    return value.map((word) => {
      const kept = added ? word : (marked[from++] ?? word)
      return `${kept}${typed[2 * at++ + 1] ?? ''}`
    })
  })
  const together = carried.join('')
  return textOf(together, paragraph.kind) === textOf(plain, paragraph.kind) ? together : plain
}

const wordsIn = (text: string) => text.split(/\s+/).filter((word) => word !== '')

/** What readers see of marked words. */
function textOf(words: string, kind: ReadParagraph['kind']): string | null {
  const read = readMarks(words, kind)
  return 'problem' in read ? null : read.paragraphs.map(({ text }) => text).join('\n\n')
}
