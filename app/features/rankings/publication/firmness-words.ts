import { changeBetween, type Change, type Swap } from '#app/features/rankings/counting/firmness.ts'
import type { OtherMethod, RankingReport, ReportRow, Together } from '#app/features/rankings/counting/report.ts'
import { numberInWords, inSentence, listed, pointsInWords, sentence, topicsInWords } from './counts-in-words.ts'
import { theTop } from './outcome-words.ts'

/** One way to look at how firm the outcome is. `firm` says whether it holds. */
type FirmLine = { title: string; says: string; verdict: { words: string; firm: boolean } }

export type Firmness = {
  lede: string
  lines: FirmLine[]
  /** Pairs that are not shown one by one. */ more: string | null
}

/** Pairs of topics that are shown with what would change; the rest is named. */
const MOST_PAIRS = 4

/** Says how firm the outcome is, from all sides that mean something for it. */
export function firmnessOf(report: RankingReport): Firmness {
  const { together } = report
  const pairs = together.slice(0, MOST_PAIRS).map((one) => togetherLine(report, one))
  const others = together.slice(MOST_PAIRS).map(({ topics }) => listed(topics))
  const more = others.length > 0 ? `Ook deze onderwerpen werden samen genoemd: ${others.join('; ')}.` : null
  if (report.groups.length === 1)
    return { lede: 'Er was één groep. De uitslag is dus de lijst van die groep.', lines: pairs, more }
  if (report.margin === null) {
    return {
      lede: `Alle onderwerpen staan in ${theTop(report)}. Er kan dus geen onderwerp afvallen.`,
      lines: pairs,
      more,
    }
  }
  const lines = [marginLine(report), swapLine(report), withoutLine(report), methodsLine(report), averageLine(report)]
  return {
    lede: [leadOf(report), borderOf(report)].filter(Boolean).join(' '),
    lines: [...lines.filter((line) => line !== null), ...pairs],
    more,
  }
}

/** How far the first is ahead, when it is first alone and by points. */
function leadOf({ rows: [first, second] }: RankingReport): string | null {
  if (!first || !second || second.sum === first.sum) return null
  return `${first.topic} heeft ${pointsInWords(second.sum - first.sum)} voorsprong.`
}

function borderOf(report: RankingReport): string {
  const [swap] = report.swaps
  const top = theTop(report)
  if (!swap) return `Wat er in ${top} staat, is stevig: geen enkele ruil bij één groep verandert dat.`
  if (sizeOf(swap, report) === 1)
    return `De grens van ${top} is krap: één kleine verandering geeft al een andere ${top.slice(3)}.`
  return `Een kleine ruil bij één groep verandert ${top} niet, een grotere ruil wel.`
}

function marginLine(report: RankingReport): FirmLine | null {
  const { rows, margin, groups } = report
  const [first] = rows.filter(({ inTop }) => !inTop)
  if (!first || margin === null) return null
  const outside = rows.filter(({ inTop, sum }) => !inTop && sum === first.sum)
  const inside = rows.filter(({ inTop, sum }) => inTop && sum === first.sum - margin)
  const who = outside.length > 3 ? sentence(topicsInWords(outside.length)) : listed(outside.map(({ topic }) => topic))
  const has = `${who} ${outside.length === 1 ? 'heeft' : 'hebben elk'} ${pointsInWords(first.sum)}.`
  const more =
    margin === 0
      ? `Dat is evenveel als ${saysRows(inside, report)}. ${whatParted(inside, report)}`
      : `Dat is ${margin === 1 ? 'maar ' : ''}${pointsInWords(margin)} meer dan ${saysRows(inside, report)}.`
  return {
    title: `Verschil met nummer ${first.place}`,
    says: `${has} ${more}`,
    verdict: marginVerdict(margin, groups.length),
  }
}

function saysRows(rows: readonly ReportRow[], report: RankingReport): string {
  const [first] = rows
  if (rows.length > 1 && rows.every(({ place }) => place === first?.place))
    return `de ${topicsInWords(rows.length)} op plaats ${first?.place}`
  return rows.length > 3 ? `${topicsInWords(rows.length)} in ${theTop(report)}` : listed(rows.map(({ topic }) => topic))
}

function whatParted(inside: readonly ReportRow[], { decisions }: RankingReport): string {
  const decided = decisions.some(({ order }) => inside.some(({ topic }) => order.includes(topic)))
  return decided ? 'De vergadering koos wie voorgaat.' : 'Een regel die vooraf vaststond, bepaalde wie voorgaat.'
}

/** As many points as there are groups are gone when each of them puts one topic one place lower. */
function marginVerdict(margin: number, groups: number): FirmLine['verdict'] {
  if (margin === 0) return { words: 'Evenveel punten', firm: false }
  if (margin === 1) return { words: 'Heel krap', firm: false }
  return margin < groups ? { words: 'Krap', firm: false } : { words: 'Ruim verschil', firm: true }
}

const sizeOf = ({ higher, lower }: Swap, { unrankedRank }: RankingReport) => (lower.rank ?? unrankedRank) - higher.rank

function swapLine(report: RankingReport): FirmLine {
  const [swap, ...others] = report.swaps
  const top = theTop(report)
  if (!swap) {
    const says = `Welke twee onderwerpen één groep ook omwisselt, in ${top} staan dan nog dezelfde onderwerpen.`
    return { title: 'Eén ruil', says, verdict: { words: 'Blijft gelijk', firm: true } }
  }
  const { group, higher, lower } = swap
  const swaps =
    lower.rank === null
      ? `zet ${lower.topic} op plaats ${higher.rank}, in plaats van ${higher.topic}`
      : `wisselt ${higher.topic} (plaats ${higher.rank}) en ${lower.topic} (plaats ${lower.rank}) om`
  const more =
    others.length === 0
      ? ''
      : ` Er ${others.length === 1 ? 'is' : 'zijn'} nog ${numberInWords(others.length)} andere ${others.length === 1 ? 'ruil die even klein is' : 'ruilen die even klein zijn'}.`
  const small = sizeOf(swap, report) === 1
  return {
    title: small ? 'Eén kleine ruil' : 'Eén grotere ruil',
    says: `Stel: ${inSentence(group)} ${swaps}. Dan ${saysChange(swap)}.${more}`,
    verdict: { words: `${sentence(top)} verandert`, firm: false },
  }
}

/** 'valt A af en komt B erin' */
function saysChange({ leaves, enters }: Change): string {
  const out = leaves.length === 0 ? [] : [`${leaves.length === 1 ? 'valt' : 'vallen'} ${listed(leaves)} af`]
  const into =
    enters.length === 0
      ? []
      : [`${enters.length === 1 ? 'komt' : 'komen'} ${listed(enters)} ${leaves.length === 0 ? 'erbij' : 'erin'}`]
  return [...out, ...into].join(' en ')
}

const changes = ({ leaves, enters }: Change) => leaves.length + enters.length > 0

/** More groups than this are named without what would change. */
const MOST_GROUPS_NAMED = 3

function withoutLine(report: RankingReport): FirmLine {
  const top = theTop(report)
  const different = report.withoutGroup.filter(changes)
  const same = report.withoutGroup.filter((one) => !changes(one))
  const groups = (all: readonly { group: string }[], word: 'en' | 'of') =>
    listed(
      all.map(({ group }) => inSentence(group)),
      word,
    )
  const changed =
    different.length > MOST_GROUPS_NAMED
      ? [`Zonder ${groups(different, 'of')} staan er andere onderwerpen in ${top}.`]
      : different.map((one) => `Zonder ${inSentence(one.group)} ${saysChange(one)}.`)
  const rest =
    same.length > MOST_GROUPS_NAMED && different.length > 0
      ? `een van de andere ${numberInWords(same.length)} groepen`
      : groups(same, 'of')
  const stays =
    different.length === 0
      ? [`Welke groep u ook weglaat, ${top} blijft gelijk.`]
      : same.length === 0
        ? []
        : [`Zonder ${rest} blijft ${top} gelijk.`]
  return {
    title: 'Eén groep minder',
    says: [...changed, ...stays].join(' '),
    verdict:
      different.length === 0
        ? { words: 'Blijft gelijk', firm: true }
        : { words: same.length === 0 ? 'Verandert altijd' : 'Hangt ervan af', firm: false },
  }
}

export const methodNames: Record<OtherMethod['method'], string> = {
  borda: 'Borda',
  copeland: 'Copeland',
  schulze: 'Schulze',
  kemeny: 'Kemeny',
}

/** What each of the other ways of counting does. */
const methodWords: Record<OtherMethod['method'], string> = {
  borda:
    'Een onderwerp krijgt bij elke groep een punt voor elk onderwerp dat lager staat. Het onderwerp met de meeste punten staat bovenaan.',
  copeland:
    'Wij vergelijken steeds twee onderwerpen. Het onderwerp dat bij de meeste groepen hoger staat, wint. Wie het vaakst wint, staat bovenaan.',
  schulze: 'Ook hier vergelijken wij steeds twee onderwerpen. Een onderwerp kan ook winnen via een derde onderwerp.',
  kemeny: 'Wij zoeken de volgorde die het minst verschilt van alle lijsten samen.',
}

function methodsLine(report: RankingReport): FirmLine {
  const same = report.methods.filter(({ sameTop }) => sameTop)
  const others = report.methods.filter(({ sameTop }) => !sameTop)
  const agree =
    same.length === 0
      ? []
      : [
          sentence(
            `${numberInWords(same.length)} andere ${same.length === 1 ? 'manier' : 'manieren'} van tellen ${same.length === 1 ? 'geeft' : 'geven'} dezelfde ${theTop(report).slice(3)}.`,
          ),
        ]
  const known = report.methods.filter(({ top }) => top !== null).length
  const verdict =
    same.length === known && known > 0
      ? { words: 'Zelfde uitslag', firm: true }
      : same.length * 2 > known
        ? { words: 'Meestal gelijk', firm: true }
        : { words: 'Vaak een andere uitslag', firm: false }
  return { title: 'Anders tellen', says: [...agree, ...saysOthers(others, report)].join(' '), verdict }
}

/** Methods of which the same is to be said, in one sentence; their names stand with what they are. */
function saysOthers(others: readonly OtherMethod[], report: RankingReport): string[] {
  const alike = Map.groupBy(others, (other) => saysMethod('…', other, report))
  return [...alike.values()].flatMap(([first, ...rest]) =>
    first
      ? saysMethod(
          `${numberInWords(rest.length + 1)} ${rest.length === 0 ? 'andere manier' : 'andere manieren'}`,
          first,
          report,
        )
      : [],
  )
}

/** What one of the other ways of counting is, and what came of it. */
export function methodInFull(method: OtherMethod, report: RankingReport): string {
  const came = method.sameTop
    ? `Zo komt er dezelfde ${theTop(report).slice(3)} uit.`
    : saysMethod('deze manier', method, report)
  return `${methodWords[method.method]} ${came}`.trim()
}

function saysMethod(name: string, { top, undecided, firstPlaces }: OtherMethod, report: RankingReport): string {
  if (top === null) return `De uitslag volgens ${name} kon niet precies worden uitgerekend.`
  const change = changeBetween(report.top, top)
  if (undecided.length > 0) {
    const sure =
      top.length === 0
        ? ''
        : ` In al die volgordes ${top.length === 1 ? 'staat' : 'staan'} ${listed(top)} in ${theTop(report)}.`
    const depends = undecided.length > 3 ? `Bij ${topicsInWords(undecided.length)}` : `Bij ${listed(undecided)}`
    return `Volgens ${name} zijn er meer volgordes even goed.${sure} ${depends} hangt het ervan af welke u neemt.`
  }
  if (firstPlaces !== null && firstPlaces > 1 && firstPlaces === top.length)
    return `Volgens ${name} eindigen ${topicsInWords(top.length)} gelijk op plaats 1.`
  return changes(change) ? `Volgens ${name} ${saysChange(change)}.` : ''
}

/** Null when every group gave every topic a place: then there is nothing to leave out. */
function averageLine(report: RankingReport): FirmLine | null {
  const { rows, averageDrops, groups, unrankedRank } = report
  if (rows.every(({ ranks }) => ranks.every((rank) => rank !== null))) return null
  const title = 'Niet gekozen niet meetellen'
  const stel = `Wij tellen “niet gekozen” als ${unrankedRank}. Stel dat alleen het gemiddelde telt van de groepen die een onderwerp kozen.`
  if (averageDrops.length === 0) {
    return { title, says: `${stel} Dan valt er geen onderwerp af.`, verdict: { words: 'Blijft gelijk', firm: true } }
  }
  const byAll = averageDrops.filter((topic) =>
    rows.find((row) => row.topic === topic)?.ranks.every((rank) => rank !== null),
  )
  const though =
    byAll.length === 0
      ? ''
      : `, terwijl alle ${numberInWords(groups.length)} de groepen ${byAll.length === averageDrops.length ? (byAll.length === 1 ? 'dat onderwerp' : 'die onderwerpen') : listed(byAll)} kozen`
  return {
    title,
    says: `${stel} Dan ${saysChange({ leaves: averageDrops, enters: [] })}${though}.`,
    verdict: { words: `${sentence(theTop(report))} verandert`, firm: false },
  }
}

function togetherLine(report: RankingReport, { topics, groups, byClerk, name, place, sum, top }: Together): FirmLine {
  const pair = listed(topics)
  const by = listed(groups.map(inSentence))
  const named = `${sentence(by)} ${groups.length === 1 ? 'noemde' : 'noemden'} ${pair} samen.`
  const clerk = `De griffier ziet ${pair} als onderwerpen die bij elkaar horen.`
  const who = !byClerk
    ? named
    : groups.length === 0
      ? clerk
      : `${clerk} Ook ${by} ${groups.length === 1 ? 'noemde' : 'noemden'} ze samen.`
  const wouldBe = `Stel dat dit één onderwerp was. Dan telt bij elke groep de hoogste van de twee plaatsen. Samen staan zij dan op plaats ${place}, met ${pointsInWords(sum)}.`
  const rest = changeBetween(
    report.top.filter((topic) => !topics.includes(topic)),
    top.filter((topic) => topic !== name),
  )
  const also = place === 1 || !changes(rest) ? '' : ` Verder ${saysChange(rest)}.`
  return {
    title: `${pair} samen`,
    says: `${who} ${wouldBe}${also}`,
    verdict: togetherVerdict(report, { topics, place }, rest),
  }
}

function togetherVerdict(
  report: RankingReport,
  { topics, place }: Pick<Together, 'topics' | 'place'>,
  rest: Change,
): FirmLine['verdict'] {
  const wasFirst = report.rows.some((row) => row.place === 1 && topics.includes(row.topic))
  if (place === 1 && !wasFirst) return { words: 'Plaats 1 verandert', firm: false }
  const before = Math.min(...report.rows.filter(({ topic }) => topics.includes(topic)).map((row) => row.place))
  const moves = before !== place && (place <= report.k || before <= report.k)
  return changes(rest) || moves
    ? { words: `${sentence(theTop(report))} verandert`, firm: false }
    : { words: 'Weinig verschil', firm: true }
}
