import { fold } from '#app/fold.ts'
import type { DecisionWording } from '#app/features/municipalities/municipality.ts'
import {
  dispositionOf,
  dispositions,
  dispositionWords,
  isDecision,
  isDisposition,
  ownDispositionIn,
  type Decision,
  type Disposition,
  type DispositionWords,
} from './disposition.ts'

/** What a municipality calls what is done with a point: its own words where it has them, ours elsewhere. */
export type DecisionWords = {
  /** Words, icon and colour of a decision. */
  of: (decision: Decision) => DispositionWords
  /** 'Gelezen, verandert niets (voor kennisgeving aangenomen)': plainly, with the trade's word beside it, for whoever knows that. */
  forResidents: (decision: Decision) => string
  /** All that can be chosen: each of the eight, with the municipality's own ones behind the one that they count as. */
  offered: readonly Decision[]
}

/** The words of a municipality, made of the rows that come with it. */
export function decisionWordsFrom(wordings: readonly DecisionWording[]): DecisionWords {
  const eight = new Map<Disposition, DispositionWords>()
  const own = new Map<string, DispositionWords>()
  const offeredOwn: Decision[] = []
  for (const { id, disposition, isRetired, ...wording } of wordings) {
    if (!isDisposition(disposition)) continue
    const words = inWords(disposition, wording)
    if (id === null) eight.set(disposition, words)
    else own.set(id, words)
    if (id !== null && !isRetired) offeredOwn.push(`${disposition}.${id}`)
  }
  const of = (decision: Decision): DispositionWords => {
    const disposition = dispositionOf(decision)
    return own.get(ownDispositionIn(decision) ?? '') ?? eight.get(disposition) ?? dispositionWords[disposition]
  }
  return {
    of,
    forResidents: (decision) => {
      const { label, plain } = of(decision)
      return plain ? `${plain} (${uncapital(label)})` : label
    },
    offered: dispositions.flatMap((disposition) => [
      disposition,
      ...offeredOwn.filter((decision) => dispositionOf(decision) === disposition),
    ]),
  }
}

const uncapital = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

function inWords(
  disposition: Disposition,
  { label, short, plain, explanation }: Pick<DecisionWording, 'label' | 'short' | 'plain' | 'explanation'>,
): DispositionWords {
  const { icon, colour } = dispositionWords[disposition]
  const counted = uncapital(plain || short)
  return { label, short, ...(plain && { plain }), counted, explanation, icon, colour }
}

/** Our words for the eight, for a municipality that has none of its own. */
export const ourDecisionWords = decisionWordsFrom([])

/**
 * Decisions by every word that people write for them, folded. A word of the municipality comes before the same word of ours, so that a
 * municipality can use one of our words for something else.
 */
export function decisionsByWord(words: DecisionWords): ReadonlyMap<string, Decision> {
  const spelled = ({ label, short, plain }: DispositionWords) => [label, short, ...(plain ? [plain] : [])].map(fold)
  const named = new Map<string, Decision>()
  const add = (word: string, decision: Decision) => {
    if (!named.has(word)) named.set(word, decision)
  }
  for (const decision of words.offered) add(fold(words.of(decision).label), decision)
  for (const decision of words.offered) for (const word of spelled(words.of(decision))) add(word, decision)
  for (const disposition of dispositions)
    for (const word of [fold(disposition), ...spelled(dispositionWords[disposition])]) add(word, disposition)
  return named
}

/** The decisions as options to choose from; own ones say what they count as. What was chosen stays, also out of use. */
export function decisionOptions(words: DecisionWords, chosen = ''): { value: Decision; label: string }[] {
  const old = isDecision(chosen) && !words.offered.includes(chosen) ? [chosen] : []
  return [...words.offered, ...old].map((value) => ({ value, label: decisionInFull(words, value) }))
}

/** 'Op hoofdlijnen meegenomen (telt als gedeeltelijk overgenomen)'; one of the eight by its label. */
export function decisionInFull(words: DecisionWords, decision: Decision): string {
  const { label } = words.of(decision)
  if (ownDispositionIn(decision) === null) return label
  return `${label} (telt als ${uncapital(words.of(dispositionOf(decision)).label)})`
}

type Spelled = { label: string; short: string; plain?: string | undefined }

/** Which word of one decision is a word of another as well, so that nobody can tell them apart; null when none is. */
export function doubleWord<Other extends Spelled>(
  words: Spelled,
  others: readonly Other[],
): { field: 'label' | 'short' | 'plain'; other: Other } | null {
  for (const field of ['label', 'short', 'plain'] as const) {
    const word = fold(words[field] ?? '')
    const other = others.find((each) => [each.label, each.short, each.plain ?? ''].some((one) => fold(one) === word))
    if (word !== '' && other) return { field, other }
  }
  return null
}
