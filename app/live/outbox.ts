/** A form that is to be sent to the server. Because of `key` it acts once, however often it is sent. */
export type OutgoingForm = {
  key: string
  fields: Record<string, string>
  /** Whether its effect is shown before the server's view has it. */
  isShown: boolean
  /** Version of the view that has it; null until the server has answered. */
  keptAs: number | null
  /** When it was made, in milliseconds. */
  madeAt: number
}

export type Outbox = {
  forms: readonly OutgoingForm[]
  /** Version of the newest view that was shown. */
  version: number
  /** Whether it holds what the device kept. */
  isRestored: boolean
}

export type OutboxEvent =
  | { type: 'made'; form: OutgoingForm }
  | { type: 'kept'; key: string; version: number }
  | { type: 'refused'; key: string }
  | { type: 'viewed'; version: number }
  | { type: 'restored'; forms: readonly OutgoingForm[] }

/**
 * The forms that are still to be sent, or to be shown ahead of the view. A form that is not shown is finished when the
 * server has kept it; the others are shown until a view has them. That view may arrive before the answer does, and
 * another one need not follow.
 */
export function outboxAfter(outbox: Outbox, event: OutboxEvent): Outbox {
  const { forms } = outbox
  switch (event.type) {
    case 'made':
      return { ...outbox, forms: [...forms, event.form] }
    case 'refused':
      return { ...outbox, forms: forms.filter(({ key }) => key !== event.key) }
    case 'kept': {
      const kept = forms.flatMap((form) =>
        form.key !== event.key ? [form] : form.isShown ? [{ ...form, keptAs: event.version }] : [],
      )
      return { ...outbox, forms: withoutViewed(kept, outbox.version) }
    }
    case 'viewed': {
      const version = Math.max(outbox.version, event.version)
      return { ...outbox, version, forms: withoutViewed(forms, version) }
    }
    case 'restored': {
      const older = event.forms.filter(({ key }) => !forms.some((form) => form.key === key))
      return { ...outbox, isRestored: true, forms: [...older, ...forms] }
    }
  }
}

const withoutViewed = (forms: readonly OutgoingForm[], version: number) =>
  forms.filter(({ keptAs }) => keptAs === null || keptAs > version)

/** Forms of which we do not know that the server kept them, first to be sent first. */
export const formsToSend = ({ forms }: Outbox): OutgoingForm[] => forms.filter(({ keptAs }) => keptAs === null)

/** After this long people no longer expect that what they did still happens. */
const RESUMED_FOR_MS = 12 * 60 * 60_000

/** The forms that the device kept from an earlier time that this screen was open. */
export function formsToResume(kept: unknown, now: number): OutgoingForm[] {
  return Array.isArray(kept) ? kept.filter(isOutgoing).filter(({ madeAt }) => now - madeAt < RESUMED_FOR_MS) : []
}

function isOutgoing(found: unknown): found is OutgoingForm {
  if (typeof found !== 'object' || found === null) return false
  const { key, fields, isShown, keptAs, madeAt }: Partial<Record<keyof OutgoingForm, unknown>> = found
  if (typeof key !== 'string' || typeof isShown !== 'boolean' || keptAs !== null || typeof madeAt !== 'number')
    return false
  if (typeof fields !== 'object' || fields === null) return false
  // What an older version of the screen kept has other fields, and would be refused.
  if (!('key' in fields) || fields.key !== key) return false
  return Object.values(fields).every((value) => typeof value === 'string')
}
