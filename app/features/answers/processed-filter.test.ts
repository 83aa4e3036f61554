import { expect, test } from 'vitest'
import { dispositions } from '#app/features/points/disposition.ts'
import { askedNumber, dispositionSlug, filterFrom, filterQuery, type ProcessedFilter } from './processed-filter.ts'

test.each<ProcessedFilter>([
  {},
  { disposition: 'notAdopted' },
  { unanswered: true },
  { theme: 'Mobiliteit & Voorzieningen', chapter: '2.3', kind: 'workingGroup', contributor: 7, search: 'één bus?' },
])('a filter comes back from its own address: %o', (filter) => {
  expect(filterFrom(new URLSearchParams(filterQuery(filter)))).toMatchObject(filter)
  expect(filterQuery(filterFrom(new URLSearchParams(filterQuery(filter))))).toBe(filterQuery(filter))
})

test('decisions stand in an address in Dutch, each its own', () => {
  expect(dispositionSlug('partlyAdopted')).toBe('gedeeltelijk-overgenomen')
  expect(new Set(dispositions.map(dispositionSlug)).size).toBe(dispositions.length)
})

test.each(['besluit=weg', 'hoofdstuk=2.x', 'wie=resident', 'indiener=-1', 'indiener=1e9', 'zoek=%20', 'thema='])(
  'what means nothing narrows nothing: %s',
  (query) => {
    expect(filterQuery(filterFrom(new URLSearchParams(query)))).toBe('')
  },
)

test('a number is asked for as a number', () => {
  expect(askedNumber(' 7.3 ')).toEqual({ contributor: 7, point: 3 })
  expect(askedNumber('7')).toEqual({ contributor: 7, point: null })
  for (const words of ['7.3.1', 'punt 7', '', '7.']) expect(askedNumber(words), words).toBeNull()
})
