import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did, type Ending } from '#app/acts/act.server.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import { rowsOf } from '#app/features/plans/identify-rows.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { seen } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { fixedRefusal, heldVersions, type Settled } from './held-versions.server.ts'

/** Mark of what a form about one row showed. */
export const markOfRow = (text: string, isDoubtful: boolean): string => seenMark(['row', text, isDoubtful])

/** Says whether a doubtful row of a table is the row of the version before that matching proposed, and takes the doubt away. */
export const settleRow = act({
  name: 'settleRow',
  by: byProcessor,
  on: 'process',
  changes: 'public',
  input: z.object({ part: z.string(), row: z.string(), answer: z.enum(['same', 'new']), seen }),
  refusals: { stale: staleRefusal, ...fixedRefusal },
  async run({ trx, by, now, process: ref }, { part, row, answer, seen }): Promise<Ending<Settled>> {
    const { process, version } = await heldVersions(trx, by, ref.id)
    const { municipalityId } = process
    const table = version.blocks.find(({ id }) => id === part)
    const rows = (table && (await rowsOf(trx, municipalityId, [table.id])).get(table.id)) ?? []
    const found = rows.find(({ id, position }) => id === row && position !== null)
    if (!table) throw new NotFound()
    // It was answered by a colleague, or its table changed: then the page that comes back asks nothing, or something else.
    if (!found?.isDoubtful) return changedNothing({ settled: null, count: 0 })
    refuseStale(seen, markOfRow(found.text, true))
    const settled = uuid()
    await sql`
      update table_row set id = ${answer === 'same' ? found.id : uuid()}, is_doubtful = false, proposed_id = ${found.id},
        settled_by = ${by.id}, settled_at = ${now}, act_id = ${settled}
      where municipality_id = ${municipalityId} and paragraph_id = ${table.id} and id = ${asId(row)}`.execute(trx)
    return did(
      { settled, count: 1 },
      { id: settled, subject: { kind: 'planVersion', id: version.versionId }, detail: { answer } },
    )
  },
})

type Saying = { settled: string; by: string | null; now: Date }

/** Takes the doubt of all rows of a version away, as matching proposed; gives how many there were. */
export async function settleDoubtfulRows(
  trx: Trx,
  { municipalityId }: ProcessRef,
  versionId: string,
  { settled, by, now }: Saying,
): Promise<number> {
  const { rows } = await sql`
    update table_row set is_doubtful = false, proposed_id = table_row.id, settled_by = ${by}, settled_at = ${now}, act_id = ${settled}
    from paragraph
    where table_row.municipality_id = ${municipalityId} and is_doubtful
      and paragraph.municipality_id = ${municipalityId} and paragraph.id = paragraph_id and plan_version_id = ${versionId}
    returning table_row.id`.execute(trx)
  return rows.length
}

/** What was said of rows by this act, or of the one row, is doubtful again; gives how many there were. */
export async function reopenRows(
  trx: Trx,
  { municipalityId }: ProcessRef,
  versionId: string,
  { settled, row }: { settled: string; row: string | undefined },
): Promise<number> {
  // Where the proposed row is there again by what was typed since, both stay.
  const isTaken = sql`(proposed_id <> table_row.id and exists (
    select from table_row as other
    where other.municipality_id = ${municipalityId} and other.paragraph_id = table_row.paragraph_id and other.id = table_row.proposed_id))`
  const { rows } = await sql`
    update table_row
    set is_doubtful = not ${isTaken}, id = case when ${isTaken} then table_row.id else proposed_id end,
      proposed_id = null, settled_by = null, settled_at = null, act_id = null
    from paragraph
    where table_row.municipality_id = ${municipalityId} and act_id = ${asId(settled)}
      and ${row === undefined ? sql`true` : sql`table_row.id = ${asId(row)}`}
      and paragraph.municipality_id = ${municipalityId} and paragraph.id = paragraph_id and plan_version_id = ${versionId}
    returning table_row.id`.execute(trx)
  return rows.length
}
