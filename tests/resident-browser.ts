import type { AppContext } from '#app/features/accounts/guard.server.ts'
import * as forget from '#app/routes/public/forget.tsx'
import * as myReaction from '#app/routes/public/my-reaction.tsx'
import * as react from '#app/routes/public/react.tsx'
import * as aboutYou from '#app/routes/public/react-about-you.tsx'
import * as check from '#app/routes/public/react-check.tsx'
import * as receipt from '#app/routes/public/receipt.tsx'
import type { Database } from '#db/client.server.ts'
import { NOW } from './factories.ts'

const secret = 's'.repeat(32)

type Route = { loader: (args: never) => Promise<unknown>; action?: (args: never) => Promise<unknown> }
/** What a page answered: its status, where it leads to, and the data it shows. */
export type Answer = { status: number; to: string | null; page: Record<string, unknown> }
const routes: [RegExp, Route][] = [
  [/\/reageren$/, react],
  [/\/over-u$/, aboutYou],
  [/\/controleren$/, check],
  [/\/ontvangen$/, receipt],
  [/\/vergeten$/, forget],
  [/\/mijn-reactie$/, myReaction],
]

/** A resident's browser on the pages of a reaction, without JavaScript: carries cookies to the paths that they are for, and sends forms as browsers do. */
export class ResidentBrowser {
  private database: Pick<Database, 'db' | 'pool'>
  private host: string
  now = NOW
  cookies = new Map<string, { value: string; path: string; /** ends with the browser */ session: boolean }>()
  raw: string[] = []
  /** Sends the answers to nowhere: what a lost connection does. */
  offline = false

  constructor(database: Pick<Database, 'db' | 'pool'>, host: string) {
    this.database = database
    this.host = host
  }

  /** Opens a page. */
  get(path: string): Promise<Answer> {
    return this.ask(path, 'GET')
  }
  /** Sends a form, with line breaks as browsers send them. */
  post(path: string, fields: Record<string, string>): Promise<Answer> {
    const crlf = Object.entries(fields).map(([name, value]): [string, string] => [name, value.replaceAll('\n', '\r\n')])
    return this.ask(path, 'POST', new URLSearchParams(crlf))
  }

  /** Closes all windows and starts again, as a browser that brings none of them back. */
  closeAndStart() {
    for (const [name, { session }] of this.cookies) if (session) this.cookies.delete(name)
  }

  private async ask(path: string, method: string, body?: URLSearchParams): Promise<Answer> {
    const url = new URL(path, `https://${this.host}`)
    const cookie = [...this.cookies].flatMap(([name, { value, path: of }]) =>
      `${url.pathname}/`.startsWith(of === '/' ? of : `${of}/`) ? [`${name}=${value}`] : [],
    )
    const request = new Request(url, {
      method,
      body,
      headers: { host: this.host, ...(cookie.length > 0 && { cookie: cookie.join('; ') }) },
    })
    const context: AppContext = {
      ...this.database,
      ...{
        mode: 'demo',
        secret,
        baseUrl: null,
        ownPort: 3000,
        secure: true,
        arrivedAt: this.now,
        clientAddress: '192.0.2.1',
      },
      ...{ nonce: '', headers: new Headers() },
    }
    const route = routes.find(([pattern]) => pattern.test(url.pathname))?.[1]
    const handle = method === 'GET' ? route?.loader : route?.action
    const args = { request, params: { slug: url.pathname.split('/')[2] }, context }
    const ask = (what: Route['loader'] | undefined) =>
      what?.(args as never).catch((thrown: unknown) => {
        if (thrown instanceof Response) return thrown
        throw thrown
      })
    let given = await ask(handle)
    // A page that answers a form is loaded too, and may lead elsewhere.
    if (method === 'POST' && !(given instanceof Response)) {
      const page = await ask(route?.loader)
      if (page instanceof Response && page.status < 400) given = page
    }
    if (!this.offline) for (const line of context.headers.getSetCookie()) this.keep(line)
    return readAnswer(given)
  }

  private keep(line: string) {
    this.raw.push(line)
    const [, name = '', value = '', path = ''] = /^([^=]+)=([^;]*); Path=([^;]*)/.exec(line) ?? []
    if (line.includes('Max-Age=0')) this.cookies.delete(name)
    else this.cookies.set(name, { value, path, session: !line.includes('Max-Age') })
  }
}

function readAnswer(given: unknown): Answer {
  if (given instanceof Response) return { status: given.status, to: given.headers.get('location'), page: {} }
  if (given && typeof given === 'object' && 'data' in given && 'init' in given) {
    const { data, init } = given as { data: Record<string, unknown>; init: { status?: number } | null }
    return { status: init?.status ?? 200, to: null, page: data }
  }
  return { status: 200, to: null, page: given as Record<string, unknown> }
}

export const step1 = '/trajecten/plan/reageren'
export const step2 = `${step1}/over-u`
export const step3 = `${step1}/controleren`
export const received = '/trajecten/plan/ontvangen'
/** What the first page shows of the form. */
export const formOf = (answer: Answer) => answer.page.form as Record<string, string | null>
/** Its hidden fields. */
export const hidden = (answer: Answer) => {
  const { about, window, seen } = formOf(answer)
  return { act: 'keepText', about: about ?? '', window: window ?? '', seen: seen ?? '' }
}
export const you = { act: 'keepAboutYou', speaksFor: 'self', name: '', organisation: '', email: '', named: 'no' }
/** What the form of the first step holds before anything is known of it. */
export const typing = (text: string) => ({ act: 'keepText', text })

/** What the form of the check page holds. */
export const sending = ({ page }: Pick<Answer, 'page'>) => ({
  act: 'submitReaction',
  key: String(page.key),
  seen: String(page.seen),
})

/** Fills in the first two steps; gives what the form of the check page holds. */
export async function fillIn(browser: ResidentBrowser, text: string, fields: Partial<typeof you> = {}) {
  await browser.post(step1, { ...hidden(await browser.get(step1)), text })
  await browser.post(step2, { ...you, ...fields })
  return sending(await browser.get(step3))
}
