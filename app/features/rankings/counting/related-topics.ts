import { fold } from '#app/fold.ts'
export type NamedTopic = { id: string; name: string; aliases: readonly string[] }
export type Motivation = { group: string; topic: string; text: string }

export type Relation = {
  /** Two ids, in the order of the topics. */
  topics: [string, string]
  /** Groups that named one while they gave a reason for the other. */
  groups: string[]
}

/**
 * Topics that groups brought together: the reason for one names the other, or one of its other names. A name counts as a
 * whole word, whatever its capitals and accents. Most groups first, then in the order of the topics, whichever motivation
 * came first.
 */
export function relatedTopics(topics: readonly NamedTopic[], motivations: readonly Motivation[]): Relation[] {
  const order = new Map(topics.map(({ id }, index) => [id, index]))
  const at = (id: string) => order.get(id) ?? 0
  const names = topics.map(({ id, name, aliases }) => ({ id, patterns: [name, ...aliases].flatMap(namePattern) }))
  const found = new Map<string, Relation>()
  for (const { group, topic, text } of motivations) {
    const folded = fold(text)
    // Most reasons miss a word of most names, and looking for every name in every long reason takes seconds.
    const words = new Set(wordsOf(folded))
    for (const { id, patterns } of names) {
      if (
        id === topic ||
        !patterns.some((name) => name.words.every((word) => words.has(word)) && name.pattern.test(folded))
      )
        continue
      const pair: Relation['topics'] = at(topic) < at(id) ? [topic, id] : [id, topic]
      const relation = found.get(pair.join(' ')) ?? { topics: pair, groups: [] }
      if (!relation.groups.includes(group)) relation.groups.push(group)
      found.set(pair.join(' '), relation)
    }
  }
  const inOrder = (one: Relation, other: Relation) =>
    at(one.topics[0]) - at(other.topics[0]) || at(one.topics[1]) - at(other.topics[1])
  return [...found.values()].sort((one, other) => other.groups.length - one.groups.length || inOrder(one, other))
}

const wordsOf = (folded: string): string[] => folded.match(/[\p{L}\p{N}]+/gu) ?? []

/** What finds a name as a whole word; nothing for an empty name. */
function namePattern(name: string): { words: string[]; pattern: RegExp }[] {
  const folded = fold(name)
  if (folded === '') return []
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])${folded.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
    'u',
  )
  return [{ words: wordsOf(folded), pattern }]
}
