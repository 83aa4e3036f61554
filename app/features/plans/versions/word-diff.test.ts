import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wordDiff, wordsOf } from './word-diff.ts'

const marked = (old: string, now: string) =>
  wordDiff(old, now)
    .pieces?.map(({ kind, text }) => (kind === 'same' ? text : kind === 'gone' ? `[-${text}-]` : `[+${text}+]`))
    .join('')

describe('what changed, word by word', () => {
  test('says which words went and which came', () => {
    expect(marked('De bus rijdt in de avond door het dorp.', 'De bus rijdt in de nacht door het dorp.')).toBe(
      'De bus rijdt in de [-avond -][+nacht +]door het dorp.',
    )
  })

  test('a compound is one word and is not cut inside', () => {
    expect(
      marked(
        'Wij helpen mantelzorgers met een pas van vijf euro.',
        'Wij helpen mantelzorgondersteuners met een pas van vijf euro.',
      ),
    ).toBe('Wij helpen [-mantelzorgers -][+mantelzorgondersteuners +]met een pas van vijf euro.')
  })

  test('two changed words with one equal word between them are one change', () => {
    expect(
      marked(
        'Er komen tien nieuwe huizen voor starters aan de rand van het dorp.',
        'Er komen twaalf nieuwe woningen voor starters aan de rand van het dorp.',
      ),
    ).toBe('Er komen [-tien nieuwe huizen -][+twaalf nieuwe woningen +]voor starters aan de rand van het dorp.')
  })

  test('a sign goes with its word', () => {
    expect(wordsOf('Zorg (en hulp), ’s avonds.')).toEqual(['Zorg ', '(en ', 'hulp), ', '’s ', 'avonds.'])
  })

  test('a text of which most differs is shown whole, old and new', () => {
    expect(wordDiff('Wij kopen een bus.', 'De raad besluit in maart over de begroting.').pieces).toBeNull()
    expect(wordDiff('', 'Geheel nieuw.')).toEqual({ pieces: null, words: { gone: 0, new: 2 } })
  })

  test('other white space alone is no change', () => {
    expect(wordDiff('Een regel\nen nog een.', 'Een regel en nog een.').words).toEqual({ gone: 0, new: 0 })
  })

  test('keeps words apart where the last word of one text is not the last of the other', () =>
    expect(wordDiff('zorg. dorp, bus bus', 'zorg. dorp, en bus').pieces).toContainEqual({
      kind: 'gone',
      text: ' bus bus',
    }))

  test('what stayed and came is the new text, what stayed and went the old one', () => {
    const text = fc.array(fc.constantFrom('bus', 'dorp,', 'zorg.', 'en', 'mantelzorg-pas'), { maxLength: 12 })
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [old, now] = [one.join(' '), other.join(' ')]
        const { pieces } = wordDiff(old, now)
        if (!pieces) return
        const without = (kind: string) =>
          pieces
            .filter((piece) => piece.kind !== kind)
            .map(({ text }) => text)
            .join('')
        expect(without('gone').trim()).toBe(now)
        expect(without('new').replace(/\s+/g, ' ').trim()).toBe(old)
      }),
    )
  })
})

test('texts of any size are compared within bounds: what is too different is given whole', () => {
  const [short, long] = ['Een zin van zes gewone woorden.', 'a b '.repeat(25_000)]
  expect(wordDiff(short, long)).toEqual({ pieces: null, words: { gone: 6, new: 50_000 } })
  const spaces = `a${' '.repeat(100_000)}b`
  expect(wordDiff('a b', spaces).words).toEqual({ gone: 0, new: 0 })
})
