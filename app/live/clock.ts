/** A clock that starts at the server's time of the request and runs on from there. */
export function clockFrom(arrivedAt: Date): () => Date {
  const began = performance.now()
  return () => new Date(arrivedAt.getTime() + (performance.now() - began))
}

/** The time left until an instant, such as '08:40'; '00:00' once it has passed. */
export function clockWords(until: string, now: number): string {
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - now) / 1000))
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`
}
