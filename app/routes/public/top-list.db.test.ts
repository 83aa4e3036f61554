import type { LoaderFunctionArgs } from '@remix-run/node'
import { describe, expect, test } from 'vitest'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { addGroup } from '#app/features/rankings/change-groups.server.ts'
import { closeRanking, openRanking } from '#app/features/rankings/change-state.server.ts'
import { addTopics } from '#app/features/rankings/change-topics.server.ts'
import { createRanking } from '#app/features/rankings/create-ranking.server.ts'
import { importLists } from '#app/features/rankings/files/import-lists.server.ts'
import { readLists } from '#app/features/rankings/files/lists-file.ts'
import { listsFile } from '#app/features/rankings/files/real-case-lists.fixture.ts'
import type { TopListView } from '#app/features/rankings/publication/top-list-view.ts'
import { publishRanking } from '#app/features/rankings/publish-ranking.server.ts'
import { saveRankingRules } from '#app/features/rankings/save-ranking-rules.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { publishAnswers } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { loader as processPage } from './process.tsx'
import { loader as csv } from './top-list-csv.ts'
import { loader as json } from './top-list-json.ts'
import { loader as page } from './top-list.tsx'

const { db } = await testDatabase()
const host = 'ranglijst.example'
const elsewhere = 'elders.example'
const municipality = await aMunicipality(db, { host })
await aMunicipality(db, { host: elsewhere })
const clerk = await anActor(db, municipality, { role: 'clerk' })

const context = {
  ...{
    db,
    mode: 'production',
    secret: 's'.repeat(40),
    baseUrl: null,
    ownPort: 3000,
    secure: false,
    nonce: 'nonce',
    headers: new Headers(),
  },
  ...{ arrivedAt: NOW, clientAddress: '203.0.113.5', pool: { query: async () => ({ rows: [] }) } },
} as unknown as LoaderFunctionArgs['context']

/** What a visitor without an account gets at an address; a Response when there is nothing to see. */
async function get(
  loader: typeof page | typeof csv | typeof json | typeof processPage,
  slug: string,
  at = host,
): Promise<unknown> {
  const request = new Request(`http://${at}/trajecten/${slug}/top-vijf`, { headers: { Host: at } })
  return Promise.resolve(loader({ request, params: { slug }, context })).catch((thrown: unknown) => thrown)
}
const statusOf = async (...args: Parameters<typeof get>) => {
  const got = await get(...args)
  return got instanceof Response ? got.status : 200
}
const view = async (slug: string) => (await get(page, slug)) as TopListView

const lists = `groep,onderwerp,plaats,motivatie
Groep 1,Zorg,1,"Eerst  dit.
Dan de rest."
Groep 1,Sport,2,Bewegen helpt bij zorg.
Groep 1,Werk,,Dit namen wij weer terug.
Groep 2,Zorg,1,=1+1
Groep 2,Werk,2,Wie werkt doet mee.`

/** A ranking of three topics in two groups that is closed, and can be made public. */
async function aClosedRanking(state: 'draft' | 'released' | 'answered' = 'draft') {
  const process = await aProcess(db, municipality, { state, title: 'Plan dat er nog niet is' })
  const of = { process }
  await db.updateTable('process').set({ state: 'draft' }).where('id', '=', process.id).execute()
  await createRanking(db, clerk, { processSlug: process.slug }, NOW)
  await saveRankingRules(
    db,
    clerk,
    { ...of, k: 2, unrankedRank: 3, tieChain: [], heldOn: '2016-04-28', meetingKind: 'informatieve raad' },
    NOW,
  )
  const topics = [
    { name: 'Zorg', description: 'Hulp thuis', link: `/trajecten/${process.slug}/plan/2` },
    { name: 'Sport', link: 'https://beleid.example/sport' },
    { name: 'Werk' },
  ]
  await addTopics(db, clerk, { ...of, topics }, NOW)
  for (const name of ['Groep 1', 'Groep 2']) await addGroup(db, clerk, { ...of, name }, NOW)
  await openRanking(db, clerk, of, NOW)
  await importLists(db, clerk, { ...of, file: listsFile(lists) }, NOW)
  await closeRanking(db, clerk, of, NOW)
  const publish = async () => {
    await publishRanking(db, clerk, of, NOW)
    await db.updateTable('process').set({ state }).where('id', '=', process.id).execute()
  }
  return { process, publish }
}

describe('who may see the outcome', () => {
  test('nobody before the clerk made it public, in no form, and no page says that it is there', async () => {
    const { process } = await aClosedRanking()
    for (const loader of [page, csv, json]) expect(await statusOf(loader, process.slug)).toBe(404)
    await db.updateTable('process').set({ state: 'released' }).where('id', '=', process.id).execute()
    for (const loader of [page, csv, json]) expect(await statusOf(loader, process.slug)).toBe(404)
    expect(JSON.stringify(await get(processPage, process.slug))).not.toMatch(/top-vijf|Zorg|28.april/)
  })

  test('everyone once it is public, but not at another municipality, and not at an address of nothing', async () => {
    const { process, publish } = await aClosedRanking('released')
    await publish()
    for (const loader of [page, csv, json]) {
      expect(await statusOf(loader, process.slug)).toBe(200)
      expect(await statusOf(loader, process.slug, elsewhere)).toBe(404)
      expect(await statusOf(loader, 'bestaat-niet')).toBe(404)
    }
    expect(await get(processPage, process.slug)).toMatchObject({
      top: { href: `/trajecten/${process.slug}/top-vijf`, says: 'de top twee' },
    })
  })

  test('everyone while the plan is still a draft, of which only the title is shown', async () => {
    const { process, publish } = await aClosedRanking()
    await publish()
    const shown = await view(process.slug)
    expect(shown.plan).toEqual({
      title: 'Plan dat er nog niet is',
      isDraft: true,
      isWithdrawn: false,
      withdrawnOn: null,
      href: null,
      answersHref: null,
    })
    expect(shown.topics).toEqual([
      { name: 'Zorg', description: 'Hulp thuis', href: null },
      { name: 'Sport', description: '', href: 'https://beleid.example/sport' },
    ])
    expect(JSON.stringify(shown)).not.toMatch(/U krijgt eerder hulp|Exloo|Ambtenaar/)
    expect(await statusOf(processPage, process.slug), 'the draft itself is not there').toBe(404)
  })

  test('everyone when the plan is answered or withdrawn, and that is said', async () => {
    const answered = await aClosedRanking('answered')
    await answered.publish()
    const own = `/trajecten/${answered.process.slug}`
    expect((await view(answered.process.slug)).plan).toMatchObject({ href: own, answersHref: null })
    await db
      .updateTable('process')
      .set({ state: 'withdrawn', withdrawnAt: NOW })
      .where('id', '=', answered.process.id)
      .execute()
    expect((await view(answered.process.slug)).plan).toMatchObject({
      isWithdrawn: true,
      withdrawnOn: '1\u00a0november 2016',
      href: own,
      answersHref: null,
    })
  })
})

test('the answers to what groups wrote are found from the outcome once they are public, before any other', async () => {
  const { process, publish } = await aClosedRanking()
  await publish()
  const official = await anActor(db, municipality)
  const points = await db.selectFrom('point').select('id').where('processId', '=', process.id).execute()
  const answer = { disposition: 'noted' as const, reply: 'Dit werkt door in het plan.' }
  await answerPoints(db, official, { process, pointIds: points.map(({ id }) => id), ...answer }, NOW)
  expect((await view(process.slug)).plan).toMatchObject({ isDraft: true, answersHref: null })
  await publishAnswers(db, official, { process, rounds: ['priorities'], baseUrl: 'https://een.example' }, NOW)
  expect((await view(process.slug)).plan).toMatchObject({
    isDraft: true,
    answersHref: `/trajecten/${process.slug}/wat-is-ermee-gedaan?wie=raadsgroep#punten`,
  })
})

describe('what is shown', () => {
  test('words of a group are given as they are, and what it took off its list is not', async () => {
    const { process, publish } = await aClosedRanking('released')
    await publish()
    const { groups, meeting, lede } = await view(process.slug)
    expect([meeting, lede.startsWith('Op 28\u00a0april 2016 kozen raadsleden in twee groepen')]).toEqual([
      'informatieve raad',
      true,
    ])
    expect(groups[0]).toEqual({
      ...{ name: 'Groep 1', empty: null, unranked: ['Werk'] },
      list: [
        { rank: 1, topic: 'Zorg', motivation: 'Eerst  dit.\nDan de rest.' },
        { rank: 2, topic: 'Sport', motivation: 'Bewegen helpt bij zorg.' },
      ],
    })
    for (const loader of [page, csv, json]) {
      const got = await get(loader, process.slug)
      expect(got instanceof Response ? await got.text() : JSON.stringify(got)).not.toContain('weer terug')
    }
  })

  test('what would be if two topics were one is public only of pairs that the clerk marked', async () => {
    const { process, publish } = await aClosedRanking('released')
    const pairs = async () => {
      const [shown, data] = [await view(process.slug), (await get(json, process.slug)) as Response]
      return [
        shown.firmness.lines.filter(({ title }) => title.endsWith(' samen')).length,
        (await data.json()).gevoeligheid.samengevoegd.length,
      ]
    }
    const topics = await db
      .selectFrom('topic')
      .innerJoin('rankingSession', 'rankingSession.id', 'topic.sessionId')
      .select(['topic.id', 'topic.name', 'sessionId'])
      .where('processId', '=', process.id)
      .execute()
    const idOf = (name: string) => topics.find((topic) => topic.name === name)?.id ?? ''
    await publish()
    expect(await pairs(), 'a reason for sport names care').toEqual([0, 0])
    const [topicId = '', otherId = ''] = [idOf('Zorg'), idOf('Sport')].sort()
    await db
      .insertInto('topicRelation')
      .values({ municipalityId: municipality.id, sessionId: topics[0]?.sessionId ?? '', topicId, otherId })
      .execute()
    expect(await pairs()).toEqual([1, 1])
  })

  test('the files carry the name of the process, and the lists can be taken in again', async () => {
    const { process, publish } = await aClosedRanking('released')
    await publish()
    const file = (await get(csv, process.slug)) as Response
    expect(file.headers.get('Content-Disposition')).toBe(`attachment; filename="${process.slug}-top-vijf.csv"`)
    const text = await file.text()
    expect(text).toContain(`"Groep 2","Zorg","1","'=1+1","2","1"`)
    expect(readLists(text, 2)).toMatchObject({ errors: [], rows: { length: 6 } })
    expect(JSON.stringify(readLists(text, 2)), 'the mark is taken off').toContain('"=1+1"')
    const data = (await get(json, process.slug)) as Response
    expect(data.headers.get('Content-Disposition')).toBe(`attachment; filename="${process.slug}-top-vijf.json"`)
    expect(await data.json()).toMatchObject({
      k: 2,
      nietGerangschikt: 3,
      uitkomst: [{ onderwerp: 'Zorg', som: 2, plaats: 1 }, {}, {}],
    })
  })
})
