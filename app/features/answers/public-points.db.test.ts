import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { changePoint, redactWords } from '#app/room-parts.server.ts'
import { unredactRange } from './redact-range.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { publicPoints } from './public-points.server.ts'

const { db } = await testDatabase()
const SECRET = 'Ans Vos, 0612345678'
const text = `🌻 Mijn buurvrouw ${SECRET}, zit in de schulden. Kom eens langs.`
let by: Actor
let process: { id: string; slug: string; municipalityId: string; publishedAt: null }
let contributionId: string
let pointId: string

beforeAll(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality)
  process = { ...(await aProcess(db, municipality)), publishedAt: null }
  contributionId = (await aContribution(db, process, { text })).id
  pointId = (await markPoint(db, by, { process, contributionId, range: { start: 0, end: text.indexOf(' Kom') } }, NOW))
    .id
})

const theWords = async () =>
  (await publicPoints(db, process)).contributors.flatMap(({ points }) => points.map(({ words, form }) => [form, words]))
const foundOutside = async (search: string) => (await publicPoints(db, process, { search })).total

describe('the public words of a point', () => {
  test('are what was written, and everyone may find them', async () => {
    expect(await theWords()).toEqual([['quotation', text.slice(0, text.indexOf(' Kom'))]])
    expect([await foundOutside('Vos'), await foundOutside('0612345678'), await foundOutside('612345678')]).toEqual([
      1, 1, 1,
    ])
  })

  test('go without what is left out, and nobody outside finds that any more', async () => {
    const {
      ids: [redactionId = ''],
    } = await redactWords(db, by, { process, pointId, words: SECRET, reason: 'contactDetails' }, NOW)
    expect(await theWords()).toEqual([
      ['redacted', '🌻 Mijn buurvrouw [weggelaten: contactgegevens], zit in de schulden.'],
    ])
    expect([
      await foundOutside('Vos'),
      await foundOutside('0612345678'),
      await foundOutside('612345678'),
      await foundOutside('schulden'),
    ]).toEqual([0, 0, 0, 1])
    await unredactRange(db, by, { process, redactionId }, NOW)
    expect([(await theWords())[0]?.[0], await foundOutside('Vos'), await foundOutside('612345678')]).toEqual([
      'quotation',
      1,
      1,
    ])
  })

  test('are the summary as soon as there is one, and what was written is not to be found', async () => {
    await changePoint(db, by, { process, pointId, summary: 'Een buurman zit in de schulden' }, NOW)
    expect(await theWords()).toEqual([['summary', 'Een buurman zit in de schulden']])
    expect([
      await foundOutside('Vos'),
      await foundOutside('buurvrouw'),
      await foundOutside('612345678'),
      await foundOutside('buurman'),
    ]).toEqual([0, 0, 0, 1])
  })

  test('are what was written beside a summary only when that was chosen, and then the summary stays inside', async () => {
    await changePoint(db, by, { process, pointId, shows: 'quotation' }, NOW)
    expect((await theWords())[0]?.[0]).toBe('quotation')
    expect([await foundOutside('Vos'), await foundOutside('buurman')]).toEqual([1, 0])
    await changePoint(db, by, { process, pointId, shows: 'summary' }, NOW)
    expect([await foundOutside('Vos'), await foundOutside('buurman')]).toEqual([0, 1])
  })

  test('of a point from before there was a choice are its summary', async () => {
    // As the upgrade finds them: a row with a summary and a quoted piece, and nothing chosen.
    const { rows } = await sql<{
      same: boolean
    }>`select public_words is null as same from point where id = ${pointId}`.execute(db)
    expect(rows).toEqual([{ same: false }])
    expect((await theWords())[0]?.[0]).toBe('summary')
  })
})

describe('leaving something out', () => {
  test('is refused for letters that stand everywhere', async () => {
    const { id } = await aContribution(db, process, { text: 'a '.repeat(201) })
    const own = await markPoint(db, by, { process, contributionId: id, range: { start: 0, end: 3 } }, NOW)
    const hidden = redactWords(db, by, { process, pointId: own.id, words: 'a', reason: 'health' }, NOW)
    await expect(hidden).rejects.toMatchObject({ code: 'tooManyPlaces', field: 'words', facts: 201 })
  })

  const left = (words: string, { by: other = by, ...given }: { by?: Actor; otherReason?: string } = {}) =>
    redactWords(db, other, { process, pointId, words, reason: 'other', ...given }, NOW)

  test('needs a piece with words, a reason in words, and someone who may', async () => {
    await expect(left('iets anders', { otherReason: 'x' })).rejects.toMatchObject({
      code: 'wordsNotFound',
      field: 'words',
    })
    await expect(left(' ', { otherReason: 'x' })).rejects.toThrow('Typ de woorden die weg moeten')
    await expect(left('', { otherReason: 'x' })).rejects.toMatchObject({ code: 'wrongInput' })
    await expect(left('Mijn')).rejects.toThrow('Schrijf wat er in plaats')
    await expect(left('Mijn', { otherReason: 'x'.repeat(61) })).rejects.toThrow('hoogstens 60')
    const reader = await anActor(db, { id: process.municipalityId }, { innerRoles: ['reviewer'] })
    await expect(left('Mijn', { by: reader, otherReason: 'x' })).rejects.toThrow('rol behandelaar')
  })

  test('of another process or municipality is as if it were not there', async () => {
    const elsewhere = await aMunicipality(db)
    const other = await anActor(db, elsewhere)
    await expect(left('Mijn', { by: other, otherReason: 'x' })).rejects.toThrow()
    const second = await aProcess(db, { id: process.municipalityId })
    await expect(
      redactWords(db, by, { process: second, pointId, words: 'Mijn', reason: 'health' }, NOW),
    ).rejects.toThrow()
    expect(await db.selectFrom('redaction').select('id').execute()).toEqual([])
  })

  test('of the same piece twice is once, with an event for each time', async () => {
    const start = text.indexOf('schulden')
    const input = { process, pointId, words: 'schulden' }
    await redactWords(db, by, { ...input, reason: 'other', otherReason: 'situatie' }, NOW)
    await redactWords(db, by, { ...input, reason: 'health' }, NOW)
    expect(
      await db.selectFrom('redaction').select(['rangeStart', 'rangeEnd', 'reason', 'otherReason']).execute(),
    ).toEqual([{ rangeStart: start, rangeEnd: start + 8, reason: 'health', otherReason: '' }])
    const events = await db
      .selectFrom('event')
      .select('act')
      .where('subjectId', '=', contributionId)
      .where('act', '=', 'redactRange')
      .execute()
    expect(events.length).toBeGreaterThanOrEqual(2)
  })
})
