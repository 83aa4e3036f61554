import { describe, expect, test } from 'vitest'
import type { CountedDay, Forecast } from './forecast.ts'
import { chartSizes, progressChart, ticksUpTo } from './progress-chart.ts'

const counted = (day: string, approved: number): CountedDay => ({
  ...{ day, received: 38, split: 37, points: 143, answered: approved + 40, checked: approved + 16, approved },
})
const days = [counted('2016-11-03', 20), counted('2016-11-10', 40), counted('2016-11-17', 72)]
const today = '2016-11-17'
const forecast: Forecast = {
  ...{ kind: 'expected', day: '2016-12-07', earliest: '2016-12-06', latest: '2016-12-08' },
  ...{ approved: 52, pace: 5.2, quietest: 4.8, busiest: 5.6, left: 71 },
}
const drawn = (given: { planned: string | null; forecast: Forecast | null }, size: keyof typeof chartSizes = 'wide') =>
  progressChart(days, ['points', 'approved'], { today, ...given }, size)

describe('the side of a chart', () => {
  test('has round numbers up to what is shown', () => {
    expect(ticksUpTo(143)).toEqual([0, 50, 100, 150])
    expect(ticksUpTo(165_000)).toEqual([0, 50_000, 100_000, 150_000, 200_000])
    expect(ticksUpTo(7)).toEqual([0, 2, 4, 6, 8])
    expect(ticksUpTo(3)).toEqual([0, 1, 2, 3])
    expect(ticksUpTo(1)).toEqual([0, 1])
    expect(ticksUpTo(0)).toEqual([0, 1])
    for (const most of [1, 9, 10, 11, 49, 99, 100, 101, 999, 4001, 1_000_000]) {
      const ticks = ticksUpTo(most)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most)
      expect(ticks.length).toBeLessThanOrEqual(6)
      expect(ticks.every((tick) => Number.isInteger(tick))).toBe(true)
    }
  })
})

describe('the chart', () => {
  test('draws all within its frame, later days to the right and more points higher', () => {
    for (const size of ['wide', 'narrow'] as const) {
      const chart = drawn({ planned: '2016-12-05', forecast }, size)
      const spots = chart?.lines.flatMap(({ path }) => path.split(' ').map((spot) => spot.split(',').map(Number))) ?? []
      expect(spots).toHaveLength(6)
      for (const [x = 0, y = 0] of spots) {
        expect(x).toBeGreaterThanOrEqual(chartSizes[size].left)
        expect(x).toBeLessThanOrEqual(chartSizes[size].width - chartSizes[size].right)
        expect(y).toBeGreaterThanOrEqual(chartSizes[size].top)
        expect(y).toBeLessThanOrEqual(chartSizes[size].height - chartSizes[size].bottom)
      }
      const approved = spots.slice(3)
      expect(approved.map(([x]) => x)).toEqual(approved.map(([x]) => x).toSorted((one = 0, other = 0) => one - other))
      expect(approved[0]?.[1]).toBeGreaterThan(approved[2]?.[1] ?? 0)
    }
  })

  test('goes on from today to the day that is expected, between the earliest and the latest', () => {
    const chart = drawn({ planned: '2016-12-05', forecast })
    const approved = chart?.lines.find(({ line }) => line === 'approved')
    expect(chart?.expected?.from).toEqual(approved?.end)
    expect(chart?.expected?.to.y).toBe(chart?.ceiling?.to.y)
    expect(chart?.planned?.x).toBeLessThan(chart?.expected?.to.x ?? 0)
    const [, earliest = '', latest = ''] = chart?.expected?.area?.split(' ') ?? []
    expect(Number.parseFloat(earliest)).toBeLessThan(Number.parseFloat(latest))
  })

  test('cuts off what lies beyond its edge: the quietest pace may take years longer', () => {
    const chart = drawn({ planned: null, forecast: { ...forecast, latest: '2018-12-01' } })
    const area = (chart?.expected?.area?.split(' ') ?? []).map((spot) => spot.split(',').map(Number))
    const edge = chartSizes.wide.width - chartSizes.wide.right
    expect(area).toHaveLength(4)
    expect(area[2]).toEqual([edge, chart?.ceiling?.to.y])
    expect(area[3]?.[0]).toBe(edge)
    expect(area[3]?.[1]).toBeGreaterThan(chart?.ceiling?.to.y ?? 0)
    expect(area[3]?.[1]).toBeLessThan(chart?.expected?.from.y ?? 0)
  })

  test('keeps today and the planned day when there is no room for all days', () => {
    const labels = drawn({ planned: '2016-12-05', forecast }, 'narrow')?.dates.map(({ label }) => label)
    expect(labels).toContain('17\u00a0nov')
    expect(labels).toContain('5\u00a0dec')
    expect(drawn({ planned: '2016-11-18', forecast }, 'narrow')?.dates.map(({ label }) => label)).not.toContain(
      '18\u00a0nov',
    )
  })

  test('draws no forecast that cannot be made, and none that is years away', () => {
    expect(drawn({ planned: null, forecast: { kind: 'unknown', because: 'tooFewDays' } })?.expected).toBeNull()
    expect(drawn({ planned: null, forecast: { ...forecast, day: '2018-03-01', latest: null } })?.expected).toBeNull()
    expect(drawn({ planned: '2019-01-01', forecast })?.planned).toBeNull()
  })

  test('needs two days', () => {
    expect(progressChart(days.slice(0, 1), ['points'], { today, planned: null, forecast: null }, 'wide')).toBeNull()
  })
})
