import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { hashPassword } from '#app/features/accounts/password.server.ts'
import { questionsChanged } from '#app/features/partners/answering/notice.server.ts'
import { insertVersion } from '#app/features/partners/create-questionnaire.server.ts'
import { questionnaireOf } from '#app/features/partners/queries.server.ts'
import { aMunicipality, anActor, aProcess } from '../factories.ts'
import { aPartner, aQuestionnaire, aResponse } from '../partner-factories.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { logIn, lookAround, visit } from './steps.ts'

const PASSWORD = 'vier woorden zijn genoeg'
/** What a browser says of a network that is away for a moment. */
const away = [
  /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_NETWORK_CHANGED|ERR_INCOMPLETE_CHUNKED_ENCODING|Failed to fetch/,
]
const site = await startSite({ now: '2016-08-24T10:00:00+02:00' })
const browser = await openBrowser()
const municipality = await aMunicipality(site.db)
const official = await anActor(site.db, municipality)
const process = await aProcess(site.db, municipality, { state: 'draft' })
const questionnaireId = await aQuestionnaire(site.db, official, process, { closesOn: '2016-08-31' })
const partner = await aPartner(site.db, municipality, { people: 2, passwordHash: await hashPassword(PASSWORD) })
const path = `/partner/inbreng/${await aResponse(site.db, official, process, questionnaireId, partner)}`
const [lead, colleague] = partner.people.map(({ email }) => email)

/** Logs someone in and opens the last question, on a screen that follows others. */
async function atQuestion(email: string | undefined): Promise<Page> {
  const { page } = await visitor(browser, site.url, {
    width: 375,
    expectErrors: [/ERR_FAILED|ERR_INTERNET_DISCONNECTED|Failed to fetch/, /status of 400/],
  })
  await logIn(page, email ?? '', PASSWORD)
  await visit(page, `${path}/vraag/5`, /^Vraag 5/)
  await kept(page)
  return page
}

const kept = (page: Page) => page.getByText('Verbonden. Alles is bewaard.').waitFor()
const point = (page: Page, number: number) => page.getByLabel(`Punt ${number}`, { exact: true })
const texts = (page: Page) =>
  page
    .locator('.pa-items textarea')
    .evaluateAll((all) => all.map((one) => (one instanceof HTMLTextAreaElement ? one.value : '')))

test('who leaves a question before its text arrived reads where it waits; what did arrive never clashes later', async () => {
  const one = await atQuestion(lead)
  // A slow network: the page is left while the text is on its way, and it does not arrive.
  await one.route('**/zet', (route) => route.abort())
  await point(one, 1).fill('Wij komen graag langs.')
  await one.getByRole('link', { name: 'Terug naar vraag 4' }).click()
  await one.waitForURL(/vraag\/4/)
  const notice = one
    .locator('.utrecht-alert')
    .filter({ hasText: 'Op dit apparaat staat tekst die nog niet is bewaard' })
  await notice.waitFor()
  await lookAround(one)
  await one.goto(`${path}/controleren`)
  await notice.waitFor()
  await one.unroute('**/zet')
  await notice.getByRole('link', { name: 'Open vraag 5' }).click()
  const two = await atQuestion(colleague)
  await expect.poll(() => texts(two)).toEqual(['Wij komen graag langs.'])
  await kept(one)

  // Typed and on at once: it arrives with the form that leads on, and the page that heard of it is gone.
  await one.route('**/zet', (route) => route.abort())
  await point(one, 1).fill('Wij komen graag langs in het dorpshuis.')
  await one.getByRole('button', { name: /^Vraag 5 is klaar/ }).click()
  await one.waitForURL((url) => url.pathname === path)
  await one.unroute('**/zet')
  await expect.poll(() => texts(two)).toEqual(['Wij komen graag langs in het dorpshuis.'])
  expect(await notice.count()).toBe(0)
  await point(two, 1).fill('Wij komen graag langs bij mensen thuis.')
  await kept(two)
  await visit(one, `${path}/vraag/5`, /^Vraag 5/)
  await expect.poll(() => texts(one)).toEqual(['Wij komen graag langs bij mensen thuis.'])
  expect(await one.getByRole('alert').count()).toBe(0)
})

test('a point that one takes away and another keeps comes back for both', async () => {
  const [one, two] = [await atQuestion(lead), await atQuestion(colleague)]
  await one.context().setOffline(true)
  await point(one, 1).fill('Wij komen langs bij mensen thuis, ook in het weekend.')
  await one.getByText(/1 tekst op dit apparaat/).waitFor()
  await two.locator('summary').filter({ hasText: 'Meer bij punt 1' }).click()
  await two.getByRole('button', { name: /^Haal weg punt 1/ }).click()
  await kept(two)
  await one.context().setOffline(false)
  await one.getByText('Iemand haalde dit weg.').waitFor()
  await one.getByText('Tot dan staat uw eigen tekst alleen op dit apparaat.', { exact: false }).waitFor()
  await lookAround(one)
  await one.getByRole('button', { name: 'Houd deze (die van u)' }).click()
  await expect.poll(() => texts(two)).toEqual(['Wij komen langs bij mensen thuis, ook in het weekend.'])
  await kept(one)
  expect(await two.getByRole('button', { name: 'Zet terug' }).count()).toBe(0)
})

test('a long text, a choice and a scale, by two at once; a question changes while someone is at it', async () => {
  const other = await aProcess(site.db, municipality, { state: 'draft', title: 'Mobiliteitsplan' })
  const ask = (heading: string, kind: 'text' | 'choice' | 'scale', options: string[] = []) => ({
    heading,
    explanation: '',
    kind,
    isOptional: true,
    options,
  })
  const list = [
    ask('Wat vindt u van de bus?', 'text'),
    ask('Wie moet het doen?', 'choice', ['de gemeente', 'de provincie']),
    ask('De bus rijdt vaak genoeg.', 'scale', ['oneens', 'eens']),
  ]
  const questionnaire = await aQuestionnaire(site.db, official, other, { closesOn: '2016-08-31', questions: list })
  const id = await aResponse(site.db, official, other, questionnaire, partner)
  const at = `/partner/inbreng/${id}/vraag`
  const [one, two] = await Promise.all(
    [lead, colleague].map(async (email) => {
      const { page } = await visitor(browser, site.url, { width: 375, expectErrors: away })
      await logIn(page, email ?? '', PASSWORD)
      await visit(page, `${at}/1`, /^Vraag 1/)
      await kept(page)
      return page
    }),
  )
  if (!one || !two) throw new Error('there are two')
  await one.getByLabel('Uw antwoord').fill('De bus komt nooit.')
  await expect.poll(() => two.getByLabel('Uw antwoord').inputValue()).toBe('De bus komt nooit.')

  const [first] = (await questionnaireOf(site.db, other))?.questions ?? []
  if (!first) throw new Error('there is a question')
  await site.db.transaction().execute(async (trx) => {
    await insertVersion(
      trx,
      municipality.id,
      first.id,
      2,
      { ...first, heading: 'Wat vindt u van de bus in het weekend?' },
      site.clock(),
    )
    await questionsChanged(trx, questionnaire)
  })
  await one.getByText('De vraag is veranderd. Wat er staat', { exact: false }).waitFor()
  await lookAround(one)
  await one.getByRole('button', { name: 'Ik heb het gezien' }).click()
  await one.getByLabel('Uw antwoord').fill('De bus komt nooit, in het weekend.')
  await expect.poll(() => two.getByLabel('Uw antwoord').inputValue()).toBe('De bus komt nooit, in het weekend.')
  await one.getByRole('button', { name: 'Vraag 1 is klaar, naar vraag 2' }).click()
  await one.waitForURL(/vraag\/2/)
  await kept(one)
  await visit(two, `${at}/2`, /^Vraag 2/)
  await kept(two)

  await one.context().setOffline(true)
  await one.getByLabel('de gemeente').check()
  await two.getByLabel('de provincie').check()
  await two.getByRole('link', { name: /^2/ }).filter({ hasText: 'concept' }).waitFor()
  await one.context().setOffline(false)
  await one.getByRole('button', { name: 'Houd deze (die van u)' }).click()
  await expect.poll(() => two.getByLabel('de gemeente').isChecked()).toBe(true)
  await lookAround(two)
  await two.getByRole('button', { name: /^Vraag 2 is klaar/ }).click()
  await two.waitForURL(/vraag\/3/)
  await two.getByLabel('eens', { exact: true }).check()
  await two.getByRole('button', { name: /^Vraag 3 is klaar/ }).click()
  await two.getByText('3 van 3 klaar').waitFor()
})
