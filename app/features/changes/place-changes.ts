import type { Block } from '#app/features/plans/plan.ts'
import type { Change, ChangeKind, ChangeLine } from '#app/features/plans/versions/change-lines.ts'

/** Where in the plan each change is, and what became of each paragraph of a chapter. Pure: two plans and the lines between them. */

type PlanBlock = Block & { id: string; lineageId: string; number: string }
type Plan = { blocks: readonly PlanBlock[] }
type Compared = { plan: Plan; paragraphs: readonly PlanBlock[] }

export type PlacedChapter = { number: string; heading: string; lineageId: string }
type Placed = { chapter: PlacedChapter; section: { number: string; heading: string } }

export type PlacedChange = Change & {
  chapter: PlacedChapter
  /** Where it stands on its page, without the '#': at its number now, or at its old number when it is gone. */
  anchor: string
  /** Its place among the changes of its chapter, from 0. */
  at: number
}

/** What became of one paragraph, as a tick in the drawing of a chapter. */
export type Tick = 'same' | 'edited' | 'new' | 'moved' | 'gone'

const tickOf: Record<ChangeKind, Tick> = {
  ...{ unchanged: 'same', edited: 'edited', new: 'new', gone: 'gone' },
  ...{ moved: 'moved', split: 'moved', merged: 'moved' },
}

const NOWHERE: Placed = {
  chapter: { number: '', heading: '', lineageId: '' },
  section: { number: '', heading: '' },
}

/** The chapter and the heading under which each paragraph stands, by its id. */
export function placesInPlan(plan: Plan): Map<string, Placed> {
  const places = new Map<string, Placed>()
  let place = NOWHERE
  for (const { kind, id, lineageId, number, text, ...block } of plan.blocks) {
    if (kind !== 'heading') {
      places.set(id, place)
      continue
    }
    const section = { number, heading: text }
    const isChapter = 'level' in block && block.level === 1
    place = { chapter: isChapter ? { ...section, lineageId } : place.chapter, section }
  }
  return places
}

/** The chapters of the new version in their order, with their changes and a tick for each paragraph, also those that are gone. */
export function placeChanges(
  { old, now }: { old: Compared; now: Compared },
  lines: readonly ChangeLine[],
  changes: readonly Change[],
): { chapters: { chapter: PlacedChapter; ticks: Tick[] }[]; changes: PlacedChange[] } {
  const [oldPlaces, newPlaces] = [placesInPlan(old.plan), placesInPlan(now.plan)]
  const chapters = new Map<string, { chapter: PlacedChapter; ticks: Tick[]; count: number }>()
  for (const { kind, lineageId, number, text, ...block } of now.plan.blocks)
    if (kind === 'heading' && 'level' in block && block.level === 1)
      chapters.set(lineageId, { chapter: { number, heading: text, lineageId }, ticks: [], count: 0 })
  const [first] = chapters.values()
  let last = first?.chapter ?? NOWHERE.chapter
  const chapterOf = new Map<ChangeLine, PlacedChapter>()
  let drawn: number | null = null
  for (const line of lines) {
    const { chapter } =
      (line.to === null
        ? oldPlaces.get(old.paragraphs[line.from ?? -1]?.id ?? '')
        : newPlaces.get(now.paragraphs[line.to]?.id ?? '')) ?? NOWHERE
    // A chapter that is gone has its paragraphs where they stood.
    const own = chapters.get(chapter.lineageId)
    const here = own?.chapter ?? last
    if (line.to !== null) last = here
    chapterOf.set(line, here)
    // What was merged has a line for each of its origins, and stands there once.
    if (line.to === null || line.to !== drawn) chapters.get(here.lineageId)?.ticks.push(tickOf[line.kind])
    drawn = line.to ?? drawn
  }
  const placed = changes.map((change): PlacedChange => {
    const chapter = (change.lines[0] && chapterOf.get(change.lines[0])) ?? NOWHERE.chapter
    const own = chapters.get(chapter.lineageId)
    const at = own ? own.count++ : 0
    const to = Math.min(...change.lines.map((line) => line.to ?? Infinity))
    const paragraph = now.paragraphs[to]
    const gone = old.paragraphs[change.lines[0]?.from ?? -1]
    const anchor = paragraph ? `wijziging-${paragraph.number}` : `vervallen-${gone?.number ?? ''}`
    return { ...change, chapter, anchor, at }
  })
  return { chapters: [...chapters.values()].map(({ chapter, ticks }) => ({ chapter, ticks })), changes: placed }
}
