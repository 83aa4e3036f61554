/** 'alinea 25', 'alinea’s 25 en 26'. */
export function paragraphsInWords(numbers: readonly string[]): string {
  const [last, ...before] = [...numbers].reverse()
  if (last === undefined) return 'geen alinea'
  return before.length === 0 ? `alinea ${last}` : `alinea’s ${before.reverse().join(', ')} en ${last}`
}
