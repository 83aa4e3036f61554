import { sql } from 'kysely'
import type { FollowReaders } from '#app/features/plans/versions/moved-chapters.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { deskFilterFrom, deskQuery, NONE } from './desk-filter.ts'

/** Lets the views that officials kept ask for the same chapters in the version that people read now; what is gone is asked as points without one. */
export const moveViews: FollowReaders = async (trx, { municipalityId, id }, chapters) => {
  const views = await trx
    .selectFrom('deskView')
    .select(['id', 'query'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .execute()
  const moved = views.flatMap(({ id, query }) => {
    const filter = deskFilterFrom(new URLSearchParams(query))
    const now = filter.chapter.map((chapter) => (chapter === NONE ? NONE : (chapters.get(chapter) ?? NONE)))
    const changed = deskQuery({ ...filter, chapter: [...new Set(now)].sort() })
    return changed === query ? [] : [{ id, query: changed }]
  })
  if (moved.length === 0) return
  await sql`
    update desk_view set query = given.query from ${givenRows({ id: 'uuid', query: 'text' }, moved)}
    where desk_view.municipality_id = ${municipalityId} and desk_view.id = given.id`.execute(trx)
}
