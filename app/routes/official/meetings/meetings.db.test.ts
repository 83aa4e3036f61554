import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { addParticipant } from '#app/features/meetings/change-participants.server.ts'
import type { MeetingView } from '#app/features/meetings/meeting-view.server.ts'
import { aMunicipality, aProcess, NOW } from '#tests/factories.ts'
import { aMeeting } from '#tests/meeting-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { formOf, leadsTo, saidBy, staffVisits, statusOf } from '#tests/staff-visits.ts'
import { action as changeAction, loader as changeLoader } from './change.tsx'
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
    expect(sent.map(({ context }) => saidBy(context))).toEqual(['planMeeting', 'planMeeting'])
    const [, meetingId = ''] = /bijeenkomsten\/([\w-]+)$/.exec(first ?? '') ?? []
    const opened = (await call(changeLoader, { slug, meetingId }, official)).outcome as { seen: string }
    const change = formOf({ ...evening, act: 'changeMeeting', title: 'Anders', seen: opened.seen })
    const changed = await call(changeAction, { slug, meetingId }, official, change)
    expect([leadsTo(changed.outcome), saidBy(changed.context)]).toEqual([first, 'changeMeeting'])
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
    const send = async (fields: Record<string, string>) => {
      const { outcome, context } = await call(meetingAction, params, official, formOf(fields))
      expect(leadsTo(outcome)).toMatch(new RegExp(`/${meetingId}#lijst$`))
      return saidBy(context)
    }
    const add = (name: string) => send({ act: 'addParticipant', key: uuid(), name, email: '', remark: '' })
    expect(await add('Inwoner A')).toBe('addParticipant')
    expect(await add('Inwoner B')).toBe('addedToWaitingList')
    const list = async (query = '') =>
      (await call(meetingLoader, params, official, undefined, query)).outcome as { view: MeetingView; leaving: string }
    const { view } = await list()
    const [first] = view.people
    const { leaving, view: after } = await list(`?meld-af=${first?.id}`)
    expect(leaving).toBe(first?.id)
    expect(after.people, 'asking takes nobody off').toHaveLength(2)
    expect(await send({ act: 'removeParticipant', registrationId: first?.id ?? '' })).toBe('removeParticipant')
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
    expect(saidBy((await call(meetingAction, params, official, formOf(added))).context)).toBe('addParticipant')
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
