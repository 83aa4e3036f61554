import { useCallback, useState, type FormEvent } from 'react'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { sendForm } from '#app/live/send-form.ts'

/** What was just done with the point and how, for the line that says so; `undo` is the form that takes it back. */
export type JustDone = Done & { sent: URLSearchParams }
type Done = { says: string; undo: URLSearchParams | null }

/** How it went: what the act answered, or that it is not known to have arrived. */
export type PointActs = {
  /** What is wrong with the last form, by field; '' is for all of it. */
  errors: FormAnswer['errors']
  justDone: JustDone | null
  /** What was just done is no news any more. */
  forgetDone: () => void
  /** Sends a form without leaving the page; what the page shows is read again. */
  send: (form: URLSearchParams, done: Done) => Promise<boolean>
  /** For `onSubmit` of a form of one act: sends it here instead of by the browser. */
  onSubmit: (done: (form: URLSearchParams) => Done) => (event: FormEvent<HTMLFormElement>) => void
}

const LOST = 'Er is geen verbinding. Er is niets gewijzigd. Probeer het zo nog een keer.'
const LOGGED_OUT = 'U bent uitgelogd. Log in een ander venster in, en probeer het nog een keer.'

/** Does the acts of one point that are a step by themselves, so that what is typed beside them stays. */
export function usePointActs(url: string, readAgain: () => void): PointActs {
  const [errors, setErrors] = useState<FormAnswer['errors']>({})
  const [justDone, setJustDone] = useState<JustDone | null>(null)
  const send = useCallback(
    async (form: URLSearchParams, done: Done) => {
      const delivery = await sendForm<FormAnswer>(url, form)
      const wrong =
        delivery.kind === 'answered'
          ? delivery.answer.errors
          : { '': delivery.kind === 'refused' ? delivery.message : delivery.kind === 'lost' ? LOST : LOGGED_OUT }
      setErrors(wrong)
      const isDone = Object.keys(wrong).length === 0
      setJustDone(isDone ? { ...done, sent: form } : null)
      if (delivery.kind === 'answered') readAgain()
      return isDone
    },
    [url, readAgain],
  )
  const onSubmit: PointActs['onSubmit'] = (done) => (event) => {
    event.preventDefault()
    const { submitter } = event.nativeEvent as SubmitEvent
    const form = textsOf(new FormData(event.currentTarget, submitter))
    void send(form, done(form))
  }
  return { errors, justDone, forgetDone: useCallback(() => setJustDone(null), []), send, onSubmit }
}

/** The texts of a form, as they are sent without files. */
export function textsOf(form: FormData): URLSearchParams {
  const texts = new URLSearchParams()
  for (const [name, value] of form) if (typeof value === 'string') texts.append(name, value)
  return texts
}

/** A form for one act with these fields. */
export const formOf = (act: string, fields: Record<string, string>): URLSearchParams =>
  new URLSearchParams({ act, ...fields })
