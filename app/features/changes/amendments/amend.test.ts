import { describe, expect, test } from 'vitest'
import type { Block } from '#app/features/plans/plan.ts'
import { amend, placeNow } from './amend.ts'
import { needsLook, type AmendmentPart, type PartKind } from './amendment.ts'

const olds = ['a', 'b', 'c'].map((id) => ({ id }))
const part = (kind: PartKind, paragraphId: string, words = '', oldWords = `Zin ${paragraphId}.`): AmendmentPart => ({
  ...{ id: `${kind} ${paragraphId} ${words}`, kind, paragraphId, oldWords, words },
})
/** The version of now: its paragraphs, each with the old ones that it comes from. */
const nowOf = (news: [id: string, words: string, from: string[]][]) => ({
  olds,
  news: news.map(([id, words]) => ({ id, words })),
  lines: news.flatMap(([, , from], to): { from: number | null; to: number }[] =>
    from.length === 0
      ? [{ from: null, to }]
      : from.map((old) => ({ from: olds.findIndex(({ id }) => id === old), to })),
  ),
  first: 'h',
})
const same = nowOf([
  ['a2', 'Zin a.', ['a']],
  ['b2', 'Zin b.', ['b']],
  ['c2', 'Zin c.', ['c']],
])

describe('where a part stands now', () => {
  test('is where its words are, while nobody changed them', () => {
    expect(placeNow(part('words', 'b', 'Nieuw.'), same)).toEqual({
      ...{ state: 'asMade', targets: ['b2'], present: 'Zin b.', behind: 'b2' },
    })
  })

  test('says that the words changed, were split, or are what is asked already', () => {
    const edited = nowOf([
      ['a2', 'Zin a.', ['a']],
      ['b2', 'Zin b, maar anders.', ['b']],
      ['c2', 'Nieuw.', ['c']],
    ])
    expect(placeNow(part('words', 'b', 'Nieuw.'), edited).state).toBe('changed')
    expect(placeNow(part('removed', 'b'), edited).state).toBe('changed')
    expect(placeNow(part('words', 'c', 'Nieuw.'), edited).state).toBe('there')
    expect(placeNow(part('added', 'b', 'Nieuw.'), edited).state).toBe('there')
    const split = nowOf([
      ['b1', 'Zin', ['b']],
      ['b2', 'b.', ['b']],
    ])
    expect(placeNow(part('words', 'b', 'Nieuw.'), split)).toMatchObject({ state: 'changed', present: 'Zin\n\nb.' })
  })

  test('is behind what stood before it, when the paragraph is gone', () => {
    const gone = nowOf([
      ['a2', 'Zin a.', ['a']],
      ['c2', 'Zin c.', ['c']],
    ])
    for (const kind of ['words', 'added'] as const)
      expect(placeNow(part(kind, 'b', 'Nieuw.'), gone)).toMatchObject({ state: 'gone', behind: 'a2' })
    expect(needsLook(placeNow(part('words', 'b', 'Nieuw.'), gone))).toBe(true)
    expect(needsLook(placeNow(part('removed', 'b'), gone))).toBe(false)
    expect(placeNow(part('added', 'a', 'Nieuw.'), nowOf([['c2', 'Zin c.', ['c']]]))).toMatchObject({ behind: 'h' })
  })
})

describe('a plan with an amendment in it', () => {
  const blocks: Block[] = [
    { kind: 'heading', id: 'h', level: 1, text: 'Kop' },
    ...['a2', 'b2', 'c2'].map((id) => ({ kind: 'text' as const, id, text: `Zin ${id[0]}.`, html: null })),
  ]
  const textsAfter = (parts: AmendmentPart[], now = same) => {
    const steps = parts.map((each) => ({
      ...each,
      place: placeNow(each, now),
      paragraphs: each.words
        .split('\n\n')
        .filter(Boolean)
        .map((text) => ({ kind: 'text' as const, text, html: null })),
    }))
    const amended = amend(blocks, steps)
    return { texts: amended?.blocks.map(({ text }) => text), amended }
  }

  test('has new words, new paragraphs in their order, and not what was taken out', () => {
    const { texts, amended } = textsAfter([
      part('words', 'b', 'Een.\n\nTwee.'),
      part('added', 'b', 'Drie.'),
      part('added', 'b', 'Vier.'),
      part('removed', 'c'),
    ])
    expect(texts).toEqual(['Kop', 'Zin a.', 'Een.', 'Twee.', 'Drie.', 'Vier.'])
    expect([...(amended?.splitFrom.values() ?? [])]).toEqual(['b2'])
    expect([...(amended?.written.values() ?? [])].map((ids) => ids.length)).toEqual([2, 1, 1, 0])
  })

  test('is the same when it is written twice', () => {
    const parts = [part('words', 'b', 'Zin b.'), part('added', 'a', 'Zin b.')]
    expect(textsAfter(parts).texts).toEqual(['Kop', 'Zin a.', 'Zin b.', 'Zin c.'])
  })
})
