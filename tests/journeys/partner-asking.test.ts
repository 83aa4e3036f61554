import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { hashPassword } from '#app/features/accounts/password.server.ts'
import { askReopen } from '#app/features/partners/answering/ask-reopen.server.ts'
import { sayNoPoints } from '#app/features/partners/answering/send-response.server.ts'
import { savePhases } from '#app/features/processes/save-phases.server.ts'
import { aDraft, aMunicipality, anActor } from '../factories.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { logIn, lookAround, visit } from './steps.ts'

const PASSWORD = 'vier woorden zijn genoeg'
const site = await startSite({ now: '2016-07-01T10:00:00+02:00' })
const browser = await openBrowser()
const municipality = await aMunicipality(site.db, { name: 'Borger-Odoorn' })
const passwordHash = await hashPassword(PASSWORD)
const official = await anActor(site.db, municipality, { innerRoles: ['processor'], name: 'Ambtenaar B', passwordHash })
const member = await anActor(site.db, municipality, {
  role: 'partnerMember',
  name: 'Collega C',
  email: 'collega-c@welzijn.example',
  passwordHash,
})
const process = await aDraft(site.db, official, { slug: 'sociaal-domein' })
const phase = { title: '', opensOn: null, closesOn: null, whenText: '' }
await savePhases(
  site.db,
  official,
  {
    process,
    phases: [
      { ...phase, kind: 'partnerInput', closesOn: '2016-08-31' },
      { ...phase, kind: 'inspraak' },
    ],
  },
  site.clock(),
)
const here = '/ambtenaar/trajecten/sociaal-domein/partners'

const rows = [
  'organisatie,soort,rol,themas,naam,email,coordinator',
  'Thuiszorg De Zandkoele,organisatie,thuiszorg,"zorg, mantelzorg",Collega A,collega-a@zandkoele.example,ja',
  'Welzijn Zuideresch,organisatie,welzijn,jeugd,Collega C,collega-c@welzijn.example,ja',
  'Wmo-raad,overleg,,,Collega D,collega-d@wmo-raad.example,',
]
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
const unfold = (page: Page, name: RegExp) => page.locator('summary').filter({ hasText: name }).click()
const csv = (lines: string[]) => ({ name: 'partners.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) })

async function importBook(page: Page, lines: string[]) {
  await page.getByLabel('Bestand met organisaties').setInputFiles(csv(lines))
  await press(page, 'Lees het bestand in')
}

test(
  'an official fills the book from a file, asks two organisations, and mail arrives with a link that works',
  { timeout: 240_000 },
  async () => {
    const { page } = await visitor(browser, site.url, { expectErrors: [/status of (400|409)/] })
    await logIn(page, official.email, PASSWORD)
    await page.getByRole('link', { name: 'Partners', exact: true }).click()
    await visit(page, '/ambtenaar/partners', /^Partnerboek/)
    await importBook(page, [...rows, 'Wmo-raad,bedrijf,,,Collega E,geen adres,'])
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('table', { name: /niet klopt/ }).innerText()).toMatch(
      /5\s+soort\s+"bedrijf" is geen soort[\s\S]*5\s+email/,
    )
    await lookAround(page)
    await importBook(page, rows)
    await page.getByText('Ingelezen: 3 toegevoegd.').waitFor()
    await lookAround(page)
    await unfold(page, /^Lees een bestand in/)
    await importBook(page, rows)
    await page.getByText(/stond al zo in het partnerboek/).waitFor()

    await page.goto('/ambtenaar/trajecten/sociaal-domein')
    await page.getByRole('navigation', { name: 'Werk aan de inbreng' }).getByRole('link', { name: 'Partners' }).click()
    await page.getByRole('heading', { name: 'Er zijn nog geen vragen' }).waitFor()
    await lookAround(page)
    await page.getByRole('link', { name: 'Maak de vragen' }).click()
    await page.getByText(/31.augustus 2016/).waitFor()
    await lookAround(page)
    await press(page, 'Begin met 5 vragen')
    await page.getByText('De lijst is er.').waitFor()
    expect(await page.getByLabel('Laatste dag', { exact: true }).inputValue()).toBe('31-8-2016')
    await press(page, 'Vraag 5 omhoog')
    await page.getByText('De vraag is verplaatst.').waitFor()
    expect(
      await page.getByRole('region', { name: 'Vragen', exact: true }).getByRole('listitem').nth(3).innerText(),
    ).toContain('Wat mag de gemeente van u verwachten?')
    await page.getByRole('link', { name: 'Wijzig vraag 1' }).click()
    await page.getByRole('radio', { name: /^Schaal/ }).check()
    await press(page, 'Bewaar de vraag')
    await page.getByRole('alert').getByText('Vul minstens twee stappen in, elk op een eigen regel.').waitFor()
    await lookAround(page)
    await page.getByRole('textbox', { name: 'Keuzes of stappen' }).fill('nooit\nsoms\naltijd')
    await press(page, 'Bewaar de vraag')
    await page.getByText('De vraag is bewaard.').waitFor()
    await page.getByRole('link', { name: 'Zo ziet de partner het' }).click()
    await page.getByRole('radio', { name: 'soms' }).waitFor()
    await lookAround(page)

    await visit(page, here, /^Partners/)
    await page.getByRole('checkbox', { name: /^Thuiszorg De Zandkoele/ }).check()
    await page.getByRole('checkbox', { name: /^Welzijn Zuideresch/ }).check()
    await page.getByRole('checkbox', { name: /^Wmo-raad/ }).check()
    await press(page, 'Kies deze organisaties')
    await page.getByText(/3 organisaties zijn gekozen/).waitFor()
    await page
      .getByRole('region', { name: '3 organisaties gekozen' })
      .getByRole('checkbox', { name: 'Wmo-raad' })
      .check()
    await press(page, 'Haal van de lijst')
    await page.getByText('1 organisatie is van de lijst gehaald.').waitFor()
    await page.getByRole('heading', { name: '2 organisaties gekozen' }).waitFor()
    await lookAround(page)
    expect(
      site.mail?.received.filter(({ to }) => to !== official.email),
      'nobody hears of it before it opens',
    ).toEqual([])
    await page.getByRole('link', { name: 'Naar de vragen' }).click()
    await press(page, 'Open de vragen')
    await page.getByText('De vragen staan open. 2 uitnodigingen zijn onderweg.').waitFor()
    await lookAround(page)

    // Who has no account chooses a password, and is at the questions.
    const mail = await site.mail?.waitFor('collega-a@zandkoele.example', /^Wat wil Thuiszorg De Zandkoele meegeven\?/)
    expect(mail?.text).toContain('5 vragen')
    const link = /http:\/\/\S+\/uitnodiging\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? ''
    const { page: partner } = await visitor(browser, site.url)
    await partner.goto(link)
    await partner.getByRole('heading', { level: 1, name: 'Welkom, Collega A' }).waitFor()
    await partner
      .getByLabel(/^(Kies een w|W)achtwoord/)
      .first()
      .fill(PASSWORD)
    await press(partner, 'Begin')
    await partner.waitForURL(/\/partner\/inbreng\/[\w-]+/)
    expect(await partner.getByRole('main').innerText()).toContain('Thuiszorg De Zandkoele')
    // Used once, the same link leads on by logging in.
    const { page: again } = await visitor(browser, site.url)
    await again.goto(link)
    expect(await again.getByRole('link', { name: 'Naar inloggen' }).getAttribute('href')).toBe(
      new URL(partner.url()).pathname,
    )
    // Who has an account gets a link to the questions.
    const known = await site.mail?.waitFor('collega-c@welzijn.example', /^Wat wil Welzijn Zuideresch meegeven\?/)
    expect(known?.text).toMatch(/\/partner\/inbreng\/[\w-]+/)

    await visit(page, here, /^Partners/)
    expect(
      await page
        .getByRole('row', { name: /^Thuiszorg De Zandkoele/ })
        .first()
        .innerText(),
    ).toMatch(/geopend/)
    await page.getByRole('checkbox', { name: 'Herinner Thuiszorg De Zandkoele' }).check()
    await press(page, 'Herinner nu')
    await page.getByText('1 herinnering is onderweg.').waitFor()
    await site.mail?.waitFor('collega-a@zandkoele.example', /^U hebt nog 61 dagen/)
    await page.getByRole('link', { name: 'Kies die allemaal' }).click()
    await page.waitForURL(/herinner=alle/)
    for (const name of ['Thuiszorg De Zandkoele', 'Welzijn Zuideresch'])
      expect(await page.getByRole('checkbox', { name: `Herinner ${name}` }).isChecked()).toBe(true)
    await lookAround(page)
    await page.getByRole('checkbox', { name: 'Herinner Welzijn Zuideresch' }).uncheck()
    await press(page, 'Herinner nu')
    await page.getByText(/kreeg vandaag al een herinnering/).waitFor()
    expect(await page.getByRole('table', { name: 'E-mail per organisatie' }).innerText()).toMatch(
      /uitgenodigd op vr 1.jul[\s\S]*herinnerd op vr 1.jul/,
    )
  },
)

test('an organisation asks to write on, and an official lets it', async () => {
  const response = await site.db
    .selectFrom('response')
    .innerJoin('partner', 'partner.id', 'response.partnerId')
    .select('response.id')
    .where('partner.name', '=', 'Welzijn Zuideresch')
    .executeTakeFirstOrThrow()
  await sayNoPoints(site.db, member, { responseId: response.id, baseUrl: site.url }, site.clock())
  await askReopen(
    site.db,
    member,
    { responseId: response.id, reason: 'Wij hebben toch een punt over vervoer.', baseUrl: site.url },
    site.clock(),
  )
  const { page } = await visitor(browser, site.url, { width: 375 })
  await logIn(page, official.email, PASSWORD)
  await visit(page, here, /^Partners/)
  expect(
    await page
      .getByRole('row', { name: /^Welzijn Zuideresch/ })
      .first()
      .innerText(),
  ).toMatch(/geen specifieke punten, vr 1.jul/)
  await page.getByText('Wij hebben toch een punt over vervoer.').waitFor()
  await press(page, 'Heropen de inbreng van Welzijn Zuideresch')
  await page.getByText(/^De inbreng is heropend\./).waitFor()
  await lookAround(page)
  await site.mail?.waitFor('collega-c@welzijn.example', /^U kunt verder schrijven/)
  await visit(page, '/ambtenaar/partners', /^Partnerboek/)
})

test.each([
  { width: 1280, javaScriptEnabled: true },
  { width: 375, javaScriptEnabled: false },
])(
  'what came in a spreadsheet is looked at first, and then taken in, $width pixels wide, scripts: $javaScriptEnabled',
  async ({ width, javaScriptEnabled }) => {
    const { page } = await visitor(browser, site.url, {
      width,
      javaScriptEnabled,
      expectErrors: [/status of (400|409)/],
    })
    const name = `Dorpsraad ${width}`
    const heading = 'organisatie,soort,rol,vraag,gedruktNummer,punt'
    const choose = (label: string, lines: string[]) =>
      page.getByLabel(label, { exact: true }).setInputFiles(csv([heading, ...lines]))
    await logIn(page, official.email, PASSWORD)
    await visit(page, `${here}/bijlage`, /^Bijlage 2/)
    await page
      .getByRole('link', {
        name: width === 1280 ? 'Lees die in uit een bestand' : 'Lees meer inbreng in uit een bestand',
      })
      .click()
    await page.getByRole('heading', { name: 'Kies het bestand' }).waitFor()
    await lookAround(page)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /voorbeeld/ }).click(),
    ])
    expect(download.suggestedFilename()).toBe('sociaal-domein-inbreng-voorbeeld.csv')
    await press(page, 'Bekijk wat erin staat')
    await page.getByRole('alert').getByText('Kies het bestand met de inbreng.').waitFor()
    await lookAround(page)

    await choose('Bestand met inbreng', [
      `${name},club,,1,,Een`,
      `${name},werkgroep,,77,,Twee`,
      'Thuiszorg De Zandkoele,organisatie,thuiszorg,,,Drie',
    ])
    await press(page, 'Bekijk wat erin staat')
    await page.getByRole('alert').getByText('In het bestand kloppen 2 dingen nog niet.').waitFor()
    expect(await page.getByRole('table', { name: /niet klopt/ }).innerText()).toMatch(
      /2\s+soort\s+"club" is niet bekend[\s\S]*3\s+vraag\s+"77" staat niet/,
    )
    expect(await page.getByRole('row', { name: new RegExp(`^${name}`) }).innerText()).toMatch(/geweigerd\s*rijen 2, 3/)
    await lookAround(page)

    await choose('Verbeterd bestand', [
      `${name},werkgroep,,4,1,"Houd de bus, <b>ook</b>\n's avonds"`,
      `${name},werkgroep,,,,Vrij punt`,
    ])
    await press(page, 'Bekijk wat erin staat')
    await page.getByText(/1 indiener komt in het register, met 2 punten/).waitFor()
    expect(await page.getByRole('row', { name: new RegExp(`^${name}`) }).innerText()).toMatch(
      /4 \(gedrukt als 1\)[\s\S]*komt erbij\s*nieuw: staat niet in het partnerboek/,
    )
    await lookAround(page)
    await page.getByLabel('Wanneer kreeg de gemeente dit?').fill('morgen')
    await press(page, 'Lees 1 indiener in')
    await page
      .getByRole('alert')
      .getByText(/^Vul een bestaande datum in/)
      .waitFor()
    expect(await page.getByLabel('Wanneer kreeg de gemeente dit?').inputValue()).toBe('morgen')
    await lookAround(page)
    await page.getByLabel('Wanneer kreeg de gemeente dit?').fill('20 juni 2016')
    await page.getByRole('button', { name: 'Lees 1 indiener in' }).dblclick()
    // Pressed twice, the second answer may be the one that is shown.
    await page.getByText(/^(Ingelezen: 2 punten van 1 indiener\.|Deze inbreng was al ingelezen\.)/).waitFor()
    await lookAround(page)
    const stored = await site.db
      .selectFrom('contribution')
      .innerJoin('contributor', 'contributor.id', 'contribution.contributorId')
      .select('text')
      .where('organisation', '=', name)
      .execute()
    expect(stored.map(({ text }) => text)).toEqual([expect.stringContaining("Houd de bus, <b>ook</b>\n's avonds")])
    await page.getByRole('link', { name: 'Bekijk bijlage 2' }).click()
    expect(
      await page
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}`) }) })
        .innerText(),
    ).toContain('Houd de bus, <b>ook</b>')
  },
)

test('without JavaScript, on a phone, the same work is done with forms', async () => {
  const { page } = await visitor(browser, site.url, {
    width: 375,
    javaScriptEnabled: false,
    expectErrors: [/status of (400|409)/],
  })
  await logIn(page, official.email, PASSWORD)
  await visit(page, '/ambtenaar/partners/nieuw', /^Nieuwe organisatie/)
  await press(page, 'Zet in het partnerboek')
  await page.getByText('Vul de naam van de organisatie in.').first().waitFor()
  await page.getByLabel('Naam', { exact: true }).fill('Huisartsenoverleg')
  await page.getByRole('radio', { name: /^Overleg/ }).check()
  await press(page, 'Zet in het partnerboek')
  await page.getByText('De organisatie staat in het partnerboek.').waitFor()
  const people = page.getByRole('region', { name: 'Mensen' })
  await people.getByLabel('Naam', { exact: true }).fill('Collega E')
  await people.getByLabel('E-mailadres').fill('collega-e@huisartsen.example')
  await press(page, 'Voeg toe')
  await page.getByText('De persoon is toegevoegd.').waitFor()

  await visit(page, `${here}?boek=huisarts`, /^Partners/)
  await page.getByRole('checkbox', { name: /^Huisartsenoverleg/ }).check()
  await press(page, 'Nodig deze organisaties uit')
  await page.getByText(/1 organisatie erbij\. 1 uitnodiging is onderweg\./).waitFor()
  await site.mail?.waitFor('collega-e@huisartsen.example', /Huisartsenoverleg/)
  await visit(page, `${here}?stand=open&zoek=huisarts`, /^Partners/)
  // Three that were asked, and two whose input came in a spreadsheet.
  expect(await page.getByRole('status').innerText()).toContain('1 van 5 organisaties')

  await visit(page, `${here}/vragen`, /^Vragen voor partners/)
  await page.getByLabel('Laatste dag', { exact: true }).fill('30 augustus 2016')
  await page.getByRole('region', { name: 'Laatste dag en inleiding' }).getByRole('button', { name: 'Bewaar' }).click()
  await page
    .getByText(/U kunt die dag alleen later maken/)
    .first()
    .waitFor()
  await page.getByLabel('Laatste dag', { exact: true }).fill('7 september 2016')
  await page.getByRole('region', { name: 'Laatste dag en inleiding' }).getByRole('button', { name: 'Bewaar' }).click()
  await page.getByText('laatste dag: woensdag 7 september 2016').waitFor()
  const csvOf = await page.request.get('/ambtenaar/trajecten/sociaal-domein/ophalen/partners.csv')
  expect(await csvOf.text()).toMatch(/"?Huisartsenoverleg"?;"?nog niet geopend"?;/)
})
