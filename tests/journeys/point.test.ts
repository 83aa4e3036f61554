import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { hashPassword } from '#app/features/accounts/password.server.ts'
import { addTheme } from '#app/features/points/add-theme.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { aContribution, aMunicipality, anActor, aPlan, aProcess, NOW } from '../factories.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { logIn, lookAround, visit } from './steps.ts'

const PASSWORD = 'vier woorden zijn genoeg'
const site = await startSite({ now: '2016-11-21T10:00:00+01:00' })
const browser = await openBrowser()
const { db } = site
const municipality = await aMunicipality(db)
const passwordHash = await hashPassword(PASSWORD)
const innerRoles = ['processor' as const]
const one = await anActor(db, municipality, { innerRoles, passwordHash, name: 'Ambtenaar A' })
const other = await anActor(db, municipality, { innerRoles, passwordHash, name: 'Ambtenaar B' })
const process = await aProcess(db, municipality, { slug: 'plan' })
await aPlan(db, process)
await addTheme(db, one, { process, name: 'Mobiliteit' }, NOW)
const points: string[] = []
for (const text of [
  'De bus naar Emmen rijdt na zeven uur niet meer.',
  'Laat de bus ook op zondag rijden.',
  'Zet bankjes langs het wandelpad.',
]) {
  const { id: contributionId } = await aContribution(db, process, { text })
  points.push((await markPoint(db, one, { process, contributionId, range: { start: 0, end: text.length } }, NOW)).id)
}
const at = (index: number) => `/ambtenaar/trajecten/plan/punten/${points[index] ?? ''}`

async function official(email: string, width = 1440): Promise<Page> {
  const { page } = await visitor(browser, site.url, {
    width,
    expectErrors: [/ERR_|Failed to fetch|AbortError|status of 4(00|09)/],
  })
  await logIn(page, email, PASSWORD)
  return page
}

const hasFocus = (page: Page, css: string) =>
  expect
    .poll(() => page.evaluate(`document.activeElement?.matches(${JSON.stringify(css)})`), { timeout: 20_000 })
    .toBe(true)
const reply = (page: Page) => page.getByLabel('Antwoord aan de indiener')
const isChecked = (page: Page, name: RegExp) => page.getByRole('radio', { name }).isChecked()

test('an official answers by keyboard, and loses nothing on the way', { timeout: 120_000 }, async () => {
  const page = await official(one.email)
  await visit(page, `${at(0)}?stand=nog-geen-antwoord`, /^Punt/)
  // Opened by its address, the keys work at once: from pane to pane, along the list, and to what one looks for.
  const rowOf = (index: number) => `[data-point="${points[index] ?? ''}"] a`
  for (const [key, css] of [
    ...([
      ['', '#tekst-kop'],
      [']', '#antwoord'],
      ['[', '#tekst'],
      ['[', rowOf(0)],
    ] as const),
    ...([
      ['/', '#zoek'],
      ['Escape', rowOf(0)],
    ] as const),
  ] as const) {
    if (key !== '') await page.keyboard.press(key)
    await hasFocus(page, css)
  }
  for (const [key, to] of [
    ['j', 1],
    ['k', 0],
  ] as const) {
    await page.keyboard.press(key)
    await page.waitForURL((url) => url.pathname === at(to))
    await hasFocus(page, rowOf(to))
  }
  // The theme alone, without an answer.
  await page.locator('#tekst-kop').focus()
  await page.keyboard.press('t')
  await page.keyboard.press('m')
  await page.keyboard.press('Tab')
  await page.getByText('Thema Mobiliteit bewaard.').waitFor()
  await page.locator('#tekst-kop').focus()
  await page.keyboard.press('z')
  await page.getByText('Ongedaan gemaakt.').waitFor()
  await expect.poll(() => page.getByLabel('Thema', { exact: true }).inputValue(), { timeout: 20_000 }).toBe('')

  await page.keyboard.press('b')
  await page.keyboard.press('2')
  expect(await isChecked(page, /^Gedeeltelijk overgenomen/)).toBe(true)
  await page.keyboard.press('a')
  await page.keyboard.type('Wij praten met de vervoerder')
  await page.getByText(/^Concept bewaard/).waitFor()
  await lookAround(page)

  // Away by a link, and back: what was typed is there.
  await page.goto('/ambtenaar')
  await page.goto(`${at(0)}?stand=nog-geen-antwoord`)
  expect(await reply(page).inputValue()).toBe('Wij praten met de vervoerder')
  expect(await isChecked(page, /^Gedeeltelijk overgenomen/)).toBe(true)
  await page.getByText(/Uw concept van .* staat er weer/).waitFor()

  // What was typed last before leaving comes back too, from the device or as it arrived on the way out.
  await page.route('**/zet', (route) => route.abort())
  await reply(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' over de avond.')
  await page.goto(at(1))
  await page.unroute('**/zet')
  await page.goto(`${at(0)}?stand=nog-geen-antwoord`)
  await page.getByText(/staat er weer\. Nog niet bewaard/).waitFor()
  await expect
    .poll(() => reply(page).inputValue(), { timeout: 20_000 })
    .toBe('Wij praten met de vervoerder over de avond.')

  // Save and on to the next of the list, with its filter.
  await reply(page).focus()
  await page.keyboard.press('Control+Enter')
  await page.waitForURL((url) => url.pathname === at(1) && url.search === '?stand=nog-geen-antwoord')
  await page.getByText('Het vorige punt is bewaard.').waitFor()
  const heading = page.locator('#tekst-kop')
  await expect.poll(() => heading.evaluate((own) => document.activeElement === own), { timeout: 20_000 }).toBe(true)

  // What is alike stands beside it; sharing it is one press.
  await page.getByText(/Gevonden op .*bus/).waitFor()
  await page.getByRole('button', { name: 'Deel dit antwoord' }).click()
  await page.getByText('Dit punt deelt nu het antwoord.').waitFor()
  await page.getByText('Dit antwoord geldt ook voor 1 ander punt.').waitFor()
  await lookAround(page)

  // A place in the plan, found by its words.
  await page.locator('#tekst-kop').focus()
  await page.keyboard.press('p')
  await page.getByRole('button', { name: /^1 / }).first().waitFor()
  await lookAround(page)
  await page.getByRole('button', { name: /^1 / }).first().click()
  await page.getByText(/^Het punt staat bij 1 /).waitFor()

  await page.locator('#tekst-kop').focus()
  await page.keyboard.press('n')
  await page.keyboard.type('Klopt dit, @Ambtenaar B?')
  await page.getByRole('button', { name: 'Plaats notitie' }).click()
  await page.getByText('De notitie staat er.').waitFor()
  await page.getByText(/^Geschiedenis, \d+ stappen/).click()
  await page.getByText('schreef een notitie').waitFor()
  await lookAround(page)

  // What is suggested in a letter is skipped or taken by a key.
  const letter = 'Geachte gemeente,\n\nIk woon al lang in Exloo.\n\nMet vriendelijke groet'
  const { id } = await aContribution(db, process, { text: letter })
  await page.goto(`/ambtenaar/trajecten/plan/inbreng/${id}`)
  await hasFocus(page, '#stuk')
  await page.keyboard.press('s')
  await page.getByText('Overgeslagen.').waitFor({ state: 'attached' })
  await page.keyboard.press('y')
  const taken = db.selectFrom('nonPoint').select('quoteStart').where('contributionId', '=', id)
  await expect.poll(async () => (await taken.execute()).length, { timeout: 20_000 }).toBe(1)
  await hasFocus(page, '#stuk')
})

test('two who write the same answer see each other, and keep both texts', { timeout: 120_000 }, async () => {
  const [first, second] = [await official(one.email), await official(other.email, 375)]
  await first.goto(at(2))
  await second.goto(`${at(2)}?deel=antwoord`)
  await lookAround(second)
  await first.getByText('Ambtenaar B heeft dit punt ook open.').waitFor()
  await reply(second).pressSequentially('Van B.')
  await first.getByText('Ambtenaar B schrijft ook aan dit antwoord.').waitFor()
  await reply(first).fill('Van A.')
  await second.getByRole('radio', { name: /^Overgenomen/ }).check()
  await second.getByRole('button', { name: 'Bewaar', exact: true }).click()
  await second.getByText('Bewaard.', { exact: true }).waitFor()

  const clash = first.getByRole('alert').filter({ hasText: 'Ambtenaar B wijzigde dit antwoord terwijl u schreef' })
  await clash.waitFor()
  await lookAround(first)
  expect(await reply(first).inputValue()).toBe('Van A.')
  await clash.getByRole('button', { name: 'Voeg samen tot één tekst' }).click()
  expect(await reply(first).inputValue()).toBe('Van A.\n\nVan B.')
  await first.getByRole('button', { name: 'Bewaar', exact: true }).click()
  await first.getByText('Bewaard.', { exact: true }).waitFor()
  expect(await reply(first).inputValue()).toBe('Van A.\n\nVan B.')
  // Who typed nothing since gets what a colleague saved.
  await second.waitForFunction(() => document.querySelector('textarea')?.value === 'Van A.\n\nVan B.')
})

test('without JavaScript a point is answered, found a place, and kept as a draft', async () => {
  const { page } = await visitor(browser, site.url, { javaScriptEnabled: false })
  await logIn(page, one.email, PASSWORD)
  await page.goto(at(2))
  await reply(page).fill('Zonder JavaScript.')
  await page.getByRole('button', { name: 'Bewaar als concept' }).click()
  await page.getByText('Uw concept is bewaard. Alleen u ziet het.').waitFor()
  expect(await reply(page).inputValue()).toBe('Zonder JavaScript.')
  await page.getByRole('radio', { name: /^Niet overgenomen/ }).check()
  await page.getByRole('button', { name: 'Bewaar', exact: true }).click()
  await page.getByText('Bewaard.', { exact: true }).waitFor()
  expect(await isChecked(page, /^Niet overgenomen/)).toBe(true)

  const picker = page.locator('.it-place')
  await picker.locator('summary').click()
  await picker.getByLabel('Zoek in het plan').fill('voorzieningen')
  await picker.getByRole('button', { name: 'Zoek' }).click()
  await picker
    .getByRole('button', { name: /^2 Algemene voorzieningen/ })
    .first()
    .click()
  await page.getByText('De plek is bewaard.').waitFor()
  expect(await picker.locator('summary').innerText()).toContain('Algemene voorzieningen')
})

test(
  'an official takes points in from a file with other headings, and finds them in the list',
  { timeout: 120_000 },
  async () => {
    const { contributorId } = await aContribution(db, process, { text: 'Maak het plein groen. En zet er een fontein.' })
    await db.updateTable('contributor').set({ number: 41 }).where('id', '=', contributorId).execute()
    const page = await official(one.email)
    await visit(page, '/ambtenaar/trajecten/plan/inlezen?soort=punten', /^Inlezen en ophalen/)
    // A file that is too large is not sent.
    const chosen = page.getByLabel('Bestand', { exact: true })
    await chosen.setInputFiles({ name: 'groot.csv', mimeType: 'text/csv', buffer: Buffer.alloc(5 * 1024 * 1024, 'a') })
    await page.getByText('Dit bestand is groter dan 4 MB.').waitFor()
    await page.getByRole('button', { name: 'Bekijk wat erin staat' }).click()
    expect(await chosen.evaluate((input) => document.activeElement === input)).toBe(true)
    await lookAround(page)
    const rows = [
      'Inspreker;Wat staat er;Onderwerp',
      '41;Maak het plein groen.;mobiliteit',
      '41;"En zet er een fontein.";',
    ]
    await chosen.setInputFiles({ name: 'punten.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
    await expect.poll(() => page.getByText('Dit bestand is groter dan 4 MB.').isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Bekijk wat erin staat' }).click()
    await page.getByRole('alert').getByText('Kies ook een kolom voor: Citaat of Samenvatting.').waitFor()
    await page.getByLabel(/^Citaat/).selectOption('Wat staat er')
    await page.getByLabel('De splitsing is daarmee klaar').check()
    await page.getByRole('button', { name: 'Bekijk opnieuw' }).click()
    await page.getByText('2 van 2 rijen veranderen iets.').waitFor()
    await lookAround(page)
    await page.getByRole('button', { name: 'Lees 2 rijen in' }).click()
    await page.getByText('Ingelezen: 2 rijen.').waitFor()
    await visit(page, '/ambtenaar/trajecten/plan/punten?zoek=41.2', /^Punten/)
    await page.getByText('En zet er een fontein.').first().waitFor()

    // The list goes out as it was filtered.
    await page.getByText('Ophalen', { exact: true }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'csv van deze punten', exact: true }).click(),
    ])
    expect(file.suggestedFilename()).toBe('plan-punten.csv')
    const [heading = '', ...lines] = (await readFile(await file.path(), 'utf8')).trim().split(/\r?\n/)
    expect(heading).toMatch(/^.?"puntId";"nummer";/)
    expect(lines.map((line) => /"41\.2".*"En zet er een fontein\."/.test(line))).toEqual([true])
  },
)
