import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { v4 as uuid } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import { NotAllowed, NotFound } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import type { Round } from '#app/features/contributions/round.ts'
import { addTheme } from '#app/features/points/add-theme.server.ts'
import { renameTheme } from '#app/features/points/change-theme.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { findPublicProcess } from '#app/features/processes/public-queries.server.ts'
import { finishProcess, publishPublication, redactWords } from '#app/room-parts.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { aPartner, aQuestionnaire, aResponse } from '#tests/partner-factories.ts'
import { approveAll, publishAnswers } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answerPoints } from './answer-points.server.ts'
import { answeredView } from './answered-view.server.ts'
import { changePublication, createPublication, removePublication } from './draft-publication.server.ts'
import { makeRedactionFinal, setRedactionNeedsTwo } from './make-redaction-final.server.ts'
import { allPublications } from './publications.server.ts'
import { releasePoints, takeReleaseBack } from './release-points.server.ts'
import { removeAnswer } from './remove-answer.server.ts'
import { withheldView } from './withheld.server.ts'
import { WithheldPage } from './WithheldPage.tsx'

const { db } = await testDatabase()
const AFTER_POST = new Date('2016-12-05T09:00:00+01:00')
const POST_MAY_COME = new Date('2016-11-20T09:00:00+01:00')
const baseUrl = 'https://saomen.example'
let by: Actor
let process: Awaited<ReturnType<typeof aProcess>>

beforeEach(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  process = await aProcess(db, municipality)
})

/** A contribution of one point with its answer. */
async function handled(
  given: NonNullable<Parameters<typeof aContribution>[2]> = {},
  themeId: string | null = null,
  summary = '',
) {
  const contribution = await aContribution(db, process, { text: 'De bus rijdt niet.', ...given })
  const range = { start: 0, end: contribution.text.length }
  const point = await markPoint(db, by, { process, contributionId: contribution.id, range, themeId, summary }, NOW)
  await answerPoints(db, by, { process, pointIds: [point.id], disposition: 'adopted', reply: 'Dat doen wij.' }, NOW)
  await finishSplit(db, by, { process, contributionId: contribution.id, despiteOpen: true }, NOW)
  return { ...contribution, pointId: point.id }
}

const publish = (rounds: Round[], now = AFTER_POST) => publishAnswers(db, by, { process, baseUrl, rounds }, now)
const draft = async (rounds: Round[], title = '') =>
  (await createPublication(db, by, { process, key: uuid(), rounds, title }, NOW)).id
const sign = (publicationId: string, given = {}, who = by, now = AFTER_POST) =>
  publishPublication(db, who, { process, publicationId, baseUrl, ...given }, now)
const state = async () => {
  const row = await db
    .selectFrom('process')
    .select(['state', 'publishedAt', 'answeredAt'])
    .where('id', '=', process.id)
    .executeTakeFirstOrThrow()
  return row
}
const mailed = async () =>
  (
    await db
      .selectFrom('notification')
      .select(['recipient', 'messageKey', 'data'])
      .where('municipalityId', '=', process.municipalityId)
      .where('template', '=', 'answers')
      .orderBy('recipient')
      .orderBy('createdAt')
      .execute()
  ).map(({ recipient, data }) => ({
    recipient,
    points: (data as { points: { number: string }[] }).points.map(({ number }) => number),
  }))
const shown = async (query = '') => {
  const found = await findPublicProcess(db, process.municipalityId, process.slug, { drafts: true })
  if (!found) throw new Error('it is there')
  const view = await answeredView(db, found, new URLSearchParams(query))
  return { ...view, numbers: view.contributors.flatMap(({ points }) => points.map(({ number }) => number)) }
}

describe('answers become public per source', () => {
  test('what partners gave before the inspraak ended, and the inspraak after it; each hears of its own, once', async () => {
    await handled({ name: 'A', email: 'a@inwoner.example' })
    await handled({ kind: 'organisation', organisation: 'Dorpskamer', email: 'b@partner.example', round: 'partners' })
    await handled({ name: 'C', email: 'c@inwoner.example' })
    expect(await publish(['partners'], NOW)).toMatchObject({
      contributions: 1,
      points: 1,
      messages: 1,
      finished: false,
    })
    expect(await state()).toEqual({ state: 'released', publishedAt: NOW, answeredAt: null })
    expect(await shown()).toMatchObject({ numbers: ['2.1'], people: 1, all: 1 })

    expect(await publish(['inspraak'])).toMatchObject({ contributions: 2, points: 2, messages: 2, finished: true })
    expect(await state()).toEqual({ state: 'answered', publishedAt: NOW, answeredAt: AFTER_POST })
    expect(await mailed()).toEqual([
      { recipient: 'a@inwoner.example', points: ['1.1'] },
      { recipient: 'b@partner.example', points: ['2.1'] },
      { recipient: 'c@inwoner.example', points: ['3.1'] },
    ])
    // What came later stands among what was there, by its number; no count is stale.
    const after = await shown()
    expect(after).toMatchObject({ numbers: ['1.1', '2.1', '3.1'], people: 3, all: 3, total: 3 })
    expect(after.publications.map(({ points }) => points)).toEqual([1, 2])
    expect((await shown('vanaf=2.1')).numbers).toEqual(['2.1', '3.1'])
  })

  test('and a process goes on while what another source gave waits', async () => {
    await handled()
    await handled({ kind: 'organisation', organisation: 'Dorpskamer', round: 'partners' })
    expect(await publish(['inspraak'])).toMatchObject({ contributions: 1, finished: false })
    expect(await state()).toEqual({ state: 'released', publishedAt: AFTER_POST, answeredAt: null })
    expect(await publish(['partners'])).toMatchObject({ contributions: 1, finished: true })
  })

  test('and who gave something in two of them reads in each message what that one made public', async () => {
    const given = { kind: 'organisation', organisation: 'Dorpskamer', email: 'b@partner.example' }
    const { contributorId } = await handled({ ...given, round: 'partners' })
    await handled({ contributorId, text: 'Meer bankjes.' })
    await publish(['partners'], NOW)
    await publish(['inspraak'])
    expect(await mailed()).toEqual([
      { recipient: given.email, points: ['1.1'] },
      { recipient: given.email, points: ['1.2'] },
    ])
  })

  test('before the plan is released, when that is wanted; residents wait for the end of their term', async () => {
    await db.updateTable('process').set({ state: 'draft', releasedAt: null }).where('id', '=', process.id).execute()
    await handled({ kind: 'organisation', organisation: 'Dorpskamer', round: 'partners' })
    await handled()
    await publish(['partners'], NOW)
    expect((await state()).state).toBe('draft')
    expect((await shown()).numbers).toEqual(['1.1'])
    await expect(sign(await draft(['inspraak']))).rejects.toThrow('nog niet vrijgegeven')
    await db.updateTable('process').set({ state: 'released', releasedAt: NOW }).where('id', '=', process.id).execute()
    await expect(publish(['inspraak'], NOW)).rejects.toThrow(/Iedereen kan nog reageren tot en met/)
  })

  test('while post may still arrive only with a reason, which is kept', async () => {
    const { pointId } = await handled()
    const publicationId = await draft(['inspraak'])
    await releasePoints(db, by, { process, pointIds: [pointId] }, NOW)
    await approveAll(db, process, publicationId)
    await expect(sign(publicationId, {}, by, POST_MAY_COME)).rejects.toMatchObject({
      code: 'postMayArrive',
      message: expect.stringContaining('dinsdag 22\u00a0november 2016'),
    })
    await sign(publicationId, { earlyReason: 'Alle post is geteld.' }, by, POST_MAY_COME)
    expect((await allPublications(db, process))[0]).toMatchObject({
      earlyReason: 'Alle post is geteld.',
      signedBy: by.name,
      isSupplement: false,
    })
  })

  test('a letter that counts and came later gets a supplement, with messages of its own', async () => {
    await handled({ email: 'a@inwoner.example' })
    await publish(['inspraak'])
    const late = await handled({ email: 'late@inwoner.example', text: 'Meer bankjes.' })
    expect((await shown()).numbers).toEqual(['1.1'])
    const again = await draft(['inspraak'])
    const [supplement] = await allPublications(db, process)
    expect(supplement).toMatchObject({ isSupplement: true, title: 'Aanvulling: antwoorden op de inspraak' })
    await releasePoints(db, by, { process, publicationId: again }, AFTER_POST)
    await approveAll(db, process, again)
    expect(await sign(again)).toMatchObject({ contributions: 1, messages: 1, finished: false })
    expect((await shown()).numbers).toEqual(['1.1', '2.1'])
    expect((await mailed()).map(({ recipient }) => recipient)).toEqual(['a@inwoner.example', 'late@inwoner.example'])
    // Nothing is left that a supplement could be made of.
    await expect(sign(await draft(['inspraak']))).rejects.toMatchObject({ code: 'nothingToPublish' })
    await expect(removeAnswer(db, by, { process, pointId: late.pointId }, AFTER_POST)).rejects.toThrow('openbaar')
  })

  test('what has a formal state is left out, and is counted in what is withheld', async () => {
    await handled()
    const double = await handled()
    await db
      .updateTable('contribution')
      .set({ formalState: 'double', formalReason: 'Twee keer gestuurd', formalAt: NOW })
      .where('id', '=', double.id)
      .execute()
    expect(await publish(['inspraak'])).toMatchObject({ contributions: 1, points: 1, finished: true })
    const found = await findPublicProcess(db, process.municipalityId, process.slug, { drafts: true })
    expect(found && (await withheldView(db, found)).setAside).toEqual([
      { contributions: 1, why: 'dubbel: hetzelfde stond er al' },
    ])
  })
})

test('points of which a summary is public are counted in what is withheld', async () => {
  await handled()
  await handled({}, null, 'Vervoer')
  await handled({ round: 'partners', kind: 'organisation', organisation: 'Dorpskamer' }, null, 'Vervoer')
  const page = async () => {
    const found = await findPublicProcess(db, process.municipalityId, process.slug, { drafts: true })
    return found && renderToStaticMarkup(createElement(WithheldPage, { view: await withheldView(db, found) }))
  }
  expect(await page()).toContain('Er zijn geen punten waarvan u alleen een samenvatting leest.')
  await publish(['inspraak'])
  expect(await page()).toContain('Bij 1 punt uit 1 reactie leest u een samenvatting van de gemeente')
})

describe('what is public is fixed, and nothing else', () => {
  test('points, answers and the names of their themes; other points of the same answer can still change', async () => {
    const { id: care } = await addTheme(db, by, { process, name: 'Zorg' }, NOW)
    const partner = await handled({ kind: 'organisation', organisation: 'Dorpskamer', round: 'partners' }, care)
    const resident = await handled()
    const shared = { process, pointIds: [partner.pointId, resident.pointId], reply: 'Dat nemen wij over.' }
    await removeAnswer(db, by, { process, pointId: resident.pointId }, NOW)
    await answerPoints(db, by, { ...shared, disposition: 'adopted' }, NOW)
    await publish(['partners'], NOW)
    const change = { process, disposition: 'noted' as const, reply: 'Toch niet.' }
    await expect(answerPoints(db, by, { ...change, pointIds: [partner.pointId] }, NOW)).rejects.toThrow('openbaar')
    await expect(finishSplit(db, by, { process, contributionId: partner.id, despiteOpen: true }, NOW)).rejects.toThrow(
      'openbaar',
    )
    await expect(renameTheme(db, by, { process, themeId: care, name: 'Anders' }, NOW)).rejects.toMatchObject({
      code: 'themeIsPublic',
    })
    await answerPoints(db, by, { ...change, pointIds: [resident.pointId] }, NOW)
    const answers = await db
      .selectFrom('answerPoint')
      .innerJoin('answer', 'answer.id', 'answerPoint.answerId')
      .select(['pointId', 'reply'])
      .where('answer.processId', '=', process.id)
      .execute()
    expect(new Map(answers.map(({ pointId, reply }) => [pointId, reply]))).toEqual(
      new Map([
        [partner.pointId, 'Dat nemen wij over.'],
        [resident.pointId, 'Toch niet.'],
      ]),
    )
    await removeAnswer(db, by, { process, pointId: resident.pointId }, NOW)
    expect((await shown()).numbers).toEqual(['1.1'])
  })
})

describe('a draft', () => {
  test('has a title of its own or one that follows, and each round is in one draft', async () => {
    const key = uuid()
    const first = { process, key, rounds: ['partners' as const, 'priorities' as const] }
    const { id } = await createPublication(db, by, first, NOW)
    expect((await createPublication(db, by, first, NOW)).id, 'the same form').toBe(id)
    await expect(draft(['partners'])).rejects.toMatchObject({ code: 'inOtherDraft' })
    const [publication] = await allPublications(db, process)
    expect(publication).toMatchObject({
      title: 'Antwoorden op de ranglijst van de raad en de inbreng van partners',
      rounds: ['priorities', 'partners'],
    })
    const change = { process, publicationId: id, rounds: ['partners' as const], title: 'Bijlage 2' }
    await changePublication(db, by, { ...change, seen: publication?.mark, plannedOn: '5 december 2016' }, NOW)
    await expect(changePublication(db, by, { ...change, seen: publication?.mark }, NOW)).rejects.toMatchObject({
      code: 'stale',
    })
    await expect(changePublication(db, by, { ...change, plannedOn: '31-2-2016' }, NOW)).rejects.toMatchObject({
      byField: { plannedOn: expect.stringContaining('bestaande datum') },
    })
    const other = await draft(['inspraak'])
    await expect(changePublication(db, by, { ...change, publicationId: other }, NOW)).rejects.toMatchObject({
      code: 'inOtherDraft',
    })
    await removePublication(db, by, { process, publicationId: other }, NOW)
    expect((await allPublications(db, process)).map(({ title, plannedOn }) => [title, plannedOn])).toEqual([
      ['Bijlage 2', '2016-12-05'],
    ])
  })

  test('is of one process, and stands once it is public', async () => {
    await handled()
    const { publicationId } = await publish(['inspraak'])
    const change = { process, publicationId, rounds: ['inspraak' as const], title: 'Anders' }
    await expect(changePublication(db, by, change, NOW)).rejects.toMatchObject({ code: 'isPublic' })
    await expect(removePublication(db, by, { process, publicationId }, NOW)).rejects.toMatchObject({ code: 'isPublic' })
    const other = await aProcess(db, { id: process.municipalityId })
    await expect(publishPublication(db, by, { process: other, publicationId, baseUrl }, NOW)).rejects.toThrow(NotFound)
    const processor = await anActor(db, { id: process.municipalityId }, { innerRoles: ['processor'] })
    await expect(sign(publicationId, {}, processor)).rejects.toThrow(NotAllowed)
  })

  test('of a process that was withdrawn is not made or published', async () => {
    const publicationId = await draft(['inspraak'])
    await db.updateTable('process').set({ state: 'withdrawn' }).where('id', '=', process.id).execute()
    await expect(draft(['partners'])).rejects.toMatchObject({ code: 'withdrawn' })
    await expect(sign(publicationId)).rejects.toThrow('ingetrokken')
  })
})

describe('a release', () => {
  test('is of what is ready, and is taken back by a change of words or answer', async () => {
    const { pointId, id: contributionId } = await handled()
    const open = await aContribution(db, process, { text: 'Nog niets gedaan.' })
    const publicationId = await draft(['inspraak'])
    expect(await releasePoints(db, by, { process, publicationId }, NOW)).toEqual({ points: 1 })
    const states = async () =>
      (await db.selectFrom('pointWork').select('state').where('processId', '=', process.id).execute()).map(
        (row) => row.state,
      )
    expect(await states()).toEqual(['released'])
    const released = db.selectFrom('pointHistory').selectAll().where('pointId', '=', pointId)
    const history = await released.where('field', '=', 'release').execute()
    expect(history).toMatchObject([{ field: 'release', fromValue: 'false', toValue: 'true' }])
    await answerPoints(db, by, { process, pointIds: [pointId], disposition: 'noted', reply: 'Anders.' }, NOW)
    expect(await states()).toEqual(['answered'])
    await releasePoints(db, by, { process, pointIds: [pointId] }, NOW)
    expect(await takeReleaseBack(db, by, { process, pointIds: [pointId] }, NOW)).toEqual({ points: 1 })
    expect(await takeReleaseBack(db, by, { process, pointIds: [pointId] }, NOW)).toEqual({ points: 0 })
    await expect(releasePoints(db, by, { process, pointIds: [open.id] }, NOW)).rejects.toMatchObject({
      code: 'noneReady',
    })
    await expect(releasePoints(db, by, { process }, NOW)).rejects.toMatchObject({
      byField: { pointIds: 'Kies eerst punten.' },
    })
    await expect(sign(publicationId)).rejects.toThrow(/Eén inbreng is niet klaar met splitsen.*niet vrijgegeven/)
    expect(contributionId).not.toBe(open.id)
  })

  test('by another door lets no answer through that is not complete', async () => {
    const { pointId } = await handled()
    await db.updateTable('answer').set({ reply: ' ' }).where('processId', '=', process.id).execute()
    await db.updateTable('pointWork').set({ isReleased: true }).where('pointId', '=', pointId).execute()
    await expect(sign(await draft(['inspraak']))).rejects.toThrow('Eén antwoord is niet compleet: 1.1')
  })

  test('waits until what may be of a person was looked at', async () => {
    const { pointId } = await handled({ text: 'Bel mij op 06-12345678.' })
    await expect(releasePoints(db, by, { process, pointIds: [pointId] }, NOW)).rejects.toMatchObject({
      code: 'noneReady',
    })
    await redactWords(db, by, { process, pointId, words: '06-12345678', reason: 'contactDetails' }, NOW)
    expect(await releasePoints(db, by, { process, pointIds: [pointId] }, NOW)).toEqual({ points: 1 })
  })
})

describe('with four eyes', () => {
  test('what one leaves out is provisional until another made it final, and publication waits for that', async () => {
    const colleague = await anActor(db, { id: process.municipalityId }, { innerRoles: ['processor'] })
    await expect(setRedactionNeedsTwo(db, colleague, { process, needsTwo: true }, NOW)).rejects.toThrow(NotAllowed)
    await setRedactionNeedsTwo(db, by, { process, needsTwo: true }, NOW)
    const { pointId } = await handled({ text: 'Piet van hiernaast is ziek.' })
    const { ids } = await redactWords(db, by, { process, pointId, words: 'Piet', reason: 'personName' }, NOW)
    const publicationId = await draft(['inspraak'])
    await releasePoints(db, by, { process, publicationId }, NOW)
    await approveAll(db, process, publicationId)
    await expect(sign(publicationId)).rejects.toThrow(/Eén weglating wacht op een tweede ambtenaar: 1/)
    await expect(makeRedactionFinal(db, by, { process, redactionIds: ids }, NOW)).rejects.toMatchObject({
      code: 'noneForYou',
    })
    await expect(makeRedactionFinal(db, by, { process }, NOW)).rejects.toMatchObject({
      byField: { redactionIds: 'Kies eerst wat u definitief maakt.' },
    })
    expect(await makeRedactionFinal(db, colleague, { process, publicationId }, NOW)).toEqual({ pieces: 1 })
    expect(await sign(publicationId)).toMatchObject({ published: true })
    const found = await findPublicProcess(db, process.municipalityId, process.slug, { drafts: true })
    const view = found && (await withheldView(db, found))
    expect(view?.redacted).toEqual([{ pieces: 1, contributions: 1, why: 'naam' }])
    expect(JSON.stringify(view)).not.toContain('Piet')
  })

  test('without them it is final at once', async () => {
    const { pointId } = await handled({ text: 'Piet van hiernaast is ziek.' })
    await redactWords(db, by, { process, pointId, words: 'Piet', reason: 'personName' }, NOW)
    const row = await db.selectFrom('redaction').select('state').where('processId', '=', process.id).executeTakeFirst()
    expect(row?.state).toBe('final')
  })
})

describe('a process of partners and council alone', () => {
  beforeEach(async () => {
    await db
      .updateTable('process')
      .set({ state: 'draft', releasedAt: null, startsOn: null, lastDay: null, closesAt: null })
      .where('id', '=', process.id)
      .execute()
  })

  test('ends with words for everyone, when all they gave is public', async () => {
    await handled({ kind: 'councilGroup', name: 'Fractie 1', round: 'priorities' })
    await handled({ kind: 'organisation', organisation: 'Dorpskamer', round: 'partners' })
    const finish = (words = 'De raad koos. Er komt geen inspraak.') =>
      finishProcess(db, by, { process, words }, AFTER_POST)
    await expect(finish(' ')).rejects.toMatchObject({ byField: { words: expect.stringContaining('Iedereen leest') } })
    await expect(finish()).rejects.toMatchObject({ code: 'nothingPublic' })
    await publish(['priorities'], NOW)
    await expect(finish()).rejects.toMatchObject({ code: 'waits' })
    await publish(['partners'], NOW)
    expect((await state()).state).toBe('draft')
    await finish()
    await finish()
    expect(await state()).toMatchObject({ state: 'answered', answeredAt: AFTER_POST })
    expect((await shown()).process.finishedBecause).toBe('De raad koos. Er komt geen inspraak.')
    await expect(finish('Andere woorden.')).rejects.toMatchObject({ code: 'wrongState' })
  })

  test('waits for organisations that may still send', async () => {
    await handled({ kind: 'councilGroup', name: 'Fractie 1', round: 'priorities' })
    await publish(['priorities'], NOW)
    const list = await aQuestionnaire(db, by, process)
    await aResponse(db, by, process, list, await aPartner(db, { id: by.municipalityId }))
    await expect(
      finishProcess(db, by, { process, words: 'De raad koos.' }, new Date('2016-11-10T12:00:00+01:00')),
    ).rejects.toMatchObject({ code: 'notNow' })
  })

  test('is no process that was released', async () => {
    const released = await aProcess(db, { id: process.municipalityId })
    await expect(finishProcess(db, by, { process: released, words: 'Klaar.' }, NOW)).rejects.toMatchObject({
      code: 'hasInspraak',
    })
  })
})
