/**
 * Builds the pages and the messages and compresses static files; does nothing when nothing changed since the last
 * build.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { compileEmails } from '#emails/compile.ts'
import { compressFiles } from './compress-files.ts'

const root = path.join(import.meta.dirname, '..')
const stamp = path.join(root, 'build', 'stamp')
const inputs = [
  ...[
    'app',
    'emails',
    'public',
    'db',
    'package-lock.json',
    'vite.config.ts',
    'remix.config.js',
    'tsconfig.json',
    'package.json',
  ],
  ...['scripts/build.ts', 'scripts/compress-files.ts', 'scripts/islands.ts'],
]

/** Brings build/ up to date; returns whether there was anything to do. Throws when the build fails. */
export async function build(): Promise<boolean> {
  const wanted = await fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false
  const bin = path.join(root, 'node_modules', '.bin', 'remix')
  const built = spawnSync(bin, ['vite:build', '--logLevel', 'warn'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (built.status !== 0) throw new Error(`De bouw mislukte:\n${built.stdout}\n${built.stderr}`)
  await compressFiles(path.join(root, 'build', 'client'))
  await compileEmails(path.join(root, 'build', 'emails'))
  writeFileSync(stamp, wanted)
  return true
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
  for (const input of inputs) {
    const whole = path.join(root, input)
    if (!existsSync(whole)) continue
    const files = (await stat(whole)).isDirectory()
      ? await readdir(whole, { recursive: true, withFileTypes: true })
      : []
    const names = files.filter((file) => file.isFile()).map((file) => path.join(file.parentPath, file.name))
    for (const name of (files.length > 0 ? names : [whole]).sort()) {
      const { mtimeMs, size } = await stat(name)
      hash.update(`${path.relative(root, name)}:${mtimeMs}:${size}\n`)
    }
  }
  return hash.digest('hex')
}

if (process.argv[1] === import.meta.filename) {
  console.log((await build()) ? 'Gebouwd.' : 'De bouw was al bij.')
}
