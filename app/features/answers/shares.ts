import { dispositions, dispositionWords, type Disposition } from '#app/features/points/disposition.ts'

type Share = { tone: 'moss' | 'amber' | 'brick' | 'slate'; count: number; label: string }
/** `other` says what "anders" is made of; empty where nothing is. */
export type Shares = { parts: Share[]; other: { count: number; label: string }[] }

const named: Partial<Record<Disposition, Omit<Share, 'count'>>> = {
  adopted: { tone: 'moss', label: 'overgenomen' },
  partlyAdopted: { tone: 'amber', label: 'gedeeltelijk' },
  notAdopted: { tone: 'brick', label: 'niet overgenomen' },
}

/**
 * Points by what was done with them, in four parts for a small bar; what is none of three is "anders", or its own word where
 * it is all one. Empty parts stay away.
 */
export function shares(counts: readonly { disposition: string; count: number }[]): Shares {
  const parts = Object.entries(named).map(([disposition, words]) => ({
    ...words,
    count: counts.find((each) => each.disposition === disposition)?.count ?? 0,
  }))
  const rest = dispositions
    .filter((each) => !(each in named))
    .map((each) => ({
      label: dispositionWords[each].counted,
      count: counts.find(({ disposition }) => disposition === each)?.count ?? 0,
    }))
    .filter(({ count }) => count > 0)
  const all = rest.reduce((sum, { count }) => sum + count, 0)
  const [only, ...more] = rest
  const last = { tone: 'slate' as const, label: only && more.length === 0 ? only.label : 'anders', count: all }
  return { parts: [...parts, last].filter(({ count }) => count > 0), other: more.length === 0 ? [] : rest }
}
