import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { hashPassword } from '#app/features/accounts/password.server.ts'
import { aMunicipality, anActor } from '../factories.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import {
  logIn,
  lookAround,
  lookUpReaction,
  reactToParagraph,
  visit,
  makePublication,
  signPublication,
} from './steps.ts'

const root = path.join(import.meta.dirname, '..', '..')
const realPlan = path.join(root, '..', 'shared', 'input', 'borger-odoorn-2016.txt')
/** The real plan where it is at hand, otherwise a text of our own. */
const plan = existsSync(realPlan) ? realPlan : path.join(root, 'app', 'demo', 'sociaal-domein.md')
const PASSWORD = 'vier woorden zijn genoeg'

const site = await startSite({ now: '2016-10-03T10:00:00+02:00' })
const browser = await openBrowser()
const municipality = await aMunicipality(site.db, { name: 'Borger-Odoorn' })
const passwordHash = await hashPassword(PASSWORD)
const official = await anActor(site.db, municipality, {
  innerRoles: ['processor', 'reviewer', 'approver'],
  passwordHash,
})

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()

/** From a title to a released plan, through the screens. */
async function makeAndRelease(page: Page) {
  await visit(page, '/ambtenaar/trajecten/nieuw', /Nieuw traject/)
  await page.getByLabel(/^Titel/).fill('Beleidsplan sociaal domein')
  await press(page, 'Maak het traject')
  await page.waitForURL(/\/ambtenaar\/trajecten\/beleidsplan-sociaal-domein$/)
  const home = new URL(page.url()).pathname
  await lookAround(page)
  await page.getByLabel(/^Het plan als één vraag/).fill('Wat hebben u en uw buren nodig om goed te leven?')
  await page
    .getByLabel(/^Samenvatting in gewone taal/)
    .fill('U krijgt eerder hulp, dichter bij huis.\nVoor mantelzorgers komt er meer steun.')
  await page.getByLabel(/^Doel van het plan/).fill('Weten wat er klopt en wat er mist')
  await page.getByLabel(/^Wie geeft het plan vrij/).fill('het college van burgemeester en wethouders')
  await page.getByLabel(/^Datum van het besluit/).fill('4 oktober 2016')
  await press(page, 'Bewaar de gegevens')
  await page.getByRole('status').first().waitFor()

  await visit(page, `${home}/inspraak`, /^Inspraak/)
  await page.getByRole('radio', { name: /^Uniforme procedure/ }).check()
  await page.getByLabel(/^Kennisgeving op/).fill('4 oktober 2016')
  await page.getByLabel(/^Plan ligt ter inzage vanaf/).fill('5 oktober 2016')
  await page.getByLabel(/^Waar ligt het plan op papier/).fill('het gemeentehuis in Exloo')
  await page.getByLabel(/^Wie mag reageren/).fill('Iedereen')
  await page
    .getByLabel(/^E-mail/)
    .first()
    .fill('inspraak@gemeente.example')
  await page.getByLabel(/^Post/).first().fill('Postbus 0, 0000 AA Exloo')
  await page
    .getByLabel(/^Telefoon/)
    .first()
    .fill('0591 00 00 00')
  await press(page, 'Bewaar de inspraak')
  await page
    .getByText(/De inspraak eindigt op dinsdag.15.november.2016/)
    .first()
    .waitFor()
  await lookAround(page)

  await visit(page, `${home}/fasen`, /^Fasen/)
  await page
    .getByLabel(/^Wat gebeurt er na de inspraak/)
    .fill('Wij verwerken de reacties. Daarna besluit de gemeenteraad.')
  await page.getByLabel(/^Wanneer komen de antwoorden/).fill('december 2016')
  await press(page, 'Bewaar de fasen en het vervolg')
  await page.getByRole('status').first().waitFor()

  await visit(page, `${home}/plan`, /^Plan en tekst/)
  await page.getByLabel(/^Bestand met het conceptplan/).setInputFiles(plan)
  await press(page, 'Zet de tekst online')
  await page.getByText('Gezin en sociaal netwerk').first().waitFor()
  await lookAround(page)

  site.setClock('2016-10-04T16:00:00+02:00')
  await visit(page, `${home}/vrijgeven`, /^Vrijgeven/)
  await press(page, 'Geef het traject vrij')
  await page
    .getByText(/5.oktober/)
    .first()
    .waitFor()
  await lookAround(page)
  return home
}

const chapterWith = async (page: Page, heading: string) => {
  await visit(page, '/trajecten/beleidsplan-sociaal-domein/plan', /Lees het plan/)
  const href = await page
    .getByRole('link', { name: new RegExp(`^[\\d.]+ ${heading}$`) })
    .first()
    .getAttribute('href')
  return href ?? ''
}

const firstParagraphOf = async (page: Page, chapter: string) => {
  await page.goto(chapter)
  const name = await page
    .getByRole('link', { name: /^Reageer op deze alinea \(\d+\)$/ })
    .first()
    .textContent()
  return Number(/\((\d+)\)/.exec(name ?? '')?.[1])
}

test(
  'the thread: from an uploaded plan to what was done with a resident’s reaction',
  { timeout: 240_000 },
  async () => {
    const staff = await visitor(browser, site.url)
    await logIn(staff.page, official.email, PASSWORD)
    const home = await makeAndRelease(staff.page)

    site.setClock('2016-11-01T20:14:00+01:00')
    const resident = await visitor(browser, site.url, { width: 375, expectErrors: [/400/] })
    await visit(resident.page, '/', /Waar kunt u nu over meedenken/)
    await visit(resident.page, '/trajecten/beleidsplan-sociaal-domein', /Beleidsplan sociaal domein/)
    const chapter = await chapterWith(resident.page, 'Gezin en sociaal netwerk')
    const number = await firstParagraphOf(resident.page, chapter)
    const text =
      'Een middag vrij zou mij echt helpen. Maar niet in een ander dorp: mijn moeder durft niet in een busje.'
    const code = await reactToParagraph(resident.page, chapter, number, { text, email: 'inwoner@voorbeeld.example' })
    const receipt = await site.mail?.waitFor('inwoner@voorbeeld.example', /Wij hebben uw reactie ontvangen/)
    expect(receipt?.text).toContain(code)
    expect(receipt?.text).not.toContain(text)
    expect(receipt?.html).toContain(code)

    site.setClock('2016-11-17T09:00:00+01:00')
    const { page } = staff
    // A session of six weeks ago has ended.
    await logIn(page, official.email, PASSWORD)
    await visit(page, `${home}/themas`, /^Thema/)
    await page.getByLabel(/^Naam/).first().fill('Mantelzorg')
    await press(page, /^Voeg/)
    await makePublication(page, home)
    const gate = page.url()
    await page.getByRole('link', { name: 'Openbaar maken' }).click()
    await page.waitForURL(/\/inbreng\/[0-9a-f-]{36}/)
    await lookAround(page)
    const words = page.getByRole('group', { name: /^Tekst van de inbreng/ })
    // The keys work at once: the text has the focus.
    await expect.poll(() => words.evaluate((pane) => pane === document.activeElement)).toBe(true)
    // Whether or not the job has been by who gave it.
    for (const number of [/^(–|1)\.1/, /^(–|1)\.2/]) {
      await page.keyboard.press('o')
      await page.keyboard.press('Enter')
      await page.getByRole('link', { name: number }).or(page.getByText(number)).first().waitFor()
    }
    // The second sentence up to the first point, and apart again.
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('v')
    await page.getByText('De punten zijn samengevoegd.').waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Ongedaan: samengevoegd' }).waitFor()
    await page.keyboard.press('z')
    await page.getByText('Ongedaan gemaakt: samengevoegd.').waitFor({ state: 'attached' })
    await lookAround(page)
    await press(page, /^Splitsing klaar/)
    await page.getByText(/klaar/i).first().waitFor()

    const answers = [
      { disposition: 'Overgenomen', reply: 'U krijgt een middag vervanging, in uw eigen dorp.' },
      { disposition: 'Niet overgenomen', reply: 'Een eigen busje per dorp kunnen wij niet betalen.' },
    ]
    await visit(page, `${home}/punten`, /^Punten/)
    await page
      .getByRole('link', { name: /^(1\.1|nog geen nummer)/ })
      .first()
      .click()
    await page.waitForURL(/\/punten\/[0-9a-f-]{36}/)
    for (const [index, { disposition, reply }] of answers.entries()) {
      await lookAround(page)
      await page.getByRole('radio', { name: new RegExp(`^${disposition}`) }).check()
      await page.getByLabel(/^Antwoord aan de indiener/).fill(reply)
      await press(page, index === 0 ? 'Bewaar, volgende' : /^Bewaar$/)
      await page.getByText(index === 0 ? 'Het vorige punt is bewaard.' : 'Bewaard.', { exact: index > 0 }).waitFor()
    }
    await page.goto(gate)
    await signPublication(page, { earlyReason: 'Alle post van de laatste dag is geteld.' })
    await lookAround(page)

    const answered = await site.mail?.waitFor('inwoner@voorbeeld.example', /Wat is er met uw reactie gedaan/)
    for (const { disposition, reply } of answers) {
      expect(answered?.text).toContain(disposition)
      expect(answered?.text).toContain(reply)
    }
    expect(answered?.text).toContain(`${site.url}/trajecten/beleidsplan-sociaal-domein/wat-is-ermee-gedaan`)

    await lookUpReaction(resident.page, code)
    expect(await resident.page.locator('main').innerText()).toContain(answers[0]?.reply)
    await visit(resident.page, '/trajecten/beleidsplan-sociaal-domein/wat-is-ermee-gedaan', /Wat is ermee gedaan/)
    const table = await resident.page.locator('main').innerText()
    expect(table).toContain('Inspreker 1')
    expect(table).toContain('Een middag vrij zou mij echt helpen.')
    expect(table).toContain(answers[1]?.reply)
    expect(table).not.toContain('voorbeeld.example')

    const json = await (await fetch(`${site.url}/trajecten/beleidsplan-sociaal-domein/wat-is-ermee-gedaan.json`)).json()
    expect(JSON.stringify(json)).toContain(answers[0]?.reply)
    const csv = await (await fetch(`${site.url}/trajecten/beleidsplan-sociaal-domein/wat-is-ermee-gedaan.csv`)).text()
    expect(csv).toContain('Een middag vrij zou mij echt helpen.')
  },
)
