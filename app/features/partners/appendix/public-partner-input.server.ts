import { stringify } from 'csv-stringify/sync'
import { NotFound } from '#app/errors.server.ts'
import { answeredProcess } from '#app/features/answers/answered-view.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { PublicProcess } from '#app/features/processes/public-queries.server.ts'
import { tableAsXlsx } from '#app/xlsx-table.server.ts'
import type { Db } from '#db/client.server.ts'
import { KINDS, partnerInput } from './partner-input.server.ts'
import { exportedPartnerInput, partnerInputRows, partnerInputTable } from './partner-input.ts'

/** The process at an address when what partners gave is public: with the answers. Throws NotFound. */
export async function publicPartnerInput(db: Db, municipalityId: string, slug: string | undefined): Promise<PublicProcess> {
  const process = await answeredProcess(db, municipalityId, slug)
  if (!(await hasPartnerInput(db, process))) throw new NotFound()
  return process
}

/** Whether partners gave something that stands in the report. */
export async function hasPartnerInput(db: Db, { municipalityId, id }: ProcessRef): Promise<boolean> {
  const found = await db
    .selectFrom('contribution')
    .innerJoin('contributor', (join) =>
      join.onRef('contributor.municipalityId', '=', 'contribution.municipalityId').onRef('contributor.id', '=', 'contribution.contributorId'),
    )
    .select('contribution.id')
    .where('contribution.municipalityId', '=', municipalityId)
    .where('contribution.processId', '=', id)
    .where('contribution.kind', 'in', [...KINDS])
    .where('contributor.number', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** The same as a file for a spreadsheet or a program. Throws NotFound while it is not public. */
export async function partnerInputFile(db: Db, municipalityId: string, slug: string | undefined, kind: 'csv' | 'xlsx' | 'json'): Promise<Response> {
  const process = await publicPartnerInput(db, municipalityId, slug)
  const input = await partnerInput(db, process)
  const headers = { 'Content-Type': types[kind], 'Content-Disposition': `attachment; filename="${process.slug}-partnerinbreng.${kind}"` }
  if (kind === 'json') return new Response(JSON.stringify(exportedPartnerInput(input), null, 2), { headers })
  const rows = partnerInputRows(input)
  if (kind === 'xlsx') return new Response(await tableAsXlsx(partnerInputTable, rows, { sheet: 'Bijlage 2', widths: { organisatie: 28, kop: 32, punt: 60, reactie: 60 } }), { headers })
  // With the mark in front Excel reads it as UTF-8; quoted, so that a line break in a text stays that line break.
  return new Response(`\ufeff${stringify(rows, { header: true, columns: [...partnerInputTable], quoted_string: true })}`, { headers })
}

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
}
