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
}
export type ListedHeading = {
  id: string
  number: string
  level: number
  text: string
  paragraphs: number
  changed: number
  /** Whether its paragraphs are shown. */
  isOpen: boolean
  parts: ListedParagraph[]
}

/** Which parts of a plan are listed: those of one heading, those in which words stand, or those that changed. */
export type Filter = { words: string; onlyChanged: boolean }
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
): ListedHeading[] {
  const wanted = filter.words.trim().toLowerCase()
  const isFiltered = wanted !== '' || filter.onlyChanged
  const fits = ({ text, change, number }: ListedParagraph) =>
    (!filter.onlyChanged || (change !== null && change !== 'unchanged')) &&
    (wanted === '' || text.toLowerCase().includes(wanted) || number === wanted)
  const changes = changesByPlace(compared)
  const headings: (ListedHeading & { all: ListedParagraph[] })[] = []
  const gone = (place: number): ListedParagraph[] =>
    (changes.gone.get(place) ?? []).flatMap((from) => {
      const part = compared?.old[from]
      return part ? [{ id: part.id, number: part.number, was: null, text: part.text, change: 'gone' }] : []
    })
  let place = -1
  for (const block of blocks) {
    if (isHeading(block)) {
      const { id, number, level, text } = block
      headings.push({ id, number, level, text, paragraphs: 0, changed: 0, isOpen: false, parts: [], all: [] })
      if (headings.length === 1) headings[0]?.all.push(...gone(-1))
      continue
    }
    const heading = headings.at(-1)
    const line = changes.at.get(++place)
    const was = line?.from == null ? null : (compared?.old[line.from]?.number ?? null)
    const { id, number, text } = block
    if (heading) heading.paragraphs += 1
    heading?.all.push(
      { id, number, was: was === number ? null : was, text, change: line?.kind ?? null },
      ...gone(place),
    )
  }
  let left = MOST_FOUND
  return headings.flatMap(({ all, ...heading }) => {
    const isOpen = isFiltered || heading.id === open
    const shown = isFiltered ? all.filter(fits).slice(0, left) : heading.id === open ? all : []
    if (isFiltered) left -= shown.length
    const isFound = heading.text.toLowerCase().includes(wanted) && wanted !== '' && !filter.onlyChanged
    if (isFiltered && shown.length === 0 && !isFound) return []
    const changed = all.filter(({ change }) => change !== null && change !== 'unchanged').length
    const parts = shown.map((part) => ({ ...part, text: part.text.slice(0, SHOWN) }))
    return [{ ...heading, changed, isOpen, parts }]
  })
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
