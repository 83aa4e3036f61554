// Plain JavaScript for any Node: this runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const lock = path.join(root, 'package-lock.json')
const stamp = path.join(root, 'node_modules', '.saomen-installed')
const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex')
const current = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''

if (current !== wanted) {
  console.error('Saomen installeert wat ontbreekt (npm ci) ...')
  // Every mode needs the tools that build and test, so NODE_ENV must not leave them out.
  const { status } = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
  writeFileSync(stamp, wanted)
}

const ours = existsSync(path.join(root, 'node_modules', '.bin', 'node'))
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (!ours && (major < 22 || (major === 22 && minor < 18))) {
  console.error(`Saomen heeft op dit systeem Node 22.18 of later nodig; dit is ${process.versions.node}.`)
  process.exit(1)
}
