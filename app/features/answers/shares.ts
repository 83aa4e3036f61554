import { ourDecisionWords, type DecisionWords } from '#app/features/points/decision-words.ts'
import { dispositions, type Disposition } from '#app/features/points/disposition.ts'

type Share = { tone: 'moss' | 'amber' | 'brick' | 'slate'; count: number; label: string }
/** `other` says what "anders" is made of; empty where nothing is. */
export type Shares = { parts: Share[]; other: { count: number; label: string }[] }

const apart = { adopted: 'moss', partlyAdopted: 'amber', notAdopted: 'brick' } as const satisfies Partial<
  Record<Disposition, Share['tone']>
>
const isApart = (disposition: Disposition): disposition is keyof typeof apart => disposition in apart

/**
 * Points by what was done with them, in four parts for a small bar; what is none of three is "anders", or its own word where
 * it is all one. Empty parts stay away.
 */
export function shares(
  counts: readonly { disposition: string; count: number }[],
  words: DecisionWords = ourDecisionWords,
): Shares {
  const countOf = (disposition: Disposition) => counts.find((each) => each.disposition === disposition)?.count ?? 0
  const parts = dispositions.filter(isApart).map((each) => ({
    ...{ tone: apart[each], count: countOf(each) },
    label: words.of(each).short.toLowerCase(),
  }))
  const rest = dispositions
    .filter((each) => !isApart(each))
    .map((each) => ({ label: words.of(each).counted, count: countOf(each) }))
    .filter(({ count }) => count > 0)
  const all = rest.reduce((sum, { count }) => sum + count, 0)
  const [only, ...more] = rest
  const last = { tone: 'slate' as const, label: only && more.length === 0 ? only.label : 'anders', count: all }
  return { parts: [...parts, last].filter(({ count }) => count > 0), other: more.length === 0 ? [] : rest }
}
