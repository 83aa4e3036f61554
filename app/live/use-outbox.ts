import { useCallback, useEffect, useReducer } from 'react'
import { v7 as uuid } from 'uuid'
import type { Connection, ConnectionEvent } from './connection.ts'
import { keepOnDevice, keptOnDevice, thisDevice } from './device.ts'
import { formsToResume, formsToSend, outboxAfter, type OutgoingForm } from './outbox.ts'
import type { Delivery } from './send-form.ts'
import { useSender } from './use-sender.ts'

const AT_ONCE = { pauseMs: 0, atMostMs: 0 }

/**
 * Forms that a screen sends one after the other. Without a connection they wait on the device, also when the page is
 * closed meanwhile, and are sent with the same key until the server has kept or refused them.
 */
export function useOutbox<Answer>({
  url,
  name,
  version,
  connection,
  report,
  keptAs,
}: {
  url: string
  /** The name under which the device keeps them: of this person at this thing. */
  name: string
  /** Version of the view that is shown. */
  version: number
  connection: Connection
  report: (event: ConnectionEvent) => void
  /** Reads the result of a form: the version of the view that has it, or null when it was refused. */
  keptAs: (delivery: Extract<Delivery<Answer>, { kind: 'answered' | 'refused' }>) => number | null
}) {
  const [outbox, tell] = useReducer(outboxAfter, { forms: [], version, isRestored: false })
  if (version > outbox.version) tell({ type: 'viewed', version })

  useEffect(() => {
    tell({ type: 'restored', forms: formsToResume(keptOnDevice(thisDevice, name), Date.now()) })
  }, [name])
  const waiting = formsToSend(outbox)
  useEffect(() => {
    if (outbox.isRestored) keepOnDevice(thisDevice, name, waiting.length > 0 ? waiting : null)
  }, [outbox.forms, outbox.isRestored, name])

  const [first] = waiting
  useSender<OutgoingForm, Answer>({
    ...{ url, connection, report, wait: AT_ONCE },
    next: first ? { key: first.key, form: new URLSearchParams(first.fields), about: first } : null,
    onAnswer({ key }, delivery) {
      const kept = keptAs(delivery)
      tell(kept === null ? { type: 'refused', key } : { type: 'kept', key, version: kept })
    },
  })

  return {
    /** How many forms the server is not known to have kept. */
    waiting: waiting.length,
    /** Fields of the forms to be shown ahead of the server's view, in the order in which they were made. */
    shown: outbox.forms.filter(({ isShown }) => isShown).map(({ fields }) => fields),
    send: useCallback((fields: Record<string, string>, isShown: boolean) => {
      const key = uuid()
      tell({
        type: 'made',
        form: { key, fields: { ...fields, key }, isShown, keptAs: null, madeAt: Date.now() },
      })
    }, []),
  }
}
