/** The number that a visitor may give us over the telephone; the log has the request under it. */
export const sayNumber = (requestId: string) => `Noem dit nummer als u ons belt: ${requestId}.`
