import { expect, test } from 'vitest'
import { hashPassword } from '#app/features/accounts/password.server.ts'
import { importPlan } from '#app/room-parts.server.ts'
import { aDraft, aMunicipality, anActor } from '../factories.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { logIn, lookAround, visit } from './steps.ts'

const PASSWORD = 'vier woorden zijn genoeg'
const site = await startSite({ now: '2016-11-01T12:00:00+01:00' })
const browser = await openBrowser()
const municipality = await aMunicipality(site.db, { name: 'Borger-Odoorn' })
const passwordHash = await hashPassword(PASSWORD)
const [one, other] = [
  await anActor(site.db, municipality, { innerRoles: ['processor'], passwordHash }),
  await anActor(site.db, municipality, { innerRoles: ['processor'], passwordHash }),
]
const process = await aDraft(site.db, one, { slug: 'sociaal-domein' })
const text =
  '# Zorg\n\nWij helpen thuis. Mantelzorgers krijgen rust.\n\nDe huisarts kent de weg.\n\n# Vervoer\n\nDe bus rijdt overdag.\n\nNaar boven\n'
await importPlan(site.db, one, { process, file: new File([text], 'plan.md') }, new Date('2016-11-01T11:00:00Z'))
const plan = '/ambtenaar/trajecten/sociaal-domein/plan'

test('an official without JavaScript opens a paragraph, splits it, sets headings and takes away what is no part of it', async () => {
  const { page } = await visitor(browser, site.url, { width: 375, javaScriptEnabled: false })
  await logIn(page, one.email, PASSWORD)
  await visit(page, plan, /^Plan en tekst/)
  const list = page.getByRole('navigation', { name: 'Koppen en alinea’s van het plan' })
  await list.getByRole('link', { name: /Zorg/ }).click()
  await list.getByRole('link', { name: /Wij helpen thuis/ }).click()
  await page.getByRole('heading', { name: 'Alinea 1' }).waitFor()
  await lookAround(page)
  await page.getByLabel('Tekst', { exact: true }).fill('Wij helpen thuis.\n\n**Mantelzorgers** krijgen rust.')
  await page.getByRole('button', { name: 'Bewaar', exact: true }).click()
  await page.getByRole('status').filter({ hasText: 'Bewaard, in 2 alinea’s.' }).waitFor()
  await page.locator('[role=status]:focus').waitFor()
  expect(await list.getByRole('list').first().getByRole('link').allInnerTexts()).toEqual(
    [/Zorg/, /Wij helpen thuis\./, /Mantelzorgers krijgen rust\./, /huisarts/, /Vervoer/].map((words) =>
      expect.stringMatching(words),
    ),
  )
  await page.getByRole('link', { name: 'Koppen in één keer' }).click()
  await page.getByLabel(/Mantelzorgers krijgen rust/).selectOption('kop, niveau 2')
  await page.getByLabel(/De bus rijdt overdag/).selectOption('kop, niveau 2')
  await lookAround(page)
  await page.getByRole('button', { name: 'Bewaar alle koppen' }).click()
  await page.getByRole('status').filter({ hasText: 'De koppen zijn bewaard.' }).waitFor()
  await page.getByRole('link', { name: 'Terug naar plan en tekst' }).click()
  await page.getByRole('link', { name: 'Kijk wat weg kan' }).click()
  await lookAround(page)
  await page.getByRole('button', { name: 'Haal weg wat is aangevinkt' }).click()
  await page.getByRole('status').filter({ hasText: '1 regel is weggehaald.' }).waitFor()
})

test('two officials edit the same paragraph: the second sees the words of the first and loses nothing', async () => {
  const [first, second] = [
    await visitor(browser, site.url, { expectErrors: [/status of 409/] }),
    await visitor(browser, site.url, { expectErrors: [/status of 409/] }),
  ]
  await logIn(first.page, one.email, PASSWORD)
  await logIn(second.page, other.email, PASSWORD)
  for (const { page } of [first, second]) {
    await page.goto(`${plan}?zoek=huisarts`)
    await page.getByRole('link', { name: /De huisarts kent de weg/ }).click()
    await page.getByRole('heading', { name: /^Alinea/ }).waitFor()
  }
  await first.page.getByLabel('Tekst', { exact: true }).fill('De huisarts kent de weg en wijst die.')
  await first.page
    .getByText(/woorden nieuw/)
    .first()
    .waitFor()
  await first.page.getByRole('button', { name: 'Bewaar', exact: true }).click()
  await first.page.getByRole('status').filter({ hasText: 'Bewaard.' }).waitFor()
  const mine = 'De huisarts en de wijkverpleegkundige kennen de weg.'
  await second.page.getByLabel('Tekst', { exact: true }).fill(mine)
  await second.page.getByRole('button', { name: 'Bewaar', exact: true }).click()
  await second.page.getByRole('heading', { name: 'Wat uw collega schreef' }).waitFor()
  await lookAround(second.page)
  expect(await second.page.getByLabel('Tekst', { exact: true }).inputValue()).toBe(mine)
  expect(await second.page.locator('main').innerText()).toContain('De huisarts kent de weg en wijst die.')
  await second.page.getByRole('button', { name: 'Bewaar mijn tekst toch' }).click()
  await second.page.getByRole('status').filter({ hasText: 'Bewaard.' }).waitFor()
  expect(await second.page.getByLabel('Tekst', { exact: true }).inputValue()).toBe(mine)
  // The first still has the page of before, and rather takes what is there now.
  await first.page.getByLabel('Tekst', { exact: true }).fill('Iets anders.')
  await first.page.getByRole('button', { name: 'Bewaar', exact: true }).click()
  await first.page.getByRole('link', { name: 'Neem de tekst van uw collega' }).click()
  await first.page.getByRole('alert').waitFor({ state: 'detached' })
  expect(await first.page.getByLabel('Tekst', { exact: true }).inputValue()).toBe(mine)
})

test('an official goes through a plan with the keyboard, saves and goes on, and takes back what they did', async () => {
  const { page } = await visitor(browser, site.url)
  await logIn(page, one.email, PASSWORD)
  await page.goto(plan)
  const list = page.getByRole('navigation', { name: 'Koppen en alinea’s van het plan' })
  await list.getByRole('link', { name: /Zorg/ }).click()
  const focused = list.locator('ol a:focus')
  // The line with the keys is there once they are heard.
  const hears = () => page.getByRole('button', { name: /^Alle sneltoetsen/ }).waitFor()
  await page.getByRole('heading', { name: 'Kop 1' }).waitFor()
  await hears()
  await list.locator('ol a[aria-current]').focus()
  await page.keyboard.press('j')
  await page.getByRole('heading', { name: 'Alinea 1' }).waitFor()
  await focused.waitFor()
  await page.keyboard.press('e')
  await page.getByLabel('Tekst', { exact: true }).and(page.locator(':focus')).waitFor()
  // In a field a letter is a letter.
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('jz ')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('status').filter({ hasText: 'Dit is de volgende alinea.' }).waitFor()
  await focused.waitFor()
  await list.getByRole('link', { name: /jz Wij helpen thuis/ }).waitFor()
  await hears()
  await page.keyboard.press('z')
  await page.getByRole('status').filter({ hasText: 'Ongedaan gemaakt.' }).waitFor()
  await page.getByRole('heading', { name: 'Alinea 1' }).waitFor()
  expect(await page.getByLabel('Tekst', { exact: true }).inputValue()).toBe('Wij helpen thuis.')
  await hears()
  await focused.waitFor()
  await page.keyboard.press('Alt+ArrowDown')
  await page.getByRole('status').filter({ hasText: 'Verplaatst.' }).waitFor()
  await page.getByText('Laatst: alinea 2 verplaatst').waitFor()
  await lookAround(page)
  await page.keyboard.press('?')
  await page.getByLabel('Losse letters werken als sneltoets op dit apparaat').uncheck()
  await page.getByRole('button', { name: 'Sluit' }).click()
  await list.locator('ol a[aria-current]').focus()
  await page.keyboard.press('j')
  await page.getByRole('button', { name: 'Ongedaan maken' }).click()
  await page.getByRole('status').filter({ hasText: 'Ongedaan gemaakt.' }).waitFor()
  expect(await page.locator('#onderdeel-kop').innerText()).toBe('Alinea 1')
})
