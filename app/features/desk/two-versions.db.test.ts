import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { NotFound } from '#app/errors.server.ts'
import { attachedToParagraphs } from '#app/features/answers/attached-to-paragraphs.server.ts'
import { linksToPlan } from '#app/features/answers/plan-links.server.ts'
import { publishedPoints } from '#app/features/answers/published-points.server.ts'
import { answerToShow } from '#app/features/answers/stored-answer.server.ts'
import { myReaction } from '#app/features/contributions/my-reaction.server.ts'
import { partOfPlan } from '#app/features/contributions/process-to-react.server.ts'
import { pointsPerChapter } from '#app/features/partners/asking/point-shares.server.ts'
import { partnerInputKinds } from '#app/features/partners/response.ts'
import { partInWords } from '#app/features/plans/part-in-words.ts'
import { partsById } from '#app/features/plans/find-parts.server.ts'
import { isHeading } from '#app/features/plans/plan.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { beginRevision } from '#app/features/plans/versions/begin-revision.server.ts'
import { makeCurrent } from '#app/features/plans/versions/current-version.server.ts'
import { placePoints } from '#app/features/points/place-points.server.ts'
import { splitView } from '#app/features/points/split-view.server.ts'
import { workingState } from '#app/features/points/working-state.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { removePart, writeParagraph } from '#app/room-parts.server.ts'
import { aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { makePublic } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const official = await anActor(db, municipality, { innerRoles: ['processor'] })
const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index]
  if (found === undefined) throw new Error('not there')
  return found
}

/** A released plan with a point about its first paragraph and one about its last, each placed there and with an answer that names it. */
async function withPoints() {
  const process = await aProcess(db, municipality)
  const { municipalityId, id: processId } = process
  const { planVersionId, sections, paragraphs } = await aPlan(db, process)
  const contributorId = uuid()
  await db
    .insertInto('contributor')
    .values({ municipalityId, id: contributorId, processId, kind: 'resident', number: 1, residentNumber: 1 })
    .execute()
  const react = async (sectionId: string, paragraphId: string, number: number) => {
    const [contributionId, pointId, answerId] = [uuid(), uuid(), uuid()]
    await db
      .insertInto('contribution')
      .values({
        ...{ municipalityId, processId, id: contributionId, contributorId, kind: 'reaction', channel: 'online' },
        ...{ receivedAt: NOW, timeliness: 'onTime', text: 'Goed plan', sectionId, paragraphId },
      })
      .execute()
    await db
      .insertInto('point')
      .values({
        ...{ municipalityId, processId, id: pointId, contributionId, contributorId, number },
        ...{ summary: 'Goed', createdAt: NOW },
      })
      .execute()
    await db
      .insertInto('answer')
      .values({ municipalityId, processId, id: answerId, disposition: 'noted', reply: 'Dank u.', updatedAt: NOW })
      .execute()
    await db.insertInto('answerPoint').values({ municipalityId, processId, answerId, pointId }).execute()
    await db.insertInto('answerSection').values({ municipalityId, answerId, sectionId }).execute()
    const place = { municipalityId, planVersionId, lineageId: paragraphId }
    await db
      .insertInto('answerParagraph')
      .values({ ...place, answerId })
      .execute()
    await db
      .insertInto('pointPlace')
      .values({ ...place, processId, pointId, sectionId })
      .execute()
    return { contributionId, pointId }
  }
  const first = await react(at(sections, 0), at(paragraphs, 0), 1)
  const last = await react(at(sections, 1), at(paragraphs, 3), 2)
  return { process, sections, paragraphs, first, last }
}

/** A next version in which the first paragraph was split and the last one is gone. */
async function nextVersion(process: { id: string; municipalityId: string }) {
  const { planVersionId } = await beginRevision(db, official, { process }, NOW)
  const blocks = (await storedPlan(db, process))?.blocks.filter((block) => !isHeading(block)) ?? []
  const words = 'Eerste stuk over gezin.\n\nTweede stuk over netwerk.'
  await writeParagraph(db, official, { process, part: at(blocks, 0).id, words }, NOW)
  await removePart(db, official, { process, part: at(blocks, 3).id }, NOW)
  const now = (await storedPlan(db, process))?.blocks.filter((block) => !isHeading(block)) ?? []
  return { planVersionId, now }
}

describe('what is said about a plan, when people read a next version of it', () => {
  test('stays with its words at the desk, and says where those are now', async () => {
    const { process, paragraphs, first, last } = await withPoints()
    const { planVersionId } = await nextVersion(process)
    const words = async (id: string) => (await partsById(db, process, [id])).map(partInWords)
    const place = (await workingState(db, process, first.pointId))?.placeId ?? ''
    expect(await words(place), 'nobody reads the next one yet').toEqual(['1 Gezin en sociaal netwerk, alinea 1'])
    await makeCurrent(db, process, planVersionId, 'readers')
    expect((await workingState(db, process, first.pointId))?.placeId).toBe(paragraphs[0])
    expect((await answerToShow(db, process, first.pointId))?.paragraphIds).toEqual([paragraphs[0]])
    expect(await words(place)).toEqual(['1 Gezin en sociaal netwerk, alinea 1 (nu alinea’s 1 en 2)'])
    const gone = (await workingState(db, process, last.pointId))?.placeId ?? ''
    expect(await words(gone)).toEqual(['2 Algemene voorzieningen, alinea 4 (niet meer in het plan)'])
  })

  test('tells who splits it and who sent it where its words are now', async () => {
    const { process, paragraphs, first, last } = await withPoints()
    const { planVersionId } = await nextVersion(process)
    const sent = ({ contributionId }: { contributionId: string }) =>
      myReaction(db, process.municipalityId, contributionId)
    expect((await sent(first))?.aboutNow).toBeNull()
    await makeCurrent(db, process, planVersionId, 'readers')
    expect((await sent(first))?.aboutNow).toEqual({ says: 'nu alinea’s 1 en 2', paragraphId: paragraphs[0] })
    expect((await sent(last))?.aboutNow?.says).toBe('niet meer in het plan')
    const whole = await processBySlug(db, process.municipalityId, process.slug)
    const split = await splitView(db, whole, first.contributionId, new URLSearchParams(), new Set(), null)
    expect(split.about).toContain('alinea 1, Gezin en sociaal netwerk (nu alinea’s 1 en 2)')
    expect(split.aboutText).toBe('Eerste alinea over gezin en sociaal netwerk.')
  })

  test('counts where its words stand now, at each piece of what was split', async () => {
    const { process } = await withPoints()
    await makePublic(db, process)
    const { planVersionId, now } = await nextVersion(process)
    await makeCurrent(db, process, planVersionId, 'readers')
    const counted = await publishedPoints(db, { ...process, publishedAt: NOW })
    expect(counted?.paragraphs).toEqual({ [at(now, 0).id]: 1, [at(now, 1).id]: 1 })
  })

  test('becomes public with the numbers that its parts have then', async () => {
    const { process } = await withPoints()
    const { planVersionId } = await nextVersion(process)
    for (const [from, to] of [
      ['2', '3'],
      ['1', '2'],
    ])
      await db
        .updateTable('section')
        .set({ number: to ?? '' })
        .where('planVersionId', '=', planVersionId)
        .where('number', '=', from ?? '')
        .execute()
    await makeCurrent(db, process, planVersionId, 'readers')
    await makePublic(db, process)
    const counted = await publishedPoints(db, { ...process, publishedAt: NOW })
    expect(counted?.sections, 'the last paragraph is gone, its chapter is named by the answer').toEqual({
      '2': 1,
      '3': 1,
    })
  })

  test('counts in the chapter as it is called now', async () => {
    const { process } = await withPoints()
    await db
      .updateTable('contribution')
      .set({ kind: at([...partnerInputKinds], 0) })
      .where('processId', '=', process.id)
      .execute()
    const { planVersionId } = await nextVersion(process)
    await db
      .updateTable('section')
      .set({ heading: 'Gezin' })
      .where('planVersionId', '=', planVersionId)
      .where('number', '=', '1')
      .execute()
    const counts = () => pointsPerChapter(db, process)
    expect(await counts()).toEqual([
      { name: '1 Gezin en sociaal netwerk', points: 1 },
      { name: '2 Algemene voorzieningen', points: 1 },
    ])
    await makeCurrent(db, process, planVersionId, 'readers')
    expect(await counts()).toEqual([
      { name: '1 Gezin', points: 1 },
      { name: '2 Algemene voorzieningen', points: 1 },
    ])
  })

  test('hangs on paragraphs, which the comparison counts', async () => {
    const { process, paragraphs } = await withPoints()
    const { each, all } = await attachedToParagraphs(db, process, paragraphs)
    expect(each).toEqual({ [at(paragraphs, 0)]: { points: 1, links: 1 }, [at(paragraphs, 3)]: { points: 1, links: 1 } })
    expect(all).toEqual({ points: 2, links: 2 })
    expect(await attachedToParagraphs(db, process, [])).toEqual({ each: {}, all: { points: 0, links: 0 } })
  })

  test('is never said about a draft, which may be thrown away', async () => {
    const { process, first } = await withPoints()
    const { planVersionId, now } = await nextVersion(process)
    const whole = await processBySlug(db, process.municipalityId, process.slug)
    const part = at(now, 0).id
    const link = () =>
      db.transaction().execute((trx) => linksToPlan(trx, whole, { sectionIds: [], paragraphIds: [part] }))
    const place = () =>
      db
        .transaction()
        .execute((trx) => placePoints(trx, process, { eventId: uuid(), points: [first.pointId], placeId: part }, NOW))
    await expect(link()).rejects.toThrow(NotFound)
    await expect(place()).rejects.toThrow(NotFound)
    expect(await partOfPlan(db, process, { kind: 'paragraph', id: part })).toBeNull()
    await makeCurrent(db, process, planVersionId, 'readers')
    expect((await link()).paragraphs).toHaveLength(1)
    expect(await place()).toBe(1)
    expect(await partOfPlan(db, process, { kind: 'paragraph', id: part })).toMatchObject({
      quote: 'Eerste stuk over gezin.',
    })
  })
})
