/** Where a key works, in the words of the list of keys. */
export const keyGroups = ['Overal', 'Lijst', 'Punt', 'Keuze'] as const
type KeyGroup = (typeof keyGroups)[number]

type KeyWords = {
  /** As it is written: 'J', 'Shift+J', 'Ctrl+Enter', '?', '['. Several mean the same. */
  keys: readonly string[]
  group: KeyGroup
  /** What it does, in a few words: 'volgend punt'. */
  label: string
  /** Whether it stands in the line at the bottom of the screen too. */
  isOften?: boolean
}

/** Every key of the workbench. A screen that has what a key is for binds it, and the list of keys shows those that are bound. */
export const deskKeys = {
  search: { keys: ['/'], group: 'Overal', label: 'zoek' },
  toList: { keys: ['Escape'], group: 'Overal', label: 'terug naar de lijst' },
  help: { keys: ['?'], group: 'Overal', label: 'alle sneltoetsen' },
  next: { keys: ['J'], group: 'Lijst', label: 'volgend punt', isOften: true },
  previous: { keys: ['K'], group: 'Lijst', label: 'vorig punt', isOften: true },
  choose: { keys: ['X'], group: 'Lijst', label: 'kies', isOften: true },
  extendDown: { keys: ['Shift+J'], group: 'Lijst', label: 'kies door naar beneden' },
  extendUp: { keys: ['Shift+K'], group: 'Lijst', label: 'kies door naar boven' },
  chooseShown: { keys: ['Shift+X'], group: 'Lijst', label: 'kies wat de lijst toont, en dan alles' },
  open: { keys: ['Enter'], group: 'Lijst', label: 'open het punt' },
  theme: { keys: ['T'], group: 'Punt', label: 'thema', isOften: true },
  assignee: { keys: ['W'], group: 'Punt', label: 'wie het heeft' },
  place: { keys: ['P'], group: 'Punt', label: 'plek in het plan', isOften: true },
  suggestion: { keys: ['V'], group: 'Punt', label: 'neem het voorstel over' },
  decision: { keys: ['B'], group: 'Punt', label: 'besluit, dan 1 tot en met 8', isOften: true },
  answer: { keys: ['A'], group: 'Punt', label: 'antwoord', isOften: true },
  note: { keys: ['N'], group: 'Punt', label: 'notitie', isOften: true },
  undo: { keys: ['Z'], group: 'Punt', label: 'maak ongedaan' },
  saveAndNext: { keys: ['Ctrl+Enter'], group: 'Punt', label: 'bewaar en ga naar het volgende punt' },
  previousPane: { keys: ['['], group: 'Punt', label: 'vorig venster' },
  nextPane: { keys: [']'], group: 'Punt', label: 'volgend venster' },
  assignChosen: { keys: ['W'], group: 'Keuze', label: 'wijs toe', isOften: true },
  themeChosen: { keys: ['T'], group: 'Keuze', label: 'thema', isOften: true },
  placeChosen: { keys: ['P'], group: 'Keuze', label: 'plek', isOften: true },
  changeChosen: { keys: ['M'], group: 'Keuze', label: 'al wat kan met de keuze', isOften: true },
  clearChosen: { keys: ['Shift+Z'], group: 'Keuze', label: 'maak de keuze leeg' },
  doBulk: { keys: ['Ctrl+Enter'], group: 'Keuze', label: 'doe het voor alle gekozen punten', isOften: true },
  undoBulk: { keys: ['Z'], group: 'Keuze', label: 'maak ongedaan', isOften: true },
} as const satisfies Record<string, KeyWords>
type DeskKeyName = keyof typeof deskKeys

/** One thing that a key does at the workbench. */
export type DeskKey = KeyWords & { run: (event: KeyboardEvent) => void }

/** What these keys do on a screen; what is null or left out does nothing there, and is not listed. */
export function boundKeys(runs: Partial<Record<DeskKeyName, DeskKey['run'] | null>>): DeskKey[] {
  return Object.entries(runs).flatMap(([name, run]) => (run ? [{ ...deskKeys[name as DeskKeyName], run }] : []))
}

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
