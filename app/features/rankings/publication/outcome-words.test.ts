import { describe, expect, test } from 'vitest'
import { realLists, someReport } from '#app/features/rankings/counting/some-report.fixture.ts'
import {
  allTopics,
  countingOf,
  cutLine,
  emptyPlaces,
  ledeOf,
  rowInWords,
  sizeOfTop,
  tieNotes,
  titleOf,
  topPlaces,
} from './outcome-words.ts'

const real = someReport(realLists)
const inOrder = ['Onderwijs', 'Mantelzorg', 'Gezondheid', 'Mobiliteit & Voorzieningen']

describe('the outcome of 28 April 2016', () => {
  test('is said in short: who chose, who is first, and what shares a place', () => {
    expect(titleOf(real)).toBe('De top vijf van de gemeenteraad')
    expect(ledeOf(real, '28 april 2016')).toBe(
      'Op 28 april 2016 kozen raadsleden in drie groepen welke onderwerpen zij het belangrijkst vinden. Opvoeden en opgroeien staat bovenaan. Vier onderwerpen delen de tweede plaats.',
    )
  })

  test('has one numeral for four topics, in alphabetical order, and says why', () => {
    expect(topPlaces(real)).toEqual([
      { place: 1, topics: [{ topic: 'Opvoeden en opgroeien', sum: 9 }], because: null },
      {
        place: 2,
        topics: inOrder.toSorted().map((topic) => ({ topic, sum: 11 })),
        because: 'Deze vier kregen evenveel punten. Daarom staan zij op alfabet.',
      },
    ])
    expect([sizeOfTop(real), tieNotes(real, 'top'), tieNotes(real, 'rest')]).toEqual([null, [], []])
  })

  test('is counted in steps, with a topic that every group chose as the example', () => {
    expect(countingOf(real)).toEqual({
      steps: [
        'Elke groep zette vijf van de tien onderwerpen op volgorde. Plaats 1 is 1\u00a0punt, plaats 5 is 5\u00a0punten.',
        'Koos een groep een onderwerp niet? Dan telt het als plaats 6.',
        'Wij tellen de drie plaatsen bij elkaar op. Het onderwerp met de minste punten staat bovenaan.',
        'Kregen onderwerpen evenveel punten? Dan delen zij een plaats.',
      ],
      formula: 'punten = plaats bij groep 1 + plaats bij groep 2 + plaats bij groep 3',
      example: {
        topic: 'Gezondheid',
        says: 'Groep 1 plaats 4, groep 2 plaats 4, groep 3 plaats 3.',
        sum: '4 + 4 + 3 = 11\u00a0punten',
      },
    })
    expect(cutLine(real)).toBe('Tot hier loopt de top vijf')
    expect(real.rows[0] && rowInWords(real.rows[0], real)).toBe(
      'groep 1: plaats 1, groep 2: niet gekozen (6), groep 3: plaats 2',
    )
  })

  test('when a chain was fixed beforehand, it says what the rules did and what they left level', () => {
    const chained = someReport({ ...realLists, tieChain: ['moreGroups', 'bestRank'] })
    expect(tieNotes(chained, 'top')).toEqual([
      {
        says: 'Gezondheid, Mobiliteit & Voorzieningen, Mantelzorg en Onderwijs kregen evenveel punten. De regels die vooraf vaststonden, bepaalden wie voorgaat.',
        reason: null,
      },
    ])
    expect(topPlaces(chained).at(-1)).toMatchObject({
      place: 4,
      because:
        'Deze twee kregen evenveel punten. Ook met de regels die vooraf vaststonden, blijven zij gelijk. Daarom staan zij op alfabet.',
    })
    expect(countingOf(chained).steps.at(-1)).toBe(
      'Kregen onderwerpen evenveel punten? Vooraf was afgesproken: het onderwerp dat door meer groepen is gekozen, gaat voor. Helpt dat niet, dan geldt: het onderwerp dat bij één groep het hoogst staat, gaat voor. Blijven zij gelijk? Dan delen zij een plaats.',
    )
    expect(tieNotes(someReport({ ...realLists, tieChain: ['moreGroups'] }), 'top')[0]?.says).toContain(
      'De regel die vooraf vaststond, bepaalde wie voorgaat.',
    )
  })

  test('when the meeting decided, it says so with the reason in its own words', () => {
    const decided = someReport({ ...realLists, decisions: [{ order: inOrder, reason: 'Groep 1 had deze volgorde.' }] })
    expect(topPlaces(decided).map(({ place }) => place)).toEqual([1, 2, 3, 4, 5])
    expect(tieNotes(decided, 'top')).toEqual([
      {
        says: 'Onderwijs, Mantelzorg, Gezondheid en Mobiliteit & Voorzieningen kregen evenveel punten. De vergadering koos daarom zelf deze volgorde. De reden:',
        reason: 'Groep 1 had deze volgorde.',
      },
    ])
    expect(countingOf(decided).steps.at(-1)).toContain('tenzij de vergadering zelf een volgorde kiest')
  })

  test('rules and the meeting can each have parted some', () => {
    const both = someReport({
      ...realLists,
      tieChain: ['moreGroups'],
      decisions: [{ order: inOrder.filter((topic) => topic !== 'Gezondheid'), reason: 'Zo.' }],
    })
    expect(tieNotes(both, 'top').map(({ reason }) => reason)).toEqual([null, 'Zo.'])
  })

  test('topics below the top that a rule parted are told apart from it', () => {
    const chained = someReport({
      ...realLists,
      tieChain: ['bestRank', 'headToHead'],
      decisions: [{ order: ['Sport', 'Vrijwilligers'], reason: 'Geloot noch gewogen.' }],
    })
    expect(tieNotes(chained, 'rest')).toEqual([expect.objectContaining({ reason: 'Geloot noch gewogen.' })])
  })
})

describe('other outcomes', () => {
  test('one group and one place are said in the singular', () => {
    const one = someReport({ topics: ['Zorg', 'Sport'], k: 1, groups: { Noord: ['Zorg'] } })
    expect(titleOf(one)).toBe('De top één van de gemeenteraad')
    expect(ledeOf(one, '1 mei 2027')).toContain('in één groep')
    expect(countingOf(one)).toEqual({
      steps: [
        'De groep koos één van de twee onderwerpen. Dat is 1\u00a0punt.',
        'Koos de groep een onderwerp niet? Dan telt het als plaats 2.',
        'Plaats 1 staat bovenaan.',
        'Kregen onderwerpen evenveel punten? Dan delen zij een plaats.',
      ],
      formula: 'punten = plaats bij de groep',
      example: { topic: 'Zorg', says: 'Noord plaats 1.', sum: '1\u00a0punt' },
    })
  })

  test('a shared last place makes the top larger than its name, and that is said', () => {
    const six = someReport({
      topics: ['A', 'B', 'C', 'D', 'E', 'F', 'G'],
      groups: { 'Groep 1': ['A', 'B', 'C', 'D', 'E'], 'Groep 2': ['A', 'B', 'C', 'D', 'F'] },
    })
    expect(sizeOfTop(six)).toBe('De top vijf heeft zes onderwerpen, omdat twee onderwerpen de vijfde plaats delen.')
    expect(ledeOf(six, '1 mei 2027')).toMatch(/A staat bovenaan\. Twee onderwerpen delen de vijfde plaats\.$/)
  })

  test('when everything is in the top there is no line below it', () => {
    const all = someReport({
      topics: ['Zorg', 'Sport'],
      k: 2,
      groups: { 'Groep 1': ['Zorg', 'Sport'], 'Groep 2': ['Sport', 'Zorg'] },
    })
    expect(cutLine(all)).toBeNull()
    expect(ledeOf(all, '1 mei 2027')).toMatch(/vinden\. Twee onderwerpen delen de eerste plaats\.$/)
    expect(countingOf(all).steps[0]).toMatch(/^Elke groep zette beide onderwerpen op volgorde\./)
    expect(sizeOfTop(someReport({ topics: ['Zorg', 'Sport'], k: 5, groups: { 'Groep 1': ['Zorg'] } }))).toBe(
      'Er waren twee onderwerpen om uit te kiezen. Die staan er allemaal in.',
    )
  })

  test('topics in the top that nobody chose, and places left empty, are named as such', () => {
    const few = someReport({ topics: ['A', 'B', 'C', 'D'], k: 2, groups: { 'Groep 1': ['A'], 'Groep 2': [] } })
    expect(topPlaces(few).at(-1)?.because).toBe('Geen enkele groep koos deze drie. Daarom staan zij op alfabet.')
    expect(countingOf(few).steps[0]).toContain(
      'mocht twee van de vier onderwerpen op volgorde zetten. Niet elke plaats is gebruikt.',
    )
    expect(countingOf(few).example).toMatchObject({
      says: 'Groep 1 plaats 1, groep 2 koos het niet: 3.',
      sum: '1 + 3 = 4\u00a0punten',
    })
    expect(few.groups.map((group) => emptyPlaces(few, group))).toEqual([
      'Deze groep liet één plaats leeg.',
      'Deze groep gaf geen onderwerp een plaats.',
    ])
    expect(real.groups.map((group) => emptyPlaces(real, group))).toEqual([null, null, null])
  })

  test('many shared places are counted, and many groups make no long formula', () => {
    const pairs = someReport({
      topics: ['A', 'B', 'C', 'D', 'E', 'F'],
      k: 6,
      groups: {
        1: ['A', 'B', 'C', 'D', 'E', 'F'],
        2: ['B', 'A', 'D', 'C', 'F', 'E'],
        3: ['A', 'B', 'C', 'D', 'E', 'F'],
        4: ['B', 'A', 'D', 'C', 'F', 'E'],
        5: [],
        6: [],
      },
    })
    expect(ledeOf(pairs, '1 mei 2027')).toMatch(/vinden\. Op drie plaatsen eindigen onderwerpen gelijk\.$/)
    expect(countingOf(pairs).formula).toBe('punten = de plaatsen bij alle 6 groepen bij elkaar opgeteld')
    const many = someReport({
      topics: ['A', 'B'],
      k: 1,
      groups: { 1: ['A'], 2: ['A'], 3: ['A'], 4: ['A'], 5: ['B'], 6: ['A'], 7: [] },
    })
    expect(countingOf(many).example).toEqual({
      topic: 'A',
      says: 'Vijf van de 7 groepen kozen dit onderwerp.',
      sum: '1 + 1 + 1 + 1 + 2 + 1 + 2 = 9\u00a0punten',
    })
  })

  test('all topics are counted in words', () => {
    expect([1, 2, 10, 40].map(allTopics)).toEqual([
      'Het onderwerp',
      'Beide onderwerpen',
      'Alle tien onderwerpen',
      'Alle 40 onderwerpen',
    ])
  })
})
