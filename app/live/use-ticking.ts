import { useEffect, useState } from 'react'

/**
 * The time of the server in milliseconds, updated every second; `readAt` is when the server last said it (ISO). It
 * stands still until the page is hydrated, so that the first render in the browser equals that of the server.
 */
export function useTicking(readAt: string): number {
  const [now, setNow] = useState(() => Date.parse(readAt))
  useEffect(() => {
    const ahead = Date.parse(readAt) - Date.now()
    const tick = () => setNow(Date.now() + ahead)
    tick()
    const ticking = setInterval(tick, 1000)
    return () => clearInterval(ticking)
  }, [readAt])
  return now
}
