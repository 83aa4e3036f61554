const SHOWN_FOR_MS = 5000
const TOLD_EVERY_MS = 2500

/** Who types where, by account; each entry expires by itself. `at` is the id of what they type in. */
export type Typing = Record<string, { at: string; until: number }>

/** The state after a report that someone types, or stopped (`at` is null); times in milliseconds. */
export function typingAfter(
  typing: Typing,
  { accountId, at }: { accountId: string; at: string | null },
  now: number,
): Typing {
  const { [accountId]: _, ...others } = typing
  return at === null ? others : { ...others, [accountId]: { at, until: now + SHOWN_FOR_MS } }
}

/** Without those who stopped typing a while ago. */
export function stillTyping(typing: Typing, now: number): Typing {
  return Object.fromEntries(Object.entries(typing).filter(([, { until }]) => until > now))
}

/** Reports to others that someone types: now and then while they do, and once when they stop. */
export function typingSignal(tell: (isTyping: boolean) => void) {
  let toldAt: number | null = null
  return {
    typed(now = Date.now()) {
      if (toldAt !== null && now - toldAt < TOLD_EVERY_MS) return
      toldAt = now
      tell(true)
    },
    stopped() {
      if (toldAt !== null) tell(false)
      toldAt = null
    },
  }
}
