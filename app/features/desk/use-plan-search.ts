import { useEffect, useState } from 'react'
import type { PlanPart } from '#app/features/plans/find-parts.server.ts'
import { paths, withQuery } from '#app/paths.ts'

const PAUSE_MS = 250

/** The parts of the plan in which what is typed stands, a moment after each change; null until the first ones came. */
export function usePlanSearch(slug: string, words: string | null): { parts: PlanPart[] | null; failed: boolean } {
  const [parts, setParts] = useState<PlanPart[] | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (words === null) return
    const abort = new AbortController()
    const pause = setTimeout(() => {
      const address = withQuery(paths.official.process.planParts(slug), { zoek: words })
      fetch(address, { signal: abort.signal })
        .then(async (response) => {
          if (!response.ok) throw new Error('not found')
          const found: PlanPart[] = await response.json()
          setParts(found)
          setFailed(false)
        })
        .catch(() => !abort.signal.aborted && setFailed(true))
    }, PAUSE_MS)
    return () => {
      clearTimeout(pause)
      abort.abort()
    }
  }, [slug, words])
  return { parts, failed }
}
