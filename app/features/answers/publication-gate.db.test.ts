import { v4 as uuid } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import { completeStep } from './complete-step.server.ts'
import { returnPoint } from '#app/features/workflow/return-point.server.ts'
import { publicationParts, publishPublication } from '#app/room-parts.server.ts'
import { aContribution, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aTeam, answered } from '#tests/workflow-factories.ts'
import { answerPoints } from './answer-points.server.ts'
import { completeSteps } from './complete-steps.server.ts'
import { createPublication } from './draft-publication.server.ts'
import { publishView } from './publish-view.server.ts'
import { releasePoints } from './release-points.server.ts'

const { db } = await testDatabase()
const LATER = new Date('2016-12-05T09:00:00+01:00')
let team: Awaited<ReturnType<typeof aTeam>>
let process: Process
let publicationId: string

beforeAll(async () => {
  team = await aTeam(db)
})
beforeEach(async () => {
  const { slug } = await aProcess(db, team.municipality)
  process = await processBySlug(db, team.municipality.id, slug)
  publicationId = (await createPublication(db, team.preparer, { process, key: uuid(), rounds: ['inspraak'] }, NOW)).id
})

/** A contribution of one point, answered by someone. */
async function handled(by: Actor, text = 'De bus rijdt niet.'): Promise<string> {
  const contribution = await aContribution(db, process, { text })
  const range = { start: 0, end: text.length }
  const { id } = await markPoint(db, by, { process, contributionId: contribution.id, range }, NOW)
  await answered(db, by, process, [id])
  await finishSplit(db, by, { process, contributionId: contribution.id, despiteOpen: true }, NOW)
  return id
}
const complete = (by: Actor, pointId: string, ...steps: number[]) =>
  steps.reduce(
    (before, step) => before.then(() => completeStep(db, by, { process, pointId, step }, NOW).then(() => {})),
    Promise.resolve(),
  )
const completeAll = (by: Actor) => completeSteps(db, by, { process, publicationId }, NOW)
const release = () => releasePoints(db, team.preparer, { process, publicationId }, NOW)
const sign = (by: Actor) =>
  publishPublication(db, by, { process, publicationId, baseUrl: 'https://saomen.example' }, LATER)
const gate = (by: Actor) => publishView(db, process, publicationId, by, LATER, publicationParts)

describe('what is not through all steps', () => {
  test('keeps a publication from being signed; the gate says how many lie at each step, and on whom', async () => {
    const points = [await handled(team.preparer), await handled(team.preparer), await handled(team.other)]
    const unanswered = await aContribution(db, process, { text: 'Nog niets.' })
    await markPoint(db, team.preparer, { process, contributionId: unanswered.id, summary: 'Nog niets' }, NOW)
    await complete(team.checker, points[0] ?? '', 1, 2)
    await complete(team.checker, points[1] ?? '', 1)
    await db
      .updateTable('pointWork')
      .set({ assigneeId: team.checker.id })
      .where('pointId', '=', points[1] ?? '')
      .execute()
    await release()
    const { gaps, steps, missing } = await gate(team.approver)
    // What has no answer is missing for that reason alone.
    expect(gaps.unapproved).toMatchObject({
      count: 3,
      steps: [
        { position: 1, name: 'Voorbereiden', count: 1, on: [{ name: null, count: 1 }] },
        { position: 2, name: 'Inhoud', count: 1, on: [{ name: team.checker.name, count: 1 }] },
        { position: 3, name: 'Juridisch', count: 1, on: [{ name: null, count: 1 }] },
      ],
    })
    expect(gaps.unapproved.first.map(({ number, problems }) => [number, problems])).toEqual([
      ['1.1', ['Ligt bij Juridisch.']],
      ['2.1', ['Ligt bij Inhoud.']],
      ['3.1', ['Ligt bij Voorbereiden.']],
    ])
    expect(steps.map(({ left }) => left)).toEqual([1, 1, 1, 0])
    expect(missing).toBe(5)
    await expect(sign(team.approver)).rejects.toThrow('3 antwoorden zijn nog niet door alle stappen: 1.1, 2.1, 3.1')
  })

  test('is approved at once by who may do all steps that are left, and by nobody else', async () => {
    const own = await handled(team.approver)
    const back = await handled(team.preparer)
    await complete(team.checker, back, 1)
    await returnPoint(db, team.checker, { process, pointId: back, step: 2, reason: 'Klopt niet.' }, NOW)
    const [incomplete] = [await handled(team.preparer)]
    await db
      .updateTable('answer')
      .set({ reply: ' ' })
      .where(
        'id',
        'in',
        db
          .selectFrom('answerPoint')
          .select('answerId')
          .where('pointId', '=', incomplete ?? ''),
      )
      .execute()
    const ready = [await handled(team.preparer), await handled(team.other)]
    await expect(completeAll(team.checker)).rejects.toMatchObject({ code: 'noneForYou' })
    expect((await gate(team.checker)).completable).toBe(0)
    expect((await gate(team.approver)).completable).toBe(2)
    expect(await completeAll(team.approver)).toEqual({ points: 2 })
    const work = await db
      .selectFrom('pointWork')
      .select(['pointId', 'step'])
      .where('processId', '=', process.id)
      .execute()
    expect(
      work
        .filter(({ step }) => step === 5)
        .map(({ pointId }) => pointId)
        .toSorted(),
    ).toEqual(ready.toSorted())
    expect(work.find(({ pointId }) => pointId === own)?.step).toBe(1)
    const history = await db
      .selectFrom('pointHistory')
      .select(['fromValue', 'toValue'])
      .where('pointId', '=', ready[0] ?? '')
      .where('field', '=', 'step')
      .execute()
    expect(history).toEqual([{ fromValue: '1', toValue: '5' }])
  })
})

describe('each line of the gate', () => {
  const ofPoint = (pointId: string) => db.updateTable('pointWork').where('pointId', '=', pointId)
  const lacking: [why: string, make: () => Promise<unknown>][] = [
    ['Eén inbreng is niet klaar met splitsen: 2.', () => aContribution(db, process, { text: 'Nog niets gedaan.' })],
    [
      'Eén punt heeft geen antwoord: 2.1.',
      async () => {
        const { id: contributionId } = await aContribution(db, process, { text: 'Een brief.' })
        await markPoint(db, team.preparer, { process, contributionId, summary: 'Brief' }, NOW)
        await finishSplit(db, team.preparer, { process, contributionId, despiteOpen: true }, NOW)
      },
    ],
    [
      'Eén antwoord is niet compleet: 1.1.',
      async () => {
        await db.updateTable('answer').set({ reply: ' ' }).where('processId', '=', process.id).execute()
        await db.updateTable('pointWork').set({ isReleased: true }).where('processId', '=', process.id).execute()
      },
    ],
    [
      'Eén antwoord is nog niet door alle stappen: 2.1.',
      async () =>
        ofPoint(await handled(team.preparer))
          .set({ isReleased: true })
          .execute(),
    ],
    [
      'Eén punt is niet vrijgegeven: 2.1.',
      async () =>
        ofPoint(await handled(team.preparer))
          .set({ step: 5 })
          .execute(),
    ],
    [
      'Op één plek staat iets dat van een persoon kan zijn: 2.1.',
      async () =>
        ofPoint(await handled(team.preparer, 'Bel mij op 06-12345678.'))
          .set({ step: 5, isReleased: true })
          .execute(),
    ],
  ]

  test.each(lacking)('stops a publication by itself: %s', async (why, make) => {
    await handled(team.preparer)
    await release()
    await completeAll(team.administrator)
    await make()
    await expect(sign(team.administrator)).rejects.toMatchObject({
      code: 'answersNotReady',
      message: `U kunt de antwoorden nog niet openbaar maken. ${why}`,
    })
  })
})

describe('four eyes at the last step', () => {
  test('bind who signs: whoever wrote an answer in it does not, and reads who can', async () => {
    await handled(team.preparer)
    await handled(team.approver)
    await release()
    await completeAll(team.administrator)
    expect(await gate(team.approver)).toMatchObject({ missing: 0, own: { count: 1, first: ['2.1'] } })
    await expect(sign(team.approver)).rejects.toMatchObject({
      code: 'wroteAnswers',
      message: `U schreef of deelde zelf het antwoord op 1 punt, gaf het besluit, of wijzigde het punt na goedkeuring: 2.1. Bij de stap Goedkeuren gelden vier ogen, en die gelden ook voor wie tekent. Laat een van deze collega’s tekenen: ${team.administrator.name}.`,
    })
    expect((await gate(team.administrator)).own).toBeNull()
    expect(await sign(team.administrator)).toMatchObject({ published: true, points: 2 })
  })

  test('bind who gave the answer of a colleague to a point too', async () => {
    await handled(team.preparer)
    const point = await handled(team.preparer)
    await db.updateTable('pointWork').set({ givenBy: team.approver.id }).where('pointId', '=', point).execute()
    await release()
    await completeAll(team.administrator)
    expect(await gate(team.approver)).toMatchObject({
      own: { count: 1, first: ['2.1'], others: [team.administrator.name] },
    })
    await expect(sign(team.approver)).rejects.toMatchObject({ code: 'wroteAnswers' })
  })

  test('say so when nobody is left who can', async () => {
    await handled(team.approver)
    await handled(team.administrator)
    await release()
    for (const by of [team.approver, team.administrator]) await completeAll(by)
    await expect(sign(team.administrator)).rejects.toThrow('Nu kan geen collega tekenen.')
  })

  test('bind nobody where the municipality does not want them', async () => {
    await handled(team.approver)
    await db.updateTable('processStep').set({ fourEyes: false }).where('processId', '=', process.id).execute()
    await release()
    await completeAll(team.approver)
    expect(await sign(team.approver)).toMatchObject({ published: true })
  })
})

describe('a release', () => {
  test('waits for a look at an answer whose point changed since, and says what else keeps a point', async () => {
    const changed = await handled(team.preparer)
    await db.updateTable('point').set({ summary: 'Er rijdt geen bus' }).where('id', '=', changed).execute()
    await handled(team.preparer, 'Bel mij op 06-12345678.')
    const late = await aContribution(db, process, { text: 'Een brief.' })
    const { id } = await markPoint(db, team.preparer, { process, contributionId: late.id, summary: 'Brief' }, NOW)
    await answerPoints(db, team.preparer, { process, pointIds: [id], disposition: 'noted', reply: 'Dank u.' }, NOW)
    await expect(release()).rejects.toMatchObject({ code: 'noneReady' })
    const { first } = (await gate(team.preparer)).gaps.unreleased
    expect(first.map(({ problems }) => problems)).toEqual([
      ['Het punt is gewijzigd na het antwoord. Kijk of het antwoord nog klopt.'],
      ['Er staat iets in dat van een persoon kan zijn. Kijk daar eerst naar.'],
      ['De inbreng is nog niet klaar met splitsen.'],
    ])
  })

  test('waits for a look at what an answer tells of a person', async () => {
    const pointId = await handled(team.preparer)
    const reply = 'Bel mevrouw De Vries op 06-12345678.'
    await answerPoints(db, team.preparer, { process, pointIds: [pointId], disposition: 'noted', reply }, NOW)
    await expect(release()).rejects.toMatchObject({ code: 'noneReady' })
    expect((await gate(team.preparer)).gaps.unreleased.first).toMatchObject([
      { number: '1.1', problems: ['Er staat iets in dat van een persoon kan zijn. Kijk daar eerst naar.'] },
    ])
  })
})
