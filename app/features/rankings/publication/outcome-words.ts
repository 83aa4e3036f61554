import type { RankingReport, ReportRow } from '#app/features/rankings/counting/report.ts'
import { tieRuleWords, topWord } from '#app/features/rankings/session.ts'
import {
  LEAST,
  numberInWords,
  inSentence,
  listed,
  placeWord,
  pointsInWords,
  sentence,
  topicsInWords,
} from './counts-in-words.ts'

/** One place of the top, with all topics that share it. */
export type TopPlace = {
  place: number
  topics: { topic: string; sum: number }[]
  /** Why they share it, and why they stand in this order; null for a topic that has it alone. */
  because: string | null
}

/** What is said about topics with the same sum that do not share a place. */
export type TieNote = { says: string; /** In the words of the meeting. */ reason: string | null }

export type Counting = {
  steps: string[]
  formula: string
  example: { topic: string; says: string; sum: string } | null
}

const nameOfTop = (k: number) => (k === 1 ? 'top één' : topWord(k))

/** 'de top vijf' */
export const theTop = ({ k }: { k: number }): string => `de ${nameOfTop(k)}`

/** 'De top vijf van de gemeenteraad' */
export const titleOf = (report: { k: number }): string => `${sentence(theTop(report))} van de gemeenteraad`

/** Who chose, in how many groups, and what came out. `date` is the day in words. */
export function ledeOf(report: RankingReport, date: string): string {
  const groups = report.groups.length
  const who = `Op ${date} kozen raadsleden in ${numberInWords(groups)} ${groups === 1 ? 'groep' : 'groepen'} welke onderwerpen zij het belangrijkst vinden.`
  return [who, ...outcomeInShort(report)].join(' ')
}

function outcomeInShort(report: RankingReport): string[] {
  const places = topPlaces(report)
  const [first] = places
  const shared = places.filter(({ topics }) => topics.length > 1)
  if (!first) return []
  const alone = first.topics.length === 1 ? [`${first.topics[0]?.topic} staat bovenaan.`] : []
  if (shared.length > 2) return [...alone, `Op ${numberInWords(shared.length)} plaatsen eindigen onderwerpen gelijk.`]
  return [
    ...alone,
    ...shared.map(({ place, topics }) => sentence(`${topicsInWords(topics.length)} delen ${placeWord(place)}.`)),
  ]
}

/** The top by place, and per shared place the sentence that says why. */
export function topPlaces(report: RankingReport): TopPlace[] {
  const rows = report.rows.filter(({ inTop }) => inTop)
  return [...Map.groupBy(rows, ({ place }) => place)].map(([place, level]) => ({
    place,
    topics: level.map(({ topic, sum }) => ({ topic, sum })),
    because: level.length > 1 ? whyShared(report, level) : null,
  }))
}

function whyShared({ tieChain }: RankingReport, level: readonly ReportRow[]): string {
  const these = `Deze ${numberInWords(level.length)}`
  const alphabet = 'Daarom staan zij op alfabet.'
  if (level.every(isUnchosen)) return `Geen enkele groep koos deze ${numberInWords(level.length)}. ${alphabet}`
  const same = `${these} kregen evenveel punten.`
  if (tieChain.length === 0) return `${same} ${alphabet}`
  const rules = tieChain.length === 1 ? 'de regel die vooraf vaststond' : 'de regels die vooraf vaststonden'
  return `${same} Ook met ${rules}, blijven zij gelijk. ${alphabet}`
}

const isUnchosen = ({ ranks }: ReportRow) => ranks.every((rank) => rank === null)

/** What is to be known about how many topics the top has, or null when it has as many as its name says. */
export function sizeOfTop(report: RankingReport): string | null {
  const { k, rows, top } = report
  if (rows.length < k) return `Er waren ${topicsInWords(rows.length)} om uit te kiezen. Die staan er allemaal in.`
  const last = topPlaces(report).at(-1)
  if (!last || top.length <= k) return null
  return `${sentence(theTop(report))} heeft ${topicsInWords(top.length)}, omdat ${topicsInWords(last.topics.length)} ${placeWord(last.place)} delen.`
}

/** Topics with one sum that a rule or the meeting parted: those that touch the top, or the others. */
export function tieNotes(report: RankingReport, part: 'top' | 'rest'): TieNote[] {
  const { rows, decisions, tieChain } = report
  return [...Map.groupBy(rows, ({ sum }) => sum).values()]
    .filter((level) => level.some(({ inTop }) => inTop) === (part === 'top'))
    .filter((level) => new Set(level.map(({ place }) => place)).size > 1)
    .flatMap((level) => {
      const names = level.map(({ topic }) => topic)
      const decided = decisions.filter(({ order }) => order.every((topic) => names.includes(topic)))
      const isPartedByRules = !decided.some(({ order }) => order.length === names.length)
      const rules = isPartedByRules ? [{ says: saysRules(names, tieChain.length), reason: null }] : []
      return [
        ...rules,
        ...decided.map(({ order, reason }) => ({ says: saysDecision(order, tieChain.length > 0), reason })),
      ]
    })
}

function saysRules(topics: readonly string[], rules: number): string {
  const which = rules === 1 ? 'De regel die vooraf vaststond, bepaalde' : 'De regels die vooraf vaststonden, bepaalden'
  return `${listed(topics)} kregen evenveel punten. ${which} wie voorgaat.`
}

function saysDecision(order: readonly string[], afterRules: boolean): string {
  const rules = afterRules ? ' Ook met de regels die vooraf vaststonden, bleven zij gelijk.' : ''
  return `${listed(order)} kregen evenveel punten.${rules} De vergadering koos daarom zelf deze volgorde. De reden:`
}

function saysChain(chain: RankingReport['tieChain']): string {
  const [first, ...rest] = chain.map((rule) => tieRuleWords[rule].because)
  if (first === undefined) return ''
  return [`Vooraf was afgesproken: ${first}.`, ...rest.map((because) => `Helpt dat niet, dan geldt: ${because}.`)].join(
    ' ',
  )
}

/** How the points were counted, in steps, with a topic of this outcome as the example. */
export function countingOf(report: RankingReport): Counting {
  const { groups } = report
  return {
    steps: countingSteps(report),
    formula: formulaOf(groups.map(({ name }) => name)),
    example: exampleOf(report),
  }
}

function countingSteps({ k, unrankedRank, groups, rows, tieChain, decisions }: RankingReport): string[] {
  const places = Math.min(k, rows.length)
  const filled = groups.every(({ list }) => list.length === places)
  const of =
    places === rows.length
      ? allTopics(rows.length).toLowerCase()
      : `${numberInWords(places)} van de ${topicsInWords(rows.length)}`
  const who = groups.length === 1 ? 'De groep' : 'Elke groep'
  const chose =
    places === 1
      ? `koos ${of}.`
      : filled
        ? `zette ${of} op volgorde.`
        : `mocht ${of} op volgorde zetten. Niet elke plaats is gebruikt.`
  const worth =
    places === 1
      ? 'Dat is 1\u00a0punt.'
      : `Plaats 1 is ${pointsInWords(1)}, plaats ${places} is ${pointsInWords(places)}.`
  const add =
    groups.length === 1
      ? 'Plaats 1 staat bovenaan.'
      : `Wij tellen de ${numberInWords(groups.length)} plaatsen bij elkaar op. ${LEAST}`
  const level = 'Kregen onderwerpen evenveel punten?'
  const share =
    decisions.length > 0
      ? 'Dan delen zij een plaats, tenzij de vergadering zelf een volgorde kiest.'
      : 'Dan delen zij een plaats.'
  return [
    `${who} ${chose} ${worth}`,
    `Koos ${groups.length === 1 ? 'de' : 'een'} groep een onderwerp niet? Dan telt het als plaats ${unrankedRank}.`,
    add,
    tieChain.length === 0 ? `${level} ${share}` : `${level} ${saysChain(tieChain)} Blijven zij gelijk? ${share}`,
  ]
}

/** Of more groups than this a formula or an example says less than one sentence. */
const GROUPS_IN_FORMULA = 4
const GROUPS_IN_EXAMPLE = 6

function formulaOf(groups: readonly string[]): string {
  const plural = groups.length > 1
  if (groups.length > GROUPS_IN_FORMULA)
    return `punten = de plaatsen bij alle ${groups.length} groepen bij elkaar opgeteld`
  return `punten = ${groups.map((name) => `plaats bij ${plural ? inSentence(name) : 'de groep'}`).join(' + ')}`
}

/** The topic of the top that most groups chose, the first of them. */
function exampleOf({ rows, groups, unrankedRank }: RankingReport): Counting['example'] {
  const choices = ({ ranks }: ReportRow) => ranks.filter((rank) => rank !== null).length
  const [row] = rows.filter(({ inTop }) => inTop).sort((one, other) => choices(other) - choices(one))
  if (!row || isUnchosen(row)) return null
  const chosen = choices(row)
  const says =
    groups.length > GROUPS_IN_EXAMPLE
      ? [`${numberInWords(chosen)} van de ${groups.length} groepen ${chosen === 1 ? 'koos' : 'kozen'} dit onderwerp`]
      : groups.map(({ name }, at) => saysPlace(inSentence(name), row.ranks[at] ?? null, unrankedRank))
  const numbers = row.ranks.map((rank) => rank ?? unrankedRank)
  return {
    topic: row.topic,
    says: `${sentence(says.join(', '))}.`,
    sum: numbers.length === 1 ? pointsInWords(row.sum) : `${numbers.join(' + ')} = ${pointsInWords(row.sum)}`,
  }
}

const saysPlace = (group: string, rank: number | null, unrankedRank: number) =>
  rank === null ? `${group} koos het niet: ${unrankedRank}` : `${group} plaats ${rank}`

/** A row of the chart in words: 'groep 1: plaats 4, groep 2: niet gekozen (6)'. */
export function rowInWords({ ranks }: ReportRow, { groups, unrankedRank }: RankingReport): string {
  const says = (rank: number | null) => (rank === null ? `niet gekozen (${unrankedRank})` : `plaats ${rank}`)
  return groups.map(({ name }, at) => `${inSentence(name)}: ${says(ranks[at] ?? null)}`).join(', ')
}

/** 'Alle tien onderwerpen' */
export function allTopics(count: number): string {
  if (count === 1) return 'Het onderwerp'
  return count === 2 ? 'Beide onderwerpen' : `Alle ${topicsInWords(count)}`
}

/** The line in the chart under the top; null when nothing stands below it. */
export function cutLine(report: RankingReport): string | null {
  return report.rows.some(({ inTop }) => !inTop) ? `Tot hier loopt ${theTop(report)}` : null
}

/** How many places a group left empty, or null. */
export function emptyPlaces({ k, rows }: RankingReport, { list }: RankingReport['groups'][number]): string | null {
  const empty = Math.min(k, rows.length) - list.length
  if (list.length === 0) return 'Deze groep gaf geen onderwerp een plaats.'
  if (empty <= 0) return null
  return `Deze groep liet ${numberInWords(empty)} ${empty === 1 ? 'plaats' : 'plaatsen'} leeg.`
}
