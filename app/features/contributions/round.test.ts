import { describe, expect, test } from 'vitest'
import { usualRound } from './round.ts'

const terms = { startsOn: '2016-10-05', lastDay: '2016-11-15', secondStartsOn: null, secondLastDay: null }
const byDesk = { channel: 'desk' as const, sentOn: null }
const at = (day: string) => new Date(`${day}T12:00:00+02:00`)

describe('the round of something of which nobody said it', () => {
  test.each([
    ['groupMotivation', '2016-10-10', 'priorities'],
    ['partnerResponse', '2016-10-10', 'partners'],
    ['reaction', '2016-09-01', 'inspraak'],
    ['conversationReport', '2016-10-04', 'partners'],
    ['conversationReport', '2016-10-05', 'inspraak'],
  ] as const)('a %s of %s is of the round %s', (kind, day, round) => {
    expect(usualRound({ kind, ...byDesk, receivedAt: at(day) }, terms)).toBe(round)
  })

  test('of a conversation before there is a term: the partners', () => {
    expect(
      usualRound({ kind: 'conversationReport', ...byDesk, receivedAt: at('2016-10-05') }, { ...terms, startsOn: null }),
    ).toBe('partners')
  })

  test.each([
    ['desk', null, '2016-11-15', 'inspraak'],
    ['desk', null, '2016-11-16', 'secondInspraak'],
    ['post', '2016-11-15', '2016-11-18', 'inspraak'],
    ['post', '2016-11-15', '2016-11-25', 'secondInspraak'],
    ['post', '2016-11-16', '2016-11-18', 'secondInspraak'],
  ] as const)('by %s, sent on %s and received on %s: %s, when a second is announced', (channel, sentOn, day, round) => {
    const both = { ...terms, secondStartsOn: '2016-12-05', secondLastDay: '2017-01-16' }
    expect(usualRound({ kind: 'reaction', channel, sentOn, receivedAt: at(day) }, both)).toBe(round)
    expect(usualRound({ kind: 'reaction', channel, sentOn, receivedAt: at(day) }, terms)).toBe('inspraak')
    expect(usualRound({ kind: 'partnerResponse', channel, sentOn, receivedAt: at(day) }, both)).toBe('partners')
  })
})
