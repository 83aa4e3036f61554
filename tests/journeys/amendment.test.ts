import { expect, test } from 'vitest'
import { hashPassword } from '#app/features/accounts/password.server.ts'
import { handOverFile } from '#app/features/changes/decision-file/hand-over.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { beginRevision } from '#app/features/plans/versions/begin-revision.server.ts'
import { writeParagraph } from '#app/room-parts.server.ts'
import { aMunicipality, anActor, aPlan, aProcess } from '../factories.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { logIn, lookAround, visit } from './steps.ts'

const PASSWORD = 'vier woorden zijn genoeg'
const NOW = new Date('2016-12-01T12:00:00+01:00')
const site = await startSite({ now: NOW.toISOString() })
const browser = await openBrowser()
const municipality = await aMunicipality(site.db, { name: 'Borger-Odoorn' })
const passwordHash = await hashPassword(PASSWORD)
const clerk = await anActor(site.db, municipality, { role: 'clerk', passwordHash, name: 'Griffier' })
const official = await anActor(site.db, municipality, { innerRoles: ['processor', 'approver'], passwordHash })
const process = await aProcess(site.db, municipality, { slug: 'sociaal-domein' })
await aPlan(site.db, process)
await beginRevision(site.db, official, { process }, NOW)
const draft = await storedPlan(site.db, process)
const part = draft?.blocks.find(({ kind }) => kind !== 'heading')?.id ?? ''
await writeParagraph(site.db, official, { process, part, words: 'Wat het college voorstelt.' }, NOW)
await handOverFile(site.db, official, { process, meetsOn: '15 december 2016', signed: true }, NOW)

test('the clerk enters an amendment, the council adopts it, and an official writes it into the plan as a change', async () => {
  const council = await visitor(browser, site.url, { width: 375, javaScriptEnabled: false })
  await logIn(council.page, clerk.email, PASSWORD)
  await council.page.getByRole('link', { name: /besluitdossier/ }).click()
  await council.page.getByText('Wat het college voorstelt.').waitFor()
  await council.page.getByRole('link', { name: 'Maak een amendement op alinea 1' }).click()
  await council.page.getByLabel('Titel').fill('Een vast gezicht')
  await council.page.getByLabel('Indieners').fill('Fractie A')
  await council.page.getByLabel('Reden').fill('Mensen willen weten wie zij bellen.')
  await council.page.getByRole('button', { name: 'Verder met de tekst' }).click()
  await council.page.getByLabel('De tekst die er moet komen').fill('Wat de raad wil.')
  await council.page.getByRole('button', { name: 'Bewaar deze tekst' }).click()
  await council.page.getByRole('status').filter({ hasText: 'hoort nu bij het amendement' }).waitFor()
  await council.page.getByRole('radio', { name: 'Aangenomen' }).check()
  await council.page.getByLabel('Op welke dag').fill('1 december 2016')
  await council.page.getByRole('button', { name: 'Bewaar de uitkomst' }).click()
  await council.page
    .getByText(/Aangenomen op 1.december 2016/)
    .first()
    .waitFor()

  const { page } = await visitor(browser, site.url)
  await logIn(page, official.email, PASSWORD)
  await visit(page, '/ambtenaar/trajecten/sociaal-domein/besluitdossier', /^Besluitdossier/)
  await page.getByRole('link', { name: 'Amendement 1: Een vast gezicht' }).click()
  await page.getByRole('heading', { level: 1, name: /Een vast gezicht/ }).waitFor()
  await lookAround(page)
  await page.getByRole('button', { name: 'Schrijf het amendement in het plan' }).press('Enter')
  await page.getByRole('status').filter({ hasText: 'Het amendement staat in het plan' }).waitFor()
  await page.getByRole('link', { name: /^Besluitdossier/ }).click()
  const change = page.getByRole('row', { name: /Wat de raad wil/ })
  await change.getByRole('link', { name: 'Amendement 1' }).waitFor()
  expect(await change.innerText()).toContain('Een vast gezicht')

  await council.page.goto('/raad/dossiers/sociaal-domein?hoofdstuk=alles')
  expect(await council.page.getByRole('row', { name: /Wat het college voorstelt/ }).count(), 'as handed over').toBe(1)
})
