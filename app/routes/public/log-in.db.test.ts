import { generateSync } from 'otplib'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { AppContext } from '#app/features/accounts/guard.server.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { interruptionOf, KEPT_FIELD, parseKept, type InterruptedPost } from '#app/features/accounts/interrupted-post.ts'
import { LogInForm } from '#app/features/accounts/LogInForm.tsx'
import { hashPassword } from '#app/features/accounts/password.server.ts'
import { seal } from '#app/features/accounts/second-step-secret.server.ts'
import { ResumeForm } from '#app/features/accounts/ResumeForm.tsx'
import type { Actor } from '#app/features/accounts/account.ts'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { withQuery } from '#app/paths.ts'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { loader as invitationLoader } from './invitation.tsx'
import { action as codeAction, loader as codeLoader } from './log-in-code.tsx'
import { loader as logInLinkLoader } from './log-in-link.ts'
import { loader as newPasswordLoader } from './new-password.tsx'
import { action as logInAction, loader as logInLoader } from './log-in.tsx'
import { action as logOutAction } from './log-out.tsx'

const { db, pool } = await testDatabase()
const PASSWORD = 'vier woorden zijn genoeg'
const ours = await aMunicipality(db, { host: 'ons.example' })
await aMunicipality(db, { host: 'hun.example' })
const passwordHash = await hashPassword(PASSWORD)
const official = await anActor(db, ours, { passwordHash })
const partner = await anActor(db, ours, { passwordHash, role: 'partnerMember' })

type Guarded = (args: { request: Request; params: object; context: AppContext }) => Promise<unknown>
let visits = 0
/** Calls a loader or action as the server does; gives what it returned or threw, and the headers besides. */
async function call(
  guarded: unknown,
  path: string,
  given: { form?: FormData | URLSearchParams; cookie?: string; host?: string; from?: string; params?: object } = {},
) {
  const { form, cookie, host = 'ons.example', from } = given
  const headers = new Headers({ host, ...(cookie && { cookie }) })
  const request = new Request(`http://${host}${path}`, form ? { method: 'POST', body: form, headers } : { headers })
  const context: AppContext = {
    db,
    pool,
    mode: 'demo',
    secret: 'secret',
    baseUrl: null,
    ownPort: 3000,
    secure: false,
    arrivedAt: NOW,
    clientAddress: from ?? `192.0.2.${++visits}`,
    nonce: '',
    headers: new Headers(),
  }
  const outcome = await (guarded as Guarded)({ request, params: given.params ?? {}, context }).catch(
    (thrown: unknown) => thrown,
  )
  return { outcome, context, cookie: context.headers.get('set-cookie')?.split(';')[0] ?? '' }
}
function formOf(fields: Record<string, string>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}
const login = (actor: Actor, more: Record<string, string> = {}) =>
  formOf({ act: 'logIn', email: actor.email, password: PASSWORD, ...more })
const location = (outcome: unknown) =>
  outcome instanceof Response ? [outcome.status, outcome.headers.get('location')] : outcome
const answerOf = (outcome: unknown) => (outcome as { data: FormAnswer }).data
/** What the page shows of what was written. */
const keptIn = (outcome: unknown) => parseKept(answerOf(outcome).values[KEPT_FIELD]?.[0])

/** What a browser would read out of the hidden fields of a page. */
function hiddenFields(html: string): [string, string][] {
  const text = (escaped: string) =>
    escaped
      .replace(/&quot;/g, '"')
      .replace(/&#x27;/g, "'")
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&')
  return [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    text(name),
    text(value),
  ])
}

let saved: [string, FormDataEntryValue][] = []
const saveSomething = onlyFor('official', async ({ request }) => {
  saved = [...(await request.formData())]
  return null
})

test('after logging in someone is where they wanted to be, never at another site', async () => {
  for (const [terug, lands] of [
    ['/ambtenaar/trajecten?q=zorg', '/ambtenaar/trajecten?q=zorg'],
    ['//evil.example', '/ambtenaar'],
    ['/\\evil.example', '/ambtenaar'],
    ['https://evil.example/', '/ambtenaar'],
    ['/raad', '/ambtenaar'],
  ] as const) {
    const { outcome, cookie } = await call(logInAction, withQuery('/inloggen', { terug }), { form: login(official) })
    expect(location(outcome)).toEqual([303, lands])
    expect(cookie).toMatch(/^saomen=\w{20,}/)
  }
  expect(location((await call(logInAction, '/inloggen', { form: login(partner) })).outcome)).toEqual([303, '/partner'])
})

test('who is already logged in goes on, also with a link that wants them elsewhere', async () => {
  const { cookie } = await call(logInAction, '/inloggen', { form: login(official) })
  const { outcome } = await call(logInLoader, '/inloggen?terug=//evil.example', { cookie })
  expect(location(outcome)).toEqual([303, '/ambtenaar'])
})

test('a cookie of one municipality opens nothing at another', async () => {
  const { cookie } = await call(logInAction, '/inloggen', { form: login(official) })
  const guarded = onlyFor('official', async ({ actor }) => actor.id)
  expect((await call(guarded, '/ambtenaar', { cookie })).outcome).toBe(official.id)
  const there = await call(guarded, '/ambtenaar/trajecten?q=1', { cookie, host: 'hun.example' })
  expect(location(there.outcome)).toEqual([302, '/inloggen?terug=%2Fambtenaar%2Ftrajecten%3Fq%3D1'])
  expect(
    location((await call(logInAction, '/inloggen', { form: login(official), host: 'hun.example' })).outcome),
  ).toMatchObject({
    init: { status: 409 },
  })
})

test('logging in again in the same browser ends the session that was open there', async () => {
  const { cookie } = await call(logInAction, '/inloggen', { form: login(official) })
  await call(logInAction, '/inloggen', { form: login(partner), cookie })
  const { outcome } = await call(
    onlyFor('official', async () => 'open'),
    '/ambtenaar',
    { cookie },
  )
  expect(location(outcome)).toEqual([302, '/inloggen?terug=%2Fambtenaar'])
})

test('logging out ends the session on the server, not only in the browser', async () => {
  const { cookie } = await call(logInAction, '/inloggen', { form: login(official) })
  expect(
    location((await call(logOutAction, '/uitloggen', { cookie, form: formOf({ act: 'logOut' }) })).outcome),
  ).toEqual([303, '/'])
  const { outcome } = await call(
    onlyFor('official', async () => 'open'),
    '/ambtenaar',
    { cookie },
  )
  expect(location(outcome)).toEqual([302, '/inloggen?terug=%2Fambtenaar'])
})

test('an error at the login form gives the address back, and too many tries say 429', async () => {
  const typed = { act: 'logIn', email: 'wie@gemeente.example', password: 'fout wachtwoord' }
  const wrong = () => call(logInAction, '/inloggen', { form: formOf(typed), from: '203.0.113.9' })
  const first = await wrong()
  expect(first.outcome).toMatchObject({
    data: { values: { email: ['wie@gemeente.example'] }, code: 'wrongLogIn', shown: null },
    init: { status: 409 },
  })
  expect(JSON.stringify(first.outcome), 'a password never comes back').not.toContain('fout wachtwoord')
  expect(first.context.refused).toBe(true)
  for (let tries = 0; tries < 9; tries++) await wrong()
  const last = await wrong()
  expect(last.outcome).toMatchObject({ init: { status: 429 } })
  expect(last.context.headers.get('retry-after')).toBe('900')
})

test('nothing that was written is lost when a session had ended: not by a wrong password, and not byte by byte', async () => {
  const text = `${'Wat wij doen: "meer" & <beter> \'s avonds. '.repeat(4500)}\r\n\tidee\u0301n 😀 \u200d عربي \u00ad½\r\n`
  expect(text.length).toBeGreaterThan(180_000)
  const form = formOf({ act: 'save', text })
  form.append('themes', 'zorg')
  form.append('themes', 'werk & "inkomen"')
  form.append('current', 'my old password')
  form.append('password', 'my new password')
  form.append('file', new File(['%PDF'], 'plan.pdf'))
  const path = '/ambtenaar/trajecten/sociaal/punten/7?index'

  const interrupted = await call(saveSomething, path, { form })
  expect(interrupted.outcome).toBeInstanceOf(Response)
  const response = interrupted.outcome as Response
  expect(response.status).toBe(401)
  const interruption = interruptionOf(await response.json())
  expect(interruption?.post).toMatchObject({ filesLost: true, passwordLost: true })

  const kept = interruption?.post ?? null
  const page = renderToStaticMarkup(createElement(LogInForm, { kept }))
  expect(page).not.toContain('my old password')
  const [[name, json] = ['', '']] = hiddenFields(page)
  expect(name).toBe(KEPT_FIELD)

  const wrong = await call(logInAction, '/inloggen', {
    form: formOf({ act: 'logIn', email: official.email, password: 'fout wachtwoord', [KEPT_FIELD]: json }),
  })
  const again = keptIn(wrong.outcome)
  expect(again).toEqual(kept)
  const [[, sameJson] = ['', '']] = hiddenFields(renderToStaticMarkup(createElement(LogInForm, { kept: again })))

  const right = await call(logInAction, '/inloggen', { form: login(official, { [KEPT_FIELD]: sameJson }) })
  expect(answerOf(right.outcome).shown).toBe('done')
  const resume = keptIn(right.outcome)
  if (!resume) throw new Error('there is nothing to resume')
  const resumePage = renderToStaticMarkup(createElement(ResumeForm, { post: resume }))
  expect(resumePage).toContain(`action="${path}"`)
  const resumed = new FormData()
  for (const [field, value] of hiddenFields(resumePage)) resumed.append(field, value)
  await call(saveSomething, path, { form: resumed, cookie: right.cookie })
  expect(saved).toEqual([
    ['act', 'save'],
    ['text', text],
    ['themes', 'zorg'],
    ['themes', 'werk & "inkomen"'],
  ])
})

test('kept fields that would go to another site, or are no fields, are not offered', async () => {
  for (const kept of [
    { path: '//evil.example', fields: [['a', 'b']], filesLost: false, passwordLost: false },
    { path: 'javascript:alert(1)', fields: [['a', 'b']], filesLost: false, passwordLost: false },
    { path: '/ambtenaar', fields: [['a']], filesLost: false, passwordLost: false },
    { path: '/ambtenaar', fields: 'abc' },
    'geen json',
  ]) {
    const text = typeof kept === 'string' ? kept : JSON.stringify(kept)
    const { outcome } = await call(logInAction, '/inloggen', { form: login(official, { [KEPT_FIELD]: text }) })
    expect(location(outcome), text).toEqual([303, '/ambtenaar'])
  }
})

test('a post that is no form is answered with the login form too', async () => {
  const request = new Request('http://ons.example/ambtenaar', {
    method: 'POST',
    body: '{}',
    headers: { host: 'ons.example', 'content-type': 'application/json' },
  })
  const { context } = await call(logInLoader, '/inloggen')
  const outcome = await (saveSomething as unknown as Guarded)({ request, params: {}, context }).catch(
    (thrown: unknown) => thrown,
  )
  expect((outcome as Response).status).toBe(401)
})

test.each([
  ['/nieuw-wachtwoord', newPasswordLoader, '/nieuw-wachtwoord'],
  ['/uitnodiging', invitationLoader, '/uitnodiging'],
  ['/inloggen/link', logInLinkLoader, '/inloggen?link=ja'],
])(
  'the token of %s leaves the address at once, so that no page can pass it on by Referer',
  async (path, loader, to) => {
    const token = 't'.repeat(43)
    const { outcome, context } = await call(loader, `${path}/${token}`, { params: { token } })
    expect(location(outcome)).toEqual([303, to])
    expect(context.headers.getSetCookie()).toEqual([
      expect.stringMatching(new RegExp(`=${token}; Path=/[a-z-]+; Max-Age=3600; HttpOnly; SameSite=Lax$`)),
    ])
  },
)

test('with an app the password leads to the code; what was written is kept, and after it the session opens', async () => {
  const actor = await anActor(db, ours, { passwordHash })
  const owner = { municipalityId: ours.id, accountId: actor.id }
  const appSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  await db
    .insertInto('secondStep')
    .values({ ...owner, sealedSecret: seal(appSecret, owner, 'secret'), lastTimeStep: 0, createdAt: NOW })
    .execute()
  const first = await call(logInAction, '/inloggen?terug=/ambtenaar/trajecten', { form: login(actor) })
  expect(location(first.outcome)).toEqual([303, '/inloggen/code?terug=%2Fambtenaar%2Ftrajecten'])
  expect(first.cookie).toMatch(/^saomen_stap2=/)
  expect(location((await call(codeLoader, '/inloggen/code', {})).outcome), 'nothing to go on with').toEqual([
    303,
    '/inloggen',
  ])

  const post: InterruptedPost = {
    path: '/ambtenaar/punten',
    fields: [['antwoord', 'Lang']],
    filesLost: false,
    passwordLost: false,
    needsSecondStep: false,
  }
  const kept = { [KEPT_FIELD]: JSON.stringify(post) }
  const withText = await call(logInAction, '/inloggen', { form: login(actor, kept) })
  expect(answerOf(withText.outcome).shown).toBe('secondStep')
  expect(keptIn(withText.outcome)).toEqual(post)
  const { cookie } = withText
  const wrong = await call(codeAction, '/inloggen/code', {
    cookie,
    form: formOf({ act: 'passSecondStep', code: '', recovery: 'nee', ...kept }),
  })
  expect(wrong.outcome).toMatchObject({
    data: { errors: { recovery: expect.any(String) }, shown: null },
    init: { status: 400 },
  })
  expect(keptIn(wrong.outcome)).toEqual(post)
  const code = generateSync({ secret: appSecret, epoch: Math.floor(NOW.getTime() / 1000) })
  const form = () => formOf({ act: 'passSecondStep', code, ...kept })
  const late = await call(codeAction, '/inloggen/code', { form: form() })
  expect(late.outcome, 'without the first step').toMatchObject({ data: { code: 'tooLate' }, init: { status: 409 } })
  expect(keptIn(late.outcome)).toEqual(post)
  const right = await call(codeAction, '/inloggen/code', { cookie, form: form() })
  expect(right.outcome).toMatchObject({ data: { shown: 'done' }, init: { status: 200 } })
  expect(keptIn(right.outcome)).toEqual(post)
  expect(
    await call(
      onlyFor('official', async () => 'open'),
      '/ambtenaar',
      { cookie: right.cookie },
    ),
  ).toMatchObject({ outcome: 'open' })
})
