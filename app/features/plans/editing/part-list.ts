import { isHeading } from '#app/features/plans/plan.ts'
import type { StoredBlock } from '#app/features/plans/stored-plan.server.ts'
import type { ChangeKind, ChangeLine } from '#app/features/plans/versions/change-lines.ts'

/** A paragraph of the list, with what became of it since the version before. */
export type ListedParagraph = {
  id: string
  number: string
  /** Its number in the version before, where that is another one. */
  was: string | null
  text: string
  /** Null where there is no version before. */
  change: ChangeKind | null
  /** What is not right with it, in a few words; null when nothing is. */
  wrong: string | null
}
export type ListedHeading = {
  id: string
  number: string
  level: number
  text: string
  paragraphs: number
  changed: number
  wrong: string | null
  /** Whether its paragraphs are shown. */
  isOpen: boolean
  parts: ListedParagraph[]
}

/** Which parts of a plan are listed: those of one heading, those in which words stand, those that changed, or those that are not right. */
export type Filter = { words: string; only: 'changed' | 'wrong' | WrongKind | null }
/** What may be not right with a part: with its words, or with what later rooms keep about it. */
export type WrongKind = 'words' | 'withoutReason' | 'unanswered' | 'refused'
/** What the list is narrowed to, in the words of an address. */
export const shownWords = {
  ...{ changed: 'veranderd', wrong: 'niet-in-orde', words: 'tekst' },
  ...{ withoutReason: 'zonder-reden', unanswered: 'zonder-antwoord', refused: 'niet-overgenomen' },
} as const satisfies Record<NonNullable<Filter['only']>, string>
const shownKinds = ['changed', 'wrong', 'words', 'withoutReason', 'unanswered', 'refused'] as const
/** What an address asks for; null for the whole list. */
export const onlyOf = (word: string | null): Filter['only'] =>
  shownKinds.find((only) => shownWords[only] === word) ?? null
/** What is not right with headings and paragraphs of a plan, by their ids, in a few words each. */
export type WrongParts = ReadonlyMap<string, readonly { kind: WrongKind; says: string }[]>
type Compared = { old: readonly { id: string; number: string; text: string }[]; lines: readonly ChangeLine[] }

/** Characters of a paragraph that are enough to know it by. */
const SHOWN = 160
/** The most paragraphs that words are found in; more are not looked through by anyone. */
const MOST_FOUND = 300

/**
 * The headings of a plan in reading order; the one that is open has its paragraphs, and where something is looked for all that have it.
 * What is gone stands where it stood.
 */
export function partList(
  blocks: readonly StoredBlock[],
  compared: Compared | null,
  open: string | null,
  filter: Filter,
  wrongs: WrongParts = new Map(),
): ListedHeading[] {
  const wanted = filter.words.trim().toLowerCase()
  const isFiltered = wanted !== '' || filter.only !== null
  const isWrong = (id: string, kind: WrongKind) => (wrongs.get(id) ?? []).some((each) => each.kind === kind)
  const saysOf = (id: string) =>
    wrongs
      .get(id)
      ?.map(({ says }) => says)
      .join(', ') ?? null
  const fits = ({ id, text, change, number, wrong }: ListedParagraph) =>
    (filter.only !== 'changed' || (change !== null && change !== 'unchanged')) &&
    (filter.only !== 'wrong' || wrong !== null) &&
    (filter.only === null || filter.only === 'changed' || filter.only === 'wrong' || isWrong(id, filter.only)) &&
    (wanted === '' || text.toLowerCase().includes(wanted) || number === wanted)
  const changes = changesByPlace(compared)
  const headings: (ListedHeading & { all: ListedParagraph[] })[] = []
  const gone = (place: number): ListedParagraph[] =>
    (changes.gone.get(place) ?? []).flatMap((from) => {
      const part = compared?.old[from]
      if (!part) return []
      const { id, number, text } = part
      return [{ id, number, was: null, text, change: 'gone', wrong: saysOf(id) }]
    })
  let place = -1
  for (const block of blocks) {
    if (isHeading(block)) {
      const { id, number, level, text } = block
      const wrong = saysOf(id)
      headings.push({ id, number, level, text, wrong, paragraphs: 0, changed: 0, isOpen: false, parts: [], all: [] })
      if (headings.length === 1) headings[0]?.all.push(...gone(-1))
      continue
    }
    const heading = headings.at(-1)
    const line = changes.at.get(++place)
    const was = line?.from == null ? null : (compared?.old[line.from]?.number ?? null)
    const { id, number, text } = block
    if (heading) heading.paragraphs += 1
    heading?.all.push(
      { id, number, was: was === number ? null : was, text, change: line?.kind ?? null, wrong: saysOf(id) },
      ...gone(place),
    )
  }
  let left = MOST_FOUND
  return headings.flatMap(({ all, ...heading }) => {
    const isOpen = isFiltered || heading.id === open
    const shown = isFiltered ? all.filter(fits).slice(0, left) : heading.id === open ? all : []
    if (isFiltered) left -= shown.length
    const { only } = filter
    const isKind =
      only !== null && only !== 'changed' && (only === 'wrong' ? heading.wrong !== null : isWrong(heading.id, only))
    const isFound = heading.text.toLowerCase().includes(wanted) && (only === null ? wanted !== '' : isKind)
    if (isFiltered && shown.length === 0 && !isFound) return []
    const changed = all.filter(({ change }) => change !== null && change !== 'unchanged').length
    const parts = shown.map((part) => ({ ...part, text: part.text.slice(0, SHOWN) }))
    return [{ ...heading, changed, isOpen, parts }]
  })
}

/** The paragraphs before and behind the open part, where one goes on: among those that are listed, or, when nothing is left out, in the plan. */
export function stepsFrom(
  blocks: readonly StoredBlock[],
  listed: readonly ListedHeading[] | null,
  open: string,
): { previous: string | null; next: string | null } {
  const at = blocks.findIndex(({ id }) => id === open)
  const shown = listed && new Set(listed.flatMap(({ parts }) => parts.map(({ id }) => id)))
  const fits = (block: StoredBlock) => !isHeading(block) && (shown === null || shown.has(block.id))
  return {
    previous: at === -1 ? null : (blocks.slice(0, at).findLast(fits)?.id ?? null),
    next: blocks.slice(at + 1).find(fits)?.id ?? null,
  }
}

/** The next part behind the open one that is not right, from the front again at the end; null when all are. */
export function nextWrong(blocks: readonly StoredBlock[], wrongs: WrongParts, open: string): string | null {
  const at = blocks.findIndex(({ id }) => id === open) + 1
  return [...blocks.slice(at), ...blocks.slice(0, at)].find(({ id }) => wrongs.has(id) && id !== open)?.id ?? null
}

function changesByPlace(compared: Compared | null) {
  const at = new Map<number, ChangeLine>()
  const gone = new Map<number, number[]>()
  let place = -1
  for (const line of compared?.lines ?? []) {
    if (line.to === null) {
      if (line.from !== null) gone.set(place, [...(gone.get(place) ?? []), line.from])
      continue
    }
    place = line.to
    if (!at.has(line.to)) at.set(line.to, line)
  }
  return { at, gone }
}
