import { decided, type AnswerOutcome, type Decision, type ItemConflict } from './answer-form.ts'
import type { Drafts } from './answer-on-device.ts'
import type { ViewItem } from './response-view.ts'
import { threeWay } from './three-way.ts'

/** A field without a text: `after` is the item that it comes after, '' for the first; without it it is the last. */
type EmptyField = { id: string; after?: string }

/** An answer while someone writes at it: what is stored, under what was typed here and is not known to be kept yet. */
export type WritingState = {
  /** What is stored, as far as this screen knows, and the version of the response that says so. */
  stored: readonly ViewItem[]
  version: number
  /** By item: what the field says, and the text that this began from. */
  drafts: Drafts
  /** What is on its way to the server and not answered yet. */
  sending: Drafts
  /** The version of the response in which a draft is kept. */
  keptAs: Readonly<Record<string, number>>
  /** Of these nothing is sent before someone chooses. */
  conflicts: readonly ItemConflict[]
  added: readonly EmptyField[]
  /** What was taken away here last, to put back. */
  removed: (EmptyField & { text: string }) | null
  /** What was sent last and refused, and why; '' when it was not. */
  refused: Drafts
  problem: string
  /** Someone is done with a text: it need not wait for a pause. */
  isHurried: boolean
  /** Whether what the device kept is in it. */
  isRestored: boolean
}

export type WritingEvent =
  | { type: 'stored'; items: readonly ViewItem[]; version: number }
  | { type: 'restored'; drafts: Drafts }
  | { type: 'typed'; id: string; text: string }
  | { type: 'left' }
  | { type: 'added'; id: string }
  | { type: 'removed'; id: string }
  | { type: 'putBack' }
  | { type: 'decided'; conflict: ItemConflict; decision: Decision; freshId: string }
  | { type: 'sent'; drafts: Drafts }
  | { type: 'answered'; version: number; conflicts: readonly ItemConflict[] }
  | { type: 'refused'; problem: string }
  | { type: 'moveRefused'; problem: string }

/** How the writing begins: with what is stored, empty fields, and what came of the form that brought the page. */
export function startWriting(
  stored: readonly ViewItem[],
  version: number,
  fresh: readonly string[],
  refused: Pick<AnswerOutcome, 'conflicts' | 'typed'> | null,
): WritingState {
  const { conflicts = [], typed = [] } = refused ?? {}
  const texts = [...typed, ...conflicts.map(({ id, base, mine }) => ({ id, text: mine, seen: base }))]
  return settled({
    ...{ stored, version, conflicts },
    drafts: Object.fromEntries(texts.map(({ id, ...draft }) => [id, draft])),
    added: fresh.map((id) => ({ id })),
    ...{ sending: {}, refused: {}, keptAs: {}, removed: null, problem: '', isHurried: false, isRestored: false },
  })
}

/** The writing after something happened: here, at the server, or at a colleague's. */
export function writingAfter(state: WritingState, event: WritingEvent): WritingState {
  return settled(changed(state, event))
}

function changed(state: WritingState, event: WritingEvent): WritingState {
  const { drafts } = state
  switch (event.type) {
    case 'stored':
      return { ...state, stored: event.items, version: event.version }
    case 'restored':
      // As if it was typed now: if someone wrote there since, both texts will be shown.
      return { ...state, drafts: { ...event.drafts, ...drafts }, isRestored: true }
    case 'typed':
      return typed(state, event.id, event.text.trim() === '' ? '' : event.text)
    case 'left':
      return { ...state, isHurried: true }
    case 'added':
      return { ...state, added: [...state.added, { id: event.id }] }
    case 'removed': {
      const { id } = event
      return {
        ...state,
        removed: { id, text: drafts[id]?.text ?? storedText(state, id), after: before(state, id) },
        added: state.added.filter((one) => one.id !== id),
        drafts: { ...drafts, [id]: { text: '', seen: seenOf(state, id) } },
        isHurried: true,
      }
    }
    case 'putBack': {
      if (state.removed === null) return state
      const { id, text, after } = state.removed
      const back = { ...state, removed: null, isHurried: true }
      if (text === '') return { ...back, added: [...state.added, { id }] }
      const draft = { text, seen: seenOf(state, id), ...(after ? { after } : {}) }
      const clash = state.conflicts.find((one) => one.id === id)
      return clash ? clashing(back, draft, clash) : { ...back, drafts: { ...drafts, [id]: draft } }
    }
    case 'decided': {
      const { [event.conflict.id]: _, ...others } = drafts
      const [next] = decided(event.conflict, event.decision, event.freshId)
      return {
        ...state,
        conflicts: state.conflicts.filter(({ id }) => id !== event.conflict.id),
        removed: null,
        drafts: next ? { ...others, [next.id]: next } : others,
        isHurried: true,
      }
    }
    case 'sent':
      return { ...state, sending: event.drafts }
    case 'answered':
      return answered(state, event.version, event.conflicts)
    case 'refused':
      return { ...state, sending: {}, refused: state.sending, problem: event.problem, isHurried: false }
    case 'moveRefused':
      return { ...state, problem: event.problem }
  }
}

function typed(state: WritingState, id: string, text: string): WritingState {
  const draft = { ...state.drafts[id], text, seen: seenOf(state, id) }
  const isEmptied = text === '' && !state.added.some((one) => one.id === id)
  return {
    ...state,
    drafts: { ...state.drafts, [id]: draft },
    // A field that was emptied stays where it is: who wrote in it is still there.
    added: isEmptied ? [...state.added, { id, after: before(state, id) }] : state.added,
    isHurried: false,
  }
}

/** What was sent is kept, except for what clashes; what was typed since began from what is stored now. */
function answered(state: WritingState, version: number, conflicts: readonly ItemConflict[]): WritingState {
  const done = { ...state, sending: {}, refused: {}, problem: '', isHurried: false }
  return Object.entries(state.sending).reduce<WritingState>((all, [id, sent]) => {
    const draft = all.drafts[id] ?? sent
    const clash = conflicts.find((one) => one.id === id)
    const next = clash
      ? clashing(all, draft, clash)
      : { ...all, drafts: { ...all.drafts, [id]: { ...draft, seen: sent.text } } }
    return { ...next, keptAs: { ...next.keptAs, [id]: version } }
  }, done)
}

/** A text that someone else changed too: there is nothing to choose when it says by now what one of them wrote, or began from. */
function clashing(state: WritingState, draft: Drafts[string], clash: ItemConflict): WritingState {
  const { id, theirs } = clash
  const others = state.conflicts.filter((one) => one.id !== id)
  const outcome = threeWay(draft.seen, draft.text, theirs)
  if (outcome.kind === 'keep')
    return {
      ...state,
      conflicts: others,
      drafts: { ...state.drafts, [id]: { ...draft, text: outcome.text, seen: theirs } },
    }
  return {
    ...state,
    conflicts: [...others, { ...clash, mine: draft.text }],
    drafts: { ...state.drafts, [id]: draft },
  }
}

/** What is stored, and in what is shown by now, is no draft any more: from here on it follows what others do. */
function settled(state: WritingState): WritingState {
  const { stored, sending, conflicts, keptAs, version, removed } = state
  const isStored = (id: string) => stored.some((item) => item.id === id)
  const drafts = Object.fromEntries(
    Object.entries(state.drafts).filter(
      ([id, { text, seen }]) =>
        id in sending ||
        conflicts.some((conflict) => conflict.id === id) ||
        version < (keptAs[id] ?? 0) ||
        (text !== storedText(state, id) && text !== seen),
    ),
  )
  return {
    ...state,
    drafts,
    // A field that was added is like any other once it is stored, and goes when someone takes it away.
    added: state.added.filter(({ id }) => !isStored(id) || drafts[id]?.text === ''),
    // A text that was taken away here and that a colleague keeps is there again, and no longer to be put back.
    removed: removed !== null && !drafts[removed.id] && isStored(removed.id) ? null : removed,
  }
}

const storedText = ({ stored }: WritingState, id: string) => stored.find((item) => item.id === id)?.text ?? ''

/** What the text of a field began from. */
const seenOf = (state: WritingState, id: string) => state.drafts[id]?.seen ?? storedText(state, id)

/** Ids of all fields, in order. */
function orderOf({ stored, drafts, conflicts, added }: WritingState): string[] {
  const ids = stored.map(({ id }) => id)
  const put = ({ id, after }: EmptyField) => {
    if (ids.includes(id)) return
    const at = after ? ids.indexOf(after) : -1
    ids.splice(after === '' ? 0 : at < 0 ? ids.length : at + 1, 0, id)
  }
  for (const [id, { after }] of Object.entries(drafts)) put({ id, after: after || undefined })
  for (const { id } of conflicts) put({ id })
  for (const field of added) put(field)
  return ids
}

/** The field before one; '' for the first. */
function before(state: WritingState, id: string): string {
  const ids = orderOf(state)
  return ids[ids.indexOf(id) - 1] ?? ''
}

/** The texts that are not known to be stored: not those about which someone has to choose first. */
export function waitingDrafts({ drafts, sending, conflicts }: WritingState): Drafts {
  return Object.fromEntries(
    Object.entries(drafts).filter(
      ([id, { text, seen }]) => (text !== seen || id in sending) && !conflicts.some((conflict) => conflict.id === id),
    ),
  )
}

/** What is to be sent next; null when that is nothing, or the same as what was just refused. */
export function draftsToSend(state: WritingState): Drafts | null {
  const due = Object.entries(waitingDrafts(state)).filter(([, { text, seen }]) => text !== seen)
  if (due.length === 0 || JSON.stringify(due) === JSON.stringify(Object.entries(state.refused))) return null
  return Object.fromEntries(due)
}

/** What the device keeps: also the texts about which someone has to choose. */
export const draftsForDevice = (state: WritingState): Drafts => waitingDrafts({ ...state, conflicts: [] })

export type ShownItem = {
  id: string
  text: string
  /** What the form began from. */ seen: string
  at: string | null
  by: string | null
  byId: string | null
  conflict: ItemConflict | null
}

/** The fields of the answer. One of `makingWay` that is empty goes as soon as something is stored. */
export function shownItems(state: WritingState, makingWay: readonly string[]): ShownItem[] {
  const { stored, drafts, conflicts, removed } = state
  return orderOf(state).flatMap((id): ShownItem[] => {
    const item = stored.find((one) => one.id === id)
    const conflict = conflicts.find((one) => one.id === id) ?? null
    const makesWay = stored.length > 0 && makingWay.includes(id) && !drafts[id] && !item
    if (makesWay || (id === removed?.id && !conflict)) return []
    const { text = '', at = null, by = null, byId = null } = item ?? {}
    return [{ id, text: drafts[id]?.text ?? text, seen: drafts[id]?.seen ?? text, at, by, byId, conflict }]
  })
}
