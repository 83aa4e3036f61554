import { z } from 'zod'
import { act, changedNothing, did, refusedBy, type Ending } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { seen, typed } from '#app/forms/typed.ts'
import type { ParagraphKind, ReadParagraph } from '#app/features/plans/plan.ts'
import { isHeading, MAX_LEVEL } from '#app/features/plans/plan.ts'
import type { FollowPlan, LinkPoints } from '#app/features/plans/store-plan.server.ts'
import { changeWords, changeWordsRefusals, linkCause } from './change-words.server.ts'
import { addAfter, moveBehind, moveOne, removeAll, removeAt, setLevels, writeAt } from './edit-blocks.ts'
import { leftoversOf } from './leftovers.ts'
import { readMarks } from './marked-words.ts'

/** The longest text of one paragraph with its marks, in characters. */
const MOST_CHARACTERS = 50_000

const words = typed.pipe(
  z.string().max(MOST_CHARACTERS, `Een alinea is hoogstens ${MOST_CHARACTERS.toLocaleString('nl')} tekens lang.`),
)

const refusals = {
  ...changeWordsRefusals,
  nothingTyped: { says: 'Vul de tekst van de alinea in, of haal de alinea weg.', at: 'words' },
  unreadable: { says: (problem: string) => problem, at: 'words' },
  firstHeading: { says: 'De eerste kop van het plan blijft staan: er staat tekst onder.' },
  cannotMove: { says: 'Die plek kan niet: daar staat dit onderdeel al, of de plek hoort erbij.', at: 'behind' },
  cannotBeHeading: { says: 'Een van de alinea’s kan geen kop worden: een kop is één regel van hoogstens 150 tekens.' },
}

/** The paragraphs that were typed, at least one; refuses words that can't be read. */
function paragraphsOf(typedWords: string, kind: ParagraphKind, was: string | null = null): ReadParagraph[] {
  const read = readMarks(typedWords, kind, was)
  if ('problem' in read) throw refusedBy(refusals, 'unreadable', read.problem)
  if (read.paragraphs.length === 0) throw refusedBy(refusals, 'nothingTyped')
  return read.paragraphs
}

const part = z.string()
/** The point for which the words change. */
const point = z.string().optional()
/** `part` is where the official goes on: the part itself, what was added, or what stands where it was. */
type Edit = { part: string; changed: boolean }

function ending<More extends object>(
  part: string,
  { planVersionId, changed }: { planVersionId: string; changed: boolean },
  more: More,
): Ending<Edit & More> {
  const value = { part, changed, ...more }
  if (!changed) return changedNothing(value)
  return did(value, { subject: { kind: 'planVersion', id: planVersionId }, detail: { part } })
}

/**
 * The act that gives a paragraph other words, in the version that officials work on. An empty line parts it in two, of which both come from what it
 * came from. `next` is the part that the official goes on with. `followers` are those of later rooms.
 */
export const writeParagraphWith = (followers: readonly FollowPlan[], link: LinkPoints) =>
  act({
    name: 'writeParagraph',
    by: byProcessor,
    on: 'process',
    changes: 'public',
    input: z.object({ part, words, seen, next: part.optional(), point }),
    refusals,
    async run({ trx, by, process, now }, { part, words, seen, next = null, point }) {
      let pieces = 1
      const done = await changeWords(
        { trx, by, process, part, seen, cause: { point, link, now } },
        (blocks, index) => {
          const block = blocks[index]
          const edited =
            block && !isHeading(block) ? writeAt(blocks, index, paragraphsOf(words, block.kind, block.html)) : null
          pieces += edited?.splitFrom.size ?? 0
          return edited
        },
        followers,
      )
      return ending(part, done, { pieces, next })
    },
  })

/** The act that adds paragraphs behind a part of the version that officials work on. */
export const addParagraphsWith = (followers: readonly FollowPlan[], link: LinkPoints) =>
  act({
    name: 'addParagraphs',
    by: byProcessor,
    on: 'process',
    changes: 'public',
    input: z.object({ part, words, kind: z.enum(['text', 'action_item']).default('text'), point }),
    refusals,
    async run({ trx, by, process, now }, { part, words, kind, point }) {
      let added = part
      const done = await changeWords(
        { trx, by, process, part, seen: undefined },
        (blocks, index) => {
          const edited = addAfter(blocks, index, paragraphsOf(words, kind))
          added = edited?.blocks[index + 1]?.id ?? part
          return edited
        },
        followers,
      )
      if (done.changed) await linkCause({ trx, by, process }, { ...done, paragraphId: added }, { point, link, now })
      return ending(added, done, {})
    },
  })

/** The act that takes a paragraph or heading out of the version that officials work on. */
export const removePartWith = (followers: readonly FollowPlan[], link: LinkPoints) =>
  act({
    name: 'removePart',
    by: byProcessor,
    on: 'process',
    changes: 'public',
    input: z.object({ part, seen, point }),
    refusals,
    async run({ trx, by, process, now }, { part, seen, point }) {
      let near = part
      const done = await changeWords(
        { trx, by, process, part, mayBeGone: true, seen, cause: { point, link, now } },
        (blocks, index) => {
          near = blocks[index + 1]?.id ?? blocks[index - 1]?.id ?? part
          const edited = removeAt(blocks, index)
          if (!edited) throw refusedBy(refusals, 'firstHeading')
          return edited
        },
        followers,
      )
      return ending(near, done, {})
    },
  })

/** The act that moves a part, a heading with all under it: one place up or down, or behind another part. */
export const movePartWith = (followers: readonly FollowPlan[], link: LinkPoints) =>
  act({
    name: 'movePart',
    by: byProcessor,
    on: 'process',
    changes: 'public',
    input: z.object({ part, to: z.enum(['up', 'down', 'behind']), behind: part.optional(), seen, point }),
    refusals,
    async run({ trx, by, process, now }, { part, to, behind, seen, point }) {
      const done = await changeWords(
        { trx, by, process, part, seen, cause: { point, link, now } },
        (blocks, index) => {
          const place = blocks.findIndex(({ id }) => id === behind)
          const edited =
            to !== 'behind' ? moveOne(blocks, index, to) : place < 0 ? null : moveBehind(blocks, index, place)
          if (!edited) throw refusedBy(refusals, 'cannotMove')
          return edited
        },
        followers,
      )
      return ending(part, done, { to })
    },
  })

const level = z.union([z.literal('text'), z.coerce.number().int().min(1).max(MAX_LEVEL)])

/**
 * The act that says of many parts at once whether they are headings, and of what level. `were` is what the form showed of each: what it leaves
 * as it was stays as colleagues made it meanwhile.
 */
export const setHeadingsWith = (followers: readonly FollowPlan[]) =>
  act({
    name: 'setHeadings',
    by: byProcessor,
    on: 'process',
    changes: 'public',
    input: z.object({
      parts: z.array(part).min(1).max(2000),
      levels: z.array(level).max(2000),
      were: z.array(level).max(2000).default([]),
    }),
    refusals: {
      ...refusals,
      headingsChanged: {
        says: 'Een collega heeft intussen koppen gewijzigd die u ook wijzigt. Er is niets bewaard. Hieronder staat wat er nu is, met uw keuzes: kijk ze na en bewaar opnieuw.',
      },
    },
    async run({ trx, by, process, refuse }, { parts, levels, were }) {
      const wanted = new Map<string, number | 'text'>()
      const shown = new Map<string, number | 'text' | undefined>()
      parts.forEach((id, at) => {
        const [level, was] = [levels[at], were[at]]
        if (level === undefined || level === was) return
        wanted.set(id, level)
        shown.set(id, was)
      })
      const done = await changeWords(
        { trx, by, process, part: null, seen: undefined },
        (blocks) => {
          for (const block of blocks) {
            const [was, now] = [shown.get(block.id ?? ''), isHeading(block) ? block.level : 'text']
            if (was !== undefined && was !== now && wanted.get(block.id ?? '') !== now) refuse('headingsChanged')
          }
          const edited = setLevels(blocks, wanted)
          if (!edited) throw refusedBy(refusals, 'cannotBeHeading')
          return edited
        },
        followers,
      )
      if (!done.changed) return changedNothing({ changed: false })
      return did({ changed: true }, { subject: { kind: 'planVersion', id: done.planVersionId } })
    },
  })

/** The act that takes the ticked leftovers of an import out of the version that officials work on, at once. */
export const removeLeftoversWith = (followers: readonly FollowPlan[]) =>
  act({
    name: 'removeLeftovers',
    by: byProcessor,
    on: 'process',
    changes: 'public',
    input: z.object({ parts: z.array(part).max(2000).default([]) }),
    refusals: { ...refusals, nothingTicked: { says: 'Vink aan wat weg kan.', at: 'parts' } },
    async run({ trx, by, process, refuse }, { parts }) {
      if (parts.length === 0) refuse('nothingTicked')
      let removed = 0
      const done = await changeWords(
        { trx, by, process, part: null, seen: undefined },
        (blocks, _, stored) => {
          // What a colleague made something of meanwhile stays.
          const leftOver = new Set(leftoversOf(stored).map(({ id }) => id))
          const going = new Set(parts.filter((id) => leftOver.has(id)))
          removed = going.size
          return removeAll(blocks, going)
        },
        followers,
      )
      if (!done.changed) return changedNothing({ removed: 0 })
      return did({ removed }, { subject: { kind: 'planVersion', id: done.planVersionId }, detail: { removed } })
    },
  })
