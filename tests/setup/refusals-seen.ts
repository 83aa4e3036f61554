import { appendFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { refusals } from '#app/acts/perform.server.ts'

/**
 * Which act refused with which code during the tests, one per line; `tests/refusals.ts` reads it after the last test.
 */
export const refusalsFile = path.join(import.meta.dirname, '..', '..', '.cache', 'refusals-seen.txt')

const seen = new Set<string>()

function note(message: unknown) {
  const { act, code } = message as { act: string; code: string }
  const line = `${act} ${code}\n`
  if (seen.has(line)) return
  if (seen.size === 0) mkdirSync(path.dirname(refusalsFile), { recursive: true })
  seen.add(line)
  appendFileSync(refusalsFile, line)
}

// Test files share this module, so it subscribes once for all of them.
refusals.subscribe(note)
