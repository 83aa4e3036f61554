import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { aMeeting, registrationOf, someMeeting } from '#tests/meeting-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { changeMeeting } from './change-meeting.server.ts'
import { addParticipant, saveAttendance } from './change-participants.server.ts'
import { cancelMeeting, holdMeeting, renewInvitation } from './change-state.server.ts'
import { eraseRegistrations } from './erase-registrations.server.ts'
import { textsOfMeeting, type MeetingDetails } from './meeting.schema.ts'
import { cancelRegistration } from './own-registration.server.ts'
import { planMeeting } from './plan-meeting.server.ts'
import { registerForMeeting } from './register.server.ts'
import { writeReport } from './write-report.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const { id: municipalityId } = municipality
const official = await anActor(db, municipality, { innerRoles: ['processor'] })
const visitor = { kind: 'resident', id: null, municipalityId } as const
const process = await aProcess(db, municipality)
const AFTER = new Date('2016-11-10T22:00:00+01:00')
const MONTHS_AFTER = new Date('2017-01-05T12:00:00+01:00')

type Of = Awaited<ReturnType<typeof aMeeting>>
const codeOf = (asked: Promise<unknown>) => asked.then(() => null).catch((error: { code?: string }) => error.code)
const change = (of: Of, given: Partial<MeetingDetails> = {}, now = NOW, seen?: string) => {
  const texts = textsOfMeeting({ ...someMeeting, title: 'Anders', ...given })
  return codeOf(changeMeeting(db, official, { ...of, ...texts, ...(seen ? { seen } : {}) }, now))
}
const add = (of: Of, given: object = {}, now = NOW) =>
  codeOf(addParticipant(db, official, { ...of, name: 'Beller', key: uuid(), baseUrl: '', ...given }, now))
const register = (of: Of, now = NOW) =>
  codeOf(registerForMeeting(db, visitor, registrationOf(of.meetingId, 'Inwoner A'), now))
const cancel = (of: Of, now = NOW) => codeOf(cancelMeeting(db, official, { ...of, because: 'De zaal is dicht.' }, now))
const report = (of: Of, text = 'Er is gezegd', now = NOW) => codeOf(writeReport(db, official, { ...of, text }, now))

test('a meeting that was called off says so to everyone who comes too late', async () => {
  const of = await aMeeting(db, official, process)
  expect(await cancel(of)).toBeNull()
  expect([
    await change(of),
    await codeOf(holdMeeting(db, official, of, AFTER)),
    await codeOf(renewInvitation(db, official, { ...of, seen: '1' }, NOW)),
    await report(of),
    await add(of),
    await register(of),
  ]).toEqual(Array(6).fill('cancelled'))
})

test('a meeting that was held stays as it was', async () => {
  const of = await aMeeting(db, official, process)
  expect([await codeOf(holdMeeting(db, official, of, NOW)), await report(of)]).toEqual(['notBegun', 'notBegun'])
  expect([await cancel(of, AFTER), await register(of, AFTER)]).toEqual(['begun', 'begun'])
  expect([await report(of, 'Er is gezegd', AFTER), await report(of, 'Iets anders', AFTER)]).toEqual([
    null,
    'reportWritten',
  ])
  expect([
    await change(of),
    await cancel(of, AFTER),
    await codeOf(renewInvitation(db, official, { ...of, seen: '1' }, AFTER)),
    await register(of, AFTER),
  ]).toEqual(Array(4).fill('held'))
})

test('what cannot be changed says why', async () => {
  const of = await aMeeting(db, official, process)
  const { token } = await registerForMeeting(db, visitor, registrationOf(of.meetingId, 'Inwoner A'), NOW)
  await registerForMeeting(db, visitor, registrationOf(of.meetingId, 'Inwoner B'), NOW)
  const past = { startsAt: new Date('2016-10-10T19:30:00+02:00'), endsAt: new Date('2016-10-10T21:30:00+02:00') }
  expect([
    await change(of, past),
    await change(of, { places: 1 }),
    await change(of, { isPublic: false }),
    await change(of, {}, NOW, 'what stood there before'),
    await codeOf(planMeeting(db, official, { ...textsOfMeeting(someMeeting), process, key: uuid() }, AFTER)),
  ]).toEqual(['past', 'placesTaken', 'mustStayPublic', 'stale', 'past'])
  const own = { meetingId: of.meetingId, token: token ?? '' }
  expect(await codeOf(cancelRegistration(db, visitor, own, AFTER))).toBe('begun')
  await eraseRegistrations(db, MONTHS_AFTER)
  expect([await change(of, {}, MONTHS_AFTER), await add(of, {}, MONTHS_AFTER)]).toEqual(['erased', 'erased'])
})

test('a list is ticked from the day itself, and has an end', async () => {
  const of = await aMeeting(db, official, process, { places: null })
  const present = [uuid()]
  expect([
    await codeOf(saveAttendance(db, official, { ...of, listed: present, present }, NOW)),
    await add(of, { present }),
  ]).toEqual(['notTheDay', 'notTheDay'])
  const row = { municipalityId, meetingId: of.meetingId, state: 'registered', addedBy: 'self', registeredAt: NOW }
  await db
    .insertInto('meetingRegistration')
    .values(
      Array.from({ length: 2000 }, () => ({
        ...{ ...row, id: uuid(), idempotencyKey: uuid() },
        ...{ name: 'Inwoner', email: '', remark: '', origin: '' },
      })),
    )
    .execute()
  expect(await add(of)).toBe('listFull')
})

test('who may not register hears why', async () => {
  const invited = await aMeeting(db, official, process, { audience: 'invited' })
  const until = await aMeeting(db, official, process, { registerUntil: '2016-11-08' })
  expect([await register(invited), await register(until, new Date('2016-11-09T00:00:00+01:00'))]).toEqual([
    'invitationOnly',
    'closed',
  ])
  const gone = await aProcess(db, municipality)
  const of = await aMeeting(db, official, gone)
  await db.updateTable('process').set({ state: 'withdrawn' }).where('id', '=', gone.id).execute()
  expect([
    await register(of),
    await change(of),
    await codeOf(planMeeting(db, official, { ...textsOfMeeting(someMeeting), process: gone, key: uuid() }, NOW)),
  ]).toEqual(['withdrawn', 'withdrawn', 'withdrawn'])
})
