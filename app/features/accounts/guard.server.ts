import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import type { Pool } from 'pg'
import { setCookies } from '#app/cookies.server.ts'
import { asResponse, NotFound } from '#app/errors.server.ts'
import {
  municipalityOfHost,
  type HostOwner,
  type Municipality,
} from '#app/features/municipalities/municipality.server.ts'
import { paths, withQuery } from '#app/paths.ts'
import { isThisMachine } from '#app/this-machine.ts'
import type { Db } from '#db/client.server.ts'
import { hasInnerRole, mayEnter, type Actor, type Audience, type InnerRole } from './account.ts'
import { deviceName } from './device.ts'
import { mayBeKept, type InterruptedPost } from './interrupted-post.ts'
import { deviceTokenIn, type Browser } from './known-device.server.ts'
import { needsSecondStep } from './second-step.ts'
import { sendsSession, setsSession, whoIs, type Site } from './session.server.ts'

/** What the server hands to every request. */
export type AppContext = {
  db: Db
  pool: Pool
  mode: 'demo' | 'production'
  /** Key for hashes of codes, addresses and links. */
  secret: string
  baseUrl: string | null
  /** The port that the server itself listens on. */
  ownPort: number
  /** Whether visitors come over https, so that cookies may be limited to it. */
  secure: boolean
  /** The address ended in `.data`: Remix then reads what a loader answers to its end, and makes data of it. */
  forData?: boolean
  /**
   * Whose pages a host asks for, as far as this process is sure of it without asking the database; null when it is not.
   * Absent where nothing is kept in memory.
   */
  knownMunicipality?: (host: string) => Promise<HostOwner | null>
  /** When the request reached the server: the time that counts for terms. */
  arrivedAt: Date
  /** When the same form arrived before and was refused for pressure; the server checked its own signature. */
  firstArrivedAt?: Date | null
  clientAddress: string
  nonce: string
  /** Headers that the response gets besides its own, such as cookies. */
  headers: Headers
  /** Number of the request, for its log lines and its visitor; absent where nobody serves. */
  requestId?: string
  /** Writes to the log what went wrong with this request; absent where nobody serves. */
  report?: (error: unknown) => void
  /** Called when whoever asks turned out to be allowed into an area; absent where nobody serves. */
  entered?: () => void
  /** Goes off when the process is about to end: what would stay open ends too. */
  draining?: AbortSignal
  /** Set when the form that was posted came back with errors: the title of the page then begins with 'Fout:'. */
  refused?: boolean
}

declare module '@remix-run/node' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- merges with Remix's own interface
  interface AppLoadContext extends AppContext {}
  /** Data of loaders and actions arrives as it was sent: a Date is a Date. */
  interface Future {
    v3_singleFetch: true
  }
}

/** What a guarded loader or action gets. `now` is when the request arrived. */
export type Visit = {
  db: Db
  pool: Pool
  context: AppContext
  municipality: Municipality
  /** Begin of links in messages, such as 'https://doemee.gemeente.example'. */
  origin: string
  now: Date
  request: Request
  url: URL
  params: Record<string, string | undefined>
  actor: Actor | null
  sessionId: string | null
  /** Whether the actor logs in in two steps. */
  hasSecondStep: boolean
  /** Whether the session was opened by an older version. */
  fromBefore: boolean
  browser: Browser
  site: Site
}
export type MemberVisit = Visit & { actor: Actor; sessionId: string }

type Args = LoaderFunctionArgs | ActionFunctionArgs

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
      args.context.entered?.()
      if (mustSetUpSecondStep(visit)) throw await askForSecondStep(visit)
      if (needs && !hasInnerRole(actor, needs)) {
        throw new Response('Uw rol mag dit niet. Vraag de beheerder van uw gemeente om de rol die nodig is.', {
          status: 403,
        })
      }
      return handle({ ...visit, actor, sessionId })
    })
  return Object.assign(guarded, { audience, needs: needs ?? null })
}

/** Guards what is for whoever is logged in, in whatever area. */
export function forEveryAccount<T>(handle: (visit: MemberVisit) => Promise<T>) {
  const guarded = (args: Args) =>
    answer(args, async (visit) => {
      const { actor, sessionId } = visit
      if (!actor || !sessionId) throw await askToLogIn(visit)
      return handle({ ...visit, actor, sessionId })
    })
  return Object.assign(guarded, { audience: 'everyone' as const })
}

/** Of a session that an older version opened nothing is asked: it may be in the middle of someone's term. */
function mustSetUpSecondStep({ actor, context, hasSecondStep, fromBefore }: Visit): boolean {
  return actor !== null && needsSecondStep(actor, context.mode) && !hasSecondStep && !fromBefore
}

/**
 * The visit as it would be if it began now, for what goes on after its request: who logged out meanwhile, was blocked or
 * lost the role gets NotFound.
 */
export async function visitAgain(visit: MemberVisit, audience: Audience): Promise<MemberVisit> {
  const { actor, ...session } = await whoIs(visit.site, visit.request.headers.get('cookie'), visit.now)
  if (!actor || !mayEnter(actor, audience) || mustSetUpSecondStep({ ...visit, ...session, actor })) throw new NotFound()
  return { ...visit, actor }
}

async function answer<T>(args: Args, handle: (visit: Visit) => Promise<T>): Promise<T> {
  try {
    const given = await handle(await visitOf({ ...args, request: refusingOtherThanForms(args.request) }))
    if (isRefusal(given)) args.context.refused = true
    return given
  } catch (error) {
    throw asResponse(error, args.context)
  }
}

/** A body that is no form, or half of one, is a fault of who sent it. */
function refusingOtherThanForms(request: Request): Request {
  const read = request.formData.bind(request)
  request.formData = () =>
    read().catch(() => {
      throw new Response('Het formulier kwam niet goed over. Ga terug en probeer het nog een keer.', { status: 400 })
    })
  return request
}

/** Whether a loader or action answered with `data(…, { status })` that says it went wrong. */
function isRefusal(given: unknown): boolean {
  if (typeof given !== 'object' || given === null || !('init' in given)) return false
  const { init } = given
  return (
    typeof init === 'object' &&
    init !== null &&
    'status' in init &&
    typeof init.status === 'number' &&
    init.status >= 400
  )
}

async function visitOf({ request, params, context }: Args): Promise<Visit> {
  const { db, pool, secure, arrivedAt } = context
  const url = new URL(request.url)
  const host = request.headers.get('host') ?? url.host
  const found = await ownerOnce(context, request, host, () => findMunicipality(context, request, host))
  if (!found) throw new NotFound()
  const { municipality } = found
  const site = { pool, secure, municipalityId: municipality.id }
  const cookies = request.headers.get('cookie')
  const { setCookie, ...who } = await whoOnce(context, request, cookies, () => whoIs(site, cookies, arrivedAt))
  const browser = { device: deviceName(request.headers.get('user-agent')), deviceToken: deviceTokenIn(cookies, secure) }
  // After an action its loaders run with the same cookies: they must not clear the session that the action opened.
  if (setCookie && !setsSession(context.headers, secure)) setCookies(context.headers, setCookie)
  const origin = originOf(context, url, found.named ? host : null)
  return { db, pool, context, municipality, origin, now: arrivedAt, request, url, params, ...who, browser, site }
}

/** Lets the loaders of one page ask something once together, by what it depends on. What an action changed, its loaders see. */
function onceAPage<T>() {
  const askedBy = new WeakMap<AppContext, { of: string | null; answer: Promise<T> }>()
  return (context: AppContext, { method }: Request, of: string | null, ask: () => Promise<T>): Promise<T> => {
    if (method !== 'GET') return ask()
    const before = askedBy.get(context)
    const asked = before?.of === of ? before : { of, answer: ask() }
    askedBy.set(context, asked)
    return asked.answer
  }
}

const ownerOnce = onceAPage<HostOwner | null>()
const whoOnce = onceAPage<Awaited<ReturnType<typeof whoIs>>>()

/**
 * The database says it to who may have a session: they see at once what they changed, also in another process, which hears
 * of it within a second.
 */
async function findMunicipality({ db, secure, knownMunicipality }: AppContext, { headers }: Request, host: string) {
  const isKnown = knownMunicipality && !sendsSession(headers.get('cookie'), secure)
  return (isKnown ? await knownMunicipality(host) : null) ?? municipalityOfHost(db, host)
}

/**
 * Where links begin: links follow the visitor only to a host that is the municipality's own, or to another name of this machine
 * in a demo, and never to a port of their choice. Anyone can send any Host header, and a link in a message must not lead to
 * their site.
 */
function originOf(
  { baseUrl, ownPort }: Pick<AppContext, 'baseUrl' | 'ownPort'>,
  { hostname }: URL,
  ownHost: string | null,
): string {
  if (ownHost === null && baseUrl !== null) return baseUrl
  const address = new URL(baseUrl ?? `http://localhost:${ownPort}`)
  if (ownHost !== null) address.hostname = ownHost.replace(/:\d+$/, '')
  else if (isThisMachine(hostname)) address.hostname = hostname
  return address.origin
}

async function askToLogIn(visit: Visit): Promise<Response> {
  if (isReading(visit)) return redirect(withQuery(paths.public.logIn(), { terug: pathOf(visit) }))
  return Response.json(
    { interrupted: await whatWasPosted(visit), municipalityName: visit.municipality.name },
    { status: 401 },
  )
}

/** First the second step, and nothing before it; what was posted meanwhile is kept to be sent again after it. */
async function askForSecondStep(visit: Visit): Promise<Response> {
  if (isReading(visit)) return redirect(withQuery(paths.public.secondStep(), { terug: pathOf(visit) }))
  const interrupted = { ...(await whatWasPosted(visit)), needsSecondStep: true }
  return Response.json({ interrupted, municipalityName: visit.municipality.name }, { status: 403 })
}

const isReading = ({ request }: Visit) => request.method === 'GET' || request.method === 'HEAD'
const pathOf = ({ url }: Visit) => url.pathname.replace(/\.data$/, '') + withoutRouteHints(url)

async function whatWasPosted(visit: Visit): Promise<InterruptedPost> {
  const interrupted: InterruptedPost = {
    path: pathOf(visit),
    fields: [],
    filesLost: false,
    passwordLost: false,
    needsSecondStep: false,
  }
  const form = await visit.request.formData().catch(() => new FormData())
  for (const [name, value] of form) {
    if (typeof value !== 'string') interrupted.filesLost ||= value.size > 0
    else if (mayBeKept(name)) interrupted.fields.push([name, value])
    else interrupted.passwordLost ||= value !== ''
  }
  return interrupted
}

/** Single fetch adds parameters of its own, which are no part of the address of the page. */
function withoutRouteHints(url: URL): string {
  const own = new URLSearchParams(url.search)
  own.delete('_routes')
  const text = own.toString().replace(/index=(&|$)/, 'index$1')
  return text ? `?${text}` : ''
}
