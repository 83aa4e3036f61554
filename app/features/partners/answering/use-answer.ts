import { useEffect, useReducer } from 'react'
import { v7 as uuid } from 'uuid'
import type { Connection, ConnectionEvent } from '#app/live/connection.ts'
import { thisDevice } from '#app/live/device.ts'
import { sendForm } from '#app/live/send-form.ts'
import { useSender } from '#app/live/use-sender.ts'
import { useTypingSignal } from '#app/live/use-typing-signal.ts'
import { paths } from '#app/paths.ts'
import type { QuestionAnswer } from './act-on-question.server.ts'
import { keepDrafts, keptDrafts, type Drafts } from './answer-on-device.ts'
import {
  draftsForDevice,
  draftsToSend,
  shownItems,
  startWriting,
  waitingDrafts,
  writingAfter,
  type Decision,
} from './answer-state.ts'
import type { ViewItem, ViewQuestion } from './response-view.ts'
import type { ItemConflict } from './save-answer.server.ts'

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
  shown: QuestionAnswer | null
  connection: Connection
  report: (event: ConnectionEvent) => void
}) {
  const { id: questionId, number } = question
  const items = question.answer?.items ?? NOTHING
  const [state, tell] = useReducer(writingAfter, null, () =>
    startWriting(items, viewVersion, fresh, shown && !shown.done ? shown : null),
  )
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
  useSender<Drafts, QuestionAnswer>({
    ...{ url, connection, report },
    next: due && { key: JSON.stringify(due), form: formOf(due, number, versionId), about: due },
    wait: state.isHurried ? AT_ONCE : WHILE_TYPING,
    onStart: (sent) => tell({ type: 'sent', drafts: sent }),
    onAnswer(_, delivery) {
      if (delivery.kind === 'refused') return tell({ type: 'refused', problem: delivery.message })
      const { answer } = delivery
      if (!answer.done && answer.typed.length > 0)
        return tell({ type: 'refused', problem: Object.values(answer.errors)[0] ?? '' })
      tell({ type: 'answered', version: answer.version, conflicts: answer.done ? [] : answer.conflicts })
    },
  })

  const signal = useTypingSignal(
    (isTyping) =>
      void sendForm(url, new URLSearchParams({ vraag: String(number), actie: isTyping ? 'typt' : 'typt-niet' })),
  )

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
      const form = new URLSearchParams({ vraag: String(number), verplaats: `${id}:${before ?? ''}` })
      const delivery = await sendForm<QuestionAnswer>(url, form)
      if (delivery.kind === 'lost' || delivery.kind === 'loggedOut') return report(delivery.kind)
      if (delivery.kind === 'refused') return tell({ type: 'moveRefused', problem: delivery.message })
      if (!delivery.answer.done) tell({ type: 'moveRefused', problem: Object.values(delivery.answer.errors)[0] ?? '' })
    },
  }
}

/** The form that saves these texts. */
function formOf(drafts: Drafts, number: number, versionId: string): URLSearchParams {
  const form = new URLSearchParams({ vraag: String(number), versie: versionId })
  for (const [id, { text, seen, after }] of Object.entries(drafts)) {
    form.append('punt', id)
    form.append('tekst', text)
    form.append('gezien', seen)
    if (after) form.append(`na-${id}`, after)
  }
  return form
}
