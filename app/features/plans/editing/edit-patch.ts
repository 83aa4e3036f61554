import { longestIncreasing } from '#app/features/plans/versions/increasing.ts'
import { isHeading, type Block } from '#app/features/plans/plan.ts'

/** What an edit changed of a plan, so that it can be taken back, and done again, beside what colleagues did meanwhile. */

/** A part with its id; what it says can be compared. */
type KnownBlock = Block & { id: string }
/** What a part is, without its identity. */
type Words = { kind: Block['kind']; level: number; text: string; html: string | null }
/** Where a part stands: its position, and the parts before it, the nearest first. */
type Place = { at: number; behind: string[] }
type Sides<T> = { before: T; after: T }

/** One part: null on a side where it is not there, `place` is null on both where it did not move. */
type PatchedPart = {
  id: string
  lineageId: string
  /** Null when only its place changed. */
  words: Sides<Words | null> | null
  place: Sides<Place | null>
}
export type Patch = PatchedPart[]
/** Takes an edit back, or does it again. */
export type Way = 'back' | 'again'

/** So many parts before a moved one are remembered: colleagues may take some of them away. */
const REMEMBERED = 40

/** What changed between two lists of the same plan. */
export function patchOf(olds: readonly KnownBlock[], news: readonly KnownBlock[]): Patch {
  const [oldAt, newAt] = [placesOf(olds), placesOf(news)]
  const common = news.filter(({ id }) => oldAt.has(id))
  const stayed = new Set(longestIncreasing(common.map(({ id }) => oldAt.get(id) ?? 0)).map((at) => common[at]?.id))
  const place = (blocks: readonly KnownBlock[], at: number | undefined): Place | null =>
    at === undefined ? null : { at, behind: behindOf(blocks, at) }
  return [...olds, ...news.filter(({ id }) => !oldAt.has(id))].flatMap((block): Patch => {
    const { id } = block
    const [from, to] = [oldAt.get(id), newAt.get(id)]
    const [before, after] = [wordsOf(olds[from ?? -1]), wordsOf(news[to ?? -1])]
    const isMoved = !stayed.has(id)
    const isSame = saysTheSame(before, after)
    if (isSame && !isMoved) return []
    return [
      {
        ...{ id, lineageId: block.lineageId ?? id, words: isSame ? null : { before, after } },
        place: isMoved ? { before: place(olds, from), after: place(news, to) } : { before: null, after: null },
      },
    ]
  })
}

/**
 * The list without this edit ('back'), or with it once more ('again'). When a part is not as the edit left it, its id as `conflict`: somebody
 * changed it since.
 */
export function applyPatch(
  blocks: readonly KnownBlock[],
  patch: Patch,
  way: Way,
): { blocks: KnownBlock[] } | { conflict: string } {
  const [from, to] = way === 'back' ? (['after', 'before'] as const) : (['before', 'after'] as const)
  const known = new Map(blocks.map((block) => [block.id, block]))
  const lineages = new Set(blocks.map(({ lineageId }) => lineageId))
  for (const { id, words } of patch) {
    const now = wordsOf(known.get(id))
    if (words ? !saysTheSame(now, words[from]) : now === null) return { conflict: id }
  }
  const touched = new Map(patch.map((part) => [part.id, part]))
  const list = blocks.flatMap((block): KnownBlock[] => {
    const part = touched.get(block.id)
    if (!part) return [block]
    if (part.place[to] || (part.words && part.words[to] === null)) return []
    return [withWords(block, part.words?.[to] ?? null)]
  })
  const coming = patch
    .filter(({ place }) => place[to])
    .sort((one, other) => (one.place[to]?.at ?? 0) - (other.place[to]?.at ?? 0))
  for (const { id, lineageId, words, place } of coming) {
    const block = known.get(id) ?? {
      id,
      lineageId: lineages.has(lineageId) ? id : lineageId,
      kind: 'text',
      text: '',
      html: null,
    }
    const before = place[to]?.behind.find((each) => list.some((there) => there.id === each))
    const at = before === undefined ? 0 : list.findIndex((each) => each.id === before) + 1
    list.splice(at, 0, withWords(block, words?.[to] ?? null))
  }
  return { blocks: list }
}

const placesOf = (blocks: readonly KnownBlock[]) => new Map(blocks.map(({ id }, at) => [id, at] as const))

const wordsOf = (block: Block | undefined): Words | null =>
  block === undefined
    ? null
    : isHeading(block)
      ? { kind: 'heading', level: block.level, text: block.text, html: null }
      : { kind: block.kind, level: 0, text: block.text, html: block.html }

const saysTheSame = (one: Words | null, other: Words | null): boolean =>
  one === null || other === null
    ? one === other
    : one.kind === other.kind && one.level === other.level && one.text === other.text && one.html === other.html

function withWords(block: KnownBlock, words: Words | null): KnownBlock {
  if (words === null) return block
  const { id, lineageId } = block
  const identity = { id, ...(lineageId !== undefined && { lineageId }) }
  const { kind, level, text, html } = words
  return kind === 'heading' ? { ...identity, kind, level, text } : { ...identity, kind, text, html }
}

/** The parts before one, and the headings over it. */
function behindOf(blocks: readonly KnownBlock[], at: number): string[] {
  const before = blocks.slice(0, at).reverse()
  const headings = before.slice(REMEMBERED).filter(isHeading).slice(0, REMEMBERED)
  return [...before.slice(0, REMEMBERED), ...headings].map(({ id }) => id)
}

/** What an edit did, in a few words for the button that takes it back: 'alinea 26 gewijzigd'. `about` is the part that was open. */
export function patchInWords(patch: Patch, about: string | null, named: (id: string) => string | null): string {
  const of = (test: (part: PatchedPart) => boolean) => patch.filter(test)
  const added = of(({ words }) => words?.before === null)
  const removed = of(({ words }) => words?.after === null)
  const changed = of(({ words }) => words !== null && words.before !== null && words.after !== null)
  const moved = of(({ words }) => words === null)
  const all = (parts: readonly PatchedPart[]) => {
    const [first, ...others] = parts
    const isAllHeadings = parts.every(({ words }) => (words?.after ?? words?.before)?.kind === 'heading')
    if (!first || others.length > 0) return `${parts.length} ${isAllHeadings ? 'koppen' : 'onderdelen'}`
    return named(first.id) ?? (isAllHeadings ? 'kop' : 'alinea')
  }
  if (changed.length > 0 && removed.length > 0) return `${all(changed)} samengevoegd`
  if (changed.length > 0 && added.length > 0) return `${all(changed)} gesplitst`
  if (changed.length > 0) return `${all(changed)} gewijzigd`
  if (added.length > 0) return `${all(added)} toegevoegd`
  if (removed.length > 0) return `${all(removed)} weggehaald`
  return `${(about === null ? null : named(about)) ?? all(moved)} verplaatst`
}
