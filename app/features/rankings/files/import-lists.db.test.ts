import { expect, test } from 'vitest'
import { Refused } from '#app/errors.server.ts'
import { placeTopic, takeTopicOff, undoMove } from '#app/features/rankings/board/place-topic.server.ts'
import { addGroup } from '#app/features/rankings/change-groups.server.ts'
import { closeRanking, openRanking } from '#app/features/rankings/change-state.server.ts'
import { addTopics } from '#app/features/rankings/change-topics.server.ts'
import { createRanking } from '#app/features/rankings/create-ranking.server.ts'
import { rankingOf } from '#app/features/rankings/queries.server.ts'
import { saveRankingRules } from '#app/features/rankings/save-ranking-rules.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { importLists } from './import-lists.server.ts'
import { listsTemplate } from './lists-template.ts'
import { listsFile } from './real-case-lists.fixture.ts'

const { db } = await testDatabase()

/** An open session of three topics, two places and two groups without a list. */
async function anOpenSession() {
  const municipality = await aMunicipality(db)
  const process = await aProcess(db, municipality, { state: 'draft' })
  const clerk = await anActor(db, municipality, { role: 'clerk' })
  const of = { process }
  await createRanking(db, clerk, { processSlug: process.slug }, NOW)
  await saveRankingRules(db, clerk, { ...of, k: 2, unrankedRank: 3, tieChain: [], heldOn: null, meetingKind: '' }, NOW)
  const [zorg = '', sport = ''] = await addTopics(
    db,
    clerk,
    { ...of, topics: [{ name: 'Zorg', aliases: 'hulp' }, { name: 'Sport' }, { name: 'Werk' }] },
    NOW,
  )
  const groups = [
    await addGroup(db, clerk, { ...of, name: 'Groep 1' }, NOW),
    await addGroup(db, clerk, { ...of, name: 'Groep 2' }, NOW),
  ]
  await openRanking(db, clerk, of, NOW)
  const session = async () => {
    const there = await rankingOf(db, process)
    if (!there) throw new Error('made above')
    return there
  }
  const entries = async (group = 0) => (await session()).groups[group]?.entries ?? []
  const take = (csv: string) => importLists(db, clerk, { ...of, file: listsFile(csv) }, NOW)
  const at = { ...of, groupId: groups[0]?.id ?? '' }
  const put = (topicId: string, rank: number | null) =>
    rank === null
      ? takeTopicOff(db, clerk, { ...at, topicId }, NOW)
      : placeTopic(db, clerk, { ...at, topicId, rank }, NOW)
  return { clerk, of, zorg, sport, groupId: groups[0]?.id ?? '', session, entries, take, put }
}

const heading = 'groep,onderwerp,plaats,motivatie\n'

test('a template that is filled for one group, and later for the other, fills each once', async () => {
  const it = await anOpenSession()
  const template = listsTemplate(await it.session())
  const half = template.replace('"Groep 1","Zorg","",""', '"Groep 1","Zorg","1","a"')
  expect(await it.take(half)).toEqual({ lists: 1 })
  expect(await it.take(half.replace('"Groep 2","Sport","",""', '"Groep 2","Sport","1","b"'))).toEqual({ lists: 1 })
  expect((await it.entries(1)).filter(({ rank }) => rank !== null)).toEqual([
    { topicId: it.sport, rank: 1, motivation: 'b' },
  ])
})

test('a group without a list says nothing new, also once the session is closed', async () => {
  const it = await anOpenSession()
  const half = listsTemplate(await it.session()).replace('"Groep 1","Zorg","",""', '"Groep 1","Zorg","1","a"')
  await it.take(half)
  await closeRanking(db, it.clerk, it.of, NOW)
  expect(await it.take(half)).toEqual({ lists: 0 })
})

test('a list that was tried out on the board and emptied again can be read in', async () => {
  const it = await anOpenSession()
  await it.put(it.zorg, 1)
  await it.put(it.zorg, null)
  expect(await it.take(`${heading}Groep 1,Zorg,2,a`)).toEqual({ lists: 1 })
  expect(await it.entries()).toEqual([{ topicId: it.zorg, rank: 2, motivation: 'a' }])
})

test('nobody takes back a move from before the list was read in', async () => {
  const it = await anOpenSession()
  await it.put(it.zorg, 1)
  await it.put(it.zorg, null)
  await it.take(`${heading}Groep 1,Sport,1,a`)
  await expect(undoMove(db, it.clerk, { ...it.of, groupId: it.groupId }, NOW)).rejects.toThrow(
    'Er is niets om ongedaan te maken.',
  )
  expect(await it.entries()).toContainEqual({ topicId: it.sport, rank: 1, motivation: 'a' })
})

test('a topic that a list names twice, once by another of its names, is an error at its cell', async () => {
  const it = await anOpenSession()
  await expect(it.take(`${heading}Groep 1,Zorg,1,a\nGroep 1,Hulp,2,b`)).rejects.toThrow(
    'rij 3, onderwerp: "Hulp" is een andere naam van het onderwerp in rij 2',
  )
})

test('a file and moves at the same time leave a whole list, or are refused', async () => {
  for (let round = 0; round < 10; round++) {
    const it = await anOpenSession()
    const outcomes = await Promise.allSettled([
      it.put(it.zorg, 1),
      it.take(`${heading}Groep 1,Sport,1,a\nGroep 1,Zorg,2,b`),
      it.put(it.sport, 2),
    ])
    const failed = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(failed.filter((error) => !(error instanceof Refused))).toEqual([])
  }
})

test('a file that comes while the session is closed fills nothing once it is', async () => {
  for (let round = 0; round < 10; round++) {
    const it = await anOpenSession()
    let before = 0
    await Promise.allSettled([
      it.take(`${heading}Groep 1,Sport,1,a`),
      closeRanking(db, it.clerk, it.of, NOW).then(async () => (before = (await it.entries()).length)),
    ])
    expect((await it.entries()).length).toBe(before)
  }
})

test('a file cannot make a session that could not be opened', async () => {
  const municipality = await aMunicipality(db)
  const process = await aProcess(db, municipality, { state: 'draft' })
  const clerk = await anActor(db, municipality, { role: 'clerk' })
  const file = () => listsFile(`${heading}Groep 1,Sport,1,a\nGroep 1,Zorg,2,b`)
  await expect(importLists(db, clerk, { process, file: file() }, NOW)).rejects.toThrow(
    'Er zijn 2 onderwerpen en 5 plaatsen.',
  )
  expect(await importLists(db, clerk, { process, file: file(), places: 2 }, NOW)).toEqual({ lists: 1 })
})
