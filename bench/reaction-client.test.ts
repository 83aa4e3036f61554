import { afterEach, beforeEach, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { Browser, sendReaction } from './reaction-client.ts'
import { aSmallSite } from './small-site.fixture.ts'

const slug = 'plan'
const [first, aboutYou, check] = [
  paths.public.react(slug),
  paths.public.reactAboutYou(slug),
  paths.public.reactCheck(slug),
]
type Sent = { form: Record<string, string>; cookie: string }

/** How the site answers each sending of the last step in turn; the last answer counts for all that follow. */
let answers: ('receipt' | 'closed' | 'busy' | 'break')[] = []
let sent: Sent[] = []
let site: Awaited<ReturnType<typeof aSmallSite>>
beforeEach(async () => {
  sent = []
  site = await aSmallSite(({ url, method, headers, socket }, response, form) => {
    const to = (location: string, cookies: string[] = []) =>
      response.writeHead(303, { Location: location, 'Set-Cookie': cookies }).end()
    if (url === first) return to(aboutYou, [`draft=token; Path=${first}; HttpOnly`, 'other=1; Path=/elders'])
    if (url === aboutYou) return to(check)
    if (method === 'GET') return response.end(lookItOver({ key: 'k1', seen: 's1' }))
    sent.push({ form, cookie: headers.cookie ?? '' })
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    if (answer === 'receipt') return to(paths.public.receipt(slug))
    if (answer === 'closed') return response.writeHead(409).end('Reageren kan niet meer.')
    if (answer === 'break') return socket.destroy()
    response.writeHead(503, { 'Retry-After': '0' }).end(lookItOver({ key: 'k1', arrived: 'signed' }))
  })
})
afterEach(() => site.stop())

function lookItOver(hidden: Record<string, string>): string {
  const fields = Object.entries(hidden).map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`)
  return `<form method="post">${fields.join('')}<button name="act" value="submitReaction">Verstuur</button></form>`
}

const send = (patience = 5000) =>
  sendReaction(new Browser(site, '2a02:1::1'), { slug, text: 'Een bank.', email: '', patience })

test('a reaction is sent with what the pages gave, and its cookies go to the pages they are for', async () => {
  answers = ['receipt']
  const sending = await send()
  expect(sending).toMatchObject({ outcome: 'receipt', again: { busy: 0, broken: 0 } })
  expect(sending.took).toHaveLength(4)
  expect(sent).toEqual([{ form: { act: 'submitReaction', key: 'k1', seen: 's1' }, cookie: 'draft=token' }])
})

test('what is refused because the site is too busy is sent again by the form that the answer has for it', async () => {
  answers = ['busy', 'receipt']
  expect(await send()).toMatchObject({ outcome: 'receipt', again: { busy: 1, broken: 0 } })
  expect(sent[1]?.form).toEqual({ act: 'submitReaction', key: 'k1', arrived: 'signed' })
})

test('what got no answer is sent again as it was', async () => {
  answers = ['break', 'receipt']
  expect(await send()).toMatchObject({ outcome: 'receipt', again: { busy: 0, broken: 1 } })
  expect(sent[1]).toEqual(sent[0])
})

test('who is told that it is over stops, and who is never answered gives up', async () => {
  answers = ['closed']
  expect(await send()).toMatchObject({ outcome: 'closed', said: `409  on the way to ${paths.public.receipt(slug)}` })
  answers = ['busy']
  expect(await send(100)).toMatchObject({ outcome: 'failed', said: 'no answer' })
})
