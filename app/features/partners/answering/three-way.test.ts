import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { threeWay } from './three-way.ts'

/** Few different texts, so that they are often the same. */
const text = fc.constantFrom('', 'a', 'b', 'c')

describe('a text that two people change', () => {
  test.each([
    ['a', 'a', 'b', 'b'],
    ['a', 'b', 'a', 'b'],
    ['a', 'b', 'b', 'b'],
    ['a', '', '', ''],
    ['a', '', 'a', ''],
    ['', 'b', '', 'b'],
  ])('from %j, by one to %j and by the other to %j, is %j', (base, mine, theirs, text) => {
    expect(threeWay(base, mine, theirs)).toEqual({ kind: 'keep', text })
  })

  test.each([
    ['a', 'b', 'c'],
    ['a', '', 'b'],
    ['a', 'b', ''],
    ['', 'b', 'c'],
  ])('from %j to %j and to %j is for them to decide', (base, mine, theirs) => {
    expect(threeWay(base, mine, theirs)).toEqual({ kind: 'conflict', base, mine, theirs })
  })

  test('is never lost: what is kept is what one of them wrote, and what the other wrote is that or what both began from', () => {
    fc.assert(
      fc.property(text, text, text, (base, mine, theirs) => {
        const outcome = threeWay(base, mine, theirs)
        if (outcome.kind === 'conflict') {
          expect(outcome).toMatchObject({ mine, theirs })
          expect(new Set([base, mine, theirs]).size).toBe(3)
        } else {
          for (const written of [mine, theirs]) expect([outcome.text, base]).toContain(written)
        }
      }),
    )
  })

  test('is the same seen from either side', () => {
    fc.assert(
      fc.property(text, text, text, (base, mine, theirs) => {
        const [one, other] = [threeWay(base, mine, theirs), threeWay(base, theirs, mine)]
        expect(one.kind).toBe(other.kind)
        if (one.kind === 'keep' && other.kind === 'keep') expect(one.text).toBe(other.text)
      }),
    )
  })

  test('does not change when the same form is sent again', () => {
    fc.assert(
      fc.property(text, text, text, (base, mine, theirs) => {
        const first = threeWay(base, mine, theirs)
        if (first.kind === 'keep' && mine !== base) expect(threeWay(base, mine, first.text)).toEqual(first)
      }),
    )
  })
})
