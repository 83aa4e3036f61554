import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'

/** Stores themes behind those of the process, all in one statement. Gives those whose name was not there yet. */
export async function insertThemes(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  names: readonly string[],
): Promise<{ id: string; name: string }[]> {
  if (names.length === 0) return []
  const given = givenRows(
    { id: 'uuid', name: 'text' },
    names.map((name) => ({ id: uuid(), name })),
  )
  const { rows } = await sql<{ id: string; name: string }>`
    insert into theme (municipality_id, id, process_id, position, name)
    select ${municipalityId}, id, ${processId}, last.position + place, name
    from ${given} cross join (
      select coalesce(max(position), 0) as position from theme where municipality_id = ${municipalityId} and process_id = ${processId}
    ) as last order by place
    on conflict (municipality_id, process_id, name) do nothing returning id, name`.execute(trx)
  return rows
}
