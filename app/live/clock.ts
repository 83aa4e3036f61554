/** The clock of the server from the moment a request came. */
export function goingOn(arrivedAt: Date): () => Date {
  const began = performance.now()
  return () => new Date(arrivedAt.getTime() + (performance.now() - began))
}

/** '08:40' until an instant; '00:00' once it is there. */
export function clockWords(until: string, now: number): string {
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - now) / 1000))
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`
}
