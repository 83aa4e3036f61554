import { randomInt } from 'node:crypto'
import type { ServerBuild } from '@remix-run/node'
import { isBusy } from '#app/errors.server.ts'
import { isHarmless, isLogged, log } from '#app/log.server.ts'
import { routePatterns } from './route-pattern.ts'

export type RequestReport = {
  /** The number on the visitor's page, in the header of the answer and in the log. */
  requestId: string
  /** Logs what went wrong with the request; a visitor who left, or who may not do something, is no error. */
  report: (error: unknown) => void
  /** Call this when the request was answered. */
  answered: (status: number) => void
}

/** Logs the number of each request, its method and the pattern of its address; never who asked or for what. */
export function requestReports(build: ServerBuild | (() => Promise<ServerBuild>), { dev = false } = {}) {
  let patterns: Promise<(url: string) => string | null> | undefined
  const patternsOf = async () => routePatterns((typeof build === 'function' ? await build() : build).routes)
  const routeOf = async (url: string) => {
    try {
      return (await (patterns ??= patternsOf()))(url) ?? 'unknown'
    } catch {
      // The error itself is logged all the same.
      return 'unknown'
    }
  }

  return ({ method, url }: Request): RequestReport => {
    const requestId = newRequestNumber()
    const began = performance.now()
    return {
      requestId,
      report(error) {
        // A developer's own data may be on their own console.
        if (dev) console.error(error)
        if (isHarmless(error)) return
        void routeOf(url).then((route) => {
          const facts = { requestId, method, route }
          // This passes by itself, but many of these lines do not: hence a warning.
          if (isBusy(error)) log.warn('the database did not answer in time', facts, error)
          else log.error('a request went wrong', error, facts)
        })
      },
      answered(status) {
        if (!isLogged('debug')) return
        const ms = Math.round(performance.now() - began)
        void routeOf(url).then((route) => log.debug('request', { requestId, method, route, status, ms }))
      },
    }
  }
}

/** Short enough to say over the telephone: '4821-0937-1146'. */
function newRequestNumber(): string {
  const digits = String(randomInt(10 ** 12)).padStart(12, '0')
  return `${digits.slice(0, 4)}-${digits.slice(4, 8)}-${digits.slice(8)}`
}
