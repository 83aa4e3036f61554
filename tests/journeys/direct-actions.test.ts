import { beforeAll, describe, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { formIn } from '../../bench/form-in-page.ts'
import { aMunicipality, aPlan, aProcess } from '../factories.ts'
import { startSite } from '../setup/site.ts'

const [open, closed] = ['2016-11-01T12:00:00+01:00', '2016-11-16T00:00:01+01:00']
const site = await startSite({ mail: false, now: open })
const process = await aProcess(site.db, await aMunicipality(site.db), { slug: 'zorgplan' })
await aPlan(site.db, process)
const [text, aboutYou, check] = [paths.public.react, paths.public.reactAboutYou, paths.public.reactCheck].map((path) =>
  path('zorgplan'),
) as [string, string, string]

type Posted = { path: string; fields: Record<string, string>; cookie?: string; origin?: string }

/** Only an address without parameters is answered by the action itself: with one, the same form goes through Remix. */
const byRemix = (path: string) => `${path}?x=1`

async function post({ path, fields, cookie, origin = new URL(site.url).origin }: Posted) {
  const response = await fetch(new URL(path, site.url), {
    method: 'POST',
    redirect: 'manual',
    headers: { origin, accept: 'text/html', ...(cookie === undefined ? {} : { cookie }) },
    body: new URLSearchParams(fields),
  })
  const cookies = response.headers.getSetCookie()
  return { status: response.status, headers: response.headers, cookies, html: await response.text() }
}
type Answer = Awaited<ReturnType<typeof post>>

const cookieOf = ({ cookies }: Answer) => cookies.map((line) => line.split(';')[0]).join('; ')
const page = async (path: string, cookie: string) =>
  (await fetch(new URL(path, site.url), { headers: { cookie, accept: 'text/html' } })).text()
const written = (words: string) => ({ act: 'keepText', text: words })
const you = { act: 'keepAboutYou', speaksFor: 'self', name: '', organisation: '', email: '', named: 'no' }

/** A reaction as far as the last button. */
async function ready(words = 'Meer bankjes.') {
  const cookie = cookieOf(await post({ path: text, fields: written(words) }))
  await post({ path: aboutYou, fields: you, cookie })
  return { path: check, cookie, fields: formIn(await page(check, cookie), 'submitReaction')?.fields ?? {} }
}

/** What must be alike: all but what is made anew for each request. */
function alike({ status, headers, cookies, html }: Answer) {
  const named = [...headers].filter(
    ([name]) => !['date', 'set-cookie', 'content-length', 'x-request-id'].includes(name),
  )
  const plain = (line: string) =>
    line
      .replace(/(concept|ontvangen)=[\w-]{22}/g, '$1=…')
      .replace(/(name="(?:window|key)" value=")[^"]*/g, '$1…')
      .replaceAll('?x=1', '')
      .replace(/nonce-[^']*|nonce="[^"]*"/g, 'nonce')
  return {
    ...{ status, cookies: cookies.map(plain), html: plain(html) },
    headers: named.map(([name, value]) => `${name}: ${plain(value)}`),
  }
}

const filled = 'Meer bankjes. '.repeat(2000)
const cases: Record<string, { status: number; posted: () => Promise<Posted> }> = {
  'a text': { status: 303, posted: async () => ({ path: text, fields: written('Meer bankjes.') }) },
  'a text without words': { status: 400, posted: async () => ({ path: text, fields: written(' ') }) },
  'a field that no form has': {
    status: 400,
    posted: async () => ({ path: text, fields: { ...written('Meer bankjes.'), anders: '1' } }),
  },
  'a text that another window wrote over': {
    status: 409,
    async posted() {
      const cookie = cookieOf(await post({ path: text, fields: written('In een venster.') }))
      return { path: text, cookie, fields: { ...written('In een ander venster.'), seen: '' } }
    },
  },
  'about you': {
    status: 303,
    posted: async () => ({
      ...{ path: aboutYou, fields: you },
      cookie: cookieOf(await post({ path: text, fields: written('Meer bankjes.') })),
    }),
  },
  'about you, with an address that is none': {
    status: 400,
    posted: async () => ({
      ...{ path: aboutYou, fields: { ...you, email: 'geen adres' } },
      cookie: cookieOf(await post({ path: text, fields: written('Meer bankjes.') })),
    }),
  },
  'a reaction': { status: 303, posted: () => ready() },
  'a reaction that was changed since it was shown': {
    status: 409,
    async posted() {
      const { fields, ...rest } = await ready()
      return { ...rest, fields: { ...fields, seen: 'iets-anders' } }
    },
  },
  'a form of another site': {
    status: 403,
    posted: async () => ({ path: text, fields: written('Meer bankjes.'), origin: 'http://elders.example' }),
  },
}

describe('an action that is called by itself answers as through Remix', () => {
  test.each(Object.entries(cases))('%s', async (_, { status, posted }) => {
    const [one, other] = [await posted(), await posted()]
    const [direct, remix] = [await post(one), await post({ ...other, path: byRemix(other.path) })]
    expect(direct.status).toBe(status)
    expect(alike(direct)).toEqual(alike(remix))
    expect(direct.headers.get('x-content-type-options')).toBe('nosniff')
    expect(direct.headers.get('cache-control')).toBe('no-store')
  })

  test('a reaction after closing', async () => {
    const [one, other] = [await ready(), await ready()]
    site.setClock(closed)
    const [direct, remix] = [await post(one), await post({ ...other, path: byRemix(check) })]
    site.setClock(open)
    expect(direct.status).not.toBe(200)
    expect(direct.headers.get('location') ?? direct.html).not.toContain(paths.public.receipt('zorgplan'))
    expect(alike(direct)).toEqual(alike(remix))
  })
})

test('the same reaction sent twice at once is one reaction, and both senders are led to the receipt', async () => {
  const words = 'Twee keer op de knop.'
  const sent = await ready(words)
  const answers = await Promise.all([post(sent), post({ ...sent, path: byRemix(check) }), post(sent)])
  for (const { status, headers } of answers)
    expect([status, headers.get('location')]).toEqual([303, paths.public.receipt('zorgplan')])
  const stored = await site.db.selectFrom('contribution').select('text').where('text', '=', words).execute()
  expect(stored).toHaveLength(1)
})

describe('where too much came from', () => {
  beforeAll(async () => {
    for (let times = 0; times < 400; times++) {
      const { status } = await post({ path: text, fields: written(filled) })
      if (status === 429) return
    }
  })

  test('the refusal is the same, and says when to come back', async () => {
    const posted = { path: text, fields: written(filled) }
    const [direct, remix] = [await post(posted), await post({ ...posted, path: byRemix(text) })]
    expect(direct.status).toBe(429)
    expect(Number(direct.headers.get('retry-after'))).toBeGreaterThan(0)
    const waits = /retry-after: \d+/
    const [one, other] = [direct, remix].map((answer) => {
      const { headers, ...rest } = alike(answer)
      return { ...rest, headers: headers.map((line) => line.replace(waits, 'retry-after')) }
    })
    expect(one).toEqual(other)
  })
})
