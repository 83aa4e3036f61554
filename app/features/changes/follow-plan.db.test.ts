import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { changesOf } from '#app/features/plans/versions/change-lines.ts'
import { compareVersions } from '#app/features/plans/versions/compare-versions.server.ts'
import { beginRevision } from '#app/features/plans/versions/begin-revision.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { correctPlan, removePart, writeParagraph } from '#app/room-parts.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { exportedReason, reasonsOf } from './reasons.ts'
import { storedReasons } from './stored-reasons.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const official = await anActor(db, municipality, { innerRoles: ['processor'] })

const because = async (process: ProcessRef) => {
  const now = await storedPlan(db, process)
  const compared = now && (await compareVersions(db, process, now))
  if (!compared) throw new Error('no second version')
  const changes = changesOf(compared.lines)
  const reasons = reasonsOf(changes, compared, await storedReasons(db, process, compared))
  return changes.map((change) => `${change.kind}: ${exportedReason(reasons.get(change))?.sentence ?? '-'}`)
}

/** A next version of a released plan, with its paragraphs and a way to say why one of them changed. */
async function aRevision() {
  const process = await aProcess(db, municipality)
  await aPlan(db, process)
  const { planVersionId } = await beginRevision(db, official, { process }, NOW)
  const plan = await storedPlan(db, process)
  const paragraphs = (plan?.blocks ?? []).filter(({ kind }) => kind !== 'heading')
  const part = (at: number) => paragraphs[at]?.id ?? uuid()
  const say = async (at: number, sentence: string) => {
    const row = { municipalityId: process.municipalityId, planVersionId, paragraphId: part(at), sentence, setAt: NOW }
    await db.insertInto('changeReason').values(row).execute()
  }
  return { process, part, say }
}

test('a reason goes along with words that are split, joined or taken away', async () => {
  const { process, part, say } = await aRevision()
  await writeParagraph(db, official, { process, part: part(0), words: 'Een heel andere eerste zin.' }, NOW)
  await say(0, 'Dit was onduidelijk.')
  await say(1, 'Dit stond er dubbel.')
  expect(await because(process)).toEqual(['edited: Dit was onduidelijk.'])
  await correctPlan(db, official, { process, correction: 'merge', part: part(1) }, NOW)
  expect(await because(process)).toEqual(['merged: Dit was onduidelijk. Dit stond er dubbel.'])
  await removePart(db, official, { process, part: part(0) }, NOW)
  expect(await because(process)).toEqual([
    'gone: Dit was onduidelijk. Dit stond er dubbel.',
    'gone: Dit was onduidelijk. Dit stond er dubbel.',
  ])
})
