import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { cellErrorLine, type Table } from '#app/csv-table.ts'
import { contributorKindLabels, isPerson } from '#app/features/contributions/contributor-kind.ts'
import { silentResponses } from '#app/features/partners/answering/take-in-response.server.ts'
import { wholeBook } from '#app/features/partners/book/queries.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { partnerInputKinds } from '#app/features/partners/response.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { fold } from '#app/fold.ts'
import { tableInFile, unreadableRefusal } from '#app/table-file.server.ts'
import type { Trx } from '#db/client.server.ts'
import { carryTable } from './carried-table.ts'
import { comparePartnerInput } from './compare-partner-input.server.ts'
import {
  partnerInputColumns,
  type FileContributor,
  type PartnerInputColumn,
  type PartnerInputError,
} from './partner-input-file.ts'

export type FilePreview = {
  fileName: string
  /** What was read, for the form with which someone agrees. */
  table: string
  contributors: PreviewedContributor[]
  /** Points of contributors that are not in the register yet. */
  points: number
  fresh: number
  /** The process gets the standard questions, because it has none and the file names some. */
  makesList: boolean
  errors: PartnerInputError[]
}

export type PreviewedContributor = {
  row: number
  name: string
  about: string
  /** '1, 2, 4 (gedrukt als 3)'; '' for who gave free points only. */
  questions: string
  points: number
  freePoints: number
  /** Rows of it that are refused. */
  wrongRows: number[]
  stand: 'new' | 'same' | 'refused'
  /** Null for an inhabitant or a family, who are in no book. */
  inBook: boolean | null
  /** It was asked and wrote nothing yet: taken in, it has sent. */
  isAsked: boolean
  /** It gave something in another way before: then both are in the register. */
  gaveBefore: boolean
}

const MEGABYTE = 1024 * 1024
/** As text; a spreadsheet of a megabyte can hold many times that. */
const MOST_TEXT = 4 * MEGABYTE

/** What is wrong with a file, with what would happen to the rest of it. */
export const wrongCells = {
  wrongCells: {
    says: ({ cells }: { cells: PartnerInputError[]; preview: FilePreview }) => cells.map(cellErrorLine).join('\n'),
  },
}

/** What would happen if a file with partner input was taken in, without taking it in. */
export const previewPartnerInput = act({
  name: 'previewPartnerInput',
  by: byProcessor,
  on: 'process',
  input: z.object({
    file: z
      .instanceof(File, { error: 'Kies het bestand met de inbreng.' })
      .refine(
        ({ size }) => size <= MEGABYTE,
        'Dit bestand is groter dan 1 MB. Bewaar alleen het blad met de punten, en kies dat.',
      ),
  }),
  refusals: {
    ...answeringRefusals,
    ...wrongCells,
    ...unreadableRefusal,
    tooMuchText: {
      says: 'In dit bestand staat te veel tekst om in een keer in te lezen. Verdeel de indieners over twee bestanden.',
      at: 'file',
    },
  },
  async prepare(_, { file }) {
    const where = { what: 'het bestand met de inbreng', field: 'file' }
    return tableInFile(new Uint8Array(await file.arrayBuffer()), partnerInputColumns, where)
  },
  async run({ trx, by, process: ref, refuse }, { file }, table) {
    const process = await processToAnswer(trx, by, ref)
    const preview = await previewOf(trx, process, { table, fileName: file.name })
    if (preview.table.length > MOST_TEXT) refuse('tooMuchText')
    if (preview.errors.length > 0) refuse('wrongCells', { cells: preview.errors, preview })
    return changedNothing(preview)
  },
})

/** What a table would do. */
export async function previewOf(
  trx: Trx,
  process: ProcessRef,
  { table, fileName }: { table: Table<PartnerInputColumn>; fileName: string },
): Promise<FilePreview> {
  const { questions, contributors, fresh, errors } = await comparePartnerInput(trx, process, table)
  const book = new Set((await wholeBook(trx, process.municipalityId)).map(({ name }) => fold(name)))
  const silent = await silentResponses(trx, process)
  const before = await gaveBefore(trx, process)
  const wrong = new Set(errors.map(({ row }) => row))
  return {
    ...{ fileName, table: carryTable(table), errors },
    contributors: contributors.map((contributor) => {
      const { row, name, kind, role, items } = contributor
      const wrongRows = [...new Set(items.map((item) => item.row).filter((at) => wrong.has(at)))]
      return {
        ...{
          row,
          name,
          about: [contributorKindLabels[kind], role].filter((part) => part !== '').join(', '),
          questions: questionsInWords(items),
        },
        ...{ points: items.length, freePoints: items.filter(({ number }) => number === null).length, wrongRows },
        stand: wrongRows.length > 0 ? 'refused' : fresh.includes(contributor) ? 'new' : 'same',
        isAsked: silent.has(fold(name)),
        inBook: isPerson(kind) ? null : book.has(fold(name)),
        gaveBefore: before.has(fold(name)),
      }
    }),
    points: fresh.reduce((sum, { items }) => sum + items.length, 0),
    fresh: fresh.length,
    makesList: questions === null && fresh.some(({ items }) => items.some(({ number }) => number !== null)),
  }
}

/** The numbers of questions, each with the printed one where that is another. */
function questionsInWords(items: FileContributor['items']): string {
  const printed = new Map(
    items.flatMap(({ number, printedNumber }) => (number === null ? [] : [[number, printedNumber] as const])),
  )
  return [...printed]
    .toSorted(([one], [other]) => one - other)
    .map(([number, as]) => (as === null || as === number ? `${number}` : `${number} (gedrukt als ${as})`))
    .join(', ')
}

/** Who is in the register with partner input that came in another way than by a file. */
async function gaveBefore(trx: Trx, process: ProcessRef): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('contribution')
    .innerJoin('contributor', (join) =>
      join
        .onRef('contributor.municipalityId', '=', 'contribution.municipalityId')
        .onRef('contributor.id', '=', 'contribution.contributorId'),
    )
    .select(['organisation', 'name'])
    .where('contribution.municipalityId', '=', process.municipalityId)
    .where('contribution.processId', '=', process.id)
    .where('contribution.kind', 'in', [...partnerInputKinds])
    .where((where) => where.or([where('externalId', 'is', null), where('externalId', 'not like', 'partnerinbreng:%')]))
    .execute()
  return new Set(rows.map(({ organisation, name }) => fold(organisation || name)).filter((name) => name !== ''))
}
