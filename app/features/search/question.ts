/** What someone typed, as it is read: the words that are looked for, and the number that they may name. */

/** Longest question in characters, and most of its words, that are looked at: what is behind them is said to be left out. */
export const MOST_CHARACTERS = 200
export const MOST_WORDS = 8

type Numbered = 'section' | 'paragraph' | 'point'
export type AskedNumber = {
  label: string
  /** What may have this number. */
  kinds: readonly Numbered[]
  /** Whether it can't be a number in a text as well, such as that of a bus. */
  isSure: boolean
}
export type Question = {
  /** As it stands in the field. */
  typed: string
  words: string[]
  number: AskedNumber | null
  /** Whether something at the end is not looked for. */
  isCut: boolean
}

const wordPattern = /[\p{L}\p{N}\p{M}]+/gu

/** The letters that the index writes as others, as `unaccent` in the database does. */
const written: Record<string, string> = {
  ...{ æ: 'ae', œ: 'oe', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' },
  // Letters that look like an apostrophe.
  ...{ ʹ: "'", ʻ: "'", ʼ: "'", ʽ: "'", ˈ: "'" },
}

/** A word as the index has it: without accents and capitals. */
export const foldedWord = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[æœßøłđðþıʹʻʼʽˈ]/g, (letter) => written[letter] ?? letter)

/** Every word in a text, with its place. */
export const wordsIn = (text: string): { word: string; start: number }[] =>
  [...text.matchAll(wordPattern)].map((found) => ({ word: found[0], start: found.index }))

/** Reads a question; `words` are folded, each once. Nothing that is typed is an error. */
export function questionOf(given: string): Question {
  const typed = given.slice(0, MOST_CHARACTERS).replaceAll('\0', ' ').trim()
  const all = [...new Set(wordsIn(typed).map(({ word }) => foldedWord(word)))].filter((word) => word !== '')
  return {
    typed,
    words: all.slice(0, MOST_WORDS),
    number: askedNumber(typed),
    isCut: given.trim().length > MOST_CHARACTERS || all.length > MOST_WORDS,
  }
}

const named: Record<string, readonly Numbered[]> = {
  punt: ['point'],
  inspreker: ['point'],
  alinea: ['paragraph'],
  hoofdstuk: ['section'],
  paragraaf: ['section'],
  onderdeel: ['section'],
}

/** "2.3" is a point and a section, "25" a paragraph too, "alinea 25" a paragraph only. */
function askedNumber(typed: string): AskedNumber | null {
  const found = /^(?:([a-z]+)\s+|§\s*)?(\d{1,6}(?:\.\d{1,6}){0,8})\.?$/i.exec(typed)
  const label = found?.[2]
  if (label === undefined) return null
  const name = found?.[1]?.toLowerCase()
  if (typed.startsWith('§')) return { label, kinds: ['section'], isSure: true }
  if (name === undefined) {
    const kinds = ['section', 'paragraph', 'point'] as const
    return { label, kinds, isSure: label.includes('.') }
  }
  const kinds = Object.hasOwn(named, name) ? named[name] : undefined
  return kinds ? { label, kinds, isSure: true } : null
}
