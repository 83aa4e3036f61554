import { v4 as uuid } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import { NotAllowed, NotFound, Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import type { Disposition } from '#app/features/points/disposition.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { publishPublication } from '#app/room-parts.server.ts'
import { createPublication } from './draft-publication.server.ts'
import { releasePoints } from './release-points.server.ts'
import { approveAll, publishAnswers } from '#tests/publish-answers.ts'
import { inTransaction } from '#db/client.server.ts'
import { messages } from '#emails/messages.ts'
import { aContribution, aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answerPoints } from './answer-points.server.ts'
import type { PublicationGaps } from './publication-gate.server.ts'

const { db } = await testDatabase()
const LATER = new Date('2016-12-05T09:00:00+01:00')
const baseUrl = 'https://saomen.example'
let by: Actor
let process: Awaited<ReturnType<typeof aProcess>>

beforeEach(async () => {
  const municipality = await aMunicipality(db, { name: 'Borger-Odoorn' })
  by = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  process = await aProcess(db, municipality)
})

const publish = (who = by, now = LATER) => publishAnswers(db, who, { process, baseUrl }, now)

type Given = Parameters<typeof aContribution>[2] & { points?: string[]; disposition?: Disposition; open?: boolean }

async function handled({
  points = ['De bus rijdt niet.'],
  disposition = 'adopted',
  open = false,
  ...given
}: Given = {}) {
  const contribution = await aContribution(db, process, given)
  for (const words of points) {
    const start = contribution.text.indexOf(words)
    const range = { start, end: start + words.length }
    const { id } = await markPoint(db, by, { process, contributionId: contribution.id, range }, NOW)
    if (!open) await answerPoints(db, by, { process, pointIds: [id], disposition, reply: `Over: ${words}` }, NOW)
  }
  if (points.length > 0) await finishSplit(db, by, { process, contributionId: contribution.id, despiteOpen: true }, NOW)
  return contribution
}

const people = () =>
  db
    .selectFrom('contributor')
    .select(['kind', 'organisation', 'name', 'number', 'residentNumber'])
    .where('processId', '=', process.id)
    .orderBy('number')
    .execute()
const mails = () =>
  db
    .selectFrom('notification')
    .selectAll()
    .where('municipalityId', '=', process.municipalityId)
    .orderBy('recipient')
    .execute()
const state = async () =>
  await db.selectFrom('process').select(['state', 'answeredAt']).where('id', '=', process.id).executeTakeFirstOrThrow()

describe('publishing the answers', () => {
  test('numbers who came in just before, behind those who have their number', async () => {
    await handled({ receivedAt: new Date('2016-11-03T10:00:00Z'), name: 'Inwoner A' })
    await handled({
      receivedAt: new Date('2016-11-01T10:00:00Z'),
      kind: 'organisation',
      organisation: 'Dorpskamer Hondsrug',
    })
    await handled({ receivedAt: new Date('2016-11-02T10:00:00Z'), name: 'Inwoner B', named: true })
    await handled({ receivedAt: new Date('2016-10-31T10:00:00Z'), kind: 'household', isNew: true })
    expect((await people()).map(({ number }) => number)).toEqual([1, 2, 3, null])
    expect(await publish()).toMatchObject({ published: true, contributions: 4, messages: 0 })
    expect(await people()).toEqual([
      { kind: 'resident', organisation: '', name: 'Inwoner A', number: 1, residentNumber: null },
      { kind: 'organisation', organisation: 'Dorpskamer Hondsrug', name: '', number: 2, residentNumber: null },
      { kind: 'resident', organisation: '', name: 'Inwoner B', number: 3, residentNumber: null },
      { kind: 'household', organisation: '', name: '', number: 4, residentNumber: null },
    ])
    expect(await state()).toEqual({ state: 'answered', answeredAt: LATER })
  })

  test('sends everyone with an address one message with each point, also who reacted twice', async () => {
    const plan = await aPlan(db, process)
    const first = await handled({ email: 'a@inwoner.example', points: ['De bus rijdt niet.', 'Het veld is nat.'] })
    const again = await aContribution(db, process, {
      contributorId: first.contributorId,
      text: 'En nog iets 😀. Meer bankjes.',
    })
    const start = again.text.indexOf('Meer')
    const { id } = await markPoint(
      db,
      by,
      { process, contributionId: again.id, range: { start, end: again.text.length } },
      NOW,
    )
    await finishSplit(db, by, { process, contributionId: again.id, despiteOpen: true }, NOW)
    const given = {
      disposition: 'forwarded' as const,
      reply: 'Doorgegeven.',
      forwardedTo: 'Provincie Drenthe',
      sectionIds: plan.sections.slice(0, 1),
    }
    await answerPoints(db, by, { process, pointIds: [id], ...given }, NOW)
    await handled()

    const { publicationId, ...published } = await publish()
    expect(published).toMatchObject({ contributions: 3, messages: 1 })
    const [mail, ...others] = await mails()
    expect(others).toEqual([])
    expect(mail).toMatchObject({
      template: 'answers',
      recipient: 'a@inwoner.example',
      messageKey: `answers:${publicationId}:${first.contributorId}`,
    })
    const data = messages.answers.parse(mail?.data)
    expect(data.points).toEqual([
      {
        number: '1.1',
        text: 'De bus rijdt niet.',
        disposition: 'Overgenomen',
        reply: 'Over: De bus rijdt niet.',
        forwardedTo: '',
        sections: [],
      },
      {
        number: '1.2',
        text: 'Het veld is nat.',
        disposition: 'Overgenomen',
        reply: 'Over: Het veld is nat.',
        forwardedTo: '',
        sections: [],
      },
      {
        number: '1.3',
        text: 'Meer bankjes.',
        disposition: 'Doorgegeven (doorgeleid)',
        reply: 'Doorgegeven.',
        forwardedTo: 'Provincie Drenthe',
        sections: ['1 Gezin en sociaal netwerk'],
      },
    ])
    expect(data).toMatchObject({
      contributor: 'Inspreker 1',
      url: `${baseUrl}/trajecten/${process.slug}/wat-is-ermee-gedaan`,
      statusUrl: '',
    })
    expect(data.ownUrl, 'all answers are one link, their own another').toBe(
      `${baseUrl}/trajecten/${process.slug}/wat-is-ermee-gedaan?indiener=1`,
    )
  })

  test('speaks of the code to who has one', async () => {
    const { id } = await handled({ email: 'a@inwoner.example' })
    await db
      .insertInto('receipt')
      .values({ municipalityId: process.municipalityId, contributionId: id, codeHash: 'hash' })
      .execute()
    await publish()
    expect((await mails())[0]?.data).toMatchObject({ statusUrl: `${baseUrl}/mijn-reactie` })
  })

  test('acts once when it is done twice, one after the other or at once', async () => {
    await handled({ email: 'a@inwoner.example' })
    const { id: publicationId } = await createPublication(db, by, { process, key: uuid(), rounds: ['inspraak'] }, NOW)
    await releasePoints(db, by, { process, publicationId }, NOW)
    await approveAll(db, process, publicationId)
    const sign = () => publishPublication(db, by, { process, publicationId, baseUrl }, LATER)
    const outcomes = await Promise.all([sign(), sign(), sign()])
    expect(outcomes.filter(({ published }) => published)).toHaveLength(1)
    expect(await sign()).toMatchObject({ published: false })
    expect(await mails()).toHaveLength(1)
    const events = await db
      .selectFrom('event')
      .select('detail')
      .where('act', '=', 'publishPublication')
      .where('subjectId', '=', publicationId)
      .execute()
    expect(events).toHaveLength(1)
    expect(events[0]?.detail).toMatchObject({
      rounds: 'inspraak',
      contributions: 1,
      points: 1,
      messages: 1,
      finished: true,
    })
  })

  test('leaves no message, number or state behind when it fails', async () => {
    await handled({ email: 'a@inwoner.example', isNew: true })
    const failing = inTransaction(db, async (trx) => {
      await publishAnswers(trx, by, { process, baseUrl }, LATER)
      throw new Error('stroom weg')
    })
    await expect(failing).rejects.toThrow('stroom weg')
    expect(await mails()).toEqual([])
    expect((await people()).map(({ number }) => number)).toEqual([null])
    expect((await state()).state).toBe('released')
  })

  test('is possible when nobody reacted', async () => {
    expect(await publish()).toMatchObject({ published: true, contributions: 0, finished: true })
  })

  test('fixes the answers', async () => {
    const { id: contributionId } = await handled()
    await publish()
    const [point] = await db.selectFrom('point').select('id').where('contributionId', '=', contributionId).execute()
    const change = answerPoints(
      db,
      by,
      { process, pointIds: [point?.id ?? ''], disposition: 'noted', reply: 'Anders.' },
      LATER,
    )
    await expect(change).rejects.toThrow(/liggen punten, thema’s en antwoorden vast/)
  })
})

describe('publishing is refused', () => {
  test('with the list of what is missing', async () => {
    await handled()
    await handled({ points: ['De bus rijdt niet.', 'Het veld is nat.'], open: true })
    const untouched = await handled({ points: [] })
    const { id: contributionId } = await handled({ points: ['De bus rijdt niet.'], disposition: 'noted' })
    const incomplete = await db
      .selectFrom('answerPoint')
      .innerJoin('point', 'point.id', 'pointId')
      .select('answerId')
      .where('contributionId', '=', contributionId)
      .executeTakeFirstOrThrow()
    await db.updateTable('answer').set({ disposition: 'alreadyInPlan' }).where('id', '=', incomplete.answerId).execute()

    const refused = await publish().catch((error: unknown) => error)
    if (!(refused instanceof Refused) || refused.code !== 'answersNotReady') throw refused
    // What this refusal found is declared with the act.
    const gaps = refused.facts as PublicationGaps
    expect(gaps.unsplit).toEqual({
      count: 1,
      first: [{ id: untouched.id, number: 3, points: 0, beginning: expect.any(String) }],
    })
    expect(gaps.unanswered.first.map(({ number, text }) => [number, text])).toEqual([
      ['2.1', 'De bus rijdt niet.'],
      ['2.2', 'Het veld is nat.'],
    ])
    expect(gaps.incomplete.first).toMatchObject([
      { number: '4.1', problems: ['Kies de plek in het plan waar dit al staat.'] },
    ])
    expect(refused.message).toContain('2 punten hebben geen antwoord: 2.1, 2.2.')
    expect((await state()).state).toBe('released')
  })

  test('while a splitting is not called done', async () => {
    const { id } = await handled()
    await db.updateTable('contribution').set({ splitDoneAt: null }).where('id', '=', id).execute()
    await expect(publish()).rejects.toMatchObject({
      code: 'answersNotReady',
      facts: { unsplit: { count: 1, first: [{ id, points: 1 }] } },
    })
  })

  test('while people can still react, up to the last millisecond', async () => {
    await expect(publish(by, new Date('2016-11-15T23:59:59.999+01:00'))).rejects.toThrow(/tot en met dinsdag 15/)
    expect(await publish(by, new Date('2016-11-16T00:00:00+01:00'))).toMatchObject({ published: true })
  })

  test('in a draft', async () => {
    const draft = await aProcess(db, { id: process.municipalityId }, { state: 'draft' })
    await expect(publishAnswers(db, by, { process: draft, baseUrl }, LATER)).rejects.toThrow(Refused)
  })

  test('for another municipality, and without the role', async () => {
    await expect(publish(await anActor(db, await aMunicipality(db)))).rejects.toThrow(NotFound)
    await expect(publish({ ...by, innerRoles: ['processor'] })).rejects.toThrow(NotAllowed)
    expect((await state()).state).toBe('released')
  })
})
