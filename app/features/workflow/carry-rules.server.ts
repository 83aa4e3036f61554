import type { MovedChapters } from '#app/features/plans/versions/moved-chapters.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'

/**
 * Lets the rules of a process that is held say the chapters of the version that people read since: `carry` changes the chapters of its points
 * meanwhile, and gives nobody a point, since a point that lies without anybody was left so. A rule for a chapter that is gone goes; of two for the
 * same the first stays. Gives how many went.
 */
export async function carryRules(
  trx: Trx,
  { municipalityId, id }: ProcessRef,
  chapters: MovedChapters,
  carry: () => Promise<unknown>,
): Promise<number> {
  const rules = await trx
    .deleteFrom('assignmentRule')
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .returningAll()
    .execute()
  await carry()
  const carried = rules
    .toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime())
    .flatMap((rule) => {
      if (rule.chapter === null) return [rule]
      const chapter = chapters.get(rule.chapter)
      return chapter ? [{ ...rule, chapter }] : []
    })
  if (carried.length === 0) return rules.length
  const kept = await trx
    .insertInto('assignmentRule')
    .values(carried)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return rules.length - kept.length
}
