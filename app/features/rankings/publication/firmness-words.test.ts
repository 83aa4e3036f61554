import { describe, expect, test } from 'vitest'
import type { RankingReport } from '#app/features/rankings/counting/report.ts'
import { realLists, someReport } from '#app/features/rankings/counting/some-report.fixture.ts'
import { firmnessOf, methodInFull } from './firmness-words.ts'

const real = someReport(realLists)
const said = (report: RankingReport) =>
  firmnessOf(report).lines.map(({ title, says, verdict }) =>
    `${title}: ${says} (${verdict.words})`.replaceAll('\u00a0', ' '),
  )
const lineOf = (report: RankingReport, title: string) => said(report).find((line) => line.startsWith(title))
const altered = (changes: Partial<RankingReport>): RankingReport => ({ ...real, ...changes })

test('the outcome of 28 April 2016 is looked at from all sides', () => {
  expect(firmnessOf(real).lede).toBe(
    'Opvoeden en opgroeien heeft 2\u00a0punten voorsprong. De grens van de top vijf is krap: één kleine verandering geeft al een andere top vijf.',
  )
  expect(said(real)).toEqual([
    'Verschil met nummer 6: Informele zorg heeft 12 punten. Dat is maar 1 punt meer dan de vier onderwerpen op plaats 2. (Heel krap)',
    'Eén kleine ruil: Stel: groep 2 wisselt Gezondheid (plaats 4) en Informele zorg (plaats 5) om. Dan valt Gezondheid af en komt Informele zorg erin. (De top vijf verandert)',
    'Eén groep minder: Zonder groep 1 valt Onderwijs af en komt Informele zorg erin. Zonder groep 2 valt Mobiliteit & Voorzieningen af en komt Informele zorg erin. Zonder groep 3 blijft de top vijf gelijk. (Hangt ervan af)',
    'Anders tellen: Drie andere manieren van tellen geven dezelfde top vijf. Volgens één andere manier eindigen zes onderwerpen gelijk op plaats 1. (Meestal gelijk)',
    'Niet gekozen niet meetellen: Wij tellen “niet gekozen” als 6. Stel dat alleen het gemiddelde telt van de groepen die een onderwerp kozen. Dan valt Gezondheid af, terwijl alle drie de groepen dat onderwerp kozen. (De top vijf verandert)',
    'Mantelzorg en Informele zorg samen: Groep 1 en groep 2 noemden Mantelzorg en Informele zorg samen. Stel dat dit één onderwerp was. Dan telt bij elke groep de hoogste van de twee plaatsen. Samen staan zij dan op plaats 1, met 6 punten. (Plaats 1 verandert)',
  ])
})

test('of one group alone there is nothing to compare', () => {
  const one = someReport({ topics: ['Zorg', 'Sport', 'Werk'], k: 2, groups: { Noord: ['Zorg', 'Sport'] } })
  expect(firmnessOf(one)).toEqual({
    lede: 'Er was één groep. De uitslag is dus de lijst van die groep.',
    lines: [],
    more: null,
  })
})

test('when everything is in the top, nothing can leave it', () => {
  const all = someReport({
    topics: ['Zorg', 'Sport'],
    k: 2,
    groups: { 'Groep 1': ['Zorg', 'Sport'], 'Groep 2': ['Sport', 'Zorg'] },
  })
  expect(firmnessOf(all)).toEqual({
    lede: 'Alle onderwerpen staan in de top twee. Er kan dus geen onderwerp afvallen.',
    lines: [],
    more: null,
  })
})

test('an outcome that holds says so', () => {
  const five = Object.fromEntries([1, 2, 3, 4, 5].map((group) => [`Groep ${group}`, ['A']]))
  const firm = someReport({ topics: ['A', 'B', 'C', 'D', 'E'], k: 1, groups: five })
  expect(firmnessOf(firm).lede).toBe(
    'A heeft 5\u00a0punten voorsprong. Wat er in de top één staat, is stevig: geen enkele ruil bij één groep verandert dat.',
  )
  expect(said(firm)).toEqual([
    'Verschil met nummer 2: Vier onderwerpen hebben elk 10 punten. Dat is 5 punten meer dan A. (Ruim verschil)',
    'Eén ruil: Welke twee onderwerpen één groep ook omwisselt, in de top één staan dan nog dezelfde onderwerpen. (Blijft gelijk)',
    'Eén groep minder: Welke groep u ook weglaat, de top één blijft gelijk. (Blijft gelijk)',
    'Anders tellen: Vier andere manieren van tellen geven dezelfde top één. (Zelfde uitslag)',
    'Niet gekozen niet meetellen: Wij tellen “niet gekozen” als 2. Stel dat alleen het gemiddelde telt van de groepen die een onderwerp kozen. Dan valt er geen onderwerp af. (Blijft gelijk)',
  ])
})

describe('the margin', () => {
  const margin = (report: RankingReport) => lineOf(report, 'Verschil met nummer')

  test('of nothing names what parted the two: a rule, or the meeting', () => {
    const level = {
      topics: ['A', 'B', 'C', 'D'],
      k: 2,
      unrankedRank: 4,
      groups: { 'Groep 1': ['A', 'B'], 'Groep 2': ['A', 'C'] },
    }
    expect(margin(someReport({ ...level, decisions: [{ order: ['C', 'B'], reason: 'x' }] }))).toContain(
      'B heeft 6 punten. Dat is evenveel als C. De vergadering koos wie voorgaat. (Evenveel punten)',
    )
    const ruled = {
      topics: ['A', 'B', 'C'],
      k: 2,
      groups: { 'Groep 1': ['A', 'B'], 'Groep 2': ['A', 'B'], 'Groep 3': ['C', 'A'] },
    }
    expect(margin(someReport({ ...ruled, tieChain: ['moreGroups'] }))).toContain(
      'C heeft 7 punten. Dat is evenveel als B. Een regel die vooraf vaststond, bepaalde wie voorgaat. (Evenveel punten)',
    )
  })

  test('of fewer points than there are groups is narrow', () => {
    const wider = altered({ margin: 2, rows: real.rows.map((row) => (row.inTop ? row : { ...row, sum: row.sum + 1 })) })
    expect(margin(wider)).toContain('Dat is 2 punten meer dan de vier onderwerpen op plaats 2. (Krap)')
  })
})

describe('one swap', () => {
  const swap = {
    group: 'Noord',
    higher: { topic: 'A', rank: 2 },
    lower: { topic: 'B', rank: null },
    leaves: ['A'],
    enters: ['B', 'C'],
  }

  test('with a topic that had no place says what the group would do', () => {
    expect(lineOf(altered({ swaps: [swap] }), 'Eén grotere ruil')).toBe(
      'Eén grotere ruil: Stel: Noord zet B op plaats 2, in plaats van A. Dan valt A af en komen B en C erin. (De top vijf verandert)',
    )
    expect(firmnessOf(altered({ swaps: [swap] })).lede).toContain(
      'Een kleine ruil bij één groep verandert de top vijf niet, een grotere ruil wel.',
    )
  })

  test('and others that are as small are counted', () => {
    const one = { ...swap, enters: [], lower: { topic: 'B', rank: 3 } }
    expect(lineOf(altered({ swaps: [one, one] }), 'Eén kleine ruil')).toContain(
      'Dan valt A af. Er is nog één andere ruil die even klein is.',
    )
    expect(lineOf(altered({ swaps: [one, one, one] }), 'Eén kleine ruil')).toContain(
      'Er zijn nog twee andere ruilen die even klein zijn.',
    )
  })
})

describe('one group less', () => {
  const without = (group: string, leaves: string[] = [], enters: string[] = []) => ({ group, top: [], leaves, enters })

  test('when each makes a difference, that is the verdict', () => {
    expect(
      lineOf(altered({ withoutGroup: [without('Noord', [], ['A']), without('Zuid', ['B', 'C'])] }), 'Eén groep minder'),
    ).toBe('Eén groep minder: Zonder Noord komt A erbij. Zonder Zuid vallen B en C af. (Verandert altijd)')
  })

  test('many groups are named without what would change', () => {
    const withoutGroup = [
      ...[1, 2, 3, 4].map((at) => without(`Groep ${at}`, ['A'], ['B'])),
      ...[5, 6, 7, 8].map((at) => without(`Groep ${at}`)),
    ]
    expect(lineOf(altered({ withoutGroup }), 'Eén groep minder')).toBe(
      'Eén groep minder: Zonder groep 1, groep 2, groep 3 of groep 4 staan er andere onderwerpen in de top vijf. Zonder een van de andere vier groepen blijft de top vijf gelijk. (Hangt ervan af)',
    )
  })
})

describe('other ways of counting', () => {
  test('have their names only with what they are and what came of them', () => {
    expect(said(real).join()).not.toMatch(/Borda|Copeland|Schulze|Kemeny/)
    const [borda, , schulze] = real.methods
    expect(borda && methodInFull(borda, real)).toMatch(/staat bovenaan\. Zo komt er dezelfde top vijf uit\.$/)
    expect(schulze && methodInFull(schulze, real)).toMatch(
      /Volgens deze manier eindigen zes onderwerpen gelijk op plaats 1\.$/,
    )
  })

  const method = (changes: Partial<RankingReport['methods'][number]>) => ({
    ...{ method: 'kemeny' as const, top: real.top, undecided: [], sameTop: false, firstPlaces: null },
    ...changes,
  })
  const counted = (...methods: RankingReport['methods']) => lineOf(altered({ methods }), 'Anders tellen')

  test('what could not be computed exactly says so, and does not count in the verdict', () => {
    expect(counted(method({ method: 'borda', sameTop: true }), method({ top: null }))).toBe(
      'Anders tellen: Eén andere manier van tellen geeft dezelfde top vijf. De uitslag volgens één andere manier kon niet precies worden uitgerekend. (Zelfde uitslag)',
    )
  })

  test('another top is told by what would leave and enter', () => {
    const top = ['Informele zorg', ...real.top.slice(1)]
    expect(counted(method({ method: 'borda', top }))).toBe(
      'Anders tellen: Volgens één andere manier valt Gezondheid af en komt Informele zorg erin. (Vaak een andere uitslag)',
    )
  })

  test('what is the same for several is said once', () => {
    const top = ['Informele zorg', ...real.top.slice(1)]
    expect(counted(method({ method: 'borda', top }), method({ method: 'schulze', top }))).toContain(
      'Volgens twee andere manieren valt Gezondheid af en komt Informele zorg erin.',
    )
  })

  test('orders that are as good as each other leave some topics undecided', () => {
    expect(counted(method({ top: ['Mantelzorg'], undecided: ['Sport', 'Onderwijs'] }))).toContain(
      'Volgens één andere manier zijn er meer volgordes even goed. In al die volgordes staat Mantelzorg in de top vijf. Bij Sport en Onderwijs hangt het ervan af welke u neemt.',
    )
    expect(counted(method({ top: [], undecided: ['A', 'B', 'C', 'D'] }))).toContain(
      'Bij vier onderwerpen hangt het ervan af',
    )
  })
})

test('without a topic that was left out there is nothing to count otherwise', () => {
  const rows = real.rows.map((row) => ({ ...row, ranks: row.ranks.map((rank) => rank ?? 1) }))
  expect(lineOf(altered({ rows }), 'Niet gekozen')).toBeUndefined()
})

describe('topics that belong together', () => {
  const [pair] = real.together
  if (!pair) throw new Error('two groups name them together')

  test('can be marked by the clerk', () => {
    const marked = (groups: string[]) =>
      lineOf(altered({ together: [{ ...pair, byClerk: true, groups }] }), 'Mantelzorg en Informele zorg samen')
    expect(marked([])).toContain(
      'De griffier ziet Mantelzorg en Informele zorg als onderwerpen die bij elkaar horen. Stel dat',
    )
    expect(marked(['Groep 3'])).toContain('Ook groep 3 noemde ze samen.')
  })

  test('may change nothing, or what else is in the top', () => {
    const verdict = (changes: Partial<typeof pair>) =>
      firmnessOf(altered({ together: [{ ...pair, ...changes }] })).lines.at(-1)
    const below = { topics: ['Sport', 'Vrijwilligers'], name: 'Sport en Vrijwilligers', place: 9, top: real.top }
    expect(verdict(below)?.verdict).toEqual({ words: 'Weinig verschil', firm: true })
    const into = { ...below, place: 5, top: ['Sport en Vrijwilligers', ...real.top.slice(1)] }
    expect(verdict(into)).toMatchObject({
      says: expect.stringContaining('Verder valt Gezondheid af.'),
      verdict: { words: 'De top vijf verandert', firm: false },
    })
  })

  test('of many pairs four are shown and the others named', () => {
    const { lines, more } = firmnessOf(altered({ together: Array.from({ length: 6 }, () => pair) }))
    expect(lines.filter(({ title }) => title.endsWith('samen'))).toHaveLength(4)
    expect(more).toBe(
      'Ook deze onderwerpen werden samen genoemd: Mantelzorg en Informele zorg; Mantelzorg en Informele zorg.',
    )
  })
})
