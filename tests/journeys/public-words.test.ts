import { expect, test } from 'vitest'
import { hashPassword } from '#app/features/accounts/password.server.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { importLists } from '#app/features/rankings/files/import-lists.server.ts'
import { listsFile, realCaseCsv } from '#app/features/rankings/files/real-case-lists.fixture.ts'
import { publishRanking } from '#app/features/rankings/publish-ranking.server.ts'
import { linesOfXlsx } from '#app/xlsx-lines.server.ts'
import { aContribution, aMunicipality, anActor, aPlan, aProcess, NOW } from '../factories.ts'
import { aMeeting } from '../meeting-factories.ts'
import { publicAddresses } from '../public-addresses.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { redactWords } from '#app/room-parts.server.ts'
import { logIn, lookAround, visit, makePublication, signPublication } from './steps.ts'

const site = await startSite({ now: '2016-12-05T09:00:00+01:00' })
const browser = await openBrowser()
const { db } = site
const PASSWORD = 'vier woorden zijn genoeg'
/** Whatever of it is found somewhere outside, is found by this. A number that passes the eleven test is in it. */
const SECRET = /GEHEIM|111222333/
const municipality = await aMunicipality(db, { name: 'Borger-Odoorn' })
const official = await anActor(db, municipality, {
  innerRoles: ['processor', 'reviewer', 'approver'],
  passwordHash: await hashPassword(PASSWORD),
})
const process = await aProcess(db, municipality, { slug: 'plan' })
const plan = await aPlan(db, process)
const { meetingId } = await aMeeting(db, official, process)
const summarised = await give('Mijn buurvrouw GEHEIM-1234, BSN 111222333, zit in de schulden.', {
  email: 'ans@voorbeeld.example',
  summary: 'Een buurman zit in de schulden.',
})
await give('Bel onze collega GEHEIM-5678 over de bus.', {
  kind: 'organisation',
  organisation: 'Welzijnsgroep',
  as: 'partnerResponse',
  email: 'groep@voorbeeld.example',
  leaveOut: 'GEHEIM-5678',
})
await giveMotivations()
const later = await give('Mijn arts is dokter WEGHIER, in Exloo.', { email: 'els@voorbeeld.example' })
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

type Given = { email?: string; kind?: string; organisation?: string; as?: string; summary?: string; leaveOut?: string }

/** Something that was given, with one point that is all of it, answered. */
async function give(text: string, { as = 'reaction', summary = '', leaveOut, ...given }: Given) {
  // Before the motivations, so that it stands in the preview.
  const receivedAt = new Date(NOW.getTime() - 24 * 3600_000)
  const { id: contributionId } = await aContribution(db, process, { text, receivedAt, ...given })
  await db.updateTable('contribution').set({ kind: as }).where('id', '=', contributionId).execute()
  const { id } = await markPoint(
    db,
    official,
    { process, contributionId, range: { start: 0, end: text.length }, summary },
    NOW,
  )
  await answerPoints(
    db,
    official,
    { process, pointIds: [id], disposition: 'noted', reply: 'Dank u wel, wij nemen dit mee.' },
    NOW,
  )
  await finishSplit(db, official, { process, contributionId }, NOW)
  if (leaveOut) await hide(id, leaveOut)
  return id
}

async function hide(pointId: string, words: string) {
  await redactWords(db, official, { process, pointId, words, reason: 'personName' }, NOW)
}

/** A ranking with an outcome that is public, in which a name was left out of one motivation. */
async function giveMotivations() {
  const clerk = await anActor(db, municipality, { role: 'clerk' })
  const csv = realCaseCsv.replace('Hoort bij informele zorg.', 'Vraag het GEHEIM-9012 maar.')
  await importLists(db, clerk, { process, file: listsFile(csv) }, NOW)
  await publishRanking(db, clerk, { process }, NOW)
  const motivations = await db
    .selectFrom('contribution')
    .select(['id', 'text'])
    .where('kind', '=', 'groupMotivation')
    .execute()
  const points = await db
    .selectFrom('point')
    .select(['id', 'contributionId'])
    .where(
      'contributionId',
      'in',
      motivations.map(({ id }) => id),
    )
    .execute()
  await answerPoints(
    db,
    official,
    { process, pointIds: points.map(({ id }) => id), disposition: 'noted', reply: 'Dit werkt door.' },
    NOW,
  )
  const named = motivations.find(({ text }) => text.includes('GEHEIM-9012'))
  const secret = points.find(({ contributionId }) => contributionId === named?.id)
  if (secret) await hide(secret.id, 'GEHEIM-9012')
}

/** Everything that anyone can fetch: pages, files, and the data behind pages. */
async function everythingOutside() {
  const found: { address: string; status: number; body: string }[] = []
  const searches = ['?zoek=GEHEIM', '?zoek=111222333', '?zoek=WEGHIER', '?alles=ja'].map(
    (query) => `/trajecten/plan/wat-is-ermee-gedaan${query}`,
  )
  const data = outside
    .filter((address) => !/\.\w+$/.test(address))
    .map((address) => (address === '/' ? '/_root.data' : `${address.replace(/\/$/, '')}.data`))
  for (const address of [...outside, ...data, ...searches]) {
    const response = await fetch(`${site.url}${address}`, { redirect: 'manual' })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const body =
      address.endsWith('.xlsx') && response.ok
        ? JSON.stringify(await linesOfXlsx(bytes))
        : new TextDecoder().decode(bytes)
    // What was searched for comes back in the field: that is the visitor's own word.
    found.push({ address, status: response.status, body: address.includes('zoek=') ? countOf(body) : body })
  }
  return found
}

/** How many points a search says that it found. */
const countOf = (page: string) => /<strong>(\d+ van|0)/.exec(page)?.[1] ?? page

const leaksIn = (found: Awaited<ReturnType<typeof everythingOutside>>, words: RegExp) =>
  found.filter(({ body }) => words.test(body)).map(({ address }) => address)

test('what stays inside is nowhere outside: in no page, file, data, search or message', async () => {
  const { page } = await visitor(browser, site.url)
  await logIn(page, official.email, PASSWORD)
  await visit(page, `/ambtenaar/trajecten/plan/punten/${summarised}`, /beantwoorden/)
  await makePublication(page, '/ambtenaar/trajecten/plan')
  const preview = page.getByRole('table')
  expect(await preview.innerText()).toContain('Een buurman zit in de schulden.')
  expect(await preview.innerText()).not.toMatch(SECRET)
  await signPublication(page)

  const found = await everythingOutside()
  expect(leaksIn(found, SECRET)).toEqual([])
  const opened = new Set(found.filter(({ status }) => status === 200).map(({ address }) => address))
  for (const name of ['wat-is-ermee-gedaan', 'partnerinbreng', 'top-vijf']) {
    for (const end of ['', '.csv', '.json', '.data'])
      expect(opened, `${name}${end} was looked at`).toContain(`/trajecten/plan/${name}${end}`)
  }
  expect(opened).toContain('/trajecten/plan/partnerinbreng.xlsx')
  const bodies = new Map(found.map(({ address, body }) => [address, body]))
  const shown: [string, string][] = [
    ['wat-is-ermee-gedaan.csv', 'Een buurman zit in de schulden.'],
    ['partnerinbreng.xlsx', 'Bel onze collega [weggelaten: naam] over de bus.'],
    ['top-vijf.json', 'Vraag het [weggelaten: naam] maar.'],
  ]
  for (const [file, words] of shown) expect(bodies.get(`/trajecten/plan/${file}`)).toContain(words)

  const mail = await site.mail?.waitFor('ans@voorbeeld.example', /./)
  expect(mail?.text).toContain('Een buurman zit in de schulden.')
  const other = await site.mail?.waitFor('groep@voorbeeld.example', /./)
  expect(other?.text).toContain('[weggelaten: naam]')
  await site.mail?.waitFor('els@voorbeeld.example', /./)
  expect(site.mail?.received.filter(({ text, html }) => SECRET.test(text) || SECRET.test(html))).toEqual([])
})

test('an official without scripts leaves words out after publication, and takes the point back', async () => {
  const { page } = await visitor(browser, site.url, { javaScriptEnabled: false, expectErrors: [/400/] })
  await logIn(page, official.email, PASSWORD)
  await page.goto(`/ambtenaar/trajecten/plan/punten/${later}/openbaar`)
  const leave = page.getByRole('region', { name: 'Laat woorden weg' })
  await leave.getByLabel('Woorden die weg moeten').fill('dokter  weghier')
  await leave.getByLabel('Wat zijn deze woorden?').selectOption('personName')
  await leave.getByRole('button', { name: 'Laat weg' }).click()
  await page.getByRole('alert').getByText('Kies waarom u dit doet.').waitFor()
  expect(await leave.getByLabel('Woorden die weg moeten').inputValue(), 'nothing typed is lost').toBe('dokter  weghier')
  await leave.getByLabel('Waarom?').selectOption('personalData')
  await leave.getByRole('button', { name: 'Laat weg' }).click()
  await page.getByText('De woorden zijn weggelaten.').waitFor()
  expect(await page.getByRole('region', { name: 'Dit is openbaar' }).innerText()).toContain(
    'Mijn arts is [weggelaten: naam], in Exloo.',
  )
  expect(await page.getByRole('region', { name: 'Wat eerder openbaar was' }).innerText()).toMatch(
    /dokter WEGHIER[\s\S]*Met 1 verstuurd bericht mee/,
  )
  expect(leaksIn(await everythingOutside(), /WEGHIER/)).toEqual([])

  const back = page.getByRole('region', { name: 'Neem het punt terug' })
  await back.getByLabel('Waarom?').selectOption('senderAsked')
  await back.getByRole('button', { name: /^Neem punt .* terug$/ }).click()
  await page.getByText('Het punt is teruggenomen.', { exact: false }).first().waitFor()
  const found = await everythingOutside()
  expect(leaksIn(found, /Mijn arts|WEGHIER/)).toEqual([])
  expect(found.find(({ address }) => address.endsWith('gedaan.csv'))?.body).toMatch(
    /Dit punt is teruggenomen op 5\s+december 2016, omdat de indiener dat vroeg\./,
  )
})

test('the page reads well on a phone, and selecting words fills the field', async () => {
  const { page } = await visitor(browser, site.url, { width: 375 })
  await logIn(page, official.email, PASSWORD)
  await visit(page, `/ambtenaar/trajecten/plan/punten/${summarised}/openbaar`, /wat openbaar is/)
  await page
    .getByRole('region', { name: 'Laat woorden weg' })
    .getByRole('blockquote')
    .dblclick({ position: { x: 12, y: 12 } })
  const field = page.getByLabel('Woorden die weg moeten')
  await expect.poll(() => field.inputValue()).toBe('Mijn')
  await lookAround(page)
})
