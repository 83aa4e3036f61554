import { validate } from 'uuid'
import { z } from 'zod'
import { isBlank } from '#app/features/contributions/reaction.schema.ts'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { ticked, typed } from '#app/forms/typed.ts'
import { paths } from '#app/paths.ts'
import { joinTexts } from './word-changes.ts'

export type TypedItem = {
  id: string
  /** Empty: it is taken away. */
  text: string
  /** The text that the form began from; empty for a new one. */
  seen: string
  /** A new one comes after this one, and not at the end. */
  after?: string
}

/** Someone else changed the same text: nothing was stored, and the writer chooses between the two. */
export type ItemConflict = {
  id: string
  base: string
  mine: string
  theirs: string
  /** Name of who wrote theirs. */ by: string | null
  /** ISO instant; null when it was taken away. */ at: string | null
}

/** What came of saving an answer. */
export type SavedAnswer = {
  /** Of the response after it. */ version: number
  /** Of the question, on the list as it is by now, and of the one after it where the form leads on. */ number: number
  next: number | null
  conflicts: ItemConflict[]
  /** Why the question does not stand as was asked, although what was typed is kept; null when it does. */
  problem: string | null
}

/** As typed; what has no words is not there. */
const answerText = typed.transform((text) => (isBlank(text) ? '' : text))
const idOrNone = z.string().refine((text) => text === '' || validate(text))

const item = z.object({
  id: z.uuid(),
  text: answerText.default(''),
  seen: answerText.default(''),
  after: idOrNone.optional(),
  /** With a conflict that was shown: what both began from, who wrote the other text and when, and an id for a second point. */
  base: answerText.optional(),
  by: z.string().optional(),
  at: z.string().optional(),
  freshId: idOrNone.optional(),
})

const decisions = ['mine', 'theirs', 'merged', 'both'] as const
export type Decision = (typeof decisions)[number]

/** What the form of a question may say. */
export const answerInput = z.object({
  responseId: z.string(),
  /** Of the question on the list. */
  number: z.number(),
  /** What was asked, as the form showed it. */
  versionId: idOrNone.default('').transform((id) => id || null),
  items: z
    .array(item)
    .default([])
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length),
  /** Id of an item to take away. */
  remove: z.string().optional(),
  /** 'mine:ID': which of two texts stays. */
  decide: z.string().default(''),
  /** 'ID:OTHER': which item comes before which other; without another it becomes the last. */
  move: z.string().default(''),
  /** What becomes of the question after saving. */
  state: z.enum(['open', 'done', 'skipped', 'notApplicable']).optional(),
  /** An empty field is asked for. */
  more: ticked,
})

/** What to store of the form of a question; conflicts that were not decided on are left out. */
export function answerToSave({
  items: shown,
  remove,
  decide,
  move,
}: Pick<z.output<typeof answerInput>, 'items' | 'remove' | 'decide' | 'move'>) {
  const [choice, chosen] = parted(decide)
  const items: TypedItem[] = []
  const undecided: ItemConflict[] = []
  for (const { id, text: written, seen, after, base, by, at, freshId = '' } of shown) {
    const text = id === remove ? '' : written
    if (base === undefined) items.push({ id, text, seen, ...(after ? { after } : {}) })
    else {
      const conflict = { id, base, mine: text, theirs: seen, by: by || null, at: at || null }
      const decision = id === chosen ? decisions.find((known) => known === choice) : undefined
      if (!decision || (decision === 'both' && !freshId)) undecided.push(conflict)
      else items.push(...decided(conflict, decision, freshId))
    }
  }
  const [itemId, before] = parted(move)
  return { items, undecided, move: validate(itemId) ? { itemId, before: validate(before) ? before : null } : null }
}

/** Where someone goes after a form of a question was done: on to the next one, or back to where they were. */
export function afterQuestion(responseId: string, { number, next }: SavedAnswer, form: FormData): string {
  const question = (at: number) => paths.partner.responseQuestion(responseId, at)
  const state = form.get('state')
  if (form.has('more')) return `${question(number)}?nog=ja#nieuw`
  if (state === null || state === 'open') return `${question(number)}#vraag`
  return next === null ? paths.partner.response(responseId) : `${question(next)}#vraag`
}

/** What becomes of two texts: of each decision nothing is lost that the person did not choose to leave. */
export function decided(
  { id: itemId, base, mine, theirs }: ItemConflict,
  decision: Decision,
  freshId: string,
): TypedItem[] {
  if (decision === 'mine') return [{ id: itemId, text: mine, seen: theirs }]
  if (decision === 'merged') return [{ id: itemId, text: joinTexts(base, mine, theirs), seen: theirs }]
  // The other text stays where it is; mine comes after it as a point of its own.
  if (decision === 'both') return [{ id: freshId, text: mine, seen: '', after: itemId }]
  return []
}

function parted(value: string): [string, string] {
  const at = value.indexOf(':')
  return at < 0 ? [value, ''] : [value.slice(0, at), value.slice(at + 1)]
}

/** What the form of a question shows when it stays on the page: errors, conflicting texts, and what was not stored. */
export type AnswerOutcome = { errors: string[]; conflicts: ItemConflict[]; typed: TypedItem[] }

type Answered = Pick<FormAnswer, 'errors'> & {
  shown: SavedAnswer | null
  facts: Partial<Pick<AnswerOutcome, 'conflicts' | 'typed'>> | null
}

/** What the act of a question answers, of which `FormAnswer` does not know the shape. */
export const asAnswered = (answer: FormAnswer): Answered => answer as Answered

export function outcomeOf(answer: FormAnswer | null): AnswerOutcome | null {
  if (!answer) return null
  const { shown, facts, errors } = asAnswered(answer)
  if (shown) return { errors: shown.problem ? [shown.problem] : [], conflicts: shown.conflicts, typed: [] }
  return { errors: Object.values(errors), conflicts: facts?.conflicts ?? [], typed: facts?.typed ?? [] }
}
