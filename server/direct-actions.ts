import type { ServerBuild } from '@remix-run/node'
import type { AppContext } from '#app/features/accounts/guard.server.ts'
import { patternOf } from './route-pattern.ts'

type Routes = ServerBuild['routes']
type Action = NonNullable<NonNullable<Routes[string]>['module']['action']>

/** What an action gave or threw. */
type Outcome = { given: Awaited<ReturnType<Action>> } | { thrown: unknown }

/**
 * For forms that thousands send at once, on routes whose action is marked `direct` (`formAction`): the server calls the
 * guarded action itself and passes its redirect on, without Remix. Whatever else comes of it, an answer to show or an
 * error, goes to Remix with the request. The `build` for Remix gives that outcome again where the action would run, so that
 * nothing is done twice.
 */
export function directActions(given: ServerBuild): {
  build: ServerBuild
  /** The redirect of the action; or the request for Remix, without its body where the action has read that. */
  act(request: Request, context: AppContext): Promise<Response | Request>
} {
  const outcomes = new WeakMap<object, Outcome>()
  const direct: { action: Action; pattern: RegExp }[] = []
  const routes: Routes = {}
  for (const [id, route] of Object.entries(given.routes)) {
    const action = route?.module.action
    routes[id] = route
    if (!route || !action || !isDirect(action)) continue
    direct.push({ action, pattern: patternOf(given.routes, id) })
    const again: Action = (args) => {
      const outcome = outcomes.get(args.context)
      if (!outcome) return action(args)
      outcomes.delete(args.context)
      if ('thrown' in outcome) throw outcome.thrown
      return outcome.given
    }
    routes[id] = { ...route, module: { ...route.module, action: again } }
  }
  return {
    build: { ...given, routes },
    async act(request, context) {
      const { pathname, search } = new URL(request.url)
      // A parameter may ask Remix for data in place of a page.
      const route =
        request.method === 'POST' && search === '' ? direct.find(({ pattern }) => pattern.test(pathname)) : undefined
      if (!route) return request
      const params = { ...route.pattern.exec(pathname)?.groups }
      const outcome = await outcomeOf(route.action, { request, params, context })
      const answer = 'thrown' in outcome ? outcome.thrown : outcome.given
      if (answer instanceof Response && answer.headers.has('Location')) return answer
      outcomes.set(context, outcome)
      const headers = new Headers(request.headers)
      headers.delete('content-type')
      return new Request(request.url, { method: 'POST', headers, signal: request.signal })
    },
  }
}

const isDirect = (action: Action) => 'direct' in action && action.direct === true

async function outcomeOf(action: Action, args: Parameters<Action>[0]): Promise<Outcome> {
  try {
    return { given: await action(args) }
  } catch (thrown) {
    return { thrown }
  }
}
