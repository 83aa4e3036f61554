import { expect, test } from 'vitest'
import { NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answered, aProcessWithPoints, aTeam } from '#tests/workflow-factories.ts'
import { releasePoints } from './release-points.server.ts'

const { db } = await testDatabase()

test('officials who release points of one process at once wait for each other, and both are done', async () => {
  const team = await aTeam(db)
  const { process, points } = await aProcessWithPoints(db, team.preparer, ['Bus', 'Veld', 'Bank', 'Licht'])
  await db.updateTable('contribution').set({ splitDoneAt: NOW }).where('processId', '=', process.id).execute()
  for (const pointId of points) await answered(db, team.preparer, process, [pointId])
  await db.updateTable('pointWork').set({ step: 5 }).where('processId', '=', process.id).execute()
  const released = await Promise.all(
    points.map((pointId) => releasePoints(db, team.approver, { process, pointIds: [pointId] }, NOW)),
  )
  expect(released).toEqual(points.map(() => ({ points: 1 })))
})
