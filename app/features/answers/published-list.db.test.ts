import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { addTheme } from '#app/features/points/add-theme.server.ts'
import type { Disposition } from '#app/features/points/disposition.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { redactPublished } from '#app/room-parts.server.ts'
import { publishAnswers } from '#tests/publish-answers.ts'
import { aContribution, aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answerPoints } from './answer-points.server.ts'
import { correctPublishedPoint } from './correct-published-point.server.ts'
import type { PlaceInList, ProcessedFilter } from './processed-filter.ts'
import { decisionCounts, keptTotal, publishedCounts } from './published-counts.server.ts'
import { publicPoints } from './public-points.server.ts'
import { matchingPlaces } from './published-places.server.ts'
import { publishedPage, type ListedPoint } from './published-list.server.ts'
import { unredactPublished } from './redact-published.server.ts'
import { withdrawPoint } from './withdraw-point.server.ts'

const { db } = await testDatabase()
const PUBLISHED = new Date('2016-12-05T09:00:00+01:00')
const LATER = new Date('2016-12-06T09:00:00+01:00')
let by: Actor
beforeAll(async () => {
  by = await anActor(db, await aMunicipality(db))
})

const nouns = ['fietstunnel', 'Zwembad', 'café', 'zorgtoeslag', 'idee 😀', 'tunnel']
const searches = [...nouns, 'tunn', 'zorg', 'elen', 'weggehaald', 'Inspreker 2', 'Vereniging', 'wij']
const dispositions: Disposition[] = ['adopted', 'noted', 'notAdopted']

const aPoint = fc.record({
  noun: fc.nat(nouns.length - 1),
  disposition: fc.nat(dispositions.length - 1),
  hasTheme: fc.boolean(),
  hasSummary: fc.boolean(),
  section: fc.option(fc.nat(1)),
})
const aReaction = fc.record({
  kind: fc.constantFrom('resident' as const, 'organisation' as const),
  section: fc.option(fc.nat(1)),
  points: fc.array(aPoint, { minLength: 1, maxLength: 3 }),
})
const anAct = fc.record({
  how: fc.constantFrom('redact', 'unredact', 'summary', 'reply', 'withdraw'),
  point: fc.nat(50),
  noun: fc.nat(nouns.length - 1),
})
type Reaction = typeof aReaction extends fc.Arbitrary<infer Value> ? Value : never
type Act = typeof anAct extends fc.Arbitrary<infer Value> ? Value : never
type Published = ProcessRef & { slug: string; publishedAt: Date }

/** A process whose answers are public, with a point of someone who was too late for that. */
async function published(reactions: readonly Reaction[]): Promise<{ process: Published; points: string[] }> {
  const draft = await aProcess(db, { id: by.municipalityId })
  const { sections } = await aPlan(db, draft)
  const { id: theme } = await addTheme(db, by, { process: draft, name: 'Zorg' }, NOW)
  const points: string[] = []
  for (const [at, reaction] of reactions.entries()) {
    const sentences = reaction.points.map(({ noun }) => `Er moet een ${nouns[noun]} komen.`)
    const { id: contributionId, text } = await aContribution(db, draft, {
      text: sentences.join(' '),
      ...(reaction.section !== null && { sectionId: sections[reaction.section] ?? '' }),
      ...(reaction.kind === 'organisation' && { kind: reaction.kind, organisation: `Vereniging ${at}` }),
    })
    let start = 0
    for (const [index, point] of reaction.points.entries()) {
      const end = start + (sentences[index]?.length ?? 0)
      const { id } = await markPoint(
        db,
        by,
        {
          ...{ process: draft, contributionId, range: { start, end: Math.min(end, text.length) } },
          ...{ themeId: point.hasTheme ? theme : null, summary: point.hasSummary ? 'Wens voor het dorp' : '' },
        },
        NOW,
      )
      await answerPoints(
        db,
        by,
        {
          ...{ process: draft, pointIds: [id], disposition: dispositions[point.disposition] ?? 'noted' },
          ...{ reply: `Wij denken na over ${nouns[point.noun]}.` },
          sectionIds: point.section === null ? [] : sections.slice(point.section, point.section + 1),
        },
        NOW,
      )
      points.push(id)
      start = end + 1
    }
    await finishSplit(db, by, { process: draft, contributionId, despiteOpen: true }, NOW)
  }
  await publishAnswers(db, by, { process: draft, baseUrl: 'https://saomen.example' }, PUBLISHED)
  await aContribution(db, draft, { text: 'Te laat voor een zwembad' })
  return { process: { ...draft, publishedAt: PUBLISHED }, points }
}

async function change(process: Published, points: readonly string[], { how, point, noun }: Act): Promise<void> {
  const pointId = points[point % points.length] ?? ''
  const input = { process, pointId, because: 'mistake' as const, note: '' }
  const acts = {
    redact: () => redactPublished(db, by, { ...input, words: nouns[noun] ?? '', reason: 'personName' }, LATER),
    async unredact() {
      const [row] = await db.selectFrom('redaction').select('id').where('processId', '=', process.id).execute()
      if (row) await unredactPublished(db, by, { ...input, redactionId: row.id }, LATER)
    },
    summary: () => correctPublishedPoint(db, by, { ...input, summary: `Graag ${nouns[noun]} weggehaald` }, LATER),
    reply: () => correctPublishedPoint(db, by, { ...input, reply: `Er komt ${nouns[noun]}, en spelen.` }, LATER),
    withdraw: () => withdrawPoint(db, by, input, LATER),
  }
  await acts[how]().catch((error: unknown) => {
    // What changes nothing, or finds no such words, is refused: that is no other state.
    if (!(error instanceof Refused)) throw error
  })
}

const filters: ProcessedFilter[] = [
  ...[{}, { theme: 'Zorg' }, { theme: 'Onbekend' }, { chapter: '1' }, { chapter: '2' }, { kind: 'organisation' }],
  ...[{ contributor: 2 }, { search: '2.1' }, { search: '1' }, { contributors: [1, 3] }],
  ...[{ contributionKinds: ['reaction'] }, { contributionKinds: ['partnerResponse'] }],
  ...dispositions.map((disposition) => ({ disposition })),
  ...[
    { kind: 'resident', disposition: 'noted' },
    { chapter: '1', theme: 'Zorg', search: 'tunnel' },
  ],
  ...searches.map((search) => ({ search })),
] as ProcessedFilter[]

async function walk(process: Published, filter: ProcessedFilter, size: number) {
  const forwards: ListedPoint[][] = []
  let from: PlaceInList | null = 'begin'
  while (from !== null) {
    const page: Awaited<ReturnType<typeof publishedPage>> = await publishedPage(db, process, filter, from, size)
    forwards.push(page.points)
    from = page.next && { contributor: page.next.contributorNumber, point: page.next.pointNumber }
  }
  const backwards: ListedPoint[][] = []
  const [last] = forwards.at(-1) ?? []
  from = last ? { contributor: last.contributorNumber, point: last.pointNumber } : 'end'
  while (from !== null) {
    const page: Awaited<ReturnType<typeof publishedPage>> = await publishedPage(db, process, filter, from, size)
    backwards.unshift(page.points)
    from =
      page.previous === null || page.previous === 'begin'
        ? page.previous
        : { contributor: page.previous.contributorNumber, point: page.previous.pointNumber }
  }
  const ids = (pages: ListedPoint[][]) => pages.map((page) => page.map(({ id }) => id))
  return { forwards: ids(forwards), backwards: ids(backwards) }
}

describe('the list that is public', () => {
  test('says and finds after any changes what computing it anew says and finds, and holds every point once, forwards and backwards', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(aReaction, { minLength: 1, maxLength: 3 }),
        fc.array(anAct, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 3 }),
        async (reactions, acts, size) => {
          const { process, points } = await published(reactions)
          for (const act of acts) await change(process, points, act)
          const counted = await publishedCounts(db, process)
          for (const [at, filter] of filters.entries()) {
            // What is public, numbered and counted anew, as the preview before publication does.
            const anew = await publicPoints(db, { ...process, publishedAt: null }, filter)
            const kept = await publicPoints(db, process, filter)
            expect(kept.contributors, JSON.stringify(filter)).toEqual(anew.contributors)
            const ids = anew.contributors.flatMap((contributor) => contributor.points.map(({ id }) => id))
            const total = keptTotal(counted, filter)
            if (total !== null) expect(total, JSON.stringify(filter)).toBe(ids.length)
            // Words that are frequent are looked for in another way: along the list.
            const along = await matchingPlaces(db, process, filter, 0)
            expect(await along.some({ from: 1 }, 99), JSON.stringify(filter)).toHaveLength(ids.length)
            if (at % 5 > 0) continue
            const { forwards, backwards } = await walk(process, filter, size)
            expect(forwards.flat(), JSON.stringify(filter)).toEqual(ids)
            expect(backwards).toEqual(forwards)
          }
          const counts = (await publicPoints(db, { ...process, publishedAt: null })).counts
          expect(await decisionCounts(db, process)).toEqual(counts)
        },
      ),
      { numRuns: 3 },
    )
  }, 120_000)

  test('never finds words that are not public: left out, under a summary, or taken back', async () => {
    const point = { disposition: 0, hasTheme: false, section: null }
    const { process, points } = await published([
      {
        ...{ kind: 'resident', section: null },
        points: [
          { ...point, noun: 1, hasSummary: false },
          { ...point, noun: 3, hasSummary: true },
        ],
      },
    ])
    const found = async (search: string) =>
      (await publishedPage(db, process, { search }, 'begin', 50)).points.map(({ id }) => points.indexOf(id))
    // The second is found by its answer only: what was written stays inside.
    expect([await found('zwembad'), await found('zorgtoeslag komen'), await found('toeslag')]).toEqual([[0], [], [1]])
    const input = { process, pointId: points[0] ?? '', because: 'personalData' as const, note: '' }
    await correctPublishedPoint(db, by, { ...input, reply: 'Dank u wel.' }, LATER)
    expect(await found('zwemb')).toEqual([0])
    await redactPublished(db, by, { ...input, words: 'Zwembad', reason: 'personName' }, LATER)
    expect([await found('zwembad'), await found('wemba'), await found('dank')]).toEqual([[], [], [0]])
    await withdrawPoint(db, by, { ...input, pointId: points[1] ?? '' }, LATER)
    expect([await found('toeslag'), await found('wens'), await found('Inspreker 1')]).toEqual([[], [], [0, 1]])
    const frequent = await matchingPlaces(db, process, { search: 'Inspreker' }, 1)
    const [first, second] = await frequent.some({ from: 1 }, 9)
    expect([
      await frequent.some({ from: Number(second) }, 9),
      await frequent.some({ before: Number(second) + 1 }, 9),
    ]).toEqual([[second], [second, first]])
    expect(frequent.total).toBeNull()
  })
})

test('the end and the beginning of the list are reached from anywhere, and a number behind the last shows none', async () => {
  const point = { noun: 0, disposition: 0, hasTheme: false, hasSummary: false, section: null }
  const { process } = await published([
    { kind: 'resident', section: null, points: [point, point, point] },
    { kind: 'resident', section: null, points: [point, point] },
  ])
  const numbers = async (from: PlaceInList, filter: ProcessedFilter = {}) => {
    const page = await publishedPage(db, process, filter, from, 2)
    const number = (at: ListedPoint | 'begin' | null) =>
      at === null || at === 'begin' ? at : `${at.contributorNumber}.${at.pointNumber}`
    return [number(page.previous), page.points.map(number), number(page.next)]
  }
  expect(await numbers('begin')).toEqual([null, ['1.1', '1.2'], '1.3'])
  expect(await numbers({ contributor: 1, point: 3 })).toEqual(['begin', ['1.3', '2.1'], '2.2'])
  expect(await numbers({ contributor: 2, point: 2 })).toEqual(['1.3', ['2.2'], null])
  expect(await numbers('end')).toEqual(['1.2', ['2.1', '2.2'], null])
  expect(await numbers({ contributor: 1, point: 9 }), 'from the first behind a number that no point has').toEqual([
    '1.2',
    ['2.1', '2.2'],
    null,
  ])
  expect(await numbers({ contributor: 999_999, point: 1 })).toEqual(['2.1', [], null])
  expect(await numbers('end', { theme: 'Geen' })).toEqual([null, [], null])
})
