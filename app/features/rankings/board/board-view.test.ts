import { describe, expect, test } from 'vitest'
import { initials } from '#app/ui/initials.ts'
import { agoWords, moveWords, shownList, type BoardMove } from './board-view.ts'

const entries = [
  { topicId: 'zorg', rank: 1, motivation: '' },
  { topicId: 'sport', rank: 2, motivation: '' },
  { topicId: 'werk', rank: null, motivation: 'Was er even af.' },
]

describe('the list on a tablet', () => {
  test('is what the server has, with the moves that are on their way', () => {
    const view = { k: 3, entries }
    expect(shownList(view, [])).toEqual(['zorg', 'sport', null])
    expect(
      shownList(view, [
        { topicId: 'werk', rank: 1 },
        { topicId: 'sport', rank: null },
      ]),
    ).toEqual(['werk', 'zorg', null])
    expect(shownList(view, [{ topicId: 'zorg', rank: 1 }]), 'one that the server has by now changes nothing').toEqual([
      'zorg',
      'sport',
      null,
    ])
  })
})

describe('what happened, in words', () => {
  const move: BoardMove = {
    version: 1,
    at: '',
    accountId: 'c',
    who: 'Raadslid C',
    forGroup: false,
    kind: 'place',
    topicId: 'o',
    fromRank: 4,
    toRank: 3,
  }
  const words = (change: Partial<BoardMove>, own = 'x') =>
    moveWords({ ...move, ...change }, (id) => (id === 'o' ? 'Onderwijs' : '?'), own)
  test.each([
    [{}, 'Raadslid C zette Onderwijs van 4 naar 3'],
    [{ fromRank: null }, 'Raadslid C zette Onderwijs op 3'],
    [{ toRank: null }, 'Raadslid C haalde Onderwijs van de lijst'],
    [{ kind: 'undo' as const }, 'Raadslid C maakte de zet met Onderwijs ongedaan'],
    [{ kind: 'motivate' as const }, 'Raadslid C schreef waarom Onderwijs belangrijk is'],
    [{ forGroup: true, who: 'Griffier' }, 'Griffier (voor de groep) zette Onderwijs van 4 naar 3'],
    [
      { kind: 'import' as const, topicId: null, forGroup: true, who: 'Griffier' },
      'Griffier (voor de groep) vulde de lijst uit een bestand',
    ],
  ])('%j', (change, expected) => {
    expect(words(change)).toBe(expected)
  })
  test('who did it oneself reads U', () => {
    expect(words({}, 'c')).toBe('U zette Onderwijs van 4 naar 3')
  })
})

test.each([
  [0, 'zojuist'],
  [59_999, 'zojuist'],
  [60_000, '1 minuut geleden'],
  [150_000, '2 minuten geleden'],
])('%i ms ago is %s', (ms, words) => {
  const at = new Date('2016-04-28T20:00:00Z')
  expect(agoWords(at.toISOString(), at.getTime() + ms)).toBe(words)
})

test.each([
  ['Raadslid C', 'C'],
  ['Griffier', 'G'],
  ['Jan de Vries', 'JV'],
  ['van der Meer', 'M'],
  ['m', 'm'],
])('%s is shown as %s', (name, letters) => {
  expect(initials(name)).toBe(letters)
})
