import { keepOnDevice, keptOnDevice, nameOnDevice, type DeviceStorage } from '#app/live/device.ts'

/** What a device keeps of a text that was not sent yet. `earlier` is one that was offered back and not decided on. */
type KeptText = { text: string; at: string; earlier?: { text: string; at: string } }

const PREFIX = nameOnDevice('reactie', '')
const nameOf = (processId: string) => PREFIX + processId

/** Other words for a paragraph are kept beside the text of the reaction. */
export const proposalOnDevice = (processId: string, paragraphId: string): string => `${processId}/${paragraphId}`

/** Whether a text is kept for this process: of a reaction to it, or other words for one of its paragraphs. */
export const isKeptFor = (processId: string, kept: string): boolean => kept.split('/')[0] === processId

/** For what the texts are kept that have one of these names. */
export function processesAmong(names: string[]): string[] {
  return names.flatMap((name) => (name.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []))
}

/** Keeps the text on this device; false when the browser refuses. */
export const keepTextOnDevice = (device: DeviceStorage, processId: string, kept: KeptText): boolean =>
  keepOnDevice(device, nameOf(processId), kept)

/** What this device kept, if anything. */
export function keptText(device: DeviceStorage, processId: string): KeptText | null {
  const found = keptOnDevice(device, nameOf(processId))
  if (!isText(found)) return null
  const earlier = 'earlier' in found && isText(found.earlier) ? found.earlier : undefined
  return { text: found.text, at: found.at, ...(earlier && { earlier }) }
}

function isText(found: unknown): found is { text: string; at: string } {
  return (
    typeof found === 'object' &&
    found !== null &&
    'text' in found &&
    typeof found.text === 'string' &&
    'at' in found &&
    typeof found.at === 'string' &&
    !Number.isNaN(Date.parse(found.at))
  )
}

/** Forgets it: it was sent, or is not wanted. */
export const forgetText = (device: DeviceStorage, processId: string): boolean =>
  keepOnDevice(device, nameOf(processId), null)

/** The text to offer back: all that is not empty and not already in the form. It is never put there by itself. */
export function textToOffer(kept: KeptText | null, inForm: string): { text: string; at: string } | null {
  const texts = [kept?.earlier?.text ?? '', kept?.text ?? ''].filter(
    (text) => text.trim() !== '' && !inForm.includes(text),
  )
  const [one, other] = texts
  if (!kept || one === undefined) return null
  if (other === undefined || one.includes(other)) return { text: one, at: kept.at }
  return { text: other.includes(one) ? other : `${one}\n\n${other}`, at: kept.at }
}

/** The text with what was offered: in its place when it was empty, under it otherwise. */
export function withOffered(inForm: string, offered: string): string {
  return inForm.trim() === '' ? offered : `${inForm}\n\n${offered}`
}
