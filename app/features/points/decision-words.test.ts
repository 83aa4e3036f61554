import { describe, expect, test } from 'vitest'
import type { DecisionWording } from '#app/features/municipalities/municipality.ts'
import { decisionOptions, decisionsByWord, decisionWordsFrom, doubleWord, ourDecisionWords } from './decision-words.ts'
import { dispositionOf, dispositions, isDecision, ownDispositionIn, type Decision } from './disposition.ts'

const OUTLINE = '019e0000-0000-7000-8000-000000000001'
const OLD = '019e0000-0000-7000-8000-000000000002'
const outline: Decision = `partlyAdopted.${OUTLINE}`
const old: Decision = `partlyAdopted.${OLD}`
const wording = (given: Partial<DecisionWording>): DecisionWording => ({
  ...{ id: null, disposition: 'noted', label: 'Gelezen', short: 'Gelezen', plain: '', explanation: 'Wij lazen het.' },
  ...{ isRetired: false, ...given },
})
const words = decisionWordsFrom([
  wording({ disposition: 'adopted', label: 'Akkoord', short: 'Akkoord' }),
  wording({ id: OUTLINE, disposition: 'partlyAdopted', label: 'Op hoofdlijnen meegenomen', short: 'Hoofdlijnen' }),
  wording({ id: OLD, disposition: 'partlyAdopted', label: 'Deels akkoord', short: 'Deels', isRetired: true }),
])

describe('a decision', () => {
  test('counts as one of the eight, by itself or through an own one', () => {
    expect([dispositionOf('noted'), ownDispositionIn('noted')]).toEqual(['noted', null])
    expect([dispositionOf(outline), ownDispositionIn(outline)]).toEqual(['partlyAdopted', OUTLINE])
  })

  test.each(['adopted', outline])('%s has the form of one', (text) => expect(isDecision(text)).toBe(true))
  test.each(['', 'maybe', 'adopted.', `maybe.${OUTLINE}`, 'adopted.x', `${outline}.x`, 'toString'])(
    '%j has not',
    (text) => expect(isDecision(text)).toBe(false),
  )
})

describe('the words of a municipality', () => {
  test('come before ours, and ours stand where it has none', () => {
    expect(words.of('adopted').label).toBe('Akkoord')
    expect(words.of('notAdopted').label).toBe('Niet overgenomen')
    expect(words.of(outline)).toMatchObject({ label: 'Op hoofdlijnen meegenomen', colour: 'partly' })
  })

  test('are plain to residents, with the word of the trade beside it', () => {
    expect(ourDecisionWords.forResidents('noted')).toBe('Gelezen, verandert niets (voor kennisgeving aangenomen)')
    expect(ourDecisionWords.forResidents('adopted'), 'where the trade speaks plainly, once').toBe('Overgenomen')
  })

  test('offer own ones behind what they count as, and one out of use only where it was chosen', () => {
    expect(words.offered).toEqual(dispositions.flatMap((each) => (each === 'partlyAdopted' ? [each, outline] : [each])))
    expect(words.of(old).label).toBe('Deels akkoord')
    expect(decisionOptions(words).find(({ value }) => value === old)).toBeUndefined()
    expect(decisionOptions(words, old).at(-1)).toEqual({
      value: old,
      label: 'Deels akkoord (telt als gedeeltelijk overgenomen)',
    })
  })

  test('an own one that is not there any more is called as what it counts as', () => {
    expect(ourDecisionWords.of(outline).label).toBe('Gedeeltelijk overgenomen')
  })

  test('name decisions in a file, also by ours and without capitals', () => {
    const named = decisionsByWord(words)
    expect(named.get('op hoofdlijnen meegenomen')).toBe(outline)
    expect([named.get('akkoord'), named.get('overgenomen'), named.get('adopted')]).toEqual(Array(3).fill('adopted'))
    expect(named.get('deels akkoord'), 'out of use').toBeUndefined()
    const swapped = decisionsByWord(
      decisionWordsFrom([
        wording({ disposition: 'adopted', label: 'Akkoord', short: 'Akkoord' }),
        wording({ disposition: 'noted', label: 'Overgenomen', short: 'Overgenomen' }),
      ]),
    )
    expect(swapped.get('overgenomen'), 'the word of the municipality comes before ours').toBe('noted')
  })

  test('differ from each other, whatever the case and whichever field', () => {
    const other = { label: 'Akkoord', short: 'Ja', plain: 'Dat doen wij' }
    expect(doubleWord({ label: 'AKKOORD', short: 'A' }, [other])).toEqual({ field: 'label', other })
    expect(doubleWord({ label: 'Goed', short: 'ja', plain: '' }, [other])).toEqual({ field: 'short', other })
    expect(doubleWord({ label: 'Goed', short: 'Goed', plain: 'dat doen wij' }, [other])).toEqual({
      field: 'plain',
      other,
    })
    expect(doubleWord({ label: 'Goed', short: 'G', plain: '' }, [{ label: 'Nee', short: 'N', plain: '' }])).toBeNull()
  })
})
