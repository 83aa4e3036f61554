import { z } from 'zod'
import { isBlank } from '#app/features/contributions/reaction.schema.ts'
import { decodeTyped, withoutNul } from '#app/forms/typed.ts'
import type { AnswerState } from '#app/features/partners/response.ts'
import { joinTexts } from './word-changes.ts'
import type { ItemConflict, TypedItem } from './save-answer.server.ts'

/** How the names of the buttons say what becomes of a question. */
const states = { klaar: 'done', overslaan: 'skipped', nvt: 'notApplicable', open: 'open' } as const satisfies Record<
  string,
  AnswerState
>
const answerActs = ['bewaar', 'nog', 'typt', 'typt-niet', ...(Object.keys(states) as (keyof typeof states)[])] as const

export type AnswerForm = {
  act: (typeof answerActs)[number]
  /** What becomes of the question after saving; null: nothing. */
  state: AnswerState | null
  versionId: string | null
  items: TypedItem[]
  /** Conflicts that were shown and not decided on: nothing of them is stored. */
  undecided: ItemConflict[]
  move: { itemId: string; before: string | null } | null
}

/** Fields that a form of a question may have: more than of the longest list with every point in conflict. */
const MOST_FIELDS = 5000

const id = z.uuid()
const choices = ['mijn', 'hun', 'samen', 'twee'] as const

/** What the form of a question says; null for a form that is none of ours. */
export function readAnswerForm(form: FormData): AnswerForm | null {
  // Each field is looked up among all of them: very many would keep everyone waiting.
  if ([...form.keys()].length > MOST_FIELDS) return null
  const sent = (name: string) => String(form.get(name) ?? '')
  const text = (value: FormDataEntryValue | null | undefined) => typed(String(value ?? ''))
  const act = answerActs.find((known) => known === (sent('actie') || 'bewaar'))
  const ids = form.getAll('punt').map(String)
  const [texts, seen] = [form.getAll('tekst'), form.getAll('gezien')]
  const version = sent('versie')
  if (
    !act ||
    ids.some((one) => !id.safeParse(one).success) ||
    new Set(ids).size < ids.length ||
    (version !== '' && !id.safeParse(version).success)
  )
    return null

  const removed = sent('verwijder')
  const [choice, chosen] = parted(sent('kies'))
  const items: TypedItem[] = []
  const undecided: ItemConflict[] = []
  for (const [index, itemId] of ids.entries()) {
    const item = { id: itemId, text: itemId === removed ? '' : text(texts[index]), seen: text(seen[index]) }
    const after = sent(`na-${itemId}`)
    const isShownAsConflict = form.getAll('botst').includes(itemId)
    if (!isShownAsConflict) items.push(id.safeParse(after).success ? { ...item, after } : item)
    else {
      const conflict = {
        id: itemId,
        base: text(form.get(`basis-${itemId}`)),
        mine: item.text,
        theirs: item.seen,
        by: sent(`van-${itemId}`) || null,
        at: sent(`om-${itemId}`) || null,
      }
      const decision = itemId === chosen ? choices.find((known) => known === choice) : undefined
      const fresh = sent(`nieuw-${itemId}`)
      if (!decision || (decision === 'twee' && !id.safeParse(fresh).success)) undecided.push(conflict)
      else items.push(...decided(conflict, decision, fresh))
    }
  }
  const [moved, before] = parted(sent('verplaats'))
  return {
    ...{
      act,
      state: act in states ? states[act as keyof typeof states] : null,
      versionId: version || null,
      items,
      undecided,
    },
    move: id.safeParse(moved).success ? { itemId: moved, before: id.safeParse(before).success ? before : null } : null,
  }
}

/** What becomes of two texts: of each decision nothing is lost that the person did not choose to leave. */
export function decided(
  { id: itemId, base, mine, theirs }: ItemConflict,
  decision: (typeof choices)[number],
  freshId: string,
): TypedItem[] {
  if (decision === 'mijn') return [{ id: itemId, text: mine, seen: theirs }]
  if (decision === 'samen') return [{ id: itemId, text: joinTexts(base, mine, theirs), seen: theirs }]
  // The other text stays where it is; mine comes after it as a point of its own.
  if (decision === 'twee') return [{ id: freshId, text: mine, seen: '', after: itemId }]
  return []
}

function parted(value: string): [string, string] {
  const at = value.indexOf(':')
  return at < 0 ? [value, ''] : [value.slice(0, at), value.slice(at + 1)]
}

/** As typed; what has no words is not there. */
function typed(sent: string): string {
  const text = withoutNul(decodeTyped(sent))
  return isBlank(text) ? '' : text
}
