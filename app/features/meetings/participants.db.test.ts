import { v7 as uuid } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import { NotAllowed, NotFound } from '#app/errors.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { aMeeting, listOf, mailsAbout, registrationOf } from '#tests/meeting-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { addParticipant, removeParticipant, saveAttendance } from './change-participants.server.ts'
import { registeredPeople } from './people.server.ts'
import { registerForMeeting } from './register.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const { id: municipalityId } = municipality
const official = await anActor(db, municipality, { innerRoles: ['processor'] })
const visitor = { kind: 'resident', id: null, municipalityId } as const
const DURING = new Date('2016-11-10T20:00:00+01:00')

// Each test has the hour to itself: what may be sent to one address is counted over all meetings.
beforeEach(() => db.deleteFrom('attempt').execute())

describe('the list of an official', () => {
  const who = (name: string, email = '') => ({ name, email, key: uuid(), baseUrl: 'https://saomen.example' })

  test('takes who calls, within the limit, and who is at the door, over it', async () => {
    const process = await aProcess(db, municipality)
    const of = await aMeeting(db, official, process, { places: 1 })
    const caller = who('Beller A')
    for (let times = 0; times < 2; times++) await addParticipant(db, official, { ...of, ...caller }, NOW)
    await addParticipant(db, official, { ...of, ...who('Beller B', 'b@voorbeeld.example') }, NOW)
    await addParticipant(db, official, { ...of, ...who('Aan de deur') }, DURING)
    expect(await listOf(db, municipalityId, of.meetingId)).toEqual([
      'Beller A registered',
      'Aan de deur registered',
      'Beller B waiting',
    ])
    const people = await registeredPeople(db, { municipalityId, id: of.meetingId }, ['registered'])
    expect(people.map(({ attended, addedBy }) => [attended, addedBy])).toEqual([
      [null, 'official'],
      [true, 'atTheDoor'],
    ])
    expect((await mailsAbout(db, of.meetingId)).map(({ recipient }) => recipient)).toEqual(['b@voorbeeld.example'])
  })

  test('has who calls on the day itself among those who are to come', async () => {
    const process = await aProcess(db, municipality)
    const of = await aMeeting(db, official, process)
    const morning = new Date('2016-11-10T09:00:00+01:00')
    await addParticipant(db, official, { ...of, ...who('Beller A', 'beller@voorbeeld.example') }, morning)
    const people = await registeredPeople(db, { municipalityId, id: of.meetingId }, ['registered'])
    expect(people.map(({ attended, addedBy }) => [attended, addedBy])).toEqual([[null, 'official']])
    expect((await mailsAbout(db, of.meetingId, 'meetingConfirmed')).map(({ recipient }) => recipient)).toEqual([
      'beller@voorbeeld.example',
    ])
  })

  test('says who was there, and leaves who registered since as they are', async () => {
    const process = await aProcess(db, municipality)
    const of = await aMeeting(db, official, process)
    for (const name of ['Inwoner A', 'Inwoner B'])
      await registerForMeeting(db, visitor, registrationOf(of.meetingId, name), NOW)
    const [a, b] = (await registeredPeople(db, { municipalityId, id: of.meetingId }, ['registered'])).map(
      ({ id }) => id,
    )
    if (!a || !b) throw new Error('there are two')
    await expect(saveAttendance(db, official, { ...of, listed: [a], present: [a] }, NOW)).rejects.toThrow(
      'vanaf de dag',
    )
    const strange = await aMeeting(db, official, process)
    await registerForMeeting(db, visitor, registrationOf(strange.meetingId, 'Inwoner C'), NOW)
    const [c] = (await registeredPeople(db, { municipalityId, id: strange.meetingId }, ['registered'])).map(
      ({ id }) => id,
    )
    await addParticipant(db, official, { ...of, ...who('Aan de deur') }, DURING)
    expect(
      await saveAttendance(db, official, { ...of, listed: [a, b, c ?? ''], present: [a, c ?? ''] }, DURING),
    ).toEqual({ present: 1 })
    const after = await registeredPeople(db, { municipalityId, id: of.meetingId }, ['registered'])
    expect(after.map(({ name, attended }) => [name, attended])).toEqual([
      ['Inwoner A', true],
      ['Inwoner B', false],
      ['Aan de deur', true],
    ])
    expect(
      (await registeredPeople(db, { municipalityId, id: strange.meetingId }, ['registered']))[0]?.attended,
      'of another meeting',
    ).toBeNull()
  })

  test('lets two people tick at two doors', async () => {
    const process = await aProcess(db, municipality)
    const of = await aMeeting(db, official, process, { places: 3 })
    for (const name of ['Inwoner A', 'Inwoner B', 'Inwoner C'])
      await registerForMeeting(db, visitor, registrationOf(of.meetingId, name), NOW)
    const listed = (await registeredPeople(db, { municipalityId, id: of.meetingId }, ['registered'])).map(
      ({ id }) => id,
    )
    const [a = '', b = ''] = listed
    const attendance = async () =>
      (await registeredPeople(db, { municipalityId, id: of.meetingId }, ['registered'])).map(({ attended }) => attended)
    await saveAttendance(db, official, { ...of, listed, present: [a], shown: [] }, DURING)
    expect(
      await saveAttendance(db, official, { ...of, listed, present: [b], shown: [] }, DURING),
      'from a page on which nobody was ticked',
    ).toEqual({ present: 2 })
    expect(await attendance()).toEqual([true, true, false])
    await saveAttendance(db, official, { ...of, listed, present: [a], shown: [a, b] }, DURING)
    expect(await attendance(), 'a tick can be taken away').toEqual([true, false, false])
    await expect(saveAttendance(db, official, { ...of, listed, present: ['iets'], shown: [] }, DURING)).rejects.toThrow(
      NotFound,
    )
  })

  test('is not for who has another role or municipality, and takes nobody off it twice', async () => {
    const process = await aProcess(db, municipality)
    const of = await aMeeting(db, official, process, { places: 1 })
    for (const name of ['Inwoner A', 'Inwoner B'])
      await registerForMeeting(db, visitor, registrationOf(of.meetingId, name), NOW)
    const [person] = await registeredPeople(db, { municipalityId, id: of.meetingId }, ['registered'])
    const remove = (by = official, registrationId = person?.id ?? '') =>
      removeParticipant(db, by, { ...of, registrationId }, NOW)
    await expect(remove(await anActor(db, municipality, { innerRoles: ['reviewer'] }))).rejects.toThrow(NotAllowed)
    await expect(remove(await anActor(db, await aMunicipality(db)))).rejects.toThrow(NotFound)
    const other = await aMeeting(db, official, process)
    await expect(removeParticipant(db, official, { ...other, registrationId: person?.id ?? '' }, NOW)).rejects.toThrow(
      NotFound,
    )
    await remove()
    await remove()
    expect(await listOf(db, municipalityId, of.meetingId)).toEqual(['Inwoner B registered'])
  })
})
