import { expect, test } from 'vitest'
import { carryMarks } from './carry-marks.ts'
import { readMarks } from './marked-words.ts'

function paragraph(marked: string) {
  const read = readMarks(marked, 'text')
  if ('problem' in read || !read.paragraphs[0]) throw new Error('a paragraph')
  return read.paragraphs[0]
}

test('words that stay keep their link and their bold', () => {
  const old = paragraph('Lees **de hele** [folder](https://saomen.example/folder) van de gemeente.')
  expect(carryMarks(old, 'Lees eerst de hele folder van het dorp.')).toBe(
    'Lees eerst **de hele** [folder](https://saomen.example/folder) van het dorp.',
  )
})

test('marks that would be cut in half are left out', () => {
  const old = paragraph('Lees **de hele folder** van de gemeente.')
  expect(carryMarks(old, 'Lees de hele brief van de gemeente.')).toBe('Lees de hele brief van de gemeente.')
})

test('the items of a list stay items, and a new one is one too', () => {
  const old = paragraph('- Koffie in **Exloo**\n- Thee in Borger')
  expect(carryMarks(old, '• Koffie in Exloo\n• Thee in Odoorn\n• Melk')).toBe(
    '- Koffie in **Exloo**\n- Thee in Odoorn\n- Melk',
  )
})

test('signs that someone typed are signs, and a paragraph without marks gets none', () => {
  const old = paragraph('Wij bellen iedereen.')
  expect(readMarks(carryMarks(old, 'Wij bellen *niet* iedereen.'), 'text')).toMatchObject({
    paragraphs: [{ text: 'Wij bellen *niet* iedereen.', html: null }],
  })
})
