import { entranceOf, type Visitor } from './admission.ts'

/**
 * Lets at most `most` run at once. Others wait in order of arrival, at most `patienceMs`, and get null after that. Each
 * starts in its own round of the event loop, so that short work gets in between. `take` returns the function that ends
 * the turn; calling it twice does no harm.
 */
export function turnQueue(most: number, patienceMs = 30_000): { take(of: Visitor): Promise<(() => void) | null> } {
  // A body that waits has its memory already, which limits how many there are.
  const enter = entranceOf({ atOnce: most, waiting: [{ kind: 'turn', most: Infinity }] }, patienceMs)
  return {
    async take(of) {
      const end = await enter('turn', of)
      if (end) await new Promise((resolve) => setImmediate(resolve))
      return end
    },
  }
}
