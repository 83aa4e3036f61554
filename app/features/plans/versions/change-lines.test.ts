import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changeLines, changesOf, type ChangeLine } from './change-lines.ts'
import type { Origin } from './match-versions.ts'

const texts = (words: string) => words.split(' ').map((text) => ({ text }))
const from = (...pairs: [number, number][]): Origin[] => pairs.map(([from, to]) => ({ from, to, doubtful: false }))
const said = (lines: readonly ChangeLine[]) =>
  lines.map(({ kind, from, to, moved }) => `${kind} ${from ?? '-'} ${to ?? '-'}${moved ? ' moved' : ''}`)

describe('what became of the paragraphs of a plan', () => {
  test('has a line for each new paragraph, and for what is gone at its old place', () => {
    const lines = changeLines(texts('a b c d'), texts('a B e d'), from([0, 0], [1, 1], [3, 3]))
    expect(said(lines)).toEqual(['unchanged 0 0', 'edited 1 1', 'gone 2 -', 'new - 2', 'unchanged 3 3'])
  })

  test('what is gone before all others comes first', () => {
    expect(said(changeLines(texts('x a'), texts('a'), from([1, 0])))).toEqual(['gone 0 -', 'unchanged 1 0'])
  })

  test('the least number of paragraphs counts as moved', () => {
    const lines = changeLines(texts('a b c d'), texts('d a b c'), from([3, 0], [0, 1], [1, 2], [2, 3]))
    expect(said(lines)).toEqual(['moved 3 0 moved', 'unchanged 0 1', 'unchanged 1 2', 'unchanged 2 3'])
  })

  test('what was edited as well as moved is edited, and says that it moved', () => {
    const lines = changeLines(texts('a b c'), texts('C a b'), from([2, 0], [0, 1], [1, 2]))
    expect(said(lines)).toEqual(['edited 2 0 moved', 'unchanged 0 1', 'unchanged 1 2'])
  })

  test('a split has a line per new paragraph, a merger one per old one', () => {
    const lines = changeLines(texts('ab c d'), texts('a b cd'), from([0, 0], [0, 1], [1, 2], [2, 2]))
    expect(said(lines)).toEqual(['split 0 0', 'split 0 1', 'merged 1 2', 'merged 2 2'])
    expect(changesOf(lines).map(({ kind, lines }) => [kind, lines.length])).toEqual([
      ['split', 2],
      ['merged', 2],
    ])
  })

  test('pieces of a paragraph that moved have moved too', () => {
    const lines = changeLines(texts('ab c d'), texts('c d a b'), from([1, 0], [2, 1], [0, 2], [0, 3]))
    expect(said(lines)).toEqual(['unchanged 1 0', 'unchanged 2 1', 'split 0 2 moved', 'split 0 3 moved'])
  })

  test('what was split is one change, also when a piece stands elsewhere', () => {
    const lines = changeLines(texts('ab c'), texts('a c b'), from([0, 0], [1, 1], [0, 2]))
    expect(changesOf(lines)).toHaveLength(1)
  })

  test('two changed paragraphs with a new one of pieces of both are one change, in the order of the lines', () => {
    const lines = changeLines(texts('ab cd'), texts('a c bd'), from([0, 0], [1, 1], [0, 2], [1, 2]))
    expect(changesOf(lines)).toEqual([{ kind: 'split', lines }])
  })
})

/** Two versions and how they hang together, as arbitrary as a matching or an editor can make them. */
const versions = fc.record({ olds: fc.nat(12), news: fc.nat(12) }).chain(({ olds, news }) =>
  fc.record({
    olds: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: olds, maxLength: olds }),
    news: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: news, maxLength: news }),
    origins:
      olds === 0 || news === 0
        ? fc.constant<[number, number][]>([])
        : fc.uniqueArray(fc.tuple(fc.nat(olds - 1), fc.nat(news - 1)), {
            maxLength: 20,
            selector: ([from, to]) => `${from} ${to}`,
          }),
  }),
)

describe('for any two versions', () => {
  const withLines = (check: (lines: ChangeLine[], olds: { text: string }[], news: { text: string }[]) => void) =>
    fc.assert(
      fc.property(versions, ({ olds, news, origins }) => {
        const [old, now] = [olds.map((text) => ({ text })), news.map((text) => ({ text }))]
        check(changeLines(old, now, from(...origins)), old, now)
      }),
    )

  test('applying all lines to the old text gives the new text exactly', () => {
    withLines((lines, olds, news) => {
      const made: string[] = []
      let last: number | null = null
      for (const { kind, from, to } of lines) {
        if (to === null || to === last) continue
        last = to
        made.push((kind === 'unchanged' || kind === 'moved' ? olds[from ?? -1] : news[to])?.text ?? '?')
      }
      expect(made).toEqual(news.map(({ text }) => text))
    })
  })

  test('each old paragraph stands in a line, as what became of it or as gone, and never as both', () => {
    withLines((lines, olds) => {
      const gone = lines.filter(({ kind }) => kind === 'gone').map(({ from }) => from)
      const kept = new Set(lines.filter(({ to }) => to !== null).map(({ from }) => from))
      expect(gone.some((from) => kept.has(from))).toBe(false)
      expect(new Set([...gone, ...kept].filter((from) => from !== null)).size).toBe(olds.length)
    })
  })

  test('each new paragraph is new, from one, from several, or part of one', () => {
    withLines((lines, _, news) => {
      news.forEach((_, to) => {
        const here = lines.filter((line) => line.to === to)
        const kinds = new Set(here.map(({ kind }) => kind))
        expect(kinds.size).toBe(1)
        expect(here.length === 1 || kinds.has('merged')).toBe(true)
      })
    })
  })

  test('no two changes have a paragraph in common', () => {
    withLines((lines) => {
      for (const side of ['from', 'to'] as const) {
        const places = changesOf(lines).flatMap((change) => [
          ...new Set(change.lines.flatMap((line) => line[side] ?? [])),
        ])
        expect(new Set(places).size).toBe(places.length)
      }
    })
  })

  test('each change is in one group, and nothing else is', () => {
    withLines((lines) => {
      const grouped = changesOf(lines).flatMap((change) => change.lines)
      expect(new Set(grouped)).toEqual(new Set(lines.filter(({ kind }) => kind !== 'unchanged')))
      expect(grouped).toHaveLength(new Set(grouped).size)
    })
  })
})
