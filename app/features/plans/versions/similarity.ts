/** How alike texts are by their words, in which a word says more the fewer texts have it. */

/** A text as compared: case, quotes, white space and the form of letters make no difference. */
export const asCompared = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’“”'"]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()

/** How often each word and each pair of neighbouring words stands in a text. */
export type Bag = ReadonlyMap<string, number>

/** The words and pairs of neighbouring words of a comparable text: order matters a little, a changed word costs little. */
export function bagOf(text: string): Bag {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? []
  const bag = new Map<string, number>()
  words.forEach((word, index) => {
    for (const key of index === 0 ? [word] : [word, `${words[index - 1]} ${word}`])
      bag.set(key, (bag.get(key) ?? 0) + 1)
  })
  return bag
}

/** All bags together as one. */
export function joined(bags: readonly Bag[]): Bag {
  const all = new Map<string, number>()
  for (const bag of bags) for (const [key, count] of bag) all.set(key, (all.get(key) ?? 0) + count)
  return all
}

/** What a word or pair says: more than 1 where few of the texts have it, little where most do. */
export type Weigh = (key: string) => number

/** Weighs words by how many of these comparable texts have them; a pair says as much as its two words do on average. */
export function weighBy(texts: readonly string[]): Weigh {
  const having = new Map<string, number>()
  for (const text of texts)
    for (const word of new Set(text.match(/[\p{L}\p{N}]+/gu))) having.set(word, (having.get(word) ?? 0) + 1)
  const ofWord = (word: string) => Math.log(1 + texts.length / (having.get(word) ?? 1))
  const known = new Map<string, number>()
  return (key) => {
    const weight = known.get(key)
    if (weight !== undefined) return weight
    const space = key.indexOf(' ')
    const found = space < 0 ? ofWord(key) : (ofWord(key.slice(0, space)) + ofWord(key.slice(space + 1))) / 2
    known.set(key, found)
    return found
  }
}

/** The weight of a whole bag. */
function weightOf(bag: Bag, weigh: Weigh): number {
  let sum = 0
  for (const [key, count] of bag) sum += count * weigh(key)
  return sum
}

/** The weight that two bags have in common. */
function sharedWeight(one: Bag, other: Bag, weigh: Weigh): number {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one]
  let sum = 0
  for (const [key, count] of small) {
    const there = large.get(key)
    if (there !== undefined) sum += Math.min(count, there) * weigh(key)
  }
  return sum
}

/** How alike two bags are: 1 is equal, 0 has nothing in common. */
export function similarity(one: Bag, other: Bag, weigh: Weigh): number {
  const total = weightOf(one, weigh) + weightOf(other, weigh)
  return total === 0 ? 0 : (2 * sharedWeight(one, other, weigh)) / total
}

/** How much of a bag stands in another one: 1 is all of it. */
export function heldBy(part: Bag, whole: Bag, weigh: Weigh): number {
  const weight = weightOf(part, weigh)
  return weight === 0 ? 0 : sharedWeight(part, whole, weigh) / weight
}
