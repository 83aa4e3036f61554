import type { PendingMove } from './board-view.ts'

/** A form on its way to the server. `key` makes that it acts once, however often it is sent. */
export type Outgoing = {
  key: string
  fields: Record<string, string>
  /** Shown before the list as the server gave it, until that has it. */
  move: PendingMove | null
  /** Version of the list that has it; null until the server said so. */
  keptAs: number | null
}

/** What is still to be sent, or to be shown before a list of this version. */
export function afterView(outbox: readonly Outgoing[], version: number): Outgoing[] {
  return outbox.filter(({ keptAs }) => keptAs === null || keptAs > version)
}

/**
 * The server kept a form: what was only typed is done; a move goes on being shown until the list has it. That list may have
 * come before the answer did (`seen` is its version), and then no other need come.
 */
export function afterKept(outbox: readonly Outgoing[], key: string, version: number, seen: number): Outgoing[] {
  const told = outbox.flatMap((one) =>
    one.key !== key ? [one] : one.move === null ? [] : [{ ...one, keptAs: version }],
  )
  return afterView(told, seen)
}
