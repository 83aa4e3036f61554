import { setTimeout as sleep } from 'node:timers/promises'
import { paths } from '#app/paths.ts'

/** What became of one reaction, as its sender knows it. */
export type Sent = {
  /** No other reaction has the same. */
  text: string
  /** '' for a sender who gave none. */
  email: string
  /** The site answered that it has the reaction. */
  acknowledged: boolean
  /** What the receipt shows; null until it was shown. */
  code: string | null
}

/** How often the site answered with something else than what a step leads to. */
export type Trouble = {
  /** The connection ended before the answer, or nobody listened. */
  noAnswer: number
  /** 503: come back later. */
  busy: number
  /** Any other answer, such as '500 POST /trajecten/plan/reageren', with how often it came. */
  strange: Map<string, number>
}

type Answer = { status: number; to: string; text: string }

/** How soon a resident tries again, and how long they go on. */
const [AGAIN_MS, PATIENCE_MS] = [100, 180_000]
const ANSWERED_WITHIN_MS = 30_000

/**
 * Residents who send one reaction after another, with the least requests that a browser needs. What got no answer, or was told
 * to come later, is sent again with the same form, as someone does who reloads the page.
 */
export class SendingResidents {
  readonly sent: Sent[] = []
  readonly trouble: Trouble = { noAnswer: 0, busy: 0, strange: new Map() }
  acknowledged = 0
  private url: string
  private slug: string
  private stopped = false
  private working: Promise<unknown> = Promise.resolve()

  constructor({ url, slug }: { url: string; slug: string }) {
    this.url = url
    this.slug = slug
  }

  /** Lets this many residents begin. */
  start(residents: number) {
    const work = async () => {
      while (!this.stopped) await this.react()
    }
    this.working = Promise.all(Array.from({ length: residents }, work))
    // It is awaited later; until then a resident who gave up must not end the process.
    this.working.catch(() => {})
  }

  /** Resolves when this many more reactions are acknowledged. Throws when a resident gave up. */
  async moreAcknowledged(more: number) {
    const enough = this.acknowledged + more
    const waiting = async () => {
      while (this.acknowledged < enough) await sleep(5)
    }
    await Promise.race([waiting(), this.working])
  }

  /** Lets every resident finish the reaction they are at. Throws when one gave up. */
  async stop() {
    this.stopped = true
    await this.working
  }

  /** Types in the code that a receipt showed; returns whether that opens the reaction. */
  async opensItsReaction({ text, code }: Sent, n: number): Promise<boolean> {
    const ask = this.browser(n)
    const page = paths.public.myReaction()
    const { status } = await ask(page, { act: 'openReaction', code: code ?? '' })
    return status === 303 && (await ask(page)).text.includes(text)
  }

  private async react() {
    const n = this.sent.length
    const sent: Sent = {
      ...{ text: `Reactie ${n} van de proef.`, email: n % 2 === 0 ? '' : `inwoner${n}@voorbeeld.example` },
      ...{ acknowledged: false, code: null },
    }
    this.sent.push(sent)
    const ask = this.browser(n)
    const { react, reactAboutYou, reactCheck, receipt } = paths.public
    const [text, aboutYou, check, received] = [
      react(this.slug),
      reactAboutYou(this.slug),
      reactCheck(this.slug),
      receipt(this.slug),
    ]
    const post = (page: string, form: Record<string, string>, next: string) =>
      this.insist(
        `POST ${page}`,
        () => ask(page, form),
        ({ status, to }) => status === 303 && to === next,
      )
    const get = (page: string) =>
      this.insist(
        `GET ${page}`,
        () => ask(page),
        ({ status }) => status === 200,
      )

    await post(text, { act: 'keepText', text: sent.text }, aboutYou)
    await post(aboutYou, { act: 'keepAboutYou', speaksFor: 'self', email: sent.email, named: 'no' }, check)
    const form = await get(check)
    await post(check, { act: 'submitReaction', key: hidden(form, 'key'), seen: hidden(form, 'seen') }, received)
    sent.acknowledged = true
    this.acknowledged++
    sent.code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec((await get(received)).text)?.[0] ?? null
  }

  /** Asks again until the answer is as it should be. Throws when that takes longer than anyone waits. */
  private async insist(what: string, ask: () => Promise<Answer>, isRight: (answer: Answer) => boolean) {
    const until = Date.now() + PATIENCE_MS
    for (;;) {
      const answer = await ask().catch(() => null)
      if (answer && isRight(answer)) return answer
      const heard = answer ? `${answer.status} ${what}` : `no answer to ${what}`
      if (!answer) this.trouble.noAnswer++
      else if (answer.status === 503) this.trouble.busy++
      else this.trouble.strange.set(heard, (this.trouble.strange.get(heard) ?? 0) + 1)
      if (Date.now() > until) throw new Error(`a resident gave up: ${heard}`)
      await sleep(AGAIN_MS)
    }
  }

  /** A browser on a network of its own: what one network may send is limited. */
  private browser(n: number): (page: string, form?: Record<string, string>) => Promise<Answer> {
    const cookies = new Map<string, string>()
    return async (page, form) => {
      const response = await fetch(this.url + page, {
        redirect: 'manual',
        signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
        headers: {
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          'x-forwarded-for': `198.18.${(n >> 8) & 255}.${n & 255}`,
        },
        ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
      })
      const text = await response.text()
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        cookies.set(name, value)
      }
      return { status: response.status, to: response.headers.get('location') ?? '', text }
    }
  }
}

const hidden = ({ text }: Answer, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''
