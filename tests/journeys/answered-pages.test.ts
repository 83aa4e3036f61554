import { expect, test } from 'vitest'
import { aMunicipality, anActor } from '../factories.ts'
import { manyPublishedPoints } from '../many-published-points.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { lookAround, visit } from './steps.ts'

const site = await startSite({ now: '2016-12-14T12:00:00+01:00' })
const browser = await openBrowser()
const by = await anActor(site.db, await aMunicipality(site.db))
await manyPublishedPoints(site.db, by, { people: 5, each: 44, slug: 'plan' })
const here = '/trajecten/plan/wat-is-ermee-gedaan'

test.each([
  [1280, true],
  [375, false],
])('a reader pages through 220 points and back, %i wide, JavaScript %s', async (width, javaScriptEnabled) => {
  const { page } = await visitor(browser, site.url, { width, javaScriptEnabled })
  const steps = page.getByRole('navigation', { name: 'Bladzijden' })
  const first = () => page.locator('[id^="punt-"]').first().getAttribute('id')
  const go = async (name: string, to: RegExp) => {
    await steps.getByRole('link', { name }).click()
    await page.waitForURL(to)
  }
  await visit(page, here, /Wat is ermee gedaan/)
  await steps.getByText('Nummer 1.1 tot en met 2.6, van 220 punten in totaal').waitFor()
  expect(await steps.getByRole('link', { name: 'Vorige' }).count()).toBe(0)
  await go('Volgende', /vanaf=2\.7#punten$/)
  expect(await first()).toBe('punt-2.7')
  await lookAround(page)
  await go('Einde', /vanaf=eind#punten$/)
  await steps.getByText('Nummer 4.39 tot en met 5.44, van 220 punten in totaal').waitFor()
  await go('Vorige', /vanaf=3\.33#punten$/)
  expect(await first()).toBe('punt-3.33')
  await go('Begin', /gedaan#punten$/)

  await page
    .getByRole('link', { name: /Overgenomen/ })
    .first()
    .click()
  await page.getByText('110 van 220 punten').waitFor()
  await go('Volgende', /besluit=overgenomen&vanaf=3\.14#punten$/)
  expect(await first(), 'what was chosen stays so').toBe('punt-3.14')
  await visit(page, `${here}?besluit=overgenomen&wie=inwoner`, /Wat is ermee gedaan/)
  await page.getByText('50 punten op deze bladzijde; meer hieronder').waitFor()
  await visit(page, `${here}?vanaf=9`, /Wat is ermee gedaan/)
  await page.getByRole('link', { name: 'Naar de laatste punten' }).click()
  await page.getByText('Nummer 4.39 tot en met 5.44, van 220 punten in totaal').waitFor()

  await page.goto(`${here}?pagina=3`)
  expect(new URL(page.url()).search, 'an address of when pages were counted').toBe('?vanaf=3.13')
  expect(await first()).toBe('punt-3.13')
})

test('the files hold what was chosen, all of it', async () => {
  const csv = await (await fetch(`${site.url}${here}.csv?besluit=overgenomen`)).text()
  expect(csv.trim().split('\n')).toHaveLength(1 + 110)
  const json: unknown = await (await fetch(`${site.url}${here}.json`)).json()
  expect(json).toHaveLength(5)
})
