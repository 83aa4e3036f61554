import { expect, test } from 'vitest'
import { boilerplatesWith, fieldsToFill, filledBoilerplate, unknownFields } from './boilerplate.ts'

const facts = {
  traject: 'Speelplekken',
  gemeente: 'Borger-Odoorn',
  thema: 'Veiligheid',
  hoofdstuk: '',
  'besluitend orgaan': 'de gemeenteraad',
  'laatste dag': '15 november 2016',
}

test('what is known of a point is filled in, however the field was typed', () => {
  expect(filledBoilerplate('Over {thema} in {Traject} beslist { besluitend  orgaan }.', facts)).toBe(
    'Over Veiligheid in Speelplekken beslist de gemeenteraad.',
  )
})

test('what is not known is left to be filled in by hand', () => {
  const reply = filledBoilerplate('Dit staat in {hoofdstuk}. Het kost {vul in: bedrag} en {vul in: bedrag}.', facts)
  expect(reply).toBe('Dit staat in {vul in: hoofdstuk}. Het kost {vul in: bedrag} en {vul in: bedrag}.')
  expect(fieldsToFill(reply)).toEqual(['{vul in: hoofdstuk}', '{vul in: bedrag}'])
  expect(fieldsToFill('Wij kijken naar {a} en naar {}.')).toEqual([])
})

test.each([
  ['Beste {naam}, {naam} en {thema}', ['{naam}']],
  ['{vul in: datum} {vul in:}', ['{vul in:}']],
  ['Een { zonder einde', []],
  ['{indiener} {punt}', ['{indiener}', '{punt}']],
])('a field that nobody knows is named: %s', (text, unknown) => {
  expect(unknownFields(text)).toEqual(unknown)
})

test('a boilerplate is found by all words in its name or text, whatever capitals and marks', () => {
  const all = [
    { title: 'Café en terras', text: 'Wij nemen dit mee.' },
    { title: 'Bus', text: 'De bus rijdt op zaterdag.' },
  ]
  expect(boilerplatesWith(all, ' cafe  mee ')).toEqual([all[0]])
  expect(boilerplatesWith(all, 'bus mee')).toEqual([])
  expect(boilerplatesWith(all, '')).toEqual(all)
})
