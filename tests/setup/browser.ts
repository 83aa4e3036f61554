import { AxeBuilder } from '@axe-core/playwright'
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

/** Fails when axe finds anything on the page as it is now. */
export async function expectAccessible(page: Page) {
  if (withoutScripts.has(page.context())) return
  // A bar that sticks to the bottom of the window hides part of whatever is there, so the whole page is made to fit.
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 900 }
  // So it is with panes that scroll by themselves.
  const [whole, hidden] = await page.evaluate(() => [
    document.documentElement.scrollHeight,
    Math.max(
      0,
      ...[...document.querySelectorAll('.sm-pane, .it-scroll')].map((pane) => pane.scrollHeight - pane.clientHeight),
    ),
  ])
  await page.setViewportSize({ width, height: Math.max(height, whole ?? 0) + (hidden ?? 0) })
  // Without frames of others one run finds what axe's run in two parts does, which opens a page more for each; and only what
  // is wrong is worked out in full. Together that takes a third of the time.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .setLegacyMode(true)
    .analyze()
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join(', ')})`,
  )
  await page.setViewportSize({ width, height })
  expect(found, `axe op ${page.url()}`).toEqual([])
}

/** Fails when the page can be scrolled sideways. */
export async function expectNoSidewaysScroll(page: Page) {
  const { wide, room } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    room: document.documentElement.clientWidth,
  }))
  expect(wide, `${page.url()} is breder dan het scherm`).toBeLessThanOrEqual(room)
}
