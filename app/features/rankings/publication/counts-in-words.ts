import { countWord } from '#app/features/rankings/session.ts'

/** 'één', 'twee', ... '13': a number as it is said, with the accents that tell it from the article. */
export const numberInWords = (count: number): string => (count === 1 ? 'één' : countWord(count))

/** 'Eén onderwerp', 'vier onderwerpen'. */
export const topicsInWords = (count: number): string =>
  `${numberInWords(count)} ${count === 1 ? 'onderwerp' : 'onderwerpen'}`

/** '1 punt', '9 punten', which stay on one line. */
export const pointsInWords = (count: number): string => `${count}\u00a0${count === 1 ? 'punt' : 'punten'}`

/** 'a', 'a en b', 'a, b en c'. */
export function listed(names: readonly string[], word: 'en' | 'of' = 'en'): string {
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`
}

/** A name of a group inside a sentence: 'groep 1' for 'Groep 1', and any other name as it is. */
export const inSentence = (group: string): string => (/^Groep\b/.test(group) ? `g${group.slice(1)}` : group)

/** With the first letter that a sentence has. */
export function sentence(text: string): string {
  if (text.startsWith('één')) return `Eén${text.slice(3)}`
  return text.charAt(0).toLocaleUpperCase('nl') + text.slice(1)
}

const ordinals = [
  'eerste',
  'tweede',
  'derde',
  'vierde',
  'vijfde',
  'zesde',
  'zevende',
  'achtste',
  'negende',
  'tiende',
  'elfde',
  'twaalfde',
]

/** 'de tweede plaats', 'plaats 13'. */
export function placeWord(place: number): string {
  const ordinal = ordinals[place - 1]
  return ordinal ? `de ${ordinal} plaats` : `plaats ${place}`
}

/** How an outcome is read: the order is that of the points. */
export const LEAST = 'Het onderwerp met de minste punten staat bovenaan.'
