import { nextToSplit } from '#app/features/points/queries.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import type { Task } from '#app/features/processes/today.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/client.server.ts'
import { pointList } from './point-queries.server.ts'

/** Address of the first reaction to split or point to answer of a task; null when it is no such task, or nothing is left. */
export async function startOfTask(
  db: Db,
  municipalityId: string,
  { kind, slug }: Pick<Task, 'kind' | 'slug'>,
): Promise<string | null> {
  if (kind !== 'split' && kind !== 'answer') return null
  const process = await processBySlug(db, municipalityId, slug)
  if (kind === 'split') {
    const id = await nextToSplit(db, process)
    return id && paths.official.process.split(slug, id)
  }
  const { rows } = await pointList(db, process, { unanswered: true }, { limit: 1, offset: 0 })
  return rows[0] ? paths.official.process.answer(slug, rows[0].id) : null
}
