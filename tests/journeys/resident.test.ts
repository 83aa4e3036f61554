import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openBrowser, visitor } from '../setup/browser.ts'
import { aMunicipality, aPlan, aProcess } from '../factories.ts'
import { startSite } from '../setup/site.ts'
import { lookAround, lookUpReaction, reactToParagraph } from './steps.ts'

const site = await startSite()
const browser = await openBrowser()
const municipality = await aMunicipality(site.db, { name: 'Borger-Odoorn' })
const process = await aProcess(site.db, municipality, { slug: 'zorgplan' })
await aPlan(site.db, process)
const chapter = '/trajecten/zorgplan/plan/1-gezin-en-sociaal-netwerk'

/** Everything that travels badly: accents in both forms, emoji of several parts, right to left, odd spaces, many lines. */
const strange = [
  'Één café, e\u0301e\u0301n cafe\u0301 en ½ brood à €\u00a01,50',
  '👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 \u{1F1F3}\u{1F1F1}',
  'שלום \u202Bמה שלומך\u202C مرحبا',
  'nul\u200Bbreed \u200Dverbinder zacht\u00ADteken \uFEFF',
  '<b>geen vet</b> & {{geen}} ${sjabloon} \\n "aanhaling" \'enkel\'',
  ...Array.from({ length: 1000 }, (_, line) => (line % 3 === 0 ? '' : `  regel ${line}\t`)),
  'slot',
].join('\n')

/** The three steps without a look at each. Returns the secret code. */
async function reactInShort(page: Page, text: string): Promise<string> {
  await page.goto('/trajecten/zorgplan/reageren')
  await page.getByRole('textbox').first().fill(text)
  for (const name of ['Verder naar stap 2', 'Verder naar stap 3', 'Verstuur uw reactie'])
    await page.getByRole('button', { name }).click()
  return page.locator('.code b').innerText()
}

describe.each([
  { javaScript: 'with JavaScript', javaScriptEnabled: true, width: 1280 },
  { javaScript: 'with JavaScript on a phone', javaScriptEnabled: true, width: 375 },
  { javaScript: 'without JavaScript', javaScriptEnabled: false, width: 375 },
])('a resident reacts to one paragraph, $javaScript', ({ javaScriptEnabled, width }) => {
  test('and later sees where the reaction stands', async () => {
    const email = `inwoner-${width}-${javaScriptEnabled}@voorbeeld.example`
    const { page } = await visitor(browser, site.url, { javaScriptEnabled, width, expectErrors: [/400/] })
    const text = 'Een middag vrij zou mij helpen, maar niet in een ander dorp.'
    const code = await reactToParagraph(page, chapter, 2, { text, email })

    const mail = await site.mail?.waitFor(email, /Wij hebben uw reactie ontvangen/)
    expect(mail?.text).toContain(code)
    expect(`${mail?.text}${mail?.html}`, 'nobody confirmed the address').not.toContain(text)

    const later = await visitor(browser, site.url, { javaScriptEnabled, width, expectErrors: [/400/] })
    await lookUpReaction(later.page, code)
    expect(await later.page.locator('main').innerText()).toContain(text)
    expect(later.page.url(), 'nothing secret in the address').toBe(`${site.url}/mijn-reactie`)
  })
})

test('what was sent is what is stored and shown, byte for byte', async () => {
  const { page } = await visitor(browser, site.url, { expectErrors: [/400/] })
  const code = await reactToParagraph(page, chapter, 1, { text: strange, email: 'bytes@voorbeeld.example' })
  const stored = await site.db
    .selectFrom('contribution')
    .select('text')
    .where('text', 'like', '%regel 998%')
    .executeTakeFirstOrThrow()
  expect(stored.text === strange, 'stored').toBe(true)
  const shown = () =>
    page.locator('main .verb, main .verbatim, main [dir=auto]').evaluateAll((all) => all.map((one) => one.textContent))
  expect((await shown()).includes(strange), 'shown on the receipt').toBe(true)
  const mail = await site.mail?.waitFor('bytes@voorbeeld.example', /ontvangen/)
  expect(mail?.text).toContain(code)
  await lookUpReaction(page, code)
  expect((await shown()).includes(strange), 'shown with the code').toBe(true)
})

test('a reaction of 100,000 characters goes in; one more is refused with its length, and nothing typed is lost', async () => {
  const { page } = await visitor(browser, site.url, { expectErrors: [/400/] })
  await page.goto('/trajecten/zorgplan/reageren')
  const tooLong = 'één '.repeat(25_000) + 'x'
  await page.getByRole('textbox').first().fill(tooLong)
  await page.getByRole('button', { name: 'Verder naar stap 2' }).click()
  expect(await page.getByRole('alert').innerText()).toMatch(/100[.\u00a0]?001/)
  expect((await page.getByRole('textbox').first().inputValue()) === tooLong).toBe(true)
  await page.getByRole('textbox').first().fill(tooLong.slice(0, -1))
  await page.getByRole('button', { name: 'Verder naar stap 2' }).click()
  await page.getByRole('button', { name: 'Verder naar stap 3' }).waitFor()
})

test('sending twice, the back button and a reload give one reaction and the same receipt', async () => {
  const { page, context } = await visitor(browser, site.url, { expectErrors: [/400/] })
  const text = 'Deze reactie komt één keer binnen.'
  const code = await reactToParagraph(page, chapter, 2, { text, twice: true })
  await page.reload()
  expect(await page.locator('main').innerText()).toContain(code)
  await page.goBack()
  expect(await page.locator('main').innerText(), 'the check page of what was sent leads to its receipt').toContain(code)
  expect(await site.db.selectFrom('contribution').select('id').where('text', '=', text).execute()).toHaveLength(1)
  expect(
    (await context.cookies()).every(({ httpOnly }) => httpOnly),
    'scripts see no cookie',
  ).toBe(true)
})

test('on a shared device a receipt needs no framework, keeps no text there, and is forgotten when someone asks', async () => {
  const { page, context } = await visitor(browser, site.url, { expectErrors: [/400/, /404/] })
  const scripts: string[] = []
  const code = await reactInShort(page, 'Een buurman zit in de schulden.')
  page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()))
  await page.evaluate(
    (id) => localStorage.setItem(`saomen:reactie:${id}`, JSON.stringify({ text: 'Een buurman', at: '' })),
    process.id,
  )
  await page.reload()
  await page.getByRole('button', { name: 'Kopieer de code' }).waitFor()
  expect(scripts.map((url) => new URL(url).pathname)).toEqual([expect.stringMatching(/^\/assets\/on-receipt-\S+\.js$/)])
  expect(Buffer.byteLength(await (await page.request.get(scripts[0] ?? '')).text())).toBeLessThan(2048)
  expect(await page.locator('script').count()).toBe(1)
  const kept = () => page.evaluate(() => Object.keys(localStorage))
  expect(await kept(), 'what was sent need not stay').toEqual([])

  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Kopieer de code' }).click()
  await page.getByText('Gekopieerd').waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code)

  const at = new Date().toISOString()
  await page.evaluate(
    ([id, at]) => localStorage.setItem(`saomen:reactie:${id}`, JSON.stringify({ text: 'Een tweede reactie', at })),
    [process.id, at],
  )
  await page.reload()
  await page.getByRole('button', { name: 'Kopieer de code' }).waitFor()
  expect(await kept(), 'what was written after sending is not lost by looking at the receipt').toHaveLength(1)

  await page.evaluate(() => localStorage.setItem('saomen:reactie:ander', JSON.stringify({ text: 'Nog iets', at: '' })))
  await page.getByRole('button', { name: 'Vergeet mij op dit apparaat' }).click()
  await page.getByRole('heading', { level: 1, name: 'Dit apparaat is u vergeten' }).waitFor()
  await page.getByText('Ook de tekst die dit apparaat zelf bewaarde, is weg.').waitFor()
  await lookAround(page)
  expect(await kept()).toEqual([])
  expect(await context.cookies()).toEqual([])
  await page.goBack()
  await page.getByRole('heading', { level: 1, name: 'Hier staat geen ontvangstbewijs' }).waitFor()
  expect(await page.content()).not.toContain(code)
})

test('a receipt can be forgotten without JavaScript, and who looks for another part finds the way back to the text', async () => {
  const { page, context } = await visitor(browser, site.url, {
    javaScriptEnabled: false,
    width: 375,
    expectErrors: [/400/, /404/],
  })
  await page.goto('/trajecten/zorgplan/reageren')
  await page.getByRole('textbox').first().fill('Half af')
  await page.getByRole('button', { name: 'Kies een ander deel van het plan' }).click()
  await page.getByText('Uw tekst is bewaard').waitFor()
  await lookAround(page)
  await page.getByRole('link', { name: 'Terug naar uw tekst' }).click()
  expect(await page.getByRole('textbox').first().inputValue()).toBe('Half af')
  await reactInShort(page, 'Wie na mij komt, hoeft dit niet te lezen.')
  expect(
    await page.getByRole('button', { name: 'Kopieer de code' }).isVisible(),
    'what does nothing is not there',
  ).toBe(false)
  await page.getByRole('button', { name: 'Vergeet mij op dit apparaat' }).click()
  await page.getByRole('heading', { level: 1, name: 'Dit apparaat is u vergeten' }).waitFor()
  expect(await context.cookies()).toEqual([])
})

test('after the last second the form is closed, and what was typed is still there', async () => {
  const { page } = await visitor(browser, site.url, { expectErrors: [/4\d\d/] })
  const text = 'Ik was net te laat met deze tekst.'
  site.setClock('2016-11-15T23:58:00+01:00')
  await page.goto('/trajecten/zorgplan/reageren')
  await page.getByRole('textbox').first().fill(text)
  await page.getByRole('button', { name: 'Verder naar stap 2' }).click()
  await page.getByRole('button', { name: 'Verder naar stap 3' }).waitFor()
  site.setClock('2016-11-16T00:00:01+01:00')
  await page.getByRole('radio', { name: /^Voor mijzelf/ }).check()
  await page.getByRole('button', { name: 'Verder naar stap 3' }).click()
  await page.getByText(text).waitFor()
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/niet meer|gesloten|voorbij/i)
  expect(await site.db.selectFrom('contribution').select('id').where('text', '=', text).execute()).toHaveLength(0)
  site.setClock('2016-11-01T12:00:00+01:00')
})

describe('what a resident types is kept on the device', () => {
  const form = '/trajecten/zorgplan/reageren'
  const openForm = async ({
    expectErrors = [] as RegExp[],
    prepare = async (_: Page): Promise<unknown> => undefined,
  } = {}) => {
    const { page } = await visitor(browser, site.url, { width: 375, expectErrors })
    await prepare(page)
    await page.goto(form)
    return {
      page,
      field: page.getByRole('textbox').first(),
      offer: page.getByText('Op dit apparaat staat nog een tekst'),
    }
  }
  const keptOn = (page: Page) => page.evaluate((id) => localStorage.getItem(`saomen:reactie:${id}`), process.id)

  test('and offered back, with what was typed since, until it is decided on', async () => {
    const { page, field, offer } = await openForm()
    await field.fill('Een bankje bij de beek.')
    await page
      .getByRole('status')
      .getByText(/^Bewaard op dit apparaat om \d+\.\d\d\suur$/)
      .waitFor()
    expect(await offer.count(), 'who writes is not asked').toBe(0)
    await page.reload()
    const notice = page.getByRole('status').filter({ has: offer })
    expect(await notice.innerText()).toMatch(
      /U typte deze tekst om \d+\.\d\d\suur en verstuurde hem niet\.\s+Een bankje bij de beek\./,
    )
    expect(await field.inputValue(), 'it is never put there by itself').toBe('')
    await lookAround(page)

    await field.fill('En een prullenbak.')
    await page.goto('/hulp')
    expect(await keptOn(page), 'leaving keeps what was typed the moment before').toContain('En een prullenbak.')
    await page.goto(form)
    await page.getByRole('button', { name: 'Zet deze tekst in het formulier' }).press('Enter')
    expect(await field.inputValue()).toBe('Een bankje bij de beek.\n\nEn een prullenbak.')
    expect(await field.evaluate((own) => own === document.activeElement)).toBe(true)
    expect(await offer.count()).toBe(0)
    await page.getByText(/^Bewaard op dit apparaat om/).waitFor()

    await page.reload()
    await page.getByRole('button', { name: 'Gooi deze tekst weg' }).click()
    await page.getByText(/^Bewaard op dit apparaat om/).waitFor()
    expect(await keptOn(page)).not.toContain('bankje')
    await page.reload()
    await page.waitForLoadState()
    expect(await offer.count(), 'what was thrown away does not come back').toBe(0)
  })

  test('also what was typed before the script came, on a slow line', async () => {
    let arrive = () => {}
    const arrived = new Promise<void>((resolve) => (arrive = resolve))
    const { page } = await visitor(browser, site.url)
    await page.route(/on-reaction-form/, async (route) => {
      await arrived
      await route.continue()
    })
    await page.goto(form, { waitUntil: 'commit' })
    const field = page.getByRole('textbox').first()
    await field.pressSequentially('Alvast begonnen')
    arrive()
    await page.getByText(/^Bewaard op dit apparaat om/).waitFor()
    expect(await field.inputValue()).toBe('Alvast begonnen')
    await field.press('!')
    expect(await field.inputValue(), 'the cursor stayed where it was').toBe('Alvast begonnen!')
  })

  test('and a browser that keeps nothing says so', async () => {
    const refuse = () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    }
    const { page, field } = await openForm({ prepare: (page) => page.addInitScript(refuse) })
    await field.fill('Dit blijft nergens.')
    await page.getByRole('status').getByText('Uw browser bewaart deze tekst niet op dit apparaat.').waitFor()
    await lookAround(page)
  })

  test('and near the end the form tells how much still fits, in characters as people count them', async () => {
    const { page, field } = await openForm()
    const notice = page.getByRole('status').filter({ hasText: 'tekens' })
    await field.fill('a'.repeat(97_999) + '👍')
    expect(await notice.count()).toBe(0)
    await field.fill('a'.repeat(98_000) + '👍')
    expect(await notice.innerText()).toBe('Er passen nog 1.999 tekens bij')
    await field.fill('a'.repeat(100_001))
    expect(await notice.innerText()).toBe('1 tekens te veel')
    await lookAround(page)
    await field.fill('kort')
    expect(await notice.count()).toBe(0)
  })
})

test('the form says that it is at work, and is itself again after the back button; what is wrong gets the focus', async () => {
  const { page } = await visitor(browser, site.url, { expectErrors: [/400/] })
  await page.goto('/trajecten/zorgplan/reageren')
  await page.getByRole('button', { name: 'Verder naar stap 2' }).click()
  await page.getByRole('alert').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert')
  const next = page.getByRole('button', { name: 'Verder naar stap 2' })
  await page.evaluate(() => addEventListener('submit', (event) => event.preventDefault()))
  await next.click()
  await page.getByRole('button', { name: 'Een moment…' }).waitFor()
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await next.waitFor()

  await page.goto('/trajecten/zorgplan/reageren')
  await page.getByRole('textbox').first().fill('Nog eens goed gekeken.')
  await next.click()
  await page.getByRole('button', { name: 'Verder naar stap 3' }).waitFor()
  await page.goBack()
  await next.waitFor()
  expect(await page.getByRole('textbox').first().inputValue()).toBe('Nog eens goed gekeken.')
})
