import { zipSync } from 'fflate'
import { readSheet } from 'read-excel-file/universal'
import { openZip, ZipRefused } from './open-zip.ts'

/**
 * How much a spreadsheet with lists may unpack to: many times what a meeting fills in, and no burden for the machine.
 */
const limits = { entries: 200, total: 20_000_000, kept: 12_000_000, ratio: 150, ratioFrom: 2_000_000 }
const MOST_ROWS = 10_000

/** Says in Dutch what is wrong with a spreadsheet and how to mend it. */
export class SpreadsheetRefused extends Error {}

const tooLarge = () =>
  new SpreadsheetRefused(
    'Dit Excel-bestand is te groot om te lezen. Bewaar alleen het blad dat u wilt inlezen, en probeer het opnieuw.',
  )
const unreadable = () =>
  new SpreadsheetRefused(
    'Dit Excel-bestand is niet te lezen. Bewaar het opnieuw als .xlsx of als CSV, en probeer het nog eens.',
  )

/** The first sheet of an .xlsx as rows of texts, for `tableOf`. Throws SpreadsheetRefused. */
export async function linesOfXlsx(bytes: Uint8Array): Promise<string[][]> {
  const parts = unpacked(bytes)
  // All parts, because the file itself says which of them is the sheet.
  const texts = [...parts.values()].map((part) => new TextDecoder().decode(part))
  for (const xml of texts) refuseFarCells(xml)
  refuseRepeatedTexts(texts)
  // The measured parts are packed again, so that exactly those are read, whatever else the file held.
  const measured = zipSync(Object.fromEntries(parts), { level: 0 })
  try {
    const rows = await readSheet(new Uint8Array(measured).buffer, { trim: false })
    return rows.map((row) => row.map(textOf))
  } catch {
    throw unreadable()
  }
}

function unpacked(bytes: Uint8Array): Map<string, Uint8Array> {
  try {
    return openZip(bytes, (name) => /\.(xml|rels)$/i.test(name), limits)
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error
    if (error.reason === 'too-big') throw tooLarge()
    if (error.reason === 'encrypted')
      throw new SpreadsheetRefused('Dit Excel-bestand heeft een wachtwoord. Haal dat weg, en probeer het opnieuw.')
    throw unreadable()
  }
}

/**
 * A single cell at the far end of a sheet would be read as millions of empty ones before it, so every cell address is
 * checked. A sheet that spells addresses differently from spreadsheet programs is refused.
 */
function refuseFarCells(xml: string) {
  for (const [, address = ''] of xml.matchAll(/(?<!xmlns:)\br\s*=\s*["']([^"']*)["']/g)) {
    if (!/^[A-Z]{0,3}\d{1,7}$/.test(address)) throw unreadable()
    if (!/^[A-Z]{0,2}\d{1,4}$/.test(address)) throw tooLarge()
  }
  if ((xml.match(/[<:]row[\s/>]/g) ?? []).length > MOST_ROWS) throw tooLarge()
}

/**
 * A text is stored once, however many cells refer to it: a small file could fill them all with its longest text.
 * Together they may be no longer than what the file may unpack to.
 */
function refuseRepeatedTexts(parts: readonly string[]) {
  const lists = parts.filter((xml) => /<(?:[\w.-]+:)?sst[\s>]/.test(xml))
  if (lists.length > 1 || lists.some((xml) => xml.includes('<!'))) throw unreadable()
  const lengths = lists.flatMap((xml) => xml.split(/<(?:[\w.-]+:)?si[\s/>]/).slice(1)).map(({ length }) => length)
  if (lengths.length === 0) return
  for (const xml of parts) {
    let characters = 0
    for (const [, text = '', next] of xml.matchAll(/<(?:[\w.-]+:)?v(?:\s[^>]*)?>([^<]*)(<.)?/g)) {
      // A number that is spelled differently from spreadsheet programs could refer to a text unseen.
      if (next !== '</' || /^[\s\d]*&#/.test(text)) throw unreadable()
      characters += lengths[Number(text)] ?? 0
      if (characters > limits.kept) throw tooLarge()
    }
  }
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)
}
