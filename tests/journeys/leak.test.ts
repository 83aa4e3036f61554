import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { hashPassword } from '#app/features/accounts/password.server.ts'
import { linesOfXlsx } from '#app/xlsx-lines.server.ts'
import { aContribution, aMunicipality, anActor, aPlan, aProcess } from '../factories.ts'
import { aMeeting } from '../meeting-factories.ts'
import { publicAddresses } from '../public-addresses.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { logIn, lookAround, reactToParagraph, visit, makePublication, signPublication } from './steps.ts'

const site = await startSite({ now: '2016-11-14T12:00:00+01:00' })
const browser = await openBrowser()
const { db } = site
const PASSWORD = 'vier woorden zijn genoeg'
const municipality = await aMunicipality(db, { name: 'Borger-Odoorn' })
const official = await anActor(db, municipality, {
  innerRoles: ['processor', 'reviewer', 'approver'],
  passwordHash: await hashPassword(PASSWORD),
})
const process = await aProcess(db, municipality, { slug: 'plan' })
const plan = await aPlan(db, process)
const { meetingId } = await aMeeting(db, official, process)
const outside = await publicAddresses({
  slug: 'plan',
  chapter: '1',
  number: '1',
  imageId: '',
  paragraphId: plan.paragraphs[0] ?? '',
  rowId: '',
  place: '1',
  meetingId,
  token: 'onbekend',
  id: '',
  '*': 'onbekend',
})

/** All that must stay inside, however it is written. */
const SECRET = /Piet ?Smidsma|06-12345678|111222333|111\.222\.333/
const first = 'Mijn buurman Piet Smidsma, 06-12345678, BSN 111222333, zit in de schulden.'
const second = 'Ook mijn zus heeft schulden: BSN 111.222.333. Bel de hulplijn op 088-1234567.'

/** Everything that anyone can fetch: pages, on paper as well, files, and the data behind pages. */
async function everythingOutside() {
  const data = outside
    .filter((address) => !/\.\w+$/.test(address))
    .map((address) => (address === '/' ? '/_root.data' : `${address.replace(/\/$/, '')}.data`))
  const found: { address: string; status: number; body: string }[] = []
  for (const address of [...outside, ...data, '/trajecten/plan/wat-is-ermee-gedaan?alles=ja']) {
    const response = await fetch(`${site.url}${address}`, { redirect: 'manual' })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const body =
      address.endsWith('.xlsx') && response.ok
        ? JSON.stringify(await linesOfXlsx(bytes))
        : new TextDecoder().decode(bytes)
    found.push({ address, status: response.status, body })
  }
  return found
}

/** A point by its number, whether or not the job has been by who gave it. */
const asNumbered = (number: string) => new RegExp(`^(–|${number.split('.')[0]})\\.${number.split('.')[1]}`)

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()

/** All of a text as one point, with a summary or without, and its answer. */
async function splitAndAnswer(page: Page, contributionId: string, number: string, summary: string) {
  await page.goto(`/ambtenaar/trajecten/plan/inbreng/${contributionId}`)
  await page.getByRole('heading', { name: 'Gegevens van personen in de tekst' }).waitFor()
  await lookAround(page)
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await press(page, 'Maak punt')
  await page
    .getByRole('link', { name: asNumbered(number) })
    .first()
    .waitFor()
  if (summary !== '') {
    await page.getByLabel('Samenvatting van het punt').first().fill(summary)
    await page.locator('.wk-change').getByRole('button', { name: 'Bewaar' }).click()
  }
  await press(page, /^Splitsing klaar/)
  const { id } = await db
    .selectFrom('point')
    .select('id')
    .where('contributionId', '=', contributionId)
    .executeTakeFirstOrThrow()
  await page.goto(`/ambtenaar/trajecten/plan/punten/${id}`)
  await page.getByRole('radio', { name: /^Voor kennisgeving/ }).check()
  await page.getByLabel(/^Antwoord aan de indiener/).fill('Wij zoeken hulp.')
  await press(page, /^Bewaar$/)
  await page.getByText('Bewaard.', { exact: true }).waitFor()
}

test(
  'a number of a neighbour that someone wrote is nowhere outside, whatever words become public',
  { timeout: 180_000 },
  async () => {
    const resident = await visitor(browser, site.url, { width: 375, expectErrors: [/400/] })
    await reactToParagraph(resident.page, '/trajecten/plan/plan/1', 1, { text: first, email: 'ans@voorbeeld.example' })
    // The receipt goes to who wrote the text; what is looked at here is what goes out with the answers.
    await site.mail?.waitFor('ans@voorbeeld.example', /ontvangen/)
    const before = site.mail?.received.length ?? 0
    const { id: quoted } = await aContribution(db, process, {
      text: second,
      email: 'els@voorbeeld.example',
      receivedAt: new Date('2016-11-14T13:00:00+01:00'),
    })
    const { id: summarised } = await db
      .selectFrom('contribution')
      .select('id')
      .where('text', '=', first)
      .executeTakeFirstOrThrow()

    site.setClock('2016-12-05T09:00:00+01:00')
    const { page } = await visitor(browser, site.url, { javaScriptEnabled: false, expectErrors: [/400/] })
    await logIn(page, official.email, PASSWORD)
    await visit(page, '/ambtenaar/trajecten/plan/inbreng', /Inbreng/)
    await page.getByText('1 BSN en 1 telefoonnummer').first().waitFor()
    await splitAndAnswer(page, summarised, '1.1', 'Een buurman zit in de schulden')
    await splitAndAnswer(page, quoted, '2.1', '')

    await makePublication(page, '/ambtenaar/trajecten/plan')
    const gate = page.url()
    const found = page.getByRole('region', { name: /^Gegevens van personen/ })
    expect(await found.innerText()).toMatch(/Punt 2\.1[\s\S]*111\.222\.333[\s\S]*088-1234567/)
    expect(await found.innerText(), 'what a summary stands for stays inside').not.toContain('Punt 1.1')
    // The page has no button any more; a form that was kept from before is refused as well.
    const refused = await page.request.post(gate, {
      form: { act: 'publishPublication', publicationId: gate.split('/').at(-1) ?? '' },
      headers: { origin: site.url },
    })
    expect(refused.status()).toBe(409)
    expect(await refused.text()).toContain('2 plekken hebben iets dat van een persoon kan zijn: 2.1')
    expect((await everythingOutside()).filter(({ body }) => SECRET.test(body))).toEqual([])

    await found.getByRole('button', { name: /^Laat weg\s*: BSN/ }).click()
    await page.getByText('Op 1 plek weggelaten.').waitFor()
    await page.locator('summary', { hasText: 'Mag openbaar' }).click()
    await page.getByRole('button', { name: /^Laat staan/ }).click()
    await page.getByText('Schrijf waarom dit openbaar mag zijn.').first().waitFor()
    await lookAround(page)
    await page.getByLabel('Waarom mag dit openbaar?').fill('Algemeen nummer van een organisatie')
    await press(page, /^Laat staan/)
    await page.getByText('Op 1 plek mag dit openbaar worden.').waitFor()
    await signPublication(page)

    const everything = await everythingOutside()
    expect(everything.filter(({ body }) => SECRET.test(body)).map(({ address }) => address)).toEqual([])
    const bodyOf = (address: string) =>
      everything.find((each) => each.address === address && each.status === 200)?.body ?? ''
    for (const end of ['', '.csv', '.json', '.data'])
      expect(bodyOf(`/trajecten/plan/wat-is-ermee-gedaan${end}`), end).toContain('Een buurman zit in de schulden')
    expect(bodyOf('/trajecten/plan/wat-is-ermee-gedaan.csv')).toContain(
      'BSN [weggelaten: persoonlijk nummer]. Bel de hulplijn op 088-1234567.',
    )
    for (const to of ['ans@voorbeeld.example', 'els@voorbeeld.example'])
      await site.mail?.waitFor(to, /Wat is er met uw reactie gedaan/)
    const mails = site.mail?.received.slice(before) ?? []
    expect(mails.length).toBeGreaterThanOrEqual(2)
    expect(mails.filter(({ text, html, raw }) => [text, html, raw].some((words) => SECRET.test(words)))).toEqual([])

    // On paper: what the browser would print.
    const reader = await visitor(browser, site.url)
    await reader.page.goto('/trajecten/plan/wat-is-ermee-gedaan?alles=ja')
    await reader.page.emulateMedia({ media: 'print' })
    expect(await reader.page.locator('body').innerText()).not.toMatch(SECRET)
  },
)
