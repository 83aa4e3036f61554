/** Single keys and others that do something on a screen of officials, as its list of keys shows them. */

export type ShortKeyWords = {
  /** As it is written: 'J', 'Shift+J', 'Ctrl+Enter', '?', '['. Several mean the same. */
  keys: readonly string[]
  /** Where it works, in the words of the list of keys. */
  group: string
  /** What it does, in a few words: 'volgend punt'. */
  label: string
  /** Whether it stands in the line at the bottom of the screen too. */
  isOften?: boolean
}

/** One thing that a key does. */
export type ShortKey = ShortKeyWords & { run: (event: KeyboardEvent) => void }

/** What keys of a list do on a screen; what is null or left out does nothing there, and is not listed. */
export const bindKeys = <Name extends string, Words extends ShortKeyWords>(
  words: Readonly<Record<Name, Words>>,
  runs: Partial<Record<NoInfer<Name>, ShortKey['run'] | null>>,
): (Words & Pick<ShortKey, 'run'>)[] =>
  (Object.keys(runs) as Name[]).flatMap((name) => {
    const run = runs[name]
    return run ? [{ ...words[name], run }] : []
  })

/** Where a key was pressed. */
export type PressedAt = {
  /** In something that one types in or chooses from. */
  isField: boolean
  /** In the list or in the text of a point. */
  isPane: boolean
}

/** Keys that everyone expects to work from anywhere on a page, as long as nobody types. */
const fromAnywhere = new Set(['/', '?', 'Escape'])

/** How the key of an event is written: 'Shift+J', 'Ctrl+Enter', '?'. */
export function writtenKey(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>): string {
  const isLetter = /^\p{L}$/u.test(event.key)
  return [
    ...(event.ctrlKey || event.metaKey ? ['Ctrl'] : []),
    ...(event.altKey ? ['Alt'] : []),
    // Of other signs Shift is part of the sign itself: '?' needs it on most keyboards.
    ...(event.shiftKey && (isLetter || event.key.length > 1) ? ['Shift'] : []),
    isLetter ? event.key.toUpperCase() : event.key,
  ].join('+')
}

/**
 * Whether a key may act here. A single sign never does while one types, and a letter only in the list or the text: who
 * speaks to the computer, or presses a key by mistake elsewhere, changes nothing. All single signs can be switched off.
 */
export function mayAct(written: string, { isField, isPane }: PressedAt, singleKeys: boolean): boolean {
  if (written.startsWith('Ctrl+')) return true
  if (written === 'Escape') return true
  if (isField) return false
  if (written.length === 1 || /^Shift\+\p{L}$/u.test(written))
    return singleKeys && (isPane || fromAnywhere.has(written))
  return isPane
}
