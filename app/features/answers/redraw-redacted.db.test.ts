import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { redactWords } from '#app/room-parts.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { publicPointsById } from './public-points.server.ts'
import { joinToPoint, takeOutOfPoint } from './redraw-points.server.ts'
import { undoSplitAct } from './undo-split-act.server.ts'

const { db } = await testDatabase()
const text = 'De bus rijdt niet. Dat is lastig. Het veld is nat.'
const find = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })
let by: Actor
let process: Awaited<ReturnType<typeof aProcess>>
let contributionId: string

beforeEach(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor'] })
  process = await aProcess(db, municipality)
  contributionId = (await aContribution(db, process, { text })).id
})

const mark = (words: string) => markPoint(db, by, { process, contributionId, range: find(words) }, NOW)

describe('a point that gets the words of one of which some are left out', () => {
  const BUS = 'De bus rijdt niet.'
  async function leftOutElsewhere() {
    const { id } = await aContribution(db, process, { text: BUS })
    const range = { start: 0, end: BUS.length }
    const point = await markPoint(db, by, { process, contributionId: id, range }, NOW)
    const bus = { process, pointId: point.id, words: 'bus' }
    await redactWords(db, by, { ...bus, reason: 'other', otherReason: 'lijn' }, NOW)
  }
  const shown = async (pointId: string) => (await publicPointsById(db, process, [pointId])).get(pointId)?.words

  test('loses them when its boundary moves', async () => {
    await leftOutElsewhere()
    const { id } = await mark('De bus rijdt niet. Dat is lastig.')
    expect(await shown(id)).toBe('De bus rijdt niet. Dat is lastig.')
    await takeOutOfPoint(db, by, { process, contributionId, ranges: [find('Dat is lastig.')] }, NOW)
    expect(await shown(id)).toBe('De [weggelaten: lijn] rijdt niet.')
  })

  test('loses them when it says them again because an act is undone', async () => {
    const { id } = await mark(BUS)
    await joinToPoint(db, by, { process, contributionId, range: find('Dat is lastig.') }, NOW)
    await leftOutElsewhere()
    expect(await shown(id)).toBe('De bus rijdt niet. Dat is lastig.')
    await undoSplitAct(db, by, { process, contributionId }, NOW)
    expect(await shown(id)).toBe('De [weggelaten: lijn] rijdt niet.')
  })
})
