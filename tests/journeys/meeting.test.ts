import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { hashPassword } from '#app/features/accounts/password.server.ts'
import { pdfFile } from '#app/features/contributions/pdf-files.fixture.ts'
import { aDraft, aMunicipality, anActor } from '../factories.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { logIn, lookAround, visit } from './steps.ts'

const PASSWORD = 'vier woorden zijn genoeg'
/** What a browser says of a form that came back with errors. */
const refused = [/status of 400/]
const NOW = '2016-11-01T12:00:00+01:00'
const site = await startSite({ now: NOW })
const browser = await openBrowser()
const municipality = await aMunicipality(site.db, { name: 'Borger-Odoorn' })
const official = await anActor(site.db, municipality, {
  innerRoles: ['processor'],
  passwordHash: await hashPassword(PASSWORD),
})
const { slug } = await aDraft(site.db, official, { slug: 'sociaal-domein' })
const base = `/ambtenaar/trajecten/${slug}`

/** A phone without JavaScript, as a resident may hold it. */
const phone = () => visitor(browser, site.url, { width: 375, javaScriptEnabled: false, expectErrors: refused })

async function register(path: string, name: string, remark = '') {
  const { page } = await phone()
  await visit(page, path, /Avond over zorg/)
  const send = page.getByRole('button', { name: /Meld mij aan|Zet mij op de wachtlijst/ })
  await send.click()
  await page.getByRole('alert').waitFor()
  expect(await page.title()).toMatch(/^Fout: /)
  await page.getByLabel(/^Uw naam/).fill(name)
  await page.getByLabel(/^Uw e-.?mailadres/).fill(`${name.toLowerCase().replace(' ', '-')}@voorbeeld.example`)
  if (remark) await page.getByLabel(/^Hebt u iets nodig/).fill(remark)
  await send.click()
  await page.waitForURL(/\/aanmelding$/)
  await lookAround(page)
  return page
}

test('an official plans an evening, two residents want the last place, and what they say is answered as any contribution', async () => {
  const { page } = await visitor(browser, site.url, { expectErrors: refused })
  await logIn(page, official.email, PASSWORD)
  await visit(page, `${base}/bijeenkomsten`, /^Bijeenkomsten/)
  await page.getByRole('link', { name: 'Plan een bijeenkomst' }).click()
  await page.getByRole('heading', { level: 1, name: 'Bijeenkomst plannen' }).waitFor()
  await page.getByRole('button', { name: 'Plan de bijeenkomst' }).click()
  await page.getByRole('alert').waitFor()
  await lookAround(page)
  for (const [label, text] of [
    ...([
      ['Titel', 'Avond over zorg dichtbij'],
      ['Datum', '10 november 2016'],
      ['Begin', '19.30'],
      ['Einde', '21.30'],
      ['Plaats', 'Dorpshuis'],
    ] as const),
    ...([
      ['Adres', 'Hoofdstraat 0 in Exloo'],
      ['Agenda', '19.30 Welkom\n19.45 In gesprek'],
      ['Aantal plaatsen', '1'],
    ] as const),
  ]) {
    await page.getByLabel(new RegExp(`^${label}`)).fill(text)
  }
  await page.getByLabel(/^Zet de bijeenkomst op de website/).check()
  await page.getByRole('button', { name: 'Plan de bijeenkomst' }).click()
  await page.getByText('De bijeenkomst is gepland.').waitFor()
  await lookAround(page)
  const work = new URL(page.url()).pathname
  const path = `/trajecten/${slug}/bijeenkomsten/${work.split('/').at(-1)}`

  // The plan is a draft: its page is not there, the page of the meeting is, and says no more of it than its title.
  const { page: look } = await visitor(browser, site.url, { width: 375, expectErrors: [/404/] })
  expect((await look.goto(`/trajecten/${slug}`))?.status()).toBe(404)
  await visit(look, path, /Avond over zorg/)
  await look.getByText('Voor het plan: Plan voor zorg, werk en school').waitFor()
  expect(await look.content()).not.toContain('U krijgt eerder hulp')
  const calendar = await look.request.get(`${path}/agenda.ics`)
  expect(await calendar.text()).toContain('DTSTART:20161110T183000Z')

  const first = await register(path, 'Inwoner A', 'Een ringleiding')
  await first.getByRole('heading', { level: 1, name: 'U bent aangemeld' }).waitFor()
  const confirmed = await site.mail?.waitFor('inwoner-a@voorbeeld.example', /^U bent aangemeld: Avond over zorg/)
  const second = await register(path, 'Inwoner B')
  await second.getByText('U bent nummer 1 op de wachtlijst').waitFor()
  await site.mail?.waitFor('inwoner-b@voorbeeld.example', /^U staat op de wachtlijst/)

  // The first opens the link in the message on another device, and does not come after all.
  const link = /https?:\/\/\S+\/aanmelding\/[\w-]+/.exec(confirmed?.text ?? '')?.[0] ?? ''
  const { page: elsewhere } = await phone()
  await elsewhere.goto(link)
  expect(elsewhere.url(), 'the secret leaves the address bar').toMatch(/\/aanmelding$/)
  await elsewhere.getByRole('button', { name: 'Meld mij af' }).click()
  await elsewhere.getByRole('heading', { level: 1, name: 'U bent afgemeld' }).waitFor()
  await site.mail?.waitFor('inwoner-b@voorbeeld.example', /^Er is plaats voor u/)
  await second.reload()
  await second.getByRole('heading', { level: 1, name: 'U bent aangemeld' }).waitFor()

  // On the evening itself.
  site.setClock('2016-11-10T20:00:00+01:00')
  await visit(page, work, /Avond over zorg/)
  await page.getByRole('checkbox', { name: 'Inwoner B is aanwezig' }).check()
  await page.getByRole('button', { name: 'Zet op de lijst' }).click()
  await page.getByRole('alert').waitFor()
  expect(
    await page.getByRole('checkbox', { name: 'Inwoner B is aanwezig' }).isChecked(),
    'who adds someone loses no tick',
  ).toBe(true)
  await page.getByLabel('Naam').fill('Inwoner C')
  await page.getByRole('button', { name: 'Zet op de lijst' }).click()
  await page.getByText('2 van 1 aangemeld, 2 aanwezig').waitFor()
  await page.getByRole('button', { name: 'Bewaar de aanwezigheid' }).click()
  await page.getByText('De aanwezigheid is bewaard.').waitFor()
  await lookAround(page)
  const list = await page.request.get(`${work}/aanmeldingen.csv`)
  expect(await list.text()).toContain('"Inwoner B";"inwoner-b@voorbeeld.example";"aangemeld";"ja";""')

  await page.getByLabel('Wat is er gezegd?').fill('De bus rijdt niet in de avond. Wie niet rijdt, komt er niet.')
  await page.getByRole('button', { name: 'Zet het verslag in het register' }).click()
  // The signed report goes beside it, for officials alone.
  await page.getByRole('link', { name: 'Voeg het ondertekende verslag of foto’s toe' }).click()
  await page.getByRole('heading', { level: 1, name: 'Bronbestanden' }).waitFor()
  await lookAround(page)
  const add = (name: string, content: string | Uint8Array) =>
    page
      .getByLabel('Bestand', { exact: true })
      .setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(content) })
  await add('verslag.pdf', '<html>')
  await page.getByRole('button', { name: 'Voeg toe' }).click()
  await page
    .getByRole('alert')
    .getByText(/^Dit soort bestand kunnen wij niet bewaren/)
    .waitFor()
  await lookAround(page)
  await add('Verslag één, getekend.pdf', pdfFile({ words: 'getekend' }))
  await page.getByRole('button', { name: 'Voeg toe' }).click()
  await page.getByText('Het bestand is bewaard.').waitFor()
  await lookAround(page)
  await visit(page, work, /Avond over zorg/)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Verslag één, getekend.pdf' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('Verslag één, getekend.pdf')
  expect(new Uint8Array(await readFile(await download.path()))).toEqual(pdfFile({ words: 'getekend' }))
  await page.getByRole('link', { name: 'Bekijk het verslag als inbreng' }).click()
  await page.getByRole('heading', { level: 1, name: /Avond over zorg dichtbij/ }).waitFor()
  await page.getByText('overleg, 10 november 2016, Dorpshuis, Hoofdstraat 0 in Exloo').waitFor()
  const file = await page.getByRole('link', { name: 'Bronbestand: Verslag één, getekend.pdf' }).getAttribute('href')
  const { page: anyone } = await phone()
  expect((await anyone.request.get(file ?? '', { maxRedirects: 0 })).status(), 'nobody else opens it').toBe(302)
  await lookAround(page)
  await page.getByRole('link', { name: 'Bekijk de bijeenkomst' }).click()
  await page.waitForURL(`**${work}`)
  await visit(page, `${base}/inbreng`, /^Inbreng/)
  await page.getByRole('link', { name: /^Avond over zorg dichtbij/ }).waitFor()
})

test('an official registers a letter that came too late, and corrects where it came from', async () => {
  site.setClock('2016-12-01T10:00:00+01:00')
  const { page } = await visitor(browser, site.url, { width: 375, expectErrors: refused })
  await logIn(page, official.email, PASSWORD)
  await visit(page, `${base}/inbreng/nieuw`, /^Inbreng registreren/)
  await page.getByRole('link', { name: 'Reactie van een inwoner' }).click()
  await page.getByRole('heading', { level: 1, name: 'Reactie van een inwoner' }).waitFor()
  // The sender reads on their own page what is typed there.
  await page.getByText('Ambtenaren en de indiener lezen dit.').waitFor()
  await page.getByRole('button', { name: 'Registreer' }).click()
  await page.getByRole('alert').waitFor()
  await lookAround(page)
  await page.getByLabel('Hoe kwam het binnen?').selectOption('Post')
  await page.getByLabel(/^Ontvangen op/).fill('30 november 2016')
  await page.getByLabel('De tekst, woord voor woord').fill('Het fietspad is te smal.')
  await page.getByRole('button', { name: 'Registreer' }).click()
  await page.getByRole('heading', { level: 1, name: 'De inbreng is geregistreerd' }).waitFor()
  await lookAround(page)
  await page.getByRole('link', { name: 'Voeg het bronbestand toe' }).click()
  await page.getByRole('button', { name: 'Voeg toe' }).click()
  await page.getByRole('alert').getByText('Kies eerst een bestand.').waitFor()
  await lookAround(page)
  await page
    .getByLabel('Bestand', { exact: true })
    .setInputFiles({ name: 'brief.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0]) })
  await page.getByRole('button', { name: 'Voeg toe' }).click()
  await page.getByText('Het bestand is bewaard.').waitFor()
  await page.locator('summary').filter({ hasText: 'Haal weg brief.jpg' }).click()
  await lookAround(page)
  await page.getByRole('button', { name: 'Wis het bestand brief.jpg' }).click()
  await page.getByText('Het bestand is gewist.').waitFor()
  await page.getByRole('link', { name: 'Terug naar de inbreng' }).click()
  await page.getByRole('link', { name: 'Herkomst' }).click()
  await page.getByRole('heading', { level: 1, name: 'Herkomst' }).waitFor()
  await lookAround(page)
  await page.getByLabel(/^Verstuurd op/).fill('28 november 2016')
  await page.getByRole('button', { name: 'Bewaar' }).click()
  await page.getByText('Bewaard.').waitFor()
  expect(await page.getByLabel(/^Verstuurd op/).inputValue()).toBe('28\u00a0november 2016')
  await page.getByRole('link', { name: 'Terug', exact: true }).click()
  await page.getByText('inwoner, post, verstuurd 28 november').waitFor()
})
