import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { demoPassword } from '#app/demo/load-demo.server.ts'

export const WIDTHS = [375, 1280]
const HEIGHT = 900
/** A page that still moves after this many looks never stands still. */
const MOST_LOOKS = 20

/** What is made at random, and the same length of something that is not. */
const random: readonly [RegExp, string][] = [
  [/\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b/g, 'AAAA-BBBB-CCCC'],
  [/\b([A-Z2-7]{4} ){7}[A-Z2-7]{4}\b/g, Array(8).fill('AAAA').join(' ')],
  [/\b[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}\b/g, '00000000-0000-7000-8000-000000000000'],
  [/\/[\w-]{43}(?![\w-])/g, `/${'A'.repeat(43)}`],
]

/** Holds a secret that is made anew each time the page is opened. */
const qrCode = (page: Page) => page.getByRole('img', { name: /^QR-code/ })

/** Takes pictures of whole pages at each width, as `FOLDER/NAME.WIDTH.png`. */
export type Camera = {
  /** Someone with a browser of their own; with an e-mail address they are logged in, once for all that they do. */
  someone(email?: string): Promise<Person>
  taken: string[]
}

export type Person = {
  page: Page
  /** Takes pictures of the page as it is. */
  shoot(name: string): Promise<void>
  /** Opens an address and takes pictures of what is there. */
  look(address: string, name?: string): Promise<void>
  /** Follows the first link of this name. */
  go(name: string | RegExp): Promise<void>
  /** Opens the first page that a list leads to, of which the address contains `part`. */
  follow(list: string, part: string): Promise<void>
  /** Presses the first button of this name that is in sight, and waits for an alert, or for a text that says what came of it. */
  press(name: string | RegExp, says?: string | RegExp): Promise<void>
  /** Opens a part of the page that is folded. */
  unfold(name: string | RegExp): Promise<void>
}

export function openCamera(browser: Browser, { folder, url, now }: { folder: string; url: string; now: Date }): Camera {
  const known = new Map<string, Person>()
  const taken: string[] = []

  async function someone(email?: string): Promise<Person> {
    const before = email === undefined ? undefined : known.get(email)
    if (before) return before
    const context = await browser.newContext({
      ...{ baseURL: url, viewport: { width: 1280, height: HEIGHT }, deviceScaleFactor: 1 },
      ...{ locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', reducedMotion: 'reduce', colorScheme: 'light' },
    })
    context.setDefaultTimeout(30_000)
    const page = await context.newPage()
    await page.clock.setFixedTime(now)
    const person = personAt(page)
    if (email !== undefined) {
      await logIn(page, email)
      known.set(email, person)
    }
    return person
  }

  function personAt(page: Page): Person {
    const person: Person = {
      page,
      async shoot(name) {
        if (taken.includes(name)) throw new Error(`there is already a picture ${name}`)
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: HEIGHT })
          await writeFile(path.join(folder, `${name}.${width}.png`), await stillPicture(page))
        }
        taken.push(name)
      },
      async look(address, name = nameOf(address)) {
        await page.goto(address)
        await person.shoot(name)
      },
      async go(name) {
        const from = page.url()
        await page.getByRole('link', { name }).filter({ visible: true }).first().click()
        await page.waitForURL((to) => to.href !== from)
      },
      async follow(list, part) {
        await page.goto(list)
        const href = await page.locator(`main a[href*="${part}"]`).first().getAttribute('href')
        await page.goto(href ?? '')
      },
      async press(name, says) {
        const exact = typeof name === 'string'
        await page.getByRole('button', { name, exact }).filter({ visible: true }).first().click()
        const answer = says === undefined ? page.getByRole('alert') : page.getByText(says)
        await answer.filter({ visible: true }).first().waitFor()
      },
      async unfold(name) {
        await page.locator('summary').filter({ hasText: name }).first().click()
      },
    }
    return person
  }

  return { someone, taken }
}

/** `/ambtenaar/trajecten?zoek=x` is `ambtenaar-trajecten-zoek-x`. */
export const nameOf = (address: string): string => address.replace(/[^\w]+/g, '-').replace(/^-|-$/g, '') || 'home'

async function logIn(page: Page, email: string): Promise<void> {
  await page.goto('/inloggen')
  await page.getByLabel('E-mailadres').fill(email)
  await page.getByLabel('Wachtwoord').fill(demoPassword)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.waitForURL((url) => url.pathname !== '/inloggen')
}

/** The picture of a page once two in a row are the same: fonts are there, scripts have begun, and the answer is in. */
async function stillPicture(page: Page): Promise<Buffer> {
  let before: Buffer | undefined
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    for (const frame of page.frames())
      await frame
        .evaluate(
          calm,
          random.map(([what, like]) => [what.source, like] as const),
        )
        .catch(() => {})
    const picture = await page.screenshot({
      fullPage: true,
      animations: 'disabled',
      caret: 'hide',
      mask: [qrCode(page)],
    })
    if (before?.equals(picture)) return picture
    before = picture
    await sleep(looks === 0 ? 100 : 200)
  }
  throw new Error(`${page.url()} does not stand still`)
}

/** Runs in the page: waits for fonts and images, goes to its top and makes what is random the same in all pictures. */
async function calm(replacements: (readonly [string, string])[]): Promise<void> {
  await document.fonts.ready
  await Promise.all(Array.from(document.images, (image) => image.decode().catch(() => {})))
  window.scrollTo(0, 0)
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    let words = text.textContent ?? ''
    for (const [what, like] of replacements) words = words.replaceAll(new RegExp(what, 'g'), like)
    if (words !== text.textContent) text.textContent = words
  }
}
