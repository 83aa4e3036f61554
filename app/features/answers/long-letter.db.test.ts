import { expect, test } from 'vitest'
import { markPoints } from '#app/features/points/mark-points.server.ts'
import { splitView } from '#app/features/points/split-view.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { splitPoint } from './redraw-points.server.ts'
import { undoSplitAct } from './undo-split-act.server.ts'

const { db } = await testDatabase()

test('a letter of 100,000 characters with 500 points is split on without waiting', async () => {
  const municipality = await aMunicipality(db)
  const by = await anActor(db, municipality, { innerRoles: ['processor'] })
  const { slug } = await aProcess(db, municipality)
  const process = await processBySlug(db, municipality.id, slug)
  const piece =
    'De bus rijdt bij ons in het dorp niet meer na zeven uur, en dat is lastig voor wie in Emmen werkt. Kan de gemeente daar iets aan doen, samen met de vervoerder en met ons dorp erbij?\n\n'
  const count = 500
  const text = piece.repeat(count)
  expect(text.length).toBeGreaterThan(90_000)
  const { id: contributionId } = await aContribution(db, process, { text })
  const ranges = Array.from({ length: count }, (_, at) => ({ start: at * piece.length, end: (at + 1) * piece.length }))
  await db.transaction().execute((trx) =>
    markPoints(
      trx,
      by,
      process,
      ranges.map((range) => ({ contributionId, range })),
      NOW,
    ),
  )
  const took = async (run: () => Promise<unknown>) => {
    const began = performance.now()
    await run()
    return performance.now() - began
  }
  const show = () => splitView(db, process, contributionId, new URLSearchParams(), new Set(), by)
  await show()
  const range = { start: 0, end: piece.indexOf('Kan') }
  const act = await took(() => splitPoint(db, by, { process, contributionId, range }, NOW))
  const undo = await took(() => undoSplitAct(db, by, { process, contributionId }, NOW))
  const view = await took(show)
  // Generous, as other tests run beside this one: on a machine at work it is half a second for an act.
  expect(Math.max(act, undo, view), `ms: split ${act}, undo ${undo}, show ${view}`).toBeLessThan(3000)
  expect((await show()).points).toHaveLength(count)
})
