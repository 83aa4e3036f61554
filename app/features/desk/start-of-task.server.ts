import type { Actor } from '#app/features/accounts/account.ts'
import { nextToSplit } from '#app/features/points/queries.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import type { Task } from '#app/features/processes/today.ts'
import { ownPositions } from '#app/features/workflow/steps.ts'
import { stepsOf } from '#app/features/workflow/steps-of.server.ts'
import { today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/client.server.ts'
import { deskQuery } from './desk-filter.ts'
import { deskPage } from './desk-list.server.ts'
import { pointsOfMine, pointsOfNobody, pointsToCheck } from './today-tasks.ts'

/** Address of the first contribution to split or point to work on of a task, in its list; null when it is no such task, or nothing is left. */
export async function startOfTask(
  db: Db,
  by: Actor,
  { kind, slug }: Pick<Task, 'kind' | 'slug'>,
  now: Date,
): Promise<string | null> {
  if (kind !== 'split' && kind !== 'mine' && kind !== 'check' && kind !== 'unassigned') return null
  const process = await processBySlug(db, by.municipalityId, slug)
  if (kind === 'split') {
    const id = await nextToSplit(db, process)
    return id && paths.official.process.split(slug, id)
  }
  const steps = await stepsOf(db, process)
  const filter =
    kind === 'mine'
      ? pointsOfMine
      : kind === 'check'
        ? pointsToCheck(steps.slice(1).map((_, at) => at + 2))
        : pointsOfNobody(ownPositions(steps, by))
  const looking = { accountId: by.id, today: today(now) }
  const { rows } = await deskPage(db, process, filter, looking, { limit: 1 })
  return rows[0] ? `${paths.official.process.answer(slug, rows[0].id)}?${deskQuery(filter)}` : null
}
