import { useCallback, useEffect, useRef, useState } from 'react'
import { v7 as uuid } from 'uuid'
import { thisDevice } from '#app/features/contributions/text-on-device.ts'
import { paths } from '#app/paths.ts'
import type { QuestionAnswer } from './act-on-question.server.ts'
import { decided } from './answer-form.ts'
import { keepDrafts, keptDrafts, type Drafts } from './answer-on-device.ts'
import type { ViewQuestion } from './response-view.ts'
import type { ItemConflict } from './save-answer.server.ts'
import type { Connection } from './use-live-response.ts'

/** After a pause in typing, and now and then without one: colleagues read along. */
const SAVES_AFTER_MS = 700
const SAVES_EVERY_MS = 2500
const AGAIN_AFTER_MS = 1500
const TELLS_EVERY_MS = 2500

export type Decision = 'mijn' | 'hun' | 'samen' | 'twee'
export type ShownItem = {
  id: string
  text: string
  /** What the form began from. */ seen: string
  at: string | null
  by: string | null
  byId: string | null
  conflict: ItemConflict | null
}

/**
 * The answer to a question while someone writes at it: what is stored, under what was typed here and is not known to be kept
 * yet. Texts are sent one form at a time; while there is no connection they wait on the device.
 */
export function useAnswer({
  question,
  viewVersion,
  versionId,
  fresh,
  keepsFresh,
  isAlive,
  responseId,
  accountId,
  shown,
  setConnection,
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
  isAlive: boolean
  responseId: string
  accountId: string
  /** What came of the form that brought this page. */
  shown: QuestionAnswer | null
  setConnection: (connection: Connection) => void
}) {
  const refused = shown && !shown.done ? shown : null
  const [conflicts, setConflicts] = useState<ItemConflict[]>(refused?.conflicts ?? [])
  const [drafts, setDrafts] = useState<Drafts>(
    Object.fromEntries((refused?.typed ?? []).map(({ id, ...draft }) => [id, draft])),
  )
  const [added, setAdded] = useState<readonly { id: string; after?: string }[]>(fresh.map((id) => ({ id })))
  /** The version of the response in which a draft is kept. */
  const [keptAs, setKeptAs] = useState<Record<string, number>>({})
  const [removed, setRemoved] = useState<{ id: string; text: string; after?: string } | null>(null)
  const [problem, setProblem] = useState('')
  const stored = question.answer?.items ?? []
  const storedText = (id: string) => stored.find((item) => item.id === id)?.text ?? ''

  // What the device kept of an earlier time comes back as if it was typed now: if someone wrote there since, both are shown.
  const { id: questionId, number } = question
  const [isRead, setIsRead] = useState(false)
  useEffect(() => {
    const kept = keptDrafts(thisDevice, { responseId, accountId, questionId })
    setDrafts((now) => ({ ...kept, ...now }))
    setIsRead(true)
  }, [responseId, accountId, questionId])
  useEffect(() => {
    const unsaved = Object.fromEntries(Object.entries(drafts).filter(([, { text, seen }]) => text !== seen))
    if (isRead) keepDrafts(thisDevice, { responseId, accountId, questionId }, unsaved)
  }, [isRead, drafts, responseId, accountId, questionId])

  // What is kept, and is in what is shown by now, is no draft any more: from here on it goes along with what others do.
  const settled = Object.entries(drafts).flatMap(([id, { text, seen }]) =>
    conflicts.some((conflict) => conflict.id === id) ||
    (text !== storedText(id) && (text !== seen || viewVersion < (keptAs[id] ?? 0)))
      ? []
      : [id],
  )
  if (settled.length > 0) setDrafts(Object.fromEntries(Object.entries(drafts).filter(([id]) => !settled.includes(id))))

  // A field that was added is like any other once it is stored, and goes when someone takes it away.
  const arrived = added.filter(({ id }) => stored.some((item) => item.id === id) && drafts[id]?.text !== '')
  if (arrived.length > 0) setAdded(added.filter((one) => !arrived.includes(one)))

  // A point that was taken away here and that a colleague keeps is there again, and no longer to be put back.
  if (removed !== null && !drafts[removed.id] && stored.some((item) => item.id === removed.id)) setRemoved(null)

  const isSending = useRef(false)
  const [again, setAgain] = useState(0)
  const due = Object.entries(drafts).filter(
    ([id, { text, seen }]) => text !== seen && !conflicts.some((conflict) => conflict.id === id),
  )
  const [isHurried, setIsHurried] = useState(false)
  const dueKey = JSON.stringify(due)
  const dueSince = useRef<number | null>(null)
  useEffect(() => {
    if (due.length === 0 || !isAlive) {
      dueSince.current = null
      return
    }
    dueSince.current ??= Date.now()
    const send = async () => {
      if (isSending.current) return
      isSending.current = true
      dueSince.current = null
      const form = new URLSearchParams({ vraag: String(number), versie: versionId })
      for (const [id, { text, seen, after }] of due) {
        form.append('punt', id)
        form.append('tekst', text)
        form.append('gezien', seen)
        if (after) form.append(`na-${id}`, after)
      }
      const answer = await deliver(responseId, form)
      isSending.current = false
      setIsHurried(false)
      if (answer === 'lost' || answer === 'loggedOut') {
        setConnection(answer)
        setTimeout(() => setAgain((times) => times + 1), AGAIN_AFTER_MS)
        return
      }
      setConnection('live')
      const clashing = answer.done ? [] : answer.conflicts
      if (!answer.done && answer.typed.length > 0) return setProblem(Object.values(answer.errors)[0] ?? '')
      setProblem('')
      setConflicts((all) => [...all.filter(({ id }) => !clashing.some((one) => one.id === id)), ...clashing])
      const kept = due.filter(([id]) => !clashing.some((one) => one.id === id))
      // What is typed from here on began from what is stored now.
      setKeptAs((all) => ({ ...all, ...Object.fromEntries(kept.map(([id]) => [id, answer.version])) }))
      setDrafts((all) => ({
        ...all,
        ...Object.fromEntries(kept.flatMap(([id, sent]) => (all[id] ? [[id, { ...all[id], seen: sent.text }]] : []))),
      }))
      setAgain((times) => times + 1)
    }
    const later = setTimeout(
      () => void send(),
      isHurried ? 0 : Math.max(0, Math.min(SAVES_AFTER_MS, dueSince.current + SAVES_EVERY_MS - Date.now())),
    )
    return () => clearTimeout(later)
    // What is typed starts the wait anew, and nothing else does.
  }, [dueKey, again, isHurried, isAlive])

  const told = useRef(0)
  const ids = stored.map(({ id }) => id)
  for (const [id, { after }] of Object.entries(drafts))
    if (!ids.includes(id)) ids.splice(after && ids.includes(after) ? ids.indexOf(after) + 1 : ids.length, 0, id)
  for (const { id } of conflicts) if (!ids.includes(id)) ids.push(id)
  for (const { id, after } of added)
    if (!ids.includes(id))
      ids.splice(after && ids.includes(after) ? ids.indexOf(after) + 1 : after === undefined ? ids.length : 0, 0, id)

  const tellTyping = useCallback(
    (act: 'typt' | 'typt-niet') => void deliver(responseId, new URLSearchParams({ vraag: String(number), actie: act })),
    [responseId, number],
  )
  const type = (id: string, text: string) => {
    // A field that was emptied stays where it is: who wrote in it is still there.
    if (text.trim() === '' && !added.some((one) => one.id === id))
      setAdded((all) => [...all, { id, after: ids[ids.indexOf(id) - 1] }])
    setDrafts((all) => ({
      ...all,
      [id]: { ...all[id], text: text.trim() === '' ? '' : text, seen: all[id]?.seen ?? storedText(id) },
    }))
    if (Date.now() - told.current < TELLS_EVERY_MS) return
    told.current = Date.now()
    tellTyping('typt')
  }
  const leave = () => {
    if (told.current > 0) tellTyping('typt-niet')
    told.current = 0
    setIsHurried(true)
  }

  // The field that an empty question begins with makes way for what others write, unless someone is in it.
  const makesWay = (id: string) =>
    !keepsFresh &&
    stored.length > 0 &&
    fresh.includes(id) &&
    !drafts[id] &&
    !stored.some((item) => item.id === id) &&
    document.activeElement?.id !== `punt-${id}`
  const items = ids
    .filter((id) => !makesWay(id) && (id !== removed?.id || conflicts.some((conflict) => conflict.id === id)))
    .map((id): ShownItem => {
      const item = stored.find((one) => one.id === id)
      const conflict = conflicts.find((one) => one.id === id) ?? null
      return {
        id,
        text: drafts[id]?.text ?? item?.text ?? '',
        seen: drafts[id]?.seen ?? item?.text ?? '',
        at: item?.at ?? null,
        by: item?.by ?? null,
        byId: item?.byId ?? null,
        conflict,
      }
    })

  return {
    ...{ items, problem, type, leave, removed },
    /** Texts that are not known to be kept. */
    waiting: due.length,
    /** Texts of which nothing is kept before someone chooses. */
    undecided: conflicts.length,
    add() {
      const id = uuid()
      setAdded((all) => [...all, { id }])
      return id
    },
    remove(id: string) {
      const text = drafts[id]?.text ?? storedText(id)
      const at = ids.indexOf(id)
      setRemoved({ id, text, ...(at > 0 ? { after: ids[at - 1] } : {}) })
      setAdded((all) => all.filter((one) => one.id !== id))
      setDrafts((all) => ({ ...all, [id]: { text: '', seen: all[id]?.seen ?? storedText(id) } }))
      setIsHurried(true)
    },
    putBack() {
      if (!removed) return
      const { id, text, after } = removed
      setRemoved(null)
      if (text === '') setAdded((all) => [...all, { id }])
      else
        setDrafts((all) => ({
          ...all,
          [id]: { text, seen: all[id]?.seen ?? storedText(id), ...(after ? { after } : {}) },
        }))
      setIsHurried(true)
    },
    decide(conflict: ItemConflict, decision: Decision) {
      const [next] = decided(conflict, decision, uuid())
      setConflicts((all) => all.filter(({ id }) => id !== conflict.id))
      setRemoved(null)
      setDrafts((all) => {
        const others = Object.fromEntries(Object.entries(all).filter(([id]) => id !== conflict.id))
        return next ? { ...others, [next.id]: next } : others
      })
      setIsHurried(true)
    },
    async move(id: string, before: string | null) {
      const answer = await deliver(
        responseId,
        new URLSearchParams({ vraag: String(number), verplaats: `${id}:${before ?? ''}` }),
      )
      if (answer === 'lost' || answer === 'loggedOut') setConnection(answer)
      else if (!answer.done) setProblem(Object.values(answer.errors)[0] ?? '')
    },
  }
}

/** Bytes that a browser sends to the end after its page is left: what was typed last goes along with who walks on. */
const MOST_KEPT_ALIVE = 60_000

/** Sends one form. Never throws: what could not be sent is tried again. */
async function deliver(responseId: string, form: URLSearchParams): Promise<QuestionAnswer | 'lost' | 'loggedOut'> {
  try {
    const response = await fetch(paths.partner.responseAct(responseId), {
      method: 'POST',
      body: form,
      keepalive: String(form).length < MOST_KEPT_ALIVE,
    })
    if (response.status === 401) return 'loggedOut'
    if (response.status >= 500) return 'lost'
    if (!response.ok)
      return {
        done: false,
        version: 0,
        conflicts: [],
        errors: { '': await response.text() },
        typed: [{ id: '', text: '', seen: '' }],
      }
    return await response.json()
  } catch {
    return 'lost'
  }
}
