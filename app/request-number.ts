/** What a visitor may say to us when they call: under that number the request stands in the log. */
export const sayNumber = (requestId: string) => `Noem dit nummer als u ons belt: ${requestId}.`
