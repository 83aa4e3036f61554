import { sql } from 'kysely'
import type { HangsOnParts } from '#app/features/plans/store-plan.server.ts'

/** What officials said about where paragraphs come from, to put back with the paragraphs. */
export const settledOfParts: HangsOnParts = {
  name: 'settled_origin',
  async keep(trx, { municipalityId }, parts) {
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(settled_origin) as row from settled_origin
      where municipality_id = ${municipalityId} and paragraph_id = any(${[...parts]}::uuid[])`.execute(trx)
    return rows.map(({ row }) => row)
  },
  async putBack(trx, { municipalityId }, rows) {
    await sql`
      insert into settled_origin
      select was.* from jsonb_populate_recordset(null::settled_origin, ${JSON.stringify(rows)}::jsonb) as was
      join paragraph on paragraph.municipality_id = ${municipalityId} and paragraph.id = was.paragraph_id
      on conflict do nothing`.execute(trx)
  },
}
