import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { hashPassword } from '#app/features/accounts/password.server.ts'
import { findCampaigns } from '#app/features/campaigns/find-campaigns.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '../factories.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { logIn, lookAround, visit } from './steps.ts'

const site = await startSite({ now: '2016-11-20T09:00:00+01:00' })
const browser = await openBrowser()
const { db } = site
const PASSWORD = 'vier woorden zijn genoeg'
const municipality = await aMunicipality(db, { name: 'Borger-Odoorn' })
const official = await anActor(db, municipality, {
  innerRoles: ['processor'],
  passwordHash: await hashPassword(PASSWORD),
})
const process = await aProcess(db, municipality, { slug: 'zonne-energie', title: 'Beleidskader zonne-energie' })

const roofs = 'Er liggen in onze gemeente nog veel daken leeg.'
const homes = 'Een veld met panelen hoort niet vlak bij huizen.'
const birds = 'Houd ook rekening met weidevogels in het voorjaar.'
const letter = `Geacht college,\n\n${roofs} ${homes}\n\n${birds}\n\nMet vriendelijke groet,`
const variants = [
  letter.replace(birds, `${birds} Zelf woon ik naast de oude zandweg, waar al een veld ligt.`),
  letter.replace('in onze gemeente', 'tussen Borger en Drouwen'),
  letter.replace(`${homes}\n\n`, '\n\n'),
]

async function lookAtBothWidths(page: Page) {
  for (const width of [375, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await lookAround(page)
  }
}

test(
  'an official finds thirty-three letters that say nearly the same, and answers them once',
  { timeout: 240_000 },
  async () => {
    for (let sent = 1; sent <= 30; sent++) await aContribution(db, process, { text: `${letter}\nInwoner ${sent}` })
    for (const text of variants) await aContribution(db, process, { text })
    await aContribution(db, process, { text: 'De bus rijdt na zeven uur niet meer door ons dorp.' })
    await findCampaigns(db, NOW)

    const { page } = await visitor(browser, site.url, { expectErrors: [/400/] })
    await logIn(page, official.email, PASSWORD)
    await visit(page, '/ambtenaar/trajecten/zonne-energie/inbreng', /Inbreng/)
    await page.getByRole('link', { name: /^Campagnes/ }).click()
    await page.getByRole('heading', { name: 'Gevonden, nog te beslissen' }).waitFor()
    await lookAtBothWidths(page)
    await page.getByRole('link', { name: '33 brieven die bijna hetzelfde zeggen' }).click()
    await page.getByRole('heading', { level: 1, name: '33 brieven zeggen bijna hetzelfde' }).waitFor()
    await page.getByRole('link', { name: 'V3' }).click()
    await page.getByRole('heading', { name: 'Variant 3 naast de basis' }).waitFor()
    await lookAtBothWidths(page)

    await page.getByRole('button', { name: /^Bevestig: 33 brieven/ }).click()
    await page.getByRole('alert').getByText('Geef deze groep een naam').waitFor()
    await page.getByLabel('Naam van deze campagne').fill('Eerst de daken')
    await page.getByRole('button', { name: /^Bevestig: 33 brieven/ }).click()
    await page.getByText('33 brieven horen nu bij elkaar').waitFor()
    await page.getByRole('button', { name: 'Splits 33 brieven zo' }).click()
    await page.getByRole('alert').getByText('Kies wat dit stuk is').first().waitFor()
    await lookAtBothWidths(page)

    // The third is proposed.
    for (const piece of [1, 2]) await page.getByLabel(`Wat is stuk ${piece}?`).selectOption('Punt')
    await page.getByRole('button', { name: 'Splits 33 brieven zo' }).click()
    await page.getByRole('heading', { name: 'Eén antwoord op 3 gedeelde punten' }).waitFor()
    await lookAtBothWidths(page)

    for (const [nth, letters] of [32, 32, 33].entries()) {
      await page.getByLabel('Besluit').selectOption('Gedeeltelijk overgenomen')
      await page
        .getByLabel('Antwoord', { exact: true })
        .fill('Het beleidskader krijgt een volgorde: eerst daken, dan parkeerplaatsen.')
      await page.getByRole('button', { name: `Bewaar voor ${letters} punten` }).click()
      await page.getByText(`Het antwoord is bewaard voor ${letters} punten.`).waitFor()
      expect(await page.locator('.cp-shared').getByText('Gedeeltelijk').count()).toBe(nth + 1)
    }
    await lookAtBothWidths(page)
    await page.getByRole('link', { name: 'Campagnes' }).first().click()
    await page.getByText('3 van 3 punten beantwoord').waitFor()

    const open = await db
      .selectFrom('pointWork')
      .select('pointId')
      .where('processId', '=', process.id)
      .where('disposition', 'is', null)
      .execute()
    expect(open, 'what only one letter says').toHaveLength(2)
  },
)
