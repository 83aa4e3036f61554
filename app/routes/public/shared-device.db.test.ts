import { beforeEach, describe, expect, test } from 'vitest'
import { aMunicipality, aPlan, aProcess, NOW } from '#tests/factories.ts'
import {
  fillIn,
  formOf,
  hidden,
  received,
  ResidentBrowser,
  step1,
  step2,
  step3,
  typing,
  you,
} from '#tests/resident-browser.ts'
import { testDatabase } from '#tests/setup/database.ts'

const { db, pool } = await testDatabase()
let host = ''
let process: Awaited<ReturnType<typeof aProcess>>
let hosts = 0
const aBrowser = () => new ResidentBrowser({ db, pool }, host)
const forget = '/trajecten/plan/vergeten'
const asked = { act: 'forgetReactions' }
const after = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)

beforeEach(async () => {
  host = `apparaat-${hosts++}.example`
  process = await aProcess(db, await aMunicipality(db, { host }), { slug: 'plan' })
  await aPlan(db, process)
})

async function whoSent() {
  const browser = aBrowser()
  const form = await fillIn(browser, 'Een buurman zit in de schulden.')
  expect(await browser.post(step3, form)).toMatchObject({ to: received })
  return { browser, form }
}
const drafts = () =>
  db.selectFrom('reactionDraft').select(['contributionId', 'fields']).where('processId', '=', process.id).execute()

describe('a receipt on a device that others use', () => {
  test('is gone when the browser was closed', async () => {
    const { browser } = await whoSent()
    expect((await browser.get(received)).status).toBe(200)
    browser.closeAndStart()
    expect(await browser.get(received)).toMatchObject({ status: 404, page: { receipt: null } })
    expect(formOf(await browser.get(step1))).toMatchObject({ sentAt: null, nothingKept: false })
  })

  test('is gone half an hour after sending, also for a browser that brings its windows and cookies back', async () => {
    const { browser } = await whoSent()
    browser.now = after(29)
    expect((await browser.get(received)).page.receipt).toMatchObject({ until: '12.30\u00a0uur' })
    browser.now = after(30)
    expect(browser.cookies.size, 'the cookie is still there').toBe(1)
    expect(await browser.get(received)).toMatchObject({ status: 404, page: { receipt: null } })
    expect(formOf(await browser.get(step1)).sentAt).toBeNull()
  })

  test('counts from sending, not from what was typed before it', async () => {
    const browser = aBrowser()
    const form = await fillIn(browser, 'Lang nagedacht')
    browser.now = after(45)
    await browser.post(step3, form)
    expect((await browser.get(received)).status).toBe(200)
  })

  test('is gone too where the answer to sending got lost, and the same form still sends nothing twice', async () => {
    const browser = aBrowser()
    const form = await fillIn(browser, 'Tekst')
    browser.offline = true
    await browser.post(step3, form)
    browser.offline = false
    browser.now = after(31)
    expect(await browser.get(received)).toMatchObject({ status: 404 })
    expect(await browser.post(step3, form)).toMatchObject({ to: received })
    expect(await browser.get(received)).toMatchObject({ status: 404 })
    expect(await db.selectFrom('contribution').select('id').where('processId', '=', process.id).execute()).toHaveLength(
      1,
    )
  })
})

describe('who asks to be forgotten on this device', () => {
  test('leaves nothing behind: no receipt, no text, no way in with the cookies of before', async () => {
    const { browser } = await whoSent()
    await browser.post(step1, { ...hidden(await browser.get(step1)), text: 'Nog iets, nooit verstuurd' })
    const before = new Map(browser.cookies)
    expect(before.size).toBe(2)
    expect(await browser.post(forget, asked)).toMatchObject({ status: 200, page: { shown: { draftErased: true } } })
    expect(browser.cookies.size).toBe(0)
    browser.cookies = before
    expect(await browser.get(received)).toMatchObject({ status: 404 })
    expect(formOf(await browser.get(step1))).toMatchObject({ text: '', sentAt: null })
    expect(await drafts()).toEqual([])
    expect(
      await db.selectFrom('contribution').select('id').where('processId', '=', process.id).execute(),
      'what was sent stays',
    ).toHaveLength(1)
  })

  test('takes along what the device carries of other plans of the municipality, and nothing of anyone else', async () => {
    const other = await aProcess(db, { id: process.municipalityId }, { slug: 'ander-plan' })
    await aPlan(db, other)
    const [browser, neighbour] = [aBrowser(), aBrowser()]
    await browser.post('/trajecten/ander-plan/reageren', typing('Half'))
    await neighbour.post(step1, typing('Van de buren'))
    await browser.post(forget, asked)
    // A real browser keeps cookies apart by their path too; what is sent says which go.
    for (const slug of ['plan', 'ander-plan']) {
      for (const name of ['concept', 'ontvangen'])
        expect(browser.raw).toContain(`${name}=; Path=/trajecten/${slug}; Max-Age=0; HttpOnly; SameSite=Lax`)
    }
    expect(browser.cookies.size).toBe(0)
    expect(
      await db.selectFrom('reactionDraft').select('fields').where('processId', '=', other.id).execute(),
      'its text that was not sent',
    ).toEqual([])
    expect(browser.raw).toContain('__Secure-inzage=; Path=/mijn-reactie; Max-Age=0; HttpOnly; SameSite=Lax; Secure')
    expect(formOf(await neighbour.get(step1)).text).toBe('Van de buren')
  })

  test('is heard at an address of nothing too, and what stands in that address gets into no header', async () => {
    const { browser } = await whoSent()
    expect(await browser.post('/trajecten/weg/vergeten', asked)).toMatchObject({ status: 200 })
    expect(browser.cookies.size).toBe(0)
    await browser.post('/trajecten/a;Domain=evil.example/vergeten', asked)
    expect(browser.raw.join()).not.toContain('evil')
  })
})

test('a draft waits a week, through closing the browser, as the form says', async () => {
  const browser = aBrowser()
  const kept = await browser.post(step1, { ...hidden(await browser.get(step1)), text: 'Voor later', then: 'later' })
  expect(kept).toMatchObject({ status: 303, to: step1 })
  expect(formOf(await browser.get(step1)).saved).toBe('8\u00a0november 2016')
  browser.closeAndStart()
  browser.now = after(6 * 24 * 60)
  expect(formOf(await browser.get(step1)).text).toBe('Voor later')
  expect(browser.raw[0]).toContain('Max-Age=604800')
})

describe('what the form says of what happened', () => {
  test('nobody who sent a reaction hears that the browser keeps no cookies', async () => {
    const { browser } = await whoSent()
    for (const step of [step2, step3]) {
      const to = (await browser.get(step)).to ?? ''
      const shown = to === received ? await browser.get(step1) : await browser.get(to)
      expect(formOf(shown), step).toMatchObject({
        nothingKept: false,
        sentAt: expect.stringContaining('1\u00a0november'),
      })
    }
    expect(
      formOf(await browser.get(`${step1}?begin=hier`)),
      'also by the address of someone who has nothing',
    ).toMatchObject({ nothingKept: false })
    expect(formOf(await aBrowser().get(`${step1}?begin=hier`))).toMatchObject({ nothingKept: true, sentAt: null })
  })

  test('each step keeps what was typed for later, finished or not', async () => {
    const browser = aBrowser()
    await browser.post(step1, { ...hidden(await browser.get(step1)), text: 'Tekst' })
    const half = { ...you, name: 'Jansen', email: 'jansen@', then: 'later' }
    expect(await browser.post(step2, half)).toMatchObject({ status: 303, to: step2 })
    expect((await browser.get(step2)).page).toMatchObject({
      saved: '8\u00a0november 2016',
      values: { name: 'Jansen', email: 'jansen@' },
    })
    await browser.post(step2, you)
    await browser.get(step3)
    expect(await browser.post(step3, { act: 'keepForLater' })).toMatchObject({
      status: 303,
      to: step3,
    })
    expect((await browser.get(step3)).page).toMatchObject({ saved: '8\u00a0november 2016' })
    expect(
      await db.selectFrom('contribution').select('id').where('processId', '=', process.id).execute(),
      'nothing was sent',
    ).toEqual([])
  })

  test('nobody hears that a text is kept who wrote none', async () => {
    const browser = aBrowser()
    expect(await browser.post(step3, { act: 'keepForLater' })).toMatchObject({ to: `${step1}?begin=hier` })
    const answer = await browser.post(step1, { ...hidden(await browser.get(step1)), text: ' \n', then: 'later' })
    expect(answer).toMatchObject({
      status: 400,
      page: { errors: { text: expect.stringContaining('nog niets geschreven') } },
    })
  })

  test('who chooses another part of the plan without a text reads nothing of one', async () => {
    expect(await aBrowser().post(step1, { ...typing(' '), then: 'otherPart' })).toMatchObject({
      to: '/trajecten/plan/plan',
    })
  })
})
