import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { correctPublishedPoint } from '#app/features/answers/correct-published-point.server.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { withdrawPoint } from '#app/features/answers/withdraw-point.server.ts'
import { publishedPage } from '#app/features/answers/published-list.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { redactPublished } from '#app/room-parts.server.ts'
import { publishAnswers } from '#tests/publish-answers.ts'
import { compounds, notCompounds } from '#tests/dutch-compounds.ts'
import { aContribution, aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { aMeeting } from '#tests/meeting-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { fillEntries } from './fill-entries.server.ts'
import { foldedWord } from './question.ts'
import { searchPublic } from './search-public.server.ts'
import { searchView } from './search-view.server.ts'
import { isFoundIn } from './marked-words.ts'
import { markedWordsOf, termsOf } from './vocabulary.server.ts'

const { db, asOwner } = await testDatabase()
const LATER = new Date('2016-12-06T09:00:00+01:00')

type Municipality = { id: string }
const search = (municipality: Municipality, typed: string) =>
  searchPublic(db, { municipalityId: municipality.id, typed, now: NOW })
const hits = async (municipality: Municipality, typed: string) => {
  const found = await search(municipality, typed)
  return [...found.numbered, ...found.groups.flatMap((group) => group.hits)]
}
const titles = async (municipality: Municipality, typed: string) =>
  (await hits(municipality, typed)).map(({ title }) => title.map(({ text }) => text).join(''))
const vocabulary = async (municipality: Municipality) => {
  const rows = await db.selectFrom('searchWord').select('word').where('municipalityId', '=', municipality.id).execute()
  return rows.map(({ word }) => word)
}

/** A plan of which the third paragraph says this. */
async function aPlanAbout(municipality: Municipality, text: string, given: Parameters<typeof aProcess>[2] = {}) {
  const process = await aProcess(db, municipality, given)
  const plan = await aPlan(db, process)
  await db
    .updateTable('paragraph')
    .set({ text })
    .where('id', '=', plan.paragraphs[2] ?? '')
    .execute()
  return { ...process, ...plan }
}

/** A process with two points of one resident: the first quotes this text, the second says "Meer bankjes." */
async function answered(municipality: Municipality, text: string, { summary = '', reply = 'Dank u wel.' } = {}) {
  const by = await anActor(db, municipality)
  const process = await aProcess(db, municipality, { title: 'Plan voor de wijk' })
  const whole = `${text} Meer bankjes.`
  const { id: contributionId, contributorId } = await aContribution(db, process, { text: whole })
  const mark = (start: number, end: number) =>
    markPoint(db, by, { process, contributionId, range: { start, end } }, NOW)
  const { id: pointId } = await mark(0, text.length)
  if (summary) await db.updateTable('point').set({ summary }).where('id', '=', pointId).execute()
  const { id: other } = await mark(text.length + 1, whole.length)
  await answerPoints(db, by, { process, pointIds: [pointId], disposition: 'noted', reply }, NOW)
  await answerPoints(db, by, { process, pointIds: [other], disposition: 'noted', reply: 'Er komen er twee.' }, NOW)
  await finishSplit(db, by, { process, contributionId }, NOW)
  const publish = () => publishAnswers(db, by, { process, baseUrl: 'https://saomen.example' }, LATER)
  return { by, process, pointId, contributionId, contributorId, publish }
}

describe('words', () => {
  test.each([
    ['ideeen', 'Wij horen graag uw ideeën over het park.'],
    ['ideeën', 'Wij horen graag uw ideeen over het park.'],
    ['MANTELZORG', 'Veel mantelzorgers vragen te laat om steun.'],
    ['steun mantelzorgers', 'Veel mantelzorgers vragen te laat om steun.'],
    ['mantlezorgers', 'Veel mantelzorgers vragen te laat om steun.'],
    ['bus 25', 'De bus 25 rijdt niet meer.'],
    // Not an apostrophe, but a letter that looks like one.
    ['foto\u02bcs', 'Stuur foto\u02bcs mee.'],
  ])('%s finds "%s", and marks it', async (typed, text) => {
    const municipality = await aMunicipality(db)
    const { slug, paragraphs } = await aPlanAbout(municipality, text)
    const [hit, ...more] = await hits(municipality, typed)
    expect(more).toEqual([])
    expect(hit).toMatchObject({ kind: 'paragraph', href: `/trajecten/${slug}/plan/alinea/${paragraphs[2]}` })
    expect(hit?.texts[0]?.pieces.map((piece) => piece.text).join('')).toBe(text)
    expect(hit?.texts[0]?.pieces.some((piece) => piece.hit)).toBe(true)
  })

  test('other forms, beginnings and compounds of sixty Dutch words are found', async () => {
    const municipality = await aMunicipality(db)
    const words = [...compounds.flatMap(({ finds }) => finds), ...notCompounds.map(([, word]) => word)]
    await aPlanAbout(municipality, words.join(' '))
    const missed: string[] = []
    for (const { typed, finds } of compounds) {
      const pieces = (await hits(municipality, typed)).flatMap((hit) => hit.texts.flatMap((text) => text.pieces))
      const { how } = await search(municipality, typed)
      const isFound = await looksFor(municipality, typed)
      expect(pieces.length, typed).toBeGreaterThan(0)
      expect(how.instead, typed).toEqual([])
      missed.push(...finds.filter((word) => !isFound(word)).map((word) => `${typed}: ${word}`))
    }
    const all = compounds.flatMap(({ finds }) => finds).length
    expect(missed.length / all, missed.join(', ')).toBeLessThan(0.02)
    for (const [typed, word] of notCompounds) expect((await looksFor(municipality, typed))(word), typed).toBe(false)
  })

  test('what has the word itself comes before what has it in a compound, and a title before a text', async () => {
    const municipality = await aMunicipality(db)
    await aPlanAbout(municipality, 'De buurtbus rijdt elke dag.', { title: 'Wonen' })
    await aPlanAbout(municipality, 'De bus rijdt elke dag.', { title: 'Leven' })
    const found = await search(municipality, 'bus')
    expect(found.groups.map(({ group }) => group)).toEqual(['places'])
    expect(found.groups[0]?.hits.map(({ context }) => context)).toEqual(['Leven', 'Wonen'])
    await aPlanAbout(municipality, 'Niets.', { title: 'De bus' })
    expect((await search(municipality, 'bus')).groups.map(({ group }) => group)).toEqual(['plans', 'places'])
  })

  test('the word itself is found first, among however many other forms and compounds', async () => {
    const municipality = await aMunicipality(db)
    const { paragraphs } = await aPlanAbout(municipality, 'Niets.')
    const like = await db
      .selectFrom('paragraph')
      .selectAll()
      .where('id', '=', paragraphs[2] ?? '')
      .executeTakeFirstOrThrow()
    const more = Array.from({ length: 601 }, (_, at) => {
      const [id, text] = [uuid(), at === 600 ? 'De tram rijdt.' : at % 2 ? 'Alle trams rijden.' : 'De sneltram rijdt.']
      return { ...like, id, lineageId: id, number: 1000 + at, position: 1000 + at, text }
    })
    await db.insertInto('paragraph').values(more).execute()
    const [first, second] = await hits(municipality, 'tram')
    expect(first?.id).toBe(more[600]?.id)
    expect(second?.texts[0]?.pieces).toContainEqual({ text: 'trams', hit: true })
  })

  test('the page learns how a question was read', async () => {
    const municipality = await aMunicipality(db)
    await aPlanAbout(municipality, 'De speeltuin ligt naast de bushalte. Twee bussen.')
    expect((await search(municipality, 'de bus')).how).toMatchObject({ also: ['bussen', 'bushalte'], common: ['de'] })
    expect((await search(municipality, 'speeltiun')).how.instead).toEqual([
      { typed: 'speeltiun', words: ['speeltuin'] },
    ])
    expect((await search(municipality, 'bus xqzwvk')).how).toMatchObject({ isPart: true, unknown: ['xqzwvk'] })
    expect((await search(municipality, 'xqzwvk')).groups).toEqual([])
  })

  test('numbers lead to the point, the section and the paragraph that have them', async () => {
    const municipality = await aMunicipality(db)
    const { process, publish } = await answered(municipality, 'De bus rijdt niet.')
    const plan = await aPlan(db, process)
    await publish()
    expect(await hits(municipality, '1.2')).toEqual([
      expect.objectContaining({
        kind: 'point',
        href: `/trajecten/${process.slug}/wat-is-ermee-gedaan?zoek=1.2#punt-1.2`,
      }),
    ])
    expect(await hits(municipality, 'alinea 3')).toEqual([
      expect.objectContaining({ kind: 'paragraph', id: plan.paragraphs[2] }),
    ])
    expect(await titles(municipality, 'hoofdstuk 2')).toEqual(['2 Algemene voorzieningen'])
    expect(await titles(municipality, 'Inspreker 1')).toContain('Punt 1.1 van Inspreker 1')
  })

  test('whatever is typed gets an answer, and quickly', async () => {
    const municipality = await aMunicipality(db)
    await aPlanAbout(municipality, 'De molen draait.')
    const odd = ["'; drop table process; --", ':*', 'a & | !', '%', '\0', '\\', "''", '%%%%%%%%', '_____', '(((', '🙂']
    for (const typed of odd) expect((await search(municipality, typed)).groups, typed).toEqual([])
    const long = [Array.from({ length: 10_000 }, (_, at) => `molen${at}`).join(' '), 'molen'.repeat(20_000)]
    for (const typed of [...long, 'm%o%l%e%n '.repeat(5000)]) {
      const began = performance.now()
      expect((await search(municipality, typed)).isTooSlow).toBe(false)
      expect(performance.now() - began).toBeLessThan(1500)
    }
  })
})

test('a question that takes too long is given up, and says so', async () => {
  const municipality = await aMunicipality(db)
  await aPlanAbout(municipality, 'De molen draait.')
  const [held, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const holding = asOwner()
    .db.transaction()
    .execute(async (trx) => {
      await sql`lock table search_word in access exclusive mode`.execute(trx)
      held.resolve()
      await over.promise
    })
  await held.promise
  const found = await search(municipality, 'molen').finally(over.resolve)
  await holding
  expect(found).toMatchObject({ isTooSlow: true, groups: [] })
  expect(await hits(municipality, 'molen')).toHaveLength(1)
})

/** Whether a word of the vocabulary is one that a question is looked for as. */
async function looksFor(municipality: Municipality, typed: string): Promise<(word: string) => boolean> {
  const { terms } = await db.transaction().execute((trx) => termsOf(trx, municipality.id, [foldedWord(typed)]))
  return isFoundIn(markedWordsOf(terms))
}

describe('only what is public is found', () => {
  test('drafts, withdrawn plans and other municipalities are not, nor their words', async () => {
    const municipality = await aMunicipality(db)
    const draft = await aPlanAbout(municipality, 'Geheime molen', { state: 'draft' })
    await aPlanAbout(await aMunicipality(db), 'Een molen elders')
    expect([await hits(municipality, 'molen'), await vocabulary(municipality)]).toEqual([[], []])
    const set = (state: string) => db.updateTable('process').set({ state }).where('id', '=', draft.id).execute()
    await set('released')
    expect(await hits(municipality, 'molen')).toHaveLength(1)
    expect((await hits(municipality, 'moeln'))[0]?.kind).toBe('paragraph')
    await set('withdrawn')
    expect([await hits(municipality, 'molen'), await vocabulary(municipality)]).toEqual([[], []])
  })

  test('a point and its answer only after publication, in its public words', async () => {
    const municipality = await aMunicipality(db)
    const { publish } = await answered(municipality, 'Buurvrouw Zwaantje zit in de schulden.', {
      summary: 'Iemand heeft geldzorgen',
      reply: 'Wij verwijzen door.',
    })
    for (const typed of ['geldzorgen', 'verwijzen', 'bankjes']) expect(await hits(municipality, typed)).toEqual([])
    await publish()
    for (const typed of ['geldzorgen', 'verwijzen', 'bankjes'])
      expect(
        (await hits(municipality, typed)).map(({ kind }) => kind),
        typed,
      ).toEqual(['point'])
    expect(await hits(municipality, 'zwaantje')).toEqual([])
    expect((await search(municipality, 'zwaantja')).how.instead, 'nor as a guess').toEqual([])
    expect(await vocabulary(municipality)).not.toContain('zwaantje')
  })

  test('what is left out or taken back is gone at once, also as a guess', async () => {
    const municipality = await aMunicipality(db)
    const { by, process, pointId, publish } = await answered(municipality, 'Bel Zwaantje over de schulden.')
    await publish()
    expect(await hits(municipality, 'zwaantje')).toHaveLength(1)
    const given = { process, pointId, because: 'personalData' as const, note: '' }
    await redactPublished(db, by, { ...given, words: 'Zwaantje', reason: 'personName' }, LATER)
    expect(await hits(municipality, 'zwaantje')).toEqual([])
    expect((await search(municipality, 'zwantje')).how.instead).toEqual([])
    expect(await hits(municipality, 'schulden')).toHaveLength(1)
    await withdrawPoint(db, by, { process, pointId, because: 'mistake' }, LATER)
    expect([await hits(municipality, 'schulden'), await hits(municipality, '1.1')]).toEqual([[], []])
    expect(await vocabulary(municipality)).toEqual(expect.not.arrayContaining(['schulden', 'zwaantje', 'dank']))
  })

  test('a corrected point is found by its new words only', async () => {
    const municipality = await aMunicipality(db)
    const { by, process, pointId, publish } = await answered(municipality, 'De fontein is stuk.')
    await publish()
    const given = { process, pointId, because: 'mistake' as const, note: '' }
    const words = { summary: 'De klok is stuk', shows: 'summary' as const, reply: 'Wij maken haar.' }
    await correctPublishedPoint(db, by, { ...given, ...words }, LATER)
    expect([await hits(municipality, 'fontein'), await hits(municipality, 'dank')]).toEqual([[], []])
    expect((await titles(municipality, 'klok')).join()).toContain('1.1')
  })

  test('names only as the public reads them', async () => {
    const municipality = await aMunicipality(db)
    const { contributorId, publish } = await answered(municipality, 'De bus rijdt niet.')
    await db.updateTable('contributor').set({ name: 'Geertje Vos' }).where('id', '=', contributorId).execute()
    await publish()
    expect(await hits(municipality, 'geertje')).toEqual([])
    expect(await vocabulary(municipality)).not.toContain('geertje')
  })

  test('meetings to which everyone may come, until they are shown no longer', async () => {
    const municipality = await aMunicipality(db)
    const by = await anActor(db, municipality)
    const process = await aProcess(db, municipality, { state: 'draft', title: 'Geheim plan' })
    const { meetingId } = await aMeeting(db, by, process, { title: 'Avond over de molen' })
    await aMeeting(db, by, process, { title: 'Besloten avond over de molen', audience: 'invited' })
    await aMeeting(db, by, process, { title: 'Een avond later over de molen', isPublic: false })
    expect(await hits(municipality, 'molen')).toEqual([
      expect.objectContaining({ kind: 'meeting', href: `/trajecten/${process.slug}/bijeenkomsten/${meetingId}` }),
    ])
    expect(await hits(municipality, 'geheim')).toEqual([])
    await db.updateTable('meeting').set({ isPublic: false }).where('id', '=', meetingId).execute()
    expect([await hits(municipality, 'molen'), await vocabulary(municipality)]).toEqual([[], []])
  })
})

test('very many points at once are made findable by the worker', async () => {
  const municipality = await aMunicipality(db)
  const { process, publish, contributionId } = await answered(municipality, 'De bus rijdt niet.')
  const { contributorId } = await db
    .selectFrom('contribution')
    .select('contributorId')
    .where('id', '=', contributionId)
    .executeTakeFirstOrThrow()
  const own = { municipalityId: municipality.id, processId: process.id, contributionId, contributorId, createdAt: NOW }
  const points = Array.from({ length: 2001 }, (_, at) => ({
    ...own,
    id: uuid(),
    number: at + 3,
    summary: `Bankje ${at}`,
  }))
  await db.insertInto('point').values(points).execute()
  const answerId = uuid()
  const ids = { municipalityId: municipality.id, processId: process.id }
  await db
    .insertInto('answer')
    .values({ ...ids, id: answerId, disposition: 'noted', reply: 'Gelezen.', updatedAt: NOW })
    .execute()
  await db
    .insertInto('answerPoint')
    .values(points.map(({ id }) => ({ ...ids, answerId, pointId: id })))
    .execute()
  await publish()
  const listed = async (piece: string) => (await publishedPage(db, process, { search: piece }, 'begin', 1)).total
  expect(await hits(municipality, 'bankje')).toEqual([])
  expect([await listed('bankje 7'), await listed('ankje')], 'the list finds words at once').toEqual([1, 0])
  await fillEntries(db)
  expect(await listed('ankje'), 'and pieces of words').toBe(2002)
  const found = await search(municipality, 'bankje')
  expect(found.groups[0]).toMatchObject({ group: 'points', count: 200 })
  const shown = await searchView(db, municipality.id, new URLSearchParams({ zoek: 'bankje' }), NOW)
  expect(shown.found?.groups[0]?.says, 'there may be better ones').toMatch(/^Er is veel gevonden\. U ziet er 200,/)
  expect(await titles(municipality, '1.2003')).toEqual(['Punt 1.2003 van Inspreker 1'])
  expect(await db.selectFrom('searchDue').selectAll().execute()).toEqual([])
  // What is public of the answers stands, also when the process goes no further.
  await db.updateTable('process').set({ state: 'withdrawn' }).where('id', '=', process.id).execute()
  expect([await titles(municipality, '1.2003'), await vocabulary(municipality)]).toEqual([
    ['Punt 1.2003 van Inspreker 1'],
    expect.arrayContaining(['bankje']),
  ])
})
