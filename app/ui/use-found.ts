import { useEffect, useState } from 'react'

const PAUSE_MS = 250

/** What an address answers as JSON, a moment after it last changed; null until the first answer came. Nothing is asked while it is null. */
export function useFound<Found>(address: string | null): { found: Found | null; failed: boolean } {
  const [found, setFound] = useState<Found | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (address === null) return
    const abort = new AbortController()
    const pause = setTimeout(() => {
      fetch(address, { signal: abort.signal })
        .then(async (response) => {
          if (!response.ok) throw new Error('not found')
          const answer: Found = await response.json()
          setFound(answer)
          setFailed(false)
        })
        .catch(() => !abort.signal.aborted && setFailed(true))
    }, PAUSE_MS)
    return () => {
      clearTimeout(pause)
      abort.abort()
    }
  }, [address])
  return { found, failed }
}
