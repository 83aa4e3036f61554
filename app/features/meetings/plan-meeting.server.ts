import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import { key } from '#app/forms/typed.ts'
import { keyOfForm } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import type { AgendaItem } from './agenda.ts'
import { meetingInput, type MeetingDetails } from './meeting.schema.ts'
import { subjectOf } from './meeting-row.server.ts'

export const pastRefusal = {
  past: {
    says: 'Dit tijdstip is al geweest. Was de bijeenkomst er al? Registreer het verslag dan bij Inbreng.',
    at: 'day',
  },
}

/** Plans a meeting, before or after the plan is released. The same form plans it once. */
export const planMeeting = act({
  name: 'planMeeting',
  by: byProcessor,
  on: 'process',
  changes: 'public',
  input: z.intersection(meetingInput, z.object({ key })),
  refusals: { ...withdrawnRefusal, ...pastRefusal },
  async run({ trx, by, now, process: { id: processId } }, { key: formKey, ...details }) {
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
    if (earlier) return changedNothing({ id: earlier.id })
    refusePast(details, now)
    const id = uuid()
    const { agenda, ...columns } = details
    const made = { idempotencyKey, createdAt: now, createdBy: by.id, updatedAt: now }
    await trx
      .insertInto('meeting')
      .values({ municipalityId, id, processId, ...columns, ...made })
      .execute()
    await storeAgenda(trx, { municipalityId, id }, agenda)
    const { isPublic, audience } = details
    return did({ id }, { subject: subjectOf({ id }), detail: { isPublic, audience } })
  },
})

/** Nobody can come to what has been. */
export function refusePast({ startsAt }: Pick<MeetingDetails, 'startsAt'>, now: Date): void {
  if (startsAt > now) return
  throw refusedBy(pastRefusal, 'past')
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
