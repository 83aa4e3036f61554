import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import packed from '@sparticuz/chromium'
import { chromium, type Browser } from 'playwright-core'

const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]
const installed = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** A headless Chromium: from npm on Linux x64, elsewhere an installed one. */
export async function launchBrowser(): Promise<Browser> {
  const own = process.platform === 'linux' && process.arch === 'x64'
  const executablePath = own ? await unpacked() : installed.find(existsSync)
  if (!executablePath) throw new Error('Geen Chromium of Chrome gevonden')
  // Without the package's own flags: those are for one page in one process, with web security off.
  return chromium.launch({ executablePath, headless: true, args: flags })
}

/** The package unpacks to a fixed place in the temporary folder, which then belongs to the user who ran it first. */
async function unpacked(): Promise<string> {
  const before = process.env.TMPDIR
  const ours = path.join(tmpdir(), `saomen-browser-${process.getuid?.() ?? 0}`)
  mkdirSync(ours, { recursive: true, mode: 0o700 })
  process.env.TMPDIR = ours
  try {
    return await packed.executablePath()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}
