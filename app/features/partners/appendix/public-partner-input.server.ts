import { csvOf } from '#app/csv-text.ts'
import { NotFound } from '#app/errors.server.ts'
import { answeredProcess } from '#app/features/answers/answered-view.server.ts'
import { partnerInputKinds } from '#app/features/partners/response.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { PublicProcess } from '#app/features/processes/public-queries.server.ts'
import { csvFile, jsonFile, xlsxFile } from '#app/file-response.ts'
import { tableAsXlsx } from '#app/xlsx-table.server.ts'
import type { Db } from '#db/client.server.ts'
import { partnerInput } from './partner-input.server.ts'
import { exportedPartnerInput, partnerInputRows, partnerInputTable } from './partner-input.ts'

/** The process at an address when what partners gave is public: with the answers. Throws NotFound. */
export async function publicPartnerInput(
  db: Db,
  municipalityId: string,
  slug: string | undefined,
): Promise<PublicProcess> {
  const process = await answeredProcess(db, municipalityId, slug)
  if (!(await hasPartnerInput(db, process))) throw new NotFound()
  return process
}

/** Whether partners gave something that stands in the report. */
export async function hasPartnerInput(db: Db, { municipalityId, id }: ProcessRef): Promise<boolean> {
  return (await processesWithPartnerInput(db, municipalityId, [id])).has(id)
}

/** Those of these processes of which partners gave something that stands in the report. */
export async function processesWithPartnerInput(
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
          .innerJoin('contributor', (join) =>
            join
              .onRef('contributor.municipalityId', '=', 'contribution.municipalityId')
              .onRef('contributor.id', '=', 'contribution.contributorId'),
          )
          .select('contribution.id')
          .whereRef('contribution.municipalityId', '=', 'process.municipalityId')
          .whereRef('contribution.processId', '=', 'process.id')
          .where('contribution.kind', 'in', [...partnerInputKinds])
          .where('contributor.number', 'is not', null),
      ),
    )
    .execute()
  return new Set(found.map(({ id }) => id))
}

/** The same as a file for a spreadsheet or a program. Throws NotFound while it is not public. */
export async function partnerInputFile(
  db: Db,
  municipalityId: string,
  slug: string | undefined,
  kind: 'csv' | 'xlsx' | 'json',
): Promise<Response> {
  const process = await publicPartnerInput(db, municipalityId, slug)
  const input = await partnerInput(db, process)
  const name = `${process.slug}-partnerinbreng.${kind}`
  if (kind === 'json') return jsonFile(name, exportedPartnerInput(input))
  const rows = partnerInputRows(input)
  if (kind === 'xlsx')
    return xlsxFile(
      name,
      await tableAsXlsx(partnerInputTable, rows, {
        sheet: 'Bijlage 2',
        widths: { organisatie: 28, kop: 32, punt: 60, reactie: 60 },
      }),
    )
  return csvFile(name, csvOf(rows, { columns: partnerInputTable }))
}
