import type { Page } from 'playwright-core'
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
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
const themesOf = async () => {
  const rows = await db.selectFrom('pointWork').select(['pointId', 'themeId']).execute()
  return points.map((id) => rows.find(({ pointId }) => pointId === id)?.themeId != null)
}

test('an official gives points a theme at once, sees what stays, and undoes it', { timeout: 120_000 }, async () => {
  const page = await official(preparer.email)
  await visit(page, '/ambtenaar/trajecten/plan/punten', /^Punten/)
  const boxes = page.getByRole('checkbox', { name: /^Kies punt/ })
  await boxes.nth(0).check()
  await boxes.nth(1).check()
  await press(page, 'Thema')
  await page.getByRole('heading', { name: '2 punten gekozen. Wat verandert er?' }).waitFor()
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
  await press(page, 'Doe dit voor 1 punt')
  await page.getByText('1 punt kreeg het thema Mobiliteit.').waitFor()
  await lookAround(page)
  expect(await themesOf()).toEqual([false, true, false])
  await press(page, 'Maak ongedaan')
  await page.getByText('Ongedaan gemaakt: 1 punt is weer zoals eerst.').waitFor()
  expect(await themesOf()).toEqual([false, false, false])
})

test(
  'without scripts all of a list goes to a colleague and the next step; a reviewer sends one back',
  { timeout: 120_000 },
  async () => {
    const plain = await official(preparer.email, false)
    await plain.goto('/ambtenaar/trajecten/plan/punten?stand=nog-geen-antwoord')
    for (const box of await plain.getByRole('checkbox', { name: /^Kies punt/ }).all()) await box.check()
    await press(plain, 'Wijs toe')
    await plain.getByLabel('Behandelaar').selectOption({ label: 'Ambtenaar C' })
    await plain.getByLabel('Stap').selectOption({ label: 'Inhoud' })
    await press(plain, 'Bekijk wat er verandert')
    await plain.getByRole('heading', { name: '2 punten krijgen Ambtenaar C en de stap Inhoud' }).waitFor()
    await press(plain, 'Doe dit voor 2 punten')
    await plain.getByText('2 punten kregen Ambtenaar C en de stap Inhoud.').waitFor()

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
