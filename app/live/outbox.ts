/** A form on its way to the server. `key` makes that it acts once, however often it is sent. */
export type OutgoingForm = {
  key: string
  fields: Record<string, string>
  /** Whether what it does is shown before the server shows it. */
  isShown: boolean
  /** Version of the view that has it; null until the server said so. */
  keptAs: number | null
  /** When it was made, in milliseconds. */
  madeAt: number
}

export type Outbox = {
  forms: readonly OutgoingForm[]
  /** Version of the newest view that was shown. */
  version: number
  /** Whether what the device kept is in it. */
  isRestored: boolean
}

export type OutboxEvent =
  | { type: 'made'; form: OutgoingForm }
  | { type: 'kept'; key: string; version: number }
  | { type: 'refused'; key: string }
  | { type: 'viewed'; version: number }
  | { type: 'restored'; forms: readonly OutgoingForm[] }

/**
 * The forms that are still to be sent, or to be shown before the view. When the server keeps a form, what was not shown is
 * done; the rest is shown until a view has it. That view may come before the answer does, and then no other need come.
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

/** Forms that are not known to be kept, the first to be sent in front. */
export const formsToSend = ({ forms }: Outbox): OutgoingForm[] => forms.filter(({ keptAs }) => keptAs === null)

/** After this long nobody expects any more that what they did still happens. */
const RESUMED_FOR_MS = 12 * 60 * 60_000

/** The forms that a device kept of an earlier time that this screen was open. */
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
