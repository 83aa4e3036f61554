import { generateSync } from 'otplib'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { countWrongPassword } from '#app/features/accounts/failed-log-in.server.ts'
import { hashPassword } from '#app/features/accounts/password.server.ts'
import { aMunicipality, anActor } from '../factories.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { logIn, lookAround, visit } from './steps.ts'

const PASSWORD = 'vier woorden zijn genoeg'
const site = await startSite({ now: '2016-11-01T12:00:00+01:00' })
const browser = await openBrowser()
const municipality = await aMunicipality(site.db, { name: 'Borger-Odoorn' })
const passwordHash = await hashPassword(PASSWORD)
/** What a browser says of a page that came back with errors. */
const refused = [/status of 4(00|09|29)/]

async function giveLogIn(page: Page, email: string) {
  await page.getByLabel('E-mailadres').fill(email)
  await page.getByLabel('Wachtwoord').fill(PASSWORD)
  await page.getByRole('button', { name: 'Log in' }).click()
}

test('someone sets up an app, logs in with its code, and without JavaScript with a recovery code', async () => {
  const official = await anActor(site.db, municipality, { name: 'Hilbert Meijering', passwordHash })
  const { page } = await visitor(browser, site.url, { expectErrors: refused })
  await logIn(page, official.email, PASSWORD)
  await visit(page, '/ambtenaar/account', /Uw account/)
  await page.getByRole('link', { name: 'Zet twee stappen aan' }).click()
  await page.getByRole('heading', { level: 1, name: 'Inloggen in twee stappen' }).waitFor()
  await lookAround(page)
  const secret = (await page.locator('.acc-secret').innerText()).replaceAll(' ', '')
  const code = () => generateSync({ secret, epoch: Math.floor(site.clock().getTime() / 1000) })
  await page.getByLabel('Code uit de app').fill('12')
  await page.getByRole('button', { name: 'Zet twee stappen aan' }).click()
  await page.getByRole('alert').waitFor()
  await lookAround(page)
  await page.getByLabel('Code uit de app').fill(code())
  await page.getByLabel('Uw wachtwoord').fill(PASSWORD)
  await page.getByRole('button', { name: 'Zet twee stappen aan' }).click()
  await page.getByRole('heading', { level: 1, name: 'U logt nu in twee stappen in' }).waitFor()
  await lookAround(page)
  const codes = await page.getByRole('list', { name: 'Uw herstelcodes' }).getByRole('listitem').allInnerTexts()
  expect(codes).toHaveLength(10)
  await page.getByRole('link', { name: 'Ik heb de codes bewaard' }).click()
  await page.waitForURL(/\/ambtenaar\/account$/)
  await lookAround(page)
  await site.mail?.waitFor(official.email, /Inloggen in twee stappen/)

  site.setClock('2016-11-01T12:10:00+01:00')
  await page.getByRole('button', { name: 'Log uit', exact: true }).first().click()
  await page.goto('/inloggen?terug=/ambtenaar/trajecten')
  await giveLogIn(page, official.email)
  await page.waitForURL(/\/inloggen\/code/)
  await lookAround(page)
  await page.getByLabel('Code uit de app').fill('000000')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').waitFor()
  await lookAround(page)
  await page.getByLabel('Code uit de app').fill(code())
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/ambtenaar\/trajecten$/)

  const plain = await visitor(browser, site.url, { javaScriptEnabled: false, width: 375 })
  await plain.page.goto('/inloggen')
  await giveLogIn(plain.page, official.email)
  await plain.page.getByText('Geen telefoon bij de hand?').click()
  await plain.page.getByLabel('Herstelcode').fill(codes[0]?.toLowerCase() ?? '')
  await lookAround(plain.page)
  await plain.page.getByRole('button', { name: 'Log in' }).click()
  await plain.page.waitForURL(/\/ambtenaar$/)
  await site.mail?.waitFor(official.email, /Op een nieuw apparaat ingelogd/)
})

test('while others guess, the owner gets in: on a known device at once, on a new one by the mailbox', async () => {
  const owner = await anActor(site.db, municipality, { name: 'Jannie Oosting', passwordHash })
  const known = await visitor(browser, site.url)
  await logIn(known.page, owner.email, PASSWORD)
  await known.page.getByRole('button', { name: 'Log uit', exact: true }).first().click()
  const who = { municipalityId: municipality.id, email: owner.email, accountId: owner.id }
  for (let n = 0; n < 100; n++) await countWrongPassword(site.db, who, site.clock(), site.secret)
  await logIn(known.page, owner.email, PASSWORD)

  const { page } = await visitor(browser, site.url, { width: 375 })
  await page.goto('/inloggen')
  await giveLogIn(page, owner.email)
  await page.getByText('Wij hebben u een bericht gestuurd').waitFor()
  await lookAround(page)
  const mail = await site.mail?.waitFor(owner.email, /Bent u dat, die inlogt/)
  const link = /\/inloggen\/link\/[\w-]{43}/.exec(mail?.text ?? '')?.[0] ?? ''
  await page.goto(link)
  expect(page.url(), 'the token is in no address').toMatch(/\/inloggen\?link=ja$/)
  await page.getByText('Bijna klaar').waitFor()
  await lookAround(page)
  await giveLogIn(page, owner.email)
  await page.waitForURL(/\/ambtenaar$/)
  await visit(page, '/ambtenaar/account', /Uw account/)
  await page
    .getByRole('region', { name: 'Apparaten die wij kennen' })
    .getByRole('button', { name: /^Vergeet/ })
    .click()
  await page.getByText('Dat apparaat is uitgelogd').waitFor()
  await known.page.goto('/ambtenaar')
  expect(known.page.url()).toMatch(/\/inloggen/)
})
