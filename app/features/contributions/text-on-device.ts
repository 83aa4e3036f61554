/** What a device keeps of a text that was not sent yet. `earlier` is one that was offered back and not decided on. */
type KeptText = { text: string; at: string; earlier?: { text: string; at: string } }

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** This device. A browser that blocks storage throws at the mere mention of it, so that comes last. */
export const thisDevice: Shelf = {
  getItem: (name) => localStorage.getItem(name),
  setItem: (name, value) => localStorage.setItem(name, value),
  removeItem: (name) => localStorage.removeItem(name),
}

const PREFIX = 'saomen:reactie:'
const nameOf = (processId: string) => PREFIX + processId

/** The processes whose texts are kept under one of these names. */
export function processesAmong(names: string[]): string[] {
  return names.flatMap((name) => (name.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []))
}

/** Keeps the text on this device; false when the browser refuses. */
export function keepText(shelf: Shelf, processId: string, kept: KeptText): boolean {
  try {
    shelf.setItem(nameOf(processId), JSON.stringify(kept))
    return true
  } catch {
    return false
  }
}

/** What this device kept, if anything. */
export function keptText(shelf: Shelf, processId: string): KeptText | null {
  try {
    const found: unknown = JSON.parse(shelf.getItem(nameOf(processId)) ?? 'null')
    if (!isText(found)) return null
    const earlier = 'earlier' in found && isText(found.earlier) ? found.earlier : undefined
    return { text: found.text, at: found.at, ...(earlier && { earlier }) }
  } catch {
    return null
  }
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
export function forgetText(shelf: Shelf, processId: string): void {
  try {
    shelf.removeItem(nameOf(processId))
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

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
