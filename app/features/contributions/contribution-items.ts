/** Where something stands in a verbatim text: UTF-16 offsets. */
type Range = { start: number; end: number }

/** What stands between two pieces of a contribution. */
const BETWEEN = '\n\n'

/**
 * The verbatim text of a contribution that was given in pieces, and where each piece stands in it. The pieces are kept as
 * they are; those without words are left out.
 */
export function composeItems<Item extends { text: string }>(
  items: readonly Item[],
): { text: string; pieces: (Item & Range)[] } {
  let text = ''
  const pieces: (Item & Range)[] = []
  for (const item of items) {
    if (item.text.trim() === '') continue
    if (text !== '') text += BETWEEN
    pieces.push({ ...item, start: text.length, end: text.length + item.text.length })
    text += item.text
  }
  return { text, pieces }
}

/** The piece of a contribution that a point was taken from; null for a point that is none of them. */
export function itemOfRange<Item extends Range>(items: readonly Item[], range: Range | null): Item | null {
  if (range === null) return null
  return items.find(({ start, end }) => range.start >= start && range.start < end) ?? null
}
