import { sql } from 'kysely'
import type { FollowReaders } from '#app/features/plans/versions/moved-chapters.server.ts'
import { settleSuggestions } from './settle-suggestions.server.ts'

/**
 * What was suggested of the plan named parts of the version of before: notes what became of what officials saw, and lets a job look anew for the
 * rest.
 */
export const suggestPlacesAnew: FollowReaders = async (trx, process, _, now) => {
  await settleSuggestions(trx, process, now)
  await sql`
    with gone as (
      delete from suggestion
      where municipality_id = ${process.municipalityId} and process_id = ${process.id} and kind = 'place' and outcome is null
      returning municipality_id, process_id, point_id
    )
    insert into suggestion_due (municipality_id, process_id, point_id)
    select municipality_id, process_id, point_id from gone
    on conflict do nothing`.execute(trx)
}
