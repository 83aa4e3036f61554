import { sql } from 'kysely'
import { validate } from 'uuid'
import type { TableRow } from '#app/csv-table.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import type { Report } from './cell-meanings.server.ts'

type Asked = { row: number; id: string | null; number: number | null; externalId: string | null }

/** The contributions that each row can mean, by row: who gave several is named by one number. */
export async function contributionsInFile(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  records: readonly TableRow<string>[],
  reportFor: (row: number) => Report,
): Promise<Map<number, string[]>> {
  const asked = records.flatMap(({ row, cells }): Asked[] => {
    const cell = (name: string) => (cells[name] ?? '').trim()
    const [id, externalId, number] = [cell('inbrengId'), cell('externeId'), cell('nummer')]
    const none = { row, id: null, number: null, externalId: null }
    if (validate(id)) return [{ ...none, id }]
    if (externalId !== '') return [{ ...none, externalId }]
    if (/^\d{1,7}$/.test(number)) return [{ ...none, number: Number(number) }]
    const wrong = id || number
    reportFor(row)(
      id === '' ? 'nummer' : 'inbrengId',
      wrong === '' ? 'is leeg; zet er het nummer van de indiener in, zoals 12' : `"${wrong}" is geen inbreng`,
    )
    return []
  })
  const columns = { row: 'int', id: 'uuid', number: 'int', externalId: 'text' }
  const given = givenRows(columns, asked)
  const own = sql`contribution.municipality_id = ${municipalityId} and contribution.process_id = ${processId}`
  const { rows } = await sql<{ row: number; ids: string[] }>`
    with named as (
      select "row", contribution.id from ${given} join contribution on ${own} and contribution.id = given.id
      union all
      select "row", contribution.id from ${given} join contribution on ${own} and contribution.external_id = given.external_id
      union all
      select "row", contribution.id from ${given}
      join contributor on contributor.municipality_id = ${municipalityId} and contributor.process_id = ${processId} and contributor.number = given.number
      join contribution on ${own} and contribution.contributor_id = contributor.id
    )
    select "row", array_agg(id order by id) as ids from named group by "row"`.execute(trx)
  const found = new Map(rows.map(({ row, ids }) => [row, ids]))
  for (const { row, id, number, externalId } of asked) {
    if (found.has(row)) continue
    const field = id !== null ? 'inbrengId' : externalId !== null ? 'externeId' : 'nummer'
    reportFor(row)(field, `"${id ?? externalId ?? number}" is geen inbreng van dit traject`)
  }
  return found
}
