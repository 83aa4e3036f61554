import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { itemView } from './item-view.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { completeStep } from '#app/features/answers/complete-step.server.ts'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answered, aProcessWithPoints } from '#tests/workflow-factories.ts'
import { giveOwnAnswer } from '#app/features/answers/give-own-answer.server.ts'
import { shareAnswer } from '#app/features/answers/share-answer.server.ts'
import { answerOfPoint } from '#app/features/answers/stored-answer.server.ts'

const { db } = await testDatabase()
let anna: Actor
let bram: Actor
let process: Process
let points: string[]
const shared = () => points[1] ?? ''

/** A team of two, who both write and approve: Anna wrote an answer, Bram let a second point share it. */
beforeEach(async () => {
  const municipality = await aMunicipality(db, { fourEyes: true })
  anna = await anActor(db, municipality, { innerRoles: ['processor', 'reviewer', 'approver'] })
  bram = await anActor(db, municipality, { innerRoles: ['processor', 'reviewer', 'approver'] })
  ;({ process, points } = await aProcessWithPoints(db, anna, ['Bus', 'Veld']))
  await answered(db, anna, process, [points[0] ?? ''])
  const answer = await answerOfPoint(db, process, points[0] ?? '')
  await shareAnswer(db, bram, { process, pointId: shared(), answerId: answer?.id ?? '' }, NOW)
  await db.updateTable('pointWork').set({ step: 4 }).where('pointId', '=', shared()).execute()
})

const eyesFor = async (reader: Actor) =>
  (await itemView(db, process, shared(), { reader, asked: new URLSearchParams() }, NOW)).eyes
const agree = (by: Actor) => completeStep(db, by, { process, pointId: shared(), step: 4 }, NOW)

test('nobody of two may agree, both read why, and the writer who gives it themself lets the other agree', async () => {
  for (const by of [anna, bram]) await expect(agree(by)).rejects.toMatchObject({ code: 'kept' })
  expect(await eyesFor(anna)).toMatchObject({ isStuck: true, mayGiveOwn: true })
  expect(await eyesFor(bram)).toMatchObject({ isStuck: true, mayGiveOwn: false })
  await expect(giveOwnAnswer(db, bram, { process, pointId: shared() }, NOW)).rejects.toMatchObject({ code: 'notYours' })
  await giveOwnAnswer(db, anna, { process, pointId: shared() }, NOW)
  await expect(agree(anna)).rejects.toMatchObject({ code: 'kept' })
  expect(await eyesFor(bram)).toBeNull()
  expect(await eyesFor(anna)).toMatchObject({ isStuck: false, mayGiveOwn: false })
  await agree(bram)
  await expect(giveOwnAnswer(db, anna, { process, pointId: points[0] ?? '' }, NOW)).resolves.toBeUndefined()
  const event = await db
    .selectFrom('event')
    .select('detail')
    .where('act', '=', 'giveOwnAnswer')
    .where('subjectId', '=', shared())
    .where('actorId', '=', anna.id)
    .executeTakeFirstOrThrow()
  expect(event.detail).toMatchObject({ from: bram.id, to: anna.id })
})
