import { expect, test } from 'vitest'
import { cookie, cookieName, readCookie, readSiteCookie, withoutPlainNames } from './cookies.server.ts'

test('over https a name says where the cookie may come from; in a demo over http it is plain', () => {
  expect(cookieName('saomen', { path: '/', secure: true })).toBe('__Host-saomen')
  expect(cookieName('concept', { path: '/trajecten/plan', secure: true })).toBe('__Secure-concept')
  expect(cookieName('saomen', { path: '/', secure: false })).toBe('saomen')
  expect(cookie('concept', 'x', { path: '/trajecten/plan', age: 60, secure: true })).toBe(
    '__Secure-concept=x; Path=/trajecten/plan; Max-Age=60; HttpOnly; SameSite=Lax; Secure',
  )
  expect(cookie('concept', 'x', { path: '/trajecten/plan', age: 60, secure: false })).not.toMatch(/__|Secure/)
})

test('a draft of before the prefixes is still found, and a newer one goes before it', () => {
  expect(readCookie('a=1; concept=old', 'concept')).toBe('old')
  expect(readCookie('concept=old; __Secure-concept=new', 'concept')).toBe('new')
  expect(readCookie('xconcept=1', 'concept')).toBeNull()
})

test('a neighbouring site sets no cookie of the whole site', () => {
  const read = (header: string, secure: boolean) =>
    readSiteCookie(header, 'saomen_toestel', { secure, fits: /^[a-z]+$/ })
  expect(read('saomen_toestel=theirs', true)).toBeNull()
  expect(read('saomen_toestel=theirs; __Host-saomen_toestel=ours', true)).toBe('ours')
  expect(read('saomen_toestel=demo', false)).toBe('demo')
  expect(read('saomen_toestel=%; saomen_toestel=demo', false)).toBe('demo')
})

test('what is forgotten under its new name is forgotten under the old one', () => {
  const gone = cookie('ontvangen', '', { path: '/trajecten/plan', age: 0, secure: true })
  expect(withoutPlainNames([gone], 'ontvangen=old')).toEqual([
    'ontvangen=; Path=/trajecten/plan; Max-Age=0; HttpOnly; SameSite=Lax; Secure',
  ])
  expect(withoutPlainNames([gone], '__Secure-ontvangen=new')).toEqual([])
  expect(withoutPlainNames([cookie('x', '1', { path: '/p', age: 5, secure: false })], 'x=1')).toEqual([])
  expect(
    withoutPlainNames(['__Host-saomen=abc; HttpOnly; Max-Age=1; Path=/; SameSite=Lax; Secure'], 'saomen=abc'),
  ).toHaveLength(1)
})
