import { bindKeys, type ShortKey, type ShortKeyWords } from '#app/ui/short-keys.ts'

/** Where a key works, in the words of the list of keys. */
export const keyGroups = ['Overal', 'Lijst', 'Punt', 'Keuze'] as const
type KeyGroup = (typeof keyGroups)[number]

type KeyWords = ShortKeyWords & { group: KeyGroup }

/** Every key of the workbench. A screen that has what a key is for binds it, and the list of keys shows those that are bound. */
export const deskKeys = {
  search: { keys: ['/'], group: 'Overal', label: 'zoek' },
  toList: { keys: ['Escape'], group: 'Overal', label: 'terug naar de lijst' },
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
export type DeskKey = ShortKey & { group: KeyGroup }

/** What these keys do on a screen; what is null or left out does nothing there, and is not listed. */
export function boundKeys(runs: Partial<Record<DeskKeyName, DeskKey['run'] | null>>): DeskKey[] {
  return bindKeys(deskKeys, runs)
}
