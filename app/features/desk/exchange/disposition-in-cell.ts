import type { DecisionWords } from '#app/features/points/decision-words.ts'
import type { Decision } from '#app/features/points/disposition.ts'
import { fold } from '#app/fold.ts'

/** What can be named in a file: the words of the municipality, and the decisions by every word for them (`decisionsByWord`). */
export type KnownDecisions = { words: DecisionWords; decisions: ReadonlyMap<string, Decision> }

/**
 * The decision that a cell names, in the words of the municipality or in ours; null for none, with the problem when it names something
 * else. One that is no longer in use may only be what the point has already (`current`).
 */
export function dispositionInCell(
  cell: string,
  { words, decisions, current = null }: KnownDecisions & { current?: Decision | null },
): { disposition: Decision | null } | { problem: string } {
  const word = fold(cell)
  if (word === '') return { disposition: null }
  if (current !== null && word === fold(words.of(current).label)) return { disposition: current }
  const disposition = decisions.get(word)
  if (disposition) return { disposition }
  const known = words.offered.map((each) => words.of(each).label).join(', ')
  return { problem: `"${cell.trim()}" is geen besluit; kies uit: ${known}` }
}
