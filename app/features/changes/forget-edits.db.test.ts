import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { beginRevision } from '#app/features/plans/versions/begin-revision.server.ts'
import { adoptPlan, releaseRevision, writeParagraph } from '#app/room-parts.server.ts'
import { aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { AFTER_POST, aRevisedPlan } from '#tests/revised-plan.ts'
import { handOverFile } from './decision-file/hand-over.server.ts'

const { db } = await testDatabase()
const WORDS = 'Mijn buurman heeft hulp nodig.'
let municipality: Awaited<ReturnType<typeof aMunicipality>>
let by: Actor

beforeEach(async () => {
  municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
})

/** What is kept of edits of a version, all in one. */
const kept = async (planVersionId: string) =>
  JSON.stringify(
    await db.selectFrom('planEdit').select(['patch', 'kept']).where('planVersionId', '=', planVersionId).execute(),
  )

/** A draft in which words stood for a while. */
async function aDraft() {
  const made = await aRevisedPlan(db, municipality, by)
  const write = (words: string) =>
    writeParagraph(db, by, { process: made.process, part: made.paragraphs[0] ?? '', words }, NOW)
  await write(WORDS)
  await write('Zorg voor elkaar in de buurt.')
  expect(await kept(made.planVersionId)).toContain(WORDS)
  return made
}

const DECISION = {
  gapsSigned: true,
  body: 'de gemeenteraad',
  decidedOn: '24 november 2016',
  decision: 'raadsbesluit 2016-88',
}

test.each([
  ['is released', (process: { id: string }) => releaseRevision(db, by, { process, gapsSigned: true }, AFTER_POST)],
  ['is adopted', (process: { id: string }) => adoptPlan(db, by, { process, ...DECISION }, AFTER_POST)],
  [
    'goes to the council',
    (process: { id: string }) =>
      handOverFile(db, by, { process, meetsOn: '15 december 2016', signed: true }, AFTER_POST),
  ],
] as const)('when a version %s, nothing is left of words that were taken out of it', async (_, fix) => {
  const { process, planVersionId } = await aDraft()
  await fix(process)
  expect(await kept(planVersionId)).toBe('[]')
})

test('when a next version begins, nothing is left of words that were taken out of the one before it', async () => {
  const process = await aProcess(db, municipality, { state: 'draft' })
  const { planVersionId, paragraphs } = await aPlan(db, process)
  await writeParagraph(db, by, { process, part: paragraphs[0] ?? '', words: WORDS }, NOW)
  expect(await kept(planVersionId)).toContain(WORDS)
  await db.updateTable('process').set({ state: 'released', releasedAt: NOW }).where('id', '=', process.id).execute()
  await beginRevision(db, by, { process }, NOW)
  expect(await kept(planVersionId)).toBe('[]')
})
