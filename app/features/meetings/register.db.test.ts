import { v7 as uuid } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import { NotFound, Refused } from '#app/errors.server.ts'
import { countAttempt, TooManyAttempts } from '#app/features/accounts/rate-limit.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { aMeeting, listOf, mailsAbout, registrationOf } from '#tests/meeting-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { addParticipant } from './change-participants.server.ts'
import { cancelMeeting } from './change-state.server.ts'
import { invitationToken } from './invitation-link.server.ts'
import { cancelRegistration, registrationOfToken } from './own-registration.server.ts'
import { meetingOf } from './queries.server.ts'
import { registerForMeeting } from './register.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const { id: municipalityId } = municipality
const official = await anActor(db, municipality, { innerRoles: ['processor'] })
const visitor = { kind: 'resident', id: null, municipalityId } as const
const elsewhere = async () => ({ ...visitor, municipalityId: (await aMunicipality(db)).id })
const DURING = new Date('2016-11-10T20:00:00+01:00')

// Each test has the hour to itself: what may be sent to one address is counted over all meetings.
beforeEach(() => db.deleteFrom('attempt').execute())
const dataOf = (mail: { data: unknown } | undefined) => mail?.data as Record<string, string>

describe('registering for a meeting', () => {
  test('gives a place with a message, and a link with which only the receiver opens it', async () => {
    const process = await aProcess(db, municipality)
    const { meetingId } = await aMeeting(db, official, process)
    const { state, token } = await registerForMeeting(db, visitor, registrationOf(meetingId, 'Inwoner A'), NOW)
    expect(state).toBe('registered')
    const [mail] = await mailsAbout(db, meetingId)
    expect(mail).toMatchObject({ recipient: 'inwoner-a@voorbeeld.example', template: 'meetingConfirmed' })
    const path = `https://saomen.example/trajecten/${process.slug}/bijeenkomsten/${meetingId}`
    expect(dataOf(mail)).toMatchObject({
      when: 'donderdag 10\u00a0november 2016, 19.30 tot 21.30\u00a0uur',
      place: 'Dorpshuis, Hoofdstraat 0 in Exloo',
      calendarUrl: `${path}/agenda.ics`,
    })
    const mailed = dataOf(mail)?.registrationUrl?.slice(`${path}/aanmelding/`.length) ?? ''
    for (const one of [token, mailed]) {
      expect(await registrationOfToken(db, { municipalityId, meetingId, token: one })).toMatchObject({
        state: 'registered',
        name: 'Inwoner A',
      })
      const { meetingId: other } = await aMeeting(db, official, process)
      expect(await registrationOfToken(db, { municipalityId, meetingId: other, token: one })).toBeNull()
    }
    expect(mailed).not.toBe(token)
    const hashes = await db.selectFrom('meetingRegistrationLink').select('tokenHash').execute()
    expect(JSON.stringify(hashes)).not.toContain(token)
    const events = await db
      .selectFrom('event')
      .selectAll()
      .where('subjectId', '=', meetingId)
      .where('act', '=', 'registerForMeeting')
      .execute()
    expect(events).toMatchObject([{ actorKind: 'resident', detail: { state: 'registered' } }])
    expect(JSON.stringify(events)).not.toContain('Inwoner')
  })

  test('of two who take the last place at once, one gets it and the other waits', async () => {
    const process = await aProcess(db, municipality)
    const { meetingId } = await aMeeting(db, official, process, { places: 1 })
    const names = ['Inwoner A', 'Inwoner B', 'Inwoner C', 'Inwoner D']
    const outcomes = await Promise.all(
      names.map((name) => registerForMeeting(db, visitor, registrationOf(meetingId, name), NOW)),
    )
    expect(outcomes.filter(({ state }) => state === 'registered')).toHaveLength(1)
    const numbers = (await mailsAbout(db, meetingId, 'meetingWaiting')).map((mail) => dataOf(mail)?.number)
    expect(numbers.sort()).toEqual(['1', '2', '3'])
  })

  test('the same form registers once, also twice at the same moment; two who share an address both come', async () => {
    const process = await aProcess(db, municipality)
    const { meetingId } = await aMeeting(db, official, process)
    const input = registrationOf(meetingId, 'Inwoner A')
    const sent = await Promise.all([
      registerForMeeting(db, visitor, input, NOW),
      registerForMeeting(db, visitor, input, NOW),
    ])
    expect(sent.map(({ state }) => state)).toEqual(['registered', 'registered'])
    await registerForMeeting(db, visitor, { ...registrationOf(meetingId, 'Inwoner B'), email: input.email }, NOW)
    expect(await listOf(db, municipalityId, meetingId)).toEqual(['Inwoner A registered', 'Inwoner B registered'])
    expect(await mailsAbout(db, meetingId)).toHaveLength(2)
    const { meetingId: other } = await aMeeting(db, official, process)
    await expect(registerForMeeting(db, visitor, { ...input, meetingId: other }, NOW)).rejects.toThrow(NotFound)
  })

  test('who is there already gets a new message and takes no second place; the visitor gets no way in', async () => {
    const process = await aProcess(db, municipality)
    const { meetingId } = await aMeeting(db, official, process)
    await registerForMeeting(db, visitor, registrationOf(meetingId, 'Inwoner A'), NOW)
    const later = new Date(NOW.getTime() + 1000)
    expect(await registerForMeeting(db, visitor, registrationOf(meetingId, 'inwoner a'), later)).toEqual({
      state: 'registered',
      token: null,
      isMailed: true,
    })
    expect(await listOf(db, municipalityId, meetingId)).toEqual(['Inwoner A registered'])
    expect(await mailsAbout(db, meetingId, 'meetingConfirmed')).toHaveLength(2)
  })

  test('is refused when it is over, not public, on invitation, withdrawn or elsewhere', async () => {
    const process = await aProcess(db, municipality)
    const { meetingId } = await aMeeting(db, official, process)
    const input = (id: string, given = {}) => registrationOf(id, 'Inwoner A', given)
    await expect(registerForMeeting(db, visitor, input(meetingId), DURING)).rejects.toThrow('begonnen')
    const hidden = await aMeeting(db, official, process, { isPublic: false })
    await expect(registerForMeeting(db, visitor, input(hidden.meetingId), NOW)).rejects.toThrow(NotFound)
    const invited = await aMeeting(db, official, process, { audience: 'invited' })
    await expect(registerForMeeting(db, visitor, input(invited.meetingId), NOW)).rejects.toThrow('op uitnodiging')
    const { meeting } = await meetingOf(db, process, invited.meetingId)
    const invitation = invitationToken(meeting, 's'.repeat(32))
    expect((await registerForMeeting(db, visitor, input(invited.meetingId, { invitation }), NOW)).state).toBe(
      'registered',
    )

    await expect(registerForMeeting(db, await elsewhere(), input(meetingId), NOW)).rejects.toThrow(NotFound)
    await expect(registerForMeeting(db, visitor, input('geen-id'), NOW)).rejects.toThrow(NotFound)
    await db.updateTable('process').set({ state: 'withdrawn' }).where('id', '=', process.id).execute()
    await expect(registerForMeeting(db, visitor, input(meetingId), NOW)).rejects.toThrow(Refused)
    expect(await listOf(db, municipalityId, meetingId)).toEqual([])
  })

  test('mails nothing that was typed, and not more than three times an hour to one address, and still takes who comes', async () => {
    const process = await aProcess(db, municipality)
    const { meetingId } = await aMeeting(db, official, process, { places: null })
    const fields = { email: 'doelwit@voorbeeld.example', remark: 'https://kwaad.example' }
    const outcomes = []
    for (let n = 0; n < 6; n++)
      outcomes.push(
        await registerForMeeting(
          db,
          visitor,
          registrationOf(meetingId, '', { ...fields, name: `https://kwaad.example/${n}` }),
          NOW,
        ),
      )
    expect(outcomes.map(({ isMailed }) => isMailed)).toEqual([true, true, true, false, false, false])
    expect(outcomes.every(({ token, state }) => token !== null && state === 'registered')).toBe(true)
    const mails = await mailsAbout(db, meetingId)
    expect(mails).toHaveLength(3)
    expect(JSON.stringify(mails)).not.toContain('kwaad.example')
  })

  test('is slowed down per visitor, and whoever fills in the address of another never keeps its owner out', async () => {
    const process = await aProcess(db, municipality)
    const { meetingId } = await aMeeting(db, official, process, { places: null })
    const from = (n: number, given = {}) =>
      registerForMeeting(
        db,
        visitor,
        registrationOf(meetingId, `Inwoner ${n}`, { clientAddress: '198.51.100.7', ...given }),
        NOW,
      )
    for (let n = 0; n < 30; n++) await from(n)
    await expect(from(30)).rejects.toThrow(TooManyAttempts)
    const input = registrationOf(meetingId, 'Inwoner', { clientAddress: '2001:db8:1:1::1' })
    await countAttempt(
      db,
      {
        municipalityId,
        secret: input.secret,
        kind: 'meetingFromWiderNetwork',
        subject: '2001:db8:1::/48',
        limit: 100,
        windowMinutes: 60,
        weight: 100,
      },
      NOW,
    )
    await expect(registerForMeeting(db, visitor, input, NOW), 'one connection with many networks').rejects.toThrow(
      TooManyAttempts,
    )
    const fields = { name: 'Steeds een ander', email: 'vol@voorbeeld.example', remark: '' }
    for (let n = 0; n < 20; n++)
      await from(n, { clientAddress: `198.51.100.${n + 20}`, ...fields, name: `${fields.name} ${n}` })
    const owner = { ...fields, name: 'Zelf' }
    expect(await from(99, { clientAddress: '198.51.100.99', ...owner })).toMatchObject({
      state: 'registered',
      isMailed: false,
    })
  })
})

describe('not coming after all', () => {
  test('gives the place to the first who waits, with a message, once', async () => {
    const process = await aProcess(db, municipality)
    const { meetingId } = await aMeeting(db, official, process, { places: 1 })
    const { token } = await registerForMeeting(db, visitor, registrationOf(meetingId, 'Inwoner A'), NOW)
    // The one who waits longest goes first, whoever was written down first.
    for (const [name, at] of [
      ['Inwoner C', 2],
      ['Inwoner B', 1],
    ] as const) {
      await registerForMeeting(db, visitor, registrationOf(meetingId, name), new Date(NOW.getTime() + at * 1000))
    }
    await Promise.all([1, 2].map(() => cancelRegistration(db, visitor, { meetingId, token: token ?? '' }, NOW)))
    expect(await listOf(db, municipalityId, meetingId)).toEqual(['Inwoner B registered', 'Inwoner C waiting'])
    expect(await mailsAbout(db, meetingId, 'meetingPlaceFree')).toMatchObject([
      { recipient: 'inwoner-b@voorbeeld.example' },
    ])
    const own = await registrationOfToken(db, { municipalityId, meetingId, token })
    expect(own, 'who does not come needs not be known').toMatchObject({ state: 'cancelled', name: '', email: '' })
    expect((await mailsAbout(db, meetingId)).map(({ recipient }) => recipient)).not.toContain(
      'inwoner-a@voorbeeld.example',
    )
  })

  test('from the waiting list takes nobody’s place', async () => {
    const process = await aProcess(db, municipality)
    const { meetingId } = await aMeeting(db, official, process, { places: 1 })
    await registerForMeeting(db, visitor, registrationOf(meetingId, 'Inwoner A'), NOW)
    const { token } = await registerForMeeting(db, visitor, registrationOf(meetingId, 'Inwoner B'), NOW)
    await cancelRegistration(db, visitor, { meetingId, token: token ?? '' }, NOW)
    expect(await listOf(db, municipalityId, meetingId)).toEqual(['Inwoner A registered'])
    expect(await mailsAbout(db, meetingId, 'meetingPlaceFree')).toEqual([])
  })

  test('cannot be done with another link, at another municipality, or once it began', async () => {
    const process = await aProcess(db, municipality)
    const { meetingId } = await aMeeting(db, official, process)
    const { token } = await registerForMeeting(db, visitor, registrationOf(meetingId, 'Inwoner A'), NOW)
    const of = { meetingId, token: token ?? '' }
    await expect(cancelRegistration(db, visitor, { ...of, token: 'x'.repeat(43) }, NOW)).rejects.toThrow(NotFound)
    await expect(cancelRegistration(db, await elsewhere(), of, NOW)).rejects.toThrow(NotFound)
    await expect(cancelRegistration(db, visitor, of, DURING)).rejects.toThrow('begonnen')
    expect(await listOf(db, municipalityId, meetingId)).toEqual(['Inwoner A registered'])
  })
})

describe('who registers again', () => {
  test('gets no message of a place at a meeting that does not go on, or that began', async () => {
    const process = await aProcess(db, municipality)
    const of = await aMeeting(db, official, process)
    const again = (now: Date) => registerForMeeting(db, visitor, registrationOf(of.meetingId, 'Gast A'), now)
    await again(NOW)
    await again(NOW)
    expect(await mailsAbout(db, of.meetingId, 'meetingConfirmed')).toHaveLength(2)
    await expect(again(DURING)).rejects.toThrow('is begonnen')
    await cancelMeeting(db, official, { ...of, because: 'De zaal is dicht.' }, NOW)
    await expect(again(NOW)).rejects.toThrow('gaat niet door')
    expect(await mailsAbout(db, of.meetingId, 'meetingConfirmed')).toHaveLength(2)
  })
})

describe('a form that is filled in anew after going back', () => {
  test('registers the second person too, and each of them once', async () => {
    const process = await aProcess(db, municipality)
    const of = await aMeeting(db, official, process, { places: 10 })
    const key = uuid()
    for (const name of ['Ouder A', 'Ouder B', 'Ouder A', 'Ouder B'])
      await registerForMeeting(db, visitor, registrationOf(of.meetingId, name, { key }), NOW)
    expect(await listOf(db, municipalityId, of.meetingId)).toEqual(['Ouder A registered', 'Ouder B registered'])
    const called = (name: string) =>
      addParticipant(db, official, { ...of, name, key, baseUrl: 'https://saomen.example' }, NOW)
    for (const name of ['Beller A', 'Beller B', 'Beller B']) await called(name)
    expect(await listOf(db, municipalityId, of.meetingId)).toEqual([
      'Ouder A registered',
      'Ouder B registered',
      'Beller A registered',
      'Beller B registered',
    ])
  })

  test('never opens the registration of another who sent it before', async () => {
    const process = await aProcess(db, municipality)
    const { meetingId } = await aMeeting(db, official, process)
    const key = uuid()
    await registerForMeeting(db, visitor, registrationOf(meetingId, 'Bezoeker A', { key }), NOW)
    const { token } = await registerForMeeting(db, visitor, registrationOf(meetingId, 'Bezoeker B', { key }), NOW)
    expect(await registrationOfToken(db, { municipalityId, meetingId, token })).toMatchObject({ name: 'Bezoeker B' })
  })
})
