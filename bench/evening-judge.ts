import type { Sending } from './reaction-client.ts'

/** Which state of a page visitors were told of, and when; later ones have higher numbers. Moments are in milliseconds. */
export class Changes {
  readonly #answered: { state: number; at: number }[] = []

  /** The answer to the official who changed it to `state` had come at `at`. */
  answered(state: number, at: number): void {
    this.#answered.push({ state, at })
  }

  /** The oldest state that may be shown to who asked at `sentAt`, where the answer may be `grace` behind. */
  oldestAllowed(sentAt: number, grace = 0): number {
    return Math.max(-1, ...this.#answered.flatMap(({ state, at }) => (at + grace < sentAt ? [state] : [])))
  }
}

/** Whether a page that is open only until `closesAt` was shown in the wrong state to who asked at `sentAt`. */
export function isShownTooLong({ sentAt, open }: { sentAt: number; open: boolean }, closesAt: number): boolean {
  return open && sentAt >= closesAt
}

export type Sent = { text: string; sending: Sending }
/** `receivedAt` by the clock of whoever sent, in milliseconds. */
export type Stored = { text: string; receivedAt: number; timeliness: string }

export type Verdict = {
  /** Acknowledged, and not in the register. */
  lost: string[]
  /** In the register more than once. */
  doubled: string[]
  /** Late and counted as on time, or sent in time and not stored; each with the milliseconds it was sent before closing. */
  late: { text: string; why: 'storedAsOnTime' | 'refusedInTime'; sentBefore: number }[]
}

/** Compares what was sent with what the register holds; `closesAt` is the first millisecond that is too late. */
export function judgeReactions(sent: readonly Sent[], stored: readonly Stored[], closesAt: number): Verdict {
  const rows = Map.groupBy(stored, ({ text }) => text)
  const verdict: Verdict = { lost: [], doubled: [], late: [] }
  for (const { text, sending } of sent) {
    const [row, another] = rows.get(text) ?? []
    const { sentAt } = sending
    if (another) verdict.doubled.push(text)
    if (!row && sending.outcome === 'receipt') verdict.lost.push(text)
    if (sentAt === null) continue
    const sentBefore = closesAt - sentAt
    if (row?.timeliness === 'onTime' && (row.receivedAt >= closesAt || sentBefore <= 0))
      verdict.late.push({ text, why: 'storedAsOnTime', sentBefore })
    if (!row && sending.outcome !== 'receipt' && sentBefore > 0)
      verdict.late.push({ text, why: 'refusedInTime', sentBefore })
  }
  return verdict
}

/** Who of `expected` got no mail, and who got more than one. */
export function compareMail(expected: readonly string[], received: readonly string[]) {
  const counts = Map.groupBy(received, (to) => to)
  return {
    missing: expected.filter((to) => !counts.has(to)),
    doubled: expected.filter((to) => (counts.get(to)?.length ?? 0) > 1),
  }
}
