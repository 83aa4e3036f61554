import { v4 as uuid } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import { changePoint, publicationParts, publishPublication, redactWords } from '#app/room-parts.server.ts'
import { aContribution, aProcess, NOW } from '#tests/factories.ts'
import { approveAll } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aTeam, answered } from '#tests/workflow-factories.ts'
import { answerPoints } from './answer-points.server.ts'
import { completeSteps } from './complete-steps.server.ts'
import { createPublication } from './draft-publication.server.ts'
import { makeRedactionFinal, setRedactionNeedsTwo } from './make-redaction-final.server.ts'
import { publishView } from './publish-view.server.ts'
import { releasePoints } from './release-points.server.ts'

const { db } = await testDatabase()
const LATER = new Date('2016-12-05T09:00:00+01:00')
const text = 'De bus rijdt niet, zegt Harm.'
let team: Awaited<ReturnType<typeof aTeam>>
let process: Process
let publicationId: string
let contributionId: string
let pointId: string

beforeAll(async () => {
  team = await aTeam(db)
})
beforeEach(async () => {
  const { slug } = await aProcess(db, team.municipality)
  process = await processBySlug(db, team.municipality.id, slug)
  publicationId = (await createPublication(db, team.preparer, { process, key: uuid(), rounds: ['inspraak'] }, NOW)).id
  contributionId = (await aContribution(db, process, { text })).id
  const range = { start: 0, end: text.length }
  pointId = (await markPoint(db, team.preparer, { process, contributionId, range }, NOW)).id
  await answered(db, team.preparer, process, [pointId])
  await finishSplit(db, team.preparer, { process, contributionId, despiteOpen: true }, NOW)
})

const marks = async (by: Actor) =>
  (
    await publishView(
      db,
      await processBySlug(db, team.municipality.id, process.slug),
      publicationId,
      by,
      LATER,
      publicationParts,
    )
  ).marks
const rewritten = () =>
  answerPoints(db, team.other, { process, pointIds: [pointId], disposition: 'noted', reply: 'Iets heel anders.' }, NOW)
const release = () => releasePoints(db, team.preparer, { process, publicationId }, NOW)

describe('at the gate', () => {
  test('answers are approved that the gate counted, as they were then', async () => {
    const approve = (seen: string) => completeSteps(db, team.approver, { process, publicationId, seen }, NOW)
    const { toApprove } = await marks(team.approver)
    await rewritten()
    await expect(approve(toApprove)).rejects.toMatchObject({ code: 'stale' })
    expect(await approve((await marks(team.approver)).toApprove)).toEqual({ points: 1 })
    expect((await marks(team.approver)).toApprove).toBe('')
  })

  test('what was left out is made final that waited there', async () => {
    await setRedactionNeedsTwo(db, team.approver, { process, needsTwo: true }, NOW)
    const leaveOut = (words: string) =>
      redactWords(db, team.preparer, { process, pointId, words, reason: 'personName' }, NOW)
    const final = (seen: string) => makeRedactionFinal(db, team.other, { process, publicationId, seen }, NOW)
    await leaveOut('Harm')
    const { toMakeFinal } = await marks(team.other)
    await leaveOut('bus')
    await expect(final(toMakeFinal)).rejects.toMatchObject({ code: 'stale' })
    // One piece at the gate, whose address names the publication as well.
    const [piece] = await db.selectFrom('redaction').select('id').where('processId', '=', process.id).execute()
    const one = { process, publicationId, redactionIds: [piece?.id ?? ''], seen: '' }
    expect(await makeRedactionFinal(db, team.other, one, NOW)).toEqual({ pieces: 1 })
    expect(await final((await marks(team.other)).toMakeFinal)).toEqual({ pieces: 1 })
  })

  test('what is signed was on the page: other words or another answer ask to look again, and the reason stays with who typed it', async () => {
    await approveAll(db, process, publicationId)
    await release()
    const sign = (seen: string) =>
      publishPublication(
        db,
        team.administrator,
        { process, publicationId, baseUrl: 'https://saomen.example', seen, earlyReason: 'Er komt niets meer.' },
        LATER,
      )
    const before = (await marks(team.administrator)).toSign
    expect((await marks(team.preparer)).toSign).toBe('')
    await changePoint(db, team.preparer, { process, pointId, summary: 'De bus' }, NOW)
    await approveAll(db, process, publicationId)
    await expect(sign(before)).rejects.toMatchObject({ code: 'answersNotReady' })
    await db.updateTable('pointWork').set({ changedSinceAnswer: false }).where('pointId', '=', pointId).execute()
    await approveAll(db, process, publicationId)
    await release()
    await expect(sign(before)).rejects.toMatchObject({ code: 'stale' })
    expect(await sign((await marks(team.administrator)).toSign)).toMatchObject({ published: true, points: 1 })
  })
})
