import { v7 as uuid } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { NotAllowed, NotFound, Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { addGroup, changeGroup } from '#app/features/rankings/change-groups.server.ts'
import { closeRanking, openRanking } from '#app/features/rankings/change-state.server.ts'
import { addTopics } from '#app/features/rankings/change-topics.server.ts'
import { createRanking } from '#app/features/rankings/create-ranking.server.ts'
import { importLists } from '#app/features/rankings/files/import-lists.server.ts'
import { listsFile } from '#app/features/rankings/files/real-case-lists.fixture.ts'
import { rankingOf } from '#app/features/rankings/queries.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { placeTopic, takeTopicOff, undoMove } from './place-topic.server.ts'
import { writeMotivation } from './write-motivation.server.ts'

const { db } = await testDatabase()
const names = ['Zorg', 'Sport', 'Wonen', 'Vervoer', 'Onderwijs', 'Werk', 'Cultuur']

/** An open session with two groups; the first has two members, the second one. */
async function anOpenSession() {
  const municipality = await aMunicipality(db)
  const process = await aProcess(db, municipality, { state: 'draft' })
  const clerk = await anActor(db, municipality, { role: 'clerk', name: 'Griffier' })
  const [first, second, other] = [await member('Raadslid A'), await member('Raadslid B'), await member('Raadslid C')]
  async function member(name: string) {
    return anActor(db, municipality, { role: 'councilMember', name })
  }
  await createRanking(db, clerk, { processSlug: process.slug }, NOW)
  const topics = await addTopics(db, clerk, { process, topics: names.map((name) => ({ name })) }, NOW)
  const group = await addGroup(db, clerk, { process, name: 'Groep 1' }, NOW)
  const otherGroup = await addGroup(db, clerk, { process, name: 'Groep 2' }, NOW)
  await changeGroup(db, clerk, { process, groupId: group.id, name: 'Groep 1', memberIds: [first.id, second.id] }, NOW)
  await changeGroup(db, clerk, { process, groupId: otherGroup.id, name: 'Groep 2', memberIds: [other.id] }, NOW)
  await openRanking(db, clerk, { process }, NOW)
  const topic = (name: string) => topics[names.indexOf(name)] ?? ''
  const list = async (groupId = group.id) => {
    const session = await rankingOf(db, process)
    const entries = session?.groups.find(({ id }) => id === groupId)?.entries ?? []
    const at = (rank: number) =>
      session?.topics.find(({ id }) => id === entries.find((entry) => entry.rank === rank)?.topicId)?.name ?? '.'
    return [1, 2, 3, 4, 5].map(at).join(' ')
  }
  const put = (by: Actor, name: string, rank: number | null, groupId = group.id) =>
    rank === null
      ? takeTopicOff(db, by, { process, groupId, topicId: topic(name) }, NOW)
      : placeTopic(db, by, { process, groupId, topicId: topic(name), rank }, NOW)
  const write = (by: Actor, name: string, text: string, seen = '') =>
    writeMotivation(db, by, { process, groupId: group.id, topicId: topic(name), motivation: text, seen }, NOW)
  return { municipality, process, clerk, first, second, other, group, otherGroup, topic, list, put, write }
}

describe('members of a group make one list together', () => {
  let it: Awaited<ReturnType<typeof anOpenSession>>
  beforeAll(async () => {
    it = await anOpenSession()
  })

  test('each puts topics on places, and the others make way', async () => {
    await it.put(it.first, 'Zorg', 1)
    await it.put(it.second, 'Sport', 1)
    await it.put(it.first, 'Wonen', 5)
    expect(await it.list()).toBe('Sport Zorg . . Wonen')
    await it.put(it.second, 'Wonen', 1)
    expect(await it.list()).toBe('Wonen Sport Zorg . .')
    await it.put(it.first, 'Sport', null)
    expect(await it.list()).toBe('Wonen . Zorg . .')
  })

  test('what was written about a topic stays with it, on the list and off it', async () => {
    await it.put(it.first, 'Sport', 2)
    await it.write(it.first, 'Sport', 'Bewegen houdt mensen gezond.')
    await it.put(it.second, 'Sport', null)
    await it.put(it.second, 'Sport', 4)
    const session = await rankingOf(db, it.process)
    expect(session?.groups[0]?.entries.find(({ topicId }) => topicId === it.topic('Sport'))).toMatchObject({
      rank: 4,
      motivation: 'Bewegen houdt mensen gezond.',
    })
  })

  test('who writes over another sees both texts, and nothing is stored', async () => {
    await expect(it.write(it.second, 'Sport', 'Iets anders', '')).rejects.toMatchObject({
      code: 'stale',
      facts: { topicId: it.topic('Sport'), theirs: 'Bewegen houdt mensen gezond.', yours: 'Iets anders' },
    })
    expect(await it.write(it.second, 'Sport', 'Samen verder', 'Bewegen houdt mensen gezond.')).toEqual({
      version: expect.any(Number),
    })
    expect(await it.write(it.first, 'Sport', 'Samen verder', 'lang geleden'), 'the same text is no conflict').toEqual({
      version: expect.any(Number),
    })
  })

  test('a reason that is too long is refused with its length; a topic that was never placed has none', async () => {
    await expect(it.write(it.first, 'Sport', 'x'.repeat(10_001), 'Samen verder')).rejects.toThrow(
      'Uw motivatie heeft 10001 tekens',
    )
    await expect(it.write(it.first, 'Werk', 'x')).rejects.toThrow(NotFound)
  })
})

test('twenty moves at once all count: the list has no topic twice and its version tells them apart', async () => {
  const it = await anOpenSession()
  const moves = Array.from({ length: 20 }, (_, at) =>
    it.put(at % 2 ? it.first : it.second, names[at % 7] ?? '', (at % 5) + 1),
  )
  const versions = (await Promise.all(moves)).map(({ version }) => version)
  const session = await rankingOf(db, it.process)
  const group = session?.groups[0]
  const placed = group?.entries.filter(({ rank }) => rank !== null) ?? []
  expect(new Set(placed.map(({ rank }) => rank)).size).toBe(placed.length)
  expect(placed).toHaveLength(5)
  expect(group?.version).toBe(Math.max(...versions))
  const recorded = await db
    .selectFrom('rankingMove')
    .select('version')
    .where('groupId', '=', it.group.id)
    .orderBy('version')
    .execute()
  expect(recorded.map(({ version }) => version)).toEqual(Array.from({ length: group?.version ?? 0 }, (_, at) => at + 1))
})

describe('the last move can be taken back', () => {
  test('whole: also what fell off the list returns', async () => {
    const it = await anOpenSession()
    for (const [at, name] of ['Zorg', 'Sport', 'Wonen', 'Vervoer', 'Werk'].entries())
      await it.put(it.first, name, at + 1)
    expect(await it.put(it.first, 'Cultuur', 2)).toMatchObject({ dropped: it.topic('Werk') })
    expect(await it.list()).toBe('Zorg Cultuur Sport Wonen Vervoer')
    const ref = { process: it.process, groupId: it.group.id }
    await undoMove(db, it.first, ref, NOW)
    expect(await it.list()).toBe('Zorg Sport Wonen Vervoer Werk')
    await undoMove(db, it.first, ref, NOW)
    expect(await it.list(), 'and the one before it').toBe('Zorg Sport Wonen Vervoer .')
    await expect(undoMove(db, it.second, ref, NOW)).rejects.toThrow('Iemand anders veranderde de lijst na u.')
  })

  test('but not past a file that filled the empty list: what the file says stays', async () => {
    const it = await anOpenSession()
    await it.put(it.first, 'Zorg', 1)
    await it.put(it.first, 'Zorg', null)
    const file = listsFile('groep,onderwerp,plaats,motivatie\nGroep 1,Zorg,1,Omdat het telt')
    await importLists(db, it.clerk, { process: it.process, file }, NOW)
    await expect(undoMove(db, it.first, { process: it.process, groupId: it.group.id }, NOW)).rejects.toThrow(
      'Er is niets om ongedaan te maken.',
    )
    expect(await it.list()).toBe('Zorg . . . .')
  })

  test('there is nothing to take back on an empty list', async () => {
    const it = await anOpenSession()
    await expect(undoMove(db, it.first, { process: it.process, groupId: it.group.id }, NOW)).rejects.toThrow(
      'Er is niets om ongedaan te maken.',
    )
  })
})

describe('whose list it is', () => {
  test('another group, another municipality and an unknown group get the same answer, an official none', async () => {
    const it = await anOpenSession()
    const official = await anActor(db, it.municipality)
    const elsewhere = await anActor(db, await aMunicipality(db), { role: 'clerk' })
    for (const by of [it.other, elsewhere]) await expect(it.put(by, 'Zorg', 1)).rejects.toThrow(NotFound)
    await expect(it.put(official, 'Zorg', 1), 'boards are of the council').rejects.toThrow(NotAllowed)
    await expect(it.put(it.first, 'Zorg', 1, crypto.randomUUID())).rejects.toThrow(NotFound)
    await expect(it.put(it.first, 'Zorg', 1, 'geen id')).rejects.toThrow(NotFound)
    expect(await it.list()).toBe('. . . . .')
  })

  test('the clerk can do it for a group, and that is recorded', async () => {
    const it = await anOpenSession()
    await it.put(it.clerk, 'Zorg', 1)
    await it.put(it.first, 'Sport', 2)
    const moves = await db
      .selectFrom('rankingMove')
      .select(['accountId', 'forGroup'])
      .where('groupId', '=', it.group.id)
      .orderBy('version')
      .execute()
    expect(moves).toEqual([
      { accountId: it.clerk.id, forGroup: true },
      { accountId: it.first.id, forGroup: false },
    ])
  })

  test('a place that is not there is refused, and after closing nothing moves', async () => {
    const it = await anOpenSession()
    await expect(it.put(it.first, 'Zorg', 6)).rejects.toThrow('Er zijn 5 plaatsen.')
    const sent = { process: it.process, groupId: it.group.id, topicId: it.topic('Sport'), rank: 2, key: uuid() }
    await placeTopic(db, it.first, sent, NOW)
    await closeRanking(db, it.clerk, { process: it.process }, NOW)
    expect(
      await placeTopic(db, it.first, sent, NOW),
      'what was kept before it closed is no mistake when it is sent again',
    ).toMatchObject({ version: 1 })
    await expect(it.put(it.first, 'Zorg', 1)).rejects.toThrow(Refused)
    await expect(it.put(it.clerk, 'Zorg', 1)).rejects.toThrow('De ranglijst is gesloten. Daarom kan dit nu niet.')
  })
})
