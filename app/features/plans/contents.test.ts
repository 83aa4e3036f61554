import { expect, test } from 'vitest'
import { chaptersOf, partsOf } from './contents.ts'
import type { ContentsSection } from './queries.server.ts'

const section = (number: string, heading: string, words: number, range: [number, number] | null): ContentsSection => ({
  ...{ id: `s${number}`, number, level: number.split('.').length, heading, words },
  firstParagraph: range?.[0] ?? null,
  lastParagraph: range?.[1] ?? null,
})
const sections = [
  section('1', 'Inleiding', 100, [1, 2]),
  section('2', '1. Gezin', 0, null),
  section('2.1', 'Opvoeden', 50, [3, 3]),
  section('2.1.1', 'Thuis', 25, [4, 6]),
  section('12', 'Bijlage 1', 10, [7, 7]),
]

test('a chapter has everything under it, and 12 is not part of 1', () => {
  const chapters = chaptersOf('zorg', sections)
  expect(
    chapters.map(({ href, words, firstParagraph, lastParagraph }) => [href, words, firstParagraph, lastParagraph]),
  ).toEqual([
    ['/trajecten/zorg/plan/1-inleiding', 100, 1, 2],
    ['/trajecten/zorg/plan/2-gezin', 75, 3, 6],
    ['/trajecten/zorg/plan/12-bijlage-1', 10, 7, 7],
  ])
  expect(chapters[1]?.sections.map(({ href, level }) => [href, level])).toEqual([
    ['/trajecten/zorg/plan/2-gezin#onderdeel-2.1', 2],
    ['/trajecten/zorg/plan/2-gezin#onderdeel-2.1.1', 3],
  ])
})

test('paragraphs stand under their own heading, and an empty heading stays', () => {
  const paragraphs = [
    { sectionId: 's2.1', number: 3 },
    { sectionId: 's1', number: 1 },
  ]
  expect(
    partsOf(sections, paragraphs).map((part) => [part.number, part.paragraphs.map(({ number }) => number)]),
  ).toEqual([
    ['1', [1]],
    ['2', []],
    ['2.1', [3]],
    ['2.1.1', []],
    ['12', []],
  ])
})
