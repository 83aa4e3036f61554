import routes from '../app/routes.ts'
import type { RouteConfigEntry } from '@remix-run/route-config'

/**
 * Every address that anyone may open, from routes.ts, with its parameters filled in, so that a public route that is
 * added later is tested too. Throws for a parameter without a value.
 */
export async function publicAddresses(values: Record<string, string>): Promise<string[]> {
  const filled = (route: string) =>
    `/${route}`.replace(/:(\w+)\??|\*/g, (part, name: string | undefined) => {
      const value = values[name ?? '*']
      if (value === undefined) throw new Error(`a public route has a part without a value here: ${part} in ${route}`)
      return value
    })
  return pathsUnder(await routes, '').map(filled)
}

function pathsUnder(entries: readonly RouteConfigEntry[], above: string): string[] {
  return entries.flatMap(({ path, index, file, children }) => {
    const here = [above, path].filter(Boolean).join('/')
    const isPublic = file.startsWith('routes/public/') && (path !== undefined || index)
    return [...(isPublic ? [here] : []), ...pathsUnder(children ?? [], here)]
  })
}
