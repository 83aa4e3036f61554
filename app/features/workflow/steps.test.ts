import { describe, expect, test } from 'vitest'
import type { InnerRole } from '#app/features/accounts/account.ts'
import { doneAt, dueOf, mayDoStep, moveFrom, newPositions, ownPositions, stepAt, stepName, type Step } from './steps.ts'

const steps: Step[] = [
  { name: 'Voorbereiden', role: 'processor', fourEyes: false, dueDays: 10 },
  { name: 'Inhoud', role: 'reviewer', fourEyes: false, dueDays: null },
  { name: 'Juridisch', role: 'reviewer', fourEyes: false, dueDays: 3 },
  { name: 'Goedkeuren', role: 'approver', fourEyes: true, dueDays: 0 },
]
const someone = (...innerRoles: InnerRole[]) => ({ innerRoles })

describe('who may do a step', () => {
  test('is who has its role, an administrator, and whoever runs the machine', () => {
    expect(ownPositions(steps, someone('processor'))).toEqual([1])
    expect(ownPositions(steps, someone('reviewer'))).toEqual([2, 3])
    expect(ownPositions(steps, someone('approver'))).toEqual([4])
    expect(ownPositions(steps, someone('administrator'))).toEqual([1, 2, 3, 4])
    expect(mayDoStep({ kind: 'command' }, steps[3] ?? null)).toBe(true)
    expect(mayDoStep(someone('administrator'), null)).toBe(false)
  })
})

describe('a move', () => {
  const move = (role: InnerRole, from: number, to: 'next' | number) => moveFrom(steps, someone(role), from, to)

  test('forward is for who may do every step on the way', () => {
    expect(move('processor', 1, 'next')).toMatchObject({ to: 2, obstacle: null, needsReason: false })
    expect(move('processor', 1, 3)).toMatchObject({ obstacle: 'notYours' })
    expect(move('reviewer', 2, 4)).toMatchObject({ to: 4, obstacle: null, fourEyes: false })
    expect(move('reviewer', 4, 'next')).toMatchObject({ obstacle: 'notYours' })
  })

  test('to the end needs an answer, and four eyes where the step asks for them', () => {
    expect(move('approver', 4, 'next')).toMatchObject({ to: 5, obstacle: null, needsAnswer: true, fourEyes: true })
    expect(move('reviewer', 3, 'next')).toMatchObject({ needsAnswer: false, fourEyes: false })
    expect(move('administrator', 1, 4)).toMatchObject({ needsAnswer: false, fourEyes: false })
    expect(move('administrator', 1, 5)).toMatchObject({ obstacle: null, needsAnswer: true, fourEyes: true })
  })

  test('back is for who may do the step where the point lies, and needs a reason', () => {
    expect(move('reviewer', 3, 1)).toMatchObject({ obstacle: null, needsReason: true, needsAnswer: false })
    expect(move('processor', 3, 1)).toMatchObject({ obstacle: 'notYours' })
    expect(move('approver', 5, 2)).toMatchObject({ obstacle: null, needsReason: true })
    expect(move('reviewer', 5, 2)).toMatchObject({ obstacle: 'notYours' })
  })

  test('goes nowhere before the first step and behind the last', () => {
    expect(move('administrator', 5, 'next')).toMatchObject({ obstacle: 'done' })
    expect(move('administrator', 1, 0)).toMatchObject({ obstacle: 'first' })
    expect(move('processor', 3, 3)).toMatchObject({ to: 3, obstacle: null, needsReason: false })
  })
})

test('a step has a name and a due date where the municipality set one', () => {
  expect(doneAt(steps)).toBe(5)
  expect([stepName(steps, 3), stepName(steps, 5)]).toEqual(['Juridisch', 'Klaar'])
  expect(stepAt(steps, 5)?.name).toBe('Goedkeuren')
  expect(stepAt([], 1)).toBeNull()
  expect(dueOf(steps, 3, '2016-11-29')).toBe('2016-12-02')
  expect(dueOf(steps, 4, '2016-11-29')).toBe('2016-11-29')
  expect([dueOf(steps, 2, '2016-11-29'), dueOf(steps, 5, '2016-11-29')]).toEqual([null, null])
})

describe('when the steps change', () => {
  test.each([
    ['nothing', 4, [1, 2, 3, 4], [1, 2, 3, 4, 5]],
    ['a new first step', 2, [null, 1, 2], [2, 3, 4]],
    ['a step in between goes away', 3, [1, 3], [1, 2, 2, 3]],
    ['the last step goes away', 3, [1, 2], [1, 2, 2, 3]],
    ['two change places', 3, [2, 1, 3], [2, 1, 3, 4]],
    ['all are new', 2, [null, null, null], [3, 3, 4]],
  ])('%s', (_, old, was, expected) => {
    expect(newPositions(old, was)).toEqual(expected)
  })
})
