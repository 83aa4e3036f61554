import { NotFound } from '#app/errors.server.ts'
import { answeredProcess } from '#app/features/answers/answered-view.server.ts'
import { partnerInputKinds } from '#app/features/partners/response.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { PublicProcess } from '#app/features/processes/public-queries.server.ts'
import { jsonFile } from '#app/file-response.ts'
import { rowsAtOnce, savedTable } from '#app/table-to-save.server.ts'
import type { Db } from '#db/client.server.ts'
import { readAppendix } from './read-appendix.server.ts'
import { decisionWordsOf } from '#app/features/points/decision-words.server.ts'
import { appendixAsJson, appendixAsRows, appendixColumns } from './appendix.ts'

/** The process at an address when what partners gave is public, with the answers. Throws NotFound. */
export async function publicAppendixProcess(
  db: Db,
  municipalityId: string,
  slug: string | undefined,
): Promise<PublicProcess> {
  const process = await answeredProcess(db, municipalityId, slug)
  if (!(await hasAppendix(db, process))) throw new NotFound()
  return process
}

/** Whether something that partners gave is public. */
export async function hasAppendix(db: Db, { municipalityId, id }: ProcessRef): Promise<boolean> {
  return (await processesWithAppendix(db, municipalityId, [id])).has(id)
}

/** Those of these processes of which something that partners gave is public. */
export async function processesWithAppendix(
  db: Db,
  municipalityId: string,
  processIds: string[],
): Promise<Set<string>> {
  if (processIds.length === 0) return new Set()
  const found = await db
    .selectFrom('process')
    .select('process.id')
    .where('process.municipalityId', '=', municipalityId)
    .where('process.id', 'in', processIds)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('contribution')
          .select('contribution.id')
          .whereRef('contribution.municipalityId', '=', 'process.municipalityId')
          .whereRef('contribution.processId', '=', 'process.id')
          .where('contribution.kind', 'in', [...partnerInputKinds])
          .where('contribution.publicationId', 'is not', null),
      ),
    )
    .execute()
  return new Set(found.map(({ id }) => id))
}

/** The same as a file for a spreadsheet or a program. Throws NotFound while it is not public. */
export async function appendixFile(
  db: Db,
  municipalityId: string,
  slug: string | undefined,
  kind: 'csv' | 'xlsx' | 'json',
): Promise<Response> {
  const process = await publicAppendixProcess(db, municipalityId, slug)
  const input = await readAppendix(db, process)
  const words = await decisionWordsOf(db, municipalityId)
  if (kind === 'json') return jsonFile(`${process.slug}-partnerinbreng.json`, appendixAsJson(input, words))
  return savedTable(
    `${process.slug}-partnerinbreng`,
    {
      columns: appendixColumns,
      rows: rowsAtOnce(appendixAsRows(input, words).map((row) => appendixColumns.map((column) => row[column]))),
      ...{ sheet: 'Bijlage 2', delimiter: ',', widths: { organisatie: 28, kop: 32, punt: 60, reactie: 60 } },
    },
    kind,
  )
}
