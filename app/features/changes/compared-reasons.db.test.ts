import { expect, test } from 'vitest'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { compareVersions } from '#app/features/plans/versions/compare-versions.server.ts'
import { makeCurrent } from '#app/features/plans/versions/current-version.server.ts'
import { addParagraphs, removePart, writeParagraph } from '#app/room-parts.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { aNumberedPoint, aRevision } from '#tests/change-factories.ts'
import { comparedReasons } from './compared-reasons.server.ts'
import { reasonView } from './reason-view.server.ts'
import { setChangeReason } from './set-change-reason.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const processor = await anActor(db, municipality, { innerRoles: ['processor'] })
const approver = await anActor(db, municipality, { innerRoles: ['approver'] })

test('officials see beside each change why it was made, and people read the same in their words', async () => {
  const { process, planVersionId, part, old } = await aRevision(db, processor)
  const asked = [
    await aNumberedPoint(db, processor, process, 'Meer bankjes.'),
    await aNumberedPoint(db, processor, process, 'Een bus.'),
  ]
  const say = { process, part: part(0), words: 'Een heel andere eerste zin.' }
  await writeParagraph(db, processor, say, NOW)
  await setChangeReason(db, processor, { process, part: part(0), because: ['points'], points: asked }, NOW)
  await removePart(db, processor, { process, part: part(2) }, NOW)
  const sentence = 'Dit staat in een ander plan.'
  await setChangeReason(db, processor, { process, part: old(2), because: ['ownInitiative'], sentence }, NOW)
  const { part: added } = await addParagraphs(db, processor, { process, part: part(3), words: 'Iets nieuws.' }, NOW)

  const now = await storedPlan(db, process)
  const compared = now && (await compareVersions(db, process, now))
  if (!compared) throw new Error('no second version')
  const shown = [part(0), old(2), added, part(3)]
  const nothing = { asked: null, points: [], others: 0, ownInitiative: [], amendments: [] }
  const found = await comparedReasons(db, process, processor, compared, shown)
  expect(found).toEqual({
    maySet: true,
    reasons: {
      [part(0)]: {
        ...{ ...nothing, hasReason: true, asked: 'Omdat 2 mensen dit vroegen' },
        points: asked.map((id, at) => ({ id, number: `${at + 1}.1` })),
      },
      [old(2)]: { ...nothing, hasReason: true, ownInitiative: [sentence] },
      [added]: { ...nothing, hasReason: false },
    },
  })
  const read = async (id: string) => (await reasonView(db, process, compared, { part: id, taken: null })).read
  const [{ others }, readNothing] = [
    nothing,
    { asked: null, points: [], inside: '', ownInitiative: [], amendments: [] },
  ]
  expect(await read(part(0))).toEqual({
    ...{ ...readNothing, others, asked: 'Omdat 2 mensen dit vroegen' },
    inside: '2 punten zijn nog niet openbaar.',
  })
  expect(await read(old(2))).toEqual({ ...readNothing, others, ownInitiative: [sentence] })
  expect(await read(part(3))).toBe(null)

  await makeCurrent(db, process, planVersionId, 'readers')
  const maySet = async (by: typeof processor) => (await comparedReasons(db, process, by, compared, shown)).maySet
  expect([await maySet(processor), await maySet(approver)]).toEqual([false, true])
})
