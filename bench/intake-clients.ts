/** The writers and readers of `bench:intake`, in a process of their own. */
import { keptConnections, textOf, visit, type Answer } from './visits.ts'

export type Load = { url: string; react: string; writers: number; readers: number; pages: string[]; ms: number }
/** Milliseconds of each whole reaction and of each page that was read; what went wrong. */
export type Measured = { reactions: number[]; reads: number[]; ms: number; wrong: string[] }

const TEXT =
  'Ik maak mij zorgen over de bushalte bij het verpleeghuis. Die is nu goed te lopen voor wie slecht ter been is. '

process.on('message', (load: Load | 'stop') => {
  if (load === 'stop') process.exit(0)
  void run(load).then((measured) => process.send?.(measured))
})

async function run({ url, react, writers, readers, pages, ms }: Load): Promise<Measured> {
  const measured: Measured = { reactions: [], reads: [], ms, wrong: [] }
  const agent = keptConnections()
  const began = performance.now()
  const isOver = () => performance.now() - began > ms
  let reactions = 0

  const send: Send = (path, { headers = {}, body } = {}) =>
    visit(new URL(path, url).href, {
      agent,
      headers: {
        ...{ 'accept-encoding': 'gzip', ...headers },
        ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded', origin: url }),
      },
      ...(body !== undefined && { method: 'POST', body }),
    })

  const writer = async () => {
    while (!isOver()) {
      const start = performance.now()
      const problem = await reaction(send, react, reactions++).catch((error: unknown) => String(error))
      if (problem === null) measured.reactions.push(performance.now() - start)
      else measured.wrong.push(problem)
    }
  }
  const reader = async (number: number) => {
    await pause((number / readers) * 1000)
    while (!isOver()) {
      const start = performance.now()
      const path = pages[number % pages.length] ?? '/'
      const status = await send(path, { headers: networkOf(number) }).then((answer) => answer.status, String)
      if (status === 200) measured.reads.push(performance.now() - start)
      else measured.wrong.push(`${path}: ${status}`)
      await pause(1000 - (performance.now() - start))
    }
  }
  await Promise.all([
    ...Array.from({ length: writers }, writer),
    ...Array.from({ length: readers }, (_, number) => reader(number)),
  ])
  measured.ms = performance.now() - began
  agent.destroy()
  return measured
}

type Send = (path: string, given?: { headers?: Record<string, string>; body?: string }) => Promise<Answer>

/** Sends one reaction as a browser does, each from a network of its own; what went wrong, or null. */
async function reaction(send: Send, react: string, number: number): Promise<string | null> {
  const network = networkOf(number)
  let cookies = ''
  const post = async (path: string, fields: Record<string, string>) => {
    const body = new URLSearchParams(fields).toString()
    const { status, headers } = await send(path, { headers: { ...network, cookie: cookies }, body })
    for (const line of headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value) cookies = `${name}=${value}`
    }
    return status === 303 ? null : `${path}: ${status}`
  }
  const text = `${number} ${TEXT.repeat(6)}`
  const window = { window: 'abcdefghijk', seen: '', about: '' }
  const first = await post(react, { act: 'keepText', text, ...window })
  if (first) return first
  const you = { speaksFor: 'self', organisation: '', name: 'J. de Vries', named: 'no', email: '' }
  const second = await post(`${react}/over-u`, { act: 'keepAboutYou', ...you })
  if (second) return second
  const page = await send(`${react}/controleren`, { headers: { ...network, cookie: cookies } })
  const html = page.status === 200 ? textOf(page) : ''
  if (!html.includes('bushalte')) return `the check page: ${page.status}`
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
  return post(`${react}/controleren`, { act: 'submitReaction', key: hidden('key'), seen: hidden('seen') })
}

/** A network of IPv4 is one address, so each of these has limits of its own. */
function networkOf(number: number): Record<string, string> {
  return { 'x-forwarded-for': `198.${18 + ((number >> 16) & 1)}.${(number >> 8) & 255}.${number & 255}` }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))
