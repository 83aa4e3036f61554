import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { hashPassword } from '#app/features/accounts/password.server.ts'
import { itemsOf } from '#app/features/contributions/items.server.ts'
import { aMunicipality, anActor, aProcess } from '../factories.ts'
import { aPartner, aQuestionnaire, aResponse } from '../partner-factories.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { logIn, lookAround, visit } from './steps.ts'

const PASSWORD = 'vier woorden zijn genoeg'
/** What a browser says of a network that is away for a moment. */
const away = [
  /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_NETWORK_CHANGED|ERR_INCOMPLETE_CHUNKED_ENCODING|Failed to fetch/,
  // What is sent while this test breaks off what is sent.
  /ERR_FAILED .*\/zet$/,
]

const site = await startSite({ now: '2016-08-24T10:00:00+02:00' })
const browser = await openBrowser()
const municipality = await aMunicipality(site.db, { name: 'Borger-Odoorn' })
const passwordHash = await hashPassword(PASSWORD)
const official = await anActor(site.db, municipality)
const process = await aProcess(site.db, municipality, { state: 'draft', title: 'Beleidsplan sociaal domein 2017-2020' })
const questionnaireId = await aQuestionnaire(site.db, official, process, { closesOn: '2016-08-31' })
const partner = await aPartner(site.db, municipality, { name: 'Thuiszorg De Zandkoele', people: 2, passwordHash })
const other = await aPartner(site.db, municipality, { name: 'Dorpshuis Zuideresch', passwordHash })
const responseId = await aResponse(site.db, official, process, questionnaireId, partner)
const otherResponseId = await aResponse(site.db, official, process, questionnaireId, other)
const path = `/partner/inbreng/${responseId}`
const [lead, colleague, stranger] = [...partner.people, ...other.people].map(({ email }) => email)

/** Logs someone in and opens a question, on a screen that follows others. */
async function atQuestion(email: string | undefined, number: number, width = 1280): Promise<Page> {
  const { page } = await visitor(browser, site.url, { width, expectErrors: away })
  await logIn(page, email ?? '', PASSWORD)
  await visit(page, `${path}/vraag/${number}`, new RegExp(`^Vraag ${number}`))
  await kept(page)
  return page
}

const kept = (page: Page) => page.getByText('Verbonden. Alles is bewaard.').waitFor()
const point = (page: Page, number: number) => page.getByLabel(`Punt ${number}`, { exact: true })
const texts = (page: Page) =>
  page
    .locator('.pa-items textarea')
    .evaluateAll((all) => all.map((one) => (one instanceof HTMLTextAreaElement ? one.value : '')))

test('someone finds the invitation and begins; a colleague sees it as it happens', async () => {
  const { page } = await visitor(browser, site.url)
  await logIn(page, lead ?? '', PASSWORD)
  await visit(page, '/partner', /Uitnodigingen/)
  expect(await page.getByRole('region', { name: 'Uw uitnodigingen' }).innerText()).toMatch(
    /Beleidsplan sociaal domein[\s\S]*Thuiszorg De Zandkoele[\s\S]*nog niet begonnen[\s\S]*woensdag 31.augustus 2016\. Dat is over 7 dagen/,
  )
  await page.getByRole('link', { name: 'Beleidsplan sociaal domein 2017-2020' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Vijf vragen aan Thuiszorg De Zandkoele' }).waitFor()
  await lookAround(page)
  await page.getByRole('link', { name: 'Begin met antwoorden' }).click()
  await page.waitForURL(/vraag\/1$/)
  await kept(page)

  const beside = await atQuestion(colleague, 1, 375)
  await point(page, 1).fill('Wijkverpleging kan vaste uren in het dorpshuis zitten.')
  await beside.getByRole('listitem').filter({ hasText: 'typt bij vraag 1' }).waitFor()
  await expect.poll(() => texts(beside)).toEqual(['Wijkverpleging kan vaste uren in het dorpshuis zitten.'])
  await beside.getByText(/^Collega A, om 10\.\d\d.uur$/).waitFor()
  await beside.getByRole('button', { name: 'Nog een punt' }).click()
  await beside.keyboard.type('Een hulpmiddel helpt ook.')
  await expect.poll(() => texts(page)).toHaveLength(2)
  await lookAround(beside)

  // The points change places, by keyboard; each screen shows the same.
  await page.locator('summary').filter({ hasText: 'Meer bij punt 2' }).press('Enter')
  await page.getByRole('button', { name: /^Omhoog punt 2/ }).press('Enter')
  await expect.poll(async () => (await texts(beside))[0]).toBe('Een hulpmiddel helpt ook.')
  await expect.poll(async () => (await texts(page))[0]).toBe('Een hulpmiddel helpt ook.')
  await page.locator('summary').filter({ hasText: 'Meer bij punt 1' }).press('Enter')
  await page.getByRole('button', { name: /^Haal weg punt 1/ }).click()
  await expect.poll(() => texts(beside)).toEqual(['Wijkverpleging kan vaste uren in het dorpshuis zitten.'])
  await page.getByRole('button', { name: 'Zet terug' }).click()
  await expect.poll(() => texts(beside)).toHaveLength(2)
  await page.getByRole('button', { name: 'Vraag 1 is klaar, naar vraag 2' }).click()
  await page.waitForURL(/vraag\/2/)
  await beside.getByRole('link', { name: /^1/ }).filter({ hasText: 'klaar, 2 punten' }).waitFor()
})

test('two who write the same point while one is off the network see both texts, and nothing is lost', async () => {
  const [one, two] = await Promise.all([atQuestion(lead, 3), atQuestion(colleague, 3)])
  await point(one, 1).fill('Laat een buur meekijken bij medicijnen.')
  await expect.poll(() => texts(two)).toEqual(['Laat een buur meekijken bij medicijnen.'])
  await kept(one)

  const disagree = async (mine: string, theirs: string) => {
    await one.context().setOffline(true)
    await point(one, 1).fill(mine)
    await one.getByText(/^Geen verbinding\..*1 tekst op dit apparaat wordt daarna bewaard/).waitFor()
    await point(two, 1).fill(theirs)
    await kept(two)
    await one.context().setOffline(false)
    const clash = one.getByRole('alert').filter({ hasText: 'op twee plekken tegelijk gewijzigd' })
    await clash.waitFor()
    expect(await clash.innerText()).toContain(mine)
    expect(await clash.innerText()).toContain(theirs)
    return clash
  }
  const clash = await disagree(
    'Laat een buur meekijken bij medicijnen, na een korte cursus.',
    'Laat een buur of vrijwilliger meekijken bij medicijnen.',
  )
  await lookAround(one)
  await clash.getByRole('button', { name: 'Voeg samen tot één tekst' }).click()
  const joined = 'Laat een buur of vrijwilliger meekijken bij medicijnen, na een korte cursus.'
  await expect.poll(() => texts(two)).toEqual([joined])
  await expect.poll(() => texts(one)).toEqual([joined])

  await (
    await disagree('Iets heel anders', 'Nog iets anders')
  )
    .getByRole('button', { name: 'Maak er twee punten van' })
    .click()
  await expect.poll(() => texts(two)).toEqual(['Nog iets anders', 'Iets heel anders'])
  await expect.poll(() => texts(one)).toEqual(['Nog iets anders', 'Iets heel anders'])
  await (
    await disagree('Van mij', 'Van de ander')
  )
    .getByRole('button', { name: 'Houd deze (die van Collega B)' })
    .click()
  await expect.poll(() => texts(one)).toEqual(['Van de ander', 'Iets heel anders'])
  await (
    await disagree('Toch van mij', 'Weer van de ander')
  )
    .getByRole('button', { name: 'Houd deze (die van u)' })
    .click()
  await expect.poll(() => texts(two)).toEqual(['Toch van mij', 'Iets heel anders'])

  // Typed off the network, and the page closed: it waits on the device and is sent when the page is open again.
  await one.context().setOffline(true)
  await point(one, 2).fill('Getypt in de trein')
  await one.getByText(/1 tekst op dit apparaat/).waitFor()
  await one.context().setOffline(false)
  await one.route('**/zet', (route) => route.abort())
  await one.reload()
  await one.unroute('**/zet')
  await expect.poll(() => texts(two)).toEqual(['Toch van mij', 'Getypt in de trein'])
  await kept(one)
})

test('someone of another organisation finds nothing of it, also by guessing addresses', async () => {
  const { page } = await visitor(browser, site.url, { expectErrors: [/404/] })
  await logIn(page, stranger ?? '', PASSWORD)
  expect(await page.locator('main').innerText()).not.toContain('Zandkoele')
  for (const guess of ['', '/vraag/1', '/controleren', '/versies', '/live', '/live?vraag=1']) {
    const response = await page.request.get(`${path}${guess}`)
    expect([guess, response.status()]).toEqual([guess, 404])
    expect(await response.text()).not.toContain('Wijkverpleging')
  }
  const headers = { origin: site.url }
  for (const [to, form] of [
    ['/zet', { number: '1', act: 'saveAnswer' }],
    ['', { act: 'sayNoPoints' }],
    ['/controleren', { act: 'sendResponse' }],
    ['/vraag/1', { act: 'saveAnswer?state=done' }],
  ] as const) {
    expect([to, (await page.request.post(`${path}${to}`, { form, headers })).status()]).toEqual([to, 404])
  }
  await visit(page, `/partner/inbreng/${otherResponseId}`, /Dorpshuis Zuideresch/)
  const { page: nobody } = await visitor(browser, site.url)
  await nobody.goto(path)
  expect(new URL(nobody.url()).pathname).toBe('/inloggen')
})

test('without JavaScript it is pages of forms, on a small phone, with conflicts and all', async () => {
  const { page } = await visitor(browser, site.url, { width: 320, javaScriptEnabled: false, expectErrors: [/400|409/] })
  await logIn(page, colleague ?? '', PASSWORD)
  await visit(page, `${path}/vraag/4`, /^Vraag 4/)
  await page.getByLabel('Punt 1', { exact: true }).fill('Een bus die rijdt.')
  await page.getByRole('button', { name: 'Nog een punt' }).click()
  await page.waitForURL(/nog=ja/)
  await page.getByLabel('Punt 2', { exact: true }).fill('Een loket dat open is.')
  await page.getByRole('button', { name: 'Bewaar' }).click()
  await expect.poll(() => texts(page)).toEqual(['Een bus die rijdt.', 'Een loket dat open is.'])
  await page.locator('summary').filter({ hasText: 'Meer bij punt 2' }).click()
  await page.getByRole('button', { name: /^Omhoog punt 2/ }).click()
  await expect.poll(() => texts(page)).toEqual(['Een loket dat open is.', 'Een bus die rijdt.'])

  const beside = await atQuestion(lead, 4)
  await point(beside, 1).fill('Een loket in elk dorp.')
  await kept(beside)
  await page.getByLabel('Punt 1', { exact: true }).fill('Een loket dat ook ’s avonds open is.')
  await page.getByRole('button', { name: /^Vraag 4 is klaar/ }).click()
  const clash = page.getByRole('alert').filter({ hasText: 'op twee plekken tegelijk gewijzigd' })
  await clash.waitFor()
  expect(await clash.innerText()).toMatch(/Een loket dat ook ’s avonds open is\.[\s\S]*Een loket in elk dorp\./)
  // Among many points the way to it is on top.
  await page.getByRole('link', { name: 'Bij punt 1 staan twee teksten' }).click()
  expect(new URL(page.url()).hash).toBe(`#${await clash.getAttribute('id')}`)
  await lookAround(page)
  // Another button than those of the choice keeps the choice open.
  await page.getByRole('button', { name: 'Bewaar' }).click()
  await page.waitForLoadState()
  await clash.getByRole('button', { name: 'Maak er twee punten van' }).click()
  await expect
    .poll(() => texts(page))
    .toEqual(['Een loket in elk dorp.', 'Een loket dat ook ’s avonds open is.', 'Een bus die rijdt.'])
  await expect.poll(() => texts(beside)).toHaveLength(3)
  await page.getByRole('button', { name: /^Vraag 4 is klaar, naar vraag 5/ }).click()
  await page.waitForURL(/vraag\/5/)
  await page.getByRole('button', { name: 'Sla deze vraag over' }).click()
  await page.waitForURL((url) => url.pathname === path)
})

test('a colleague comes in with a link that leads to the response', async () => {
  const { page } = await visitor(browser, site.url, { width: 375, expectErrors: [/400|409/] })
  await logIn(page, colleague ?? '', PASSWORD)
  await visit(page, path, /Thuiszorg/)
  await page.getByRole('button', { name: 'Stuur de uitnodiging' }).click()
  await page.getByRole('alert').waitFor()
  await lookAround(page)
  await page.getByLabel('Naam', { exact: true }).fill('Collega C')
  await page.getByLabel('E-mailadres').fill('collega-c@zandkoele.example')
  await page.getByRole('button', { name: 'Stuur de uitnodiging' }).click()
  await page.getByText('De e-mail aan uw collega is onderweg.').waitFor()
  await page.getByText('is uitgenodigd, nog niet geweest').waitFor()
  const mail = await site.mail?.waitFor('collega-c@zandkoele.example', /Werkt u mee aan de inbreng van Thuiszorg/)
  const { page: fresh } = await visitor(browser, site.url)
  await fresh.goto(/https?:\/\/\S+\/uitnodiging\/\S+/.exec(mail?.text ?? '')?.[0] ?? '')
  await lookAround(fresh)
  await fresh
    .getByLabel(/wachtwoord/i)
    .first()
    .fill('nog vier andere woorden')
  await fresh.getByRole('button', { name: 'Begin' }).click()
  await fresh.getByRole('heading', { level: 1, name: 'Vijf vragen aan Thuiszorg De Zandkoele' }).waitFor()
})

test('the coordinator releases and sends, once; the rest reads what was sent, and can ask to reopen', async () => {
  const mate = await atQuestion(colleague, 2)
  await visit(mate, `${path}/controleren`, /^Lees na/)
  expect(await mate.getByRole('button', { name: 'Geef de inbreng vrij' }).count(), 'only who leads releases').toBe(0)
  const { page } = await visitor(browser, site.url)
  await logIn(page, lead ?? '', PASSWORD)
  await visit(page, `${path}/controleren`, /^Lees na/)
  await page.getByRole('button', { name: 'Geef de inbreng vrij' }).click()
  await page.getByText('De inbreng is vrijgegeven.', { exact: false }).waitFor()
  await lookAround(page)
  await mate.getByRole('button', { name: 'Schrijf toch verder' }).waitFor()
  const send = page.getByRole('button', { name: 'Verzend naar de gemeente' })
  await send.dblclick()
  await page.getByText('Uw inbreng is verzonden. Iedereen van uw organisatie', { exact: false }).waitFor()
  await lookAround(page)
  const contributions = await site.db
    .selectFrom('contribution')
    .selectAll()
    .where('processId', '=', process.id)
    .execute()
  expect(contributions).toHaveLength(1)
  expect(
    (await itemsOf(site.db, process))
      .get(contributions[0]?.id ?? '')
      ?.map(({ number, printedNumber }) => `${number} als ${printedNumber}`),
  ).toEqual([...['1 als 1', '1 als 1', '3 als 2', '3 als 2', '4 als 3', '4 als 3', '4 als 3']])
  expect((await site.mail?.waitFor(colleague ?? '', /Thuiszorg De Zandkoele/))?.text).toContain('Toch van mij')

  await visit(mate, `${path}/versies`, /^Verzonden/)
  expect(await mate.locator('main').innerText()).toContain('Toch van mij')
  await visit(mate, `${path}/vraag/1`, /^Vraag 1/)
  await visit(mate, path, /Thuiszorg/)
  await mate.getByLabel('Waarom wilt u verder schrijven?').fill('Wij vergaten de wijkverpleging.')
  await mate.getByRole('button', { name: 'Vraag om heropenen' }).click()
  await mate.getByText(/^U vroeg op 24.augustus 2016 om heropenen/).waitFor()
  await lookAround(mate)
})

test('after the last day nothing can be sent, and what was written stays', async () => {
  const { page } = await visitor(browser, site.url, { width: 375, expectErrors: [/400|409/] })
  const { page: plain } = await visitor(browser, site.url, { javaScriptEnabled: false, expectErrors: [/400|409/] })
  for (const one of [page, plain]) await logIn(one, stranger ?? '', PASSWORD)
  const own = `/partner/inbreng/${otherResponseId}`
  await visit(page, `${own}/vraag/1`, /^Vraag 1/)
  await point(page, 1).fill('Bijna op tijd.')
  await kept(page)
  await visit(page, `${own}/controleren`, /^Lees na/)
  await page.getByRole('button', { name: 'Geef de inbreng vrij' }).click()
  await page.getByRole('button', { name: 'Verzend naar de gemeente' }).waitFor()
  await plain.goto(`${own}/controleren`)
  site.setClock('2016-09-01T00:00:01+02:00')
  await plain.getByRole('button', { name: 'Verzend naar de gemeente' }).click()
  await plain.getByText('De laatste dag is voorbij. U kunt deze inbreng niet meer wijzigen of verzenden.').waitFor()
  await visit(page, `${own}/controleren`, /^Lees na/)
  expect(await page.locator('main').innerText()).toMatch(
    /Verzenden kon tot en met woensdag 31.augustus 2016[\s\S]*Bijna op tijd\.[\s\S]*Verzenden kan niet meer/,
  )
  await visit(page, own, /Dorpshuis/)
  const stored = await site.db
    .selectFrom('response')
    .select(['state', 'contributionId'])
    .where('id', '=', otherResponseId)
    .executeTakeFirst()
  expect(stored).toEqual({ state: 'released', contributionId: null })
})
