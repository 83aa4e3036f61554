import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import type { AppContext } from '#app/features/accounts/guard.server.ts'
import { patternOf } from './route-pattern.ts'

type Routes = ServerBuild['routes']
type Action = NonNullable<NonNullable<Routes[string]>['module']['action']>
type Handler = ReturnType<typeof createRequestHandler>

/** What an action gave or threw. */
type Outcome = { given: Awaited<ReturnType<Action>> } | { thrown: unknown }

/**
 * For pages whose forms thousands send at once: the routes whose action is marked `direct` (`formAction`). The server calls
 * the guarded action itself and passes its redirect on, without Remix. Whatever else comes of it, an answer to show or an
 * error, goes to Remix with the request, and where Remix would run the action it gets that outcome: nothing is done twice.
 * For these pages Remix has the one route and those around it, because it compares an address with every route it has.
 * Returns null for any other address.
 */
export function directActions(given: ServerBuild): (request: Request) => Handler | null {
  const outcomes = new WeakMap<object, Outcome>()
  const direct = Object.entries(given.routes).flatMap(([id, route]) => {
    const action = route?.module.action
    if (!route || !action || !isDirect(action)) return []
    const again: Action = (args) => {
      const outcome = outcomes.get(args.context)
      if (!outcome) return action(args)
      outcomes.delete(args.context)
      if ('thrown' in outcome) throw outcome.thrown
      return outcome.given
    }
    const routes = { ...routesAround(given.routes, id), [id]: { ...route, module: { ...route.module, action: again } } }
    const own = Object.entries(given.assets.routes).filter(([name]) => name in routes)
    const assets = { ...given.assets, routes: Object.fromEntries(own) }
    const remix = createRequestHandler({ ...given, routes, assets }, 'production')
    const pattern = patternOf(given.routes, id)
    const handle: Handler = async (request, context) => {
      const { pathname, search } = new URL(request.url)
      // A parameter may ask Remix for data in place of a page.
      if (request.method !== 'POST' || search !== '' || !context) return remix(request, context)
      const outcome = await outcomeOf(action, { request, params: { ...pattern.exec(pathname)?.groups }, context })
      const answer = 'thrown' in outcome ? outcome.thrown : outcome.given
      if (answer instanceof Response && answer.headers.has('Location')) return answer
      outcomes.set(context, outcome)
      return remix(withoutBody(request), context)
    }
    return [{ pattern, handle }]
  })
  return (request) => {
    const { pathname } = new URL(request.url)
    return direct.find(({ pattern }) => pattern.test(pathname))?.handle ?? null
  }
}

const isDirect = (action: Action) => 'direct' in action && action.direct === true

/** A route and those that its page is inside of. */
function routesAround(routes: Routes, id: string): Routes {
  const route = routes[id]
  if (!route) return {}
  return { ...(route.parentId === undefined ? {} : routesAround(routes, route.parentId)), [id]: route }
}

async function outcomeOf(
  action: Action,
  args: { request: Request; params: Record<string, string>; context: AppContext },
): Promise<Outcome> {
  try {
    return { given: await action(args) }
  } catch (thrown) {
    return { thrown }
  }
}

/** The same request once its body was read. */
function withoutBody({ url, method, headers, signal }: Request): Request {
  const own = new Headers(headers)
  own.delete('content-type')
  return new Request(url, { method, headers: own, signal })
}
