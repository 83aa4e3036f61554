import { expect, test } from 'vitest'
import { Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { placeTopic, undoMove } from '#app/features/rankings/board/place-topic.server.ts'
import { addGroup } from '#app/features/rankings/change-groups.server.ts'
import { closeSession, openSession } from '#app/features/rankings/change-state.server.ts'
import { addTopics } from '#app/features/rankings/change-topics.server.ts'
import { createSession } from '#app/features/rankings/create-session.server.ts'
import { rankingOf } from '#app/features/rankings/queries.server.ts'
import { saveRules } from '#app/features/rankings/save-rules.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { importLists } from './import-lists.server.ts'
import { readLists } from './lists-file.ts'
import { listsTemplate } from './lists-template.ts'

const { db } = await testDatabase()

/** An open session of three topics, two places and two groups without a list. */
async function anOpenSession() {
  const municipality = await aMunicipality(db)
  const process = await aProcess(db, municipality, { state: 'draft' })
  const clerk = await anActor(db, municipality, { role: 'clerk' })
  const of = { processId: process.id }
  await createSession(db, clerk, of, NOW)
  await saveRules(
    db,
    clerk,
    { ...of, rules: { k: 2, unrankedRank: 3, tieChain: [], heldOn: null, meetingKind: '' } },
    NOW,
  )
  const [zorg = '', sport = ''] = await addTopics(
    db,
    clerk,
    { ...of, topics: [{ name: 'Zorg', aliases: ['hulp'] }, { name: 'Sport' }, { name: 'Werk' }] },
    NOW,
  )
  const groups = [
    await addGroup(db, clerk, { ...of, name: 'Groep 1' }, NOW),
    await addGroup(db, clerk, { ...of, name: 'Groep 2' }, NOW),
  ]
  await openSession(db, clerk, of, NOW)
  const session = async () => {
    const there = await rankingOf(db, process)
    if (!there) throw new Error('made above')
    return there
  }
  const entries = async (group = 0) => (await session()).groups[group]?.entries ?? []
  const take = (csv: string, by: Actor = clerk) => importLists(db, by, { ...of, read: (k) => readLists(csv, k) }, NOW)
  const put = (topicId: string, rank: number | null) =>
    placeTopic(db, clerk, { ...of, groupId: groups[0]?.id ?? '', topicId, rank }, NOW)
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
  await closeSession(db, it.clerk, it.of, NOW)
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
      closeSession(db, it.clerk, it.of, NOW).then(async () => (before = (await it.entries()).length)),
    ])
    expect((await it.entries()).length).toBe(before)
  }
})

test('a file cannot make a session that could not be opened', async () => {
  const municipality = await aMunicipality(db)
  const process = await aProcess(db, municipality, { state: 'draft' })
  const clerk = await anActor(db, municipality, { role: 'clerk' })
  const read = (k: number) => readLists(`${heading}Groep 1,Sport,1,a\nGroep 1,Zorg,2,b`, k)
  await expect(importLists(db, clerk, { processId: process.id, read }, NOW)).rejects.toThrow(
    'Er zijn 2 onderwerpen en 5 plaatsen.',
  )
  expect(await importLists(db, clerk, { processId: process.id, read, places: 2 }, NOW)).toEqual({ lists: 1 })
})
