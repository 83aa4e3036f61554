import { addDays, daysBetween, formatDateShort, type LocalDate } from '#app/local-date.ts'
import type { CountedDay, Forecast } from './forecast.ts'

/** Sizes in units of the drawing; a phone has a drawing of its own, so that its words stay as large as they are. */
export const chartSizes = {
  wide: { width: 820, height: 290, left: 56, right: 20, top: 34, bottom: 40, between: 64 },
  narrow: { width: 343, height: 270, left: 48, right: 12, top: 34, bottom: 40, between: 62 },
} as const
export type ChartSize = keyof typeof chartSizes

export type ChartLine = 'points' | 'answered' | 'checked' | 'approved' | 'received' | 'split'
type Spot = { x: number; y: number }

export type Chart = {
  size: { width: number; height: number; left: number; right: number; top: number; bottom: number }
  ticks: { y: number; label: string }[]
  dates: { x: number; label: string; anchor: 'start' | 'middle' | 'end'; isToday: boolean }[]
  lines: { line: ChartLine; path: string; end: Spot }[]
  /** All points, from today on: no more are expected than there are. */
  ceiling: { from: Spot; to: Spot } | null
  planned: { x: number; anchor: 'start' | 'end' } | null
  expected: { from: Spot; to: Spot; anchor: 'start' | 'middle' | 'end'; area: string | null } | null
}

/** Numbers for the side of a chart from 0 up to at least `most`: one, two or five of a power of ten apart, at most six. */
export function ticksUpTo(most: number): number[] {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)))
  const apart = [power / 10, power / 5, power / 2, power, power * 2].find((each) => each >= 1 && most / each <= 5) ?? 1
  return Array.from({ length: Math.ceil(Math.max(most, 1) / apart) + 1 }, (_, at) => at * apart)
}

/**
 * Where the lines of a chart run: counts on working days up to today, the forecast from there, and the planned day. Null when
 * there is nothing to draw a line through.
 */
export function progressChart(
  days: readonly CountedDay[],
  lines: readonly ChartLine[],
  { today, planned, forecast }: { today: LocalDate; planned: LocalDate | null; forecast: Forecast | null },
  sizeName: ChartSize,
): Chart | null {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last || first.day === last.day) return null
  const size = chartSizes[sizeName]
  const isExpected = forecast?.kind === 'expected'
  const ends = [today, planned ?? '', isExpected ? (forecast.latest ?? forecast.day) : ''].toSorted()
  // As far ahead as it looks back at most: a day years from now would leave the lines no room.
  const furthest = addDays(today, Math.max(14, 3 * daysBetween(first.day, today)))
  const until = [addDays(ends.at(-1) ?? today, forecast ? 5 : 0), furthest].toSorted()[0] ?? today
  const ticks = ticksUpTo(Math.max(...days.flatMap((day) => lines.map((line) => day[line]))))
  const top = ticks.at(-1) ?? 1
  const x = (day: LocalDate) =>
    round(
      size.left +
        (daysBetween(first.day, day) / Math.max(1, daysBetween(first.day, until))) *
          (size.width - size.left - size.right),
    )
  const y = (count: number) => round(size.height - size.bottom - (count / top) * (size.height - size.top - size.bottom))
  const isIn = (day: LocalDate | null): day is LocalDate => day !== null && day >= first.day && day <= until
  const end = { x: x(last.day), y: y(last.approved) }
  return {
    size,
    ticks: ticks.map((count) => ({ y: y(count), label: count.toLocaleString('nl-NL') })),
    dates: datesOf({ first: first.day, today, planned: isIn(planned) ? planned : null, until }, x, size),
    lines: lines.map((line) => ({
      line,
      path: days.map((day) => `${x(day.day)},${y(day[line])}`).join(' '),
      end: { x: x(last.day), y: y(last[line]) },
    })),
    ceiling: forecast ? { from: { x: x(last.day), y: y(last.points) }, to: { x: x(until), y: y(last.points) } } : null,
    planned: isIn(planned) ? { x: x(planned), anchor: x(planned) > size.width / 2 ? 'end' : 'start' } : null,
    expected:
      isExpected && isIn(forecast.day)
        ? {
            ...{ from: end, to: { x: x(forecast.day), y: y(last.points) } },
            anchor: x(forecast.day) > size.width - 60 ? 'end' : 'middle',
            area: areaOf(
              end,
              { x: x(forecast.earliest), y: y(last.points) },
              forecast.latest === null ? null : x(forecast.latest),
              x(until),
            ),
          }
        : null,
  }
}

/** What lies between the busiest and the quietest pace, cut off where the chart ends; null when the quietest never ends. */
function areaOf(from: Spot, earliest: Spot, latest: number | null, edge: number): string | null {
  if (latest === null) return null
  const top = `${from.x},${from.y} ${earliest.x},${earliest.y}`
  if (latest <= edge) return `${top} ${latest},${earliest.y}`
  const reached = from.y + ((earliest.y - from.y) * (edge - from.x)) / (latest - from.x)
  return `${top} ${edge},${earliest.y} ${edge},${round(reached)}`
}

/** The days under a chart, of which those that matter most stay when there is no room for all. */
function datesOf(
  { first, today, planned, until }: { first: LocalDate; today: LocalDate; planned: LocalDate | null; until: LocalDate },
  x: (day: LocalDate) => number,
  { between, left, right, width }: { between: number; left: number; right: number; width: number },
): Chart['dates'] {
  const kept: LocalDate[] = []
  for (const day of [today, planned, first, until])
    if (day !== null && kept.every((other) => Math.abs(x(other) - x(day)) >= between)) kept.push(day)
  return kept.toSorted().map((day) => ({
    ...{ x: x(day), label: dayAndMonth(day), isToday: day === today },
    anchor: x(day) < left + between / 2 ? 'start' : x(day) > width - right - between / 2 ? 'end' : 'middle',
  }))
}

/** '5 dec'. */
export const dayAndMonth = (day: LocalDate): string => formatDateShort(day).replace(/^\p{L}+ /u, '')

const round = (value: number) => Math.round(value * 10) / 10
