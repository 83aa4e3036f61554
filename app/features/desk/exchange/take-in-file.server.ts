import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { cellErrorLine, type CellError, type RawTable } from '#app/csv-table.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { isDecision, type Decision } from '#app/features/points/disposition.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import { orNone, ticked } from '#app/forms/typed.ts'
import { rawTableInFile, unreadableRefusal } from '#app/table-file.server.ts'
import type { Trx } from '#db/client.server.ts'
import { carriedField, packTable, tableLimits, TOO_MUCH_TO_CARRY, type Carried } from './carried-table.server.ts'
import { takeAnswers } from './take-answers.server.ts'
import { takeInFields, takeInKinds, type TakeInKind } from './take-in-fields.ts'
import {
  doubtfulHeadings,
  matchedColumns,
  missingFields,
  rowsByField,
  withHeading,
  type ColumnChoice,
} from './take-in.ts'
import { takePoints } from './take-points.server.ts'
import { takeReactions } from './take-reactions.server.ts'
import { takeTable } from './take-table.server.ts'
import type { Taking } from './taking.ts'

const MEGABYTE = 1024 * 1024
const MOST_FILE = 4 * MEGABYTE
/** A file that is wrong everywhere mostly has one mistake, and nobody reads a preview of thousands of rows. */
const MOST_SHOWN = 100
/** Characters of a cell, and of what is said of one, on the screen: a cell may be as long as the longest reaction. */
const MOST_OF_CELL = 160
const MOST_OF_MESSAGE = 320

/** What a file would do, for the screen, and the table itself for the form with which someone agrees. */
export type TakeInPreview = Omit<Taking, 'errors' | 'take'> & {
  fileName: string
  table: string
  headings: string[]
  /** Columns from 0, as the selects have them; '' for none. */
  columns: string[]
  /** Headings of columns that nothing is read from. */
  unread: string[]
  otherwise: Decision | null
  finish: boolean
  errors: CellError<string>[]
  /** How many there are of each; fewer are shown. */
  total: { errors: number; rows: number }
}

const chosen = {
  kind: z.enum(takeInKinds),
  fileName: z.string().default(''),
  table: carriedField,
  /** In the order of the fields of the kind. */
  columns: z.array(z.string().regex(/^\d{0,3}$/)).default([]),
  /** What was decided in rows of the municipality's own table that do not say it. */
  otherwise: orNone.pipe(z.string().refine(isDecision).nullable()).default(null),
  /** Whether the splitting is done with the points of the file. */
  finish: ticked,
}

const takingRefusals = {
  ...withdrawnRefusal,
  wrongCells: {
    says: ({ cells }: { cells: CellError<string>[]; preview: TakeInPreview }) => cells.map(cellErrorLine).join('\n'),
  },
  missingColumns: {
    says: ({ missing }: { missing: string[]; preview: TakeInPreview }) =>
      `Kies ook een kolom voor: ${missing.join(', ')}.`,
    at: 'columns',
  },
}

/** Reads an uploaded table and shows what it would do, with the columns that its heading names. */
export const readTakeInFile = act({
  name: 'readTakeInFile',
  by: byProcessor,
  on: 'process',
  input: z.object({
    kind: chosen.kind,
    file: z
      .instanceof(File, { error: 'Kies het bestand.' })
      .refine(({ size }) => size <= MOST_FILE, 'Dit bestand is groter dan 4 MB. Verdeel het over meer bestanden.'),
  }),
  refusals: {
    ...takingRefusals,
    ...unreadableRefusal,
    wrongFile: { says: (error: CellError<never>) => cellErrorLine(error), at: 'file' },
    noRows: { says: 'Onder de kop staat geen rij. Kies een bestand waarin iets staat om in te lezen.', at: 'file' },
    doubtfulHeadings: {
      says: ({ headings }: { headings: string[]; preview: TakeInPreview }) =>
        `Meer kolommen heten “${headings.join('”, “')}”. Kies welke u bedoelt, en bekijk het opnieuw.`,
      at: 'columns',
    },
    tooMuch: { says: TOO_MUCH_TO_CARRY, at: 'file' },
  },
  async prepare({ refuse }, { kind, file }) {
    const where = { what: 'het bestand', field: 'file' }
    const { rows: mostRows, columns: mostColumns, cell: mostInCell } = tableLimits
    const limits = { mostRows, mostColumns, mostInCell }
    const table = await rawTableInFile(new Uint8Array(await file.arrayBuffer()), where, limits)
    if ('error' in table) return refuse('wrongFile', table.error)
    const headed = withHeading(kind, table)
    const error = tooLongHeading(headed)
    if (error) return refuse('wrongFile', error)
    return headed.rows.length === 0 ? refuse('noRows') : (packTable(headed) ?? refuse('tooMuch'))
  },
  async run({ trx, by, now, process, refuse }, { kind, file }, table) {
    const columns = matchedColumns(kind, table.table.headings)
    const doubtful = doubtfulHeadings(kind, table.table)
    const asked = { kind, table, columns, fileName: file.name, otherwise: null, finish: false }
    const { preview, missing } = await looked(trx, by, process, asked, now)
    if (missing.length > 0) refuse('missingColumns', { missing, preview })
    if (doubtful.length > 0) refuse('doubtfulHeadings', { headings: doubtful, preview })
    if (preview.total.errors > 0) refuse('wrongCells', { cells: preview.errors, preview })
    return changedNothing(preview)
  },
})

/** Shows what the table would do with other columns than its heading names. */
export const previewTakeIn = act({
  name: 'previewTakeIn',
  by: byProcessor,
  on: 'process',
  input: z.object(chosen),
  refusals: takingRefusals,
  async run({ trx, by, now, process, refuse }, { columns, ...asked }) {
    const { preview, missing } = await looked(trx, by, process, { ...asked, columns: asChoice(columns) }, now)
    if (missing.length > 0) refuse('missingColumns', { missing, preview })
    if (preview.total.errors > 0) refuse('wrongCells', { cells: preview.errors, preview })
    return changedNothing(preview)
  },
})

/** Takes the table in: all of it, or nothing. */
export const takeInFile = act({
  name: 'takeInFile',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object(chosen),
  refusals: takingRefusals,
  async run({ trx, by, now, process, refuse }, { columns, ...asked }) {
    const { preview, missing, take } = await looked(trx, by, process, { ...asked, columns: asChoice(columns) }, now)
    if (missing.length > 0) refuse('missingColumns', { missing, preview })
    if (preview.total.errors > 0) refuse('wrongCells', { cells: preview.errors, preview })
    const value = { kind: asked.kind, fresh: preview.fresh, same: preview.total.rows - preview.fresh }
    if (preview.fresh === 0) return changedNothing(value)
    const eventId = uuid()
    await take(eventId)
    return did(value, {
      id: eventId,
      subject: { kind: 'process', id: process.id },
      detail: { kind: asked.kind, rows: preview.fresh },
    })
  },
})

type Asked = {
  kind: TakeInKind
  table: Carried
  columns: ColumnChoice
  fileName: string
  otherwise: Decision | null
  finish: boolean
}

async function looked(
  trx: Trx,
  by: Doer,
  ref: { id: string },
  { kind, table: { table, packed }, columns, fileName, otherwise, finish }: Asked,
  now: Date,
): Promise<{ preview: TakeInPreview; missing: string[]; take: Taking['take'] }> {
  // Two who take in the same file must not both find nothing.
  const process = await lockProcess(trx, by, ref.id)
  refuseWithdrawn(process)
  const fields = takeInFields[kind]
  const within = fields.map((_, at) => {
    const column = columns[at] ?? null
    return column !== null && column < table.headings.length ? column : null
  })
  const missing = missingFields(kind, within)
  const records = rowsByField(kind, table, within)
  const nothing: Taking = { errors: [], rows: [], fresh: 0, take: async () => {} }
  const readers: Record<TakeInKind, () => Promise<Taking>> = {
    reactions: () => takeReactions(trx, by, process, records, now),
    points: () => takePoints(trx, by, process, { records, finish }, now),
    answers: () => takeAnswers(trx, by, process, records, now),
    table: () => takeTable(trx, by, process, { records, otherwise }, now),
  }
  const { errors, rows, fresh, take } = missing.length > 0 ? nothing : await readers[kind]()
  return {
    missing,
    take,
    preview: {
      ...{ fileName: cut(fileName), table: packed, headings: table.headings.map(cut), otherwise, finish, fresh },
      unread: table.headings.flatMap((heading, at) => (heading === '' || within.includes(at) ? [] : [cut(heading)])),
      columns: within.map((column) => (column === null ? '' : String(column))),
      errors: errors.slice(0, MOST_SHOWN).map((error) => ({ ...error, message: cutInside(error.message) })),
      rows: rows.slice(0, MOST_SHOWN).map((row) => ({ ...row, who: cut(row.who), what: cutInside(row.what) })),
      total: { errors: errors.length, rows: rows.length },
    },
  }
}

const asChoice = (columns: readonly string[]): ColumnChoice =>
  columns.map((column) => (column === '' ? null : Number(column)))

const cut = (text: string) => (text.length <= MOST_OF_CELL ? text : `${text.slice(0, MOST_OF_CELL - 1).trimEnd()}…`)

/** Both ends stay: what is said of a cell has its words in front, and what is wrong with them or happens to them behind. */
const cutInside = (text: string) =>
  text.length <= MOST_OF_MESSAGE ? text : `${text.slice(0, MOST_OF_MESSAGE / 2)} … ${text.slice(-MOST_OF_MESSAGE / 2)}`

function tooLongHeading({ headings }: RawTable): CellError<never> | null {
  const at = headings.findIndex(({ length }) => length > tableLimits.heading)
  const length = (headings[at]?.length ?? 0).toLocaleString('nl-NL')
  const message = `de kop van kolom ${at + 1} heeft ${length} tekens; een kop heeft er hooguit ${tableLimits.heading}`
  return at < 0 ? null : { row: 1, field: null, message }
}
