import { afterEach, beforeEach, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { Changes } from './evening-judge.ts'
import { Reader, wordsOf, type Reloads } from './evening-readers.ts'
import { Browser } from './reaction-client.ts'
import { aSmallSite } from './small-site.fixture.ts'

const slug = 'plan'
const page = paths.public.process(slug)
let shows = { state: 0, open: true, etag: '"a"' }
let busy = false
let site: Awaited<ReturnType<typeof aSmallSite>>
beforeEach(async () => {
  shows = { state: 0, open: true, etag: '"a"' }
  busy = false
  site = await aSmallSite(({ headers }, response) => {
    if (busy) return response.writeHead(503).end()
    if (headers['if-none-match'] === shows.etag) return response.writeHead(304, { ETag: shows.etag }).end()
    const link = shows.open ? `<a href="${paths.public.react(slug)}">Reageer</a>` : ''
    response.writeHead(200, { ETag: shows.etag }).end(`<p>${wordsOf(shows.state)}</p>${link}`)
  })
})
afterEach(() => site.stop())

async function reloadAll(
  reloads: (reload: () => Promise<void>, changes: Changes) => Promise<void>,
  closesAt = Infinity,
) {
  const changes = new Changes()
  const counted: Reloads = { took: [], unchanged: 0, refused: 0, stale: [] }
  const reader = new Reader(new Browser(site, '2a02:1::1'), { slug, changes, grace: 0, closesAt })
  await reloads(() => reader.reload(page, Date.now(), counted), changes)
  return counted
}
const aMomentAgo = () => Date.now() - 1

test('a page that shows the change is not stale, nor is one that was asked for before it', async () => {
  const { stale, took, unchanged } = await reloadAll(async (reload, changes) => {
    await reload()
    shows = { ...shows, state: 1, etag: '"b"' }
    changes.answered(1, aMomentAgo())
    await reload()
    await reload()
  })
  expect({ stale, unchanged, answers: took.length }).toEqual({ stale: [], unchanged: 1, answers: 3 })
})

test('a page that still shows the old words is stale, and so is a 304 that confirms them', async () => {
  const { stale } = await reloadAll(async (reload, changes) => {
    await reload()
    changes.answered(1, aMomentAgo())
    await reload()
    shows = { ...shows, etag: '"c"' }
    await reload()
  })
  expect(stale).toEqual(['304: state 0 where 1 was told of', '200: state 0 where 1 was told of'])
})

test('a page that still says that one can react after closing is stale', async () => {
  const { stale } = await reloadAll(async (reload) => {
    await reload()
    shows = { ...shows, open: false, etag: '"d"' }
    await reload()
  }, aMomentAgo())
  expect(stale).toEqual([expect.stringMatching(/^200: open \d+ ms after closing$/)])
})

test('a site that is too busy shows no reader anything, and that is counted', async () => {
  busy = true
  expect(await reloadAll((reload) => reload())).toEqual({ took: [], unchanged: 0, refused: 1, stale: [] })
})
