import type { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { paths } from '#app/paths.ts'
import { formIn } from './form-in-page.ts'
import { textOf, visit, type Answer } from './visits.ts'

/** A browser of one resident: it keeps cookies for the paths they are for, and its connections stay open. */
export class Browser {
  readonly url: string
  readonly agent: Agent
  /** The address that a proxy would say it comes from. */
  readonly from: string
  readonly #cookies = new Map<string, { value: string; path: string }>()

  constructor(site: { url: string; agent: Agent }, from: string) {
    this.url = site.url
    this.agent = site.agent
    this.from = from
  }

  /** Fetches an address of the site, or posts a form to it. */
  async visit(
    address: string,
    {
      form,
      headers = {},
      sent,
    }: { form?: Record<string, string>; headers?: Record<string, string>; sent?: (at: number) => void } = {},
  ): Promise<Answer> {
    const cookie = this.#cookieFor(address.split('?')[0] ?? address)
    const posted = form && { method: 'POST' as const, body: new URLSearchParams(form).toString() }
    const answer = await visit(this.url + address, {
      agent: this.agent,
      sent,
      ...posted,
      headers: {
        'x-forwarded-for': this.from,
        ...(cookie !== '' && { cookie }),
        ...(form && { 'content-type': 'application/x-www-form-urlencoded', origin: this.url }),
        ...headers,
      },
    })
    for (const line of answer.headers['set-cookie'] ?? []) this.#keep(line)
    return answer
  }

  #cookieFor(page: string): string {
    const matching = [...this.#cookies].filter(([, { path }]) => page.startsWith(path))
    return matching.map(([name, { value }]) => `${name}=${value}`).join('; ')
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    const path = /; *path=([^;]*)/i.exec(line)?.[1] ?? '/'
    if (/; *max-age=0/i.test(line)) this.#cookies.delete(name)
    else this.#cookies.set(name, { value, path })
  }
}

/** What came of a reaction that someone wanted to send. */
export type Sending = {
  /** The site gave a receipt, said that it takes no reactions any more, or said neither before we gave up. */
  outcome: 'receipt' | 'closed' | 'failed'
  /** When the sending itself was first given to the connection, in `Date.now()`; null when it did not come that far. */
  sentAt: number | null
  /** When the last answer had come. */
  answeredAt: number
  /** Milliseconds of each of the four requests, with all their tries. */
  took: number[]
  /** How often a request had to be sent again: the site was too busy, or the connection broke. */
  again: { busy: number; broken: number }
  /** What the last answer was, where there was no receipt. */
  said: string
}

type Reaction = {
  slug: string
  text: string
  /** Empty for no mail. */
  email: string
  /** Awaited before the sending itself, after the page on which it is looked over. */
  beforeSending?: () => Promise<unknown>
  /** Milliseconds after which we stop trying to get one request answered. */
  patience?: number
}

/** Milliseconds before a request is sent again when the site does not say how long to wait. */
const AGAIN_AFTER_MS = 250
/** Of what the site asks us to wait, we wait this much at most, in milliseconds. */
const MOST_WAIT_MS = 2000

/**
 * Sends one whole reaction with the least requests it takes: the text, about you, the page to look it over, the sending.
 * What is refused because the site is busy is sent again, by the form that the answer has for it where there is one; so is
 * what got no answer.
 */
export async function sendReaction(browser: Browser, reaction: Reaction): Promise<Sending> {
  const { slug, text, email, beforeSending = async () => {}, patience = 30_000 } = reaction
  const first = paths.public.react(slug)
  const [aboutYou, check] = [paths.public.reactAboutYou(slug), paths.public.reactCheck(slug)]
  const sending: Sending = {
    ...{ outcome: 'failed', sentAt: null, answeredAt: 0, took: [], again: { busy: 0, broken: 0 }, said: '' },
  }
  const step = (address: string, form?: Record<string, string>, sent?: (at: number) => void) =>
    insist(browser, sending, { address, form, sent, patience })
  const leadsTo = (answer: Answer | null, address: string): boolean => {
    const to = answer?.headers.location?.replace(/^https?:\/\/[^/]+/, '').split('?')[0]
    if (answer && to === address) return true
    sending.said = answer === null ? 'no answer' : `${answer.status} ${to ?? ''}`
    if (to === first || (answer?.status === 409 && sending.sentAt !== null)) sending.outcome = 'closed'
    return false
  }
  if (!leadsTo(await step(first, { act: 'keepText', text }), aboutYou)) return sending
  const about = { act: 'keepAboutYou', speaksFor: 'self', organisation: '', name: '', named: 'no', email }
  if (!leadsTo(await step(aboutYou, about), check)) return sending
  const page = await step(check)
  const form = page?.status === 200 ? formIn(textOf(page), 'submitReaction') : null
  if (!form) {
    leadsTo(page, check)
    return sending
  }
  await beforeSending()
  const answer = await step(check, form.fields, (at) => (sending.sentAt ??= at))
  if (leadsTo(answer, paths.public.receipt(slug))) sending.outcome = 'receipt'
  return sending
}

type Step = { address: string; form?: Record<string, string>; sent?: (at: number) => void; patience: number }

/** Asks until there is an answer that is not "too busy", or patience has run out (null). */
async function insist(
  browser: Browser,
  sending: Sending,
  { address, form, sent, patience }: Step,
): Promise<Answer | null> {
  const began = performance.now()
  let asking = { address, form }
  for (;;) {
    const answer = await browser.visit(asking.address, { form: asking.form, sent }).catch(() => null)
    const isBusy = answer?.status === 503
    if (answer && !isBusy) {
      sending.took.push(performance.now() - began)
      sending.answeredAt = answer.answeredAt
      return answer
    }
    if (performance.now() - began > patience) return null
    if (answer) {
      sending.again.busy += 1
      const offered = formIn(textOf(answer))
      if (offered) asking = { address: offered.to ?? asking.address, form: offered.fields }
    } else sending.again.broken += 1
    const asked = Number(answer?.headers['retry-after']) * 1000
    await sleep(Math.min(MOST_WAIT_MS, asked || AGAIN_AFTER_MS))
  }
}
