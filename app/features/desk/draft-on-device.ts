import { z } from 'zod'
import { isDecision } from '#app/features/points/disposition.ts'
import { keepOnDevice, keptOnDevice, nameOnDevice, type DeviceStorage } from '#app/live/device.ts'

/** What stands in the form of an answer. */
const fieldsSchema = z.object({
  disposition: z.string().refine(isDecision).nullable(),
  reply: z.string(),
  forwardedTo: z.string(),
  sectionIds: z.array(z.string()),
  paragraphIds: z.array(z.string()),
})
export type AnswerFields = z.infer<typeof fieldsSchema>

const keptSchema = z.object({
  fields: fieldsSchema,
  /** Mark of the answer that it was typed over. */
  seen: z.string(),
  /** When it was typed, in milliseconds. */
  at: z.number(),
})
export type KeptDraft = z.infer<typeof keptSchema>

/** Of the person too: two colleagues at one computer do not find each other's text. */
type Of = { pointId: string; accountId: string }
const nameOf = ({ pointId, accountId }: Of) => nameOnDevice('antwoord', accountId, pointId)

/** Keeps what stands in the form on this device; false when the browser refuses. */
export const keepDraftOnDevice = (device: DeviceStorage, of: Of, kept: KeptDraft | null): boolean =>
  keepOnDevice(device, nameOf(of), kept)

/** What this device kept of the answer to a point, if anything. */
export const draftOnDevice = (device: DeviceStorage, of: Of): KeptDraft | null =>
  keptSchema.safeParse(keptOnDevice(device, nameOf(of))).data ?? null

const noteName = ({ pointId, accountId }: Of) => nameOnDevice('notitie', accountId, pointId)
const BETWEEN = '\u0000'
/** Notes as one text, which is the same as long as they are. */
export const asOne = (notes: readonly string[]): string => notes.map((note) => note.trim()).join(BETWEEN)

const noteSchema = z.object({ note: z.string() })

/** Keeps a note that was not placed yet on this device; empty removes it. False when the browser refuses. */
export const keepNoteOnDevice = (device: DeviceStorage, of: Of, note: string): boolean =>
  keepOnDevice(device, noteName(of), note.trim() === '' ? null : { note })

/**
 * The note that this device kept, to put back into an empty field; '' when there is none. One that stands among the own notes was placed,
 * by a page that could not say so any more.
 */
export function noteToPutBack(device: DeviceStorage, of: Of, ownNotes: string): string {
  const note = noteSchema.safeParse(keptOnDevice(device, noteName(of))).data?.note ?? ''
  return ownNotes.split(BETWEEN).includes(note.trim()) ? '' : note
}

/** What stands in a form of an answer. */
export function fieldsIn(form: FormData): AnswerFields {
  const text = (name: string) => String(form.get(name) ?? '').replaceAll('\r\n', '\n')
  const all = (name: string) => form.getAll(name).map(String)
  return {
    disposition: fieldsSchema.shape.disposition.catch(null).parse(form.get('disposition')),
    reply: text('reply'),
    forwardedTo: text('forwardedTo'),
    sectionIds: all('sectionIds'),
    paragraphIds: all('paragraphIds'),
  }
}

/** Whether two forms of an answer say the same. */
export function saysTheSame(one: AnswerFields, other: AnswerFields): boolean {
  const said = ({ disposition, reply, forwardedTo, sectionIds, paragraphIds }: AnswerFields) =>
    JSON.stringify([disposition, reply, forwardedTo, [...sectionIds].sort(), [...paragraphIds].sort()])
  return said(one) === said(other)
}

/**
 * The text of this device to put back into the form: only what is newer than what the server kept, says something else, and was
 * typed over the answer that is still there. Null when there is none.
 */
export function toPutBack(
  kept: KeptDraft | null,
  { mark, shown, savedAt }: { mark: string; shown: AnswerFields; savedAt: number | null },
): KeptDraft | null {
  if (!kept || kept.seen !== mark || saysTheSame(kept.fields, shown)) return null
  return savedAt !== null && savedAt >= kept.at ? null : kept
}
