import { v7 as uuid } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { answerPoint } from '#app/features/answers/answer-point.server.ts'
import { addTheme } from '#app/features/points/add-theme.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { placePoints } from '#app/features/points/place-points.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { aContribution, aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { inTransaction } from '#db/client.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { statementsDuring } from '#tests/setup/statements.ts'
import { answerSamePoints } from './answer-same-points.server.ts'
import { makeSuggestions } from './make-suggestions.server.ts'
import { samePoints } from './same-points.server.ts'
import { hitRateOf } from './settle-suggestions.server.ts'
import { suggestionFor } from './suggestion-view.server.ts'
import { refuseWorkSuggestion, switchSuggestions, takeWorkSuggestion } from './take-work-suggestion.server.ts'

const { db, pool } = await testDatabase()
let municipality: Awaited<ReturnType<typeof aMunicipality>>
let by: Actor

beforeAll(async () => {
  municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor'] })
})

const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)

/** A process in which officials gave points about care and about buses their themes. */
async function settledProcess() {
  const { slug } = await aProcess(db, municipality)
  const process = await processBySlug(db, municipality.id, slug)
  const [care, bus] = [
    await addTheme(db, by, { process, name: 'Mantelzorg' }, NOW),
    await addTheme(db, by, { process, name: 'Vervoer' }, NOW),
  ]
  const point = async (text: string, themeId: string | null = null) => {
    const contribution = await aContribution(db, process, { text })
    const range = { start: 0, end: text.length }
    return (await markPoint(db, by, { process, contributionId: contribution.id, range, themeId }, NOW)).id
  }
  for (const what of ['zonder indicatie', 'in eigen dorp', 'ook in het weekend'])
    await point(`Regel respijtzorg voor mantelzorgers ${what}.`, care.id)
  for (const when of ['vroeg', 'laat']) await point(`De buurtbus rijdt te ${when} voor scholieren.`, bus.id)
  return { process, care, bus, point }
}
type Settled = Awaited<ReturnType<typeof settledProcess>>

const themeOf = async (pointId: string) =>
  (await db.selectFrom('pointWork').select('themeId').where('pointId', '=', pointId).executeTakeFirstOrThrow()).themeId
const outcomeOf = async (pointId: string) =>
  (await db.selectFrom('suggestion').select('outcome').where('pointId', '=', pointId).executeTakeFirst())?.outcome
const giveTheme = (pointId: string, themeId: string) =>
  db.updateTable('pointWork').set({ themeId }).where('pointId', '=', pointId).execute()
const giveChapter = (pointId: string, chapter: string) =>
  db.updateTable('pointWork').set({ chapter }).where('pointId', '=', pointId).execute()
const workOf = (pointId: string) =>
  db.selectFrom('pointWork').select(['themeId', 'chapter']).where('pointId', '=', pointId).executeTakeFirstOrThrow()
const care = 'Mantelzorgers vragen respijtzorg voordat zij omvallen.'

describe('a theme is suggested', () => {
  test('when an official opens a point, with the words and how many points say so', async () => {
    const { process, point } = await settledProcess()
    const view = await suggestionFor(db, process, await point(care), NOW)
    expect(view?.suggested).toMatchObject({ theme: 'Mantelzorg', more: 3 })
    expect(view?.suggested?.words.toSorted()).toEqual(['mantelzorgers', 'respijtzorg'])
    expect(view?.rate).toBe('')
  })

  test('by a job for new points as well, but counts only once someone saw it', async () => {
    const { process, point, care: theme } = await settledProcess()
    const [seen, unseen] = [await point(care), await point(`${care} Dank.`)]
    await makeSuggestions(db, NOW)
    expect(await db.selectFrom('suggestionDue').select('pointId').execute()).toEqual([])
    expect(
      await db.selectFrom('suggestion').select('pointId').where('processId', '=', process.id).execute(),
    ).toHaveLength(2)
    await suggestionFor(db, process, seen, NOW)
    for (const id of [seen, unseen]) await giveTheme(id, theme.id)
    await makeSuggestions(db, later(1))
    expect([await outcomeOf(seen), await outcomeOf(unseen)]).toEqual(['taken', null])
  })

  test('by the job for many points of many processes in as many statements as for one, each by the points of its own', async () => {
    const [first, second] = [await settledProcess(), await settledProcess()]
    await makeSuggestions(db, NOW)
    const statements = async (made: Promise<string>[]) => {
      await Promise.all(made)
      return (await statementsDuring(pool, () => makeSuggestions(db, NOW))).length
    }
    const forOne = await statements([first.point(care)])
    const many = [first, second].flatMap(({ point }) =>
      Array.from({ length: 15 }, (_, n) => point(`${care} Nummer ${n}.`)),
    )
    expect(await statements(many)).toBe(forOne)
    const made = await db
      .selectFrom('suggestion')
      .select(['processId', 'value', 'kind', (eb) => eb.fn.countAll<string>().as('points')])
      .where('processId', 'in', [first.process.id, second.process.id])
      .groupBy(['processId', 'value', 'kind'])
      .orderBy('points', 'desc')
      .execute()
    expect(made).toEqual([
      { processId: first.process.id, value: first.care.id, kind: 'theme', points: '16' },
      { processId: second.process.id, value: second.care.id, kind: 'theme', points: '15' },
    ])
  })

  test('by the job without waiting for a point that someone is removing', async () => {
    const { point } = await settledProcess()
    await makeSuggestions(db, NOW)
    const [removed, other] = [await point(care), await point(`${care} Graag.`)]
    const due = async () => (await db.selectFrom('suggestionDue').select('pointId').execute()).map((row) => row.pointId)
    await inTransaction(db, async (trx) => {
      await trx.selectFrom('point').select('id').where('id', '=', removed).forUpdate().execute()
      await makeSuggestions(db, NOW)
      expect(await due()).toEqual([removed])
    })
    expect(await db.selectFrom('suggestion').select('kind').where('pointId', '=', other).execute()).toHaveLength(1)
    await makeSuggestions(db, NOW)
    expect(await due()).toEqual([])
  })

  test('no longer once the points that spoke for it have it no more, or only one of them', async () => {
    const { process, point, care: theme } = await settledProcess()
    const pointId = await point(care)
    const [only] = await db.selectFrom('pointWork').select('pointId').where('themeId', '=', theme.id).execute()
    expect((await suggestionFor(db, process, pointId, NOW))?.suggested).toMatchObject({ theme: 'Mantelzorg' })
    await db
      .updateTable('pointWork')
      .set({ themeId: null })
      .where('themeId', '=', theme.id)
      .where('pointId', '<>', only?.pointId ?? '')
      .execute()
    expect(await suggestionFor(db, process, pointId, later(20))).toBeNull()
    expect(await db.selectFrom('suggestion').select('kind').where('pointId', '=', pointId).execute()).toEqual([])
  })

  test('and nothing when no point is near, when near points differ, or when it has a theme', async () => {
    const { process, point, bus } = await settledProcess()
    expect(await suggestionFor(db, process, await point('Het zwembad moet open blijven.'), NOW)).toBeNull()
    const torn = await point('De buurtbus moet rijden voor scholieren en voor mantelzorgers met respijtzorg.')
    expect(await suggestionFor(db, process, torn, NOW)).toBeNull()
    expect(await suggestionFor(db, process, await point(care, bus.id), NOW)).toBeNull()
  })
})

test('a chapter of the plan is suggested beside the theme, and both are taken at once', async () => {
  const { process, point, care: theme } = await settledProcess()
  const near = await db.selectFrom('pointWork').select('pointId').where('themeId', '=', theme.id).execute()
  for (const { pointId } of near) await giveChapter(pointId, '2')
  const [first, second] = [await point(care), await point(care)]
  expect((await suggestionFor(db, process, first, NOW))?.suggested).toMatchObject({
    ...{ theme: 'Mantelzorg', place: { says: 'hoofdstuk 2' } },
  })
  await takeWorkSuggestion(db, by, { process, pointId: first }, NOW)
  expect(await workOf(first)).toEqual({ themeId: theme.id, chapter: '2' })

  await giveTheme(second, theme.id)
  expect((await suggestionFor(db, process, second, NOW))?.suggested).toMatchObject({
    ...{ theme: null, place: { says: 'hoofdstuk 2' } },
  })
  await giveChapter(second, '3')
  await makeSuggestions(db, later(1))
  const kept = await db
    .selectFrom('suggestion')
    .select('outcome')
    .where('pointId', '=', second)
    .where('kind', '=', 'place')
    .execute()
  expect(kept).toEqual([{ outcome: 'changed' }])
})

test('a paragraph or a section is suggested where the nearest points agree on it, and taken in one act', async () => {
  const { process, point, care: theme } = await settledProcess()
  const { sections, paragraphs } = await aPlan(db, process)
  const near = await db.selectFrom('pointWork').select('pointId').where('themeId', '=', theme.id).execute()
  const place = (placeId: string | undefined, points = near.map(({ pointId }) => pointId)) =>
    inTransaction(db, (trx) => placePoints(trx, process, { eventId: uuid(), points, placeId: placeId ?? '' }, NOW))
  const placeOf = (pointId: string) =>
    db.selectFrom('pointPlace').select(['sectionId', 'lineageId']).where('pointId', '=', pointId).executeTakeFirst()
  await place(paragraphs[0])
  // The next version of the plan has the same paragraph under another id.
  const lineageId = uuid()
  await db
    .updateTable('paragraph')
    .set({ lineageId })
    .where('id', '=', paragraphs[0] ?? '')
    .execute()
  await db.updateTable('pointPlace').set({ lineageId }).where('processId', '=', process.id).execute()
  const exact = await point(care)
  const view = await suggestionFor(db, process, exact, NOW)
  expect(view?.suggested?.place?.says).toMatch(/, alinea \d+$/)
  expect(view?.suggested?.place?.text).not.toBe('')
  await takeWorkSuggestion(db, by, { process, pointId: exact }, NOW)
  expect(await placeOf(exact)).toMatchObject({ lineageId })
  expect(await workOf(exact)).toMatchObject({ themeId: theme.id, chapter: '1' })

  await place(
    sections[0],
    near.slice(1).map(({ pointId }) => pointId),
  )
  await place(sections[0], [exact])
  const loose = await point(`${care} Graag.`)
  expect((await suggestionFor(db, process, loose, NOW))?.suggested?.place?.says).not.toMatch(/alinea|hoofdstuk/)
  // Who chooses a paragraph of that section found the suggestion right.
  await place(paragraphs[0], [loose])
  await makeSuggestions(db, later(1))
  const kept = await db
    .selectFrom('suggestion')
    .select('outcome')
    .where('pointId', '=', loose)
    .where('kind', '=', 'place')
    .execute()
  expect(kept).toEqual([{ outcome: 'taken' }])
})

test('a paragraph is given to many points in as many statements as to one', async () => {
  const { process, point } = await settledProcess()
  const { paragraphs } = await aPlan(db, process)
  const points = await Promise.all(Array.from({ length: 12 }, (_, n) => point(`${care} Nummer ${n}.`)))
  const statements = async (some: string[], placeId = '') => {
    const place = () =>
      inTransaction(db, (trx) => placePoints(trx, process, { eventId: uuid(), points: some, placeId }, NOW))
    return (await statementsDuring(pool, place)).length
  }
  const forOne = await statements(points.slice(0, 1), paragraphs[0])
  expect(await statements(points, paragraphs[1])).toBe(forOne)
  const placed = await db
    .selectFrom('pointPlace')
    .select('lineageId')
    .distinct()
    .where('pointId', 'in', points)
    .execute()
  expect(placed).toHaveLength(1)
})

describe('what becomes of a suggestion is kept', () => {
  test('taken: the point has the theme, and the history says so', async () => {
    const { process, point, care: theme } = await settledProcess()
    const pointId = await point(care)
    await suggestionFor(db, process, pointId, NOW)
    await takeWorkSuggestion(db, by, { process, pointId }, NOW)
    expect([await themeOf(pointId), await outcomeOf(pointId)]).toEqual([theme.id, 'taken'])
    const history = await db
      .selectFrom('pointHistory')
      .select('field')
      .where('pointId', '=', pointId)
      .where('field', '<>', 'made')
      .execute()
    expect(history).toEqual([{ field: 'theme' }])
    await expect(takeWorkSuggestion(db, by, { process, pointId }, NOW)).rejects.toMatchObject({
      code: 'suggestionGone',
    })
  })

  test('changed: an official chose another theme', async () => {
    const { process, point, bus } = await settledProcess()
    const pointId = await point(care)
    await suggestionFor(db, process, pointId, NOW)
    await giveTheme(pointId, bus.id)
    await makeSuggestions(db, later(1))
    expect(await outcomeOf(pointId)).toBe('changed')
  })

  test('refused: it is not suggested again', async () => {
    const { process, point } = await settledProcess()
    const pointId = await point(care)
    await suggestionFor(db, process, pointId, NOW)
    await refuseWorkSuggestion(db, by, { process, pointId }, NOW)
    expect(await outcomeOf(pointId)).toBe('refused')
    expect(await suggestionFor(db, process, pointId, later(60))).toBeNull()
    await expect(refuseWorkSuggestion(db, by, { process, pointId }, NOW)).rejects.toMatchObject({
      code: 'suggestionGone',
    })
  })
})

/** So many suggestions that were seen, the first of which were taken. */
async function settle({ process, point, care: theme }: Settled, outcomes: readonly boolean[]) {
  for (const taken of outcomes) {
    const pointId = await point(care)
    await db
      .insertInto('suggestion')
      .values({
        ...{ municipalityId: process.municipalityId, processId: process.id, pointId, kind: 'theme', value: theme.id },
        ...{ likePoints: [pointId], madeAt: NOW, shownAt: NOW, outcome: taken ? 'taken' : 'refused', settledAt: NOW },
      })
      .execute()
  }
}

test('a kind that is right less than half the time switches itself off, and an official switches it on again', async () => {
  const settled = await settledProcess()
  const { process, point } = settled
  await settle(
    settled,
    Array.from({ length: 39 }, (_, at) => at < 19),
  )
  const [pointId, next] = [await point(care), await point(care)]
  expect((await suggestionFor(db, process, pointId, NOW))?.rate).toBe('wordt in 19 van 39 keer overgenomen')
  await refuseWorkSuggestion(db, by, { process, pointId }, NOW)
  expect(await suggestionFor(db, process, next, later(1))).toEqual({
    ...{ pointId: next, suggested: null, rate: '', off: [{ kind: 'theme', taken: 19, of: 40 }] },
  })

  await switchSuggestions(db, by, { process, kind: 'theme', to: 'on' }, later(2))
  expect(await hitRateOf(db, process, 'theme')).toEqual({ taken: 0, of: 0 })
  expect((await suggestionFor(db, process, next, later(3)))?.suggested).toMatchObject({ theme: 'Mantelzorg' })
  await switchSuggestions(db, by, { process, kind: 'theme', to: 'off' }, later(4))
  expect((await suggestionFor(db, process, next, later(5)))?.off).toEqual([{ kind: 'theme', taken: 0, of: 0 }])
})

test('points that say the same are found word by word, whatever their capitals and marks', async () => {
  const { process, point } = await settledProcess()
  const ids = []
  for (const text of ['Maak de stoep vrij.', 'Maak de stoep vrij!', 'maak de  STOEP vrij', 'Maak de stoep niet vrij.'])
    ids.push(await point(text))
  const [first = '', second, third] = ids
  expect((await samePoints(db, process, first)).map(({ id }) => id).toSorted()).toEqual([second, third].toSorted())
})

test('one answer for ten points that say the same takes two acts', async () => {
  const { process, point } = await settledProcess()
  const ids: string[] = []
  for (let sent = 0; sent < 10; sent++) ids.push(await point('Maak de stoep bij de school vrij.'))
  const [first = '', second = ''] = ids
  await expect(answerSamePoints(db, by, { process, pointId: first }, NOW)).rejects.toMatchObject({ code: 'noAnswer' })
  const answer = { disposition: 'adopted' as const, reply: 'Dat doen wij.', forwardedTo: '', sectionIds: [] }
  await answerPoint(db, by, { process, pointId: first, ...answer }, NOW)
  expect(await answerSamePoints(db, by, { process, pointId: first }, NOW)).toEqual({ pointId: first, points: 9 })
  const work = await db.selectFrom('pointWork').select(['disposition', 'givenBy']).where('pointId', 'in', ids).execute()
  expect(work.map(({ disposition }) => disposition)).toEqual(ids.map(() => 'adopted'))
  expect(
    work.filter(({ givenBy }) => givenBy === by.id),
    'by who shared it',
  ).toHaveLength(9)
  const kept = await db.selectFrom('pointHistory').select('toValue').where('pointId', '=', second).execute()
  expect(kept.map(({ toValue }) => toValue)).toContain('adopted')
  expect(await answerSamePoints(db, by, { process, pointId: second }, NOW)).toEqual({ pointId: second, points: 0 })
})
