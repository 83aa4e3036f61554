import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { clearPlainNames, cookie, cookieName, readCookie, readSiteCookie, setCookies } from './cookies.server.ts'

test('over https the name of a cookie says where it may come from; in a demo over http it is plain', () => {
  expect(cookieName('saomen', { path: '/', secure: true })).toBe('__Host-saomen')
  expect(cookieName('concept', { path: '/trajecten/plan', secure: true })).toBe('__Secure-concept')
  expect(cookieName('saomen', { path: '/', secure: false })).toBe('saomen')
  expect(cookie('concept', 'x', { path: '/trajecten/plan', age: 60, secure: true })).toBe(
    '__Secure-concept=x; Path=/trajecten/plan; Max-Age=60; HttpOnly; SameSite=Lax; Secure',
  )
  expect(cookie('concept', 'x', { path: '/trajecten/plan', age: 60, secure: false })).not.toMatch(/__|Secure/)
})

test('a draft from before the prefixes is still found, and a newer one is preferred', () => {
  expect(readCookie('a=1; concept=old', 'concept')).toBe('old')
  expect(readCookie('concept=old; __Secure-concept=new', 'concept')).toBe('new')
  expect(readCookie('xconcept=1', 'concept')).toBeNull()
})

test('a neighbouring site cannot set a cookie of the whole site', () => {
  const read = (header: string, secure: boolean) =>
    readSiteCookie(header, 'saomen_toestel', { secure, fits: /^[a-z]+$/ })
  expect(read('saomen_toestel=theirs', true)).toBeNull()
  expect(read('saomen_toestel=theirs; __Host-saomen_toestel=ours', true)).toBe('ours')
  expect(read('saomen_toestel=demo', false)).toBe('demo')
  expect(read('saomen_toestel=%; saomen_toestel=demo', false)).toBe('demo')
})

test('a cookie that is removed under its new name is removed under the old one too', () => {
  const besides = (set: string, header: string) => {
    const headers = new Headers()
    setCookies(headers, set)
    clearPlainNames(headers, header)
    return headers.getSetCookie().slice(1)
  }
  const gone = cookie('ontvangen', '', { path: '/trajecten/plan', age: 0, secure: true })
  expect(besides(gone, 'ontvangen=old')).toEqual([
    'ontvangen=; Path=/trajecten/plan; Max-Age=0; HttpOnly; SameSite=Lax; Secure',
  ])
  expect(besides(gone, '__Secure-ontvangen=new')).toEqual([])
  expect(besides(cookie('x', '1', { path: '/p', age: 5, secure: false }), 'x=1')).toEqual([])
  expect(besides('__Host-saomen=abc; HttpOnly; Max-Age=1; Path=/; SameSite=Lax; Secure', 'saomen=abc')).toHaveLength(1)
})

test('no other file writes or parses a cookie header', async () => {
  const root = path.join(import.meta.dirname, '..')
  const folders = ['app', 'server', 'db', 'emails', 'scripts'].map(async (folder) =>
    (await readdir(path.join(root, folder), { recursive: true })).map((file) => path.join(folder, file)),
  )
  const files = (await Promise.all(folders)).flat().filter((file) => /(?<!\.test)\.(tsx?|js)$/.test(file))
  const itself = /set-cookie|getSetCookie|__Host-|__Secure-|SameSite|document\.cookie|from 'cookie'|createCookie/i
  const writers: string[] = []
  for (const file of files) if (itself.test(await readFile(path.join(root, file), 'utf8'))) writers.push(file)
  expect(files.length).toBeGreaterThan(400)
  expect(writers).toEqual(['app/cookies.server.ts'])
})
