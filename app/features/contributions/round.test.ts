import { describe, expect, test } from 'vitest'
import { usualRound } from './round.ts'

const at = (day: string) => new Date(`${day}T12:00:00+02:00`)

describe('the round of something of which nobody said it', () => {
  test.each([
    ['groupMotivation', '2016-10-10', 'priorities'],
    ['partnerResponse', '2016-10-10', 'partners'],
    ['reaction', '2016-09-01', 'inspraak'],
    ['conversationReport', '2016-10-04', 'partners'],
    ['conversationReport', '2016-10-05', 'inspraak'],
  ] as const)('a %s of %s is of the round %s', (kind, day, round) => {
    expect(usualRound({ kind, receivedAt: at(day) }, '2016-10-05')).toBe(round)
  })

  test('of a conversation before there is a term: the partners', () => {
    expect(usualRound({ kind: 'conversationReport', receivedAt: at('2016-10-05') }, null)).toBe('partners')
  })
})
