import { expect, test } from 'vitest'
import { hashPassword } from '#app/features/accounts/password.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '../factories.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { logIn, lookAround } from './steps.ts'

const PASSWORD = 'vier woorden zijn genoeg'
const JURIST = 'jurist@voorbeeld.example'
const site = await startSite({ now: '2016-11-21T10:00:00+01:00' })
const browser = await openBrowser()
const { db } = site
const municipality = await aMunicipality(db)
const official = await anActor(db, municipality, {
  innerRoles: ['processor'],
  passwordHash: await hashPassword(PASSWORD),
})
const process = await aProcess(db, municipality, { slug: 'plan' })
for (const text of [
  'Mag de bus over het fietspad? Bel mij, Wiebe, op 06 12345678.',
  'Is een hek langs het water verplicht?',
  'Zet bankjes langs het wandelpad.',
]) {
  const { id: contributionId } = await aContribution(db, process, { text, name: 'Wiebe de Vries' })
  await markPoint(db, official, { process, contributionId, range: { start: 0, end: text.length } }, NOW)
}

test('someone of another department advises on two points by a link from the mail', { timeout: 120_000 }, async () => {
  const { page: desk } = await visitor(browser, site.url, { expectErrors: [/ERR_|AbortError|Failed to fetch/] })
  await logIn(desk, official.email, PASSWORD)
  await desk.goto('/ambtenaar/trajecten/plan/punten')
  for (const words of ['Mag de bus', 'Is een hek'])
    await desk.getByRole('listitem').filter({ hasText: words }).getByRole('checkbox').check()
  await desk.getByRole('button', { name: 'Vraag advies' }).click()
  await desk.getByRole('heading', { level: 1, name: 'Vraag advies over 2 punten' }).waitFor()
  await desk.getByLabel('Naam of afdeling').fill('Juridische Zaken')
  await desk.getByLabel('E-mailadres').fill(JURIST)
  await desk.getByLabel('Uw vraag').fill('Mag dit?')
  await lookAround(desk)
  await desk.getByRole('button', { name: 'Vraag advies' }).click()
  await desk.getByText('De vraag is gestuurd.').waitFor()
  await lookAround(desk)

  // The outsider: the link from the mail, and the code from the other.
  const { page } = await visitor(browser, site.url, { width: 375 })
  const asked = await site.mail?.waitFor(JURIST, /advies/)
  await page.goto(new URL(/https?:\S+\/advies\/\S+/.exec(asked?.text ?? '')?.[0] ?? '').pathname)
  expect(new URL(page.url()).pathname, 'the secret leaves the address at once').toBe('/advies')
  await page.getByRole('button', { name: 'Stuur mij de code' }).click()
  await lookAround(page)
  const mailed = await site.mail?.waitFor(JURIST, /Uw code is \d{6}/)
  await page.getByLabel('Code uit de e-mail').fill(/\d{6}/.exec(mailed?.subject ?? '')?.[0] ?? '')
  await page.getByRole('button', { name: 'Ga verder' }).click()
  await page.getByText('Mag dit?').waitFor()
  const shown = await page.locator('main').innerText()
  expect(shown).toContain('fietspad')
  expect(shown).toContain('een hek')
  expect(shown).not.toMatch(/bankjes|Wiebe|1234/)
  await lookAround(page)
  await page.getByLabel('Uw advies over punt 1').fill('Nee, dat is een fietspad.')
  await page.getByRole('button', { name: 'Bewaar en ga later verder' }).click()
  await page.getByText('Bewaard.').waitFor()
  await page.getByRole('button', { name: 'Bewaar, ik ben klaar' }).click()
  await page.getByText('U hebt uw advies gegeven.').waitFor()

  // The official is told, reads it beside the point and uses it in the answer; the opening is in the history.
  await desk.goto('/ambtenaar')
  await desk.getByRole('link', { name: 'Er is advies gegeven over 1 punt.' }).click()
  await desk.getByText('Nee, dat is een fietspad.').waitFor()
  await desk.getByRole('button', { name: 'Zet in het antwoord' }).click()
  expect(await desk.getByLabel('Antwoord aan de indiener').inputValue()).toBe('Nee, dat is een fietspad.')
  await desk.getByText(/^Geschiedenis, \d+ stappen/).click()
  await desk.getByText('Juridische Zaken opende de vraag om advies').waitFor()
  await lookAround(desk)

  site.setClock('2016-12-20T10:00:00+01:00')
  await page.reload()
  await page.getByRole('heading', { name: 'Deze link is verlopen' }).waitFor()
  await lookAround(page)
})
