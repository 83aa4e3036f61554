import { useEffect, useState } from 'react'

/**
 * The time of the server in milliseconds, going on by the second; `readAt` is when the server last said it (ISO). Until the
 * page is alive it stands still, so that what the server drew is what the browser finds.
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
