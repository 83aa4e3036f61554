import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from '../setup/browser.ts'

/** Looks at the page as a critical visitor: axe finds nothing, and nothing sticks out sideways. */
export async function lookAround(page: Page) {
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
}

/** Opens an address and looks around. */
export async function visit(page: Page, path: string, title: RegExp) {
  const response = await page.goto(path)
  expect(response?.status(), path).toBe(200)
  expect(await page.title()).toMatch(title)
  await lookAround(page)
}

/** Logs in as someone with an account. */
export async function logIn(page: Page, email: string, password: string) {
  await visit(page, '/inloggen', /Inloggen/)
  await page.getByLabel('E-mailadres').fill(email)
  await page.getByLabel('Wachtwoord').fill(password)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.waitForURL(/\/(ambtenaar|raad|partner)$/)
}

type Reaction = {
  text: string
  email?: string
  name?: string
  /** Presses send twice, as people do. */ twice?: boolean
}

/**
 * A resident reads a chapter, reacts to one paragraph in three steps and gets a receipt. Returns the secret code.
 * Works the same with JavaScript on and off.
 */
export async function reactToParagraph(
  page: Page,
  chapter: string,
  paragraph: number,
  reaction: Reaction,
): Promise<string> {
  await visit(page, chapter, /./)
  await page.getByRole('link', { name: new RegExp(`^Reageer op deze alinea \\(${paragraph}\\)$`) }).click()
  await page.getByRole('heading', { level: 1, name: 'Uw reactie' }).waitFor()
  await lookAround(page)
  const next = page.getByRole('button', { name: 'Verder naar stap 2' })
  await next.click()
  await page.getByRole('alert').waitFor()
  expect(await page.title(), 'a page with errors says so first').toMatch(/^Fout: /)
  await lookAround(page)

  await page.getByRole('textbox').first().fill(reaction.text)
  await next.click()
  await page.getByRole('button', { name: 'Verder naar stap 3' }).waitFor()
  await lookAround(page)
  await page.getByRole('radio', { name: /^Voor mijzelf/ }).check()
  await page.getByRole('radio', { name: reaction.name ? /^Ja, met mijn naam/ : /^Nee, zonder mijn naam/ }).check()
  if (reaction.name) await page.getByLabel(/^Uw naam/).fill(reaction.name)
  if (reaction.email) await page.getByLabel(/^E-mailadres/).fill(reaction.email)
  await page.getByRole('button', { name: 'Verder naar stap 3' }).click()
  await page.getByRole('heading', { level: 1, name: 'Kijk na of alles klopt' }).waitFor()
  await lookAround(page)
  const send = page.getByRole('button', { name: 'Verstuur uw reactie' })
  await (reaction.twice ? send.dblclick() : send.click())
  await page.getByRole('heading', { level: 1, name: 'Wij hebben uw reactie ontvangen' }).waitFor()
  await lookAround(page)
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(await page.locator('main').innerText())?.[0]
  expect(code, 'the receipt shows a code').toBeDefined()
  return code ?? ''
}

/** Comes back later with the code. */
export async function lookUpReaction(page: Page, code: string) {
  await visit(page, '/mijn-reactie', /Mijn reactie/)
  await page.getByLabel(/geheime code/).fill(code.toLowerCase().replaceAll('-', ' '))
  await page.getByRole('button', { name: 'Bekijk uw reactie' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await lookAround(page)
}

/** Makes a publication of these sources, or of those that the form proposes; leads to its gate. */
export async function makePublication(page: Page, home: string, sources?: readonly string[]) {
  await visit(page, `${home}/publiceren`, /openbaar maken/)
  const form = page.getByRole('region', { name: 'Nieuwe publicatie' })
  const button = form.getByRole('button', { name: 'Maak de publicatie' })
  if (!(await button.isVisible())) await form.locator('summary').click()
  if (sources) {
    for (const box of await form.getByRole('checkbox').all()) await box.uncheck()
    for (const source of sources) await form.getByRole('checkbox', { name: source, exact: true }).check()
  }
  await button.click()
  await page.waitForURL(/\/publiceren\/[0-9a-f-]{36}/)
  await lookAround(page)
}

/** At the gate: completes the steps that are left of all points that one may. */
export async function approveAtGate(page: Page) {
  const approve = page.getByRole('button', { name: /^Keur .* goed$/ })
  if (!(await approve.isVisible())) return
  await approve.click()
  await page
    .getByText(/door alle stappen\.$/)
    .first()
    .waitFor()
}

/** At the gate: releases and approves what is ready, and signs; with a reason while post may still arrive. */
export async function signPublication(page: Page, { earlyReason }: { earlyReason?: string } = {}) {
  await approveAtGate(page)
  const release = page.getByRole('button', { name: 'Geef vrij wat klaar is' })
  if (await release.isVisible()) {
    await release.click()
    await page
      .getByText(/vrijgegeven\.$/)
      .first()
      .waitFor()
  }
  if (earlyReason !== undefined) await page.getByLabel(/^Waarom wacht u niet op post/).fill(earlyReason)
  await page.getByRole('button', { name: /^(Teken en maak|Maak dit) openbaar$/ }).click()
  await page.getByRole('heading', { name: 'Openbaar', exact: true }).waitFor()
}
