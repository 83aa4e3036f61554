import fc from 'fast-check'
import { test } from 'vitest'
import { textLength } from './reaction-text.ts'

test('characters are counted as people and the database count them, also halves of one that stand alone', () => {
  const texts = fc.array(fc.constantFrom('a', 'é', '🌻', '\ud83c', '\udf3b')).map((pieces) => pieces.join(''))
  fc.assert(fc.property(texts, (text) => textLength(text) === [...text].length))
})
