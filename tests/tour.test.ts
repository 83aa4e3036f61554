import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { RouteConfigEntry } from '@remix-run/route-config'
import routeConfig from '#app/routes.ts'
import { behindLists, forOfficials, lookedAtElsewhere, madeForTour } from './journeys/tour-pages.ts'

/** The patterns of addresses that show a page of their own, such as '/ambtenaar/trajecten/:slug/punten'. */
function pagesOf(entries: readonly RouteConfigEntry[], before: string): string[] {
  return entries.flatMap(({ path: own = '', file, children, index }) => {
    const pattern = own === '' ? before : `${before}/${own}`
    const inner = children ? pagesOf(children, pattern) : []
    const isPage = file.endsWith('.tsx') && (own !== '' || index === true) && !children
    return isPage ? [pattern, ...inner] : inner
  })
}

const patterns = [...new Set(pagesOf(await routeConfig, ''))].filter((pattern) => pattern.startsWith('/ambtenaar'))
const expressionOf = (pattern: string) => new RegExp(`^${pattern.replace(/:\w+/g, '[^/?]+')}([?].*)?$`)
/** Where a list leads: it stands beside the list, with an id. */
const behind = behindLists.map(
  ({ list, part, then = '' }) => list.replace(/\?.*/, '').replace(/\/[^/]+$/, '') + part + then,
)
const seen = [...forOfficials, ...behind]
const fixed = (pattern: string) => pattern.split('/').filter((part) => !part.startsWith(':')).length

/** The pattern that an address is of: of those that fit, the one with the fewest parameters. */
const patternOf = (address: string) =>
  patterns.filter((pattern) => expressionOf(pattern).test(address)).sort((one, other) => fixed(other) - fixed(one))[0]

test('every page of officials is looked at: on the tour, or in the journey that is named', () => {
  const toured = new Set(seen.map(patternOf))
  const elsewhere = new Set([...Object.keys(lookedAtElsewhere), ...madeForTour])
  expect(patterns.length).toBeGreaterThan(50)
  expect(patterns.filter((pattern) => !toured.has(pattern) && !elsewhere.has(pattern))).toEqual([])
  expect([...elsewhere].filter((pattern) => !patterns.includes(pattern) || toured.has(pattern))).toEqual([])
})

test.each(Object.entries(lookedAtElsewhere))('%s is looked at in %s', (pattern, { journey, by }) => {
  const text = readFileSync(path.join(import.meta.dirname, 'journeys', journey), 'utf8')
  expect(text, pattern).toContain(by)
  expect(text).toMatch(/lookAround|visit\(/)
})

test('no script of a page asks how wide the window is: the tour opens a page once and makes its window wider', () => {
  const app = path.join(import.meta.dirname, '..', 'app')
  const scripts = globSync('**/*.{ts,tsx}', { cwd: app, exclude: (name) => /\.(test|fixture)\./.test(name) })
  expect(scripts.length).toBeGreaterThan(500)
  const asks = /\b((inner|outer|client|offset|scroll)Width|matchMedia|ResizeObserver|visualViewport)\b/
  expect(scripts.filter((file) => asks.test(readFileSync(path.join(app, file), 'utf8')))).toEqual([])
})
