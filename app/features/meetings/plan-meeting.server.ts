import { v7 as uuid } from 'uuid'
import { NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { lockProcess, needRole, refuseWithdrawn } from '#app/features/processes/lock-process.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { keyOfForm } from '#app/ids.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import type { AgendaItem } from './agenda.ts'
import type { MeetingDetails } from './meeting.schema.ts'

/** Plans a meeting, before or after the plan is released. The same form plans it once. Throws NotAllowed, NotFound or Refused. */
export async function planMeeting(
  db: Db | Trx,
  by: Doer,
  {
    processId,
    details,
    idempotencyKey: formKey,
  }: { processId: string; details: MeetingDetails; idempotencyKey: string },
  now: Date,
): Promise<{ id: string }> {
  needRole(by, 'processor')
  return inTransaction(db, async (trx) => {
    const process = await lockProcess(trx, by, processId)
    refuseWithdrawn(process)
    const { municipalityId } = process
    const idempotencyKey = keyOfForm(formKey, details)
    const earlier = await trx
      .selectFrom('meeting')
      .select(['id', 'processId'])
      .where('municipalityId', '=', municipalityId)
      .where('idempotencyKey', '=', idempotencyKey)
      .executeTakeFirst()
    if (earlier && earlier.processId !== processId) throw new NotFound()
    if (earlier) return { id: earlier.id }
    refusePast(details, now)
    const id = uuid()
    const { agenda, ...columns } = details
    await trx
      .insertInto('meeting')
      .values({
        municipalityId,
        id,
        processId,
        ...columns,
        idempotencyKey,
        createdAt: now,
        createdBy: by.id,
        updatedAt: now,
      })
      .execute()
    await storeAgenda(trx, { municipalityId, id }, agenda)
    await record(trx, {
      ...{ municipalityId, at: now, by, act: 'planMeeting', subject: { kind: 'meeting', id }, processId },
      detail: { isPublic: details.isPublic, audience: details.audience },
    })
    return { id }
  })
}

/** Nobody can come to what has been. */
export function refusePast({ startsAt }: Pick<MeetingDetails, 'startsAt'>, now: Date): void {
  if (startsAt > now) return
  throw new Refused(
    'Dit tijdstip is al geweest. Was de bijeenkomst er al? Registreer het verslag dan bij Inbreng.',
    'day',
  )
}

/** Stores an agenda in place of what was there. */
export async function storeAgenda(
  trx: Trx,
  { municipalityId, id: meetingId }: { municipalityId: string; id: string },
  agenda: readonly AgendaItem[],
): Promise<void> {
  await trx
    .deleteFrom('meetingAgendaItem')
    .where('municipalityId', '=', municipalityId)
    .where('meetingId', '=', meetingId)
    .execute()
  if (agenda.length === 0) return
  await trx
    .insertInto('meetingAgendaItem')
    .values(
      agenda.map(({ begins, title }, index) => ({ municipalityId, meetingId, position: index + 1, begins, title })),
    )
    .execute()
}
