import { v7 as uuid } from 'uuid'
import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { publishedCounts } from '#app/features/answers/published-counts.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { changeWork } from '#app/features/points/change-work.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { placePoints } from '#app/features/points/place-points.server.ts'
import { setRule } from '#app/features/workflow/rules.server.ts'
import { releaseRevision } from '#app/room-parts.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { aContribution, aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { publishAnswers } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { AFTER_POST, importRenumbered, releaseRenumbered } from '#tests/revised-plan.ts'

const { db } = await testDatabase()
const LATER = new Date(AFTER_POST.getTime() + 60_000)
let by: Actor
let process: Awaited<ReturnType<typeof aProcess>>
let concept: Awaited<ReturnType<typeof aPlan>>

beforeEach(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor', 'reviewer', 'approver'] })
  process = await aProcess(db, municipality)
  concept = await aPlan(db, process)
})

const release = (now = AFTER_POST) => releaseRenumbered(db, by, process, now)

/** A point of a reaction to a part of the concept. */
async function aPoint(part: { sectionId?: string; paragraphId?: string } = {}) {
  const { id: contributionId, text } = await aContribution(db, process)
  const row = { sectionId: part.sectionId ?? null, paragraphId: part.paragraphId ?? null }
  await db.updateTable('contribution').set(row).where('id', '=', contributionId).execute()
  const range = { start: 0, end: text.length }
  const { id } = await markPoint(db, by, { process, contributionId, range }, NOW)
  return { id, contributionId }
}
const onParagraph = (at: number) => ({
  sectionId: concept.sections[at < 2 ? 0 : 1],
  paragraphId: concept.paragraphs[at],
})
const place = (pointId: string, placeId: string | undefined) =>
  inTransaction(db, (trx) =>
    placePoints(trx, process, { eventId: uuid(), points: [pointId], placeId: placeId ?? '' }, NOW),
  )
const chapterOf = async (id: string) =>
  (await db.selectFrom('pointWork').select('chapter').where('pointId', '=', id).executeTakeFirstOrThrow()).chapter
const perChapter = async () =>
  new Map(
    (
      await db
        .selectFrom('pointTally')
        .select((eb) => ['chapter', eb.fn.sum<string>('points').as('points')])
        .where('processId', '=', process.id)
        .groupBy('chapter')
        .execute()
    ).map(({ chapter, points }) => [chapter, Number(points)]),
  )

test('points are of the chapter where their words stand now, and the tally counts them there', async () => {
  const [heading, paragraph, moved, gone, placed, chosen, unknown] = await Promise.all([
    aPoint({ sectionId: concept.sections[0] }),
    aPoint(onParagraph(0)),
    aPoint(onParagraph(1)),
    aPoint(onParagraph(3)),
    aPoint(),
    aPoint(onParagraph(0)),
    aPoint(),
  ])
  await place(placed.id, concept.paragraphs[2])
  const choice = { eventId: uuid(), points: [chosen.id], change: { chapter: '2' } }
  await inTransaction(db, (trx) => changeWork(trx, process, choice, NOW))
  await release()
  const found = await Promise.all(
    [heading, paragraph, moved, gone, placed, chosen, unknown].map(({ id }) => chapterOf(id)),
  )
  // What an official chose counts before what the reaction was about; of words that are gone the chapter that they were in.
  expect(found).toEqual(['2', '2', '3', '3', '3', '3', null])
  const counted = await perChapter()
  expect([counted.get('1') ?? 0, counted.get('2'), counted.get('3'), counted.get(null)]).toEqual([0, 2, 4, 1])
})

test('a point that is made or placed later is of the chapter where the words stand now too', async () => {
  const { id: contributionId } = await aContribution(db, process)
  await db
    .updateTable('contribution')
    .set({ sectionId: concept.sections[0] ?? '', paragraphId: concept.paragraphs[1] ?? '' })
    .where('id', '=', contributionId)
    .execute()
  const placed = await aPoint()
  await release()
  const { id } = await markPoint(db, by, { process, contributionId, range: { start: 0, end: 18 } }, LATER)
  expect(await chapterOf(id)).toBe('3')
  await place(placed.id, concept.sections[0])
  expect(await chapterOf(placed.id)).toBe('2')
})

test('rules give points of the same chapters to someone, and nobody gets a point that lay without anybody', async () => {
  const rule = { process, themeId: '', chapter: '1', step: '', accountId: by.id }
  await setRule(db, by, rule, NOW)
  const { id } = await aPoint(onParagraph(0))
  const work = db.updateTable('pointWork').where('pointId', '=', id)
  await work.set({ assigneeId: null }).execute()
  await release()
  const rules = await db.selectFrom('assignmentRule').select('chapter').where('processId', '=', process.id).execute()
  expect(rules).toEqual([{ chapter: '2' }])
  const { assigneeId } = await db
    .selectFrom('pointWork')
    .select('assigneeId')
    .where('pointId', '=', id)
    .executeTakeFirstOrThrow()
  expect(assigneeId).toBeNull()
})

test('a rule for a chapter that is gone goes, and the record says how many went', async () => {
  await setRule(db, by, { process, themeId: '', chapter: '1', step: '', accountId: by.id }, NOW)
  await setRule(db, by, { process, themeId: '', chapter: '2', step: '1', accountId: by.id }, NOW)
  const lineage = { lineageId: uuid() }
  await importRenumbered(db, by, process, NOW)
  await db
    .updateTable('section')
    .set(lineage)
    .where('lineageId', '=', concept.sections[0] ?? '')
    .where('number', '=', '2')
    .execute()
  await releaseRevision(db, by, { process, gapsSigned: true }, AFTER_POST)
  const rules = await db.selectFrom('assignmentRule').select('chapter').where('processId', '=', process.id).execute()
  expect(rules).toEqual([{ chapter: '3' }])
  const { detail } = await db
    .selectFrom('event')
    .select('detail')
    .where('processId', '=', process.id)
    .where('act', '=', 'releaseRevision')
    .executeTakeFirstOrThrow()
  expect(detail).toMatchObject({ lostRules: 1 })
})

test('public points are counted and found at the parts where their words stand now', async () => {
  const { id, contributionId } = await aPoint(onParagraph(1))
  await finishSplit(db, by, { process, contributionId, despiteOpen: true }, NOW)
  await answerPoints(db, by, { process, pointIds: [id], disposition: 'adopted', reply: 'Wij doen het.' }, NOW)
  await publishAnswers(db, by, { process, baseUrl: 'https://saomen.example' }, AFTER_POST)
  expect((await publishedCounts(db, process)).section).toEqual(new Map([['1', 1]]))
  await db.updateTable('process').set({ state: 'released' }).where('id', '=', process.id).execute()
  await release(LATER)
  expect((await publishedCounts(db, process)).section).toEqual(new Map([['3', 1]]))
  const places = await db
    .selectFrom('publishedPlace')
    .select('sectionNumber')
    .where('processId', '=', process.id)
    .execute()
  expect(places).toEqual([{ sectionNumber: '3' }])
  expect(await chapterOf(id)).toBe('3')
})

test('what was suggested of the plan is looked for anew', async () => {
  const { id } = await aPoint()
  const { municipalityId } = process
  await db.deleteFrom('suggestionDue').where('pointId', '=', id).execute()
  await db
    .insertInto('suggestion')
    .values({
      ...{ municipalityId, processId: process.id, pointId: id, kind: 'place', value: concept.sections[0] ?? '' },
      ...{ likePoints: [], madeAt: NOW },
    })
    .execute()
  await release()
  expect(await db.selectFrom('suggestion').select('value').where('pointId', '=', id).execute()).toEqual([])
  expect(await db.selectFrom('suggestionDue').select('pointId').where('pointId', '=', id).execute()).toHaveLength(1)
})
