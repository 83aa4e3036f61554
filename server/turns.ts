/**
 * Lets at most `most` go on at once; who comes after waits in order of arrival, at most `patienceMs`, and gets null when that is
 * over. Each begins in a round of the event loop of its own, so that what is short comes between. `take` gives what ends the
 * turn, however often it is called.
 */
export function turnsOf(most: number, patienceMs = 30_000): { take(): Promise<(() => void) | null> } {
  let free = most
  const waiting = new Set<() => void>()
  const itsTurn = () =>
    new Promise<boolean>((resolve) => {
      const begin = () => end(true)
      const timer = setTimeout(() => end(false), patienceMs)
      const end = (began: boolean) => {
        clearTimeout(timer)
        waiting.delete(begin)
        resolve(began)
      }
      waiting.add(begin)
    })
  return {
    async take() {
      if (free > 0) free--
      else if (!(await itsTurn())) return null
      await new Promise((resolve) => setImmediate(resolve))
      let isOver = false
      return () => {
        if (isOver) return
        isOver = true
        const [next] = waiting
        if (next) next()
        else free++
      }
    },
  }
}
