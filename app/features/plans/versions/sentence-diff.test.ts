import { describe, expect, test } from 'vitest'
import { changedSentences, countedSentences, newSentences, sentencesOf } from './sentence-diff.ts'

describe('sentences', () => {
  test('end at a full stop, and at the end of a line', () => {
    expect(sentencesOf('Wij helpen u. Belt u bijv. het team?\n• Een bus\n• Een trein')).toEqual([
      ...['Wij helpen u.', 'Belt u bijv. het team?', '• Een bus', '• Een trein'],
    ])
    expect(sentencesOf('')).toEqual([])
  })

  test('that went and came are found with their place', () => {
    expect(changedSentences('Een. Twee. Drie. Vier.', 'Een. Nieuw. Drie. Vier. Vijf.')).toEqual([
      { gone: ['Twee.'], new: ['Nieuw.'], at: 1 },
      { gone: [], new: ['Vijf.'], at: 4 },
    ])
    expect(changedSentences('Een. Twee.', 'Een. Twee.')).toEqual([])
  })

  test('that share most of their words are one sentence that changed', () => {
    const old = 'De bus rijdt elke dag. De halte is ver weg. Wij bellen u.'
    const now = 'De bus rijdt elke werkdag. Er komt een loket in Exloo bij. Wij bellen u. Het team komt langs.'
    expect(countedSentences(old, now)).toEqual({ edited: [0], gone: 1, new: 2, all: 4 })
  })

  test('that came are apart in the text, which stays whole', () => {
    const now = 'Een. Nieuw!  Ook nieuw. Twee.\n• Drie'
    const pieces = newSentences('Een. Twee.\n• Oud', now)
    expect(pieces.map(({ text }) => text).join('')).toBe(now)
    expect(pieces.filter(({ isNew }) => isNew).map(({ text }) => text.trim())).toEqual(['Nieuw!  Ook nieuw.', '• Drie'])
  })
})
