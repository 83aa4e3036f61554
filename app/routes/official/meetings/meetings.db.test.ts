import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { addParticipant } from '#app/features/meetings/change-participants.server.ts'
import { changeMeeting } from '#app/features/meetings/change-meeting.server.ts'
import { cancelMeeting } from '#app/features/meetings/change-state.server.ts'
import { textsOfMeeting } from '#app/features/meetings/meeting.schema.ts'
import type { MeetingView } from '#app/features/meetings/meeting-view.server.ts'
import type { OwnRegistrationView } from '#app/features/meetings/OwnRegistrationPage.tsx'
import type { PublicMeetingView } from '#app/features/meetings/public-meeting-view.server.ts'
import { action as registerAction, loader as publicLoader } from '#app/routes/public/meeting.tsx'
import { loader as calendarLoader } from '#app/routes/public/meeting-calendar.ts'
import { loader as invitationLoader } from '#app/routes/public/meeting-invitation.ts'
import { action as cancelAction, loader as ownLoader } from '#app/routes/public/meeting-registration.tsx'
import { loader as processLoader } from '#app/routes/public/process.tsx'
import { aMunicipality, aProcess, NOW } from '#tests/factories.ts'
import { aMeeting, someMeeting } from '#tests/meeting-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { formOf, leadsTo, staffVisits, statusOf } from '#tests/staff-visits.ts'
import { action as changeAction } from './change.tsx'
import { loader as listLoader } from './list.tsx'
import { action as meetingAction, loader as meetingLoader } from './meeting.tsx'
import { action as newAction, loader as newLoader } from './new.tsx'
import { loader as csvLoader } from './participants-csv.ts'

const { db, pool } = await testDatabase()
const { call, someone } = staffVisits({ db, pool })
const [ours, theirs] = [
  await aMunicipality(db, { host: 'ons.example' }),
  await aMunicipality(db, { host: 'hun.example' }),
]
const official = await someone(ours, 'ons.example', 'official', 'Ambtenaar A')
const member = await someone(ours, 'ons.example', 'councilMember', 'Raadslid A')
const stranger = await someone(theirs, 'hun.example', 'official', 'Ambtenaar B')
const visitor = { cookie: '', host: 'ons.example' }

const evening = {
  title: 'Avond over zorg',
  day: '10 november 2016',
  begins: '19.30',
  ends: '21.30',
  place: 'Dorpshuis',
  audience: 'everyone',
  isPublic: 'on',
}
const someFields = () => ({
  act: 'registerForMeeting',
  key: uuid(),
  name: 'Inwoner A',
  email: 'a@voorbeeld.example',
  remark: '',
})
/** Where it leads, and what is said there. */
function saysAt({ outcome, context }: Awaited<ReturnType<typeof call>>) {
  const [, encoded = ''] = /gezegd=([\w-]+)/.exec(context.headers.get('set-cookie') ?? '') ?? []
  const { code } = JSON.parse(Buffer.from(encoded, 'base64url').toString() || '{}') as { code?: string }
  return `${String(leadsTo(outcome)).replace(/^.*\/[\w-]+/, '')} ${code}`
}
/** A cookie as a browser sends it back. */
const cookieOf = (context: { headers: Headers }) => context.headers.get('set-cookie')?.split(';')[0] ?? ''

describe('the meetings of a process', () => {
  test('are there for its officials, and for nobody else', async () => {
    const { slug, id } = await aProcess(db, ours)
    const { meetingId } = await aMeeting(db, official.actor, { id })
    for (const loader of [listLoader, newLoader, meetingLoader, csvLoader]) {
      const params = { slug, meetingId }
      expect(statusOf((await call(loader, params, member)).outcome)).toBe(404)
      expect(statusOf((await call(loader, params, stranger)).outcome)).toBe(404)
      expect(leadsTo((await call(loader, params, visitor)).outcome)).toMatch(/^\/inloggen/)
      expect(statusOf((await call(loader, params, official)).outcome) ?? 200).toBe(200)
    }
    for (const [action, form] of [
      [newAction, { ...evening, act: 'planMeeting', key: uuid() }],
      [changeAction, { ...evening, act: 'changeMeeting' }],
      [meetingAction, { act: 'holdMeeting' }],
    ] as const)
      expect(statusOf((await call(action, { slug, meetingId }, stranger, formOf(form))).outcome)).toBe(404)
    const other = await aProcess(db, ours)
    expect(
      statusOf((await call(meetingLoader, { slug: other.slug, meetingId }, official)).outcome),
      'of another process',
    ).toBe(404)
    expect(statusOf((await call(meetingLoader, { slug, meetingId: 'geen-id' }, official)).outcome)).toBe(404)
  })

  test('show to who may not process how many come, and never who', async () => {
    const { slug, id } = await aProcess(db, ours)
    const { meetingId } = await aMeeting(db, official.actor, { id }, { audience: 'invited' })
    await call(
      meetingAction,
      { slug, meetingId },
      official,
      formOf({ ...someFields(), act: 'addParticipant', name: 'Inwoner Geheim' }),
    )
    const reader = await someone(ours, 'ons.example', 'official', 'Ambtenaar C')
    await db
      .updateTable('membership')
      .set({ innerRoles: ['reviewer'] })
      .where('accountId', '=', reader.actor.id)
      .execute()
    const { outcome } = await call(meetingLoader, { slug, meetingId }, reader)
    expect(outcome).toMatchObject({ view: { mayChange: false, registered: 1, people: [], invitation: null } })
    expect(JSON.stringify(outcome)).not.toContain('Geheim')
    expect((await call(listLoader, { slug }, reader)).outcome).toMatchObject({ view: { mayChange: false } })
    expect(statusOf((await call(csvLoader, { slug, meetingId }, reader)).outcome)).toBe(403)
    expect((await call(meetingLoader, { slug, meetingId }, official)).outcome).toMatchObject({
      view: { people: [{ name: 'Inwoner Geheim' }], invitation: { number: 1 } },
    })
  })

  test('are planned once by a form that is sent twice, and come back with their errors', async () => {
    const { slug } = await aProcess(db, ours)
    const plan = { ...evening, act: 'planMeeting', key: uuid() }
    const wrong = (await call(newAction, { slug }, official, formOf({ ...plan, begins: 'avond' }))).outcome
    expect(wrong).toMatchObject({
      data: {
        values: { title: ['Avond over zorg'], begins: ['avond'], key: [plan.key] },
        errors: { begins: expect.any(String) },
      },
      init: { status: 400 },
    })
    const sent = []
    for (let times = 0; times < 2; times++) sent.push(await call(newAction, { slug }, official, formOf(plan)))
    const [first, again] = sent.map(({ outcome }) => String(leadsTo(outcome)))
    expect(first).toBe(again)
    expect(sent.map(saysAt)).toEqual([' planMeeting', ' planMeeting'])
    const [, meetingId = ''] = /bijeenkomsten\/([\w-]+)$/.exec(first ?? '') ?? []
    const change = formOf({ ...evening, act: 'changeMeeting', title: 'Anders' })
    expect(saysAt(await call(changeAction, { slug, meetingId }, official, change))).toBe(' changeMeeting')
    const { view } = (await call(meetingLoader, { slug, meetingId }, official)).outcome as { view: MeetingView }
    expect(view).toMatchObject({ title: 'Anders', people: [], canTick: false, hasBegun: false })
    const unknown = (await call(meetingAction, { slug, meetingId }, official, formOf({ act: 'iets' }))).outcome
    expect(statusOf(unknown)).toBe(400)
    const refused = (
      await call(meetingAction, { slug, meetingId }, official, formOf({ act: 'cancelMeeting', because: '' }))
    ).outcome
    expect(refused).toMatchObject({
      data: { act: 'cancelMeeting', errors: { because: expect.any(String) } },
      init: { status: 400 },
    })
  })
})

describe('the list of a meeting', () => {
  test('says who had to wait, and asks before it takes someone off', async () => {
    const { slug, id } = await aProcess(db, ours)
    const { meetingId } = await aMeeting(db, official.actor, { id }, { places: 1 })
    const params = { slug, meetingId }
    const send = async (fields: Record<string, string>) =>
      saysAt(await call(meetingAction, params, official, formOf(fields)))
    const add = (name: string) => send({ act: 'addParticipant', key: uuid(), name, email: '', remark: '' })
    expect(await add('Inwoner A')).toBe('#lijst addParticipant')
    expect(await add('Inwoner B')).toBe('#lijst addedToWaitingList')
    const list = async (query = '') =>
      (await call(meetingLoader, params, official, undefined, query)).outcome as { view: MeetingView; leaving: string }
    const { view } = await list()
    const [first] = view.people
    const { leaving, view: after } = await list(`?meld-af=${first?.id}`)
    expect(leaving).toBe(first?.id)
    expect(after.people, 'asking takes nobody off').toHaveLength(2)
    expect(await send({ act: 'removeParticipant', registrationId: first?.id ?? '' })).toBe('#lijst removeParticipant')
    expect((await list()).view.people).toMatchObject([{ name: 'Inwoner B', isWaiting: false }])
  })

  test('at the door keeps what was ticked when someone is added, also when the name is missing', async () => {
    const { slug, id } = await aProcess(db, ours)
    const begun = { startsAt: new Date(NOW.getTime() + 1_800_000), endsAt: new Date(NOW.getTime() + 7_200_000) }
    const of = await aMeeting(db, official.actor, { id }, { ...begun, places: null })
    const params = { slug, meetingId: of.meetingId }
    const earlier = new Date(NOW.getTime() - 86_400_000)
    for (const name of ['Inwoner A', 'Inwoner B'])
      await addParticipant(db, official.actor, { ...of, name, key: uuid(), baseUrl: '' }, earlier)
    const list = async () =>
      ((await call(meetingLoader, params, official)).outcome as { view: MeetingView }).view.people.map(
        ({ name, attended }) => `${name} ${attended}`,
      )
    const { view } = (await call(meetingLoader, params, official)).outcome as { view: MeetingView }
    const [a = '', b = ''] = view.people.map((person) => person.id)
    const form = { act: 'addParticipant', key: uuid(), remark: '', listed: [a, b] }
    const { outcome } = await call(meetingAction, params, official, formOf({ ...form, name: '', present: a }))
    expect(outcome).toMatchObject({ init: { status: 400 }, data: { errors: { name: 'Vul een naam in.' } } })
    expect(await list()).toEqual(['Inwoner A true', 'Inwoner B null'])
    const added = { ...form, name: 'Inwoner C', present: [a, b], shown: [a] }
    expect(saysAt(await call(meetingAction, params, official, formOf(added)))).toBe('#lijst addParticipant')
    expect(await list()).toEqual(['Inwoner A true', 'Inwoner B true', 'Inwoner C true'])
    const events = await db
      .selectFrom('event')
      .select('act')
      .where('subjectId', '=', of.meetingId)
      .where('processId', '=', id)
      .orderBy('id')
      .execute()
    expect(events.slice(3).map(({ act }) => act)).toEqual(['saveAttendance', 'saveAttendance', 'registerForMeeting'])
  })
})

describe('a meeting on the site', () => {
  test('of a draft says the title of the plan and nothing else, and only when it is public', async () => {
    const { slug, id } = await aProcess(db, ours, { state: 'draft', title: 'Plan dat er nog niet is' })
    const hidden = await aMeeting(db, official.actor, { id }, { isPublic: false })
    const shown = await aMeeting(db, official.actor, { id })
    for (const loader of [publicLoader, calendarLoader, ownLoader, invitationLoader]) {
      expect(statusOf((await call(loader, { slug, meetingId: hidden.meetingId }, visitor)).outcome)).toBe(404)
      expect(
        statusOf(
          (await call(loader, { slug, meetingId: shown.meetingId }, { cookie: '', host: 'hun.example' })).outcome,
        ),
      ).toBe(404)
    }
    expect(
      statusOf(
        (await call(registerAction, { slug, meetingId: hidden.meetingId }, visitor, formOf(someFields()))).outcome,
      ),
    ).toBe(404)
    const { view } = (await call(publicLoader, { slug, meetingId: shown.meetingId }, visitor)).outcome as {
      view: PublicMeetingView
    }
    expect(view.plan).toEqual({ title: 'Plan dat er nog niet is', href: null })
    expect(JSON.stringify(view)).not.toContain('U krijgt eerder hulp')
  })

  test('stands on the page of its plan, and in a calendar', async () => {
    const { slug, id } = await aProcess(db, ours)
    const { meetingId } = await aMeeting(db, official.actor, { id })
    const page = (await call(processLoader, { slug }, visitor)).outcome as { meetings: { href: string }[] }
    expect(page.meetings).toMatchObject([{ href: `/trajecten/${slug}/bijeenkomsten/${meetingId}`, isCancelled: false }])
    const file = await ((await call(calendarLoader, { slug, meetingId }, visitor)).outcome as Response).text()
    expect(file).toContain('DTSTART:20161110T183000Z\r\nDTEND:20161110T203000Z')
    expect(file).toContain('LOCATION:Dorpshuis\\, Hoofdstraat 0 in Exloo')
  })

  test('moves in a calendar that has it, and goes out of it when it is called off', async () => {
    const { slug, id } = await aProcess(db, ours)
    const { meetingId } = await aMeeting(db, official.actor, { id })
    const lines = async () =>
      (await ((await call(calendarLoader, { slug, meetingId }, visitor)).outcome as Response).text())
        .split('\r\n')
        .filter((line) => /^(UID|SEQUENCE|STATUS|DTSTART):/.test(line))
    const uid = `UID:${meetingId}.bijeenkomst@saomen`
    expect(await lines()).toEqual([uid, 'SEQUENCE:0', 'DTSTART:20161110T183000Z', 'STATUS:CONFIRMED'])
    await changeMeeting(
      db,
      official.actor,
      {
        process: { id },
        meetingId,
        ...textsOfMeeting({ ...someMeeting, startsAt: new Date('2016-11-10T20:00:00+01:00') }),
      },
      NOW,
    )
    expect(await lines()).toEqual([uid, 'SEQUENCE:1', 'DTSTART:20161110T190000Z', 'STATUS:CONFIRMED'])
    await cancelMeeting(db, official.actor, { process: { id }, meetingId, because: 'De zaal is dicht.' }, NOW)
    expect(await lines()).toEqual([uid, 'SEQUENCE:2', 'DTSTART:20161110T190000Z', 'STATUS:CANCELLED'])
  })

  test('registers someone who then sees it without a secret in the address, and can take it back', async () => {
    const { slug, id } = await aProcess(db, ours)
    const { meetingId } = await aMeeting(db, official.actor, { id })
    const [params, path] = [{ slug, meetingId }, `/trajecten/${slug}/bijeenkomsten/${meetingId}`]
    const wrong = (await call(registerAction, params, visitor, formOf({ ...someFields(), email: 'geen' }))).outcome
    expect(wrong).toMatchObject({
      data: { values: { name: ['Inwoner A'], email: ['geen'] }, errors: { email: expect.any(String) } },
      init: { status: 400 },
    })
    const { outcome, context } = await call(registerAction, params, visitor, formOf(someFields()))
    expect(leadsTo(outcome)).toBe(`${path}/aanmelding`)
    expect(context.headers.get('set-cookie'), 'ends with the browser: it shows a name').toMatch(
      new RegExp(`; Path=${path}; HttpOnly; SameSite=Lax`),
    )
    const twice = await call(registerAction, params, visitor, formOf(someFields()))
    expect(leadsTo(twice.outcome), 'of the same name and address: no second place, and no way in').toBe(path)
    expect(saysAt(twice)).toBe(' registeredBefore')
    const known = { ...visitor, cookie: cookieOf(context) }
    const own = async (by = known) =>
      ((await call(ownLoader, params, by)).outcome as OwnRegistrationView).own?.state ?? null
    expect([await own(), await own({ ...visitor, cookie: '' })]).toEqual(['registered', null])
    expect(
      statusOf((await call(cancelAction, params, visitor, formOf({ act: 'cancelRegistration' }))).outcome),
      'without the link',
    ).toBe(404)
    expect(leadsTo((await call(cancelAction, params, known, formOf({ act: 'cancelRegistration' }))).outcome)).toBe(
      `${path}/aanmelding`,
    )
    expect(await own()).toBe('cancelled')
    const followed = await call(ownLoader, { ...params, token: 'x'.repeat(43) }, visitor)
    expect(leadsTo(followed.outcome)).toBe(`${path}/aanmelding`)
    expect(await own({ ...visitor, cookie: cookieOf(followed.context) })).toBeNull()
  })

  test('on invitation takes who came by the link, and no one by a link that was renewed', async () => {
    const { slug, id } = await aProcess(db, ours)
    const { meetingId } = await aMeeting(db, official.actor, { id }, { audience: 'invited' })
    const params = { slug, meetingId }
    const may = async (cookie: string) =>
      ((await call(publicLoader, params, { ...visitor, cookie })).outcome as { view: PublicMeetingView }).view.may
    expect(await may('')).toBe('invitationOnly')
    const { view } = (await call(meetingLoader, params, official)).outcome as { view: MeetingView }
    const token = view.invitation?.url.split('/').at(-1) ?? ''
    const invited = cookieOf((await call(invitationLoader, { ...params, token }, visitor)).context)
    expect(await may(invited)).toBe('open')
    expect(
      await may(cookieOf((await call(invitationLoader, { ...params, token: 'y'.repeat(43) }, visitor)).context)),
    ).toBe('invitationOnly')
    expect(
      leadsTo((await call(registerAction, params, { ...visitor, cookie: invited }, formOf(someFields()))).outcome),
    ).toMatch(/\/aanmelding$/)
    expect(
      statusOf((await call(registerAction, params, visitor, formOf({ ...someFields(), name: 'Inwoner B' }))).outcome),
    ).toBe(409)
    await call(meetingAction, params, official, formOf({ act: 'renewInvitation', seen: '1' }))
    expect(await may(invited)).toBe('invitationOnly')
  })
})
