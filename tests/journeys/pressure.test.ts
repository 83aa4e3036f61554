import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { rooms } from '../../server/admission.ts'
import { aMunicipality, aPlan, aProcess } from '../factories.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { lookAround } from './steps.ts'

const PATIENT = 60_000
const before = '2016-11-15T23:50:00+01:00'
const [lastSecond, afterClosing] = ['2016-11-15T23:59:56+01:00', '2016-11-16T00:10:00+01:00']
const site = await startSite({
  mail: false,
  now: before,
  waits: { connect: PATIENT, statement: PATIENT, lock: PATIENT },
})
const process = await aProcess(site.db, await aMunicipality(site.db), { slug: 'zorgplan' })
await aPlan(site.db, process)
const browser = await openBrowser()
const expectErrors = [/503 \(Service Unavailable\)/]

let calm = async () => {}
afterEach(() => calm())

/** Fills all places of residents with requests that wait for the database, until `calm` is called. */
async function press(): Promise<void> {
  const [held, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const holding = site
    .asOwner()
    .db.transaction()
    .execute(async (trx) => {
      await sql`lock table process in access exclusive mode`.execute(trx)
      held.resolve()
      await over.promise
    })
  await held.promise
  const inside = Array.from({ length: rooms[0]?.atOnce ?? 0 }, () =>
    fetch(new URL(paths.public.react('zorgplan'), site.url), { headers: { cookie: `concept=${'a'.repeat(22)}` } }).then(
      (response) => response.arrayBuffer(),
    ),
  )
  // They came in order, so that whoever comes now finds no place.
  await fetch(new URL('/gezond', site.url))
  calm = async () => {
    over.resolve()
    await Promise.all([holding, ...inside])
    calm = async () => {}
  }
}

/** Writes a reaction as far as the last button. */
async function write(page: Page, text: string) {
  await page.goto(paths.public.react('zorgplan'))
  await page.getByRole('textbox').first().fill(text)
  await page.getByRole('button', { name: 'Verder naar stap 2' }).click()
  await page.getByRole('radio', { name: /^Voor mijzelf/ }).check()
  await page.getByRole('radio', { name: /^Nee, zonder mijn naam/ }).check()
  await page.getByRole('button', { name: 'Verder naar stap 3' }).click()
  await page.getByRole('heading', { level: 1, name: 'Kijk na of alles klopt' }).waitFor()
}

const reactions = () =>
  site.db.selectFrom('contribution').select(['receivedAt', 'timeliness', 'text']).orderBy('id').execute()

test.each([true, false])(
  'a reaction that is refused in the last second counts from then, sent again after closing (JavaScript: %s)',
  async (javaScriptEnabled) => {
    const earlier = (await reactions()).length
    site.setClock(before)
    const { page } = await visitor(browser, site.url, { javaScriptEnabled, width: 375, expectErrors })
    if (javaScriptEnabled) await page.clock.install()
    const text = `Een bankje bij de vijver, ${javaScriptEnabled ? 'vanzelf' : 'met de knop'}.`
    await write(page, text)
    site.setClock(lastSecond)
    await press()
    await page.getByRole('button', { name: 'Verstuur uw reactie' }).click()
    await page.getByRole('heading', { level: 1, name: 'Het is nu erg druk' }).waitFor()
    await lookAround(page)
    await page.getByText(/Uw reactie kwam bij ons aan op dinsdag 15.november 2016 om 23\.59.uur/).waitFor()

    site.setClock(afterClosing)
    if (javaScriptEnabled) {
      await page.getByText('Wij versturen het vanzelf opnieuw over').waitFor()
      // Once more while it is still busy: the first moment stays.
      const refusedAgain = page.waitForResponse((response) => response.status() === 503)
      await page.clock.runFor(31_000)
      await refusedAgain
      await page.getByText('om 23.59').waitFor()
      await calm()
      await page.clock.runFor(31_000)
    } else {
      await page.getByText('Wacht een halve minuut en druk dan op de knop.').waitFor()
      await calm()
      await page.getByRole('button', { name: 'Verstuur opnieuw' }).dblclick()
    }
    await page.getByRole('heading', { level: 1, name: 'Wij hebben uw reactie ontvangen' }).waitFor()
    await page.getByText(/Op dinsdag 15.november 2016 om 23\.59.uur\. U bent op tijd\./).waitFor()
    const stored = await reactions()
    expect(stored).toHaveLength(earlier + 1)
    expect(stored.at(-1)).toMatchObject({ text, timeliness: 'onTime' })
    expect(stored.at(-1)?.receivedAt.getTime()).toBeLessThan(new Date('2016-11-16T00:00:00+01:00').getTime())
  },
)

test('without a first arrival that is real, nothing is taken after closing', async () => {
  const earlier = await reactions()
  site.setClock(before)
  const { page, context } = await visitor(browser, site.url, { expectErrors: [/400 \(Bad Request\)/] })
  await write(page, 'Ik begon op tijd, en verstuurde te laat.')
  site.setClock(afterClosing)
  const [key, seen] = await Promise.all(['key', 'seen'].map((name) => page.locator(`input[name=${name}]`).inputValue()))
  const made = `${new Date(lastSecond).getTime()}.${'a'.repeat(43)}.${'b'.repeat(43)}`
  const forged = await context.request.post(paths.public.reactCheck('zorgplan'), {
    form: { act: 'submitReaction', key: key ?? '', seen: seen ?? '', arrival: made },
    headers: { accept: 'text/html' },
  })
  expect(forged.status()).toBe(400)
  expect(await forged.text()).toContain('Dit formulier klopt niet meer')
  await page.getByRole('button', { name: 'Verstuur uw reactie' }).click()
  await page
    .getByText('Reageren op deze website kan niet meer')
    .or(page.getByRole('heading', { level: 1 }))
    .first()
    .waitFor()
  expect(await reactions()).toEqual(earlier)
})

test('a text that is refused is shown, whatever is in it, and is sent again to the letter', async () => {
  site.setClock('2016-11-01T12:00:00+01:00')
  const { page } = await visitor(browser, site.url, { expectErrors })
  await page.clock.install()
  const text = '"><script>document.title = 1</script>\n\n  \'</pre></textarea> &amp; Één 👩🏽‍👧🏽'
  await page.goto(paths.public.react('zorgplan'))
  await page.getByRole('textbox').first().fill(text)
  await press()
  await page.getByRole('button', { name: 'Verder naar stap 2' }).click()
  await page.getByRole('heading', { level: 1, name: 'Het is nu erg druk' }).waitFor()
  await page.getByText('Wat u invulde', { exact: true }).click()
  expect(await page.locator('pre').first().innerText()).toBe(text)
  await lookAround(page)
  await calm()
  await page.getByRole('button', { name: 'Niet vanzelf versturen' }).click()
  await page.clock.runFor(31_000)
  await page.getByRole('button', { name: 'Verstuur opnieuw' }).click()
  await page.getByRole('heading', { level: 1, name: 'Over u' }).waitFor()
  await page.goto(paths.public.react('zorgplan'))
  expect(await page.getByRole('textbox').first().inputValue()).toBe(text)
})

test.each([
  ['that everyone reads alike', paths.public.home()],
  ['of their own', paths.public.react('zorgplan')],
])('who wants a page %s gets one that loads again by itself', async (_, path) => {
  const { page } = await visitor(browser, site.url, { expectErrors })
  await page.clock.install()
  await press()
  expect((await page.goto(path))?.status()).toBe(503)
  await page.getByRole('heading', { level: 1, name: 'Het is nu erg druk' }).waitFor()
  await lookAround(page)
  await calm()
  await page.clock.runFor(31_000)
  await page.getByRole('heading', { level: 1, name: 'Het is nu erg druk' }).waitFor({ state: 'detached' })
  await page.locator('footer').waitFor()
})
