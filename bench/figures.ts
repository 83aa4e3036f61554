/** Half, 95 of 100 and 99 of 100 took at most this long, in milliseconds to a hundredth. */
export type Spread = { p50: number; p95: number; p99: number }

/** The smallest of the times that at least `part` (0 to 1) of them do not exceed; they must be in order. 0 of no times. */
export function percentile(sorted: ArrayLike<number>, part: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0
}

export function spreadOf(times: ArrayLike<number>): Spread {
  const sorted = Float64Array.from(times).toSorted()
  return {
    p50: rounded(percentile(sorted, 0.5)),
    p95: rounded(percentile(sorted, 0.95)),
    p99: rounded(percentile(sorted, 0.99)),
  }
}

/** To a hundredth. */
export const rounded = (value: number): number => Math.round(value * 100) / 100

/** How many times the plain program's work ours does in a second, to a thousandth; 0 where there is nothing to compare. */
export function ratioOf(ours: number, plain: number): number {
  return plain > 0 ? Math.round((ours / plain) * 1000) / 1000 : 0
}
