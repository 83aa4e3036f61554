import { expect, test } from 'vitest'
import { mentionedIn, withMentions } from './mentions.ts'

const people = ['Jan', 'Jan Smit', 'Ambtenaar B', 'Zoë'].map((name) => ({ name }))
const found = (text: string) => mentionedIn(text, people).map(({ name }) => name)

test.each([
  ['Kijk jij even, @Ambtenaar B?', ['Ambtenaar B']],
  ['@jan smit en @ZOË: klopt dit?', ['Jan Smit', 'Zoë']],
  ['@Jan, en ook @Jan Smit', ['Jan', 'Jan Smit']],
  ['@Ambtenaar Bos, jan@Jannie, @, @@', []],
  ['Mail naar post@Jan', ['Jan']],
  ['Ambtenaar B weet dit', []],
])('%s mentions %j', (text, names) => {
  expect(found(text)).toEqual(names)
})

test('two colleagues with one name are both meant', () => {
  const same = [
    { name: 'Jan', id: 1 },
    { name: 'Jan', id: 2 },
  ]
  expect(mentionedIn('@Jan', same)).toEqual(same)
})

test('a text falls into pieces that are its letters', () => {
  const text = 'Let op, @Zoë: @Jan Smit weet het.'
  const pieces = withMentions(
    text,
    people.map(({ name }) => name),
  )
  expect(pieces.map((piece) => piece.text).join('')).toBe(text)
  expect(pieces.flatMap(({ name }) => name ?? [])).toEqual(['Zoë', 'Jan Smit'])
})
