import { continuedParts } from './versions/kept-parts.ts'
import { matchVersions } from './versions/match-versions.ts'

/** The rows of a table below its headings, and which row of a table is which row of it before it was changed. */

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }
const plainText = (html: string) =>
  html
    .replace(/<br>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot);/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim()

/** The texts of the rows, with tabs between their cells. `html` is markup that our importer made, in which a row is written as `<tr>` alone. */
export function rowsOfTable({ text, html }: { text: string; html: string | null }): string[] {
  if (html === null) return text.split('\n')
  const body = html.slice(Math.max(0, html.indexOf('<tbody>')))
  return body
    .split('<tr>')
    .slice(1)
    .map((row) =>
      [...row.matchAll(/<t[dh]\b[^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell = '']) => plainText(cell)).join('\t'),
    )
}

/** The old row that a row continues, by its position; null when it is new. */
type Continued = { from: number; isDoubtful: boolean } | null

/** For each new row the old one that it continues; no old row is continued twice. */
export function matchRows(olds: readonly string[], news: readonly string[]): Continued[] {
  const [oldParts, newParts] = [olds, news].map((rows) => rows.map((text) => ({ text }))) as [Part[], Part[]]
  const origins = matchVersions(oldParts, newParts)
  const doubts = new Set(origins.filter(({ doubtful }) => doubtful).map(({ from, to }) => `${from} ${to}`))
  const matched = continuedParts(oldParts, newParts, origins).map((from, to): Continued =>
    from === null ? null : { from, isDoubtful: doubts.has(`${from} ${to}`) },
  )
  return withPlaces(matched, olds.length)
}
type Part = { text: string }

/** A row of which all words are others, in the place of one that is gone: perhaps the same row. */
function withPlaces(matched: readonly Continued[], olds: number): Continued[] {
  const taken = new Set(matched.flatMap((row) => row?.from ?? []))
  return matched.map((row, to) => {
    if (row) return row
    const before = to === 0 ? -1 : matched[to - 1]?.from
    const behind = to === matched.length - 1 ? olds : matched[to + 1]?.from
    if (before === undefined || behind !== before + 2 || taken.has(before + 1)) return null
    return { from: before + 1, isDoubtful: true }
  })
}
