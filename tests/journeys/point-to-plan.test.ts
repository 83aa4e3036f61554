import { expect, test } from 'vitest'
import { hashPassword } from '#app/features/accounts/password.server.ts'
import { beginRevision } from '#app/features/plans/versions/begin-revision.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { aNumberedPoint } from '../change-factories.ts'
import { aMunicipality, anActor, aPlan, aProcess, NOW } from '../factories.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { logIn, lookAround, visit } from './steps.ts'

const PASSWORD = 'vier woorden zijn genoeg'
const site = await startSite({ now: '2016-11-28T12:00:00+01:00' })
const browser = await openBrowser()
const municipality = await aMunicipality(site.db, { name: 'Borger-Odoorn' })
const passwordHash = await hashPassword(PASSWORD)
const official = await anActor(site.db, municipality, { innerRoles: ['processor'], passwordHash })
const { slug } = await aProcess(site.db, municipality, { slug: 'sociaal-domein' })
const process = await processBySlug(site.db, municipality.id, slug)
const { paragraphs } = await aPlan(site.db, process)
const point = await aNumberedPoint(site.db, official, process, 'Meer bankjes.', { placeId: paragraphs[1] ?? '' })
await beginRevision(site.db, official, { process }, NOW)
const desk = `/ambtenaar/trajecten/sociaal-domein/punten/${point}`

test('an official goes from a point to the words it is about, changes them, and comes back to an answer that says so', async () => {
  const { page } = await visitor(browser, site.url, { width: 1440, javaScriptEnabled: false })
  await logIn(page, official.email, PASSWORD)
  await visit(page, desk, /Punt 1\.1/)
  await page.getByText('Voor dit punt is het plan nog niet gewijzigd.').waitFor()
  await page.getByRole('link', { name: 'Wijzig het plan' }).click()
  await page.getByRole('heading', { name: /^U wijzigt het plan voor punt 1\.1/ }).waitFor()
  await page.getByLabel('Tekst', { exact: true }).fill('Er komen meer bankjes in elk dorp.')
  await page.getByRole('button', { name: 'Bewaar', exact: true }).click()
  await page.getByText('Dit punt staat bij deze wijziging.').waitFor()
  const read = page.getByRole('region', { name: 'Zo leest een inwoner het' })
  expect(await read.innerText()).toMatch(/Omdat 1 persoon dit vroeg\.\s+1 punt is nog niet openbaar\./)
  await lookAround(page)

  await page.getByRole('link', { name: 'Terug naar punt 1.1' }).click()
  expect(await page.getByRole('radio', { name: /^Overgenomen/ }).isChecked()).toBe(true)
  const place = page.getByRole('checkbox', { name: /Tweede alinea over gezin/ })
  expect(await place.isChecked(), 'the paragraph that people read').toBe(true)
  await lookAround(page)

  await visit(page, '/ambtenaar/trajecten/sociaal-domein/plan/vergelijken', /Wat verandert er/)
  await page.getByText('Omdat 1 persoon dit vroeg:').waitFor()
  await page.getByRole('link', { name: 'Wijzig de reden van de wijziging van alinea 2' }).click()
  await page.getByRole('heading', { name: 'Waarom deze wijziging?' }).waitFor()
})
