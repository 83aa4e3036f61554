import { expect, test } from 'vitest'
import { hashPassword } from '#app/features/accounts/password.server.ts'
import { aMunicipality, anActor } from '../factories.ts'
import { AFTER_POST, aRevisedPlan } from '../revised-plan.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { logIn, lookAround, reactToParagraph, visit } from './steps.ts'

const PASSWORD = 'vier woorden zijn genoeg'
const site = await startSite({ now: AFTER_POST.toISOString() })
const browser = await openBrowser()
const municipality = await aMunicipality(site.db, { name: 'Borger-Odoorn' })
const passwordHash = await hashPassword(PASSWORD)
const approver = await anActor(site.db, municipality, { innerRoles: ['processor', 'approver'], passwordHash })
const { process } = await aRevisedPlan(site.db, municipality, approver)
const [home, plan] = [`/trajecten/${process.slug}`, `/ambtenaar/trajecten/${process.slug}/plan`]

test('an official releases a revised plan for a second round, a resident reacts to what did not change, and the plan is adopted', async () => {
  const { page } = await visitor(browser, site.url, {
    width: 1440,
    javaScriptEnabled: false,
    expectErrors: [/status of 409/],
  })
  await logIn(page, approver.email, PASSWORD)
  await visit(page, `${plan}/openbaar`, /openbaar maken/)
  await page.getByText('1 wijziging: 1 gewijzigd').waitFor()
  await page.getByRole('radio', { name: /^Ja, op wat er is veranderd/ }).check()
  await page.getByLabel(/^Eerste dag/).fill('5 december 2016')
  await page.getByRole('button', { name: 'Maak dit plan openbaar' }).click()
  await page
    .getByRole('alert')
    .getByText(/Vink aan dat u dat hebt gezien/)
    .waitFor()
  await lookAround(page)
  expect(await page.getByLabel(/^Eerste dag/).inputValue()).toBe('5 december 2016')
  await page.getByRole('checkbox', { name: /^Ik heb dit gezien/ }).check()
  await page.getByRole('button', { name: 'Maak dit plan openbaar' }).click()
  await page.getByRole('status').filter({ hasText: 'Dit plan staat nu op de website.' }).waitFor()
  await lookAround(page)

  site.setClock('2016-12-06T12:00:00+01:00')
  const resident = await visitor(browser, site.url, { width: 375, expectErrors: [/status of 400/] })
  await visit(resident.page, home, /Plan voor zorg/)
  await resident.page.getByText('Tweede inspraak: u kunt opnieuw reageren, op wat er is veranderd.').waitFor()
  await resident.page.getByText('Het aangepaste plan staat online').waitFor()
  await visit(resident.page, `${home}/reageren`, /Stap 1/)
  await resident.page.getByText('Dit is de tweede inspraak over dit plan.').waitFor()
  await reactToParagraph(resident.page, `${home}/plan/1-gezin-en-sociaal-netwerk`, 2, {
    text: 'De bus moet blijven rijden.',
  })
  const reaction = await site.db
    .selectFrom('contribution')
    .select(['round', 'timeliness'])
    .where('processId', '=', process.id)
    .executeTakeFirstOrThrow()
  expect(reaction).toEqual({ round: 'secondInspraak', timeliness: 'onTime' })

  site.setClock('2017-02-02T12:00:00+01:00')
  await logIn(page, approver.email, PASSWORD)
  await visit(page, `${plan}/vaststellen`, /Vaststelling/)
  await page.getByLabel('Wie stelde het plan vast?').fill('de gemeenteraad')
  await page.getByLabel('Dag van het besluit').fill('26 januari 2017')
  await page.getByLabel('Nummer of naam van het besluit').fill('raadsbesluit 2017-4')
  await page.getByRole('checkbox', { name: /^Ik heb dit gezien/ }).check()
  await page.getByRole('button', { name: 'Leg de vaststelling vast' }).click()
  await page.getByRole('status').filter({ hasText: 'De vaststelling is vastgelegd.' }).waitFor()
  await lookAround(page)
  await visit(resident.page, home, /Plan voor zorg/)
  await resident.page.getByText('De gemeenteraad stelde dit plan vast op').waitFor()
  await visit(resident.page, `${home}/reageren`, /Reageren/)
  await resident.page.getByText(/in de tweede inspraak van/).waitFor()
})
