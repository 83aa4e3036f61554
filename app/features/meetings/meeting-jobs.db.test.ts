import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { describe, expect, test, vi } from 'vitest'
import { aMunicipality, anActor, aProcess } from '#tests/factories.ts'
import { aMeetingWithPeople, mailsAbout, registrationOf, someMeeting } from '#tests/meeting-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { changeMeeting } from './change-meeting.server.ts'
import { cancelMeeting } from './change-state.server.ts'
import { eraseRegistrations } from './erase-registrations.server.ts'
import { registrationOfToken } from './own-registration.server.ts'
import { registeredPeople } from './people.server.ts'
import { textsOfMeeting } from './meeting.schema.ts'
import { planMeeting } from './plan-meeting.server.ts'
import { registerForMeeting } from './register.server.ts'
import { remindParticipants } from './remind-participants.server.ts'

const { db, asOwner } = await testDatabase()
const municipality = await aMunicipality(db)
const { id: municipalityId } = municipality
const official = await anActor(db, municipality, { innerRoles: ['processor'] })
const visitor = { kind: 'resident', id: null, municipalityId } as const

async function waitingForLocks(): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}

describe('what the jobs do', () => {
  test('remind who has a place the day before, once, by day', async () => {
    const { of } = await aMeetingWithPeople(db, official, ['Inwoner A', 'Inwoner B', 'Inwoner C'])
    const at = (text: string) => remindParticipants(db, new Date(text))
    const reminded = async () =>
      (await mailsAbout(db, of.meetingId, 'meetingReminder')).map(({ recipient }) => recipient)
    await at('2016-11-08T12:00:00+01:00')
    await at('2016-11-09T08:59:00+01:00')
    expect(await reminded()).toEqual([])
    await Promise.all([at('2016-11-09T09:00:00+01:00'), at('2016-11-09T09:00:00+01:00')])
    await at('2016-11-09T17:00:00+01:00')
    await at('2016-11-10T09:00:00+01:00')
    expect((await reminded()).sort(), 'who waits is not asked to come').toEqual([
      'inwoner-a@voorbeeld.example',
      'inwoner-b@voorbeeld.example',
    ])
  })

  test('remind on the right day when the clock changes in the night before', async () => {
    const times = { startsAt: new Date('2016-10-30T00:30:00+02:00'), endsAt: new Date('2016-10-30T10:00:00+01:00') }
    const process = await aProcess(db, municipality)
    const early = new Date('2016-10-01T12:00:00+02:00')
    const { id } = await planMeeting(
      db,
      official,
      { process, ...textsOfMeeting({ ...someMeeting, ...times }), key: uuid() },
      early,
    )
    await registerForMeeting(db, visitor, registrationOf(id, 'Inwoner A'), early)
    await remindParticipants(db, new Date('2016-10-29T09:00:00+02:00'))
    expect(await mailsAbout(db, id, 'meetingReminder')).toHaveLength(1)
  })

  test('say nothing of a meeting that is called off or moved while they run, and stand in the record', async () => {
    const morning = new Date('2016-11-09T09:30:00+01:00')
    const { of: cancelled } = await aMeetingWithPeople(db, official, ['Inwoner A'])
    const { of: moved } = await aMeetingWithPeople(db, official, ['Inwoner B'])
    const { of: as } = await aMeetingWithPeople(db, official, ['Inwoner C', 'Inwoner D'], { places: 1 })
    const later = { startsAt: new Date('2016-11-12T10:00:00+01:00'), endsAt: new Date('2016-11-12T11:00:00+01:00') }
    const [changed, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const other = db.transaction().execute(async (trx) => {
      await cancelMeeting(trx, official, { ...cancelled, because: 'De zaal is niet vrij.' }, morning)
      await changeMeeting(trx, official, { ...moved, ...textsOfMeeting({ ...someMeeting, ...later }) }, morning)
      changed.resolve()
      await held.promise
    })
    await changed.promise
    const reminding = remindParticipants(db, morning)
    await vi.waitFor(async () => expect(await waitingForLocks()).toBeGreaterThan(0), 5000)
    held.resolve()
    await Promise.all([other, reminding])
    expect([
      ...(await mailsAbout(db, cancelled.meetingId, 'meetingReminder')),
      ...(await mailsAbout(db, moved.meetingId, 'meetingReminder')),
    ]).toEqual([])
    expect((await mailsAbout(db, as.meetingId, 'meetingReminder')).map(({ recipient }) => recipient)).toEqual([
      'inwoner-c@voorbeeld.example',
    ])
    const events = await db
      .selectFrom('event')
      .select(['subjectId', 'actorKind', 'detail'])
      .where('act', '=', 'remindParticipants')
      .where('subjectId', 'in', [cancelled.meetingId, moved.meetingId, as.meetingId])
      .execute()
    expect(events).toEqual([{ subjectId: as.meetingId, actorKind: 'system', detail: { mailed: 1 } }])
  })

  test('erase the others also when one of them fails', async () => {
    const { of: broken } = await aMeetingWithPeople(db, official, ['Inwoner A'])
    const { of: fine } = await aMeetingWithPeople(db, official, ['Inwoner B'])
    await sql`create function refuse_one() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$`.execute(
      asOwner().db,
    )
    await sql`create trigger refuse_one before update on meeting for each row when (old.id = ${sql.lit(broken.meetingId)}) execute function refuse_one()`.execute(
      asOwner().db,
    )
    const later = new Date('2016-12-11T12:00:00+01:00')
    await expect(eraseRegistrations(db, later)).rejects.toThrow('broken')
    const names = async (id: string) =>
      (await registeredPeople(db, { municipalityId, id }, ['registered'])).map(({ name }) => name)
    expect([await names(broken.meetingId), await names(fine.meetingId)]).toEqual([['Inwoner A'], ['']])
    await sql`drop trigger refuse_one on meeting`.execute(asOwner().db)
    await eraseRegistrations(db, later)
    expect(await names(broken.meetingId)).toEqual([''])
  })

  test('leave nobody in a meeting that was erased: it cannot be held again', async () => {
    const { of } = await aMeetingWithPeople(db, official, ['Inwoner A'])
    const muchLater = new Date('2017-01-05T12:00:00+01:00')
    await eraseRegistrations(db, muchLater)
    const again = { startsAt: new Date('2017-02-01T19:30:00+01:00'), endsAt: new Date('2017-02-01T21:30:00+01:00') }
    await expect(
      changeMeeting(db, official, { ...of, ...textsOfMeeting({ ...someMeeting, ...again }) }, muchLater),
    ).rejects.toThrow('aanmeldingen zijn gewist')
    await expect(registerForMeeting(db, visitor, registrationOf(of.meetingId, 'Inwoner B'), muchLater)).rejects.toThrow(
      'begonnen',
    )
  })

  test('erase a month later who it were, with links and messages; how many stays', async () => {
    const { of, tokens } = await aMeetingWithPeople(db, official, ['Inwoner A', 'Inwoner B'])
    const { of: other } = await aMeetingWithPeople(db, official, ['Inwoner C'], {
      endsAt: new Date('2016-11-10T23:30:00+01:00'),
    })
    const list = (id: string) => registeredPeople(db, { municipalityId, id }, ['registered', 'waiting', 'cancelled'])
    await eraseRegistrations(db, new Date('2016-12-10T21:29:59+01:00'))
    expect((await list(of.meetingId)).map(({ name }) => name)).toEqual(['Inwoner A', 'Inwoner B'])
    for (let times = 0; times < 2; times++) await eraseRegistrations(db, new Date('2016-12-10T21:30:00+01:00'))
    expect(
      (await list(of.meetingId)).map(({ name, email, remark, origin }) => [name, email, remark, origin].join('')),
    ).toEqual(['', ''])
    expect(
      await registrationOfToken(db, { municipalityId, meetingId: of.meetingId, token: tokens[0] ?? null }),
    ).toBeNull()
    expect(await mailsAbout(db, of.meetingId, 'meetingConfirmed')).toEqual([])
    expect((await list(other.meetingId)).map(({ name }) => name)).toEqual(['Inwoner C'])
    const events = await db
      .selectFrom('event')
      .select('detail')
      .where('act', '=', 'eraseRegistrations')
      .where('subjectId', '=', of.meetingId)
      .execute()
    expect(events).toEqual([{ detail: { erased: 2 } }])
  })

  test('of a meeting that was erased cannot begin again on another day, where nothing would erase them', async () => {
    const { of } = await aMeetingWithPeople(db, official, ['Inwoner D'])
    const erasedAt = new Date('2016-12-11T06:00:00+01:00')
    await eraseRegistrations(db, erasedAt)
    const later = {
      ...someMeeting,
      startsAt: new Date('2016-12-20T19:30:00+01:00'),
      endsAt: new Date('2016-12-20T21:30:00+01:00'),
    }
    await expect(changeMeeting(db, official, { ...of, ...textsOfMeeting(later) }, erasedAt)).rejects.toThrow('gewist')
  })
})
