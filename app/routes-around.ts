type Route = { id: string; parentId?: string; path?: string; index?: boolean }

/**
 * The routes that have a part in a page: those that match it, and those that pages above it in the address would have, which the
 * browser needs to know when it goes there. `matched` ends with the route of the page itself.
 */
export function routesAround<R extends Route>(
  routes: Record<string, R>,
  matched: readonly string[],
): Record<string, R> {
  const leaf = matched.at(-1) ?? ''
  const known = keptOf(routes)
  const around = known.get(leaf) ?? findAround(routes, leaf)
  known.set(leaf, around)
  const ids = new Set([...matched, ...around])
  return Object.fromEntries(Object.entries(routes).filter(([id]) => ids.has(id)))
}

function findAround(routes: Record<string, Route>, leaf: string): string[] {
  const page = `${addressOf(routes, leaf)}/`
  // A layout without an address of its own matches nothing by itself.
  const found = Object.values(routes)
    .filter(({ path, index }) => path !== undefined || index)
    .map(({ id }) => id)
    .filter((id) => page.startsWith(`${addressOf(routes, id)}/`))
  return found.flatMap((id) => [...ancestors(routes, id), id])
}

/** The address of a route with a mark in the place of each parameter, beginning with a slash; '' for that of the site. */
const addressOf = (routes: Record<string, Route>, id: string) =>
  [...ancestors(routes, id), id]
    .flatMap((each) => routes[each]?.path?.split('/').filter(Boolean) ?? [])
    .map((part) => `/${part.startsWith(':') ? ':' : part}`)
    .join('')

/** From the root down. */
function ancestors(routes: Record<string, Route>, id: string): string[] {
  const parentId = routes[id]?.parentId
  return parentId === undefined ? [] : [...ancestors(routes, parentId), parentId]
}

/** What was found before, by the route of the page. */
const kept = new WeakMap<object, Map<string, string[]>>()

function keptOf(routes: object): Map<string, string[]> {
  const own = kept.get(routes) ?? new Map<string, string[]>()
  kept.set(routes, own)
  return own
}
