import { expect, test } from 'vitest'
import { landingOf, localPath, pathToReturnTo } from './local-path.ts'

test.each([
  ['/', '/'],
  ['/ambtenaar', '/ambtenaar'],
  ['/ambtenaar/trajecten/sociaal?index&deel=2#punt-3', '/ambtenaar/trajecten/sociaal?index&deel=2#punt-3'],
  ['/ambtenaar/../raad', '/raad'],
  ['/zoek?q=http://evil.example', '/zoek?q=http://evil.example'],
  ['/idee%C3%ABn', '/idee%C3%ABn'],
])('%s stays on this site', (given, path) => {
  expect(localPath(given)).toBe(path)
})

test.each([
  '',
  'ambtenaar',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  '/%2e//evil.example',
  'https://evil.example',
  'https:evil.example',
  'javascript:alert(1)',
  ' /ambtenaar',
  '/' + 'a'.repeat(3000),
])('%j does not, and is refused', (given) => {
  expect(localPath(given)).toBeNull()
})

test.each([null, undefined, 7, {}])('%j is no path', (given) => {
  expect(localPath(given)).toBeNull()
})

test('after logging in one does not come back to logging in or out', () => {
  expect(pathToReturnTo('/inloggen?terug=/inloggen')).toBeNull()
  expect(pathToReturnTo('/uitloggen')).toBeNull()
  expect(pathToReturnTo('/inloggen-uitleg')).toBe('/inloggen-uitleg')
  expect(pathToReturnTo('/ambtenaar')).toBe('/ambtenaar')
})

test('someone lands where they wanted to be, but not in the area of others', () => {
  const partner = { roles: ['partnerMember' as const] }
  expect(landingOf(partner, '/trajecten/sociaal')).toBe('/trajecten/sociaal')
  expect(landingOf(partner, '/partner/account')).toBe('/partner/account')
  expect(landingOf(partner, '/ambtenaar/gebruikers')).toBe('/partner')
  expect(landingOf(partner, '//evil.example')).toBe('/partner')
  expect(landingOf({ roles: ['clerk'] }, null)).toBe('/raad')
  expect(landingOf({ roles: ['official', 'clerk'] }, '/raad')).toBe('/raad')
  expect(landingOf({ roles: ['official'] }, '/raadhuis')).toBe('/raadhuis')
})
