import { expect, test } from 'vitest'
import { dispositions } from '#app/features/points/disposition.ts'
import { pointOutcome, waitsForChange } from './point-outcome.ts'

test('a sender reads the outcome, and that it is in the plan only when the plan changed', () => {
  expect(pointOutcome(null, false)).toBe('Uw vraag wordt nog bekeken')
  expect(pointOutcome('adopted', true)).toBe('Uw vraag staat nu in het plan')
  expect(pointOutcome('adopted', false)).toBe('Wij nemen uw vraag over')
  expect(pointOutcome('partlyAdopted.01a229d3-6602-770e-bd07-888d88d7a7b0', true)).toBe(
    'Uw vraag staat voor een deel in het plan',
  )
  expect(pointOutcome('notAdopted', true)).toBe('Wij namen uw vraag niet over')
  expect(new Set(dispositions.map((each) => pointOutcome(each, false))).size).toBe(dispositions.length)
})

test('the plan still has to change only for what was adopted', () => {
  expect(dispositions.filter((each) => waitsForChange(each, false))).toEqual(['adopted', 'partlyAdopted'])
  expect(waitsForChange('adopted', true)).toBe(false)
  expect(waitsForChange(null, false)).toBe(false)
})
