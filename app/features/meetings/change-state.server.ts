import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { refuseOver } from './change-meeting.server.ts'
import { hasBegun } from './meeting.ts'
import { mailParticipants } from './meeting-messages.server.ts'
import { meetingToChange, type Meeting } from './meeting-row.server.ts'
import { peopleOf } from './people.server.ts'

type Of = { processId: string; meetingId: string }

/** Cancels a meeting that did not begin, and tells everyone who registered why. Throws NotAllowed, NotFound or Refused. */
export async function cancelMeeting(
  db: Db | Trx,
  by: Doer,
  { because, ...of }: Of & { because: string },
  now: Date,
): Promise<{ mailed: number }> {
  const reason = because.trim()
  if (reason === '')
    throw new Refused(
      'Schrijf waarom de bijeenkomst niet doorgaat. Dat lezen de mensen die zich aanmeldden.',
      'because',
    )
  if (reason.length > 500) throw new Refused('Maak dit korter: hooguit 500 tekens.', 'because')
  return inTransaction(db, async (trx) => {
    const { meeting } = await meetingToChange(trx, by, of)
    if (meeting.state === 'cancelled') return { mailed: 0 }
    refuseOver(meeting)
    if (hasBegun(meeting, now)) throw new Refused('De bijeenkomst is al begonnen. Afzeggen kan niet meer.', 'because')
    await set(trx, meeting, { state: 'cancelled', cancelledBecause: reason, version: meeting.version + 1 }, now)
    const people = await peopleOf(trx, meeting, ['registered', 'waiting'])
    const mailed = await mailParticipants(trx, meeting, people, {
      ...{ template: 'meetingCancelled', occasion: 'cancelled', now },
      dataOf: ({ calendarUrl: _calendar, registrationUrl: _registration, ...facts }) => ({ ...facts, because: reason }),
    })
    await recordState(trx, by, meeting, 'cancelMeeting', now, { mailed })
    return { mailed }
  })
}

/** Says that a meeting was held, once it began. Throws NotAllowed, NotFound or Refused. */
export async function holdMeeting(db: Db | Trx, by: Doer, of: Of, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { meeting } = await meetingToChange(trx, by, of)
    await markHeld(trx, by, meeting, now)
  })
}

/** The same for an act that holds the meeting already. */
export async function markHeld(trx: Trx, by: Doer, meeting: Meeting, now: Date): Promise<void> {
  if (meeting.state === 'held') return
  if (meeting.state === 'cancelled') throw new Refused('Deze bijeenkomst is afgezegd.')
  if (!hasBegun(meeting, now)) throw new Refused('De bijeenkomst is nog niet begonnen.')
  await set(trx, meeting, { state: 'held' }, now)
  await recordState(trx, by, meeting, 'holdMeeting', now)
}

/** Makes the link for who is invited anew: the one before it opens nothing any more. */
export async function renewInvitation(db: Db | Trx, by: Doer, of: Of & { seen: number }, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { meeting } = await meetingToChange(trx, by, of)
    refuseOver(meeting)
    // A form that is sent again must not make a third.
    if (meeting.invitation !== of.seen) return
    await set(trx, meeting, { invitation: meeting.invitation + 1 }, now)
    await recordState(trx, by, meeting, 'renewInvitation', now)
  })
}

async function set(
  trx: Trx,
  { municipalityId, id }: Meeting,
  columns: Partial<Pick<Meeting, 'state' | 'cancelledBecause' | 'version' | 'invitation'>>,
  now: Date,
) {
  await trx
    .updateTable('meeting')
    .set({ ...columns, updatedAt: now })
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .execute()
}

function recordState(
  trx: Trx,
  by: Doer,
  { municipalityId, id, processId }: Meeting,
  act: string,
  now: Date,
  detail: Record<string, number> = {},
) {
  return record(trx, { municipalityId, at: now, by, act, subject: { kind: 'meeting', id }, processId, detail })
}
