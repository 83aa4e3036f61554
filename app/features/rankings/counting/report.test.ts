import { expect, test } from 'vitest'
import { exportedRanking, outcomeCsv, rankingCsv } from '#app/features/rankings/files/export-ranking.ts'
import { readLists } from '#app/features/rankings/files/lists-file.ts'
import type { RankingLists } from './ranking-lists.ts'
import { realBallots } from './real-case.fixture.ts'
import { rankingReport } from './report.ts'

const lists: RankingLists = {
  ...{ k: 5, unrankedRank: 6, tieChain: [], relations: [], decisions: [] },
  topics: realBallots.topics.map((name) => ({ id: `id of ${name}`, name, description: '', aliases: [], link: '' })),
  groups: realBallots.ballots.map(({ group, ranks }) => ({
    ...{ id: `id of ${group}`, name: group, version: 0, members: [] },
    entries: [...ranks].map(([topic, rank]) => ({
      ...{ topicId: `id of ${topic}`, rank },
      motivation: topic === 'Mantelzorg' ? 'Kan niet zonder informele zorg' : `Omdat ${topic.toLowerCase()} telt`,
    })),
  })),
}
const report = rankingReport(lists)
const topFive = ['Gezondheid', 'Mantelzorg', 'Mobiliteit & Voorzieningen', 'Onderwijs', 'Opvoeden en opgroeien']

test('topics that share a place stand in alphabetical order, with the place that each group gave', () => {
  expect(report.rows.slice(0, 6).map(({ place, topic, ranks, sum }) => [place, topic, ranks, sum])).toEqual([
    [1, 'Opvoeden en opgroeien', [1, null, 2], 9],
    [2, 'Gezondheid', [4, 4, 3], 11],
    [2, 'Mantelzorg', [3, 2, null], 11],
    [2, 'Mobiliteit & Voorzieningen', [null, 1, 4], 11],
    [2, 'Onderwijs', [2, 3, null], 11],
    [6, 'Informele zorg', [null, 5, 1], 12],
  ])
})

test('a group shows its places first and then what it gave no place', () => {
  expect(report.groups[0]?.list.map(({ rank, topic }) => `${rank} ${topic}`)).toEqual([
    '1 Opvoeden en opgroeien',
    '2 Onderwijs',
    '3 Mantelzorg',
    '4 Gezondheid',
    '5 Schulddienstverlening',
  ])
  expect(report.groups[0]?.unranked.map(({ topic }) => topic)).toEqual([
    'Informele zorg',
    'Laaggeletterdheid',
    'Mobiliteit & Voorzieningen',
    'Sport',
    'Vrijwilligers',
  ])
})

test('the outcome is given as JSON in the words of the import', () => {
  const exported = exportedRanking(report)
  expect(exported).toMatchObject({ k: 5, nietGerangschikt: 6 })
  expect(exported.uitkomst.slice(0, 3)).toEqual([
    { onderwerp: 'Opvoeden en opgroeien', som: 9, plaats: 1, gedeeld: false, inTop: true },
    { onderwerp: 'Gezondheid', som: 11, plaats: 2, gedeeld: true, inTop: true },
    { onderwerp: 'Mantelzorg', som: 11, plaats: 2, gedeeld: true, inTop: true },
  ])
  expect(exported.gevoeligheid.marge).toBe(1)
  expect(exported.gevoeligheid.kleinsteWissel).toEqual({
    ...{ groep: 'Groep 2', plaatsen: [4, 5], onderwerpen: ['Gezondheid', 'Informele zorg'] },
    ...{ eruit: ['Gezondheid'], erin: ['Informele zorg'], evenKlein: 0 },
  })
  expect(exported.gevoeligheid.zonderGroep.map(({ groep, verandert }) => [groep, verandert])).toEqual([
    ['Groep 1', true],
    ['Groep 2', true],
    ['Groep 3', false],
  ])
  expect(exported.gevoeligheid.andereMethoden).toEqual({
    borda: { exact: true, top: topFive, onbeslist: [], zelfdeTop: true, gelijkOpEen: 2 },
    copeland: { exact: true, top: topFive, onbeslist: [], zelfdeTop: true, gelijkOpEen: 1 },
    schulze: {
      exact: true,
      top: [...topFive, 'Informele zorg'].sort(),
      onbeslist: [],
      zelfdeTop: false,
      gelijkOpEen: 6,
    },
    kemeny: { exact: true, top: topFive, onbeslist: [], zelfdeTop: true, gelijkOpEen: null },
  })
  expect(exported.gevoeligheid.samengevoegd).toEqual([
    {
      ...{ onderwerpen: ['Mantelzorg', 'Informele zorg'], genoemdDoor: ['Groep 1', 'Groep 2'], doorGriffier: false },
      ...{
        naam: 'Mantelzorg en Informele zorg',
        plaats: 1,
        som: 6,
        top: expect.arrayContaining(['Mantelzorg en Informele zorg']),
      },
    },
  ])
})

test('in whatever order groups, topics and entries are read, the outcome and how firm it is are the same', () => {
  const inOtherOrder = {
    ...lists,
    topics: lists.topics.toReversed(),
    groups: lists.groups.toReversed().map((group) => ({ ...group, entries: group.entries.toReversed() })),
  }
  const other = rankingReport(inOtherOrder)
  expect(other.rows).toEqual(report.rows.map((row) => ({ ...row, ranks: row.ranks.toReversed() })))
  expect(other.groups.toReversed()).toEqual(report.groups)
  expect(other.withoutGroup.toReversed()).toEqual(report.withoutGroup)
  const { top, margin, swaps, methods, averageDrops } = report
  expect(other).toMatchObject({ top, margin, swaps, methods, averageDrops })
  expect(
    other.together.map(({ name: _, ...one }) => ({
      ...one,
      topics: one.topics.toSorted(),
      groups: one.groups.toSorted(),
      top: one.top.length,
    })),
  ).toEqual(
    report.together.map(({ name: _, ...one }) => ({ ...one, topics: one.topics.toSorted(), top: one.top.length })),
  )
})

test('what averaging over only those who chose it would drop, is named', () => {
  expect(report.averageDrops).toEqual(['Gezondheid'])
})

test('a pair that the clerk marked is there whether or not a motivation says it', () => {
  const marked = rankingReport({ ...lists, relations: [['id of Sport', 'id of Gezondheid']] })
  expect(marked.together.map(({ topics, byClerk, groups }) => ({ topics, byClerk, groups }))).toEqual([
    { topics: ['Sport', 'Gezondheid'], byClerk: true, groups: [] },
    { topics: ['Mantelzorg', 'Informele zorg'], byClerk: false, groups: ['Groep 1', 'Groep 2'] },
  ])
})

test('the file with lists is read back as it was', () => {
  const { rows, errors } = readLists(rankingCsv(report), 5)
  expect(errors).toEqual([])
  expect(rows).toHaveLength(30)
  expect(rows.filter(({ group, rank }) => group === 'Groep 3' && rank !== null).map(({ topic }) => topic)).toEqual([
    ...['Informele zorg', 'Opvoeden en opgroeien', 'Gezondheid', 'Mobiliteit & Voorzieningen', 'Laaggeletterdheid'],
  ])
})

test('the file with the outcome behind the lists is read back too', () => {
  const csv = outcomeCsv(report)
  expect(csv.split('\n').slice(0, 2)).toEqual([
    '"groep","onderwerp","plaats","motivatie","som","plaatsInUitslag"',
    '"Groep 1","Opvoeden en opgroeien","1","Omdat opvoeden en opgroeien telt","9","1"',
  ])
  expect(readLists(csv, 5)).toEqual(readLists(rankingCsv(report), 5))
})
