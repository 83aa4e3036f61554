import { data, redirect, type ServerBuild } from '@remix-run/node'
import { expect, test } from 'vitest'
import { directActions } from './direct-actions.ts'

type Given = () => unknown
/** A build with one route whose action does what it is given, and counts how often it was done. */
function aBuild(given: Given, { direct = true } = {}) {
  const done = { times: 0, typed: '' }
  const action = async ({ request }: { request: Request }) => {
    done.times++
    done.typed = String((await request.formData()).get('text'))
    return given()
  }
  const page = { default: () => null, action: Object.assign(action, { direct }) }
  const route = (id: string, path: string, parentId?: string, module: object = { default: () => null }) => ({
    ...{ id, path, module, ...(parentId !== undefined && { parentId }) },
  })
  const routes = {
    root: route('root', ''),
    layout: route('layout', 'trajecten/:slug', 'root'),
    react: route('react', 'reageren', 'layout', page),
    other: route('other', 'elders', 'layout'),
  }
  const build = {
    routes,
    assets: { routes: Object.fromEntries(Object.keys(routes).map((id) => [id, { id }])), version: '1' },
    entry: { module: { default: show, handleError() {} } },
    future: { v3_singleFetch: true },
    ...{ mode: 'production', isSpaMode: false, publicPath: '/', assetsBuildDirectory: '' },
  }
  return { done, build: build as unknown as ServerBuild }
}

/** Shows what the page would be made of. */
const show: ServerBuild['entry']['module']['default'] = (_, status, headers, { staticHandlerContext }) =>
  Response.json({ action: staticHandlerContext.actionData, errors: staticHandlerContext.errors }, { status, headers })

const post = (path = '/trajecten/plan/reageren') =>
  new Request(`http://gemeente.example${path}`, { method: 'POST', body: new URLSearchParams({ text: 'Meer bankjes' }) })
const context = () => ({}) as never

async function answerTo(given: Given) {
  const { done, build } = aBuild(given)
  const request = post()
  const response = await directActions(build)(request)?.(request, context())
  return { done, response, body: await response?.text() }
}

test('a redirect of the action is the answer', async () => {
  const { done, response } = await answerTo(() => redirect('/trajecten/plan/reageren/over-u', 303))
  expect(response?.status).toBe(303)
  expect(response?.headers.get('Location')).toBe('/trajecten/plan/reageren/over-u')
  expect(done).toEqual({ times: 1, typed: 'Meer bankjes' })
})

test('a redirect is not asked of Remix, and a page to show is', async () => {
  for (const [given, asks] of [
    [() => redirect('/trajecten/plan/reageren/over-u', 303), false],
    [() => data({ errors: { text: 'Te lang.' } }, { status: 400 }), true],
  ] as const) {
    const { build } = aBuild(given)
    const { module } = build.entry
    // Remix begins with what it would show a page by.
    let isAsked = false
    Object.defineProperty(build.entry, 'module', { get: () => ((isAsked = true), module) })
    const request = post()
    await directActions(build)(request)?.(request, context())
    expect(isAsked).toBe(asks)
  }
})

test('a redirect that the action throws is the answer too', async () => {
  const { response } = await answerTo(() => {
    throw redirect('/elders', 302)
  })
  expect(response?.status).toBe(302)
})

test.each([400, 409, 429])(
  'what there is to show is shown on the page with %i, and nothing is done twice',
  async (status) => {
    const { done, response, body } = await answerTo(() => data({ errors: { text: 'Te lang.' } }, { status }))
    expect(response?.status).toBe(status)
    expect(JSON.parse(body ?? '')).toMatchObject({ action: { react: { errors: { text: 'Te lang.' } } } })
    expect(done.times).toBe(1)
  },
)

test('an answer that the action throws is shown by the page of errors, and nothing is done twice', async () => {
  const { done, response, body } = await answerTo(() => {
    throw new Response('Deze knop kent de pagina niet.', { status: 400 })
  })
  expect(response?.status).toBe(400)
  expect(body).toContain('Deze knop kent de pagina niet.')
  expect(done.times).toBe(1)
})

test('other addresses, other spellings and other routes are for the router', () => {
  const { build } = aBuild(() => null)
  const direct = directActions(build)
  for (const path of ['/trajecten/plan/elders', '/trajecten/plan/reageren/', '/trajecten/PLAN/reageren', '/'])
    expect(direct(post(path)), path).toBeNull()
  expect(direct(post('/trajecten/plan/reageren.data')), 'data of Remix').toBeNull()
  expect(directActions(aBuild(() => null, { direct: false }).build)(post())).toBeNull()
})
