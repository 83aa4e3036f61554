/** How often it is noted that the process looks at what came in. */
const LOOK_EVERY_MS = 5
/** A process that is at work for less than this noticed a request as it came. */
const AT_ONCE_MS = 20

export type ArrivalClock = {
  /** When a request arrived that is handled at this moment. */
  arrived(): Date
  stop(): void
}

/**
 * Tells when requests arrived. A process that is at work looks at nothing that comes in; a request that it handles after that may have
 * come at any moment since it looked last but one: first it accepts a connection, and in its next round it reads what was sent. Then the
 * earliest of these moments counts, because what reached us in time must not be late by our doing (Awb 2:3).
 */
export function arrivalClock(
  clock: () => Date,
  elapsed: () => number = () => performance.now(),
): ArrivalClock & { look(): void } {
  let [last, lastButOne] = [elapsed(), elapsed()]
  const look = () => {
    lastButOne = last
    last = elapsed()
  }
  const timer = setInterval(look, LOOK_EVERY_MS).unref()
  return {
    look,
    arrived() {
      const now = clock()
      const mayWait = elapsed() - lastButOne
      return mayWait < AT_ONCE_MS ? now : new Date(now.getTime() - mayWait)
    },
    stop: () => clearInterval(timer),
  }
}
