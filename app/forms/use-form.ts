import { useActionData } from '@remix-run/react'
import type { FieldErrors } from '#app/form-errors.ts'
import type { FormAnswer } from './form-answer.ts'

type Stored = Record<string, string | number | boolean | null | undefined>

/** What a form shows: what was typed where it came back with errors, and else what is stored. */
export type ShownForm = {
  /** What it heard; null before it is sent, or when another form of the page was. */
  answer: FormAnswer | null
  errors: FieldErrors
  value(name: string): string
  /** Of a field that may be there more than once, such as ticks. */
  values(name: string): string[]
  /** Of a box that stands alone: one that came back without a tick was unticked. */
  isTicked(name: string): boolean
  /** For a field of `app/ui`: its name, what it shows and its error. */
  field(name: string): { name: string; defaultValue: string; error?: string }
}

/**
 * The values and errors of a form that asks one of these acts. `only` tells forms of one act apart, such as one per row, by
 * hidden fields: `{ themeId }`.
 */
export function useForm(
  acts: string | readonly string[],
  stored: Stored = {},
  only: Record<string, string> = {},
): ShownForm {
  return shownForm(useActionData<FormAnswer>() ?? null, acts, stored, only)
}

/** The same for an answer that is at hand. */
export function shownForm(
  answer: FormAnswer | null,
  acts: string | readonly string[],
  stored: Stored = {},
  only: Record<string, string> = {},
): ShownForm {
  const isOfOneOf = answer !== null && [acts].flat().includes(answer.act)
  const isThisOne = isOfOneOf && Object.entries(only).every(([name, value]) => answer.values[name]?.[0] === value)
  const mine = isThisOne ? answer : null
  const values = (name: string) => mine?.values[name] ?? (stored[name] == null ? [] : [String(stored[name])])
  const errors = mine?.errors ?? {}
  return {
    answer: mine,
    errors,
    values,
    value: (name) => values(name)[0] ?? '',
    isTicked: (name) => (mine && Object.keys(mine.values).length > 0 ? name in mine.values : Boolean(stored[name])),
    field(name) {
      const error = errors[name]
      return { name, defaultValue: values(name)[0] ?? '', ...(error === undefined ? {} : { error }) }
    },
  }
}
