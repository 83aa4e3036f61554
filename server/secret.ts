import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '#app/config.server.ts'

/** The key for hashes and cookies: SESSION_SECRET, or one that is made once and kept beside the data. */
export function secretOf(config: Config): string {
  if (config.sessionSecret) return config.sessionSecret
  mkdirSync(config.dataDir, { recursive: true })
  const file = path.join(config.dataDir, 'secret')
  if (!existsSync(file)) {
    try {
      writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  return readFileSync(file, 'utf8')
}
