import { z } from 'zod'
import { act, changedNothing, did, refusedBy, type ActEvent } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { typed } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'
import { overRefusals, refuseOver } from './change-meeting.server.ts'
import { hasBegun } from './meeting.ts'
import { mailParticipants } from './meeting-messages.server.ts'
import { meetingToChange, subjectOf, type Meeting } from './meeting-row.server.ts'
import { registeredPeople } from './people.server.ts'

const because = typed
  .transform((text) => text.trim())
  .superRefine((text, context) => {
    const report = (message: string) => context.addIssue({ code: 'custom', message })
    if (text === '') report('Schrijf waarom de bijeenkomst niet doorgaat. Dat lezen de mensen die zich aanmeldden.')
    if (text.length > 500) report('Maak dit korter: hooguit 500 tekens.')
  })

/** Cancels a meeting that did not begin, and tells everyone who registered why. */
export const cancelMeeting = act({
  name: 'cancelMeeting',
  by: byProcessor,
  on: 'process',
  changes: 'public',
  input: z.object({ meetingId: z.string(), because }),
  refusals: {
    held: overRefusals.held,
    begun: { says: 'De bijeenkomst is al begonnen. Afzeggen kan niet meer.', at: 'because' },
  },
  async run({ trx, now, refuse, ...asked }, { meetingId, because: reason }) {
    const { meeting } = await meetingToChange({ ...asked, trx }, meetingId)
    if (meeting.state === 'cancelled') return changedNothing({ mailed: 0 })
    refuseOver(meeting)
    if (hasBegun(meeting, now)) refuse('begun')
    await set(trx, meeting, { state: 'cancelled', cancelledBecause: reason, version: meeting.version + 1 }, now)
    const people = await registeredPeople(trx, meeting, ['registered', 'waiting'])
    const mailed = await mailParticipants(trx, meeting, people, {
      ...{ template: 'meetingCancelled', occasion: 'cancelled', now },
      dataOf: ({ calendarUrl: _calendar, registrationUrl: _registration, ...facts }) => ({ ...facts, because: reason }),
    })
    return did({ mailed }, { subject: subjectOf(meeting), detail: { mailed } })
  },
})

export const holdingRefusals = {
  cancelled: { says: 'Deze bijeenkomst is afgezegd.' },
  notBegun: { says: 'De bijeenkomst is nog niet begonnen.' },
}

/** Says that a meeting was held, once it began. */
export const holdMeeting = act({
  name: 'holdMeeting',
  by: byProcessor,
  on: 'process',
  changes: 'public',
  input: z.object({ meetingId: z.string() }),
  refusals: holdingRefusals,
  async run({ trx, now, ...asked }, { meetingId }) {
    const { meeting } = await meetingToChange({ ...asked, trx }, meetingId)
    const held = await markHeld(trx, meeting, now)
    return held ? did(undefined, held) : changedNothing(undefined)
  },
})

/** Marks a meeting as held and gives what the record keeps of it: null when it was so already. Throws Refused. */
export async function markHeld(trx: Trx, meeting: Meeting, now: Date): Promise<ActEvent | null> {
  if (meeting.state === 'held') return null
  if (meeting.state === 'cancelled') throw refusedBy(holdingRefusals, 'cancelled')
  if (!hasBegun(meeting, now)) throw refusedBy(holdingRefusals, 'notBegun')
  await set(trx, meeting, { state: 'held' }, now)
  return { as: 'holdMeeting', subject: subjectOf(meeting) }
}

/** Makes the link for who is invited anew: the one before it opens nothing any more. `seen` is the number of that one. */
export const renewInvitation = act({
  name: 'renewInvitation',
  by: byProcessor,
  on: 'process',
  changes: 'public',
  input: z.object({ meetingId: z.string(), seen: z.string() }),
  refusals: overRefusals,
  async run({ trx, now, ...asked }, { meetingId, seen }) {
    const { meeting } = await meetingToChange({ ...asked, trx }, meetingId)
    refuseOver(meeting)
    // A form that is sent again must not make a third.
    if (String(meeting.invitation) !== seen) return changedNothing(undefined)
    await set(trx, meeting, { invitation: meeting.invitation + 1 }, now)
    return did(undefined, { subject: subjectOf(meeting) })
  },
})

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
