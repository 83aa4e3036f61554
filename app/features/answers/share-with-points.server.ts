import { sql } from 'kysely'
import type { Doer } from '#app/features/accounts/account.ts'
import { clearChangedSince } from '#app/features/points/changed-since.server.ts'
import { keepHistory } from '#app/features/points/point-history.server.ts'
import { tellPoints } from '#app/features/points/point-notice.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { isApproved } from '#app/features/workflow/approved.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { changesOfAnswer, lastSaidOf, type SaidThen } from './answer-versions.server.ts'

/** At how many points an answer is fixed: it went through all steps there, or is public. */
export type FixedAt = { approved: number; public: number }

/** Counts them. */
export async function whereFixed(db: Db | Trx, process: ProcessRef, answerId: string): Promise<FixedAt> {
  const { rows } = await sql<FixedAt>`
    select count(*) filter (where ${isApproved(process)} and not is_public)::int as approved, count(*) filter (where is_public)::int as public
    from answer_point
    join point_work on point_work.municipality_id = answer_point.municipality_id and point_work.point_id = answer_point.point_id
    where answer_point.municipality_id = ${process.municipalityId} and answer_id = ${answerId}`.execute(db)
  return rows[0] ?? { approved: 0, public: 0 }
}

type Given = { pointId: string; answerId: string }
type Sharing = {
  /** By which the history names the act. */
  eventId: string
  answerId: string
  pointIds: readonly string[]
  /** What the answer said that was taken from them in the same act. */
  before?: SaidThen | null
}

/**
 * Lets points of a process that is held share an answer that others have, as it stands; those that have one keep it. Gives which got it.
 * Where four eyes are on, whoever shares it does not approve it there either. What several contributors share says so in public, unless it is approved or public already: then nothing of it changes.
 */
export async function shareWithPoints(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  { eventId, answerId, pointIds, before = null }: Sharing,
): Promise<string[]> {
  const { municipalityId, id: processId } = process
  // In one order, so that two who answer overlapping sets wait for each other.
  const { rows } = await sql<{ pointId: string }>`
    insert into answer_point (municipality_id, process_id, answer_id, point_id, given_by)
    select ${municipalityId}, ${processId}, ${answerId}, id, ${by.id}::uuid from unnest(${[...pointIds]}::uuid[]) as open (id) order by id
    on conflict (municipality_id, point_id) do nothing
    returning point_id`.execute(trx)
  const fixed = await whereFixed(trx, process, answerId)
  if (fixed.approved + fixed.public === 0)
    await sql`
      update answer set scope = 'theme'
      where municipality_id = ${municipalityId} and id = ${answerId} and scope <> 'theme'`.execute(trx)
  const given = rows.map(({ pointId }) => ({ pointId, answerId }))
  await noteShared(trx, process, { eventId, given, before })
  return given.map(({ pointId }) => pointId)
}

/** Keeps in the history of points which answer they share from now on, and tells whoever has one open. */
export async function noteShared(
  trx: Trx,
  process: ProcessRef,
  { eventId, given, before = null }: Pick<Sharing, 'eventId' | 'before'> & { given: readonly Given[] },
): Promise<void> {
  if (given.length === 0) return
  const pointsOf = Map.groupBy(given, ({ answerId }) => answerId)
  const said = await lastSaidOf(trx, process, [...pointsOf.keys()])
  const changes = [...pointsOf].flatMap(([answerId, points]) =>
    changesOfAnswer(
      eventId,
      points.map(({ pointId }) => pointId),
      before,
      said.get(answerId) ?? null,
    ),
  )
  await keepHistory(trx, process, changes)
  const pointIds = given.map(({ pointId }) => pointId)
  await clearChangedSince(trx, process, pointIds)
  await tellPoints(trx, process.municipalityId, pointIds)
}
