import { z } from 'zod'
import { keepOnDevice, keptOnDevice, nameOnDevice, type DeviceStorage } from '#app/live/device.ts'

/** Texts that were typed and are not known to be kept, by item: what they say, and what they began from. */
const draftsSchema = z.record(
  z.string(),
  z.object({ text: z.string(), seen: z.string(), after: z.string().optional() }),
)
export type Drafts = z.infer<typeof draftsSchema>

export type DraftsOf = { responseId: string; accountId: string; questionId: string }

/** Of the person too: two colleagues at one computer do not find each other's text. */
const nameOf = ({ responseId, accountId, questionId }: DraftsOf) =>
  nameOnDevice('inbreng', responseId, accountId, questionId)

/** Keeps what was typed on this device; what is known to be kept is forgotten. False when the browser refuses. */
export const keepDrafts = (device: DeviceStorage, of: DraftsOf, drafts: Drafts): boolean =>
  keepOnDevice(device, nameOf(of), Object.keys(drafts).length === 0 ? null : drafts)

type StoredQuestion = { id: string; number: number; items: readonly { id: string; text: string }[] }

/** What this device kept and is not stored. */
function waitingDrafts(
  device: DeviceStorage,
  of: Omit<DraftsOf, 'questionId'>,
  { id: questionId, items }: StoredQuestion,
): Drafts {
  const kept = Object.entries(keptDrafts(device, { ...of, questionId }))
  return Object.fromEntries(
    kept.filter(([id, { text }]) => text !== (items.find((item) => item.id === id)?.text ?? '')),
  )
}

/** At which of these questions texts wait on this device. */
export function questionsOnDevice(
  device: DeviceStorage,
  of: Omit<DraftsOf, 'questionId'>,
  questions: readonly StoredQuestion[],
): number[] {
  return questions
    .filter((question) => Object.keys(waitingDrafts(device, of, question)).length > 0)
    .map(({ number }) => number)
}

/**
 * Forgets what is stored by now. Who went on to another question never heard that it arrived, and it would clash with what a
 * colleague writes there later.
 */
export function forgetStored(
  device: DeviceStorage,
  of: Omit<DraftsOf, 'questionId'>,
  questions: readonly StoredQuestion[],
): void {
  for (const question of questions)
    keepDrafts(device, { ...of, questionId: question.id }, waitingDrafts(device, of, question))
}

/** What this device kept, if anything. */
export const keptDrafts = (device: DeviceStorage, of: DraftsOf): Drafts =>
  draftsSchema.catch({}).parse(keptOnDevice(device, nameOf(of)))
