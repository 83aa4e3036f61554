import { expect, test } from 'vitest'
import { hashPassword } from '#app/features/accounts/password.server.ts'
import { giveAllNumbers } from '#app/features/contributions/give-numbers.server.ts'
import { aMunicipality, anActor, aPlan, aProcess } from '../factories.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { logIn, lookAround, visit } from './steps.ts'

const PASSWORD = 'vier woorden zijn genoeg'
const site = await startSite({ now: '2016-11-01T12:00:00+01:00' })
const browser = await openBrowser()
const municipality = await aMunicipality(site.db, { name: 'Borger-Odoorn' })
const passwordHash = await hashPassword(PASSWORD)
const official = await anActor(site.db, municipality, { innerRoles: ['processor'], passwordHash })
const process = await aProcess(site.db, municipality, { slug: 'sociaal-domein' })
const { paragraphs } = await aPlan(site.db, process)
const OLD = 'Eerste alinea over gezin en sociaal netwerk.'
const WORDS = 'Eerste alinea over het gezin en zijn buren.'

test('a resident proposes other words, an official takes them over, and the change names the point', async () => {
  const { page } = await visitor(browser, site.url, { width: 375 })
  await visit(page, `/trajecten/sociaal-domein/reageren?over=alinea:${paragraphs[0]}`, /uw reactie/)
  await page.getByRole('button', { name: 'Stel andere woorden voor' }).click()
  await page.getByRole('heading', { level: 1, name: 'Andere woorden voor alinea 1' }).waitFor()
  const words = page.getByLabel('Verander de tekst')
  expect(await words.inputValue()).toBe(OLD)
  await words.fill('')
  await page.getByRole('status').filter({ hasText: 'U haalt de hele alinea weg' }).waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Zet de oude tekst terug' }).click()
  await words.fill(WORDS)
  await page.getByRole('status').filter({ hasText: '2 woorden weg, 3 woorden nieuw' }).waitFor({ state: 'attached' })
  expect(await page.locator('ins').first().innerText()).toContain('het')
  await lookAround(page)
  await page.getByLabel(/^Waarom wilt u dit/).fill('Buren horen erbij.')
  await page.getByRole('button', { name: 'Verder: uw gegevens' }).click()
  await page.getByRole('button', { name: 'Verder naar stap 3' }).click()
  await page.getByRole('heading', { level: 1, name: 'Kijk na of alles klopt' }).waitFor()
  await lookAround(page)
  await page.getByRole('button', { name: 'Verstuur uw reactie' }).click()
  await page.getByText('2 woorden weg, 3 woorden nieuw').waitFor()

  const desk = await visitor(browser, site.url, { javaScriptEnabled: false })
  await logIn(desk.page, official.email, PASSWORD)
  await giveAllNumbers(site.db)
  const { id } = await site.db.selectFrom('point').select('id').executeTakeFirstOrThrow()
  await desk.page.goto(`/ambtenaar/trajecten/sociaal-domein/punten/${id}`)
  await desk.page.getByRole('region', { name: 'Andere woorden voor alinea 1' }).waitFor()
  await lookAround(desk.page)
  await desk.page.getByRole('button', { name: 'Neem over', exact: true }).click()
  await desk.page.getByText('Overgenomen: het plan is gewijzigd').waitFor()
  await desk.page.getByRole('link', { name: 'Bekijk alinea 1' }).click()
  expect(await desk.page.getByLabel('Tekst', { exact: true }).inputValue()).toBe(WORDS)
  await desk.page.getByText('1.1', { exact: true }).first().waitFor()
})
