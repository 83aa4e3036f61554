import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, expect, onTestFinished } from 'vitest'
import { launchBrowser } from './launch-browser.ts'

/** A browser for this test file. */
export async function openBrowser(): Promise<Browser> {
  const browser = await launchBrowser()
  afterAll(() => browser.close().catch(() => {}))
  return browser
}

type Visitor = { page: Page; context: BrowserContext }

/**
 * A person with a browser of their own. An unexpected error on the console, an unhandled rejection or anything that the
 * policy of a page blocks fails the test; `expectErrors` matches errors that the test causes on purpose.
 */
export async function visitor(
  browser: Browser,
  baseURL: string,
  { javaScriptEnabled = true, width = 1280, expectErrors = [] as RegExp[] } = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL,
    javaScriptEnabled,
    locale: 'nl-NL',
    viewport: { width, height: 900 },
  })
  context.setDefaultTimeout(30_000)
  if (!javaScriptEnabled) withoutScripts.add(context)
  const page = await context.newPage()
  const problems: string[] = []
  const note = (text: string) => {
    if (!expectErrors.some((expected) => expected.test(text))) problems.push(text)
  }
  page.on('console', (message) => message.type() === 'error' && note(`${message.text()} ${message.location().url}`))
  // The console reports a violation too, but a test may expect an error there.
  await page.exposeFunction('saomenViolation', (text: string) => problems.push(text))
  await page.addInitScript(() => {
    document.addEventListener(
      'securitypolicyviolation',
      ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
        const tell: unknown = Reflect.get(window, 'saomenViolation')
        const text = `policy: ${violatedDirective} blocked ${blockedURI} (${sourceFile}:${lineNumber})`
        if (typeof tell === 'function') tell(text)
      },
    )
  })
  page.on('pageerror', (error) => note(error.message))
  onTestFinished(async () => {
    await context.close()
    expect(problems).toEqual([])
  })
  return { page, context }
}

/** axe is a script itself, so it cannot check pages without scripts. The same pages are checked with scripts on. */
const withoutScripts = new WeakSet<BrowserContext>()

/** In its small form, and put into a page once: reading its text takes a browser as long as running it. */
const axeText = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const axeOptions: RunOptions = {
  // Only what is wrong is worked out in full.
  resultTypes: ['violations'],
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
}

/** Fails when axe finds anything on the page as it is now. */
export async function expectAccessible(page: Page) {
  if (withoutScripts.has(page.context())) return
  // A bar that sticks to the bottom of the window hides part of whatever is there, so the whole page is made to fit.
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 900 }
  // So it is with panes that scroll by themselves.
  const { whole, hidden, hasAxe } = await page.evaluate(() => ({
    whole: document.documentElement.scrollHeight,
    hidden: Math.max(
      0,
      ...[...document.querySelectorAll('.sm-pane, .it-scroll')].map((pane) => pane.scrollHeight - pane.clientHeight),
    ),
    hasAxe: 'axe' in window,
  }))
  await page.setViewportSize({ width, height: Math.max(height, whole) + hidden })
  if (!hasAxe) await page.evaluate(`${axeText};0`)
  const violations = await page.evaluate<AxeResults['violations']>(
    `axe.run(document, ${JSON.stringify(axeOptions)}).then(({ violations }) => violations)`,
  )
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join(', ')})`,
  )
  await page.setViewportSize({ width, height })
  expect(found, `axe op ${page.url()}, ${width} pixels breed`).toEqual([])
}

/** Fails when the page can be scrolled sideways; a page of officials also when a table within it can, for that hides the numbers. */
export async function expectNoSidewaysScroll(page: Page) {
  const { wide, room, tables } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    room: document.documentElement.clientWidth,
    tables: [...document.querySelectorAll('.utrecht-table-container')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map((container) => container.querySelector('caption')?.textContent ?? ''),
  }))
  expect(wide, `${page.url()} is breder dan het scherm van ${room} pixels`).toBeLessThanOrEqual(room)
  if (new URL(page.url()).pathname.startsWith('/ambtenaar'))
    expect(tables, `tabellen van ${page.url()} die breder zijn dan het scherm van ${room} pixels`).toEqual([])
}
