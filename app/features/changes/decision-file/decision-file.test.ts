import { expect, test } from 'vitest'
import { placeSentence, saysNo, whoAsked } from './decision-file.ts'

const by = (contributorId: string, isPerson: boolean) => ({ contributorId, isPerson })

test('who asked is counted once each, as people, as organisations, or as both', () => {
  expect(whoAsked([by('a', true), by('a', true)])).toBe('1 inspreker')
  expect(whoAsked([by('a', true), by('b', true)])).toBe('2 insprekers')
  expect(whoAsked([by('a', false)])).toBe('1 organisatie')
  expect(whoAsked([by('a', false), by('b', false)])).toBe('2 organisaties')
  expect(whoAsked([by('a', true), by('b', false)])).toBe('2 mensen en organisaties')
})

test('a sentence says what words can’t', () => {
  expect(placeSentence('split', ['17'], ['17', '18'], true)).toBe(
    'Gesplitst: alinea 17 is nu 17 en 18. De woorden zijn gelijk.',
  )
  expect(placeSentence('merged', ['3', '4', '5'], ['3'], false)).toBe(
    'Samengevoegd: de alinea’s 3, 4 en 5 zijn nu alinea 3.',
  )
  expect(placeSentence('moved', ['2'], ['9'], true)).toBe(
    'Verplaatst: alinea 2 is nu alinea 9. De woorden zijn gelijk.',
  )
  expect(placeSentence('edited', ['2'], ['2'], false)).toBeNull()
})

test('a no, and a no to a part, also in the words of a municipality', () => {
  expect(
    (['notAdopted', 'partlyAdopted', 'adopted', 'noted'] as const).map((decision) => saysNo({ decision })),
  ).toEqual([...[true, true, false, false]])
  expect(saysNo({ decision: 'notAdopted.01890000-0000-7000-8000-000000000000' })).toBe(true)
  expect(saysNo({ decision: null })).toBe(false)
})
