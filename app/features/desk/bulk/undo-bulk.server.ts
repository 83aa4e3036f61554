import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, did } from '#app/acts/act.server.ts'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { restoreDispositions } from '#app/features/answers/change-dispositions.server.ts'
import { answerOf } from '#app/features/answers/stored-answer.server.ts'
import { takeAnswersAway } from '#app/features/answers/take-answers-away.server.ts'
import { restorePlaces } from '#app/features/points/restore-places.server.ts'
import { restoreWork } from '#app/features/points/restore-work.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { isApproved } from '#app/features/workflow/approved.server.ts'
import type { Trx } from '#db/client.server.ts'
import { expectRows, workInMemory } from '#db/many-rows.server.ts'
import { bulkOf, type Bulk } from './choose-points.server.ts'

/**
 * Undoes a bulk change as a new act: what still has the value that it gave gets back what it had. What was changed since, was
 * approved or became public, stays. One's own, or as an administrator anyone's. Gives how many points were restored, of how many.
 */
export const undoBulk = act({
  name: 'undoBulk',
  by: { audience: 'official' },
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ bulkId: z.uuid() }),
  refusals: {
    ...answeringRefusals,
    notDone: { says: 'Dit is niet gedaan. Er is niets om ongedaan te maken.' },
    alreadyUndone: { says: 'Dit is al ongedaan gemaakt.' },
  },
  async run({ trx, by, now, process: ref, refuse }, { bulkId }) {
    const process = await processToAnswer(trx, by, ref, 'change')
    const anyone = by.kind === 'command' || hasInnerRole(by, 'administrator')
    const bulk = await bulkOf(trx, process, bulkId, anyone ? null : by.id, { hold: true })
    if (bulk.eventId === null) return refuse('notDone')
    if (bulk.undoneAt !== null) return refuse('alreadyUndone')
    await workInMemory(trx)
    await expectRows(trx, bulk.points)
    const eventId = uuid()
    const restored = await restore(trx, process, bulk, { eventId, of: bulk.eventId }, now)
    await trx
      .updateTable('bulkChange')
      .set({ undoneAt: now, restored })
      .where('municipalityId', '=', process.municipalityId)
      .where('id', '=', bulk.id)
      .execute()
    const { points, filter } = bulk
    return did(
      { id: bulk.id, filter, points, restored },
      { id: eventId, subject: { kind: 'bulk', id: bulk.id }, detail: { points, restored } },
    )
  },
})

function restore(
  trx: Trx,
  process: Process,
  { id, change, doneAt }: Bulk,
  events: { eventId: string; of: string },
  now: Date,
): Promise<number> {
  if (change.kind === 'disposition') return restoreDispositions(trx, process, events, now)
  if (change.kind === 'place') return restorePlaces(trx, process, events, now)
  if (change.kind !== 'answer')
    return restoreWork(trx, process, { ...events, mayGoOn: hasAnswerSince(process, { doneAt, of: events.of }) }, now)
  return takeAnswerBack(trx, process, { bulkId: id, change, eventId: events.eventId })
}

/**
 * Whether a row of `point_work` still has the answer that it had at an event (`of`), as it was: else nobody approved what it says now. One that
 * it got since may be older than that event.
 */
const hasAnswerSince = (
  { municipalityId }: Process,
  { doneAt, of }: { doneAt: Date | null; of: string },
) => sql`(exists (
  select from answer_point join answer on answer.municipality_id = answer_point.municipality_id and answer.id = answer_point.answer_id
  where answer_point.municipality_id = ${municipalityId} and answer_point.point_id = point_work.point_id and answer.updated_at <= ${doneAt})
  and not exists (
    select from point_history as later
    where later.municipality_id = ${municipalityId} and later.point_id = point_work.point_id and later.field in ('answer', 'disposition')
      and later.event_id > ${of}))`

/** Takes the one answer away from the points that got it, while it is still as it was given. */
async function takeAnswerBack(
  trx: Trx,
  process: Process,
  { bulkId, change, eventId }: { bulkId: string; change: object; eventId: string },
): Promise<number> {
  const { municipalityId } = process
  const { answerId = '', answerMark = '' } = change as { answerId?: string; answerMark?: string }
  await sql`select 1 from answer where municipality_id = ${municipalityId} and id = ${answerId} for update`.execute(trx)
  const answer = await answerOf(trx, process, answerId)
  if (answer === null || answer.mark !== answerMark) return 0
  const { rows } = await sql<{ pointId: string }>`
    select answer_point.point_id from answer_point
    join point_work on point_work.municipality_id = answer_point.municipality_id and point_work.point_id = answer_point.point_id
    where answer_point.municipality_id = ${municipalityId} and answer_id = ${answerId}
      and answer_point.point_id in (select unnest(point_ids) from bulk_change where municipality_id = ${municipalityId} and id = ${bulkId})
      and not is_public and not ${isApproved(process)}`.execute(trx)
  await takeAnswersAway(trx, process, { eventId, pointIds: rows.map(({ pointId }) => pointId) })
  return rows.length
}
