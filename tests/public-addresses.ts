import routes from '../app/routes.ts'
import type { RouteConfigEntry } from '@remix-run/route-config'

/**
 * Every address that anyone may open, from routes.ts, with its parameters filled in, so that a public route that is
 * added later is tested too. Throws for a parameter without a value.
 */
export async function publicAddresses(values: Record<string, string>): Promise<string[]> {
  return (await publicRoutes(values)).map(({ address }) => address)
}

/** The same with the file of each route, such as 'routes/public/home.tsx'. */
export async function publicRoutes(values: Record<string, string>): Promise<{ address: string; file: string }[]> {
  const filled = (route: string) =>
    `/${route}`.replace(/:(\w+)\??|\*/g, (part, name: string | undefined) => {
      const value = values[name ?? '*']
      if (value === undefined) throw new Error(`a public route has a part without a value here: ${part} in ${route}`)
      return value
    })
  return routesUnder(await routes, '').map(({ route, file }) => ({ address: filled(route), file }))
}

function routesUnder(entries: readonly RouteConfigEntry[], above: string): { route: string; file: string }[] {
  return entries.flatMap(({ path, index, file, children }) => {
    const route = [above, path].filter(Boolean).join('/')
    const isPublic = file.startsWith('routes/public/') && (path !== undefined || index)
    return [...(isPublic ? [{ route, file }] : []), ...routesUnder(children ?? [], route)]
  })
}
