import { expect, test } from 'vitest'
import { passwordProblem } from './password.ts'

const person = { email: 'ambtenaar.a@gemeente.example', municipalityName: 'Borger-Odoorn' }

test.each([
  'vier woorden zijn genoeg',
  'aaaaaaaaaaaaaaa',
  '123456789012',
  'hunebed-D27-Borger',
  'wachtwoord met een ë',
])('%s will do: there are no rules about kinds of characters', (password) => {
  expect(passwordProblem(password, person)).toBeNull()
})

test('twelve characters are enough, eleven are not, and the person reads how many there were', () => {
  expect(passwordProblem('abcdefghijkl', person)).toBeNull()
  expect(passwordProblem('abcdefghijk', person)).toMatch(/11 tekens, het moeten er minstens 12 zijn/)
  expect(passwordProblem('a', person)).toMatch(/1 teken,/)
  expect(passwordProblem('', person)).toBe('Kies een wachtwoord')
})

test('an emoji counts as one character', () => {
  expect(passwordProblem('😀'.repeat(11), person)).toMatch(/11 tekens/)
  expect(passwordProblem('😀'.repeat(12), person)).toBeNull()
})

test('the e-mail address is refused, also in capitals, also only its name', () => {
  expect(passwordProblem('Ambtenaar.A@gemeente.example', person)).toMatch(/e-mailadres/)
  expect(passwordProblem('ambtenaar.a.2016', person)).toMatch(/e-mailadres/)
})

test('the name of the municipality is refused, with or without figures and marks', () => {
  for (const password of ['Borger-Odoorn', 'borgerodoorn2016!', 'Gemeente Borger-Odoorn']) {
    expect(passwordProblem(password, person)).toMatch(/gemeente/)
  }
})

test('more than 256 characters are refused', () => {
  expect(passwordProblem('ab'.repeat(129), person)).toMatch(/hoogstens 256/)
})
