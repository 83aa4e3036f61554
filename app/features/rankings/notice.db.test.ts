import { expect, test, vi } from 'vitest'
import type { LiveEvent } from '#app/live/live-feed.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { notice, rankingFeeds, rankingScreen, type RankingNotice } from './notice.server.ts'

const { db, pool } = await testDatabase()
const tell = (change: RankingNotice) => db.transaction().execute((trx) => notice(trx, change))

/** A screen that counts how often what it shows was read. */
function screen(sessionId: string, groupId: string | null) {
  const got: LiveEvent[] = []
  let reads = 0
  const stop = rankingFeeds(pool).follow(
    rankingScreen({ sessionId, groupId }, async () => ++reads),
    (event) => got.push(event),
  )
  return { got, stop, reads: () => reads, typed: () => got.filter(({ event }) => event === 'typing') }
}

/** Once this has come, everything that was sent before it has. */
async function allHeard() {
  const end = screen('end', null)
  await vi.waitFor(() => expect(end.got).not.toEqual([]))
  const before = end.reads()
  await tell({ sessionId: 'end' })
  await vi.waitFor(() => expect(end.reads()).toBeGreaterThan(before))
  end.stop()
}

test('a change of a group reaches its board and the screen for all, and no other', async () => {
  const [own, other, all, elsewhere] = [screen('s', 'one'), screen('s', 'two'), screen('s', null), screen('t', 'one')]
  await allHeard()
  const before = [own, other, all, elsewhere].map(({ reads }) => reads())
  await tell({ sessionId: 's', groupId: 'one' })
  await allHeard()
  expect([own, other, all, elsewhere].map(({ reads }, at) => reads() - (before[at] ?? 0))).toEqual([1, 0, 1, 0])
  await tell({ sessionId: 's' })
  await allHeard()
  expect([own, other, all, elsewhere].map(({ reads }, at) => reads() - (before[at] ?? 0))).toEqual([2, 1, 2, 0])
  for (const { stop } of [own, other, all, elsewhere]) stop()
})

test('who writes about what is sent to the group alone: not to another, nor to the screen that the whole council sees', async () => {
  const [own, other, all] = [screen('s', 'one'), screen('s', 'two'), screen('s', null)]
  await allHeard()
  const reads = own.reads()
  await tell({ sessionId: 's', groupId: 'one', typing: { accountId: 'a', topicId: 'zorg' } })
  await allHeard()
  expect(own.typed()).toEqual([{ event: 'typing', data: '{"accountId":"a","topicId":"zorg"}' }])
  expect([other.typed(), all.typed()]).toEqual([[], []])
  expect(own.reads(), 'nothing is read for it').toBe(reads)
  for (const { stop } of [own, other, all]) stop()
})

test('screens that show the same are read for once, and one that left gets nothing more', async () => {
  const screens = [screen('s', 'one'), screen('s', 'one'), screen('s', 'one')]
  await allHeard()
  const before = screens[0]?.reads() ?? 0
  screens[2]?.stop()
  const left = screens[2]?.got.length
  await tell({ sessionId: 's', groupId: 'one' })
  await allHeard()
  expect(screens.map(({ reads }) => reads())).toEqual([before + 1, 0, 0])
  expect(screens[1]?.got.at(-1)).toEqual({ event: 'view', data: String(before + 1) })
  expect(screens[2]?.got.length).toBe(left)
  for (const { stop } of screens) stop()
})

test('a change that could not be read is read again, without another change', async () => {
  const got: string[] = []
  let tries = 0
  const load = async () => {
    if (++tries === 1) throw new Error('what this test breaks on purpose')
    return 'there again'
  }
  const stop = rankingFeeds(pool).follow(rankingScreen({ sessionId: 's', groupId: 'one' }, load), ({ data }) =>
    got.push(data),
  )
  await vi.waitFor(() => expect(got).toEqual(['"there again"']), 5000)
  stop()
})
