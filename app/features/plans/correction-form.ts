import { z } from 'zod'
import type { Correction } from './correct-plan.server.ts'
import { paragraphKinds } from './plan.ts'

/** Name of the form field with the file of a plan. */
export const PLAN_FILE_FIELD = 'file'

/** Names of the fields beside the buttons of one block. */
export const headingField = (id: string): string => `heading-${id}`
export const kindField = (id: string): string => `kind-${id}`

const button = z
  .string()
  .regex(/^[a-zA-Z]+:[0-9a-f-]{36}$/)
  .transform((value) => ({ act: value.slice(0, value.indexOf(':')), id: value.slice(value.indexOf(':') + 1) }))
const plainActs = ['promote', 'demote', 'toParagraph', 'toHeading', 'merge', 'remove'] as const

/** The correction that a button of the outline asks for; null when it is none of ours. */
export function readCorrection(texts: Record<string, string>): Correction | null {
  const pressed = button.safeParse(texts.knop)
  if (!pressed.success) return null
  const { act, id } = pressed.data
  if (act === 'rename') return { act, id, heading: texts[headingField(id)] ?? '' }
  if (act === 'setKind') {
    const kind = z.enum(paragraphKinds).safeParse(texts[kindField(id)])
    return kind.success ? { act, id, kind: kind.data } : null
  }
  const plain = plainActs.find((known) => known === act)
  return plain ? { act: plain, id } : null
}
