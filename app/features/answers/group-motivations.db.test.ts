import { expect, test } from 'vitest'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { importLists } from '#app/features/rankings/files/import-lists.server.ts'
import { listsFile, realCaseCsv } from '#app/features/rankings/files/real-case-lists.fixture.ts'
import { publishRanking } from '#app/features/rankings/publish-ranking.server.ts'
import { publishedRanking } from '#app/features/rankings/publication/published-ranking.server.ts'
import { redactWords } from '#app/room-parts.server.ts'
import { publishAnswers } from '#tests/publish-answers.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answerPoints } from './answer-points.server.ts'
import { publicPoints } from './public-points.server.ts'

const { db } = await testDatabase()

test('the motivations of council groups are answered and shown like every other point, by the name of the group', async () => {
  const municipality = await aMunicipality(db)
  const { id: processId, slug } = await aProcess(db, municipality)
  const clerk = await anActor(db, municipality, { role: 'clerk' })
  const official = await anActor(db, municipality)
  await importLists(db, clerk, { process: { id: processId }, file: listsFile(realCaseCsv) }, NOW)
  await publishRanking(db, clerk, { process: { id: processId } }, NOW)
  const process = await processBySlug(db, municipality.id, slug)
  const publish = () =>
    publishAnswers(db, official, { process, baseUrl: 'http://localhost' }, new Date('2016-12-01T12:00:00+01:00'))
  await expect(publish(), 'they need an answer').rejects.toMatchObject({ code: 'answersNotReady' })
  const aMember = async (name: string, email: string) => {
    const { id: accountId } = await anActor(db, municipality, { role: 'councilMember', email })
    const group = await db
      .selectFrom('councilGroup')
      .select(['id', 'sessionId'])
      .where('municipalityId', '=', municipality.id)
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
    await db
      .insertInto('groupMember')
      .values({ municipalityId: municipality.id, sessionId: group.sessionId, groupId: group.id, accountId })
      .execute()
  }
  const open = await publicPoints(db, process)
  const pointIds = open.contributors.flatMap(({ points }) => points.map(({ id }) => id))
  expect(pointIds).toHaveLength(15)
  await answerPoints(
    db,
    official,
    { process, pointIds, disposition: 'noted', reply: 'Dit werkt door in het plan.', forwardedTo: '', sectionIds: [] },
    NOW,
  )
  await aMember('Groep 2', 'raadslid-a@raad.example')
  await aMember('Groep 2', 'raadslid-b@raad.example')
  await publish()
  const mails = await db
    .selectFrom('notification')
    .select(['recipient', 'template', 'data'])
    .where('template', '=', 'sharedAnswers')
    .orderBy('recipient')
    .execute()
  expect(mails).toMatchObject([
    {
      recipient: 'raadslid-a@raad.example',
      data: {
        contributor: 'Groep 2 (gemeenteraad)',
        points: expect.arrayContaining([expect.objectContaining({ number: '2.1' })]),
      },
    },
    { recipient: 'raadslid-b@raad.example' },
  ])
  const { contributors } = await publicPoints(db, await processBySlug(db, municipality.id, slug))
  expect(contributors.map(({ number, name, kind, points }) => [number, name, kind, points.length])).toEqual([
    [1, 'Groep 1 (gemeenteraad)', 'councilGroup', 5],
    [2, 'Groep 2 (gemeenteraad)', 'councilGroup', 5],
    [3, 'Groep 3 (gemeenteraad)', 'councilGroup', 5],
  ])
  expect(contributors[0]?.points[2]).toMatchObject({
    theme: 'Mantelzorg',
    words: 'Hoort bij informele zorg. ë 👍🏽',
    reply: 'Dit werkt door in het plan.',
  })
})

test('what is left out of a motivation goes from the outcome that is public already, with an account of it', async () => {
  const municipality = await aMunicipality(db)
  const { id: processId, slug } = await aProcess(db, municipality)
  const clerk = await anActor(db, municipality, { role: 'clerk' })
  const official = await anActor(db, municipality)
  await importLists(
    db,
    clerk,
    {
      process: { id: processId },
      file: listsFile(realCaseCsv.replace('Hoort bij informele zorg.', 'Vraag het Ans Vos.')),
    },
    NOW,
  )
  await publishRanking(db, clerk, { process: { id: processId } }, NOW)
  const { id: pointId } = await db
    .selectFrom('point')
    .innerJoin('contribution', 'contribution.id', 'point.contributionId')
    .select('point.id')
    .where('point.processId', '=', processId)
    .where('text', 'like', '%Ans Vos%')
    .executeTakeFirstOrThrow()
  const outcome = async () => JSON.stringify((await publishedRanking(db, municipality.id, slug)).report.groups)
  expect(await outcome()).toContain('Vraag het Ans Vos.')
  const later = new Date('2016-12-01T12:00:00+01:00')
  const input = { process: { id: processId }, pointId, words: 'Ans Vos', reason: 'personName' as const }
  await redactWords(db, official, input, later)
  expect(await outcome()).toContain('Vraag het [weggelaten: naam].')
  expect(await outcome()).not.toContain('Ans Vos')
  expect(await db.selectFrom('publicWording').selectAll().where('processId', '=', processId).execute()).toMatchObject([
    {
      words: expect.stringContaining('Ans Vos'),
      publicFrom: NOW,
      publicUntil: later,
      places: [`/trajecten/${slug}/top-vijf`, `/trajecten/${slug}/top-vijf.csv`, `/trajecten/${slug}/top-vijf.json`],
    },
  ])
})
