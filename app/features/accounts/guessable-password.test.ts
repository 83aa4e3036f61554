import { expect, test } from 'vitest'
import { newPasswordProblem } from './guessable-password.server.ts'

const person = {
  email: 'hilbert.meijering@gemeente.example',
  municipalityName: 'Borger-Odoorn',
  name: 'Hilbert Meijering',
}

test.each([
  'Welkom2024!!',
  'wachtwoord123456',
  'W@chtw00rd2024',
  'passwordpassword',
  'qwertyuiop123',
  'abcdefghijkl',
  '123456789012',
  'Zomer2025!Zomer',
  'Hoofdstraat 12 Borger',
  'Dorpsstraat2024',
  'Borger2024Odoorn',
  'Meijering2024!',
  'Burgemeester2024',
  'droowthcaw123456',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
])('%s is refused: it is known, or made of what is known', (password) => {
  expect(newPasswordProblem(password, person)).toMatch(/te makkelijk te raden/)
})

test.each([
  'vier woorden zijn genoeg',
  'hunebed-in-drenthe',
  'een heel nieuw wachtwoord',
  'x7#kQ9!mZ2pL',
  'fiets boom lamp tas',
  '🌻🌻🐑🐑🚲🚲🏡🏡⛪⛪🌧🌧',
])('%s will do', (password) => {
  expect(newPasswordProblem(password, person)).toBeNull()
})

test('what the other rules refuse keeps its own words', () => {
  expect(newPasswordProblem('kort', person)).toMatch(/het moeten er minstens 12 zijn/)
})

test('a password of any length is looked at for as long as its beginning', () => {
  const beginning = 'fiets boom lamp tas en nog een paar losse woorden'
  expect(newPasswordProblem(beginning + ' 4a@A'.repeat(40), person)).toBeNull()
  expect(newPasswordProblem('p4ssw0rd'.repeat(32), person)).toMatch(/te makkelijk/)
})
