import { beforeEach, describe, expect, test } from 'vitest'
import { codeAlphabet } from '#app/features/contributions/receipt-code.server.ts'
import { aMunicipality, aProcess, NOW } from '#tests/factories.ts'
import { fillIn, received, ResidentBrowser, step3, type Answer } from '#tests/resident-browser.ts'
import { testDatabase } from '#tests/setup/database.ts'

const { db, pool } = await testDatabase()
let host = ''
let process: Awaited<ReturnType<typeof aProcess>>
let hosts = 0
const aBrowser = () => new ResidentBrowser({ db, pool }, host)

beforeEach(async () => {
  host = `mijn-${hosts++}.example`
  process = await aProcess(db, await aMunicipality(db, { host }), { slug: 'plan' })
})
const contributions = () =>
  db.selectFrom('contribution').selectAll().where('processId', '=', process.id).orderBy('id').execute()

describe('coming back with the code', () => {
  const mine = '/mijn-reactie'
  const typed = (code: string) => ({ act: 'openReaction', code })
  const errorsOf = ({ page }: Answer) => page.errors as Record<string, string>
  const codeOf = async (browser: ResidentBrowser) =>
    String(((await browser.get(received)).page.receipt as { code: string }).code)

  test('opens the reaction in this browser for half an hour, or until it is forgotten', async () => {
    const sender = aBrowser()
    await sender.post(step3, await fillIn(sender, 'Mijn tekst'))
    const code = await codeOf(sender)
    const browser = aBrowser()
    expect((await browser.get(mine)).page.view).toBeNull()
    expect(await browser.post(mine, typed(code.toLowerCase()))).toMatchObject({ status: 303, to: mine })
    expect((await browser.get(mine)).page.view).toMatchObject({ text: 'Mijn tekst', standing: 'received', points: [] })
    expect(browser.raw.at(-1), 'it ends with the browser').toMatch(
      /^__Secure-inzage=[^;]+; Path=\/mijn-reactie; HttpOnly; SameSite=Lax; Secure$/,
    )
    browser.now = new Date(NOW.getTime() + 30 * 60_000)
    expect((await browser.get(mine)).page.view).toBeNull()
    browser.now = NOW
    expect(await browser.post('/trajecten/plan/vergeten', { act: 'forgetReactions' })).toMatchObject({ status: 200 })
    expect(browser.cookies.size).toBe(0)
    expect((await browser.get(mine)).page.view).toBeNull()
  })

  test('a wrong code, and a code of another municipality, are answered alike', async () => {
    const sender = aBrowser()
    await sender.post(step3, await fillIn(sender, 'Mijn tekst'))
    const code = await codeOf(sender)
    const wrong = [...code]
      .map((letter) => (letter === '-' ? '-' : codeAlphabet[(codeAlphabet.indexOf(letter) + 1) % 30]))
      .join('')
    const one = await aBrowser().post(mine, typed(wrong))
    host = `elders-${hosts}.example`
    await aMunicipality(db, { host })
    const other = await aBrowser().post(mine, typed(code))
    expect([one.status, one.page.code]).toEqual([409, 'unknownCode'])
    expect(other.status).toBe(409)
    expect(errorsOf(other)).toEqual(errorsOf(one))
    expect(other.page.values, 'what was typed comes back').toEqual({ code: [code] })
    expect((await aBrowser().post(mine, typed('K7R'))).status, 'what is no code').toBe(400)
  })

  test('a cookie that was made up opens nothing', async () => {
    const sender = aBrowser()
    await sender.post(step3, await fillIn(sender, 'Mijn tekst'))
    const [contribution] = await contributions()
    const browser = aBrowser()
    browser.cookies.set('inzage', {
      value: `${contribution?.id}.${NOW.getTime() + 60_000}.AAAA`,
      path: mine,
      session: true,
    })
    expect((await browser.get(mine)).page.view).toBeNull()
  })

  test('guessing is slowed down', async () => {
    const browser = aBrowser()
    const answers: Answer[] = []
    for (let at = 0; at < 21; at++) answers.push(await browser.post(mine, typed('K7RM-4TQX-9WHB')))
    expect(answers.map(({ status }) => status)).toEqual([...Array<number>(20).fill(409), 429])
    expect(errorsOf(answers.at(-1) ?? { status: 0, to: null, page: { errors: {} } }).code).toContain(
      'Probeer het opnieuw om',
    )
  })
})
