/**
 * Lets at most `most` run at once. Others wait in order of arrival, at most `patienceMs`, and get null after that. Each
 * starts in its own round of the event loop, so that short work gets in between. `take` returns the function that ends
 * the turn; calling it twice does no harm.
 */
export function turnQueue(most: number, patienceMs = 30_000): { take(): Promise<(() => void) | null> } {
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
