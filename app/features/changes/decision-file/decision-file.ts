import { dispositionOf } from '#app/features/points/disposition.ts'
import type { ChangeKind } from '#app/features/plans/versions/change-lines.ts'
import type { FilePoint } from './file-points.server.ts'

/** What the decision file says in words and numbers. */

/** Who asked for a change: '3 insprekers', '2 organisaties', '3 mensen en organisaties'; each counts once. */
export function whoAsked(points: readonly Pick<FilePoint, 'contributorId' | 'isPerson'>[]): string {
  const people = new Map(points.map(({ contributorId, isPerson }) => [contributorId, isPerson]))
  const count = people.size
  const persons = [...people.values()].filter(Boolean).length
  if (persons === count) return count === 1 ? '1 inspreker' : `${count} insprekers`
  if (persons === 0) return count === 1 ? '1 organisatie' : `${count} organisaties`
  return `${count} mensen en organisaties`
}

/** What became of paragraphs where their words say nothing: '17 en 18' became of '17'. Null where the words tell it. */
export function placeSentence(
  kind: ChangeKind,
  olds: readonly string[],
  news: readonly string[],
  hasSameWords: boolean,
): string | null {
  const [from, to] = [olds, news].map(listed)
  const same = hasSameWords ? ' De woorden zijn gelijk.' : ''
  if (kind === 'split') return `Gesplitst: alinea ${from} is nu ${to}.${same}`
  if (kind === 'merged') return `Samengevoegd: de alinea’s ${from} zijn nu alinea ${to}.${same}`
  if (kind === 'moved') return `Verplaatst: alinea ${from} is nu alinea ${to}.${same}`
  return null
}
const listed = (numbers: readonly string[]) =>
  numbers.length < 2 ? numbers.join('') : `${numbers.slice(0, -1).join(', ')} en ${numbers.at(-1)}`

/** Whether an answer says no to a point, or to a part of it. */
export const saysNo = ({ decision }: Pick<FilePoint, 'decision'>): boolean =>
  decision !== null && ['notAdopted', 'partlyAdopted'].includes(dispositionOf(decision))
