import { expect, test } from 'vitest'
import { cutAtSentence, shortAbout, summaryLines } from './about.ts'

test('a summary of several lines is a list, however its lines were marked', () => {
  expect(summaryLines('- Eerder hulp\n\n• Meer steun\n* Minder regels\nAnders')).toEqual([
    'Eerder hulp',
    'Meer steun',
    'Minder regels',
    'Anders',
  ])
  expect(summaryLines('')).toEqual([])
})

test('the question says what a plan is about, else its summary', () => {
  expect(shortAbout({ question: 'Wat hebt u nodig?', summary: 'Lang verhaal.' })).toBe('Wat hebt u nodig?')
  expect(shortAbout({ question: '', summary: 'Eén.\nTwee.' })).toBe('Eén. Twee.')
  expect(shortAbout({ question: '', summary: '' })).toBe('')
})

test('long texts end after a sentence, and a very long sentence after a word', () => {
  expect(cutAtSentence('Kort.', 20)).toBe('Kort.')
  expect(cutAtSentence('Dit past nog wel. Maar dit past er echt niet meer bij.', 30)).toBe('Dit past nog wel.')
  expect(cutAtSentence('Een zin die maar doorgaat en nergens ophoudt', 20)).toBe('Een zin die maar…')
  expect(cutAtSentence(`${'a'.repeat(19)}😀${'b'.repeat(30)}`, 20).isWellFormed()).toBe(true)
})
