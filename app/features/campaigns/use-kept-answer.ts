import { useEffect, useState, type RefObject } from 'react'
import { z } from 'zod'
import { keepOnDevice, keptOnDevice, nameOnDevice, thisDevice } from '#app/live/device.ts'

const keptAnswer = z.object({ mark: z.string(), fields: z.record(z.string(), z.string()) })
const isField = (element: unknown) =>
  element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement || element instanceof HTMLInputElement
const FIELDS = ['disposition', 'reply', 'forwardedTo']

/**
 * Keeps on this device what is typed of an answer to a shared point, and puts it back when the form opens again. What was typed over an
 * answer that is no longer there, such as the one that was just saved, is forgotten. Says whether something was put back.
 */
export function useKeptAnswer(
  form: RefObject<HTMLFormElement | null>,
  {
    sharedId,
    readerId,
    mark,
    isShownAgain,
  }: {
    sharedId: string
    readerId: string
    /** Mark of the answer that the form was made of. */
    mark: string
    /** The form came back with what was typed. */
    isShownAgain: boolean
  },
) {
  const name = nameOnDevice('campagne', readerId, sharedId)
  const [isPutBack, setPutBack] = useState(false)
  useEffect(() => {
    const kept = keptAnswer.safeParse(keptOnDevice(thisDevice, name)).data
    if (!kept || isShownAgain) return
    if (kept.mark !== mark) {
      keepOnDevice(thisDevice, name, null)
      return
    }
    let isOther = false
    for (const field of FIELDS) {
      const [element, typed] = [form.current?.elements.namedItem(field), kept.fields[field] ?? '']
      if (!isField(element) || element.value === typed) continue
      element.value = typed
      isOther = true
    }
    setPutBack(isOther)
    // Once, when the form opens: later what is in the form is newest.
  }, [name, mark])
  const keep = () => {
    if (!form.current) return
    const typed = new FormData(form.current)
    const fields = Object.fromEntries(FIELDS.map((field) => [field, String(typed.get(field) ?? '')]))
    keepOnDevice(thisDevice, name, { mark, fields })
  }
  return { isPutBack, keep }
}
