import { describe, expect, test } from 'vitest'
import { chapterAddress, chapterNumber, chapterOf, planPath, reactPath } from './chapter-address.ts'

describe('the address of a chapter', () => {
  test.each([
    ['2', 'Gezin en sociaal netwerk', '2-gezin-en-sociaal-netwerk'],
    ['2', '1. Gezin en sociaal netwerk', '2-gezin-en-sociaal-netwerk'],
    ['0', 'Vooraf', '0-vooraf'],
    ['7', 'Bijlage 1: top vijf', '7-bijlage-1-top-vijf'],
    ['3', 'Privé-initiatief én ideeën', '3-prive-initiatief-en-ideeen'],
    ['4', '…', '4-plan'],
  ])('chapter %s "%s" is %s', (number, heading, address) => {
    expect(chapterAddress({ number, heading })).toBe(address)
  })

  test('stays short when the heading is a whole sentence', () => {
    const heading =
      'Wij willen dat iedereen in onze gemeente zo lang mogelijk mee kan doen en dat niemand buiten de boot valt'
    const address = chapterAddress({ number: '12', heading })
    expect(address.length).toBeLessThanOrEqual(63)
    expect(address).toMatch(/^12-[a-z0-9-]+[a-z0-9]$/)
  })

  test.each([
    ['2-gezin-en-sociaal-netwerk', '2'],
    ['2-iets-anders', '2'],
    ['2', '2'],
    ['0-vooraf', '0'],
    ['12-', '12'],
    ['02-gezin', null],
    ['2gezin', null],
    ['gezin', null],
    ['-2', null],
    ['', null],
    ['999999999999', null],
  ])('%s names chapter %s', (address, number) => {
    expect(chapterNumber(address)).toBe(number)
  })
})

test('a section stands in the chapter that its number begins with', () => {
  expect(chapterOf('2.3.1')).toBe('2')
  expect(chapterOf('12')).toBe('12')
})

test('addresses of the plan, a heading in it and a paragraph', () => {
  expect(planPath('zorg')).toBe('/trajecten/zorg/plan')
  expect(planPath('zorg', { number: '2', heading: 'Gezin' }, 'onderdeel-2.3')).toBe(
    '/trajecten/zorg/plan/2-gezin#onderdeel-2.3',
  )
  expect(reactPath('zorg')).toBe('/trajecten/zorg/reageren')
  expect(reactPath('zorg', { kind: 'section', id: 's1' })).toBe('/trajecten/zorg/reageren?over=onderdeel:s1')
  expect(reactPath('zorg', { kind: 'paragraph', id: 'a1' })).toBe('/trajecten/zorg/reageren?over=alinea:a1')
})
