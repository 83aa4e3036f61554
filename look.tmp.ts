import { launchBrowser } from '/work/wt/item/tests/setup/launch-browser.ts'
const base = 'http://localhost:4977'
const browser = await launchBrowser()
const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } })
const page = await context.newPage()
page.on('console', (m) => m.type() === 'error' && console.log('CONSOLE', m.text().slice(0, 300)))
page.on('pageerror', (e) => console.log('PAGEERROR', String(e).slice(0, 400)))
await page.goto(base + '/inloggen')
await page.getByLabel(/E-mail/).fill('behandelaar@borger-odoorn.example')
await page
  .getByLabel(/Wachtwoord/)
  .first()
  .fill('hunebed-in-drenthe')
await page.getByRole('button', { name: /Log in/ }).click()
await page.waitForURL(/ambtenaar/)
const slug = process.argv[2] ?? 'speelplekken-nieuw-buinen'
await page.goto(`${base}/ambtenaar/trajecten/${slug}/punten`)
const hrefs = await page.locator('.sm-row__nr').evaluateAll((all) => all.map((a) => a.getAttribute('href')))
console.log(hrefs.slice(0, 5), hrefs.length)
const href = hrefs[Number(process.argv[3] ?? 0)]
for (const [width, height] of [
  [1440, 1000],
  [1024, 1180],
  [375, 812],
] as const) {
  await page.setViewportSize({ width, height })
  await page.goto(base + href)
  await page.waitForTimeout(1500)
  await page.screenshot({ path: `/tmp/look-${width}.png` })
  if (width === 375) {
    await page.goto(base + href + '#antwoord')
    await page.waitForTimeout(500)
    await page.screenshot({ path: `/tmp/look-375b.png` })
  }
}
await browser.close()
process.exit(0)
