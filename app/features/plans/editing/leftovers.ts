import { isCellValue } from '#app/features/plans/heading-shape.ts'
import { isHeading, type Block } from '#app/features/plans/plan.ts'

/** What a file or website has around a plan and an importer cannot place. It is proposed for deletion; nothing goes by itself. */

export const leftoverReasons = {
  navigation: 'Woorden om door een website te bladeren',
  builtWith: 'Woorden van de website zelf',
  pageNumber: 'Een paginanummer',
  repeated: 'Staat op meer plaatsen precies zo: een kop- of voetregel van het papier',
  looseCell: 'Losse regel van een tabel',
} as const
type LeftoverReason = keyof typeof leftoverReasons
export type Leftover = { id: string; number: string; text: string; isHeading: boolean; reason: LeftoverReason }

const navigation =
  /^(?:(?:terug )?naar (?:boven|beneden|de inhoud|het begin|inhoud|vorige pagina|volgende pagina)|terug|vorige|volgende|menu|home|zoeken|delen|deel (?:deze pagina|dit)|print(?: deze pagina)?|afdrukken|lees meer|lees verder|meer|sluiten|inklappen|uitklappen|download(?: pdf)?|ga (?:direct )?naar (?:de )?inhoud)\s*[»›>↑^]*$/i
const builtWith =
  /^(?:(?:deze (?:web)?site is )?(?:gebouwd|gemaakt) (?:op|met|door)|powered by|mogelijk gemaakt door|©|copyright)\b/i
const mentionsCookies =
  /^(?:cookies?(?:beleid|instellingen)?|privacy(?:verklaring|beleid)?|disclaimer|proclaimer|sitemap)$/i
const pageNumber =
  /^(?:[-–—|]\s*)?(?:(?:pagina|pag\.?|blz\.?|bladzijde|page|p\.)\s*)?\d{1,4}(?:\s*(?:\/|van|of)\s*\d{1,4})?(?:\s*[-–—|])?$/i

/** The longest line, in characters, that can be one of these. */
const LONGEST = 90
/** A cell of a table is shorter. */
const LONGEST_CELL = 40
/** So many times the same line is a header or footer of paper; so many loose lines together are of a table. */
const TIMES = 3

const endsAsSentence = (text: string) => /[.?!:;…]["’”)]?$/.test(text)
const plain = (text: string) => text.trim().replace(/\s+/g, ' ')

/** The parts of a plan that look like no part of it, in reading order, each with why. */
export function leftoversOf(blocks: readonly (Block & { id: string; number: string })[]): Leftover[] {
  const times = new Map<string, number>()
  for (const block of blocks) if (isShortText(block)) count(times, withoutNumber(block.text))
  const cells = looseCells(blocks)
  return blocks.flatMap((block, at): Leftover[] => {
    const reason = whyLeftOver(block, times) ?? (cells.has(at) ? 'looseCell' : null)
    const { id, number } = block
    return reason ? [{ id, number, text: plain(block.text), isHeading: isHeading(block), reason }] : []
  })
}

function whyLeftOver(block: Block, times: ReadonlyMap<string, number>): LeftoverReason | null {
  const text = plain(block.text)
  if (text === '' || text.length > LONGEST || ['table', 'figure', 'list'].includes(block.kind)) return null
  if (navigation.test(text)) return 'navigation'
  if (mentionsCookies.test(text) || (builtWith.test(text) && !endsAsSentence(text))) return 'builtWith'
  if (isHeading(block)) return null
  if (pageNumber.test(text)) return 'pageNumber'
  return isShortText(block) && (times.get(withoutNumber(text)) ?? 0) >= TIMES ? 'repeated' : null
}

/** A line that is no sentence: what a plan says it may well say three times ("Dit is meegenomen in hoofdstuk 2."). */
const isShortText = (block: Block) =>
  block.kind === 'text' &&
  block.text.length <= LONGEST &&
  !block.text.includes('\n') &&
  !endsAsSentence(plain(block.text))

/** A footer has the number of its page in it. */
const withoutNumber = (text: string) =>
  plain(text)
    .toLowerCase()
    .replace(/^\d{1,4}\b|\b\d{1,4}$/g, '')
    .trim()

const count = (times: Map<string, number>, text: string) => {
  if (text !== '') times.set(text, (times.get(text) ?? 0) + 1)
}

/** Three or more short lines on a row, as when the cells of a table became lines. One of them alone says nothing. */
function looseCells(blocks: readonly Block[]): ReadonlySet<number> {
  const found = new Set<number>()
  let from = 0
  for (let at = 0; at <= blocks.length; at++) {
    const block = blocks[at]
    if (block && isCell(block)) continue
    if (at - from >= TIMES) for (let place = from; place < at; place++) found.add(place)
    from = at + 1
  }
  return found
}

/** Also a question, as a table has one above a column. */
function isCell(block: Block): boolean {
  const text = plain(block.text)
  if (block.kind !== 'text' || text.length > LONGEST_CELL || block.text.includes('\n')) return false
  return isCellValue(text) || !/[.!:;…]["’”)]?$/.test(text)
}
