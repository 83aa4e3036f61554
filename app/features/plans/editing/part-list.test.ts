import { describe, expect, test } from 'vitest'
import type { StoredBlock } from '#app/features/plans/stored-plan.server.ts'
import type { ChangeLine } from '#app/features/plans/versions/change-lines.ts'
import { nextWrong, partList, stepsFrom } from './part-list.ts'

const heading = (id: string): StoredBlock => ({ id, lineageId: id, number: id, kind: 'heading', level: 1, text: id })
const paragraph = (number: string, text: string): StoredBlock => ({
  ...{ id: `p${number}`, lineageId: `p${number}`, number, kind: 'text', text, html: null },
})
const blocks = [
  heading('Zorg'),
  paragraph('1', 'Hulp in het dorp.'),
  paragraph('2', 'Hulp in de stad.'),
  heading('Vervoer'),
  paragraph('3', 'De bus rijdt.'),
]
const line = (kind: ChangeLine['kind'], from: number | null, to: number | null): ChangeLine => ({
  ...{ kind, from, to, moved: false, doubtful: false },
})
const compared = {
  old: [
    { id: 'o1', number: '1', text: 'Hulp in het dorp.' },
    { id: 'o2', number: '2', text: 'Dit ging weg.' },
    { id: 'o3', number: '3', text: 'De trein rijdt.' },
  ],
  lines: [line('unchanged', 0, 0), line('gone', 1, null), line('new', null, 1), line('edited', 2, 2)],
}
const shown = (...args: Parameters<typeof partList>) =>
  partList(...args).map(({ text, parts }) => [text, ...parts.map(({ number, change }) => `${number} ${change}`)])
const all = { words: '', only: null } as const

describe('the list of parts of a plan', () => {
  test('has all headings, and the paragraphs of the one that is open, also those that are gone', () => {
    expect(shown(blocks, null, 'Vervoer', all)).toEqual([['Zorg'], ['Vervoer', '3 null']])
    expect(shown(blocks, compared, 'Zorg', all)).toEqual([['Zorg', '1 unchanged', '2 gone', '2 new'], ['Vervoer']])
    expect(partList(blocks, compared, null, all).map(({ paragraphs, changed }) => [paragraphs, changed])).toEqual([
      [2, 2],
      [1, 1],
    ])
  })

  test('has what is looked for, under its heading, and what changed', () => {
    expect(shown(blocks, compared, null, { words: ' BUS ', only: null })).toEqual([['Vervoer', '3 edited']])
    expect(shown(blocks, compared, 'Zorg', { words: '', only: 'changed' })).toEqual([
      ['Zorg', '2 gone', '2 new'],
      ['Vervoer', '3 edited'],
    ])
    expect(shown(blocks, null, null, { words: 'nergens', only: null })).toEqual([])
  })
})

describe('going through the parts', () => {
  test('goes from paragraph to paragraph past headings, and only along what is listed', () => {
    expect(stepsFrom(blocks, null, 'p2')).toEqual({ previous: 'p1', next: 'p3' })
    expect(stepsFrom(blocks, null, 'Vervoer')).toEqual({ previous: 'p2', next: 'p3' })
    expect(stepsFrom(blocks, null, 'p3')).toEqual({ previous: 'p2', next: null })
    const listed = partList(blocks, compared, null, { words: '', only: 'changed' })
    expect(stepsFrom(blocks, listed, 'p1')).toEqual({ previous: null, next: 'p2' })
  })

  test('goes to the next one that is not right, and begins anew at the end', () => {
    const wrong = (says: string, kind: 'words' | 'withoutReason' = 'words') => [{ kind, says }]
    const wrongs = new Map([
      ['Zorg', wrong('dubbele kop')],
      ['p2', wrong('zonder reden', 'withoutReason')],
    ])
    expect(nextWrong(blocks, wrongs, 'p1')).toBe('p2')
    expect(nextWrong(blocks, wrongs, 'p2')).toBe('Zorg')
    expect(nextWrong(blocks, new Map([['p2', wrong('zonder reden')]]), 'p2')).toBeNull()
    const listed = partList(blocks, null, null, { words: '', only: 'wrong' }, wrongs)
    expect(listed.map(({ id, wrong, parts }) => [id, wrong, parts.map((part) => part.wrong)])).toEqual([
      ['Zorg', 'dubbele kop', ['zonder reden']],
    ])
    const ofKind = (only: 'words' | 'withoutReason') =>
      partList(blocks, null, null, { words: '', only }, wrongs).map(({ id, parts }) => [id, parts.length])
    expect(ofKind('words')).toEqual([['Zorg', 0]])
    expect(ofKind('withoutReason')).toEqual([['Zorg', 1]])
  })
})
