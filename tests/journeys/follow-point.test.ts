import { expect, test } from 'vitest'
import { receiptCode, receiptCodeHash } from '#app/features/contributions/receipt-code.server.ts'
import { adoptPlan } from '#app/room-parts.server.ts'
import { aChangedPlan } from '../changed-plan.ts'
import { aMunicipality, anActor } from '../factories.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { lookAround } from './steps.ts'

const DECIDED = new Date('2016-12-16T10:00:00+01:00')
const site = await startSite({ now: DECIDED.toISOString(), mail: false })
const browser = await openBrowser()
const { db } = site
const municipality = await aMunicipality(db)
const by = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
const { process, asked } = await aChangedPlan(db, by, { slug: 'zorg' })
const adoption = { body: 'de gemeenteraad', decidedOn: '15 december 2016', decision: '2016-88', gapsSigned: true }
await adoptPlan(db, by, { process, ...adoption }, DECIDED)
const owner = { secret: site.secret, municipalityId: municipality.id }
const code = receiptCode(owner, 'a reaction on the site')
await db
  .insertInto('receipt')
  .values({
    municipalityId: municipality.id,
    contributionId: asked.person.contributionId,
    codeHash: receiptCodeHash(owner, code),
  })
  .execute()

test('a resident follows their point to the new sentence of the adopted plan and back, without scripts', async () => {
  const { page } = await visitor(browser, site.url, { javaScriptEnabled: false, width: 375 })
  await page.goto('/mijn-reactie')
  await page.getByLabel('Uw geheime code').fill(code)
  await page.getByRole('button', { name: 'Bekijk uw reactie' }).click()
  await page.getByRole('link', { name: 'Volg punt 1.1 van vraag tot plan' }).click()
  await page.getByRole('heading', { level: 1, name: 'Uw vraag staat nu in het plan' }).waitFor()
  const road = page.getByRole('main').getByRole('list').last()
  for (const said of ['Ik kan nooit een middag weg.', 'Antwoord op: Ik kan', 'Dit stond er', 'vanaf juli in elk dorp.'])
    expect(await road.textContent()).toContain(said)
  expect(await road.textContent()).toContain('2 anderen vroegen dit ook.')

  await page.getByRole('link', { name: 'Lees het in het plan, alinea 1' }).click()
  expect(await page.locator('.hit').textContent()).toBe(
    'Die hulp is er vanaf juli in elk dorp. Niemand heeft daarvoor een indicatie nodig.',
  )
  await page.getByText('U komt van punt 1.1.').waitFor()
  await page.getByText('Vastgesteld door de gemeenteraad op 15').waitFor()
  await page.getByRole('link', { name: /^Laat de oude tekst zien/ }).click()
  expect(await page.locator('#alinea-1 del').first().textContent()).toContain('moet dichtbij zijn')

  await page.getByRole('link', { name: /^veranderd door 3 punten/ }).click()
  await page.getByRole('heading', { level: 1, name: /Wat is er veranderd in/ }).waitFor()
  const change = page.getByRole('article', { name: /^Gewijzigd/ })
  expect(await change.textContent()).toContain('Omdat 3 mensen en organisaties dit vroegen')
  expect(await page.textContent('main')).not.toContain('onder ons')
  await change.getByRole('link', { name: 'punt 1.1' }).click()
  expect(await page.locator('#punt-1\\.1').textContent()).toContain('Lees het in het plan, alinea 1')
})

test('the pages of a changed plan are good to see and to hear', async () => {
  const { page } = await visitor(browser, site.url, { width: 375 })
  const own = '/trajecten/zorg'
  for (const path of ['/wat-is-er-veranderd', '/wat-is-er-veranderd?toon=los', '/plan/1?oud=1', '/plan/1?punt=1.1']) {
    await page.goto(own + path)
    await lookAround(page)
  }
  await page.goto('/mijn-reactie')
  await page.getByLabel('Uw geheime code').fill(code)
  await page.getByRole('button', { name: 'Bekijk uw reactie' }).click()
  await page.getByRole('heading', { level: 1, name: 'U hebt antwoord' }).waitFor()
  await page.goto('/mijn-reactie/punt/1')
  await lookAround(page)
})
