import { beforeEach, describe, expect, test } from 'vitest'
import { aMunicipality, aPlan, aProcess } from '#tests/factories.ts'
import {
  fillIn,
  formOf,
  hidden,
  received,
  ResidentBrowser,
  sending,
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
let plan: Awaited<ReturnType<typeof aPlan>>
let hosts = 0
const aBrowser = () => new ResidentBrowser({ db, pool }, host)

beforeEach(async () => {
  host = `reageren-${hosts++}.example`
  process = await aProcess(db, await aMunicipality(db, { host }), { slug: 'plan' })
  plan = await aPlan(db, process)
})

const contributions = () =>
  db.selectFrom('contribution').selectAll().where('processId', '=', process.id).orderBy('id').execute()

describe('three steps and a receipt', () => {
  test('what is typed is kept, shown back, sent as typed, and the receipt shows it', async () => {
    const browser = aBrowser()
    const text = 'Één 👩🏽‍👧🏽\n\n  שלום\u200d\n'
    const first = await browser.get(`${step1}?over=alinea:${plan.paragraphs[0]}`)
    expect(formOf(first)).toMatchObject({ label: 'Alinea\u00a01, Gezin en sociaal netwerk', text: '' })
    expect(await browser.post(step1, { ...hidden(first), text: text })).toMatchObject({ status: 303, to: step2 })
    expect(formOf(await browser.get(step1)).text, 'the back button').toBe(text)
    expect(await browser.post(step2, { ...you, email: 'u@voorbeeld.example' })).toMatchObject({
      status: 303,
      to: step3,
    })
    const { page } = await browser.get(step3)
    expect(page).toMatchObject({ text, about: 'Alinea\u00a01, Gezin en sociaal netwerk', email: 'u@voorbeeld.example' })
    expect(await browser.post(step3, sending({ page }))).toMatchObject({
      status: 303,
      to: received,
    })
    expect((await contributions())[0]).toMatchObject({ text, paragraphId: plan.paragraphs[0] })
    const shown = await browser.get(received)
    expect(shown.page.receipt).toMatchObject({
      text,
      receivedAt: 'dinsdag 1\u00a0november 2016 om 12.00\u00a0uur',
      timeliness: 'U bent op tijd.',
    })
    expect(await browser.get(received), 'reloading').toEqual(shown)
  })

  test('the cookies say nothing, no neighbouring site can set them, and no address holds a secret', async () => {
    const browser = aBrowser()
    await browser.post(step3, await fillIn(browser, 'Tekst', { email: 'u@voorbeeld.example' }))
    for (const line of browser.raw) {
      expect(line).toMatch(
        /^(__Host-(concept|ontvangen)-plan=[\w-]{0,22}; Path=\/;( Max-Age=\d+;)? HttpOnly; SameSite=Lax; Secure|(concept|ontvangen)=; Path=\/trajecten\/plan; Max-Age=0; HttpOnly; SameSite=Lax)$/,
      )
    }
    expect([...browser.cookies.keys()]).toEqual(['__Host-ontvangen-plan'])
  })

  test('who puts a draft of their own into another browser, as a neighbouring site can, never reads what is written there', async () => {
    const [stranger, browser] = [aBrowser(), aBrowser()]
    await stranger.post(step1, typing('Geplant'))
    const [planted] = stranger.cookies.values()
    const plant = (on: ResidentBrowser) => {
      for (const name of ['concept', '__Secure-concept'])
        on.cookies.set(name, { value: planted?.value ?? '', path: '/trajecten/plan', session: true })
    }
    plant(browser)
    await browser.post(step1, { ...hidden(await browser.get(step1)), text: 'Een buurman zit in de schulden.' })
    plant(browser)
    await browser.post(step2, { ...you, name: 'Anna de Vries', email: 'anna@voorbeeld.example' })
    expect(formOf(await stranger.get(step1)).text).toBe('Geplant')
    const { page } = await browser.get(step3)
    expect(page).toMatchObject({ text: 'Een buurman zit in de schulden.', name: 'Anna de Vries' })
    expect(await browser.post(step3, sending({ page }))).toMatchObject({
      to: received,
    })
    expect(await stranger.get(received)).toMatchObject({ status: 404 })
    expect(JSON.stringify(await stranger.get(step3))).not.toMatch(/Anna|schulden/)
  })

  test('a draft of before the upgrade is carried on, whatever step it is at, and its old cookie goes', async () => {
    const browser = aBrowser()
    await fillIn(browser, 'Van voor de upgrade', { name: 'Anna' })
    const [{ value } = { value: '' }] = browser.cookies.values()
    browser.cookies = new Map([['concept', { value, path: '/trajecten/plan', session: false }]])
    expect(formOf(await browser.get(step1)).text).toBe('Van voor de upgrade')
    expect(await browser.post(step2, { ...you, name: 'Anna de Vries' })).toMatchObject({ to: step3 })
    expect([...browser.cookies.keys()]).toEqual(['__Host-concept-plan'])
    const { page } = await browser.get(step3)
    expect(page).toMatchObject({ text: 'Van voor de upgrade', name: 'Anna de Vries' })
    await browser.post(step3, sending({ page }))
    expect((await contributions()).map(({ text }) => text)).toEqual(['Van voor de upgrade'])
  })

  test('looking at the form keeps nothing', async () => {
    const browser = aBrowser()
    await browser.get(step1)
    expect(browser.raw).toEqual([])
    expect(await db.selectFrom('reactionDraft').selectAll().where('processId', '=', process.id).execute()).toEqual([])
  })

  test('a step reached too early leads to the first that is missing', async () => {
    const browser = aBrowser()
    expect(await browser.get(step2)).toMatchObject({ status: 303, to: `${step1}?begin=hier` })
    expect(await browser.get(step3)).toMatchObject({ status: 303, to: `${step1}?begin=hier` })
    expect(await browser.post(step3, { act: 'submitReaction', key: 'x', seen: 'y' })).toMatchObject({
      status: 303,
      to: `${step1}?begin=hier`,
    })
    await browser.post(step1, typing('Tekst'))
    expect(await browser.get(step3)).toMatchObject({ status: 303, to: step2 })
    expect(await browser.get(received)).toMatchObject({ status: 404, page: { receipt: null } })
  })

  test('changing the text from the check page leads back to the check page', async () => {
    const browser = aBrowser()
    await fillIn(browser, 'Tekst')
    expect(await browser.post(step1, { ...hidden(await browser.get(step1)), text: 'Betere tekst' })).toMatchObject({
      to: step3,
    })
  })

  test('another part of the plan, or all of it, is chosen without losing what was typed', async () => {
    const browser = aBrowser()
    const about = `alinea:${plan.paragraphs[0]}`
    expect(await browser.post(step1, { ...typing('Half'), about, then: 'otherPart' })).toMatchObject({
      to: '/trajecten/plan/plan?tekst=bewaard',
    })
    const moved = formOf(await browser.get(`${step1}?over=onderdeel:${plan.sections[1]}`))
    expect(moved).toMatchObject({
      text: 'Half',
      label: 'Onderdeel 2, Algemene voorzieningen',
      movedFrom: 'Alinea\u00a01, Gezin en sociaal netwerk',
    })
    await browser.post(step1, { ...hidden(await browser.get(step1)), text: 'Half', then: 'wholePlan' })
    expect(formOf(await browser.get(step1))).toMatchObject({ text: 'Half', label: 'Het hele plan', about: '' })
  })

  test('a paragraph of another plan is not shown and not kept', async () => {
    const other = await aPlan(db, await aProcess(db, await aMunicipality(db)))
    const browser = aBrowser()
    const asked = await browser.get(`${step1}?over=alinea:${other.paragraphs[0]}`)
    expect(formOf(asked)).toMatchObject({ partMissing: true, label: 'Het hele plan', quote: '' })
    await browser.post(step1, { ...typing('Tekst'), about: `alinea:${other.paragraphs[0]}` })
    expect(formOf(await browser.get(step1))).toMatchObject({ about: '', text: 'Tekst' })
  })

  test('an unreleased process, and one of another municipality, are not there', async () => {
    const browser = aBrowser()
    await db.updateTable('process').set({ state: 'draft' }).where('id', '=', process.id).execute()
    for (const path of [step1, step2, step3, received]) expect((await browser.get(path)).status).toBe(404)
    const elsewhere = await aProcess(db, await aMunicipality(db), { slug: 'elders' })
    expect((await browser.get(`/trajecten/${elsewhere.slug}/reageren`)).status).toBe(404)
  })
})

describe('what is wrong is said, and nothing typed is lost', () => {
  test('an empty text', async () => {
    const answer = await aBrowser().post(step1, typing(' \n '))
    expect(answer).toMatchObject({ status: 400, page: { errors: { text: 'Schrijf uw reactie. Eén zin is genoeg.' } } })
  })

  test('100,000 characters go through; one more comes back whole, with its length, and is not stored', async () => {
    const browser = aBrowser()
    const most = '🌻'.repeat(100_000)
    expect(await browser.post(step1, typing(most))).toMatchObject({ status: 303, to: step2 })
    for (const then of ['nextStep', 'later', 'otherPart', 'wholePlan']) {
      const long = '🌻'.repeat(100_001)
      const answer = await browser.post(step1, { ...hidden(await browser.get(step1)), text: long, then })
      expect(answer).toMatchObject({ status: 400, page: { shown: null } })
      expect((answer.page.values as { text: string[] }).text[0] === long).toBe(true)
      expect(String((answer.page.errors as Record<string, string>).text)).toContain('100.001 tekens lang')
    }
    expect(formOf(await browser.get(step1)).text === most, 'what was kept before').toBe(true)
  })

  test('texts that do not fit leave nothing in the database, however many come', async () => {
    for (let n = 0; n < 5; n++)
      expect((await aBrowser().post(step1, typing(`${n}${'a'.repeat(300_000)}`))).status).toBe(400)
    expect(
      await db.selectFrom('reactionDraft').select('tokenHash').where('processId', '=', process.id).execute(),
    ).toEqual([])
  })

  test('where a network filled its share, what was typed comes back with when to try again', async () => {
    const long = 'a'.repeat(100_000)
    for (let n = 0; n < 83; n++) await aBrowser().post(step1, typing(long))
    const browser = aBrowser()
    const answer = await browser.post(step1, { ...typing(long), then: 'later' })
    expect(answer).toMatchObject({
      status: 429,
      page: { values: { text: [long] }, shown: null, errors: { text: expect.stringMatching(/Vanaf uw netwerk/) } },
    })
    expect(browser.raw, 'no draft to come back to').toEqual([])
    expect(await browser.post(step1, typing('Kort')), 'beside it').toMatchObject({ status: 303, to: step2 })
  })

  test('line breaks count once, as they were typed', async () => {
    const text = 'a\n'.repeat(50_000)
    const browser = aBrowser()
    expect(await browser.post(step1, typing(text))).toMatchObject({ status: 303 })
    expect(formOf(await browser.get(step1)).text === text).toBe(true)
  })

  test('a NUL is taken out and said so', async () => {
    const browser = aBrowser()
    const answer = await browser.post(step1, typing('voor\0na'))
    expect(answer).toMatchObject({ status: 400, page: { values: { text: ['voorna'] } } })
    const second = await browser.post(step2, { ...you, name: 'A\0B' })
    expect(second).toMatchObject({ status: 400, page: { values: { name: ['AB'] } } })
  })

  test('a wrong address is said at the field, and all fields come back, also on the next visit', async () => {
    const browser = aBrowser()
    await browser.post(step1, typing('Tekst'))
    const answer = await browser.post(step2, { ...you, name: 'Inspreker A', email: 'voorbeeld.nl', named: 'yes' })
    expect(answer).toMatchObject({
      status: 400,
      page: { values: { name: ['Inspreker A'], email: ['voorbeeld.nl'], named: ['yes'] } },
    })
    expect(String((answer.page.errors as Record<string, string>).email)).toContain('geen @')
    expect((await browser.get(step2)).page.values).toMatchObject({ name: 'Inspreker A', email: 'voorbeeld.nl' })
    expect(await browser.get(step3)).toMatchObject({ to: step2 })
  })

  test('two windows: the second is shown what the first wrote before anything is overwritten', async () => {
    const browser = aBrowser()
    const [one, two] = [await browser.get(step1), await browser.get(step1)]
    await browser.post(step1, { ...hidden(one), text: 'Uit het eerste' })
    const answer = await browser.post(step1, { ...hidden(two), text: 'Uit het tweede' })
    expect(answer).toMatchObject({
      status: 409,
      page: { code: 'stale', values: { text: ['Uit het tweede'] }, facts: { otherText: 'Uit het eerste' } },
    })
    const again = await browser.get(step1)
    expect(await browser.post(step1, { ...hidden(again), text: 'Uit beide' })).toMatchObject({ status: 303 })
  })

  test('what was changed in another window after the check page was made is shown before it is sent', async () => {
    const browser = aBrowser()
    const seen = await fillIn(browser, 'Gezien')
    await browser.post(step1, { ...hidden(await browser.get(step1)), text: 'Niet gezien' })
    expect(await browser.post(step3, seen)).toMatchObject({ status: 409, page: { code: 'stale' } })
    expect(await contributions()).toEqual([])
  })
})

describe('sending again', () => {
  test('by the back button gives the same receipt', async () => {
    const browser = aBrowser()
    const form = await fillIn(browser, 'Tekst')
    await browser.post(step3, form)
    expect(await browser.post(step3, form)).toMatchObject({ status: 303, to: received })
    expect(await contributions()).toHaveLength(1)
  })

  test('at once gives the same receipt', async () => {
    const browser = aBrowser()
    const form = await fillIn(browser, 'Tekst')
    const answers = await Promise.all([1, 2, 3, 4].map(() => browser.post(step3, form)))
    expect(answers.map(({ to }) => to)).toEqual([received, received, received, received])
    expect(await contributions()).toHaveLength(1)
  })

  test('after the answer got lost leads to the receipt, also by reloading', async () => {
    const browser = aBrowser()
    const form = await fillIn(browser, 'Tekst')
    browser.offline = true
    await browser.post(step3, form)
    browser.offline = false
    expect(await browser.get(step3)).toMatchObject({ to: received })
    expect((await browser.get(received)).page.receipt).toMatchObject({ text: 'Tekst' })
    expect(await browser.post(step3, form)).toMatchObject({ to: received })
    expect(await contributions()).toHaveLength(1)
  })

  test('a second reaction is a new one, and the check page of the first cannot send it', async () => {
    const browser = aBrowser()
    const form = await fillIn(browser, 'Eerste')
    await browser.post(step3, form)
    expect(formOf(await browser.get(step1))).toMatchObject({
      text: '',
      sentAt: 'dinsdag 1\u00a0november 2016 om 12.00\u00a0uur',
    })
    const second = await fillIn(browser, 'Tweede')
    expect(await browser.post(step3, form)).toMatchObject({ to: received })
    expect(await contributions()).toHaveLength(1)
    await browser.post(step3, second)
    expect((await contributions()).map(({ text }) => text)).toEqual(['Eerste', 'Tweede'])
    expect((await browser.get(received)).page.receipt).toMatchObject({ text: 'Tweede' })
  })

  test('only what the check page showed is sent, whatever else a form says', async () => {
    const [browser, stranger] = [aBrowser(), aBrowser()]
    const form = await fillIn(browser, 'Gezien')
    const [carried] = browser.cookies.values()
    await stranger.post(step1, { ...typing('Van een ander'), token: carried?.value ?? '' })
    expect(formOf(await browser.get(step1)).text, 'a draft is of the cookie, never of the form').toBe('Gezien')
    const more = { text: 'Niet gezien', email: 'x@voorbeeld.example', about: `alinea:${plan.paragraphs[0]}` }
    expect(await browser.post(step3, { ...form, ...more })).toMatchObject({ to: received })
    expect(await contributions()).toMatchObject([{ text: 'Gezien', paragraphId: null }])
    expect((await browser.get(received)).page.receipt).toMatchObject({ email: '' })
  })

  test('another browser sees no receipt', async () => {
    const browser = aBrowser()
    await browser.post(step3, await fillIn(browser, 'Tekst'))
    expect(await aBrowser().get(received)).toMatchObject({ status: 404, page: { receipt: null } })
  })
})

describe('when the term is over', () => {
  const closing = new Date('2016-11-16T00:00:00.000+01:00')

  test('what arrives in the last millisecond is in; at midnight it is not, and the text is still there', async () => {
    const [inTime, late] = [aBrowser(), aBrowser()]
    const [one, two] = [await fillIn(inTime, 'Op tijd'), await fillIn(late, 'Te laat')]
    inTime.now = new Date(closing.getTime() - 1)
    late.now = closing
    expect(await inTime.post(step3, one)).toMatchObject({ to: received })
    expect(await late.post(step3, two)).toMatchObject({ status: 303, to: step1 })
    expect((await late.get(step1)).page).toMatchObject({
      form: null,
      closed: { stage: 'processing', text: 'Te laat', postUntil: '22\u00a0november 2016' },
    })
    expect((await contributions()).map(({ text }) => text)).toEqual(['Op tijd'])
  })

  test('a text that was still being typed comes back, and is kept', async () => {
    const browser = aBrowser()
    const form = hidden(await browser.get(step1))
    browser.now = closing
    expect(await browser.post(step1, { ...form, text: 'Net te laat' })).toMatchObject({
      status: 409,
      page: { values: { text: ['Net te laat'] }, shown: { seen: expect.any(String) } },
    })
    expect((await browser.get(step1)).page.closed).toMatchObject({ text: 'Net te laat' })
    expect(await browser.get(step2)).toMatchObject({ to: step1 })
  })

  test('a withdrawn process says why', async () => {
    await db
      .updateTable('process')
      .set({ state: 'withdrawn', withdrawnBecause: 'Het Rijk verandert de wet.' })
      .where('id', '=', process.id)
      .execute()
    expect((await aBrowser().get(step1)).page.closed).toMatchObject({
      stage: 'withdrawn',
      withdrawnBecause: 'Het Rijk verandert de wet.',
      channels: [],
    })
  })

  test('before the first day a reaction is taken, and called early', async () => {
    const browser = aBrowser()
    browser.now = new Date('2016-10-04T12:00:00+02:00')
    expect(formOf(await browser.get(step1)).startsOn).toBe('5\u00a0oktober 2016')
    await browser.post(step3, await fillIn(browser, 'Vroeg'))
    expect((await contributions())[0]).toMatchObject({ timeliness: 'early' })
  })
})
