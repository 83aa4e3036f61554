import { matchRoutes } from '@remix-run/react'
import type { ServerBuild } from '@remix-run/node'

type Routes = ServerBuild['routes']
type Route = Parameters<typeof matchRoutes>[0][number]

/**
 * Returns a function that gives the pattern of an address for the log, such as '/mijn-reactie/:code', or null for an
 * address that no route has. Never the address itself: it may hold a code, a secret link or something that was typed.
 */
export function routePatterns(routes: Routes): (url: string) => string | null {
  const tree = childrenOf(routes, undefined)
  return (url) => {
    const path = new URL(url).pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/')
    let matches: ReturnType<typeof matchRoutes> = null
    try {
      matches = matchRoutes(tree, path)
    } catch {
      // An address that cannot be decoded belongs to no route.
    }
    if (!matches) return null
    return `/${matches.flatMap(({ route }) => route.path ?? []).join('/')}`.replace(/\/{2,}/g, '/')
  }
}

function childrenOf(routes: Routes, parentId: string | undefined): Route[] {
  return Object.values(routes).flatMap((route): Route[] => {
    if (!route || route.parentId !== parentId) return []
    const { id, path, index, caseSensitive } = route
    return index
      ? [{ id, path, index: true, caseSensitive }]
      : [{ id, path, caseSensitive, children: childrenOf(routes, id) }]
  })
}

/**
 * Matches the plainest spelling of the addresses of a route, with a group for each part that varies; addresses in any other
 * spelling are for the router.
 */
export function patternOf(routes: Routes, id: string): RegExp {
  const parts: string[] = []
  for (let route = routes[id]; route; route = routes[route.parentId ?? ''])
    parts.unshift(...(route.path?.split('/') ?? []))
  const plain = parts.filter((part) => part !== '').map((part) => part.replace(/^:(\w+)$/, '(?<$1>[a-z0-9-]+)'))
  return new RegExp(`^/${plain.join('/')}$`)
}
