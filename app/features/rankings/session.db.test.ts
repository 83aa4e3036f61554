import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { NotAllowed, NotFound } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { placeTopic } from '#app/features/rankings/board/place-topic.server.ts'
import { rankingReport } from '#app/features/rankings/counting/report.ts'
import { importLists } from '#app/features/rankings/files/import-lists.server.ts'
import { listsFile, realCaseCsv } from '#app/features/rankings/files/real-case-lists.fixture.ts'
import { revealRanking } from '#app/features/rankings/projector/reveal.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { addGroup, changeGroup, removeGroup } from './change-groups.server.ts'
import { closeRanking, openRanking, reopenRanking } from './change-state.server.ts'
import { addTopics, changeTopic, removeTopic } from './change-topics.server.ts'
import { createRanking } from './create-ranking.server.ts'
import { decideTie } from './decide.server.ts'
import { publishRanking } from './publish-ranking.server.ts'
import { rankingOf } from './queries.server.ts'
import { relateTopics, unrelateTopics } from './relate-topics.server.ts'
import { saveRankingRules } from './save-ranking-rules.server.ts'

const { db, pool } = await testDatabase()
const rules = { k: 5, unrankedRank: 6, tieChain: [], heldOn: '2016-04-28', meetingKind: 'informatieve raad' }

async function aClerk(state: 'draft' | 'released' | 'answered' = 'draft') {
  const municipality = await aMunicipality(db)
  const process = await aProcess(db, municipality, { state })
  const clerk = await anActor(db, municipality, { role: 'clerk' })
  return { municipality, process, clerk, of: { process }, start: { processSlug: process.slug } }
}

/** What the record says was done in a process, in that order. */
async function actsOn(process: { id: string }) {
  const events = await db
    .selectFrom('event')
    .select('act')
    .where('processId', '=', process.id)
    .where('subjectKind', '!=', 'refusal')
    .orderBy('id')
    .execute()
  return events.map(({ act }) => act)
}

async function anImportedSession() {
  const it = await aClerk()
  await importLists(db, it.clerk, { ...it.of, file: listsFile(realCaseCsv) }, NOW)
  return it
}

describe('a clerk prepares a session', () => {
  test('topics, groups and rules are kept in the order given', async () => {
    const { process, clerk, of, start, municipality } = await aClerk()
    await createRanking(db, clerk, start, NOW)
    const [zorg = '', sport = ''] = await addTopics(
      db,
      clerk,
      { ...of, topics: [{ name: ' Zorg ', aliases: 'hulp' }, { name: 'Sport' }, { name: 'Werk' }] },
      NOW,
    )
    await changeTopic(
      db,
      clerk,
      { ...of, topicId: sport, name: 'Sport en spel', description: 'Ook buiten', link: '/trajecten/x/plan' },
      NOW,
    )
    await removeTopic(db, clerk, { ...of, topicId: zorg }, NOW)
    const { id: groupId } = await addGroup(db, clerk, { ...of, name: 'Groep 1' }, NOW)
    const second = await addGroup(db, clerk, { ...of, name: 'Groep 2' }, NOW)
    const member = await anActor(db, municipality, { role: 'councilMember', name: 'Raadslid A' })
    await changeGroup(db, clerk, { ...of, groupId, name: 'Groep A', memberIds: [member.id] }, NOW)
    await changeGroup(db, clerk, { ...of, groupId: second.id, name: 'Groep 2', memberIds: [member.id] }, NOW)
    await saveRankingRules(
      db,
      clerk,
      { ...of, ...rules, k: 2, unrankedRank: 4, tieChain: ['bestRank', 'moreGroups'] },
      NOW,
    )
    expect(await rankingOf(db, process)).toMatchObject({
      ...{ state: 'prepared', k: 2, unrankedRank: 4, tieChain: ['bestRank', 'moreGroups'], heldOn: '2016-04-28' },
      topics: [{ name: 'Sport en spel', description: 'Ook buiten' }, { name: 'Werk' }],
      groups: [
        { name: 'Groep A', members: [] },
        { name: 'Groep 2', members: [{ name: 'Raadslid A' }] },
      ],
    })
    await removeGroup(db, clerk, { ...of, groupId: second.id }, NOW)
    await openRanking(db, clerk, of, NOW)
    await expect(addTopics(db, clerk, { ...of, topics: [{ name: 'Nog een' }] }, NOW)).rejects.toThrow(
      'De ranglijst is open',
    )
    await expect(saveRankingRules(db, clerk, { ...of, ...rules }, NOW)).rejects.toThrow('De ranglijst is open')
  })

  test.each([
    ['a name that is there already', [{ name: 'Zorg' }, { name: 'ZÓRG' }], 'Er is al een onderwerp “ZÓRG”'],
    [
      'another name that is there already',
      [{ name: 'Zorg', aliases: 'hulp' }, { name: 'Hulp' }],
      'Er is al een onderwerp “Hulp”',
    ],
    [
      'a name that only looks as one that is there',
      [{ name: 'Vrije tijd' }, { name: 'Vrĳe\u200b tijd' }],
      'Er is al een onderwerp',
    ],
    ['no name', [{ name: '  ' }], 'Vul de naam van het onderwerp in.'],
    ['a name that nobody sees', [{ name: '\u200b' }], 'Vul de naam van het onderwerp in.'],
    [
      'a link that is a script',
      [{ name: 'Zorg', link: 'javascript:alert(1)' }],
      'Begin een link met https:// of met /.',
    ],
    [
      'too many',
      Array.from({ length: 41 }, (_, at) => ({ name: `onderwerp ${at}` })),
      'Er passen hooguit 40 onderwerpen',
    ],
  ])('a topic is refused: %s; and nothing of it is stored', async (_, topics, message) => {
    const { process, clerk, of, start } = await aClerk()
    await createRanking(db, clerk, start, NOW)
    await expect(addTopics(db, clerk, { ...of, topics }, NOW)).rejects.toThrow(message)
    expect((await rankingOf(db, process))?.topics).toEqual([])
  })

  test.each([
    [{ k: 0 }, 'Er is ten minste één plaats.'],
    [{ unrankedRank: 5 }, 'Een onderwerp zonder plaats moet later tellen dan de laatste plaats.'],
    [{ tieChain: ['bestRank', 'bestRank'] as const }, 'Kies elke regel hooguit één keer.'],
    [{ heldOn: '2016-02-30' }, 'Vul een bestaande datum in.'],
    [{ heldOn: '0000-01-01' }, 'Vul een bestaande datum in.'],
  ])('rules %j are refused', async (wrong, message) => {
    const { clerk, of, start } = await aClerk()
    await createRanking(db, clerk, start, NOW)
    await expect(saveRankingRules(db, clerk, { ...of, ...rules, ...(wrong as object) }, NOW)).rejects.toThrow(message)
  })

  test('twenty groups fit in a ranking', async () => {
    const { clerk, of, start } = await aClerk()
    await createRanking(db, clerk, start, NOW)
    for (let at = 1; at <= 20; at++) await addGroup(db, clerk, { ...of, name: `Groep ${at}` }, NOW)
    await expect(addGroup(db, clerk, { ...of, name: 'Groep 21' }, NOW)).rejects.toMatchObject({
      code: 'tooManyGroups',
      field: 'name',
      message: 'Er passen hooguit 20 groepen in een ranglijst.',
    })
  })

  test('it cannot open while something misses, and there is one session per process', async () => {
    const { process, clerk, of, start } = await aClerk()
    const made = await createRanking(db, clerk, start, NOW)
    await expect(openRanking(db, clerk, of, NOW)).rejects.toThrow(
      'Vul de onderwerpen in: ten minste twee. Maak ten minste één groep.',
    )
    expect(await createRanking(db, clerk, start, NOW), 'a second time gives the one that is there').toEqual(made)
    expect(await actsOn(process), 'and changes nothing').toEqual(['createRanking'])
  })

  test('council members, officials and clerks of another municipality may not', async () => {
    const { municipality, clerk, of, start } = await aClerk()
    await createRanking(db, clerk, start, NOW)
    for (const by of [await anActor(db, municipality, { role: 'councilMember' }), await anActor(db, municipality)]) {
      await expect(addGroup(db, by, { ...of, name: 'Groep' }, NOW)).rejects.toThrow(NotAllowed)
    }
    const elsewhere: Actor = await anActor(db, await aMunicipality(db), { role: 'clerk' })
    await expect(addGroup(db, elsewhere, { ...of, name: 'Groep' }, NOW)).rejects.toThrow(NotFound)
    await expect(
      changeGroup(db, clerk, { ...of, groupId: crypto.randomUUID(), name: 'x', memberIds: [] }, NOW),
    ).rejects.toThrow(NotFound)
  })
})

describe('lists from a file', () => {
  test('make a closed session with the real outcome; the same file again changes nothing', async () => {
    const { process, clerk, of } = await anImportedSession()
    const session = await rankingOf(db, process)
    expect(session).toMatchObject({ state: 'closed', k: 5, unrankedRank: 6 })
    expect(
      session &&
        rankingReport(session)
          .rows.slice(0, 6)
          .map(({ place, topic }) => `${place} ${topic}`),
    ).toEqual([
      '1 Opvoeden en opgroeien',
      '2 Gezondheid',
      '2 Mantelzorg',
      '2 Mobiliteit & Voorzieningen',
      '2 Onderwijs',
      '6 Informele zorg',
    ])
    expect(await importLists(db, clerk, { ...of, file: listsFile(realCaseCsv) }, NOW)).toEqual({ lists: 0 })
    expect(await rankingOf(db, process)).toEqual(session)
    expect(await actsOn(process), 'each act once, and none for the file that changed nothing').toEqual([
      ...['createRanking', 'saveRankingRules', 'addTopics', 'addGroup', 'addGroup', 'addGroup'],
      ...['openRanking', 'closeRanking', 'importLists'],
    ])
  })

  test('make no session with names that do not fit, or with more than there may be', async () => {
    const { process, clerk, of } = await aClerk()
    const refusalOf = (rows: string[]) => {
      const file = listsFile(`groep,onderwerp,plaats,motivatie\n${rows.join('\n')}`)
      return importLists(db, clerk, { ...of, file }, NOW).catch((error: unknown) => error)
    }
    expect(await refusalOf([`Groep 1,${'x'.repeat(81)},1,a`, `${'y'.repeat(61)},Sport,2,b`])).toMatchObject({
      code: 'wrongCells',
      facts: {
        cells: [
          { row: 2, field: 'onderwerp', message: 'Gebruik hooguit 80 tekens.' },
          { row: 3, field: 'groep', message: 'Gebruik hooguit 60 tekens.' },
        ],
      },
    })
    expect(
      await refusalOf(Array.from({ length: 41 }, (_, at) => `Groep ${(at % 21) + 1},onderwerp ${at},,`)),
    ).toMatchObject({
      facts: {
        cells: [
          { row: 42, field: 'onderwerp', message: 'Er passen hooguit 40 onderwerpen in een ranglijst.' },
          { row: 22, field: 'groep', message: 'Er passen hooguit 20 groepen in een ranglijst.' },
        ],
      },
    })
    expect(await rankingOf(db, process)).toBeNull()
  })

  test('a list that says something else is refused with its row, and nothing changes', async () => {
    const { process, clerk, of } = await anImportedSession()
    const before = await rankingOf(db, process)
    const changed = realCaseCsv
      .replace('Groep 1,Onderwijs,2', 'Groep 1,Onderwijs,3')
      .replace('Groep 1,Mantelzorg,3', 'Groep 1,Mantelzorg,2')
    await expect(importLists(db, clerk, { ...of, file: listsFile(changed) }, NOW)).rejects.toThrow(
      'rij 3, plaats: Groep 1 heeft al een lijst, en daar staat iets anders\nrij 4, plaats: Groep 1 heeft al een lijst, en daar staat iets anders',
    )
    await expect(
      importLists(db, clerk, { ...of, file: listsFile('groep,onderwerp,plaats,motivatie\nGroep 1,Sport,,') }, NOW),
    ).rejects.toThrow('rij 2, groep')
    expect(await rankingOf(db, process)).toEqual(before)
  })

  test('in a prepared session they fill the lists; a name that is not there is an error at its cell', async () => {
    const { process, clerk, of, start } = await aClerk()
    await createRanking(db, clerk, start, NOW)
    await addTopics(db, clerk, { ...of, topics: [{ name: 'Zorg', aliases: 'hulp' }, { name: 'Sport' }] }, NOW)
    await addGroup(db, clerk, { ...of, name: 'Groep 1' }, NOW)
    await saveRankingRules(db, clerk, { ...of, ...rules, k: 2, unrankedRank: 3 }, NOW)
    const lists = (body: string) => ({ ...of, file: listsFile(`groep,onderwerp,plaats,motivatie\n${body}`) })
    await expect(importLists(db, clerk, lists('Groep 1,Zorg,1,a\nGroep 9,Werk,2,b'), NOW)).rejects.toThrow(
      'rij 3, groep: "Groep 9" is geen groep van deze ranglijst\nrij 3, onderwerp: "Werk" is geen onderwerp van deze ranglijst, en ook geen andere naam van een onderwerp',
    )
    await expect(importLists(db, clerk, lists('Groep 1,Zorg,1,a\nGroep 1,Hulp,2,b'), NOW)).rejects.toThrow(
      'rij 3, onderwerp: "Hulp" is een andere naam van het onderwerp in rij 2',
    )
    await expect(importLists(db, clerk, { ...lists('Groep 1,Zorg,1,a'), places: 3 }, NOW)).rejects.toThrow(
      'Deze ranglijst heeft 2 plaatsen, niet 3.',
    )
    expect(await importLists(db, clerk, lists('groep 1,Hulp,1,a'), NOW)).toEqual({ lists: 1 })
    expect(await rankingOf(db, process)).toMatchObject({
      state: 'prepared',
      groups: [{ entries: [{ rank: 1, motivation: 'a' }] }],
    })
  })
})

test('a file that comes while a member moves a topic waits, and then sees that the list is no longer empty', async () => {
  const { municipality, clerk, of, start } = await aClerk()
  await createRanking(db, clerk, start, NOW)
  const [zorg = ''] = await addTopics(
    db,
    clerk,
    { ...of, topics: ['Zorg', 'Sport', 'Werk', 'Wonen', 'Vervoer'].map((name) => ({ name })) },
    NOW,
  )
  const { id: groupId } = await addGroup(db, clerk, { ...of, name: 'Groep 1' }, NOW)
  const member = await anActor(db, municipality, { role: 'councilMember' })
  await changeGroup(db, clerk, { ...of, groupId, name: 'Groep 1', memberIds: [member.id] }, NOW)
  await openRanking(db, clerk, of, NOW)
  const file = listsFile('groep,onderwerp,plaats,motivatie\nGroep 1,Sport,1,a')
  const importing = await db.transaction().execute(async (trx) => {
    await placeTopic(trx, member, { ...of, groupId, topicId: zorg, rank: 1 }, NOW)
    const imported = importLists(db, clerk, { ...of, file }, NOW).catch((error: unknown) => error)
    const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await expect.poll(async () => (await pool.query(waiting)).rowCount, { timeout: 20_000 }).toBe(1)
    return { imported }
  })
  expect(await importing.imported).toMatchObject({
    message: 'rij 2, plaats: Groep 1 heeft al een lijst, en daar staat iets anders',
  })
})

describe('after closing', () => {
  test('the meeting decides about level topics, whole and with a reason; opening again takes it away', async () => {
    const { process, clerk, of } = await anImportedSession()
    const session = await rankingOf(db, process)
    const id = (name: string) => session?.topics.find((topic) => topic.name === name)?.id ?? ''
    const order = ['Onderwijs', 'Mantelzorg', 'Gezondheid', 'Mobiliteit & Voorzieningen'].map(id)
    const decide = (topics: string[], reason: string) =>
      decideTie(db, clerk, { ...of, places: topics.map((topicId, at) => ({ topicId, place: at + 1 })), reason }, NOW)
    await expect(decide(order, ' ')).rejects.toThrow('Schrijf op waarom')
    await expect(decide(order, 'x'.repeat(1001))).rejects.toThrow('Het zijn er nu 1001.')
    await expect(decide(order.slice(1), 'x')).rejects.toThrow('Geef alle onderwerpen')
    await expect(decide([...order.slice(1), id('Sport')], 'x')).rejects.toThrow('Geef alle onderwerpen')
    await decide(order, 'De volgorde van groep 1.')
    const decided = await rankingOf(db, process)
    expect(
      decided &&
        rankingReport(decided)
          .rows.slice(0, 5)
          .map(({ place, topic }) => `${place} ${topic}`),
    ).toEqual([
      '1 Opvoeden en opgroeien',
      '2 Onderwijs',
      '3 Mantelzorg',
      '4 Gezondheid',
      '5 Mobiliteit & Voorzieningen',
    ])
    await reopenRanking(db, clerk, of, NOW)
    expect(await rankingOf(db, process)).toMatchObject({ state: 'open', decisions: [], closedAt: null })
    await closeRanking(db, clerk, of, NOW)
  })

  test('so many topics are shown on the projector as is asked, all of them for a number that is too large; not before closing', async () => {
    const { process, clerk, of } = await anImportedSession()
    for (const [topics, revealed] of [
      [2, 2],
      [1e12, 40],
      [0, 0],
    ] as const) {
      await revealRanking(db, clerk, { ...of, topics }, NOW)
      expect((await rankingOf(db, process))?.revealed).toBe(revealed)
    }
    await reopenRanking(db, clerk, of, NOW)
    await expect(revealRanking(db, clerk, { ...of, topics: 1 }, NOW)).rejects.toThrow('De ranglijst is open')
  })

  test('a clerk marks topics that belong together, once', async () => {
    const { process, clerk, of } = await anImportedSession()
    const [one, two] = (await rankingOf(db, process))?.topics.map(({ id }) => id) ?? []
    const pair = [one ?? '', two ?? ''] as const
    for (let times = 0; times < 2; times++)
      await relateTopics(db, clerk, { ...of, topicId: pair[1], otherId: pair[0] }, NOW)
    expect((await rankingOf(db, process))?.relations).toEqual([pair.toSorted()])
    await unrelateTopics(db, clerk, { ...of, topicId: pair[0], otherId: pair[1] }, NOW)
    expect((await rankingOf(db, process))?.relations).toEqual([])
    expect(
      (await actsOn(process)).filter((act) => act.endsWith('elateTopics')),
      'the second time nothing happened',
    ).toEqual(['relateTopics', 'unrelateTopics'])
    await expect(relateTopics(db, clerk, { ...of, topicId: pair[0], otherId: pair[0] }, NOW)).rejects.toThrow(
      'Kies twee verschillende onderwerpen.',
    )
    await expect(relateTopics(db, clerk, { ...of, topicId: pair[0], otherId: uuid() }, NOW)).rejects.toThrow(NotFound)
  })

  test('what is published becomes contributions with one point each, of the whole text, under the theme of the topic', async () => {
    const { process, clerk, of } = await anImportedSession()
    expect(await publishRanking(db, clerk, of, NOW)).toEqual({ points: 15 })
    const points = await db
      .selectFrom('point')
      .innerJoin('contribution', 'contribution.id', 'point.contributionId')
      .innerJoin('pointWork', 'pointWork.pointId', 'point.id')
      .innerJoin('theme', 'theme.id', 'pointWork.themeId')
      .select(['theme.name as theme', 'contribution.text', 'about', 'number', 'quoteStart', 'quoteEnd'])
      .where('contribution.processId', '=', process.id)
      .orderBy('contribution.id')
      .execute()
    expect(points).toHaveLength(15)
    expect(points[2]).toEqual({
      theme: 'Mantelzorg',
      about: 'Mantelzorg',
      text: 'Hoort bij informele zorg. ë 👍🏽',
      // The third that its group gave: the points of a group are counted through all of them.
      number: 3,
      quoteStart: 0,
      quoteEnd: 32,
    })
    const kinds = await db
      .selectFrom('contribution')
      .select(['kind', 'channel', 'timeliness'])
      .where('processId', '=', process.id)
      .distinct()
      .execute()
    expect(kinds).toEqual([{ kind: 'groupMotivation', channel: 'meeting', timeliness: expect.any(String) }])
    expect(await publishRanking(db, clerk, of, NOW), 'it is public already').toEqual({ points: null })
    expect((await actsOn(process)).filter((act) => act === 'publishRanking')).toHaveLength(1)
    await expect(reopenRanking(db, clerk, of, NOW)).rejects.toThrow('De uitslag is openbaar.')
  })

  test('an outcome without a single place is none, and one after the answers comes too late', async () => {
    const { clerk, of, start } = await aClerk()
    await createRanking(db, clerk, start, NOW)
    await addTopics(db, clerk, { ...of, topics: ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name })) }, NOW)
    await addGroup(db, clerk, { ...of, name: 'Groep 1' }, NOW)
    await openRanking(db, clerk, of, NOW)
    await closeRanking(db, clerk, of, NOW)
    await expect(publishRanking(db, clerk, of, NOW)).rejects.toThrow('Er is nog geen uitslag.')
    const file = await anImportedSession()
    await db.updateTable('process').set({ state: 'answered' }).where('id', '=', file.process.id).execute()
    await expect(publishRanking(db, file.clerk, file.of, NOW)).rejects.toMatchObject({
      code: 'tooLate',
      message: expect.stringContaining('De motivaties kunnen geen antwoord meer krijgen.'),
    })
    const late = await aClerk('answered')
    await expect(createRanking(db, late.clerk, { processSlug: late.process.slug }, NOW)).rejects.toThrow('al openbaar')
  })
})
