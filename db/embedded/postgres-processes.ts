import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const PATIENCE_MS = 20_000

/**
 * Waits until no earlier PostgreSQL works on this data, so that the next one can start. Its first process was asked to stop when
 * its shell ended. When that process was killed, the others end at once, except one that is busy: that one is ended here,
 * because whoever waits for its answer is gone and the next PostgreSQL cannot start beside it.
 */
export async function previousIsGone(data: string): Promise<void> {
  const lock = path.join(data, 'postmaster.pid')
  for (let waited = 0; waited < PATIENCE_MS; waited += 50) {
    const first = existsSync(lock) ? Number(readFileSync(lock, 'utf8').split('\n')[0]) : null
    const working = processesOn(data)
    if (working === null) {
      if (first === null || !isAlive(first)) return
    } else if (working.length === 0) {
      // After a restart of the machine any process may have the number in it, and PostgreSQL would not start.
      rmSync(lock, { force: true })
      return
    } else if (first === null || !working.includes(first)) {
      for (const pid of working) signal(pid, 'SIGQUIT')
    }
    await sleep(50)
  }
  throw new Error(`Een eerdere PostgreSQL op ${data} is nog bezig. Probeer het over een minuut opnieuw.`)
}

/** The processes of PostgreSQL on this data, which all work in its folder; null where the system does not say so (Linux does). */
function processesOn(data: string): number[] | null {
  if (!existsSync('/proc/self/cwd')) return null
  const folder = realpathSync(data)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isPostgresIn(folder, name))
    .map(Number)
}

function isPostgresIn(folder: string, pid: string): boolean {
  try {
    return (
      readlinkSync(`/proc/${pid}/cwd`) === folder && readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
    )
  } catch {
    // It ended, or is someone else's: not one of ours.
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name)
  } catch {
    // It ended meanwhile.
  }
}
