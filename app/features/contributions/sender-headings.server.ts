import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { keptPlan } from '#db/prepared.server.ts'

type Range = { start: number; end: number }

/** The headings that files say their texts have, by contribution; those without a file that says it are left out. */
export async function headingsInFilesOf(
  db: Db | Trx,
  { municipalityId, id: processId }: ProcessRef,
  contributionIds: readonly string[],
): Promise<Map<string, Range[]>> {
  const { rows } = await sql<Range & { contributionId: string }>`${keptPlan('headingsInFiles')}
    select contribution_id, quote_start as start, quote_end as "end" from sender_heading
    where municipality_id = ${municipalityId} and process_id = ${processId} and contribution_id = any(${[...contributionIds]}::uuid[])
    order by contribution_id, quote_start`.execute(db)
  return new Map(
    [...Map.groupBy(rows, (row) => row.contributionId)].map(([id, all]) => [
      id,
      all.map(({ start, end }) => ({ start, end })),
    ]),
  )
}

/** Keeps the headings of a text as its file says them, in place of what was kept before. */
export async function storeHeadings(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  contributionId: string,
  headings: readonly Range[],
): Promise<void> {
  await trx
    .deleteFrom('senderHeading')
    .where('municipalityId', '=', municipalityId)
    .where('contributionId', '=', contributionId)
    .execute()
  await sql`
    insert into sender_heading (municipality_id, process_id, contribution_id, quote_start, quote_end)
    select ${municipalityId}, ${processId}, ${contributionId}, start, given."end"
    from ${givenRows({ start: 'int', end: 'int' }, headings)} order by place`.execute(trx)
}
