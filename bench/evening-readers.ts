import { paths } from '#app/paths.ts'
import { isShownTooLong, type Changes } from './evening-judge.ts'
import { formIn } from './form-in-page.ts'
import type { Browser } from './reaction-client.ts'
import { textOf } from './visits.ts'

/** What a page of the process shows: the number in the text that the official changes, and whether one can react. */
export type Shown = { state: number; open: boolean }

/** The words that the official changes, with a number that goes up. */
export const wordsOf = (state: number) => `Wij geven antwoord op elk punt (stand ${state}).`

/** Reads the page of a process. Null where the words of the official are not on it. */
export function shownOn(page: string, slug: string): Shown | null {
  const state = /\(stand (\d+)\)/.exec(page)?.[1]
  return state === undefined ? null : { state: Number(state), open: page.includes(`href="${paths.public.react(slug)}`) }
}

/** Changes what happens next to the words of `state`, as an official does on the screen; returns when the answer came. */
export async function changeWords(official: Browser, cookie: string, slug: string, state: number): Promise<number> {
  const address = paths.official.process.phases(slug)
  const page = await official.visit(address, { headers: { cookie } })
  const form = formIn(textOf(page), 'savePhases')
  if (!form) throw new Error(`the screen of the official gave ${page.status} without its form`)
  const answer = await official.visit(address, {
    form: { ...form.fields, nextSteps: wordsOf(state) },
    headers: { cookie },
  })
  if (answer.status !== 303) throw new Error(`the change of the official gave ${answer.status}`)
  return answer.answeredAt
}

/** What the reloads came to. */
export type Reloads = {
  took: number[]
  /** Answers 304. */
  unchanged: number
  /** Answers 503, and connections that broke: the reader has no page and looks again. */
  refused: number
  /** Pages that were older than allowed, each in words. */
  stale: string[]
}

/** What a reader may be shown at most, by the process of the site that answers. */
export type Rules = { slug: string; changes: Changes; grace: number; closesAt: number }

/** Someone who looks at pages again and again, in a browser that keeps them. */
export class Reader {
  readonly #browser: Browser
  readonly #rules: Rules
  readonly #kept = new Map<string, { etag: string; shown: Shown | null }>()

  constructor(browser: Browser, rules: Rules) {
    this.#browser = browser
    this.#rules = rules
  }

  /** Begins a reaction and leaves it, so that this browser carries a draft. */
  async begin(text: string): Promise<void> {
    await this.#browser.visit(paths.public.react(this.#rules.slug), { form: { act: 'keepText', text } })
  }

  /** Reloads a page that the official changes nothing of, or that of the process; `due` is when it was meant to be asked. */
  async reload(address: string, due: number, counted: Reloads): Promise<void> {
    const kept = this.#kept.get(address)
    const headers: Record<string, string> = kept ? { 'if-none-match': kept.etag } : {}
    const answer = await this.#browser.visit(address, { headers }).catch(() => null)
    if (!answer || answer.status === 503) {
      counted.refused += 1
      return
    }
    counted.took.push(answer.answeredAt - due)
    if (answer.status === 304) counted.unchanged += 1
    else if (answer.status !== 200) throw new Error(`${address} gave ${answer.status}`)
    const shown = answer.status === 304 ? (kept?.shown ?? null) : this.#look(address, textOf(answer))
    const { etag } = answer.headers
    if (answer.status === 200 && etag !== undefined) this.#kept.set(address, { etag, shown })
    if (shown) this.#judge(shown, answer.sentAt, answer.status, counted)
  }

  #look(address: string, page: string): Shown | null {
    if (address !== paths.public.process(this.#rules.slug)) return null
    const shown = shownOn(page, this.#rules.slug)
    if (!shown) throw new Error('a page of the process without the words of the official')
    return shown
  }

  #judge({ state, open }: Shown, sentAt: number, status: number, { stale }: Reloads): void {
    const { changes, grace, closesAt } = this.#rules
    const oldest = changes.oldestAllowed(sentAt, grace)
    if (state < oldest) stale.push(`${status}: state ${state} where ${oldest} was told of`)
    if (isShownTooLong({ sentAt, open }, closesAt)) stale.push(`${status}: open ${sentAt - closesAt} ms after closing`)
  }
}
