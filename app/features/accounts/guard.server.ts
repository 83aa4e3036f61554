import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import type { Pool } from 'pg'
import { asResponse, NotFound } from '#app/errors.server.ts'
import { municipalityOfHost, type Municipality } from '#app/features/municipalities/municipality.server.ts'
import type { Db } from '#db/client.server.ts'
import { hasInnerRole, mayEnter, type Actor, type Audience, type InnerRole } from './account.ts'
import { whoIs } from './session.server.ts'

/** What the server hands to every request. */
export type AppContext = {
  db: Db
  pool: Pool
  mode: 'demo' | 'production'
  /** Key for hashes of codes, addresses and links. */
  secret: string
  baseUrl: string | null
  /** Whether visitors come over https, so that cookies may be limited to it. */
  secure: boolean
  /** When the request reached the server: the time that counts for terms. */
  arrivedAt: Date
  clientAddress: string
  nonce: string
  /** Headers that the response gets besides its own, such as cookies. */
  headers: Headers
}

declare module '@remix-run/node' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- merges with Remix's own interface
  interface AppLoadContext extends AppContext {}
}

/** What a guarded loader or action gets. `now` is when the request arrived. */
export type Visit = {
  db: Db
  pool: Pool
  context: AppContext
  municipality: Municipality
  now: Date
  request: Request
  url: URL
  params: Record<string, string | undefined>
  actor: Actor | null
  sessionId: string | null
  /** Site part that sessions need. */
  site: { pool: Pool; secure: boolean; municipalityId: string }
}
export type MemberVisit = Visit & { actor: Actor; sessionId: string }

type Args = LoaderFunctionArgs | ActionFunctionArgs
export type Tagged = { audience: Audience | 'everyone' }

/** Guards a loader or action that anyone may use. */
export function forEveryone<T>(handle: (visit: Visit) => Promise<T>) {
  return Object.assign((args: Args) => answer(args, handle), { audience: 'everyone' as const })
}

/**
 * Guards a loader or action of one area; `needs` asks for an inner role as well. Who is not logged in is sent to the
 * login page, and what was posted is kept to be sent again. Another role gets 404: that area does not exist for them.
 */
export function onlyFor<T>(audience: Audience, handle: (visit: MemberVisit) => Promise<T>, needs?: InnerRole) {
  const guarded = (args: Args) =>
    answer(args, async (visit) => {
      const { actor, sessionId } = visit
      if (!actor || !sessionId) throw await askToLogIn(visit)
      if (!mayEnter(actor, audience)) throw new NotFound()
      if (needs && !hasInnerRole(actor, needs)) {
        throw new Response('Uw rol mag dit niet. Vraag de beheerder van uw gemeente om de rol die nodig is.', { status: 403 })
      }
      return handle({ ...visit, actor, sessionId })
    })
  return Object.assign(guarded, { audience })
}

async function answer<T>(args: Args, handle: (visit: Visit) => Promise<T>): Promise<T> {
  try {
    return await handle(await visitOf(args))
  } catch (error) {
    throw asResponse(error)
  }
}

async function visitOf({ request, params, context }: Args): Promise<Visit> {
  const { db, pool, secure, arrivedAt } = context
  const url = new URL(request.url)
  const municipality = await municipalityOfHost(db, request.headers.get('host') ?? url.host)
  if (!municipality) throw new NotFound()
  const site = { pool, secure, municipalityId: municipality.id }
  const { actor, sessionId, setCookie } = await whoIs(db, site, request.headers.get('cookie'))
  if (setCookie) context.headers.append('Set-Cookie', setCookie)
  return { db, pool, context, municipality, now: arrivedAt, request, url, params, actor, sessionId, site }
}

/** Fields of a form that was posted by someone whose session had ended; the login page keeps them. */
export type InterruptedPost = { path: string; fields: [string, string][]; filesLost: boolean }

async function askToLogIn({ request, url }: Visit): Promise<Response> {
  const path = url.pathname.replace(/\.data$/, '') + withoutRouteHints(url)
  if (request.method === 'GET' || request.method === 'HEAD') {
    return redirect(`/inloggen?terug=${encodeURIComponent(path)}`)
  }
  const form = await request.clone().formData()
  const interrupted: InterruptedPost = { path, fields: [], filesLost: false }
  for (const [name, value] of form) {
    if (typeof value === 'string') interrupted.fields.push([name, value])
    else if (value.size > 0) interrupted.filesLost = true
  }
  return Response.json({ interrupted }, { status: 401 })
}

/** Single fetch adds parameters of its own, which are no part of the address of the page. */
function withoutRouteHints(url: URL): string {
  const own = new URLSearchParams(url.search)
  own.delete('_routes')
  const text = own.toString().replace(/index=(&|$)/, 'index$1')
  return text ? `?${text}` : ''
}
