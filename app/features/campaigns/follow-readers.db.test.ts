import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { placePoints } from '#app/features/points/place-points.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { aContribution, aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { AFTER_POST, releaseRenumbered } from '#tests/revised-plan.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { makeSuggestions } from './make-suggestions.server.ts'
import { suggestionFor } from './suggestion-view.server.ts'
import { takeWorkSuggestion } from './take-work-suggestion.server.ts'

const { db } = await testDatabase()

test('points that were placed in an earlier version suggest where that part stands now', async () => {
  const municipality = await aMunicipality(db)
  const by = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  const { slug } = await aProcess(db, municipality)
  const process = await processBySlug(db, municipality.id, slug)
  const { sections } = await aPlan(db, process)
  const point = async (text: string) => {
    const { id: contributionId } = await aContribution(db, process, { text })
    return (await markPoint(db, by, { process, contributionId, range: { start: 0, end: text.length } }, NOW)).id
  }
  const settled = [
    await point('Regel respijtzorg voor mantelzorgers zonder indicatie.'),
    await point('Regel respijtzorg voor mantelzorgers in eigen dorp.'),
    await point('Regel respijtzorg voor mantelzorgers ook in het weekend.'),
  ]
  const placing = { eventId: uuid(), points: settled, placeId: sections[0] ?? '' }
  await inTransaction(db, (trx) => placePoints(trx, process, placing, NOW))
  await releaseRenumbered(db, by, process, AFTER_POST)
  const asks = await point('Regel respijtzorg voor mantelzorgers met spoed.')
  await makeSuggestions(db, AFTER_POST)
  const view = await suggestionFor(db, process, asks, AFTER_POST)
  expect(view?.suggested?.place?.says).toContain('Gezin en sociaal netwerk')
  await takeWorkSuggestion(db, by, { process, pointId: asks }, AFTER_POST)
  const { chapter } = await db
    .selectFrom('pointWork')
    .select('chapter')
    .where('pointId', '=', asks)
    .executeTakeFirstOrThrow()
  expect(chapter, 'it was chapter 1 when the others were placed').toBe('2')
})
