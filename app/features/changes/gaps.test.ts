import { expect, test } from 'vitest'
import type { Disposition } from '#app/features/points/disposition.ts'
import { amendmentLinks } from './gap-links.ts'
import { countGaps, changeGaps, hasGaps } from './gaps.ts'
import type { ChangeReason } from './reasons.ts'

const because = (...numbers: string[]): ChangeReason => ({
  points: numbers.map((number) => ({ id: `point ${number}`, number })),
  ...{ ownInitiative: [], amendments: [] },
})
const own: ChangeReason = { ...because(), ownInitiative: ['Dit stond er dubbel.'] }

const gaps = (more: Partial<Parameters<typeof changeGaps<string>>[0]>) =>
  changeGaps({
    ...{ changes: ['a', 'b'], reasons: new Map([['a', because('1.1')] as const, ['b', own] as const]) },
    dispositions: new Map<string, Disposition | null>([['point 1.1', 'adopted']]),
    ...{ promised: 1, kept: 1, unanswered: [] },
    ...more,
  })

test('where each promise has its change and each change its reason, there is no gap', () => {
  expect(hasGaps(countGaps(gaps({})))).toBe(false)
})

test('a promise without a change, a change without a reason and a paragraph without an answer are gaps', () => {
  const found = gaps({
    changes: ['a', 'b', 'c', 'd'],
    reasons: new Map([
      ['a', because('1.1')],
      ['b', own],
      ['c', because()],
    ]),
    ...{ promised: 5, kept: 1, unanswered: [{ part: 'p', points: 2 }] },
  })
  expect(found.withoutReason).toEqual(['c', 'd'])
  expect(countGaps(found)).toEqual({ withoutChange: 4, withoutReason: 2, unanswered: 1, refused: 0 })
})

test('so is a point behind a change of which the answer says that it was not taken over', () => {
  const found = gaps({
    reasons: new Map([
      ['a', because('1.1', '2.1', '3.1')],
      ['b', own],
    ]),
    dispositions: new Map([
      ['point 1.1', 'adopted'],
      ['point 2.1', 'notAdopted'],
      ['point 3.1', null],
    ]),
  })
  expect(found.refused).toEqual([{ change: 'a', points: [{ id: 'point 2.1', number: '2.1' }] }])
})

test('what the council adopted and the plan does not say leads to the amendment, or to all of them', () => {
  const named = (number: number) => ({ id: `id-${number}`, number, title: 'Reiskosten' })
  expect(amendmentLinks([], 'plan')).toEqual([])
  expect(amendmentLinks([named(3)], 'plan')).toEqual([
    {
      ...{ count: 1, says: 'aangenomen amendement nog niet in het plan' },
      href: '/ambtenaar/trajecten/plan/amendementen/id-3',
    },
  ])
  expect(amendmentLinks([named(3), named(5)], 'plan')).toMatchObject([
    { count: 2, href: '/ambtenaar/trajecten/plan/besluitdossier#amendementen' },
  ])
})
