import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { hashPassword } from '#app/features/accounts/password.server.ts'
import type { InnerRole } from '#app/features/accounts/account.ts'
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
const member = (name: string, ...innerRoles: InnerRole[]) =>
  anActor(db, municipality, { name, innerRoles, passwordHash })
const preparer = await member('Ambtenaar A', 'processor')
const checker = await member('Ambtenaar C', 'reviewer')
const process = await aProcess(db, municipality, { slug: 'plan' })
await aPlan(db, process)
await addTheme(db, preparer, { process, name: 'Mobiliteit' }, NOW)
const points: string[] = []
for (const text of ['De bus rijdt niet.', 'Laat de bus ook op zondag rijden.', 'Zet bankjes langs het pad.']) {
  const { id: contributionId } = await aContribution(db, process, { text })
  const range = { start: 0, end: text.length }
  points.push((await markPoint(db, preparer, { process, contributionId, range }, NOW)).id)
}

async function official(email: string, javaScriptEnabled = true): Promise<Page> {
  const { page } = await visitor(browser, site.url, { width: 1440, javaScriptEnabled, expectErrors })
  await logIn(page, email, PASSWORD)
  return page
}
/** A refusal, and a page that was still coming in when one went on. */
const expectErrors = [/status of 409/, /BodyStreamBuffer was aborted/]
const rowOf = (page: Page, at: number) => page.locator(`[data-point="${points[at] ?? ''}"] a`)
const hasFocus = (thing: Locator) =>
  expect.poll(() => thing.evaluate((element) => document.activeElement === element), { timeout: 20_000 }).toBe(true)
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
const themesOf = async () => {
  const rows = await db.selectFrom('pointWork').select(['pointId', 'themeId']).execute()
  return points.map((id) => rows.find(({ pointId }) => pointId === id)?.themeId != null)
}

test('an official gives points a theme at once, sees what stays, and undoes it', { timeout: 120_000 }, async () => {
  const page = await official(preparer.email)
  await visit(page, '/ambtenaar/trajecten/plan/punten', /^Punten/)
  const boxes = page.getByRole('checkbox', { name: /^Kies punt/ })
  const chosen = page.getByRole('region', { name: 'Gekozen punten' })
  await press(page, 'Kies alle')
  await chosen.getByText('Alle 3 gekozen').waitFor()
  await press(page, 'Maak de keuze leeg')
  // A range with the mouse, and one by keyboard.
  await boxes.nth(0).check()
  await boxes.nth(2).click({ modifiers: ['Shift'] })
  await chosen.getByText('3 gekozen').waitFor()
  await page.keyboard.press('Shift+Z')
  await chosen.waitFor({ state: 'detached' })
  await rowOf(page, 0).focus()
  await page.keyboard.press('x')
  await page.keyboard.press('Shift+J')
  await chosen.getByText('2 gekozen').waitFor()
  await hasFocus(rowOf(page, 1))
  await page.keyboard.press('t')
  const asked = page.getByRole('heading', { name: '2 punten gekozen. Wat verandert er?' })
  await hasFocus(asked)
  for (const width of [375, 1024, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await lookAround(page)
  }
  await page.getByLabel('Thema', { exact: true }).selectOption({ label: 'Mobiliteit' })
  await page.getByRole('heading', { name: '2 punten krijgen het thema Mobiliteit' }).waitFor()
  await lookAround(page)
  // A colleague's publication comes in between: nothing is done before that was seen.
  await db
    .updateTable('pointWork')
    .set({ isPublic: true })
    .where('pointId', '=', points[0] ?? '')
    .execute()
  await press(page, 'Doe dit voor 2 punten')
  await page.getByText('Er is nog niets gedaan.', { exact: false }).first().waitFor()
  await page.getByText('Het antwoord is al openbaar.').waitFor()
  expect(await themesOf()).toEqual([false, false, false])
  await page.keyboard.press('Control+Enter')
  await page.getByText('1 punt kreeg het thema Mobiliteit.').waitFor()
  await lookAround(page)
  expect(await themesOf()).toEqual([false, true, false])
  await hasFocus(page.locator('.bk-panel'))
  await page.keyboard.press('z')
  await page.getByText('Ongedaan gemaakt: 1 punt is weer zoals eerst.').waitFor()
  expect(await themesOf()).toEqual([false, false, false])
  await hasFocus(page.locator('.bk-panel'))

  // Back in the list, at the place and the row that one left, and on to the next by its key.
  await page.getByRole('link', { name: 'Terug naar de lijst' }).click()
  await page.waitForURL((url) => url.pathname.endsWith('/punten') && url.searchParams.get('vanaf') === points[0])
  await hasFocus(rowOf(page, 1))
  await press(page, 'Eén antwoord')
  await page.locator('.bk-panel').getByLabel('Besluit', { exact: true }).selectOption('alreadyInPlan')
  await page.getByText('Bij dit besluit hoort een plek in het plan.', { exact: false }).waitFor()
  expect(await page.getByRole('button', { name: /^Doe dit/ }).count()).toBe(0)
  await page.getByRole('link', { name: 'Annuleer' }).click()
  await hasFocus(rowOf(page, 1))
  await page.keyboard.press('j')
  await page.waitForURL((url) => url.pathname.endsWith(points[2] ?? ''))
  await hasFocus(rowOf(page, 2))
  await page.setViewportSize({ width: 1024, height: 900 })
  for (const pane of ['#lijst', '#tekst', '#antwoord']) expect(await page.locator(pane).isVisible(), pane).toBe(true)
  await lookAround(page)
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Sneltoetsen' }).getByText('kies door naar beneden').waitFor()
})

test(
  'without scripts all of a list goes to a colleague and the next step; a reviewer sends one back',
  { timeout: 120_000 },
  async () => {
    const plain = await official(preparer.email, false)
    await plain.goto('/ambtenaar/trajecten/plan/punten?stand=nog-geen-antwoord')
    await plain.getByRole('checkbox', { name: 'Alle 2 punten van deze lijst' }).check()
    await lookAround(plain)
    await press(plain, 'Wijs toe')
    await plain.getByLabel('Behandelaar').selectOption({ label: 'Ambtenaar C' })
    await plain.getByLabel('Stap').selectOption({ label: 'Inhoud' })
    await press(plain, 'Bekijk wat er verandert')
    await plain.getByRole('heading', { name: '2 punten krijgen Ambtenaar C en de stap Inhoud' }).waitFor()
    await press(plain, 'Doe dit voor 2 punten')
    await plain.getByText('2 punten kregen Ambtenaar C en de stap Inhoud.').waitFor()
    await plain.getByRole('link', { name: 'Terug naar de lijst' }).click()
    await plain.waitForURL((url) => url.search === `?stand=nog-geen-antwoord&vanaf=${points[1] ?? ''}`)

    const reviewer = await official(checker.email)
    await visit(reviewer, '/ambtenaar', /^Vandaag/)
    await reviewer.getByRole('link', { name: 'antwoorden na te kijken' }).waitFor()
    await reviewer.goto(`/ambtenaar/trajecten/plan/punten/${points[1] ?? ''}`)
    await reviewer.getByText('Terug naar Voorbereiden', { exact: true }).click()
    await reviewer.getByLabel('Waarom stuurt u het terug?').fill('Kijk ook naar de zaterdag.')
    await press(reviewer, 'Stuur terug naar Voorbereiden')
    await reviewer.getByText('Het punt is teruggestuurd.').waitFor()

    const author = await official(preparer.email)
    await visit(author, '/ambtenaar', /^Vandaag/)
    await author.getByText('Kijk ook naar de zaterdag.').waitFor()
    await author.getByRole('link', { name: 'Ambtenaar C stuurde 1 punt naar u terug.' }).click()
    await author.getByText(/^Ambtenaar C stuurde dit punt terug/).waitFor()
    await lookAround(author)
    // Who opened it has read it.
    await visit(author, '/ambtenaar', /^Vandaag/)
    expect(await author.getByText('Kijk ook naar de zaterdag.').count()).toBe(0)
  },
)
