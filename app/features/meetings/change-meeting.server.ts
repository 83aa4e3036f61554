import { z } from 'zod'
import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import { refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { seen } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'
import { giveFreePlaces } from './give-places.server.ts'
import { whenInWords, whereInWords } from './meeting.ts'
import { meetingInput, textsOfMeeting, type MeetingDetails } from './meeting.schema.ts'
import { mailParticipants } from './meeting-messages.server.ts'
import { meetingToChange, subjectOf, takenOf, type Meeting } from './meeting-row.server.ts'
import { registeredPeople } from './people.server.ts'
import { pastRefusal, refusePast, storeAgenda } from './plan-meeting.server.ts'
import { agendaOf } from './queries.server.ts'

/** The mark of what the form about a meeting shows. */
export const markOfMeeting = (shown: MeetingDetails): string => seenMark(textsOfMeeting(shown))

/** Why a meeting is not changed any more. */
export const overRefusals = {
  held: { says: 'Deze bijeenkomst is gehouden. U kunt er niets meer aan wijzigen.' },
  cancelled: { says: 'Deze bijeenkomst is afgezegd. U kunt er niets meer aan wijzigen.' },
}

const comingRefusals = {
  placesTaken: {
    says: (registered: number) => `Er zijn al ${registered} mensen aangemeld. Vul ${registered} plaatsen of meer in.`,
    at: 'places',
  },
  mustStayPublic: {
    says: 'Er zijn al mensen aangemeld. Zij moeten de pagina kunnen lezen. Gaat het niet door? Zeg de bijeenkomst dan af.',
    at: 'isPublic',
  },
}

/**
 * Changes a meeting that is planned. Whoever registered hears of another time or place; more places go to who waits. `seen`
 * is the mark of what the form showed. Saved as it is, it changes nothing.
 */
export const changeMeeting = act({
  name: 'changeMeeting',
  by: byProcessor,
  on: 'process',
  changes: 'public',
  input: z.intersection(meetingInput, z.object({ meetingId: z.string(), seen })),
  refusals: {
    ...withdrawnRefusal,
    ...overRefusals,
    ...pastRefusal,
    ...comingRefusals,
    stale: staleRefusal,
    // Who would register for another day would not be erased again.
    erased: {
      says: 'Deze bijeenkomst is langer dan een maand geleden. De aanmeldingen zijn gewist. Plan een nieuwe bijeenkomst.',
    },
  },
  async run({ trx, now, refuse, ...asked }, { meetingId, seen, ...details }) {
    const { meeting, process } = await meetingToChange({ ...asked, trx }, meetingId)
    refuseWithdrawn(process)
    refuseOver(meeting)
    if (meeting.erasedAt !== null) refuse('erased')
    const stored = markOfMeeting({ ...meeting, agenda: await agendaOf(trx, meeting) })
    if (markOfMeeting(details) === stored) return changedNothing({ mailed: 0 })
    refuseStale(seen, stored)
    const before = `${whenInWords(meeting)}, ${whereInWords(meeting)}`
    const isMoved = before !== `${whenInWords(details)}, ${whereInWords(details)}`
    if (details.startsAt.getTime() !== meeting.startsAt.getTime()) refusePast(details, now)
    await refuseTooFew(trx, meeting, details)
    const { agenda, ...columns } = details
    const version = meeting.version + (isMoved ? 1 : 0)
    await trx
      .updateTable('meeting')
      .set({ ...columns, version, updatedAt: now })
      .where('municipalityId', '=', meeting.municipalityId)
      .where('id', '=', meetingId)
      .execute()
    await storeAgenda(trx, meeting, agenda)
    const changed: Meeting = { ...meeting, ...columns, version, updatedAt: now }
    const mailed = isMoved ? await mailMove(trx, changed, before, now) : 0
    const given = await giveFreePlaces(trx, changed, now)
    const { isPublic } = details
    return did({ mailed }, { subject: subjectOf(meeting), detail: { isMoved, mailed, given, isPublic } })
  },
})

async function mailMove(trx: Trx, meeting: Meeting, before: string, now: Date): Promise<number> {
  return mailParticipants(trx, meeting, await registeredPeople(trx, meeting, ['registered', 'waiting']), {
    ...{ template: 'meetingChanged', occasion: `changed:${meeting.version}`, now },
    dataOf: (facts, { state }) => ({
      ...facts,
      before,
      standing: state === 'waiting' ? 'U staat nog op de wachtlijst.' : 'U bent nog steeds aangemeld.',
    }),
  })
}

/** A meeting that was held or cancelled does not change any more. Throws Refused. */
export function refuseOver({ state }: Meeting): void {
  if (state !== 'planned') throw refusedBy(overRefusals, state)
}

/** Whoever has a place keeps it, and whoever registered can read the page. Throws Refused. */
async function refuseTooFew(trx: Trx, meeting: Meeting, { places, isPublic }: MeetingDetails): Promise<void> {
  const { registered, waiting } = await takenOf(trx, meeting)
  if (places !== null && places < registered) throw refusedBy(comingRefusals, 'placesTaken', registered)
  if (meeting.isPublic && !isPublic && registered + waiting > 0) throw refusedBy(comingRefusals, 'mustStayPublic')
}
