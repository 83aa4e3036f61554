import { describe, expect, test } from 'vitest'
import { personsOf, stuckOf, themeShares, type WorkShare } from './work-shares.ts'

const share = (given: Partial<WorkShare>): WorkShare => ({
  ...{ kind: 'person', value: null, step: 1, points: 0, answered: 0, checked: 0, approved: 0, late: 0, stuck: 0 },
  unchangedSince: null,
  ...given,
})

describe('shares of the work', () => {
  test('of a person are what they have under way at all steps, and what they wrote', () => {
    const shares = [
      share({ value: 'a', step: 1, points: 5, late: 1 }),
      share({ value: 'a', step: 2, points: 3, stuck: 2 }),
      share({ value: 'a', step: 5, points: 9, approved: 9 }),
      share({ value: 'b', step: 4, points: 20 }),
      share({ value: null, step: 1, points: 40 }),
      share({ kind: 'writer', value: 'c', step: 0, points: 7, answered: 7 }),
      share({ kind: 'theme', value: 't', step: 0, points: 77 }),
    ]
    expect(personsOf(shares, 4)).toEqual([
      { accountId: 'b', underWay: 20, late: 0, stuck: 0, written: 0 },
      { accountId: 'a', underWay: 8, late: 1, stuck: 2, written: 0 },
      { accountId: 'c', underWay: 0, late: 0, stuck: 0, written: 7 },
      { accountId: null, underWay: 40, late: 0, stuck: 0, written: 0 },
    ])
  })

  test('leave out who has nothing', () => {
    expect(personsOf([share({ value: 'a', step: 5, points: 9, approved: 9 })], 4)).toEqual([])
  })

  test('say what is stuck and on whom, the most first', () => {
    const since = new Date('2016-11-01T09:00:00Z')
    const shares = [
      share({ value: 'a', step: 2, stuck: 2, unchangedSince: since }),
      share({ value: null, step: 1, stuck: 6, unchangedSince: since }),
      share({ value: 'b', step: 3 }),
      share({ kind: 'theme', value: 't', step: 0, stuck: 8, unchangedSince: since }),
    ]
    expect(stuckOf(shares)).toEqual([
      { accountId: null, step: 1, count: 6, since },
      { accountId: 'a', step: 2, count: 2, since },
    ])
  })

  test('of themes keep the order of the themes, points without one last', () => {
    const shares = [null, 'second', 'first'].map((value) => share({ kind: 'theme', value, step: 0, points: 1 }))
    expect(themeShares(shares, ['first', 'second']).map(({ value }) => value)).toEqual(['first', 'second', null])
  })
})
