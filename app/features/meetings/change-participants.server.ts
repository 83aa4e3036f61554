import { validate } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did, refusedBy, type ActEvent } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound, WrongInput } from '#app/errors.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { fieldErrors } from '#app/form-errors.ts'
import { key } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import { inTransaction, type Trx } from '#db/client.server.ts'
import { endRegistration } from './end-registration.server.ts'
import { attendedAfter, canTickAttendance, isAtTheDoor, MOST_PLACES, placesLeft } from './meeting.ts'
import { addedInput, addedTexts } from './meeting.schema.ts'
import { meetingToChange, subjectOf, takenOf, type Meeting } from './meeting-row.server.ts'
import { addRegistration, keyOfPerson } from './register.server.ts'

const ids = z.array(z.string()).default([])
/** Who stands ticked on the list now, and who stood so when it was opened: only what was changed on this screen changes. */
const ticks = { present: ids, shown: ids }

const attendanceRefusals = {
  notTheDay: {
    says: 'U kunt aanwezigheid bijhouden vanaf de dag van de bijeenkomst, tot de aanmeldingen zijn gewist.',
  },
}

/**
 * Adds someone who called or, from an hour before it begins, who came without having registered: who is there has a place.
 * Before that the limit counts, and who is too late waits. The same form adds once.
 *
 * At the door the form is that of the list: what was ticked in it is kept, also when a name is missing.
 */
export const addParticipant = act({
  name: 'addParticipant',
  by: byProcessor,
  on: 'process',
  needs: ['baseUrl'],
  input: z.object({ meetingId: z.string(), ...addedTexts, key, ...ticks }),
  refusals: {
    ...attendanceRefusals,
    cancelled: { says: 'Deze bijeenkomst is afgezegd.', at: 'name' },
    erased: { says: 'De aanmeldingen zijn gewist. U kunt niemand meer toevoegen.', at: 'name' },
    listFull: { says: `Er passen hooguit ${MOST_PLACES} mensen op de lijst.`, at: 'name' },
  },
  async prepare({ db, by, now, process }, { meetingId, present, shown, ...texts }) {
    if (present.length + shown.length > 0) {
      await inTransaction(db, async (trx) => {
        const { meeting } = await meetingToChange({ trx, by, process }, meetingId)
        const { event } = await storeAttendance(trx, meeting, { listed: [...present, ...shown], present, shown }, now)
        const { municipalityId } = meeting
        await record(trx, { municipalityId, at: now, by, act: 'saveAttendance', processId: process.id, ...event })
      })
    }
    const { data, error } = addedInput.safeParse(texts)
    if (error) throw new WrongInput(fieldErrors(error))
    return data
  },
  async run({ trx, by, now, process, baseUrl, refuse }, { meetingId, key: formKey }, fields) {
    const { meeting } = await meetingToChange({ trx, by, process }, meetingId)
    if (meeting.state === 'cancelled') refuse('cancelled')
    if (meeting.erasedAt !== null) refuse('erased')
    const idempotencyKey = keyOfPerson(formKey, fields)
    const earlier = await trx
      .selectFrom('meetingRegistration')
      .select(['state', 'meetingId'])
      .where('municipalityId', '=', meeting.municipalityId)
      .where('idempotencyKey', '=', idempotencyKey)
      .executeTakeFirst()
    if (earlier && earlier.meetingId !== meeting.id) throw new NotFound()
    if (earlier) return changedNothing({ isWaiting: earlier.state === 'waiting' })
    const taken = await takenOf(trx, meeting)
    if (taken.registered + taken.waiting >= MOST_PLACES) refuse('listFull')
    const addedBy = isAtTheDoor(meeting, now) ? 'atTheDoor' : 'official'
    const isFull = placesLeft(meeting, taken) === 0 || taken.waiting > 0
    const state = addedBy === 'official' && isFull ? 'waiting' : 'registered'
    const of = { fields, origin: baseUrl, idempotencyKey, addedBy, state, isMailed: addedBy !== 'atTheDoor' } as const
    const { event } = await addRegistration(trx, meeting, of, now)
    return did({ isWaiting: state === 'waiting' }, event)
  },
})

/** Takes someone off the list who called that they do not come; the place goes to the first who waits. */
export const removeParticipant = act({
  name: 'removeParticipant',
  by: byProcessor,
  on: 'process',
  input: z.object({ meetingId: z.string(), registrationId: z.string() }),
  refusals: {},
  async run({ trx, now, ...asked }, { meetingId, registrationId }) {
    const { meeting } = await meetingToChange({ ...asked, trx }, meetingId)
    const found = await trx
      .selectFrom('meetingRegistration')
      .select('state')
      .where('municipalityId', '=', meeting.municipalityId)
      .where('meetingId', '=', meetingId)
      .where('id', '=', asId(registrationId))
      .executeTakeFirst()
    if (!found) throw new NotFound()
    if (found.state === 'cancelled') return changedNothing(undefined)
    const given = await endRegistration(trx, meeting, registrationId, now)
    return did(undefined, { subject: subjectOf(meeting), detail: { from: found.state, given } })
  },
})

/** Notes who was there, of those who stood on the list that was ticked: who registered since is not absent. */
export const saveAttendance = act({
  name: 'saveAttendance',
  by: byProcessor,
  on: 'process',
  input: z.object({ meetingId: z.string(), listed: ids, ...ticks }),
  refusals: attendanceRefusals,
  async run({ trx, now, ...asked }, { meetingId, ...ticked }) {
    const { meeting } = await meetingToChange({ ...asked, trx }, meetingId)
    const { present, event } = await storeAttendance(trx, meeting, ticked, now)
    return did({ present }, event)
  },
})

type Ticked = { listed: readonly string[]; present: readonly string[]; shown: readonly string[] }

/** Stores who of the list was there, of a meeting that is held; gives how many, and what the record keeps. Throws Refused or NotFound. */
async function storeAttendance(
  trx: Trx,
  meeting: Meeting,
  { listed, present, shown }: Ticked,
  now: Date,
): Promise<{ present: number; event: ActEvent }> {
  if (!canTickAttendance(meeting, now)) throw refusedBy(attendanceRefusals, 'notTheDay')
  const { municipalityId, id: meetingId } = meeting
  if (![...listed, ...present, ...shown].every((id) => validate(id))) throw new NotFound()
  const [onList, isPresent, wasShown] = [new Set(listed), new Set(present), new Set(shown)]
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
      ...{ id, attended },
      becomes: attendedAfter(attended, { isTicked: isPresent.has(id), wasTicked: wasShown.has(id) }),
    }))
  for (const attended of [false, true]) {
    const changed = stands.filter((person) => person.becomes === attended && person.attended !== attended)
    if (changed.length === 0) continue
    await trx
      .updateTable('meetingRegistration')
      .set({ attended })
      .where('municipalityId', '=', municipalityId)
      .where('meetingId', '=', meetingId)
      .where(
        'id',
        'in',
        changed.map(({ id }) => id),
      )
      // Who waited and came anyway was let in.
      .$if(attended, (update) => update.set({ state: 'registered' }))
      .execute()
  }
  const count = stands.filter(({ becomes }) => becomes).length
  return {
    present: count,
    event: { subject: subjectOf(meeting), detail: { present: count, listed: listed.length } },
  }
}
