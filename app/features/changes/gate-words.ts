import { changeNames } from '#app/features/plans/versions/changes-in-words.ts'
import type { ChangeKind } from '#app/features/plans/versions/change-lines.ts'
import { hasGaps, type GapCounts } from './gaps.ts'

type Counts = Record<Exclude<ChangeKind, 'unchanged'>, number>

/** '12 gewijzigd, 2 nieuw en 1 vervallen': how many changes there are of each kind; '' for none. */
export function changesByKind(counts: Counts): string {
  const kinds = Object.keys(changeNames).filter((kind): kind is keyof Counts => kind in counts)
  const words = kinds.flatMap((kind) =>
    counts[kind] > 0 ? [`${counts[kind]} ${changeNames[kind].name.toLowerCase()}`] : [],
  )
  return new Intl.ListFormat('nl').format(words)
}

const counted = (count: number, one: string, more: string) => (count === 1 ? `1 ${one}` : `${count} ${more}`)

/** What does not fit between answers and changes, a sentence for each sort; empty where all fits. */
export function gapSentences(gaps: GapCounts): string[] {
  if (!hasGaps(gaps)) return []
  const { withoutChange, withoutReason, unanswered, refused } = gaps
  return [
    withoutChange > 0 &&
      `${counted(withoutChange, 'punt is overgenomen', 'punten zijn overgenomen')}, maar ${withoutChange === 1 ? 'hangt' : 'hangen'} aan geen wijziging.`,
    withoutReason > 0 && `${counted(withoutReason, 'wijziging heeft', 'wijzigingen hebben')} geen reden.`,
    unanswered > 0 && `${counted(unanswered, 'alinea heeft', 'alinea’s hebben')} punten zonder antwoord.`,
    refused > 0 && `${counted(refused, 'wijziging heeft', 'wijzigingen hebben')} punten die niet zijn overgenomen.`,
  ].filter((sentence) => sentence !== false)
}
