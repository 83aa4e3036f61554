import type { Disposition } from '#app/features/points/disposition.ts'

export type Share = { tone: 'moss' | 'amber' | 'brick' | 'slate'; count: number; label: string }

const named: Partial<Record<Disposition, Omit<Share, 'count'>>> = {
  adopted: { tone: 'moss', label: 'overgenomen' },
  partlyAdopted: { tone: 'amber', label: 'gedeeltelijk' },
  notAdopted: { tone: 'brick', label: 'niet overgenomen' },
}

/** Points by what was done with them, in four parts for a small bar; what is none of three is "anders". Empty parts stay away. */
export function shares(counts: readonly { disposition: string; count: number }[]): Share[] {
  const parts = Object.entries(named).map(([disposition, words]) => ({
    ...words,
    count: counts.find((each) => each.disposition === disposition)?.count ?? 0,
  }))
  const rest = counts.filter(({ disposition }) => !(disposition in named)).reduce((sum, { count }) => sum + count, 0)
  return [...parts, { tone: 'slate' as const, label: 'anders', count: rest }].filter(({ count }) => count > 0)
}
