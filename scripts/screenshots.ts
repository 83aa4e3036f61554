/** Makes the pictures of the README from a running demo: `npm run screenshots`. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { launchBrowser } from '#tests/setup/launch-browser.ts'
import { demoPassword } from '#app/demo/load-demo.server.ts'
import { startInstallation } from '../server/start.ts'
import { build } from './build.ts'

const to = path.join(import.meta.dirname, '..', 'docs', 'pictures')
const shots: { name: string; path: string; width: number; height: number; as?: string }[] = [
  { name: 'start', path: '/', width: 1280, height: 900 },
  { name: 'lezen', path: '/trajecten/sociaal-domein/plan/2', width: 1280, height: 900 },
  { name: 'reageren-telefoon', path: '/trajecten/speelplekken-nieuw-buinen/reageren', width: 375, height: 812 },
  { name: 'wat-is-ermee-gedaan', path: '/trajecten/sociaal-domein/wat-is-ermee-gedaan', width: 1280, height: 900 },
  {
    name: 'partners',
    path: '/ambtenaar/trajecten/sociaal-domein/partners',
    width: 1280,
    height: 900,
    as: 'beheer@borger-odoorn.example',
  },
  { name: 'veranderd', path: '/trajecten/sociaal-domein/wat-is-er-veranderd', width: 1280, height: 900 },
  { name: 'partner-telefoon', path: '/partner', width: 375, height: 812, as: 'platform@fietsenhondsrug.example' },
  { name: 'vandaag', path: '/ambtenaar', width: 1280, height: 800, as: 'beheer@borger-odoorn.example' },
  {
    name: 'traject',
    path: '/ambtenaar/trajecten/veilig-fietsen',
    width: 1280,
    height: 800,
    as: 'beheer@borger-odoorn.example',
  },
]

await build()
await mkdir(to, { recursive: true })
const dataDir = await mkdtemp(path.join(tmpdir(), 'saomen-pictures-'))
const site = await startInstallation({
  ...{
    mode: 'demo',
    port: 0,
    host: null,
    trustedProxies: null,
    dataDir,
    databaseUrl: null,
    smtpUrl: null,
    sessionSecret: null,
    baseUrl: null,
  },
})
const browser = await launchBrowser()
try {
  for (const { name, path: page, width, height, as } of shots) {
    const context = await browser.newContext({
      baseURL: site.url,
      viewport: { width, height },
      locale: 'nl-NL',
      deviceScaleFactor: 1,
    })
    const tab = await context.newPage()
    if (as) {
      await tab.goto('/inloggen')
      await tab.getByLabel('E-mailadres').fill(as)
      await tab.getByLabel('Wachtwoord').fill(demoPassword)
      await tab.getByRole('button', { name: 'Log in' }).click()
      await tab.waitForURL((url) => url.pathname !== '/inloggen')
    }
    const response = await tab.goto(page)
    if (response?.status() !== 200) throw new Error(`${page} gaf ${response?.status()}`)
    await tab.evaluate(() => document.fonts.ready.then(() => true))
    await tab.screenshot({ path: path.join(to, `${name}.png`) })
    await context.close()
  }
} finally {
  await browser.close()
  await site.stop()
  await rm(dataDir, { recursive: true, force: true })
}
console.log(`${shots.length} plaatjes in ${to}`)
