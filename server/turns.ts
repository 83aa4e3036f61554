/**
 * Lets at most `most` go on at once; who comes after waits in order of arrival. Each begins in a round of the event loop of its
 * own, so that what is short comes between. `take` gives what ends the turn, however often it is called.
 */
export function turnsOf(most: number): { take(): Promise<() => void> } {
  let free = most
  const waiting: (() => void)[] = []
  return {
    async take() {
      if (free > 0) free--
      else await new Promise<void>((resolve) => waiting.push(resolve))
      await new Promise((resolve) => setImmediate(resolve))
      let isOver = false
      return () => {
        if (isOver) return
        isOver = true
        const next = waiting.shift()
        if (next) next()
        else free++
      }
    },
  }
}
