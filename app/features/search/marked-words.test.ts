import { describe, expect, test } from 'vitest'
import { isFoundIn, markedMarkup } from './marked-words.ts'

const isFound = isFoundIn({ words: ['fietspad', 'amp', 'strong'], beginnings: ['mantel'] })

describe('words marked in markup', () => {
  test('are the words between the tags, and nothing of the tags or of written signs', () => {
    expect(markedMarkup('<strong>Fietspad</strong> &amp; brug', isFound)).toBe(
      '<strong><mark class="hit">Fietspad</mark></strong> &amp; brug',
    )
    expect(markedMarkup('<a href="https://x.nl/fietspad">pad</a>', isFound)).toBe(
      '<a href="https://x.nl/fietspad">pad</a>',
    )
  })

  test('may be the begin of a word', () => {
    expect(markedMarkup('mantelzorg', isFound)).toBe('<mark class="hit">mantelzorg</mark>')
  })
})
