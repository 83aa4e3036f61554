import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { redactPublished, redactWords } from '#app/room-parts.server.ts'
import { publishAnswers } from '#tests/publish-answers.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answerPoints } from './answer-points.server.ts'
import { correctPublishedPoint } from './correct-published-point.server.ts'
import { processingCsv, processingExport } from './export.server.ts'
import { publicPoints } from './public-points.server.ts'
import { unredactPublished } from './redact-published.server.ts'
import { withdrawPoint } from './withdraw-point.server.ts'

const { db } = await testDatabase()
const PUBLISHED = new Date('2016-12-05T09:00:00+01:00')
const LATER = new Date('2016-12-06T09:00:00+01:00')
const LAST = new Date('2016-12-07T09:00:00+01:00')
const SECRET = 'GEHEIM-1234'
const text = `Bel ${SECRET} over de bus. En nog eens ${SECRET} over het veld.`
let processor: Actor
let approver: Actor
let process: { id: string; slug: string; municipalityId: string; publishedAt: Date }
let contributorId: string
let publicationId: string
let contributionId: string
let bus: string
let field: string
let other: string

beforeAll(async () => {
  const municipality = await aMunicipality(db)
  const all = await anActor(db, municipality)
  processor = await anActor(db, municipality, { innerRoles: ['processor'] })
  approver = await anActor(db, municipality, { innerRoles: ['approver'] })
  process = { ...(await aProcess(db, municipality)), publishedAt: PUBLISHED }
  const contribution = await aContribution(db, process, { text, email: 'ans@voorbeeld.example' })
  ;({ contributorId, id: contributionId } = contribution)
  const end = text.indexOf(' En nog')
  bus = (await markPoint(db, all, { process, contributionId, range: { start: 0, end } }, NOW)).id
  field = (await markPoint(db, all, { process, contributionId, range: { start: end + 1, end: text.length } }, NOW)).id
  await answerPoints(
    db,
    all,
    { process, pointIds: [bus, field], disposition: 'noted', reply: `Wij belden ${SECRET}.` },
    NOW,
  )
  await finishSplit(db, all, { process, contributionId, despiteOpen: true }, NOW)
  const second = await aContribution(db, process, { text: 'Meer bankjes.', email: 'els@voorbeeld.example' })
  other = (await markPoint(db, all, { process, contributionId: second.id, range: { start: 0, end: 13 } }, NOW)).id
  await answerPoints(db, all, { process, pointIds: [other], disposition: 'noted', reply: 'Dank u wel.' }, NOW)
  await finishSplit(db, all, { process, contributionId: second.id }, NOW)
  await expect(withdrawPoint(db, all, { process, pointId: bus, because: 'mistake' }, NOW)).rejects.toThrow(
    'nog niet openbaar',
  )
  const published = await publishAnswers(db, all, { process, baseUrl: 'https://saomen.example' }, PUBLISHED)
  publicationId = published.publicationId
})

const outside = async () => processingCsv(await processingExport(db, process))
const found = async (search: string) => (await publicPoints(db, process, { search })).total
const message = () =>
  db
    .selectFrom('notification')
    .select(['data', 'state', 'messageKey'])
    .where('messageKey', '=', `answers:${publicationId}:${contributorId}`)
    .executeTakeFirstOrThrow()
const account = (pointId: string) =>
  db.selectFrom('publicWording').selectAll().where('pointId', '=', pointId).orderBy('publicUntil').execute()
const input = (pointId: string) => ({
  process,
  pointId,
  because: 'personalData' as const,
  note: 'Melding van de indiener.',
})
/** The secret, which stands in two places of the text. */
const everywhere = { words: SECRET, reason: 'contactDetails' as const }

describe('what is public changes after publication', () => {
  test('by who may: taking words away is for who works on it, other words for who publishes', async () => {
    const reviewer = await anActor(db, { id: process.municipalityId }, { innerRoles: ['reviewer'] })
    await expect(redactPublished(db, reviewer, { ...input(bus), ...everywhere }, LATER)).rejects.toThrow(
      'rol behandelaar',
    )
    await expect(withdrawPoint(db, reviewer, input(bus), LATER)).rejects.toThrow('rol behandelaar')
    await expect(correctPublishedPoint(db, processor, { ...input(bus), summary: 'x' }, LATER)).rejects.toThrow(
      'rol vaststeller',
    )
    const elsewhere = await anActor(db, await aMunicipality(db))
    await expect(withdrawPoint(db, elsewhere, input(bus), LATER)).rejects.toThrow()
    await expect(
      withdrawPoint(db, processor, { ...input('01a2287e-a678-77f7-8116-5c12104542a2') }, LATER),
    ).rejects.toThrow()
    expect(await account(bus)).toEqual([])
  })

  test('not by the act for before it, and not for who came in too late', async () => {
    await expect(redactWords(db, processor, { process, pointId: bus, ...everywhere }, LATER)).rejects.toThrow(
      'liggen punten',
    )
    const late = await aContribution(db, process, { text: 'Te laat' })
    const [id, municipalityId] = ['01a2287e-a678-77f7-8116-5c1210454000', process.municipalityId]
    await db
      .insertInto('point')
      .values({
        municipalityId,
        id,
        processId: process.id,
        contributionId: late.id,
        contributorId: late.contributorId,
        summary: 'Laat',
        createdAt: NOW,
      })
      .execute()
    await expect(withdrawPoint(db, processor, input(id), LATER)).rejects.toThrow()
  })

  test('at once: words that are left out are in no file and found by nobody, in every point that quotes them', async () => {
    expect(await outside()).toContain(SECRET)
    const { points, messages } = await redactPublished(db, processor, { ...input(bus), ...everywhere }, LATER)
    expect([points, messages]).toEqual([2, 0])
    const words = (await publicPoints(db, process)).contributors.flatMap((contributor) =>
      contributor.points.map((point) => point.words),
    )
    expect(words).toEqual([
      'Bel [weggelaten: contactgegevens] over de bus.',
      'En nog eens [weggelaten: contactgegevens] over het veld.',
      'Meer bankjes.',
    ])
  })

  test('also in the answer, for every point that shares it', async () => {
    expect(await found(SECRET)).toBe(2)
    const { points } = await correctPublishedPoint(db, approver, { ...input(bus), reply: 'Wij belden u.' }, LATER)
    expect(points).toBe(2)
    expect(await outside()).not.toContain(SECRET)
    expect([await found(SECRET), await found('GEHEIM')]).toEqual([0, 0])
  })

  test('also in messages that still wait', async () => {
    const { data, state } = await message()
    expect(state).toBe('queued')
    expect(JSON.stringify(data)).not.toContain(SECRET)
    expect(data).toMatchObject({
      points: [{ text: 'Bel [weggelaten: contactgegevens] over de bus.', reply: 'Wij belden u.' }, { number: '1.2' }],
    })
  })

  test('with an account of what was public from when to when, where, and in which messages', async () => {
    const rows = await account(bus)
    expect(rows).toMatchObject([
      {
        words: `Bel ${SECRET} over de bus.`,
        act: 'redact',
        reason: 'personalData',
        note: 'Melding van de indiener.',
        publicFrom: PUBLISHED,
        publicUntil: LATER,
        endedBy: processor.id,
      },
      { reply: `Wij belden ${SECRET}.`, act: 'correct', publicFrom: LATER, publicUntil: LATER, messageKeys: [] },
    ])
    const page = `/trajecten/${process.slug}/wat-is-ermee-gedaan`
    expect(rows[0]?.places).toEqual([page, `${page}.csv`, `${page}.json`])
    await db
      .updateTable('notification')
      .set({ state: 'sent', data: '{}' })
      .where('messageKey', '=', `answers:${publicationId}:${contributorId}`)
      .execute()
    const { messages } = await withdrawPoint(db, processor, input(bus), LAST)
    expect(messages).toBe(1)
    expect((await account(bus)).at(-1)).toMatchObject({
      act: 'withdraw',
      publicFrom: LATER,
      publicUntil: LAST,
      messageKeys: [`answers:${publicationId}:${contributorId}`],
    })
    expect((await message()).data).toEqual({})
    const events = await db
      .selectFrom('event')
      .select('detail')
      .where('act', '=', 'changePublished')
      .where('subjectId', '=', bus)
      .orderBy('id')
      .execute()
    expect(events.map(({ detail }) => detail)).toMatchObject([
      { how: 'redact', points: 2, renewed: 1 },
      { how: 'correct' },
      { how: 'withdraw', messages: 1 },
    ])
    expect(JSON.stringify(events)).not.toContain(SECRET)
  })
})

test('a summary that is emptied does not make public what was kept inside', async () => {
  // A sender has the message at this moment: it may be leaving with the old words.
  await db
    .updateTable('notification')
    .set({ leasedUntil: LAST })
    .where('recipient', '=', 'els@voorbeeld.example')
    .execute()
  const { messages } = await correctPublishedPoint(db, approver, { ...input(other), summary: 'Bankjes' }, LATER)
  expect(messages).toBe(1)
  await expect(correctPublishedPoint(db, approver, { ...input(other), summary: ' ' }, LATER)).rejects.toThrow(
    'Schrijf een samenvatting',
  )
  await correctPublishedPoint(db, approver, { ...input(other), summary: '', shows: 'quotation' }, LATER)
  expect((await publicPoints(db, process)).contributors[1]?.points[0]).toMatchObject({
    form: 'quotation',
    words: 'Meer bankjes.',
  })
})

describe('a point that was taken back', () => {
  test('keeps its number and says only when and why', async () => {
    const { contributors, total } = await publicPoints(db, process)
    expect(contributors[0]?.points[0]).toMatchObject({
      ...{ number: '1.1', form: 'withdrawn', reply: '', disposition: 'noted' },
      words: 'Dit punt is teruggenomen op 7\u00a0december 2016, omdat er gegevens over een persoon in stonden.',
    })
    expect(total).toBe(3)
    expect([await found('bus'), await found('belden')]).toEqual([0, 1])
    await expect(withdrawPoint(db, processor, input(bus), LAST)).rejects.toMatchObject({
      code: 'alreadyWithdrawn',
      message: expect.stringContaining('al teruggenomen'),
    })
  })

  test('comes back with other words, from who may publish', async () => {
    await correctPublishedPoint(db, approver, { ...input(bus), because: 'mistake', summary: 'Betere bussen' }, LAST)
    expect((await publicPoints(db, process)).contributors[0]?.points[0]).toMatchObject({
      form: 'summary',
      words: 'Betere bussen',
      reply: 'Wij belden u.',
    })
  })
})

test('what was left out comes back from who may publish, and nothing is written down of what changes nothing', async () => {
  const [redaction] = await db
    .selectFrom('redaction')
    .select('id')
    .where('contributionId', '=', contributionId)
    .orderBy('rangeStart', 'desc')
    .execute()
  const again = { ...input(field), because: 'mistake' as const, redactionId: redaction?.id ?? '' }
  await expect(unredactPublished(db, processor, again, LAST)).rejects.toThrow('rol vaststeller')
  // The same words stay left out in another place.
  await expect(unredactPublished(db, approver, again, LAST)).rejects.toMatchObject({ code: 'tellsOfPerson' })
  const allowed = { ...again, mayBePublic: 'Hier is het een ander.' }
  expect((await unredactPublished(db, approver, allowed, LAST)).points).toBe(1)
  expect(await outside()).toContain(SECRET)
  const before = await account(other)
  await expect(correctPublishedPoint(db, approver, { ...input(other), shows: 'quotation' }, LAST)).rejects.toThrow(
    'verandert er niets',
  )
  expect(await account(other)).toEqual(before)
})

test('who has an older page open brings back nothing that a colleague took away', async () => {
  const now = async () => (await publicPoints(db, process)).contributors[1]?.points[0]
  const seen = {
    summary: 'Bankjes',
    shows: 'summary' as const,
    reply: 'Dank u wel, Ans.',
  }
  const send = (fields: { summary?: string; shows?: 'summary' | 'quotation'; reply?: string }) =>
    correctPublishedPoint(db, approver, { ...input(other), because: 'mistake', ...seen, ...fields, seen }, LAST)
  await correctPublishedPoint(
    db,
    approver,
    { ...input(other), summary: 'Bankjes', shows: 'summary', reply: 'Dank u wel, Ans.' },
    LATER,
  )
  await correctPublishedPoint(db, approver, { ...input(other), reply: 'Dank u wel.' }, LATER)
  await send({ summary: 'Meer bankjes' })
  expect(await now()).toMatchObject({ words: 'Meer bankjes', reply: 'Dank u wel.' })
  await expect(send({ reply: 'Dank u, Ans.' })).rejects.toMatchObject({
    field: 'reply',
    code: 'staleReply',
    message: expect.stringContaining('“Dank u wel.”'),
  })
  await expect(send({ summary: 'Een bank' })).rejects.toMatchObject({ field: 'summary', code: 'staleSummary' })
  await withdrawPoint(db, processor, input(other), LAST)
  await expect(send({ shows: 'quotation' })).rejects.toMatchObject({
    code: 'withdrawnMeanwhile',
    message: expect.stringContaining('intussen teruggenomen'),
  })
  expect(await now()).toMatchObject({ form: 'withdrawn' })
})

test('to whom a point was passed on is corrected with the answer, searched, and kept in the account', async () => {
  const { answerId } = await db
    .selectFrom('answerPoint')
    .select('answerId')
    .where('pointId', '=', other)
    .executeTakeFirstOrThrow()
  await db
    .updateTable('answer')
    .set({ disposition: 'forwarded', forwardedTo: `Mevrouw De Wit, ${SECRET}` })
    .where('id', '=', answerId)
    .execute()
  const again = { ...input(other), summary: 'Bankjes' }
  // These words are left out of a text.
  await expect(correctPublishedPoint(db, approver, again, LAST)).rejects.toMatchObject({ code: 'tellsOfPerson' })
  await correctPublishedPoint(db, approver, { ...again, mayBePublic: 'Zo heet het loket.' }, LAST)
  expect(await outside()).toContain('Mevrouw De Wit')
  const passOn = (forwardedTo: string) => correctPublishedPoint(db, approver, { ...input(other), forwardedTo }, LAST)
  await expect(passOn(' ')).rejects.toThrow('Vul in aan wie')
  await expect(passOn('Bel 06-87654321')).rejects.toThrow('1 telefoonnummer')
  const seen = { summary: 'Bankjes', reply: 'Dank u wel.', forwardedTo: 'Iets anders', isWithdrawn: false }
  await expect(
    correctPublishedPoint(db, approver, { ...input(other), forwardedTo: 'x', seen }, LAST),
  ).rejects.toMatchObject({ field: 'forwardedTo', code: 'staleForwardedTo' })
  expect((await passOn('Provincie Drenthe')).points).toBe(1)
  expect(await outside()).not.toContain('De Wit')
  expect(await outside()).toContain('Provincie Drenthe')
  expect((await account(other)).at(-1)).toMatchObject({
    act: 'correct',
    reply: `Doorgeleid naar: Mevrouw De Wit, ${SECRET}\nDank u wel.`,
  })
})
