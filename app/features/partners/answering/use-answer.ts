import { useEffect, useReducer } from 'react'
import { v7 as uuid } from 'uuid'
import type { Connection, ConnectionEvent } from '#app/live/connection.ts'
import { thisDevice } from '#app/live/device.ts'
import { sendForm } from '#app/live/send-form.ts'
import { useSender } from '#app/live/use-sender.ts'
import { useTypingSignal } from '#app/live/use-typing-signal.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { asAnswered, type AnswerOutcome, type Decision, type ItemConflict } from './answer-form.ts'
import { keepDrafts, keptDrafts, type Drafts } from './answer-on-device.ts'
import { draftsForDevice, draftsToSend, shownItems, startWriting, waitingDrafts, writingAfter } from './answer-state.ts'
import type { ViewItem, ViewQuestion } from './response-view.ts'

/** After a pause in typing, and now and then without one: colleagues read along. */
const WHILE_TYPING = { pauseMs: 700, atMostMs: 2500 }
const AT_ONCE = { pauseMs: 0, atMostMs: 0 }
const NOTHING: readonly ViewItem[] = []

/** The answer to a question while someone writes at it, sent one form at a time; what waits for that is on the device. */
export function useAnswer({
  question,
  viewVersion,
  versionId,
  fresh,
  keepsFresh,
  responseId,
  accountId,
  shown,
  connection,
  report,
}: {
  question: ViewQuestion
  /** Of the response as it is shown. */
  viewVersion: number
  /** What was asked, as this person saw it. */
  versionId: string
  /** Ids of empty fields that the page came with. */
  fresh: readonly string[]
  /** They were asked for, or are the only ones that the question has. */
  keepsFresh: boolean
  responseId: string
  accountId: string
  /** What came of the form that brought this page. */
  shown: AnswerOutcome | null
  connection: Connection
  report: (event: ConnectionEvent) => void
}) {
  const { id: questionId, number } = question
  const items = question.answer?.items ?? NOTHING
  const [state, tell] = useReducer(writingAfter, null, () => startWriting(items, viewVersion, fresh, shown))
  if (items !== state.stored || viewVersion !== state.version) tell({ type: 'stored', items, version: viewVersion })

  useEffect(() => {
    tell({ type: 'restored', drafts: keptDrafts(thisDevice, { responseId, accountId, questionId }) })
  }, [responseId, accountId, questionId])
  const { drafts, sending, isRestored } = state
  useEffect(() => {
    if (isRestored) keepDrafts(thisDevice, { responseId, accountId, questionId }, draftsForDevice(state))
  }, [isRestored, drafts, sending, responseId, accountId, questionId])

  const url = paths.partner.responseAct(responseId)
  const due = draftsToSend(state)
  useSender<Drafts, FormAnswer>({
    ...{ url, connection, report },
    next: due && { key: JSON.stringify(due), form: formOf(due, number, versionId), about: due },
    wait: state.isHurried ? AT_ONCE : WHILE_TYPING,
    onStart: (sent) => tell({ type: 'sent', drafts: sent }),
    onAnswer(_, delivery) {
      if (delivery.kind === 'refused') return tell({ type: 'refused', problem: delivery.message })
      const { shown: saved, errors } = asAnswered(delivery.answer)
      if (!saved) return tell({ type: 'refused', problem: Object.values(errors)[0] ?? '' })
      tell({ type: 'answered', version: saved.version, conflicts: saved.conflicts })
    },
  })

  const signal = useTypingSignal((isTyping) => {
    const form = { act: 'tellTyping', number: String(number), ...(isTyping ? { isTyping: 'on' } : {}) }
    void sendForm(url, new URLSearchParams(form))
  })

  // The field that an empty question begins with makes way for what others write, unless someone is in it.
  const makingWay =
    keepsFresh || items.length === 0 ? [] : fresh.filter((id) => document.activeElement?.id !== `punt-${id}`)
  return {
    items: shownItems(state, makingWay),
    problem: state.problem,
    removed: state.removed,
    /** Texts that are not known to be kept. */
    waiting: Object.keys(waitingDrafts(state)).length,
    /** Texts of which nothing is kept before someone chooses. */
    undecided: state.conflicts.length,
    type(id: string, text: string) {
      tell({ type: 'typed', id, text })
      signal.typed()
    },
    leave() {
      signal.stopped()
      tell({ type: 'left' })
    },
    add() {
      const id = uuid()
      tell({ type: 'added', id })
      return id
    },
    remove: (id: string) => tell({ type: 'removed', id }),
    putBack: () => tell({ type: 'putBack' }),
    decide: (conflict: ItemConflict, decision: Decision) =>
      tell({ type: 'decided', conflict, decision, freshId: uuid() }),
    async move(id: string, before: string | null) {
      const form = { act: 'saveAnswer', number: String(number), move: `${id}:${before ?? ''}` }
      const delivery = await sendForm<FormAnswer>(url, new URLSearchParams(form))
      if (delivery.kind === 'lost' || delivery.kind === 'loggedOut') return report(delivery.kind)
      if (delivery.kind === 'refused') return tell({ type: 'moveRefused', problem: delivery.message })
      const [problem] = Object.values(delivery.answer.errors)
      if (problem !== undefined) tell({ type: 'moveRefused', problem })
    },
  }
}

/** The form that saves these texts. */
function formOf(drafts: Drafts, number: number, versionId: string): URLSearchParams {
  const form = new URLSearchParams({ act: 'saveAnswer', number: String(number), versionId })
  for (const [index, [id, draft]] of Object.entries(drafts).entries())
    for (const [field, value] of Object.entries({ id, ...draft })) form.set(`items[${index}].${field}`, value)
  return form
}
