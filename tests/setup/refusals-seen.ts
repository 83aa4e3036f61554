import { appendFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { refusals } from '#app/acts/perform.server.ts'

/** Which act refused with which code while tests ran, one per line; `tests/refusals.ts` reads it when all of them ran. */
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

// Test files share this module, and it listens once for all of them.
refusals.subscribe(note)
