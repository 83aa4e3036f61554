import type { Block, ReadParagraph } from '#app/features/plans/plan.ts'
import { addAfter, removeAll, writeAt } from '#app/features/plans/editing/edit-blocks.ts'
import type { AmendmentPart, PartKind, PartPlace, PartState } from './amendment.ts'

/** Finds the parts of an amendment in the plan as it is now, and writes them there. */

/** A paragraph, by its place in its version, and which paragraphs of the version of now come from which. */
type Now = {
  olds: readonly { id: string }[]
  news: readonly { id: string; words: string }[]
  lines: readonly { from: number | null; to: number | null }[]
  /** The first part of the plan. */
  first: string
}

/** Where a part stands in the version of now. */
export function placeNow(part: AmendmentPart, { olds, news, lines, first }: Now): PartPlace {
  const comingFrom = (from: number) =>
    [...new Set(lines.flatMap((line) => (line.from === from && line.to !== null ? [line.to] : [])))].sort(
      (one, other) => one - other,
    )
  const at = olds.findIndex(({ id }) => id === part.paragraphId)
  const here = comingFrom(at).flatMap((to) => news[to] ?? [])
  const before = olds.slice(0, at + 1).flatMap((_, from) => comingFrom(from).at(-1) ?? [])
  const present = here.map(({ words }) => words).join('\n\n')
  const place = {
    targets: here.map(({ id }) => id),
    present,
    behind: news[before.at(-1) ?? -1]?.id ?? first,
  }
  return { ...place, state: stateOf(part, place.behind, here.length, present, news) }
}

/**
 * Whether the plan of now does not have a part that was written into it: it says what it said before, or does not have the new words. `now` is null where
 * the part was written into an earlier version; what a later one takes out of that is a change of its own.
 */
export function isTakenOut(
  { kind, words, written }: AmendmentPart & { written: readonly string[] },
  { state, targets }: PartPlace,
  now: Now['news'] | null,
): boolean {
  if (kind === 'removed') return targets.length > 0
  if (kind === 'words') return state === 'asMade'
  if (now === null || state === 'there') return false
  const pieces = words.split(/\n{2,}/)
  return !now.some(({ id, words: present }) => written.includes(id) || pieces.some((piece) => present.includes(piece)))
}

function stateOf(
  { kind, oldWords, words }: AmendmentPart,
  behind: string,
  found: number,
  present: string,
  news: Now['news'],
): PartState {
  if (kind === 'removed') return found === 0 ? 'there' : present === oldWords ? 'asMade' : 'changed'
  if (kind === 'added') {
    const next = news.findIndex(({ id }) => id === behind) + 1
    const count = words.split(/\n{2,}/).length
    const stands = news.slice(next, next + count).map((paragraph) => paragraph.words)
    if (stands.join('\n\n') === words) return 'there'
    return found === 0 ? 'gone' : 'asMade'
  }
  if (found === 0) return 'gone'
  return present === words ? 'there' : present === oldWords ? 'asMade' : 'changed'
}

/** A part with where it stands and the paragraphs that it brings. */
type Step = { id: string; kind: PartKind; place: PartPlace; paragraphs: readonly ReadParagraph[] }

/** The plan with the parts in it; `written` gives for each part the paragraphs that have its words, `splitFrom` where pieces come from. */
export type Amended = {
  blocks: Block[]
  splitFrom: Map<string, string>
  written: Map<string, string[]>
}

/** Writes parts into a plan, in their order. Null when one of them has no place there. */
export function amend(blocks: readonly Block[], steps: readonly Step[]): Amended | null {
  const amended: Amended = { blocks: [...blocks], splitFrom: new Map(), written: new Map() }
  // What comes behind a paragraph comes behind what another part put there.
  const lastBehind = new Map<string, string>()
  for (const { id, kind, place, paragraphs } of steps) {
    if (kind === 'removed') continue
    const [target] = place.targets
    const isNew = kind === 'added' || target === undefined
    const anchor = lastBehind.get(place.behind) ?? place.behind
    const index = amended.blocks.findIndex((block) => block.id === (isNew ? anchor : target))
    const edited = isNew
      ? addAfter(amended.blocks, index, paragraphs)
      : writeAt(withoutOthers(amended.blocks, place.targets), index, paragraphs)
    if (!edited) return null
    const from = isNew ? index + 1 : index
    const written = edited.blocks.slice(from, from + paragraphs.length).flatMap((block) => block.id ?? [])
    amended.blocks = edited.blocks
    for (const [piece, origin] of edited.splitFrom) amended.splitFrom.set(piece, origin)
    amended.written.set(id, written)
    lastBehind.set(place.behind, written.at(-1) ?? anchor)
  }
  // Last, because other parts may come behind what goes.
  const removed = steps.filter(({ kind }) => kind === 'removed')
  for (const { id } of removed) amended.written.set(id, [])
  amended.blocks = removeAll(amended.blocks, new Set(removed.flatMap(({ place }) => place.targets))).blocks
  return amended
}

/** All pieces of what was split get the new words together: these stand at the first of them. */
const withoutOthers = (blocks: readonly Block[], targets: readonly string[]): Block[] =>
  removeAll(blocks, new Set(targets.slice(1))).blocks
