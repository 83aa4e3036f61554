type Asked = { number: number | null; printedNumber: number | null; heading: string }

/** What tells questions of one contribution apart; null for a free point. */
export function questionKey({ number, heading }: Pick<Asked, 'number' | 'heading'>): string | null {
  if (number !== null) return String(number)
  return heading === '' ? null : heading
}

/** The question above an item, with the number that the contributor printed: '3. Waar moeten wij op letten?' */
export function questionHeading({ number, printedNumber, heading }: Asked): string {
  const shown = printedNumber ?? number
  return shown === null ? heading : `${shown}. ${heading}`
}

/** A question in a sentence; that it has another number on the list is said: 'vraag 3 (vraag 4 van de lijst)'. */
export function questionInWords({ number, printedNumber, heading }: Asked): string {
  const shown = printedNumber ?? number
  if (shown === null) return `“${heading}”`
  return number !== null && number !== shown ? `vraag ${shown} (vraag ${number} van de lijst)` : `vraag ${shown}`
}

/** Where the answer to each question begins in the text, with the question above it. */
export function questionStarts(items: readonly (Asked & { start: number })[]): { start: number; words: string }[] {
  let last: string | null = null
  return items.flatMap((item) => {
    const key = questionKey(item)
    const isNew = key !== null && key !== last
    last = key
    return isNew ? [{ start: item.start, words: questionHeading(item) }] : []
  })
}
