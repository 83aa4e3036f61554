import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { NotAllowed, NotFound } from '#app/errors.server.ts'
import { originOf } from '#app/features/contributions/origin-queries.server.ts'
import { contributionOf } from '#app/features/contributions/queries.server.ts'
import { aDraft, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { aMeeting, aMeetingWithPeople, mailsAbout, someMeeting } from '#tests/meeting-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { changeMeeting, markOfMeeting } from './change-meeting.server.ts'
import { cancelMeeting, holdMeeting, renewInvitation } from './change-state.server.ts'
import { invitationToken, opensInvitation } from './invitation-link.server.ts'
import { textsOfMeeting } from './meeting.schema.ts'
import { planMeeting } from './plan-meeting.server.ts'
import { comingMeetings, meetingOf, meetingOfReport, meetingsOf, publicMeeting } from './queries.server.ts'
import { writeReport } from './write-report.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const { id: municipalityId } = municipality
const official = await anActor(db, municipality, { innerRoles: ['processor'] })
const reviewer = await anActor(db, municipality, { innerRoles: ['reviewer'] })
const stranger = await anActor(db, await aMunicipality(db))
const AFTER = new Date('2016-11-10T22:00:00+01:00')

describe('planning a meeting', () => {
  test('keeps its agenda in order, once per form, and only for who may', async () => {
    const process = await aProcess(db, municipality)
    const input = { process, ...textsOfMeeting(someMeeting), key: uuid() }
    const [one, other] = await Promise.all([
      planMeeting(db, official, input, NOW),
      planMeeting(db, official, input, NOW),
    ])
    expect(one).toEqual(other)
    expect((await meetingOf(db, process, one.id)).agenda).toEqual(someMeeting.agenda)
    await expect(planMeeting(db, reviewer, { ...input, key: uuid() }, NOW)).rejects.toThrow(NotAllowed)
    await expect(planMeeting(db, stranger, { ...input, key: uuid() }, NOW)).rejects.toThrow(NotFound)
    await expect(planMeeting(db, official, { ...input, key: uuid() }, AFTER)).rejects.toThrow('al geweest')
    expect(await meetingsOf(db, process, NOW)).toHaveLength(1)
    // Filled in anew after going back: a second evening.
    const evening = { ...input, ...textsOfMeeting({ ...someMeeting, title: 'Tweede avond' }) }
    for (const _ of ['once', 'twice']) await planMeeting(db, official, evening, NOW)
    expect((await meetingsOf(db, process, NOW)).map(({ title }) => title).sort()).toEqual([
      'Avond over zorg dichtbij',
      'Tweede avond',
    ])
  })

  test('one of a draft is public when an official says so, and not before', async () => {
    const draft = await aDraft(db, official)
    const hidden = await aMeeting(db, official, draft, { isPublic: false })
    const shown = await aMeeting(db, official, draft)
    await expect(publicMeeting(db, municipalityId, { slug: draft.slug, meetingId: hidden.meetingId })).rejects.toThrow(
      NotFound,
    )
    expect(
      (await publicMeeting(db, municipalityId, { slug: draft.slug, meetingId: shown.meetingId })).process.state,
    ).toBe('draft')
    await expect(
      publicMeeting(db, stranger.municipalityId, { slug: draft.slug, meetingId: shown.meetingId }),
    ).rejects.toThrow(NotFound)
  })

  test('the page of a plan lists what is to come for everyone, cancelled ones too', async () => {
    const process = await aProcess(db, municipality)
    const later = { startsAt: new Date('2016-11-12T10:00:00+01:00'), endsAt: new Date('2016-11-12T11:00:00+01:00') }
    const second = await aMeeting(db, official, process, { ...later, title: 'Tweede' })
    const first = await aMeeting(db, official, process)
    await aMeeting(db, official, process, { audience: 'invited' })
    await aMeeting(db, official, process, { isPublic: false })
    await cancelMeeting(db, official, { ...second, because: 'De zaal is niet vrij.' }, NOW)
    expect((await comingMeetings(db, process, NOW)).map(({ id }) => id)).toEqual([first.meetingId, second.meetingId])
    expect((await comingMeetings(db, process, AFTER)).map(({ id }) => id)).toEqual([second.meetingId])
  })
})

describe('changing a meeting', () => {
  const moved = { ...someMeeting, place: 'School', address: '' }

  test('tells everyone who registered what it was and what it is now, and only when time or place changed', async () => {
    const { of } = await aMeetingWithPeople(db, official, ['Inwoner A', 'Inwoner B'], { places: 1 })
    expect(
      await changeMeeting(
        db,
        official,
        { ...of, ...textsOfMeeting({ ...someMeeting, places: 1, title: 'Avond over de zorg' }) },
        NOW,
      ),
    ).toEqual({ mailed: 0 })
    for (const details of [moved, { ...moved, about: 'x' }])
      await changeMeeting(db, official, { ...of, ...textsOfMeeting({ ...details, places: 1 }) }, NOW)
    const mails = await mailsAbout(db, of.meetingId, 'meetingChanged')
    expect(mails.map(({ data }) => data)).toMatchObject([
      { place: 'School', before: expect.stringContaining('Dorpshuis'), standing: 'U bent nog steeds aangemeld.' },
      { standing: 'U staat nog op de wachtlijst.' },
    ])
    await changeMeeting(db, official, { ...of, ...textsOfMeeting({ ...moved, places: 1, place: 'Kerk' }) }, NOW)
    expect(await mailsAbout(db, of.meetingId, 'meetingChanged'), 'a second change is mailed as well').toHaveLength(4)
  })

  test('is not saved over what a colleague changed meanwhile; the same form sent again changes nothing', async () => {
    const { process, of } = await aMeetingWithPeople(db, official, ['Inwoner A'])
    const { meeting, agenda } = await meetingOf(db, process, of.meetingId)
    const seen = markOfMeeting({ ...meeting, agenda })
    for (let times = 0; times < 2; times++)
      await changeMeeting(db, official, { ...of, ...textsOfMeeting({ ...someMeeting, place: 'School' }), seen }, NOW)
    await expect(
      changeMeeting(db, official, { ...of, ...textsOfMeeting({ ...someMeeting, about: 'Anders' }), seen }, NOW),
    ).rejects.toThrow('intussen gewijzigd')
    expect((await meetingOf(db, process, of.meetingId)).meeting).toMatchObject({
      place: 'School',
      about: someMeeting.about,
    })
    expect(await mailsAbout(db, of.meetingId, 'meetingChanged')).toHaveLength(1)
    const events = await db
      .selectFrom('event')
      .select('id')
      .where('act', '=', 'changeMeeting')
      .where('subjectId', '=', of.meetingId)
      .execute()
    expect(events).toHaveLength(1)
  })

  test('gives more places to who waits, and takes nobody’s', async () => {
    const { of } = await aMeetingWithPeople(db, official, ['Inwoner A', 'Inwoner B', 'Inwoner C'], { places: 1 })
    await changeMeeting(db, official, { ...of, ...textsOfMeeting({ ...someMeeting, places: 2 }) }, NOW)
    expect((await mailsAbout(db, of.meetingId, 'meetingPlaceFree')).map(({ recipient }) => recipient)).toEqual([
      'inwoner-b@voorbeeld.example',
    ])
    await expect(
      changeMeeting(db, official, { ...of, ...textsOfMeeting({ ...someMeeting, places: 1 }) }, NOW),
    ).rejects.toThrow('al 2 mensen aangemeld')
    await expect(
      changeMeeting(db, official, { ...of, ...textsOfMeeting({ ...someMeeting, isPublic: false }) }, NOW),
    ).rejects.toThrow('moeten de pagina kunnen lezen')
    await changeMeeting(db, official, { ...of, ...textsOfMeeting({ ...someMeeting, places: null }) }, NOW)
    expect(await mailsAbout(db, of.meetingId, 'meetingPlaceFree')).toHaveLength(2)
  })

  test('is for who may, and not once it was held or cancelled', async () => {
    const { of } = await aMeetingWithPeople(db, official, [])
    await expect(changeMeeting(db, reviewer, { ...of, ...textsOfMeeting(moved) }, NOW)).rejects.toThrow(NotAllowed)
    await expect(changeMeeting(db, stranger, { ...of, ...textsOfMeeting(moved) }, NOW)).rejects.toThrow(NotFound)
    await expect(holdMeeting(db, official, of, NOW)).rejects.toThrow('nog niet begonnen')
    await holdMeeting(db, official, of, AFTER)
    await expect(changeMeeting(db, official, { ...of, ...textsOfMeeting(moved) }, AFTER)).rejects.toThrow('gehouden')
    await expect(cancelMeeting(db, official, { ...of, because: 'x' }, AFTER)).rejects.toThrow('gehouden')
  })

  test('cancelling tells everyone why, once', async () => {
    const { of } = await aMeetingWithPeople(db, official, ['Inwoner A'])
    await expect(cancelMeeting(db, official, { ...of, because: ' ' }, NOW)).rejects.toThrow('waarom')
    await expect(cancelMeeting(db, stranger, { ...of, because: 'x' }, NOW)).rejects.toThrow(NotFound)
    for (const mailed of [1, 0])
      expect(await cancelMeeting(db, official, { ...of, because: 'De zaal is niet vrij.' }, NOW)).toEqual({ mailed })
    expect((await mailsAbout(db, of.meetingId, 'meetingCancelled')).map(({ data }) => data)).toMatchObject([
      { because: 'De zaal is niet vrij.' },
    ])
  })

  test('a new link for who is invited closes the one before it', async () => {
    const process = await aProcess(db, municipality)
    const of = await aMeeting(db, official, process, { audience: 'invited' })
    const { meeting } = await meetingOf(db, process, of.meetingId)
    const token = invitationToken(meeting, 'geheim')
    for (let times = 0; times < 2; times++) await renewInvitation(db, official, { ...of, seen: '1' }, NOW)
    const { meeting: renewed } = await meetingOf(db, process, of.meetingId)
    expect(renewed.invitation).toBe(2)
    expect([
      opensInvitation(meeting, 'geheim', token),
      opensInvitation(renewed, 'geheim', token),
      opensInvitation(meeting, 'anders', token),
      opensInvitation(meeting, 'geheim', null),
    ]).toEqual([true, false, false, false])
  })
})

describe('the report', () => {
  test('stands in the register as said at the meeting, once, with a way between the two', async () => {
    const { process, of } = await aMeetingWithPeople(db, official, [])
    await expect(writeReport(db, official, { ...of, text: 'Er is gezegd' }, NOW)).rejects.toThrow('nog niet begonnen')
    await expect(writeReport(db, reviewer, { ...of, text: 'Er is gezegd' }, AFTER)).rejects.toThrow(NotAllowed)
    const write = (text: string) => writeReport(db, official, { ...of, text }, AFTER)
    const [one, other] = await Promise.all([write(' Er is  gezegd.\n'), write(' Er is  gezegd.\n')])
    expect(one).toEqual(other)
    await expect(write('Iets anders')).rejects.toThrow('staat al in het register')
    expect(await contributionOf(db, process, one.contributionId)).toMatchObject({
      ...{ text: ' Er is  gezegd.\n', channel: 'meeting', timeliness: 'onTime', receivedAt: someMeeting.startsAt },
      contributor: { kind: 'meeting', organisation: 'Avond over zorg dichtbij' },
    })
    expect(await originOf(db, process, one.contributionId)).toMatchObject({
      heldOn: '2016-11-10',
      place: 'Dorpshuis, Hoofdstraat 0 in Exloo',
    })
    expect((await meetingOf(db, process, of.meetingId)).meeting).toMatchObject({
      state: 'held',
      reportContributionId: one.contributionId,
    })
    expect(await meetingOfReport(db, process, one.contributionId)).toEqual({
      id: of.meetingId,
      title: 'Avond over zorg dichtbij',
    })
  })
})
