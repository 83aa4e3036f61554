import { describe, expect, test } from 'vitest'
import { addWorkingDays } from '#app/features/processes/working-days.ts'
import { againstPlan, forecastOf, workingDaysOf, type CountedDay } from './forecast.ts'

/** Thursday. */
const today = '2016-11-17'

const counted = (day: string, approved: number, points = 143): CountedDay => ({
  ...{ day, received: 38, split: 37, points, answered: approved + 40, checked: approved + 16, approved },
})

/** Counts at the end of working days up to the day before today, from how many were approved on each. */
function daysWith(perDay: readonly number[], before = 20): CountedDay[] {
  const first = addWorkingDays(today, -perDay.length - 1, [])
  let approved = before
  return [
    counted(first, approved),
    ...perDay.map((count, at) => counted(addWorkingDays(first, at + 1, []), (approved += count))),
  ]
}

describe('the forecast', () => {
  test('goes on as in the last ten working days', () => {
    const days = daysWith([4, 5, 5, 6, 4, 5, 6, 5, 6, 6])
    expect(forecastOf(days, { today, points: 143, approved: 72 }, [])).toEqual({
      ...{ kind: 'expected', approved: 52, pace: 5.2, left: 71, quietest: 4.8, busiest: 5.6 },
      ...{ day: '2016-12-07', earliest: '2016-12-06', latest: '2016-12-08' },
    })
  })

  test('counts today in what is done, not in the pace', () => {
    const days = [...daysWith([5, 5, 5, 5, 5, 5, 5, 5, 5, 5]), counted(today, 100)]
    expect(forecastOf(days, { today, points: 110, approved: 100 }, [])).toMatchObject({ pace: 5, day: '2016-11-21' })
  })

  test('passes over the days that the municipality designated', () => {
    const days = daysWith([5, 5, 5, 5, 5, 5, 5, 5, 5, 5])
    const closed = [{ day: '2016-11-18', name: 'een dag waarop het gemeentehuis dicht is' }]
    expect(forecastOf(days, { today, points: 80, approved: 70 }, [])).toMatchObject({ day: '2016-11-21' })
    expect(forecastOf(days, { today, points: 80, approved: 70 }, closed)).toMatchObject({ day: '2016-11-22' })
  })

  test('counts the work of a weekend on the Monday after it', () => {
    const days = daysWith([0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 0).map((each) =>
      each.day >= '2016-11-14' ? { ...each, approved: 10 } : each,
    )
    const withSaturday = [...days.filter(({ day }) => day < '2016-11-12'), counted('2016-11-12', 10)]
    expect(forecastOf(withSaturday, { today, points: 20, approved: 10 }, [])).toEqual(
      forecastOf(days, { today, points: 20, approved: 10 }, []),
    )
  })

  test('does not say a last day when the quietest five days had nothing', () => {
    const days = daysWith([0, 0, 0, 0, 0, 5, 5, 5, 5, 5])
    expect(forecastOf(days, { today, points: 50, approved: 45 }, [])).toMatchObject({ kind: 'expected', latest: null })
  })

  test('cannot be made without points, with too few days, or when nothing was approved', () => {
    const none = forecastOf([], { today, points: 0, approved: 0 }, [])
    expect(none).toEqual({ kind: 'unknown', because: 'noPoints' })
    const few = forecastOf(daysWith([5, 5, 5]), { today, points: 100, approved: 35 }, [])
    expect(few).toEqual({ kind: 'unknown', because: 'tooFewDays' })
    const still = forecastOf(daysWith(Array.from({ length: 10 }, () => 0)), { today, points: 100, approved: 20 }, [])
    expect(still).toEqual({ kind: 'unknown', because: 'nothingApproved' })
    const returned = forecastOf(daysWith([5, 0, 0, 0, 0, 0, 0, 0, 0, -9]), { today, points: 100, approved: 16 }, [])
    expect(returned).toEqual({ kind: 'unknown', because: 'nothingApproved' })
  })

  test('waits for ten whole working days, and no longer', () => {
    const kinds = [9, 10].map((length) => {
      const days = daysWith(Array.from({ length }, () => 5))
      return forecastOf(days, { today, points: 100, approved: 70 }, []).kind
    })
    expect(kinds).toEqual(['unknown', 'expected'])
  })

  test('names no day that is years away', () => {
    const days = daysWith([1, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    expect(forecastOf(days, { today, points: 165_000, approved: 21 }, [])).toMatchObject({ kind: 'tooFar', pace: 0.1 })
  })

  test('is over when all is approved', () => {
    expect(forecastOf([], { today, points: 5, approved: 5 }, [])).toEqual({ kind: 'done' })
  })
})

describe('against the planned day', () => {
  test('says how many working days late it is, and which pace makes it', () => {
    const given = { day: '2016-12-07', left: 71 }
    expect(againstPlan(given, { today, planned: '2016-12-05' }, [])).toEqual({ late: 2, needed: 6 })
    expect(againstPlan(given, { today, planned: '2016-12-09' }, [])).toEqual({ late: -2, needed: 5 })
  })

  test('knows no pace that makes a day that is over', () => {
    expect(againstPlan({ day: '2016-12-07', left: 71 }, { today, planned: '2016-11-16' }, [])).toEqual({
      ...{ late: 15, needed: null },
    })
  })
})

describe('the working days of a chart', () => {
  test('are at most so many up to today, each with what was counted last', () => {
    const days = [counted('2016-11-10', 10), counted('2016-11-14', 30)]
    expect(workingDaysOf(days, today, [], 40).map(({ day, approved }) => [day, approved])).toEqual([
      ...[
        ['2016-11-10', 10],
        ['2016-11-11', 10],
        ['2016-11-14', 30],
      ],
      ...[
        ['2016-11-15', 30],
        ['2016-11-16', 30],
        ['2016-11-17', 30],
      ],
    ])
    expect(workingDaysOf(days, today, [], 2).map(({ day }) => day)).toEqual(['2016-11-16', '2016-11-17'])
    expect(workingDaysOf([], today, [], 40)).toEqual([])
  })
})
