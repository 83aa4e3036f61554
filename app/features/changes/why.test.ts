import { describe, expect, test } from 'vitest'
import type { ContributorKind } from '#app/features/contributions/contributor-kind.ts'
import { askedInWords, insideInWords, whoseWish, whyInShort, whyOf, type Asker } from './why.ts'

const none = { points: [], ownInitiative: [], amendments: [] }
const amendment = { id: 'a', number: 1, title: 'Elk jaar een telling' }
const point = (id: string) => ({ id, number: null })

/** Points from these people: each as `id kind`, of the same person when the ids are equal; '-' behind it: not public. */
function asked(...list: string[]) {
  const askers = new Map<string, Asker>()
  list.forEach((each, at) => {
    const [contributorId = '', kind = '', inside] = each.split(' ')
    askers.set(`p${at}`, {
      ...{ contributorId, kind: kind as ContributorKind },
      number: inside ? null : `${at + 1}.1`,
    })
  })
  return whyOf({ ...none, points: list.map((_, at) => point(`p${at}`)) }, askers)
}

describe('why the plan changed', () => {
  test('says how many asked for it, each counted once', () => {
    expect(askedInWords(asked('a resident', 'a resident', 'b conversations').asked)).toBe('Omdat 2 mensen dit vroegen')
    expect(askedInWords(asked('a resident').asked)).toBe('Omdat 1 persoon dit vroeg')
    expect(askedInWords(asked('a organisation').asked)).toBe('Omdat 1 organisatie dit vroeg')
    expect(askedInWords(asked('a organisation', 'b workingGroup').asked)).toBe('Omdat 2 organisaties dit vroegen')
    expect(askedInWords(asked('a organisation', 'b household').asked)).toBe(
      'Omdat 2 mensen en organisaties dit vroegen',
    )
    expect(askedInWords(asked('a councilGroup').asked)).toBe('Omdat 1 groep van de raad dit vroeg')
  })

  test('counts points that are not public, and says so', () => {
    const why = asked('a resident', 'b resident -', 'c resident -')
    expect(why).toMatchObject({ points: 3, inside: 2, asked: { count: 3 } })
    expect([0, 1, 2].map(insideInWords)).toEqual([
      ...['', '1 punt is nog niet openbaar.', '2 punten zijn nog niet openbaar.'],
    ])
  })

  test('is the wish of one: the council before people, people before the executive', () => {
    const own = whyOf({ ...none, ownInitiative: ['Dit stond er dubbel.'] }, new Map())
    const council = whyOf({ points: [point('x')], ownInitiative: ['Ja.'], amendments: [amendment] }, new Map())
    const people = { ...asked('a resident'), ownInitiative: ['En dit stond er dubbel.'] }
    expect([own, council, people, whyOf(none, new Map())].map(whoseWish)).toEqual([
      ...['ownInitiative', 'amendment', 'points', 'unknown'],
    ])
    expect([own, council, people, asked('a resident', 'b resident'), whyOf(none, new Map())].map(whyInShort)).toEqual([
      ...['eigen initiatief', 'amendement 1', 'door 1 punt', 'door 2 punten', ''],
    ])
  })
})
