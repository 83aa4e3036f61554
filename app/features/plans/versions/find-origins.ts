type Old = { id: string; number: string; text: string }

/** The old paragraphs that someone means, or why that is not clear. */
type FoundOrigins = { found: string[] } | { unknown: string } | { several: string[] }

/** How many numbers are named when words stand in several paragraphs. */
const NAMED = 8

/** Finds old paragraphs by their numbers ('25', 'alinea 25 en 26') or by words that stand in one of them only. */
export function findOrigins(olds: readonly Old[], typed: string): FoundOrigins {
  const asked = typed.trim().toLowerCase()
  const numbers = /^(?:alinea['’]?s?\s+)?\d+(?:(?:\s*,\s*|\s+en\s+|\s+)\d+)*$/.test(asked)
    ? [...new Set(asked.match(/\d+/g))]
    : null
  if (numbers) {
    const missing = numbers.find((number) => !olds.some((old) => old.number === number))
    if (missing !== undefined) return { unknown: `alinea ${missing}` }
    return { found: olds.filter(({ number }) => numbers.includes(number)).map(({ id }) => id) }
  }
  const words = asked.split(/\s+/).filter(Boolean)
  const fit = olds.filter(({ text }) => words.every((word) => text.toLowerCase().includes(word)))
  const [only, more] = fit
  if (!only || words.length === 0) return { unknown: `‘${typed.trim()}’` }
  return more ? { several: fit.slice(0, NAMED).map(({ number }) => number) } : { found: [only.id] }
}
