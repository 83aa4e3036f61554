import { setTimeout as sleep } from 'node:timers/promises'
import { paths, withQuery } from '#app/paths.ts'
import { formIn } from '../form-in-page.ts'
import type { Browser } from '../reaction-client.ts'
import { textOf } from '../visits.ts'
import { anyOf, zipf } from './texts.ts'

/** Screens that are measured, each with the milliseconds of its answers. */
export type Times = Record<'list' | 'facets' | 'search' | 'item' | 'progress' | 'act', number[]>

export const noTimes = (): Times => ({ list: [], facets: [], search: [], item: [], progress: [], act: [] })

/** An act every so many milliseconds: reading, deciding and typing take the rest. */
const EVERY_MS = 10_000
/** Words that many points have, some have, and hardly any has. */
const WORDS = [
  'kruising',
  'geluid',
  'school',
  'bus',
  'parkeren',
  'veilig',
  'windmolens',
  'schelpenpad',
  'ijsbaan',
  'mantelzorg',
]

export type OfficialAtWork = {
  browser: Browser
  cookie: string
  slug: string
  accountId: string
  themes: readonly string[]
  random: () => number
  times: Times
  /** What went otherwise than it should. */
  wrong: string[]
}

/** Works until it is stopped: looks at a list, now and then searches, opens a point of it, and does one act. */
export async function work(official: OfficialAtWork, until: () => boolean): Promise<void> {
  await sleep(official.random() * EVERY_MS)
  while (!until()) {
    const began = Date.now()
    await oneAct(official).catch((error: unknown) => official.wrong.push(String(error)))
    await sleep(Math.max(0, began + EVERY_MS - Date.now()))
  }
}

async function oneAct(official: OfficialAtWork): Promise<void> {
  const { random, slug, times } = official
  const points = paths.official.process.points(slug)
  const query = listOf(official)
  const list = await get(official, 'list', withQuery(points, query))
  await get(official, 'facets', withQuery(`${points}/filters`, query))
  if (random() < 0.5) await get(official, 'search', withQuery(points, { zoek: zipf(WORDS, random) }))
  if (random() < 0.1) await get(official, 'progress', paths.official.process.progress(slug))
  const ids = idsIn(list)
  // A theme may have nothing at a step.
  if (ids.length === 0) return
  const pointId = anyOf(ids, random)
  const address = withQuery(paths.official.process.answer(slug, pointId), query)
  const form = formIn(await get(official, 'item', address), 'answerPoint')
  if (!form) return
  const reply =
    form.fields.reply?.trim() || `Wij kijken hiernaar, op verzoek van ${slug} ${Math.round(random() * 1e6)}.`
  const fields = { ...form.fields, disposition: 'noted', reply }
  const sent = performance.now()
  const { status } = await official.browser.visit(form.to ?? address, {
    form: fields,
    headers: { cookie: official.cookie },
  })
  times.act.push(performance.now() - sent)
  // A colleague may have saved it between our two requests.
  if (status !== 303 && status !== 302 && status !== 409) official.wrong.push(`an answer was not saved: ${status}`)
}

/** A list as officials look at it: their own, what is open, a theme, a step, what is late, or all. */
function listOf({ accountId, themes, random }: OfficialAtWork): Record<string, string> {
  const lists: Record<string, string>[] = [
    ...[{ behandelaar: accountId }, { behandelaar: accountId, stand: 'nog-geen-antwoord' }],
    ...[{ thema: anyOf(themes, random) }, { thema: anyOf(themes, random), stap: '2' }, { 'let-op': 'te-laat' }, {}],
  ]
  return anyOf(lists, random)
}

const idsIn = (html: string): string[] => {
  const ids = [...html.matchAll(/\/punten\/([0-9a-f]{8}-[0-9a-f-]{27})/g)].map(([, id = '']) => id)
  return [...new Set(ids)]
}

async function get(official: OfficialAtWork, screen: keyof Times, address: string): Promise<string> {
  const began = performance.now()
  const answer = await official.browser.visit(address, { headers: { cookie: official.cookie } })
  official.times[screen].push(performance.now() - began)
  if (answer.status !== 200)
    throw new Error(`${screen} answered ${answer.status} ${(answer.headers.location ?? '').split('?')[0]}`)
  return textOf(answer)
}
