import type { RankingReport } from '#app/features/rankings/counting/report.ts'
import { rowInWords } from './outcome-words.ts'

/** Widths of a bar, in rem, from which the number in a segment fits. 0: on every screen; null: on none. */
const barWidths = [0, 12, 16, 20, 26, 36, 48] as const
type FitsFrom = (typeof barWidths)[number] | null

export type Segment = {
  /** Which of the groups, from 0. */
  group: number
  /** Colour of the group; null where it did not choose the topic. */
  shade: number | null
  number: number
  /** Percentages of the bar. */
  from: number
  width: number
  fitsFrom: FitsFrom
}

export type ChartRow = { topic: string; sum: number; inTop: boolean; segments: Segment[]; inWords: string }

/** How many shades there are; with more groups they come round again, always other than their neighbours. */
export const SHADES = 6
/** Narrower than this no bar is, in rem. */
const NARROWEST = 9
/** What a digit of a number takes with some air beside it, in rem. */
const DIGIT = 0.55
const AIR = 0.25

/** Bars as long as the sum, against the sum of a topic that nobody chose; in each a segment per group, in their order. */
export function chartOf(report: RankingReport): ChartRow[] {
  const longest = report.unrankedRank * report.groups.length
  return report.rows.map((row) => {
    let before = 0
    const segments = row.ranks.map((rank, group) => {
      const number = rank ?? report.unrankedRank
      const [from, width] = [(before / longest) * 100, (number / longest) * 100]
      before += number
      return {
        group,
        shade: rank === null ? null : group % SHADES,
        number,
        from,
        width,
        fitsFrom: fitsFrom(number, width),
      }
    })
    return { topic: row.topic, sum: row.sum, inTop: row.inTop, segments, inWords: rowInWords(row, report) }
  })
}

function fitsFrom(number: number, width: number): FitsFrom {
  const needed = ((String(number).length * DIGIT + AIR) / width) * 100
  return needed <= NARROWEST ? 0 : (barWidths.find((bar) => bar >= needed) ?? null)
}

/** Whether on paper some numbers do not fit in their segments, so that they must be there in words. */
export const needsWords = (chart: readonly ChartRow[]): boolean =>
  chart.some(({ segments }) => segments.some(({ fitsFrom }) => fitsFrom === null || fitsFrom > 26))
