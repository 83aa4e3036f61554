import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { refuseWithdrawn } from '#app/features/processes/lock-process.server.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { staleMessage } from '#app/acts/stale.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { giveFreePlaces } from './give-places.server.ts'
import { whenInWords, whereInWords } from './meeting.ts'
import { textsOfMeeting, type MeetingDetails } from './meeting.schema.ts'
import { mailParticipants } from './meeting-messages.server.ts'
import { meetingToChange, takenOf, type Meeting } from './meeting-row.server.ts'
import { peopleOf } from './people.server.ts'
import { refusePast, storeAgenda } from './plan-meeting.server.ts'
import { agendaOf } from './queries.server.ts'

/** The mark of what the form about a meeting shows. */
export const markOfMeeting = (shown: MeetingDetails): string => seenMark(textsOfMeeting(shown))

/**
 * Changes a meeting that is planned. Whoever registered hears of another time or place; more places go to who waits. `seen`
 * is the mark of what the form showed. Saved as it is, it changes nothing. Throws NotAllowed, NotFound or Refused.
 */
export async function changeMeeting(
  db: Db | Trx,
  by: Doer,
  {
    processId,
    meetingId,
    details,
    seen,
  }: { processId: string; meetingId: string; details: MeetingDetails; seen?: string },
  now: Date,
): Promise<{ mailed: number }> {
  return inTransaction(db, async (trx) => {
    const { meeting, process } = await meetingToChange(trx, by, { processId, meetingId })
    refuseWithdrawn(process)
    refuseOver(meeting)
    // Who would register for another day would not be erased again.
    if (meeting.erasedAt !== null)
      throw new Refused(
        'Deze bijeenkomst is langer dan een maand geleden. De aanmeldingen zijn gewist. Plan een nieuwe bijeenkomst.',
      )
    const stored = markOfMeeting({ ...meeting, agenda: await agendaOf(trx, meeting) })
    if (markOfMeeting(details) === stored) return { mailed: 0 }
    if (seen !== undefined && seen !== stored) throw new Refused(staleMessage)
    const before = `${whenInWords(meeting)}, ${whereInWords(meeting)}`
    const isMoved = before !== `${whenInWords(details)}, ${whereInWords(details)}`
    if (details.startsAt.getTime() !== meeting.startsAt.getTime()) refusePast(details, now)
    await refuseTooFew(trx, meeting, details)
    const { municipalityId } = meeting
    const { agenda, ...columns } = details
    const version = meeting.version + (isMoved ? 1 : 0)
    await trx
      .updateTable('meeting')
      .set({ ...columns, version, updatedAt: now })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', meetingId)
      .execute()
    await storeAgenda(trx, meeting, agenda)
    const changed: Meeting = { ...meeting, ...columns, version, updatedAt: now }
    const mailed = isMoved ? await mailMove(trx, changed, before, now) : 0
    const given = await giveFreePlaces(trx, changed, now)
    await record(trx, {
      ...{ municipalityId, at: now, by, act: 'changeMeeting', subject: { kind: 'meeting', id: meetingId }, processId },
      detail: { isMoved, mailed, given, isPublic: details.isPublic },
    })
    return { mailed }
  })
}

async function mailMove(trx: Trx, meeting: Meeting, before: string, now: Date): Promise<number> {
  return mailParticipants(trx, meeting, await peopleOf(trx, meeting, ['registered', 'waiting']), {
    ...{ template: 'meetingChanged', occasion: `changed:${meeting.version}`, now },
    dataOf: (facts, { state }) => ({
      ...facts,
      before,
      standing: state === 'waiting' ? 'U staat nog op de wachtlijst.' : 'U bent nog steeds aangemeld.',
    }),
  })
}

/** A meeting that was held or cancelled stays as it was told. Throws Refused. */
export function refuseOver({ state }: Meeting): void {
  if (state === 'held') throw new Refused('Deze bijeenkomst is gehouden. U kunt er niets meer aan wijzigen.')
  if (state === 'cancelled') throw new Refused('Deze bijeenkomst is afgezegd. U kunt er niets meer aan wijzigen.')
}

/** Nobody who was told that there is a place, loses it or finds the page gone. */
async function refuseTooFew(trx: Trx, meeting: Meeting, { places, isPublic }: MeetingDetails): Promise<void> {
  const { registered, waiting } = await takenOf(trx, meeting)
  if (places !== null && places < registered) {
    throw new Refused(`Er zijn al ${registered} mensen aangemeld. Vul ${registered} plaatsen of meer in.`, 'places')
  }
  if (meeting.isPublic && !isPublic && registered + waiting > 0) {
    throw new Refused(
      'Er zijn al mensen aangemeld. Zij moeten de pagina kunnen lezen. Gaat het niet door? Zeg de bijeenkomst dan af.',
      'isPublic',
    )
  }
}
