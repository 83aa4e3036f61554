import { launchBrowser } from '/work/wt/w6-reading/tests/setup/launch-browser.ts'
const base = 'http://127.0.0.1:4271'
const [, , out, login, widths, ...pages] = process.argv
const browser = await launchBrowser()
for (const w of widths.split(',').map(Number)) {
  const ctx = await browser.newContext({ viewport: { width: w, height: 900 }, javaScriptEnabled: login !== 'nojs' })
  const page = await ctx.newPage()
  if (login === 'yes') {
    await page.goto(base + '/inloggen')
    await page.fill('input[name=email]', 'beheer@borger-odoorn.example')
    await page.fill('input[name=password]', 'hunebed-in-drenthe')
    await Promise.all([page.waitForNavigation(), page.click('button[type=submit], form button.utrecht-button')])
  }
  let n = 0
  for (const p of pages) {
    await page.goto(base + p)
    await page.waitForTimeout(300)
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    const file = `${out}-${w}-${n++}.png`
    await page.screenshot({ path: file, fullPage: process.env.FULL === '1' })
    console.log(file, page.url(), 'over', over)
  }
  await ctx.close()
}
await browser.close()
