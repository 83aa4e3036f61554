import { expect, test } from 'vitest'
import { shownForm } from './use-form.ts'

const answer = { act: 'plan', errors: {}, values: {}, code: null, facts: null, shown: null }

test('a checkbox shows what is stored, and what was chosen when the form came back', () => {
  const isTicked = (values: Record<string, string[]> | null) =>
    shownForm(values && { ...answer, values }, 'plan', { isPublic: true }).isTicked('isPublic')
  expect(isTicked(null)).toBe(true)
  expect(isTicked({ title: ['Avond'] }), 'unticked, and sent with something wrong').toBe(false)
  expect(isTicked({ title: ['Avond'], isPublic: ['on'] })).toBe(true)
  expect(isTicked({}), 'a form of which nothing came over').toBe(true)
})

test('what was found and what is shown are those of this form, and of this refusal', () => {
  const refused = { ...answer, code: 'stale', facts: { current: 'nieuw' } }
  expect(shownForm(refused, 'plan').found('stale')).toEqual({ current: 'nieuw' })
  expect(shownForm(refused, 'plan').found('taken')).toBe(null)
  expect(shownForm(refused, 'other').found('stale')).toBe(null)
  expect(shownForm({ ...answer, shown: { rows: 2 } }, 'plan').result()).toEqual({ rows: 2 })
  expect(shownForm({ ...answer, shown: { rows: 2 } }, 'other').result()).toBe(null)
})
