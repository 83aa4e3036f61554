import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { demote, headingToParagraph, paragraphToHeading, promote } from './correct-headings.ts'
import type { Block, ReadSection } from './plan.ts'
import {
  blocksOf,
  chapterInWords,
  countPlan,
  FRONT_HEADING,
  isHeading,
  MAX_LEVEL,
  numberPlan,
  partOwnNumber,
  sectionInWords,
  treeOf,
  walk,
} from './plan.ts'

const heading = (level: number, text: string, id = text): Block => ({ kind: 'heading', level, text, id })
const text = (words: string, id = words): Block => ({ kind: 'text', text: words, html: null, id })

const plan: Block[] = [
  text('Voor u ligt het plan.'),
  heading(1, 'Wonen'),
  text('Iedereen woont ergens.'),
  heading(2, 'Huur'),
  text('De huur blijft betaalbaar.'),
  heading(2, 'Koop'),
  heading(3, 'Starters'),
  text('Starters krijgen een lening.'),
  heading(1, 'Groen'),
  text('Er komen bomen bij.'),
]

describe('the tree of a plan', () => {
  test('headings hang under the heading above them, and what comes first stands under its own heading', () => {
    const tree = treeOf(plan)
    expect(tree.map((section) => section.heading)).toEqual([FRONT_HEADING, 'Wonen', 'Groen'])
    expect(tree[1]?.sections.map((section) => section.heading)).toEqual(['Huur', 'Koop'])
    expect(walk(tree).find(({ section }) => section.heading === 'Starters')).toMatchObject({
      level: 3,
      path: ['Wonen', 'Koop'],
    })
    expect(countPlan(tree)).toEqual({ sections: 6, paragraphs: 5 })
  })

  test('sections are numbered by position and paragraphs on through the plan; the front counts as 0', () => {
    const [front, wonen, groen] = numberPlan(treeOf(plan))
    expect([front?.number, wonen?.number, groen?.number]).toEqual(['0', '1', '2'])
    expect(wonen?.sections[1]?.sections[0]).toMatchObject({ number: '1.2.1', level: 3, paragraphs: [{ number: 4 }] })
    expect(groen?.paragraphs[0]?.number).toBe(5)
  })

  test('a skipped level closes up, and a level too deep stays at the deepest', () => {
    expect(treeOf([heading(1, 'A'), heading(4, 'B')])[0]?.sections[0]?.heading).toBe('B')
    const deep = treeOf(Array.from({ length: 12 }, (_, index) => heading(index + 1, `k${index}`)))
    expect(Math.max(...walk(deep).map(({ level }) => level))).toBe(MAX_LEVEL)
    expect(walk(deep)).toHaveLength(12)
  })

  test('a number of the author is parted from the heading, a year or an amount is not', () => {
    expect(partOwnNumber('1.2 Doel van het plan')).toEqual({ own: '1.2', rest: 'Doel van het plan' })
    expect(partOwnNumber('2. Aanpak')).toEqual({ own: '2', rest: 'Aanpak' })
    expect(partOwnNumber('2017 en verder').own).toBeNull()
    expect(partOwnNumber('18- / 18+').own).toBeNull()
  })

  test('a heading is said with one number: the author’s own, or that of its place', () => {
    expect(sectionInWords({ number: '2.3', heading: 'Mantelzorg' })).toBe('2.3 Mantelzorg')
    expect(sectionInWords({ number: '1', heading: '1. Inleiding' })).toBe('1. Inleiding')
    expect(sectionInWords({ number: '3.1', heading: '2.1 Huur' })).toBe('2.1 Huur')
    expect(sectionInWords({ number: '1.14', heading: '1 portemonnee' })).toBe('1.14 1 portemonnee')
    expect(sectionInWords({ number: '', heading: 'Wonen' })).toBe('Wonen')
    expect(sectionInWords({ number: '0', heading: 'Vooraf' }), 'no author writes a chapter 0').toBe('Vooraf')
  })

  test('calls a chapter by the number that a reader sees', () => {
    const called = (number: string, heading: string) => chapterInWords({ number, heading }).replace('\u00a0', ' ')
    expect(called('2', 'Gezin')).toBe('hoofdstuk 2')
    expect(called('3', '2. Gezin')).toBe('hoofdstuk 2')
    expect(called('0', 'Vooraf')).toBe('‘Vooraf’')
  })

  const section: fc.Memo<ReadSection> = fc.memo((depth) =>
    fc.record({
      heading: fc.string(),
      paragraphs: fc.array(
        fc.record({ kind: fc.constant('text' as const), text: fc.string(), html: fc.constant(null) }),
        {
          maxLength: 3,
        },
      ),
      sections: depth > 1 ? fc.array(section(depth - 1), { maxLength: 3 }) : fc.constant([]),
    }),
  )

  test('any tree survives being made flat and made a tree again', () => {
    fc.assert(
      fc.property(fc.array(section(4), { maxLength: 4 }), (tree) => {
        expect(treeOf(blocksOf(tree))).toEqual(tree)
      }),
      { numRuns: 60 },
    )
  })
})

describe('what an official corrects', () => {
  const levels = (blocks: Block[]) => blocks.filter(isHeading).map((block) => `${block.level} ${block.text}`)

  test('a heading goes a level down with all that is under it, and up again', () => {
    const lower = demote(plan, 8)
    expect(levels(lower)).toEqual(['1 Wonen', '2 Huur', '2 Koop', '3 Starters', '2 Groen'])
    expect(promote(lower, 8)).toEqual(plan)
    expect(levels(promote(plan, 5))).toEqual(['1 Wonen', '2 Huur', '1 Koop', '2 Starters', '1 Groen'])
  })

  test('what cannot be moved stays where it is', () => {
    expect(promote(plan, 1)).toEqual(plan)
    expect(demote(plan, 1)).toEqual(plan)
    expect(demote(plan, 3)).toEqual(plan)
    expect(promote(plan, 0)).toEqual(plan)
    expect(demote(plan, 99)).toEqual(plan)
  })

  test('a heading becomes a paragraph of the section before it and back, and keeps its id', () => {
    const without = headingToParagraph(plan, 3)
    expect(treeOf(without)[1]?.paragraphs.map((each) => each.id)).toEqual([
      'Iedereen woont ergens.',
      'Huur',
      'De huur blijft betaalbaar.',
    ])
    expect(paragraphToHeading(without, 3, 2)).toEqual(plan)
  })

  test('a long paragraph or a table does not become a heading', () => {
    const long = [heading(1, 'A'), text('woord '.repeat(60)), { ...text('a\tb'), kind: 'table' } as Block]
    expect(paragraphToHeading(long, 1)).toEqual(long)
    expect(paragraphToHeading(long, 2)).toEqual(long)
  })

  test('whatever is corrected, in any order, no id is lost or doubled', () => {
    const acts = [promote, demote, headingToParagraph, paragraphToHeading]
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(plan.length)), { maxLength: 30 }), (steps) => {
        const end = steps.reduce<Block[]>((blocks, [act, index]) => acts[act]?.(blocks, index) ?? blocks, plan)
        expect(end.map((block) => block.id)).toEqual(plan.map((block) => block.id))
        expect(countPlan(treeOf(end)).paragraphs + end.filter(isHeading).length).toBe(plan.length)
      }),
    )
  })
})
