import { log } from '#app/log.server.ts'

type Work = () => Promise<void>

/**
 * Lets tasks of one lane take one place among the running jobs, however often each is asked: what is asked while one runs waits
 * once, runs after it in the place that is taken, and the job that asked ends at once. Rejects with what went wrong in the task itself; a
 * task that ran in the place of another is logged under its own name, and runs again when it is asked again. Kept in memory and not in a
 * queue of the jobs: that stays locked for hours when a process dies.
 */
export function lane(): (name: string, work: Work) => Work {
  const waiting = new Map<string, Work>()
  let isTaken = false
  return (name, work) => async () => {
    if (isTaken) {
      waiting.set(name, work)
      return
    }
    isTaken = true
    try {
      const [own] = await Promise.allSettled([work()])
      for (const [next, run] of waiting) {
        waiting.delete(next)
        await run().catch((error: unknown) =>
          log.error('a task that waited for another job failed', error, { task: next }),
        )
      }
      if (own?.status === 'rejected') throw own.reason
    } finally {
      isTaken = false
    }
  }
}
