import { useEffect, useState } from 'react'
import { paths, withQuery } from '#app/paths.ts'
import type { PickedPoint } from './picked-points.server.ts'

const PAUSE_MS = 250

export type FoundPoints = { points: PickedPoint[]; hasMore: boolean }

/** The points that what is typed finds, a moment after each change; null until the first ones came. */
export function usePointSearch(slug: string, words: string | null): { found: FoundPoints | null; failed: boolean } {
  const [found, setFound] = useState<FoundPoints | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (words === null) return
    const abort = new AbortController()
    const pause = setTimeout(() => {
      const address = withQuery(paths.official.process.planPoints(slug), { zoek: words })
      fetch(address, { signal: abort.signal })
        .then(async (response) => {
          if (!response.ok) throw new Error('not found')
          const points: FoundPoints = await response.json()
          setFound(points)
          setFailed(false)
        })
        .catch(() => !abort.signal.aborted && setFailed(true))
    }, PAUSE_MS)
    return () => {
      clearTimeout(pause)
      abort.abort()
    }
  }, [slug, words])
  return { found, failed }
}
