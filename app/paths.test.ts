import type { RouteConfigEntry } from '@remix-run/route-config'
import { matchRoutes } from '@remix-run/react'
import { describe, expect, test } from 'vitest'
import { isWithin, paths, withQuery } from './paths.ts'
import routes from './routes.ts'

type Builder = (...parts: never[]) => string
type Group = { [name: string]: Group | Builder }

/** Every route that has an address of its own, by the file of its screen: 'official/process/split'. */
function addressesOf(entries: readonly RouteConfigEntry[], above = ''): { file: string; pattern: string }[] {
  return entries.flatMap(({ path, index, file, children }) => {
    const pattern = [above, path].filter(Boolean).join('/')
    const isPage = !children?.length && path !== '*' && (path !== undefined || index)
    return [
      ...(isPage ? [{ file: file.replace(/^routes\/|\.tsx?$/g, ''), pattern: `/${pattern}` }] : []),
      ...addressesOf(children ?? [], pattern),
    ]
  })
}

function buildersOf(group: Group, above = ''): { name: string; build: Builder }[] {
  return Object.entries(group).flatMap(([name, value]) =>
    typeof value === 'function' ? [{ name: above + name, build: value }] : buildersOf(value, `${above}${name}.`),
  )
}

const nameOf = (file: string) =>
  file.replaceAll('/', '.').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
const partsOf = (pattern: string) => pattern.match(/:\w+\??/g) ?? []

const pages = addressesOf(await routes)
const builders = buildersOf(paths)
const tree = pages.map(({ file, pattern }) => ({ id: nameOf(file), path: pattern }))
const routeAt = (address: string) => matchRoutes(tree, address)?.map(({ route }) => route.id)

describe('every address is built in one place', () => {
  test('each route has a builder that is named after its file, and there are no other builders', () => {
    expect(builders.map(({ name }) => name).sort()).toEqual(pages.map(({ file }) => nameOf(file)).sort())
  })

  test.each(pages)('$pattern', ({ file, pattern }) => {
    const build = builders.find(({ name }) => name === nameOf(file))?.build
    const parts = partsOf(pattern)
    const values = parts.map((_, at) => `deel-${at + 1}`)
    const filled = (count: number) => {
      let at = 0
      return pattern.replace(/\/:\w+(\?)?/g, (_, optional) => (optional && at >= count ? '' : `/${values[at++]}`))
    }
    const least = parts.filter((part) => !part.endsWith('?')).length
    for (let count = least; count <= parts.length; count++) {
      const address: string = Reflect.apply(build ?? String, undefined, values.slice(0, count))
      expect(address).toBe(filled(count))
      expect(routeAt(address)).toEqual([nameOf(file)])
    }
    expect(build?.length, 'as many parts as the route has').toBe(parts.length)
  })

  test('slugs, ids, chapters and link secrets stay unchanged; any other text cannot break out of its part of the address', () => {
    const kept = ['wonen-2016', '019371a2-7c1e-7bcd-8a01-5e3f0c9d1a2b', '2-gezin', 'Ab_9-x']
    for (const each of kept) expect(paths.public.planChapter(each, each)).toBe(`/trajecten/${each}/plan/${each}`)
    expect(paths.public.process('../x?a#b')).toBe('/trajecten/..%2Fx%3Fa%23b')
  })
})

test('empty parameters are left out, the others are encoded', () => {
  expect(withQuery('/x', { zoek: '', na: null, pagina: undefined })).toBe('/x')
  expect(withQuery('/x', { zoek: 'a & b', pagina: 2, over: 'alinea:p2' })).toBe(
    '/x?zoek=a+%26+b&pagina=2&over=alinea:p2',
  )
})

test('an address is within a page when it is that page or below it, not when it only begins alike', () => {
  for (const within of ['/raad', '/raad/account', '/raad?x', '/raad#x']) expect(isWithin(within, '/raad')).toBe(true)
  for (const other of ['/raadsel', '/', '/x/raad']) expect(isWithin(other, '/raad')).toBe(false)
})
