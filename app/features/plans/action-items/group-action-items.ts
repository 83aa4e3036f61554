import { isActionHeading } from '#app/features/plans/heading-shape.ts'
import { isHeading, type Block } from '#app/features/plans/plan.ts'

/** What a paragraph is of an action item: none, the one that it begins with, or one that belongs to the item above it. */
export const actionMarks = ['none', 'own', 'with'] as const
export type ActionMark = (typeof actionMarks)[number]

/** The paragraphs of one action item, in reading order. `id` is null for an item that is new. */
export type ActionGroup = { id: string | null; paragraphs: string[] }

/** What is known of a version before its action items are put together. */
export type Known = {
  /** Of which item a paragraph is, here already or by its lineage in a version before. */
  ofParagraph: ReadonlyMap<string, string>
  /** Which one item stood under this heading in the version before. */
  ofSection: ReadonlyMap<string, string>
}
type Placed = Block & { id: string }
type Section = { id: string; /** Whether it is the name of one item. */ isItem: boolean; paragraphs: string[] }

/**
 * The action items of a version. Paragraphs that were of one item stay so while they stand under one heading. Of what is new, a heading below one
 * that announces action items ("Actiepunten") is one item with all that stands under it; elsewhere each paragraph is an item.
 */
export function groupActionItems(blocks: readonly Placed[], known: Known): ActionGroup[] {
  const sections = sectionsOf(blocks)
  const home = homesOf(sections, known.ofParagraph)
  const groups: ActionGroup[] = []
  const taken = new Set<string>()
  for (const section of sections) {
    const own = (paragraph: string) => {
      const item = known.ofParagraph.get(paragraph)
      return item !== undefined && home.get(item) === section.id ? item : null
    }
    const here = new Map<string | null, ActionGroup>()
    const begin = (id: string | null, paragraph: string) => {
      const group = { id, paragraphs: [paragraph] }
      groups.push(group)
      if (id !== null) taken.add(id)
      here.set(id, group)
      return group
    }
    const first = section.paragraphs.map(own).find((item) => item !== null) ?? null
    let last: ActionGroup | null = null
    for (const paragraph of section.paragraphs) {
      const item: string | null = own(paragraph)
      const group: ActionGroup | undefined =
        item !== null
          ? here.get(item)
          : section.isItem
            ? (last ?? (first === null ? undefined : here.get(first)))
            : undefined
      if (group) group.paragraphs.push(paragraph)
      last =
        group ??
        begin(item ?? (section.isItem ? (first ?? continued(section.id, known, home, taken)) : null), paragraph)
    }
  }
  return groups
}

/** The item that stood under a heading, when nothing else in the version continues it. */
function continued(
  section: string,
  { ofSection }: Known,
  home: ReadonlyMap<string, string>,
  taken: ReadonlySet<string>,
): string | null {
  const item = ofSection.get(section) ?? null
  return item === null || home.has(item) || taken.has(item) ? null : item
}

/** Headings in reading order with the action paragraphs right under them. */
function sectionsOf(blocks: readonly Placed[]): Section[] {
  const sections: Section[] = []
  const open: { level: number; isActions: boolean }[] = []
  for (const block of blocks) {
    if (isHeading(block)) {
      while ((open.at(-1)?.level ?? 0) >= block.level) open.pop()
      const isActions = isActionHeading(block.text)
      sections.push({ id: block.id, isItem: !isActions && open.some((above) => above.isActions), paragraphs: [] })
      open.push({ level: block.level, isActions })
    } else if (block.kind === 'action_item') sections.at(-1)?.paragraphs.push(block.id)
  }
  return sections
}

/** Under which heading each item goes on: where most of its paragraphs are, the first of them when that is equal. */
function homesOf(sections: readonly Section[], ofParagraph: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const homes = new Map<string, { section: string; count: number }>()
  for (const { id, paragraphs } of sections) {
    const counts = new Map<string, number>()
    for (const paragraph of paragraphs) {
      const item = ofParagraph.get(paragraph)
      if (item !== undefined) counts.set(item, (counts.get(item) ?? 0) + 1)
    }
    for (const [item, count] of counts)
      if (count > (homes.get(item)?.count ?? 0)) homes.set(item, { section: id, count })
  }
  return new Map([...homes].map(([item, { section }]) => [item, section]))
}

/** What each action paragraph is of its item. */
export const actionMarksOf = (groups: readonly ActionGroup[]): ReadonlyMap<string, ActionMark> =>
  new Map(groups.flatMap(({ paragraphs }) => paragraphs.map((id, at) => [id, at === 0 ? 'own' : 'with'] as const)))

/**
 * The action items as an official marks them. An item keeps its identity with its first paragraph, else with the next one that was of it. What is
 * marked as belonging to an item above it, with none above it under that heading, is an item itself.
 */
export function groupsByMarks(
  blocks: readonly Placed[],
  marks: ReadonlyMap<string, ActionMark>,
  ofParagraph: ReadonlyMap<string, string>,
): ActionGroup[] {
  const groups: ActionGroup[] = []
  let last: ActionGroup | null = null
  for (const block of blocks) {
    if (isHeading(block)) last = null
    else if (block.kind === 'action_item') {
      if (last !== null && marks.get(block.id) === 'with') last.paragraphs.push(block.id)
      else groups.push((last = { id: null, paragraphs: [block.id] }))
    }
  }
  const taken = new Set<string>()
  for (const each of [0, 1]) {
    for (const group of groups) {
      if (group.id !== null) continue
      const candidates = each === 0 ? group.paragraphs.slice(0, 1) : group.paragraphs
      const item = candidates.map((id) => ofParagraph.get(id)).find((id) => id !== undefined && !taken.has(id))
      if (item === undefined) continue
      group.id = item
      taken.add(item)
    }
  }
  return groups
}
