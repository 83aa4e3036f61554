type Work = () => Promise<void>

/**
 * Lets tasks of one lane take one place among the running jobs, however often each is asked: what is asked while one runs waits
 * once, runs after it in the place that is taken, and the job that asked ends at once. Rejects with the errors of what ran. Kept in
 * memory and not in a queue of the jobs: that stays locked for hours when a process dies.
 */
export function lane(): (name: string, work: Work) => Work {
  const waiting = new Map<string, Work>()
  let isTaken = false
  return (name, work) => async () => {
    waiting.set(name, work)
    if (isTaken) return
    isTaken = true
    const errors: unknown[] = []
    try {
      for (const [next, run] of waiting) {
        waiting.delete(next)
        await run().catch((error: unknown) => errors.push(error))
      }
    } finally {
      isTaken = false
    }
    if (errors.length > 0) throw errors.length === 1 ? errors[0] : new AggregateError(errors, 'tasks of a lane failed')
  }
}
