import { v4 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { createPublication } from '#app/features/answers/draft-publication.server.ts'
import { markToSign } from '#app/features/answers/gate-marks.server.ts'
import { publicationOf } from '#app/features/answers/publications.server.ts'
import { releasePoints } from '#app/features/answers/release-points.server.ts'
import { searchWords } from '#app/features/answers/search-words.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { approveAll } from '#tests/publish-answers.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { correctError } from '#app/features/plans/errata/correct-error.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { makeCurrent } from '#app/features/plans/versions/current-version.server.ts'
import { beginRevision } from '#app/features/plans/versions/begin-revision.server.ts'
import { publishPublication, removePart, writeParagraph } from '#app/room-parts.server.ts'
import { sql } from 'kysely'
import { testDatabase } from '#tests/setup/database.ts'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { aNumberedPoint, aRevision, whyChanged } from '#tests/change-factories.ts'
import { countGaps } from './gaps.ts'
import { gapsOfVersion, idleLinks, isPromisedWithoutChange } from './gaps.server.ts'
import { warnOfGaps } from './warn-of-gaps.server.ts'
import { setChangeReason } from './set-change-reason.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const official = await anActor(db, municipality, { innerRoles: ['processor'] })
const approver = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
const LATER = new Date('2016-12-05T09:00:00+01:00')
const publishing = { baseUrl: 'https://saomen.example', earlyReason: 'Er komt geen post meer.' }

async function aWorkedRevision() {
  const revision = await aRevision(db, official)
  const { process, part } = revision
  const write = (at: number, words: string) => writeParagraph(db, official, { process, part: part(at), words }, NOW)
  const answer = (pointIds: string[], disposition: 'adopted' | 'partlyAdopted' | 'notAdopted') =>
    answerPoints(db, official, { process, pointIds, disposition, reply: 'Zo doen wij het.' }, NOW)
  const behind = (at: number, points: string[]) =>
    setChangeReason(db, official, { process, part: part(at), because: ['points'], points }, NOW)
  const gaps = async () => {
    const found = await gapsOfVersion(db, process)
    return found && countGaps(found)
  }
  const listed = async () => {
    const { rows } = await sql<{ pointId: string }>`
      select point_id from point_work where process_id = ${process.id} and ${isPromisedWithoutChange(process, await idleLinks(db, process))} order by place`.execute(
      db,
    )
    return rows.map(({ pointId }) => pointId)
  }
  const point = (words: string, placeId?: string) =>
    aNumberedPoint(db, official, process, words, placeId === undefined ? {} : { placeId })
  return { ...revision, write, answer, behind, gaps, listed, point }
}

test('a promise is a gap until its point is behind a change, and again when the words are as they were', async () => {
  const { write, answer, behind, gaps, listed, point } = await aWorkedRevision()
  const [one, two, three] = [await point('Een bankje.'), await point('Een bus.'), await point('Een boom.')]
  await answer([one], 'adopted')
  await answer([two], 'partlyAdopted')
  await answer([three], 'notAdopted')
  expect(await gaps()).toEqual({ withoutChange: 2, withoutReason: 0, unanswered: 0, refused: 0 })
  expect(await listed()).toEqual([one, two])
  await write(0, 'Er komen bankjes.')
  expect(await gaps()).toMatchObject({ withoutChange: 2, withoutReason: 1 })
  await behind(0, [one, two, three])
  expect(await gaps()).toEqual({ withoutChange: 0, withoutReason: 0, unanswered: 0, refused: 1 })
  expect(await listed()).toEqual([])
  await write(0, 'Eerste alinea over gezin en sociaal netwerk.')
  expect(await gaps()).toEqual({ withoutChange: 2, withoutReason: 0, unanswered: 0, refused: 0 })
  expect(await listed()).toEqual([one, two])
})

test('what was taken over from a round that was answered before the concept is in it, and asks for no change', async () => {
  const { process, answer, gaps, listed, point } = await aWorkedRevision()
  await answer([await point('Een bankje.')], 'adopted')
  expect(await gaps()).toMatchObject({ withoutChange: 1 })
  const { municipalityId, id: processId } = process
  const publication = {
    municipalityId,
    processId,
    id: uuid(),
    number: 1,
    createdAt: NOW,
    rounds: ['inspraak'],
    title: 'Inspraak',
    key: uuid(),
  }
  const { releasedAt } = await db
    .selectFrom('process')
    .select('releasedAt')
    .where('id', '=', processId)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('publication')
    .values({
      ...{ ...publication, contributions: 1, points: 1, messages: 0 },
      publishedAt: new Date((releasedAt?.getTime() ?? 0) + 1000),
    })
    .execute()
  expect(await gaps()).toMatchObject({ withoutChange: 1 })
  await db.updateTable('publication').set({ publishedAt: releasedAt }).where('id', '=', publication.id).execute()
  expect(await gaps()).toMatchObject({ withoutChange: 0 })
  expect(await listed()).toEqual([])
})

test('a paragraph with points and no answer is a gap, where its words are now', async () => {
  const { process, old, part, answer, point } = await aWorkedRevision()
  const [one] = [await point('Een bankje.', old(1)), await point('Een bus.', old(1))]
  expect((await gapsOfVersion(db, process))?.unanswered).toEqual([{ part: part(1), points: 2 }])
  await answer([one], 'notAdopted')
  expect((await gapsOfVersion(db, process))?.unanswered).toEqual([{ part: part(1), points: 1 }])
  await removePart(db, official, { process, part: part(1) }, NOW)
  expect((await gapsOfVersion(db, process))?.unanswered).toEqual([{ part: old(1), points: 1 }])
})

test('changes of a version that nobody read yet count along with those of the one made from it', async () => {
  const { process, write, gaps } = await aWorkedRevision()
  await write(0, 'Er komen bankjes.')
  await db
    .updateTable('planVersion')
    .set({ fixedAt: NOW })
    .where('processId', '=', process.id)
    .where('ordinal', '=', 2)
    .execute()
  await beginRevision(db, official, { process }, NOW)
  expect(await gaps()).toMatchObject({ withoutReason: 1 })
})

test('an erratum is no gap and keeps no promise, and where there is a change its reason stays', async () => {
  const { process, planVersionId, part, write, answer, behind, gaps, listed, point } = await aWorkedRevision()
  const [one, two] = [await point('Een bankje.'), await point('Een bus.')]
  await answer([one, two], 'adopted')
  await write(0, 'Er komen bankjes in het prak.')
  await behind(0, [one])
  const second = (await storedPlan(db, process))?.blocks.find(({ id }) => id === part(1))?.text ?? ''
  await write(1, 'Er komt een bus.')
  await behind(1, [two])
  await write(1, second)
  await inTransaction(db, (trx) => makeCurrent(trx, process, planVersionId, 'readers'))
  await db.updateTable('planVersion').set({ fixedAt: NOW }).where('id', '=', planVersionId).execute()
  const before = [await gaps(), await listed(), await whyChanged(db, process)]
  expect(before).toEqual([
    { withoutChange: 1, withoutReason: 0, unanswered: 0, refused: 0 },
    [two],
    [expect.stringMatching(/^edited: ./)],
  ])
  for (const [at, words] of ['Er komen bankjes in het park.', `${second} Zonder fout.`, 'Ook zonder fout.'].entries())
    await correctError(db, approver, { process, part: part(at), words, reason: 'Een typefout.' }, NOW)
  expect([await gaps(), await listed(), await whyChanged(db, process)]).toEqual(before)
})

test('without a second version there is nothing to compare', async () => {
  const { process } = await aRevision(db, official)
  await db.updateTable('planVersion').set({ isForEditors: false }).where('processId', '=', process.id).execute()
  await db
    .updateTable('planVersion')
    .set({ isForEditors: true })
    .where('processId', '=', process.id)
    .where('ordinal', '=', 1)
    .execute()
  expect(await gapsOfVersion(db, process)).toBeNull()
})

test('the publication of answers warns of gaps, and the approver signs for them', async () => {
  const { process, write, answer, behind, point } = await aWorkedRevision()
  const [one, two] = [await point('Een bankje.'), await point('Een bus.')]
  await answer([one], 'adopted')
  await answer([two], 'notAdopted')
  await write(0, 'Er komen bankjes.')
  expect(await warnOfGaps(db, process)).toEqual([
    '1 punt is overgenomen, maar hangt aan geen wijziging.',
    '1 wijziging heeft geen reden.',
  ])
  const given = { process, key: uuid(), rounds: ['inspraak' as const], title: '' }
  const { id: publicationId } = await createPublication(db, approver, given, LATER)
  await inTransaction(db, (trx) => searchWords(trx, process))
  await releasePoints(db, approver, { process, publicationId }, LATER)
  await approveAll(db, process, publicationId, LATER)
  const publish = (more: { seen?: string } = {}) =>
    publishPublication(db, approver, { ...publishing, publicationId, process, ...more }, LATER)
  await expect(publish()).rejects.toMatchObject({ code: 'warned' })
  await expect(
    publish({ seen: await markToSign(db, process, await publicationOf(db, process, publicationId), []) }),
  ).rejects.toMatchObject({
    code: 'stale',
  })
  await behind(0, [one])
  expect(await warnOfGaps(db, process)).toEqual([])
  expect(await publish()).toMatchObject({ published: true })
})
