import { useActionData } from '@remix-run/react'
import type { FieldErrors } from '#app/form-errors.ts'
import type { FormAnswer } from './form-answer.ts'

type Stored = Record<string, string | number | boolean | null | undefined | readonly string[]>

/** What a form shows: what was typed when it came back with errors, otherwise what is stored. */
export type ShownForm = {
  /** The answer to this form; null before it is sent, or when another form of the page was sent. */
  answer: FormAnswer | null
  errors: FieldErrors
  value(name: string): string
  /** Of a field that may be there more than once, such as ticks. */
  values(name: string): string[]
  /** What the act found that it refused for, when that was this code; null otherwise. The act says what it is. */
  found<F>(code: string): F | null
  /** The result of the act, when it is shown on this page; null otherwise. The act says what it is. */
  result<V>(): V | null
  /** Of a box that stands alone: one that came back without a tick was unticked. */
  isTicked(name: string): boolean
  /** Props for a field of `app/ui`: its name, what it shows and its error. */
  field(name: string): { name: string; defaultValue: string; error?: string }
}

/**
 * The values and errors of a form for one of these acts. `only` distinguishes several forms of one act, such as one per
 * row, by their hidden fields: `{ themeId }`.
 */
export function useForm(
  acts: string | readonly string[],
  stored: Stored = {},
  only: Record<string, string> = {},
): ShownForm {
  return shownForm(useActionData<FormAnswer>() ?? null, acts, stored, only)
}

/** The same, for an answer that the caller has already. */
export function shownForm(
  answer: FormAnswer | null,
  acts: string | readonly string[],
  stored: Stored = {},
  only: Record<string, string> = {},
): ShownForm {
  const isOfOneOf = answer !== null && [acts].flat().includes(answer.act)
  const isThisOne = isOfOneOf && Object.entries(only).every(([name, value]) => answer.values[name]?.[0] === value)
  const mine = isThisOne ? answer : null
  const values = (name: string): string[] => {
    const kept = stored[name] ?? []
    // A box that is not ticked is not sent.
    if (typeof kept === 'object') return mine ? (mine.values[name] ?? []) : [...kept]
    return mine?.values[name] ?? [String(kept)]
  }
  const errors = mine?.errors ?? {}
  return {
    answer: mine,
    errors,
    values,
    value: (name) => values(name)[0] ?? '',
    found: <F>(code: string) => (mine?.code === code ? (mine.facts as F) : null),
    result: <V>() => (mine ? (mine.shown as V | null) : null),
    isTicked: (name) => (mine && Object.keys(mine.values).length > 0 ? name in mine.values : Boolean(stored[name])),
    field(name) {
      const error = errors[name]
      return { name, defaultValue: values(name)[0] ?? '', ...(error === undefined ? {} : { error }) }
    },
  }
}
