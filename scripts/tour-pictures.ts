/**
 * Takes a picture of every page of the tour, in many of its states: `npm run pictures -- FOLDER`. Two runs of the same
 * code are equal to the pixel, so a difference that `npm run pictures:compare` finds between two versions is a change
 * that people see. The clock of the demo stands still; its port is fixed, because pages show their address.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { launchBrowser } from '#tests/setup/launch-browser.ts'
import { startInstallation } from '../server/start.ts'
import { build } from './build.ts'
import { openCamera, WIDTHS } from './pictures/camera.ts'
import { emptyForms } from './pictures/empty-forms.ts'
import {
  pagesForEveryone,
  pagesForOfficials,
  pagesForPartners,
  pagesOfAreas,
  pagesOfMessages,
} from './pictures/pages.ts'
import { CLERK, COUNCIL_MEMBER, OFFICIAL, PARTNER, type Scene } from './pictures/people.ts'
import { walks } from './pictures/walks.ts'

const NOW = new Date('2026-11-17T10:00:00+01:00')
const PORT = 4385

/**
 * Groups run one after the other; scenes within a group run at once, because none changes what another sees. A partner
 * who opens the questions is visible to officials, so officials come before partners; scenes that change something come
 * last.
 */
const steps: Record<string, Scene>[][] = [
  [{ pagesOfMessages }],
  [
    { pagesForEveryone, ...emptyForms(undefined) },
    { pagesForOfficials, ...emptyForms(OFFICIAL) },
  ],
  [{ pagesOfAreas, pagesForPartners, ...emptyForms(CLERK, COUNCIL_MEMBER, PARTNER) }],
  [walks],
]

const [folder, only] = process.argv.slice(2)
if (!folder) throw new Error('Gebruik: npm run pictures -- MAP [PATROON VAN SCÈNES]')
const began = Date.now()
await build()
await mkdir(folder, { recursive: true })
const dataDir = await mkdtemp(path.join(tmpdir(), 'saomen-tour-'))
const site = await startInstallation(
  {
    ...{ mode: 'demo', port: PORT, host: null, trustedProxies: null, dataDir, databaseUrl: null, smtpUrl: null },
    ...{ sessionSecret: 'a-secret-of-pictures-only-of-32-characters', baseUrl: null },
  },
  { clock: () => NOW },
)
const browser = await launchBrowser()
const camera = openCamera(browser, { folder, url: site.url, now: NOW })
const failed: string[] = []

async function walk(scenes: Record<string, Scene>): Promise<void> {
  for (const [name, scene] of Object.entries(scenes)) {
    if (only && !new RegExp(only).test(name)) continue
    await scene(camera).catch((error: unknown) =>
      failed.push(`${name}: ${error instanceof Error ? error.message : 'mislukt'}`),
    )
    console.log(`${name}: ${camera.taken.length} pagina's tot nu toe`)
  }
}

try {
  for (const step of steps) await Promise.all(step.map(walk))
} finally {
  await browser.close()
  await site.stop()
  await rm(dataDir, { recursive: true, force: true })
}
const seconds = Math.round((Date.now() - began) / 1000)
console.log(`${camera.taken.length} pagina's, op ${WIDTHS.join(' en ')} pixels, in ${seconds} s: ${folder}`)
if (failed.length > 0) {
  console.error(`Niet gelukt:\n${failed.join('\n')}`)
  process.exitCode = 1
}
