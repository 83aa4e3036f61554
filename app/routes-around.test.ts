import { expect, test } from 'vitest'
import { routesAround } from './routes-around.ts'

const routes = Object.fromEntries(
  [
    { id: 'root', path: '' },
    { id: 'home', parentId: 'root', index: true },
    { id: 'area', parentId: 'root' },
    { id: 'today', parentId: 'area', path: 'ambtenaar' },
    { id: 'processes', parentId: 'area', path: 'ambtenaar/trajecten' },
    { id: 'points', parentId: 'area', path: 'ambtenaar/trajecten/:slug/punten' },
    { id: 'list', parentId: 'points', index: true },
    { id: 'point', parentId: 'points', path: ':pointId' },
    { id: 'filters', parentId: 'area', path: 'ambtenaar/trajecten/:slug/punten/filters' },
    { id: 'plan', parentId: 'root', path: 'plannen/:slug' },
  ].map((route) => [route.id, route]),
)

test('a page knows its own routes and those of the pages above it in the address, and no others', () => {
  const around = Object.keys(routesAround(routes, ['root', 'area', 'points', 'point']))
  expect(around.sort()).toEqual(['area', 'home', 'list', 'point', 'points', 'processes', 'root', 'today'])
  expect(Object.keys(routesAround(routes, ['root', 'plan'])).sort()).toEqual(['home', 'plan', 'root'])
})

test('a page that failed high up knows at least what it shows', () => {
  expect(Object.keys(routesAround(routes, ['root']))).toContain('root')
})
