/** The clock of the server from the moment a request came. */
export function goingOn(arrivedAt: Date): () => Date {
  const began = performance.now()
  return () => new Date(arrivedAt.getTime() + (performance.now() - began))
}
