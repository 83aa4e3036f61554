import type { WrongParts } from '#app/features/plans/editing/part-list.ts'
import { paths } from '#app/paths.ts'
import type { NamedAmendment } from './amendments/amendment.ts'
import type { GapCounts, Gaps } from './gaps.ts'

type PlacedChange = { versionId: string; part: string }
type GapKind = keyof GapCounts

/** What is not right with paragraphs of a version, for the list of them. */
export function gapParts(
  { withoutReason, unanswered, refused }: Pick<Gaps<PlacedChange>, 'withoutReason' | 'unanswered' | 'refused'>,
  versionId: string,
): WrongParts {
  type Wrong = NonNullable<ReturnType<WrongParts['get']>>[number]
  const parts = new Map<string, Wrong[]>()
  const add = (part: string, wrong: Wrong) => parts.set(part, [...(parts.get(part) ?? []), wrong])
  for (const change of withoutReason)
    if (change.versionId === versionId) add(change.part, { kind: 'withoutReason', says: 'zonder reden' })
  for (const { part, points } of unanswered)
    add(part, { kind: 'unanswered', says: `${points} ${points === 1 ? 'punt' : 'punten'} zonder antwoord` })
  for (const { change, points } of refused)
    if (change.versionId === versionId)
      add(change.part, {
        kind: 'refused',
        says: `${points.map(({ number }) => number ?? 'een punt').join(', ')} is niet overgenomen`,
      })
  return parts
}

const words: Record<GapKind, [one: string, many: string]> = {
  withoutChange: ['keer overgenomen zonder wijziging', 'keer overgenomen zonder wijziging'],
  withoutReason: ['wijziging zonder reden', 'wijzigingen zonder reden'],
  unanswered: ['alinea met punten zonder antwoord', 'alinea’s met punten zonder antwoord'],
  refused: ['wijziging om een punt dat niet is overgenomen', 'wijzigingen om een punt dat niet is overgenomen'],
}
const kinds: readonly GapKind[] = ['withoutChange', 'withoutReason', 'unanswered', 'refused']

/** The gaps that there are: how many, in words, and where they are seen. */
export function gapLinks(
  counts: GapCounts,
  hrefOf: (kind: GapKind) => string,
): { count: number; says: string; href: string }[] {
  return kinds.flatMap((kind) => {
    const count = counts[kind]
    return count === 0 ? [] : [{ count, says: words[kind][count === 1 ? 0 : 1], href: hrefOf(kind) }]
  })
}

/** What the council adopted and the plan does not say yet; empty where there is nothing. */
export function amendmentLinks(
  unwritten: readonly NamedAmendment[],
  slug: string,
): { count: number; says: string; href: string }[] {
  const [first] = unwritten
  if (!first) return []
  const { amendment, decisionFile } = paths.official.process
  return unwritten.length === 1
    ? [{ count: 1, says: 'aangenomen amendement nog niet in het plan', href: amendment(slug, first.id) }]
    : [
        {
          count: unwritten.length,
          says: 'aangenomen amendementen nog niet in het plan',
          href: `${decisionFile(slug)}#amendementen`,
        },
      ]
}
