import { validate } from 'uuid'
import { NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { record } from '#app/features/record/record.server.ts'
import { asId } from '#app/ids.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { endRegistration } from './end-registration.server.ts'
import { attendedAfter, canTickAttendance, isAtTheDoor, MOST_PLACES, placesLeft } from './meeting.ts'
import type { RegistrationFields } from './meeting.schema.ts'
import { meetingToChange, takenOf } from './meeting-row.server.ts'
import { addRegistration, keyOfPerson } from './register.server.ts'

type Of = { processId: string; meetingId: string }

/**
 * Adds someone who called or, from an hour before it begins, who came without having registered: who is there has a place.
 * Before that the limit counts, and who is too late waits. The same form adds once. Throws NotAllowed, NotFound or Refused.
 */
export async function addParticipant(
  db: Db | Trx,
  by: Doer,
  {
    fields,
    idempotencyKey: formKey,
    origin,
    ...of
  }: Of & { fields: RegistrationFields; idempotencyKey: string; origin: string },
  now: Date,
): Promise<{ state: 'registered' | 'waiting' }> {
  return inTransaction(db, async (trx) => {
    const { meeting } = await meetingToChange(trx, by, of)
    if (meeting.state === 'cancelled') throw new Refused('Deze bijeenkomst is afgezegd.', 'name')
    if (meeting.erasedAt !== null)
      throw new Refused('De aanmeldingen zijn gewist. U kunt niemand meer toevoegen.', 'name')
    const idempotencyKey = keyOfPerson({ idempotencyKey: formKey, fields })
    const earlier = await trx
      .selectFrom('meetingRegistration')
      .select(['state', 'meetingId'])
      .where('municipalityId', '=', meeting.municipalityId)
      .where('idempotencyKey', '=', idempotencyKey)
      .executeTakeFirst()
    if (earlier && earlier.meetingId !== meeting.id) throw new NotFound()
    if (earlier) return { state: earlier.state === 'waiting' ? 'waiting' : 'registered' }
    const taken = await takenOf(trx, meeting)
    if (taken.registered + taken.waiting >= MOST_PLACES)
      throw new Refused(`Er passen hooguit ${MOST_PLACES} mensen op de lijst.`, 'name')
    const addedBy = isAtTheDoor(meeting, now) ? 'atTheDoor' : 'official'
    const isFull = placesLeft(meeting, taken) === 0 || taken.waiting > 0
    const state = addedBy === 'official' && isFull ? 'waiting' : 'registered'
    return addRegistration(
      trx,
      by,
      meeting,
      { fields, origin, idempotencyKey, addedBy, state, isMailed: addedBy !== 'atTheDoor' },
      now,
    )
  })
}

/** Takes someone off the list who called that they do not come; the place goes to the first who waits. */
export async function removeParticipant(
  db: Db | Trx,
  by: Doer,
  { registrationId, ...of }: Of & { registrationId: string },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { meeting } = await meetingToChange(trx, by, of)
    const { municipalityId, id: meetingId, processId } = meeting
    const found = await trx
      .selectFrom('meetingRegistration')
      .select('state')
      .where('municipalityId', '=', municipalityId)
      .where('meetingId', '=', meetingId)
      .where('id', '=', asId(registrationId))
      .executeTakeFirst()
    if (!found) throw new NotFound()
    if (found.state === 'cancelled') return
    const given = await endRegistration(trx, meeting, registrationId, now)
    await record(trx, {
      ...{
        municipalityId,
        at: now,
        by,
        act: 'removeParticipant',
        subject: { kind: 'meeting', id: meetingId },
        processId,
      },
      detail: { from: found.state, given },
    })
  })
}

/**
 * Notes who was there, of those who stood on the list that was ticked: who registered since is not absent. `shown` stood
 * ticked before, so that only what was changed on this screen changes. Throws Refused.
 */
export async function saveAttendance(
  db: Db | Trx,
  by: Doer,
  {
    listed,
    present,
    shown = [],
    ...of
  }: Of & { listed: readonly string[]; present: readonly string[]; shown?: readonly string[] },
  now: Date,
): Promise<{ present: number }> {
  return inTransaction(db, async (trx) => {
    const { meeting } = await meetingToChange(trx, by, of)
    if (!canTickAttendance(meeting, now))
      throw new Refused(
        'U kunt aanwezigheid bijhouden vanaf de dag van de bijeenkomst, tot de aanmeldingen zijn gewist.',
      )
    const { municipalityId, id: meetingId, processId } = meeting
    if (![...listed, ...present, ...shown].every((id) => validate(id))) throw new NotFound()
    const [onList, ticked, before] = [new Set(listed), new Set(present), new Set(shown)]
    const people = await trx
      .selectFrom('meetingRegistration')
      .select(['id', 'attended'])
      .where('municipalityId', '=', municipalityId)
      .where('meetingId', '=', meetingId)
      .where('state', '<>', 'cancelled')
      .execute()
    const stands = people
      .filter(({ id }) => onList.has(id))
      .map(({ id, attended }) => ({
        id,
        attended,
        becomes: attendedAfter(attended, { isTicked: ticked.has(id), wasTicked: before.has(id) }),
      }))
    for (const attended of [false, true]) {
      const ids = stands
        .filter((person) => person.becomes === attended && person.attended !== attended)
        .map(({ id }) => id)
      if (ids.length === 0) continue
      await trx
        .updateTable('meetingRegistration')
        .set({ attended })
        .where('municipalityId', '=', municipalityId)
        .where('meetingId', '=', meetingId)
        .where('id', 'in', ids)
        // Who waited and came anyway was let in.
        .$if(attended, (update) => update.set({ state: 'registered' }))
        .execute()
    }
    const count = stands.filter(({ becomes }) => becomes).length
    await record(trx, {
      ...{ municipalityId, at: now, by, act: 'saveAttendance', subject: { kind: 'meeting', id: meetingId }, processId },
      detail: { present: count, listed: listed.length },
    })
    return { present: count }
  })
}
