import type { OtherMethod, RankingReport } from './report.ts'
import { topWord } from './session.ts'
import { count, listed } from './what-decides.ts'

const methodNames: Record<OtherMethod['method'], string> = { borda: 'Borda', copeland: 'Copeland', schulze: 'Schulze', kemeny: 'Kemeny' }

/** Longer lists of names are counted instead. */
const MOST_NAMED = 4

/** How firm the outcome is, in a few sentences for who leads the meeting. */
export function firmWords(report: Pick<RankingReport, 'k' | 'margin' | 'swaps' | 'withoutGroup' | 'methods'>): string[] {
  const top = topWord(report.k)
  return [marginWords(report.margin, top), swapWords(report.swaps, top), ...withoutWords(report.withoutGroup, top), methodWords(report.methods, top)]
}

function marginWords(margin: number | null, top: string): string {
  if (margin === null) return `Alle onderwerpen staan in de ${top}.`
  if (margin === 0) return `Het eerste onderwerp buiten de ${top} heeft dezelfde som als het laatste erin.`
  return `Tussen de ${top} en het eerste onderwerp erbuiten ${margin === 1 ? 'zit 1 punt' : `zitten ${margin} punten`}.`
}

function swapWords(swaps: RankingReport['swaps'], top: string): string {
  const [swap] = swaps
  if (!swap) return `Geen groep kan met één verwisseling de ${top} veranderen.`
  const { group, higher, lower, enters, leaves } = swap
  const others = swaps.length > 1 ? ` Nog ${count(swaps.length - 1, 'verwisseling is', 'verwisselingen zijn')} even klein.` : ''
  const change = [enters.length > 0 ? `${listed(enters)} erin` : '', leaves.length > 0 ? `${listed(leaves)} eruit` : ''].filter((part) => part !== '')
  return `Wisselt ${group} ${higher.topic} en ${lower.topic} om, dan verandert de ${top}: ${change.join(', ')}.${others}`
}

function withoutWords(withoutGroup: RankingReport['withoutGroup'], top: string): string[] {
  if (withoutGroup.length < 2) return []
  const changing = withoutGroup.filter(({ leaves, enters }) => leaves.length + enters.length > 0).map(({ group }) => group)
  if (changing.length === 0) return [`Welke groep u ook weglaat, de ${top} blijft dezelfde.`]
  if (changing.length === withoutGroup.length) return [`Welke groep u ook weglaat, de ${top} wordt anders.`]
  if (changing.length > MOST_NAMED) return [`${changing.length} van de ${withoutGroup.length} groepen geven de doorslag: zonder elk van hen was de ${top} anders.`]
  return [`Zonder ${changing.join(' of zonder ')} was de ${top} anders.`]
}

function methodWords(methods: readonly OtherMethod[], top: string): string {
  const named = (some: readonly OtherMethod[]) => listed(some.map(({ method }) => methodNames[method]))
  const known = methods.filter((method) => method.top !== null)
  const [same, other] = [known.filter(({ sameTop }) => sameTop), known.filter(({ sameTop }) => !sameTop)]
  if (other.length === 0) return `Andere manieren van tellen (${named(same)}) geven dezelfde ${top}.`
  if (same.length === 0) return `Andere manieren van tellen (${named(other)}) geven een andere ${top}.`
  return `Met ${named(same)} telt u dezelfde ${top}, met ${named(other)} een andere.`
}
