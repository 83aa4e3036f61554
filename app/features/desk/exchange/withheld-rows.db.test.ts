import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { withheldRows } from './withheld-rows.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { findPublicProcess } from '#app/features/processes/public-queries.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { makePublic } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answered, aPoint } from '#tests/workflow-factories.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import { withdrawPoint } from '#app/features/answers/withdraw-point.server.ts'
import { withheldView } from '#app/features/answers/withheld.server.ts'

const { db } = await testDatabase()
let by: Actor
let process: Process
let points: string[]

beforeEach(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  const { slug } = await aProcess(db, municipality)
  process = await processBySlug(db, municipality.id, slug)
  points = [await aPoint(db, by, process, 'Een bus'), await aPoint(db, by, process, 'Een bank')]
  await answered(db, by, process, points)
  const contributions = await db.selectFrom('contribution').select('id').where('processId', '=', process.id).execute()
  for (const { id: contributionId } of contributions)
    await finishSplit(db, by, { process, contributionId, despiteOpen: true }, NOW)
  await makePublic(db, process)
})

test('a summary that was taken back is counted as a point that was taken back, and not as words said otherwise', async () => {
  const view = async () => {
    const found = await findPublicProcess(db, process.municipalityId, process.slug, { drafts: true })
    return found ? withheldView(db, found) : expect.fail('There is no process.')
  }
  const rows = async () => (await withheldRows(db, process)).map(([, what]) => what)
  expect((await view()).inSummary).toEqual({ points: 2, contributions: 2 })
  expect(await rows()).toEqual(Array(2).fill('punt waarvan alleen de samenvatting openbaar wordt'))
  const pointId = points[0] ?? ''
  await withdrawPoint(db, by, { process, pointId, because: 'mistake' }, NOW)
  expect(await view()).toMatchObject({
    inSummary: { points: 1, contributions: 1 },
    takenBack: [{ points: 1, why: 'Er is iets verkeerd gegaan' }],
  })
  expect((await rows()).sort()).toEqual([
    'punt dat is teruggenomen',
    'punt waarvan alleen de samenvatting openbaar wordt',
  ])
})
