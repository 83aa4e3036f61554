import { expect, test } from 'vitest'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { workCounts } from './work-counts.server.ts'

const { db } = await testDatabase()

test('the work on a process is counted over all of its register', async () => {
  const municipality = await aMunicipality(db)
  const by = await anActor(db, municipality)
  const process = await aProcess(db, municipality)
  const { id: contributionId } = await aContribution(db, process, { text: 'Een middag vrij. Dichtbij huis. 🌻' })
  await aContribution(db, process, { text: 'x'.repeat(500) })
  await aContribution(db, process, { text: 'Vroeg' })
  await markPoint(db, by, { process, contributionId, range: { start: 0, end: 16 } }, NOW)
  await markPoint(db, by, { process, contributionId, summary: 'Kort gezegd' }, NOW)
  expect(await workCounts(db, process)).toEqual({
    contributions: 3,
    split: 0,
    points: 2,
    answered: 0,
    setAside: 0,
    themes: 0,
  })
  const empty = await aProcess(db, municipality)
  expect(await workCounts(db, empty)).toEqual({
    contributions: 0,
    split: 0,
    points: 0,
    answered: 0,
    setAside: 0,
    themes: 0,
  })
})
