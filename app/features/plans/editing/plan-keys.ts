import type { ShortKeyWords } from '#app/ui/short-keys.ts'

/** Where a key of the editor works, in the words of the list of keys. */
export const planKeyGroups = ['Overal', 'Lijst', 'Alinea'] as const

/** The keys of the editor of a plan. */
export const planKeys = {
  search: { keys: ['/'], group: 'Overal', label: 'zoek in het plan' },
  toList: { keys: ['Escape'], group: 'Overal', label: 'terug naar de lijst' },
  next: { keys: ['J'], group: 'Lijst', label: 'volgende alinea', isOften: true },
  previous: { keys: ['K'], group: 'Lijst', label: 'vorige alinea', isOften: true },
  edit: { keys: ['E'], group: 'Lijst', label: 'bewerk', isOften: true },
  reason: { keys: ['R'], group: 'Lijst', label: 'reden', isOften: true },
  moveUp: { keys: ['Alt+ArrowUp'], group: 'Lijst', label: 'omhoog', isOften: true },
  moveDown: { keys: ['Alt+ArrowDown'], group: 'Lijst', label: 'omlaag', isOften: true },
  nextWrong: { keys: ['G'], group: 'Lijst', label: 'volgende die niet klopt', isOften: true },
  undo: { keys: ['Z'], group: 'Lijst', label: 'ongedaan maken', isOften: true },
  saveAndNext: { keys: ['Ctrl+Enter'], group: 'Alinea', label: 'bewaar en ga naar de volgende' },
} as const satisfies Record<string, ShortKeyWords>
