import { expect, test, vi } from 'vitest'
import { addGroup, changeGroup } from '#app/features/rankings/change-groups.server.ts'
import { createRanking } from '#app/features/rankings/create-ranking.server.ts'
import { notice, RANKING_CHANNEL } from '#app/features/rankings/notice.server.ts'
import { noticesOf } from '#db/notices.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { boardView } from './board-view.server.ts'
import { markBoardPresence } from './presence.server.ts'

const { db, pool } = await testDatabase()

async function aGroup() {
  const municipality = await aMunicipality(db)
  const process = await aProcess(db, municipality, { state: 'draft' })
  const clerk = await anActor(db, municipality, { role: 'clerk' })
  const member = await anActor(db, municipality, { role: 'councilMember' })
  const session = await createRanking(db, clerk, { processSlug: process.slug }, NOW)
  const { id: groupId } = await addGroup(db, clerk, { process, name: 'Groep 1' }, NOW)
  await changeGroup(db, clerk, { process, groupId, name: 'Groep 1', memberIds: [member.id] }, NOW)
  const ref = { municipalityId: municipality.id, sessionId: session.id, groupId }
  const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1000)
  return {
    clerk,
    mark: (seconds: number, isThere: boolean, by = member) => markBoardPresence(db, ref, by, after(seconds), isThere),
    isHere: async (seconds: number) => (await boardView(db, ref, after(seconds))).members[0]?.isHere,
  }
}

test('a member is there until the board is left, or has been silent for a while', async () => {
  const { mark, isHere } = await aGroup()
  expect(await isHere(0)).toBe(false)
  await mark(0, true)
  expect([await isHere(0), await isHere(24), await isHere(25)]).toEqual([true, true, false])
  await mark(30, true)
  await mark(31, false)
  expect(await isHere(31)).toBe(false)
})

test('others are notified when it is news, also when an old page says that it left after the new one came', async () => {
  const { mark, clerk } = await aGroup()
  const notified: (string | null)[] = []
  noticesOf(pool).listen(RANKING_CHANNEL, (payload) => notified.push(payload))
  await vi.waitFor(() => expect(notified).toEqual([null]))
  let count = 0
  const news = async (seconds: number, isThere: boolean, by?: typeof clerk) => {
    notified.length = 0
    await mark(seconds, isThere, by)
    // Notices come in order: once this one has come, so has every one before it.
    const end = JSON.stringify({ sessionId: `end ${++count}` })
    await db.transaction().execute((trx) => notice(trx, JSON.parse(end)))
    await vi.waitFor(() => expect(notified.at(-1)).toBe(end))
    return notified.length - 1
  }
  expect(await news(0, true), 'opened').toBe(1)
  expect(await news(10, true), 'still there').toBe(0)
  expect(await news(11, false), 'the old page leaves').toBe(1)
  expect(await news(20, true), 'the new page is there').toBe(1)
  expect(await news(60, true), 'after a silence').toBe(1)
  expect(await news(60, true, clerk), 'who is no member is not there').toBe(0)
})
