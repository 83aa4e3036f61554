import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import type { RawTable } from '#app/csv-table.ts'
import { MAX_TEXT_LENGTH } from '#app/features/contributions/reaction-text.ts'

/** The most that a table may have, in a file and as a form carries it; a cell holds the longest reaction. */
export const tableLimits = { rows: 5000, columns: 100, heading: 500, cell: MAX_TEXT_LENGTH }

/** Bytes of a table as JSON: four million characters, and what stands around the cells of five thousand rows. */
const MOST_UNPACKED = 12 * 1024 * 1024
/** Characters of a packed table: a file of 4 MB that hardly packs takes 5.4 million. */
const MOST_PACKED = 6 * 1024 * 1024

export const TOO_MUCH_TO_CARRY =
  'In dit bestand staat te veel om in een keer in te lezen. Verdeel het over twee bestanden.'

const cell = z.string().max(tableLimits.cell)
const rawTable = z.object({
  headings: z.array(z.string().max(tableLimits.heading)).max(tableLimits.columns),
  rows: z.array(z.object({ row: z.int().min(1), cells: z.array(cell).max(tableLimits.columns) })).max(tableLimits.rows),
})

/** A table, and the same packed, as the form has it with which someone agrees. */
export type Carried = { table: RawTable; packed: string }

/**
 * Packs a table for a form; null when it is too much. Unpacked, each quote mark would take seven characters of the page, and a file of
 * 4 MB could make a page of a hundred.
 */
export function packTable(table: RawTable): Carried | null {
  const json = Buffer.from(JSON.stringify(table))
  if (json.length > MOST_UNPACKED) return null
  const packed = deflateRawSync(json, { level: 3 }).toString('base64')
  return packed.length > MOST_PACKED ? null : { table, packed }
}

/** The field of a form that carries a table. */
export const carriedField = z.string().transform((packed, context): Carried => {
  const refuse = (message: string) => {
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  }
  const json = packed.length > MOST_PACKED ? 'tooMuch' : unpacked(packed)
  if (json === 'tooMuch') return refuse(TOO_MUCH_TO_CARRY)
  const read = rawTable.safeParse(json)
  return read.success ? { table: read.data, packed } : refuse('Het bestand kwam niet goed over. Kies het opnieuw.')
})

/** What was packed; 'tooMuch' when it unpacks to more than a table may be, null when it is nothing that was packed. */
function unpacked(packed: string): unknown {
  try {
    const json = inflateRawSync(Buffer.from(packed, 'base64'), { maxOutputLength: MOST_UNPACKED })
    return JSON.parse(json.toString('utf8'))
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'tooMuch' : null
  }
}
