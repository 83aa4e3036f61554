import { expect, test } from 'vitest'
import { shownForm } from './use-form.ts'

const answer = { act: 'plan', errors: {}, values: {}, code: null, facts: null, shown: null }

test('a box shows what is stored, and what it was when the form came back', () => {
  const isTicked = (values: Record<string, string[]> | null) =>
    shownForm(values && { ...answer, values }, 'plan', { isPublic: true }).isTicked('isPublic')
  expect(isTicked(null)).toBe(true)
  expect(isTicked({ title: ['Avond'] }), 'unticked, and sent with something wrong').toBe(false)
  expect(isTicked({ title: ['Avond'], isPublic: ['on'] })).toBe(true)
  expect(isTicked({}), 'a form of which nothing came over').toBe(true)
})
