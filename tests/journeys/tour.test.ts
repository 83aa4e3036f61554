import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { realCaseCsv } from '#app/features/rankings/files/real-case-lists.fixture.ts'
import { demoPassword } from '#app/demo/load-demo.server.ts'
import { addBoilerplate } from '#app/features/answers/change-boilerplate.server.ts'
import { setRetention } from '#app/features/retention/set-retention.server.ts'
import { paths } from '#app/paths.ts'
import { aContribution, anActor, aProcess } from '../factories.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { logIn, lookAround } from './steps.ts'
import { answered, areas, behindLists, forEveryone, forOfficials, notThere, open } from './tour-pages.ts'

const site = await startSite({ demo: true, now: new Date().toISOString(), mail: false })
const browser = await openBrowser()

/** The first page of a kind that a list leads to. */
async function firstLink(page: Page, list: string, part: string): Promise<string> {
  await page.goto(list)
  const href = await page.locator(`main a[href*="${part}"]`).first().getAttribute('href')
  expect(href, `${list} leads to ${part}`).toBeTruthy()
  return href ?? ''
}

/** Looks around at both widths, so that one walk through the states of a thing shows all of them. */
async function lookAtBothWidths(page: Page) {
  for (const width of [375, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await lookAround(page)
  }
}

/** Makes a boilerplate, and reactions that are due for erasure; gives the pages that show them. */
async function makeForTour(): Promise<string[]> {
  const { db } = site
  const municipality = await db.selectFrom('municipality').select('id').executeTakeFirstOrThrow()
  const by = await anActor(db, municipality, { innerRoles: ['administrator', 'processor'] })
  const text = { title: 'Wat te duur is', text: 'Wij doen dit niet. Het kost {vul in: bedrag}.', disposition: '' }
  const { id } = await addBoilerplate(db, by, { ...text, key: uuid() }, site.clock())
  const process = await aProcess(db, municipality, { slug: 'oud-plan', state: 'answered' })
  await aContribution(db, process)
  const answeredAt = new Date('2016-12-05T12:00:00+01:00')
  await db.updateTable('process').set({ answeredAt }).where('id', '=', process.id).execute()
  const kind = 'contribution'
  await setRetention(db, by, { kind, months: '12', basis: 'Selectielijst gemeenten' }, site.clock())
  return [paths.official.boilerplate(id), paths.official.retention(), paths.official.erase(process.slug, kind)]
}

/** Opens an address once and looks around at both widths: no script of a page asks how wide the window is. */
async function visitAtBothWidths(page: Page, path: string) {
  expect((await page.goto(path))?.status(), path).toBe(200)
  expect(await page.title(), path).not.toBe('')
  await lookAtBothWidths(page)
}

describe('every page is for everyone, 375 and 1280 pixels wide', () => {
  test('what anyone may read', { timeout: 240_000 }, async () => {
    const { page } = await visitor(browser, site.url)
    for (const path of forEveryone) await visitAtBothWidths(page, path)
  })

  test('what officials work on', { timeout: 300_000 }, async () => {
    const { page } = await visitor(browser, site.url)
    await logIn(page, 'beheer@borger-odoorn.example', demoPassword)
    for (const path of forOfficials) await visitAtBothWidths(page, path)
    for (const { list, part, then = '' } of behindLists) {
      const address = await firstLink(page, list, part)
      await visitAtBothWidths(page, then === '' ? address : address.replace(/\?.*/, '') + then)
    }
    for (const path of await makeForTour()) await visitAtBothWidths(page, path)
  })

  test('the areas of the council and of partners', async () => {
    for (const { email, area } of areas) {
      const { page } = await visitor(browser, site.url, { expectErrors: [/404/] })
      await logIn(page, email, demoPassword)
      expect(new URL(page.url()).pathname).toBe(area)
      await lookAtBothWidths(page)
      await visitAtBothWidths(page, `${area}/account`)
      expect((await page.goto('/ambtenaar'))?.status(), 'the area of officials is not there for them').toBe(404)
    }
  })

  test('a page that is not there, and a bad address, say so kindly', async () => {
    const { page } = await visitor(browser, site.url, { expectErrors: [/40[04]/] })
    for (const path of notThere) {
      expect((await page.goto(path))?.status(), path).toBe(path.endsWith('%00') ? 400 : 404)
      await lookAtBothWidths(page)
    }
  })
})

test('what partners gave can be walked with a keyboard, on a phone, and taken along', async () => {
  const { page } = await visitor(browser, site.url, { width: 375 })
  await page.goto(answered)
  await page.getByRole('link', { name: 'Bekijk wat zij meegaven' }).click()
  await page.waitForURL(/partnerinbreng$/)
  const fold = page.locator('summary', { hasText: 'Ga naar een indiener' })
  await fold.focus()
  await page.keyboard.press('Enter')
  const link = page.getByRole('navigation', { name: 'Ga naar een indiener' }).getByRole('link', { name: 'Accare' })
  await link.waitFor()
  await lookAtBothWidths(page)
  await page.setViewportSize({ width: 320, height: 700 })
  await lookAround(page)
  await link.focus()
  await page.keyboard.press('Enter')
  const accare = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: /Accare/ }) })
  await expect.poll(() => accare.evaluate((row) => Math.round(row.getBoundingClientRect().top))).toBeLessThan(200)
  for (const [name, kind] of [
    ['Download voor Excel', 'xlsx'],
    [/^csv/, 'csv'],
    [/^json/, 'json'],
  ] as const) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
    expect(download.suggestedFilename()).toBe(`sociaal-domein-partnerinbreng.${kind}`)
    const bytes = await readFile(await download.path())
    if (kind !== 'xlsx') expect(bytes.toString()).toContain('Geef ook een kans aan mensen die geen gewone baan vinden.')
    else expect(bytes.subarray(0, 2).toString()).toBe('PK')
  }
  await page.emulateMedia({ media: 'print' })
  const table = page.getByRole('table', { name: 'Wat partners meegaven' })
  expect(
    await table.evaluate((own) => getComputedStyle(own.closest('section') ?? own).breakBefore),
    'on paper its heading stands above it',
  ).toBe('page')
  expect(
    await table
      .getByRole('row')
      .first()
      .evaluate((head) => getComputedStyle(head.parentElement ?? head).display),
    'on every sheet',
  ).toBe('table-header-group')
})

test('what a clerk does with a ranking, from an empty one to the outcome', { timeout: 300_000 }, async () => {
  const { page } = await visitor(browser, site.url, { expectErrors: [/400|409/] })
  const ranking = '/raad/ranglijsten/veilig-fietsen'
  const press = async (name: string, lands: RegExp) => {
    await page.getByRole('button', { name, exact: true }).click()
    await page.waitForURL(lands)
  }
  await logIn(page, 'griffie@borger-odoorn.example', demoPassword)
  await page.getByRole('button', { name: 'Maak een ranglijst' }).click()
  await page.getByRole('alert').waitFor()
  await lookAtBothWidths(page)
  await page.getByLabel('Nieuwe ranglijst bij').selectOption('veilig-fietsen')
  await press('Maak een ranglijst', /veilig-fietsen$/)
  await lookAtBothWidths(page)

  const topics = [
    ...new Set(
      realCaseCsv
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[1] ?? ''),
    ),
  ]
  await page.getByRole('textbox', { name: 'Onderwerpen' }).fill(topics.join('\n'))
  await press('Voeg deze onderwerpen toe', /#onderwerpen$/)
  for (const group of ['Groep 1', 'Groep 2', 'Groep 3']) {
    await page.getByRole('textbox', { name: 'Nieuwe groep' }).fill(group)
    await press('Maak deze groep', /#groep-/)
    await page
      .getByRole('textbox', { name: 'Naam van de groep' })
      .and(page.locator(`[value="${group}"]`))
      .waitFor()
  }
  await lookAtBothWidths(page)
  await page.getByRole('link', { name: /^Wijzig ?Mantelzorg$/ }).click()
  await page.waitForURL(/onderwerp=/)
  await page.getByRole('textbox', { name: /^Link/ }).first().fill('geen link')
  await page.getByRole('button', { name: 'Bewaar', exact: true }).click()
  await page.getByRole('alert').waitFor()
  await lookAtBothWidths(page)

  await page.goto(ranking)
  await page.getByText('Lees een bestand in').click()
  await page.getByLabel('Bestand met lijsten').setInputFiles({
    name: 'lijsten.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(realCaseCsv.replace(',2,', ',1,')),
  })
  await page.getByRole('button', { name: 'Lees de lijsten in' }).click()
  await page.getByRole('alert').waitFor()
  await lookAtBothWidths(page)
  await page
    .getByLabel('Bestand met lijsten')
    .setInputFiles({ name: 'lijsten.csv', mimeType: 'text/csv', buffer: Buffer.from(realCaseCsv) })
  await press('Lees de lijsten in', /#inlezen$/)
  await press('Open de ranglijst', /#inhoud$/)
  await page.getByText('De ranglijst is open. De groepen kunnen beginnen.').waitFor()
  await lookAtBothWidths(page)
  await page.getByRole('link', { name: 'Sluit de ranglijst' }).click()
  await page.waitForURL(/stap=sluiten/)
  await lookAtBothWidths(page)
  await press('Sluit de ranglijst', /#inhoud$/)
  await page.getByText('De ranglijst is gesloten. Hieronder staat de uitslag.').waitFor()
  await page.getByText('Plaats 2: 4 onderwerpen').click()
  await lookAtBothWidths(page)
  await press('Toon plaats 2 (4 onderwerpen)', /#scherm$/)
  await page.getByRole('link', { name: 'Maak de uitslag openbaar' }).click()
  await page.waitForURL(/stap=openbaar/)
  await lookAtBothWidths(page)
  await press('Maak de uitslag openbaar', /#inhoud$/)
  await page.getByText('De uitslag is openbaar.').first().waitFor()
  await lookAtBothWidths(page)
  await page.goto('/raad')
  await lookAtBothWidths(page)
})

test('a page that is only read brings no JavaScript', async () => {
  const { page } = await visitor(browser, site.url)
  for (const path of [
    '/',
    open,
    `${open}/plan/2`,
    `${answered}/wat-is-ermee-gedaan`,
    `${answered}/top-vijf`,
    `${answered}/partnerinbreng`,
  ]) {
    await page.goto(path)
    expect(await page.locator('script').count(), path).toBe(0)
  }
})

test('the fonts of a page that is read are at most 150 kB', async () => {
  for (const path of ['/', open, `${open}/plan/2`, `${open}/reageren`, `${answered}/wat-is-ermee-gedaan`]) {
    const { page } = await visitor(browser, site.url)
    const fonts: Promise<number>[] = []
    page.on('response', (response) => {
      if (response.url().endsWith('.woff2')) fonts.push(response.body().then(({ length }) => length))
    })
    await page.goto(path, { waitUntil: 'networkidle' })
    await page.evaluate(() => document.fonts.ready.then(() => true))
    const bytes = (await Promise.all(fonts)).reduce((sum, length) => sum + length, 0)
    expect(bytes, path).toBeGreaterThan(0)
    expect(bytes, path).toBeLessThanOrEqual(150_000)
    await page.context().close()
  }
})
