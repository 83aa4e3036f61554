import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { raiseContentVersion } from '#app/content-version.server.ts'
import { isHeading } from '#app/features/plans/plan.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { makeCurrent } from '#app/features/plans/versions/current-version.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { changeMunicipality } from '#app/features/municipalities/change-municipality.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { paths } from '#app/paths.ts'
import { demoPassword } from '#app/demo/load-demo.server.ts'
import { aContribution, anActor } from '../factories.ts'
import { expectAccessible, expectNoSidewaysScroll, openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { logIn, lookAround, visit } from './steps.ts'

const site = await startSite({ demo: true, now: new Date().toISOString(), mail: false })
const browser = await openBrowser()
const open = '/trajecten/speelplekken-nieuw-buinen'
const answered = '/trajecten/sociaal-domein'

type Stop = { says: string; top: number; bottom: number; isCovered: boolean }

/** Walks the page with Tab and tells of every stop where it is, on the page and in the window. */
async function walk(page: Page, most = 80): Promise<Stop[]> {
  const stops: Stop[] = []
  await page.evaluate(() => window.scrollTo(0, 0))
  // A font that comes in meanwhile moves what stands below it.
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  for (let step = 0; step < most; step++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const focused = document.activeElement
      if (!focused || focused === document.body) return null
      const { top, bottom, left, width } = focused.getBoundingClientRect()
      const points = [top + 2, (top + bottom) / 2, bottom - 2].map((y) =>
        document.elementFromPoint(left + Math.min(width / 2, 20), y),
      )
      return {
        says: focused.textContent?.trim().slice(0, 60) ?? '',
        top: top + window.scrollY,
        bottom: bottom + window.scrollY,
        isInBar: focused.closest('.readbar, .bottombar, .utrecht-skip-link') !== null,
        isCovered: !points.some((found) => found !== null && (focused.contains(found) || found.contains(focused))),
      }
    })
    if (!stop) break
    if (!stop.isInBar) stops.push(stop)
  }
  return stops
}

describe('with a keyboard, on a phone', () => {
  test.each([open, answered])('the page of a plan is walked from top to bottom: %s', async (path) => {
    const { page } = await visitor(browser, site.url, { width: 375 })
    await page.goto(path)
    const stops = await walk(page)
    expect(stops.length).toBeGreaterThan(10)
    const back = stops.filter((stop, at) => stop.bottom <= (stops[at - 1]?.top ?? 0))
    expect(back, 'goes up the page').toEqual([])
  })

  test.each([
    { name: 'a phone', width: 375, height: 667, letters: 16 },
    { name: '400% zoom', width: 320, height: 256, letters: 16 },
    { name: 'letters of 200%', width: 375, height: 667, letters: 32 },
  ])('nothing that has the focus or was asked for lies under a bar: $name', async ({ width, height, letters }) => {
    const { page, context } = await visitor(browser, site.url, { width })
    await page.setViewportSize({ width, height })
    const settings = await context.newCDPSession(page)
    await settings.send('Page.setFontSizes', { fontSizes: { standard: letters, fixed: letters } })
    await page.goto(`${open}/plan/2`)
    const stops = await walk(page)
    expect(stops.length).toBeGreaterThan(5)
    expect(stops.filter(({ isCovered }) => isCovered)).toEqual([])

    await page.goto(`${answered}/plan/2#onderdeel-2.3`)
    const shown = await page.evaluate(() => {
      const heading = document.getElementById('onderdeel-2.3')?.getBoundingClientRect()
      const bars = [...document.querySelectorAll('.readbar, .bottombar')].map((bar) => bar.getBoundingClientRect())
      const inSight = bars.filter((bar) => bar.bottom > 0 && bar.top < window.innerHeight)
      const upper = Math.max(0, ...inSight.filter((bar) => bar.top < window.innerHeight / 2).map((bar) => bar.bottom))
      return {
        top: heading?.top ?? -1,
        upper,
        taken: inSight.reduce((sum, bar) => sum + bar.height, 0) / window.innerHeight,
      }
    })
    expect(shown.top, 'the heading that was asked for').toBeGreaterThanOrEqual(shown.upper)
    expect(shown.taken, 'of the window that bars take').toBeLessThan(0.25)
  })

  test('a long reaction leaves the buttons under it in reach', async () => {
    const { page } = await visitor(browser, site.url, { width: 375 })
    for (const size of [
      { width: 375, height: 667 },
      { width: 320, height: 256 },
    ]) {
      await page.setViewportSize(size)
      await page.goto(`${open}/reageren`)
      const field = page.getByRole('textbox').first()
      await field.fill('Een regel over de speelplek.\n'.repeat(200))
      expect((await field.boundingBox())?.height).toBeLessThan(size.height * 0.8)
    }
  })

  test('the bar at the foot reacts to the chapter that is read', async () => {
    const { page } = await visitor(browser, site.url, { width: 375 })
    await page.goto(`${open}/plan/2`)
    await page
      .getByRole('navigation', { name: 'Hulpmiddelen bij het lezen' })
      .getByRole('link', { name: 'Reageer op hoofdstuk 2' })
      .click()
    await page.getByText(/^U reageert op onderdeel 2, /).waitFor()
  })
})

test('a plan is numbered as the answers about it are', async () => {
  const { page } = await visitor(browser, site.url)
  await page.goto(`${answered}/wat-is-ermee-gedaan?hoofdstuk=2.3`)
  const link = page.getByRole('link', { name: /In het plan: 2\.3/ }).first()
  const name = (await link.textContent())?.replace('In het plan: ', '')
  await link.click()
  await page.getByRole('heading', { level: 2, name: name ?? '?', exact: true }).waitFor()
  await page
    .getByRole('navigation', { name: 'Inhoud', exact: true })
    .getByRole('link', { name: new RegExp(`${name}$`) })
    .waitFor()
})

test.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])(
  'a resident finds a paragraph by a mistyped word, with the keyboard on a phone: %o',
  async (how) => {
    const { page } = await visitor(browser, site.url, { ...how, width: 375 })
    await page.goto('/')
    await page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('link', { name: 'Zoeken' }).press('Enter')
    const field = page.getByRole('searchbox', { name: 'Zoek een woord of een nummer' })
    await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true)
    await page.keyboard.type('boomstmamen')
    await page.keyboard.press('Enter')
    await page.getByRole('status').getByText('Bedoelde u “boomstammen”?').waitFor()
    const places = page.getByRole('region', { name: 'In de tekst van de plannen' })
    expect(await places.locator('mark').allTextContents()).toEqual(['boomstammen'])
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)

    const hit = places.getByRole('link', { name: /^Alinea \d+: Water en groen$/ })
    for (let step = 0; step < 30 && !(await hit.evaluate((link) => link === document.activeElement)); step++)
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page
      .getByRole('heading', { name: /Water en groen$/ })
      .first()
      .waitFor()
    await page.getByText('Waar het kan gebruiken wij boomstammen').first().waitFor()
    await expectNoSidewaysScroll(page)
  },
)

test('what belongs to a finished plan stands under Afgerond', async () => {
  const { page } = await visitor(browser, site.url)
  await page.goto('/afgerond')
  await page.getByRole('link', { name: 'De top vijf van de gemeenteraad' }).click()
  await page.waitForURL(`**${answered}/top-vijf`)
  for (const part of ['', '/top-vijf', '/partnerinbreng', '/wat-is-ermee-gedaan', '/plan/2']) {
    await page.goto(answered + part)
    const current = page.getByRole('navigation', { name: 'Hoofdmenu' }).locator('[aria-current]')
    expect(await current.textContent(), part).toBe('Afgerond')
  }
})

test('on paper stand the municipality, the address, whom to ask, and what is folded on a screen', async () => {
  const { page } = await visitor(browser, site.url, { width: 794 })
  await page.goto(open)
  const official = page.getByText('Het concept ligt ter inzage van')
  expect(await official.isVisible()).toBe(false)
  await page.emulateMedia({ media: 'print' })
  expect(await official.isVisible()).toBe(true)
  // What is not shown has an innerText all the same.
  await expect.poll(() => page.locator('.paper-head').isVisible()).toBe(true)
  await expect.poll(() => page.locator('.paper-head').innerText()).toContain(`Gemeente Borger-Odoorn`)
  expect(await page.locator('.paper-head').innerText()).toContain(`${site.url}${open}`)
  expect(await page.getByText('Komt u er niet uit?').isVisible()).toBe(true)
  expect(await page.getByRole('navigation').first().isVisible()).toBe(false)
})

test('the demo says on every page that its texts are invented', async () => {
  const { page } = await visitor(browser, site.url, { width: 375, expectErrors: [/404/] })
  for (const path of ['/', answered, `${answered}/wat-is-ermee-gedaan`, '/inloggen', '/bestaat-niet', '/dev/mail']) {
    await page.goto(path)
    const note = page.getByRole('complementary', { name: 'Voorbeeldsite' })
    expect(await note.innerText(), path).toBe('Alle teksten zijn bedacht, ook die van organisaties.')
    expect((await note.boundingBox())?.height, 'not in the way on a phone').toBeLessThan(48)
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
    expect(await note.evaluate((own) => own.getBoundingClientRect().top), 'nor staying there').toBeLessThanOrEqual(0)
  }
  await logIn(page, 'beheer@borger-odoorn.example', demoPassword)
  expect(await page.getByRole('complementary', { name: 'Voorbeeldsite' }).isVisible()).toBe(true)
})

test('the page on accessibility says how the site was assessed, and how to complain', async () => {
  const { page } = await visitor(browser, site.url, { width: 375 })
  const municipality = await site.db.selectFrom('municipality').select('id').executeTakeFirstOrThrow()
  const administrator = await anActor(site.db, municipality, { innerRoles: ['administrator'] })
  /** Says how the site was assessed, and opens the page when it says so. */
  const assessed = async (accessibilityStatus: 'B' | '', accessibilityStatementUrl: string, heading: string) => {
    const said = { accessibilityStatus, accessibilityStatementUrl }
    await changeMunicipality(site.db, administrator, said, site.clock())
    await expect
      .poll(async () => {
        await page.goto('/toegankelijkheid')
        return page.getByRole('heading', { name: heading }).count()
      })
      .toBe(1)
  }
  await assessed('', '', 'Nog niet beoordeeld')
  await page.getByRole('heading', { name: 'Een klacht indienen' }).waitFor()
  expect(await page.getByRole('link', { name: /^Lees de verklaring/ }).count()).toBe(0)
  await assessed('B', 'https://verklaring.example/borger-odoorn', 'Status B: voldoet gedeeltelijk')
  expect(await page.getByRole('link', { name: /^Lees de verklaring/ }).getAttribute('href')).toBe(
    'https://verklaring.example/borger-odoorn',
  )
  expect(await page.locator('main').innerText()).not.toContain('Nog niet beoordeeld')
})

test('an address that is passed on says what it leads to', async () => {
  const { page } = await visitor(browser, site.url)
  await page.goto(`${open}?zoek=geheim`)
  const said = await page
    .locator('meta[property^="og:"]')
    .evaluateAll((all) => all.map((one) => [one.getAttribute('property'), one.getAttribute('content')]))
  expect(Object.fromEntries(said)).toMatchObject({
    'og:title': 'Speelplekken in Nieuw-Buinen',
    'og:locale': 'nl_NL',
    'og:site_name': 'Saomen, gemeente Borger-Odoorn',
    'og:url': `${site.url}${open}`,
  })
})

test('numbers of points stand beside the words of a reaction, never over them', async () => {
  const municipality = await site.db.selectFrom('municipality').select('id').executeTakeFirstOrThrow()
  const process = await processBySlug(site.db, municipality.id, 'speelplekken-nieuw-buinen')
  const by = await anActor(site.db, municipality, { innerRoles: ['processor'] })
  const text = 'De glijbaan is te hoog. Er is geen schaduw. De bank staat ver weg.'
  const contribution = await aContribution(site.db, process, { text })
  const points: string[] = []
  for (const sentence of text.split(/(?<=\.) /)) {
    const start = text.indexOf(sentence)
    const { id } = await markPoint(
      site.db,
      by,
      { process, contributionId: contribution.id, range: { start, end: start + sentence.length } },
      site.clock(),
    )
    points.push(id)
  }
  const { page } = await visitor(browser, site.url)
  await logIn(page, 'beheer@borger-odoorn.example', demoPassword)
  for (const width of [1440, 1024, 375]) {
    await page.setViewportSize({ width, height: 900 })
    expect((await page.goto(`/ambtenaar/trajecten/speelplekken-nieuw-buinen/punten/${points[1]}`))?.status()).toBe(200)
    const over = await page.locator('.sm-doc').evaluate((doc) => {
      const boxes = (all: Iterable<Element>) => [...all].flatMap((one) => [...one.getClientRects()])
      const words = boxes(doc.querySelectorAll('.sm-pt'))
      const hit = (one: DOMRect, other: DOMRect) =>
        one.left < other.right - 1 &&
        other.left < one.right - 1 &&
        one.top < other.bottom - 1 &&
        other.top < one.bottom - 1
      return [...doc.querySelectorAll('.sm-mn')]
        .filter((number) => boxes([number]).some((box) => words.some((word) => hit(box, word))))
        .map((number) => number.textContent)
    })
    expect(over, `${width} pixels wide`).toEqual([])
  }
})

test('a next version comes from a file, a doubt is settled, and an old address leads to the new words', async () => {
  const municipality = await site.db.selectFrom('municipality').select('id').executeTakeFirstOrThrow()
  const process = await processBySlug(site.db, municipality.id, 'speelplekken-nieuw-buinen')
  const concept = (await storedPlan(site.db, process, 'concept'))?.blocks ?? []
  const place = concept.findIndex((block) => block.number === '7' && !isHeading(block))
  const [old, gone] = [concept[place], concept.findLast((block) => !isHeading(block))]
  if (!old || !gone) throw new Error('the plan of the demo is too small')
  const half = old.text.slice(0, old.text.indexOf('. ') + 1)
  const changed = `${half} Daarom komt er in elke buurt een plek waar kinderen zonder ouders heen kunnen en elkaar zien.`
  const text = concept
    .filter((block) => block !== gone)
    .map((block) =>
      isHeading(block) ? `${'#'.repeat(block.level)} ${block.text}` : block === old ? changed : block.text,
    )
    .join('\n\n')

  const { page } = await visitor(browser, site.url)
  await logIn(page, 'beheer@borger-odoorn.example', demoPassword)
  await page.goto(paths.official.process.plan('speelplekken-nieuw-buinen'))
  await page.getByText('Lees de volgende versie uit een bestand').click()
  const buffer = Buffer.from(text)
  await page
    .getByLabel('Bestand met de hele tekst')
    .setInputFiles({ name: 'herzien.md', mimeType: 'text/markdown', buffer })
  await page.getByRole('button', { name: 'Lees in en vergelijk' }).click()
  await page.getByRole('heading', { level: 1, name: 'Kijk na waar 1 alinea vandaan komt' }).waitFor()
  expect(new URL(page.url()).pathname).toBe(paths.official.process.planCompare('speelplekken-nieuw-buinen'))
  await lookAround(page)
  await page.locator('[data-doubt]').focus()
  await page.keyboard.press('1')
  await page.getByRole('heading', { level: 1, name: /^Wat verandert er/ }).waitFor()
  await page.locator('[data-undo]').click()
  await page.getByRole('heading', { level: 1, name: 'Kijk na waar 1 alinea vandaan komt' }).waitFor()
  await page.getByRole('button', { name: 'Ja, dezelfde' }).click()
  await page.getByRole('link', { name: 'Alle wijzigingen' }).click()
  await page.getByText('Geen alinea in de nieuwe versie lijkt hierop.').waitFor()
  await lookAround(page)
  await page.goto(`${paths.official.process.plan('speelplekken-nieuw-buinen')}?versie=1`)
  expect(await page.getByRole('navigation', { name: 'Versies van het plan' }).innerText()).toMatch(/lezen bewoners/)
  await lookAround(page)

  const resident = (await visitor(browser, site.url)).page
  const draft = await storedPlan(site.db, process)
  await site.db.transaction().execute(async (trx) => {
    await makeCurrent(trx, process, draft?.versionId ?? '', 'readers')
    await raiseContentVersion(trx, municipality.id)
  })
  await resident.goto(paths.public.planParagraph('speelplekken-nieuw-buinen', old.id))
  await resident.getByText('een plek waar kinderen zonder ouders heen kunnen').waitFor()
  expect(resident.url()).toMatch(/#alinea-7$/)
  await visit(resident, paths.public.planParagraph('speelplekken-nieuw-buinen', gone.id), /^Alinea \d+ van/)
  await resident.getByRole('heading', { level: 1, name: 'Deze alinea staat niet meer in het plan' }).waitFor()
})
