import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { changeMeeting } from '#app/features/meetings/change-meeting.server.ts'
import { cancelMeeting } from '#app/features/meetings/change-state.server.ts'
import { textsOfMeeting } from '#app/features/meetings/meeting.schema.ts'
import type { MeetingView } from '#app/features/meetings/meeting-view.server.ts'
import type { OwnRegistrationView } from '#app/features/meetings/OwnRegistrationPage.tsx'
import type { PublicMeetingView } from '#app/features/meetings/public-meeting-view.server.ts'
import { action as registerAction, loader as publicLoader } from './meeting.tsx'
import { loader as calendarLoader } from './meeting-calendar.ts'
import { loader as invitationLoader } from './meeting-invitation.ts'
import { action as cancelAction, loader as ownLoader } from './meeting-registration.tsx'
import { loader as processLoader } from './process.tsx'
import { aMunicipality, aProcess, NOW } from '#tests/factories.ts'
import { aMeeting, someMeeting } from '#tests/meeting-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { formOf, leadsTo, saidBy, staffVisits, statusOf } from '#tests/staff-visits.ts'
import { action as meetingAction, loader as meetingLoader } from '#app/routes/official/meetings/meeting.tsx'

const { db, pool } = await testDatabase()
const { call, someone } = staffVisits({ db, pool })
const ours = await aMunicipality(db, { host: 'ons.example' })
await aMunicipality(db, { host: 'hun.example' })
const official = await someone(ours, 'ons.example', 'official', 'Ambtenaar A')
const visitor = { cookie: '', host: 'ons.example' }

const someFields = () => ({
  act: 'registerForMeeting',
  key: uuid(),
  name: 'Inwoner A',
  email: 'a@voorbeeld.example',
  remark: '',
})
/** A cookie as a browser sends it back. */
const cookieOf = (context: { headers: Headers }) => context.headers.get('set-cookie')?.split(';')[0] ?? ''

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
    expect(saidBy(twice.context)).toBe('registeredBefore')
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
