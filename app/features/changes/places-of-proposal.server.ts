import { sql } from 'kysely'
import { isHeading, type ParagraphBlock } from '#app/features/plans/plan.ts'
import type { StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** A paragraph of the version that officials work on. */
export type ProposalPlace = ParagraphBlock & { id: string; number: string }

/** Where the words of a paragraph are in this version, which comes after its own or is it: several when they were split, none when they are gone. */
export async function placesOfParagraph(
  db: Db | Trx,
  { municipalityId }: ProcessRef,
  plan: StoredPlan,
  paragraphId: string,
): Promise<ProposalPlace[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive road (id) as (
      select ${paragraphId}::uuid
      union
      select paragraph_origin.paragraph_id from road
      join paragraph_origin on paragraph_origin.municipality_id = ${municipalityId} and paragraph_origin.origin_id = road.id
    )
    select id from road`.execute(db)
  const reached = new Set(rows.map(({ id }) => id))
  return plan.blocks.flatMap((block) => (!isHeading(block) && reached.has(block.id) ? [block] : []))
}

/** Whether this version changed because of a point. */
export async function isBehindChange(
  db: Db | Trx,
  { municipalityId }: ProcessRef,
  { versionId }: Pick<StoredPlan, 'versionId'>,
  pointId: string,
): Promise<boolean> {
  const found = await db
    .selectFrom('changePoint')
    .select('pointId')
    .where('municipalityId', '=', municipalityId)
    .where('planVersionId', '=', versionId)
    .where('pointId', '=', asId(pointId))
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
