import { compound, paragraphText, randomFrom } from './dutch-texts.ts'

/** A next version of a plan made by a script, which knows what became of each paragraph. */

export type Change = 'same' | 'edited' | 'moved' | 'merged' | 'split' | 'new'

/** A paragraph of the new version: the old paragraphs that it comes from, by their positions, and how. */
export type MadeParagraph = { text: string; from: number[]; change: Change }

/** How often each change is made, in the order in which they are made. */
export type Plan = {
  splits: number
  mergers: number
  edits: number
  deletions: number
  moves: number
  additions: number
}

/** What a council of a small municipality changes in a plan of some 300 paragraphs. */
export const usualChanges: Plan = { splits: 3, mergers: 3, edits: 30, deletions: 10, moves: 5, additions: 10 }

/** Changes the old paragraphs; each is changed in one way at most. The same seed makes the same version. */
export function nextPlan(olds: readonly string[], seed: number, plan: Plan): MadeParagraph[] {
  const random = randomFrom(seed)
  const below = (most: number) => Math.floor(random() * most)
  const list = olds.map((text, at): MadeParagraph => ({ text, from: [at], change: 'same' }))
  const times = (count: number, doIt: () => void) => Array.from({ length: count }).forEach(doIt)
  /** A place of which the paragraph was not changed yet and may be changed in this way. */
  const place = (may: (text: string, next: MadeParagraph | undefined) => boolean) => {
    const open = list.flatMap(({ text, change }, at) => (change === 'same' && may(text, list[at + 1]) ? [at] : []))
    const found = open[below(open.length)]
    if (found === undefined) throw new Error('the plan is too small for so many changes')
    return found
  }
  const at = (index: number): MadeParagraph => list[index] ?? { text: '', from: [], change: 'new' }

  times(plan.splits, () => {
    const index = place((text) => sentencesOf(text).length > 1 && wordsOf(text).length > 15)
    const sentences = sentencesOf(at(index).text)
    const cut = 1 + below(sentences.length - 1)
    const pieces = [sentences.slice(0, cut), sentences.slice(cut)].map((some) => some.join('').trim())
    list.splice(index, 1, ...pieces.map((text): MadeParagraph => ({ text, from: at(index).from, change: 'split' })))
  })
  times(plan.mergers, () => {
    const index = place(
      (text, next) => next?.change === 'same' && wordsOf(text).length > 5 && wordsOf(next.text).length > 5,
    )
    const [one, other] = [at(index), at(index + 1)]
    const text = `${one.text} ${other.text}`
    list.splice(index, 2, { text, from: [...one.from, ...other.from], change: 'merged' })
  })
  times(plan.edits, () => {
    const index = place((text) => wordsOf(text).length > 5)
    list[index] = { ...at(index), text: edited(at(index).text, random), change: 'edited' }
  })
  times(plan.deletions, () =>
    list.splice(
      place(() => true),
      1,
    ),
  )
  times(plan.moves, () => {
    const [moved] = list.splice(
      place(() => true),
      1,
    )
    if (moved) list.splice(below(list.length + 1), 0, { ...moved, change: 'moved' })
  })
  times(plan.additions, () => {
    list.splice(below(list.length + 1), 0, { text: paragraphText(random), from: [], change: 'new' })
  })
  return list
}

/** As officials change a paragraph: other words here and there, a sentence more, a sentence less, or a stretch said anew. */
function edited(text: string, random: () => number): string {
  const below = (most: number) => Math.floor(random() * most)
  const sentences = sentencesOf(text)
  const way = below(4)
  if (way === 0) return `${text} ${paragraphText(random).split('. ')[0] ?? ''}.`
  if (way === 1 && sentences.length > 2)
    return sentences
      .filter((_, at) => at !== 1)
      .join('')
      .trim()
  const words = wordsOf(text)
  if (way === 2) {
    const from = below(words.length)
    const others = Array.from({ length: 1 + below(5) }, () => compound(random))
    return words.toSpliced(from, 1 + below(Math.ceil(words.length / 4)), ...others).join(' ')
  }
  const changes = Math.max(1, Math.round(words.length * (0.05 + random() * 0.3)))
  for (let change = 0; change < changes; change++) words[below(words.length)] = compound(random)
  return words.join(' ')
}

const sentencesOf = (text: string) => text.match(/[^.!?]+[.!?]+\s*|[^.!?]+$/g) ?? [text]
const wordsOf = (text: string) => text.split(/\s+/)
