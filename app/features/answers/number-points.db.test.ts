import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { removePoint } from './remove-point.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { finishSplit, reopenSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { pointsOfContribution } from '#app/features/points/queries.server.ts'

const { db } = await testDatabase()
let by: Actor
let process: Awaited<ReturnType<typeof aProcess>>

beforeEach(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor'] })
  process = await aProcess(db, municipality)
})

const text = 'De bus rijdt niet. Het veld is nat. De brug is stuk.'
const [bus, field, bridge] = ['De bus rijdt niet.', 'Het veld is nat.', 'De brug is stuk.']

async function mark(contributionId: string, words: string): Promise<string> {
  const start = text.indexOf(words)
  const given = start < 0 ? { summary: words } : { range: { start, end: start + words.length } }
  return (await markPoint(db, by, { process, contributionId, ...given }, NOW)).id
}
const finish = (contributionId: string) => finishSplit(db, by, { process, contributionId, despiteOpen: true }, NOW)
const reopen = (contributionId: string) => reopenSplit(db, by, { process, contributionId }, NOW)

/** The points in reading order, each with its number; '?' behind one that is provisional. */
async function shown(contributionId: string): Promise<string[]> {
  const points = await pointsOfContribution(db, process, contributionId)
  return points.map(({ label, isProvisional, range, summary }) => {
    const words = range ? text.slice(range.start, range.end) : summary
    return `${label}${isProvisional ? '?' : ''} ${words}`
  })
}

test('points are numbered in reading order when their split is first finished, own words last', async () => {
  const { id } = await aContribution(db, process, { text })
  for (const words of ['Meer bankjes', bridge, bus, field]) await mark(id, words)
  const inOrder = [bus, field, bridge, 'Meer bankjes']
  expect(await shown(id)).toEqual(inOrder.map((words, at) => `1.${at + 1}? ${words}`))
  await finish(id)
  expect(await shown(id)).toEqual(inOrder.map((words, at) => `1.${at + 1} ${words}`))
})

test('a later point gets the next number and stands where it is read; one that is taken away leaves a gap for ever', async () => {
  const { id } = await aContribution(db, process, { text })
  await mark(id, bus)
  const last = await mark(id, bridge)
  await finish(id)
  await reopen(id)
  await removePoint(db, by, { process, pointId: last }, NOW)
  await mark(id, field)
  expect(await shown(id)).toEqual([`1.1 ${bus}`, `1.3? ${field}`])
  await finish(id)
  await finish(id)
  expect(await shown(id)).toEqual([`1.1 ${bus}`, `1.3 ${field}`])
  await reopen(id)
  await mark(id, bridge)
  await finish(id)
  expect(await shown(id)).toEqual([`1.1 ${bus}`, `1.3 ${field}`, `1.4 ${bridge}`])
})

test('the numbers go on through all contributions of a contributor, in the order in which they are split', async () => {
  const first = await aContribution(db, process, { text })
  const second = await aContribution(db, process, { text, contributorId: first.contributorId })
  const stranger = await aContribution(db, process, { text })
  await mark(first.id, bus)
  for (const words of [bus, field]) await mark(second.id, words)
  await mark(stranger.id, bus)
  await finish(second.id)
  await finish(first.id)
  await finish(stranger.id)
  expect(await shown(second.id)).toEqual([`1.1 ${bus}`, `1.2 ${field}`])
  expect(await shown(first.id)).toEqual([`1.3 ${bus}`])
  expect(await shown(stranger.id)).toEqual([`2.1 ${bus}`])
})

test('who finishes contributions of one contributor at once gives no number twice', async () => {
  const first = await aContribution(db, process, { text })
  const others = await Promise.all(
    Array.from({ length: 5 }, () =>
      aContribution(db, process, { text, contributorId: first.contributorId, isNew: true }),
    ),
  )
  const all = [first, ...others]
  for (const { id } of all) for (const words of [bus, field]) await mark(id, words)
  await Promise.all(all.map(({ id }) => finish(id)))
  const numbers = (await db.selectFrom('point').select('number').where('processId', '=', process.id).execute()).map(
    ({ number }) => number ?? 0,
  )
  expect(numbers.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 12 }, (_, at) => at + 1))
})

test('the points of someone without a number have theirs as soon as they are split', async () => {
  const { id } = await aContribution(db, process, { text, isNew: true })
  await mark(id, bus)
  await finish(id)
  expect(await shown(id)).toEqual([`–.1? ${bus}`])
})
