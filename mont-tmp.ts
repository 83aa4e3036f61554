import { readFileSync } from 'node:fs'
import { launchBrowser } from '/work/wt/w6-reading/tests/setup/launch-browser.ts'
const [, , out, ...files] = process.argv
const browser = await launchBrowser()
const page = await browser.newPage({ viewport: { width: 100, height: 100 } })
await page.setContent(
  `<body style="margin:0;background:#777;display:inline-flex;gap:10px">${files.map((f) => `<img src="data:image/png;base64,${readFileSync(f).toString('base64')}">`).join('')}`,
)
await page.waitForTimeout(400)
const box = await page.evaluate(() => ({ width: document.body.scrollWidth, height: document.body.scrollHeight }))
await page.setViewportSize({ width: Math.ceil(box.width), height: Math.ceil(box.height) })
await page.screenshot({ path: out })
await browser.close()
