import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type Role = 'start' | 'command'
type Claim = { pid: number; born: string; role: Role }

/** Someone else is using the data. `role` says what kind of process it is. */
export class DataInUse extends Error {
  readonly pid: number
  readonly role: Role
  constructor(folder: string, pid: number, role: Role) {
    super(
      `Er draait al een Saomen met de gegevens in ${folder} (proces ${pid}). ` +
        'Stop die eerst, of kies een andere map met DATA_DIR.',
    )
    this.name = 'DataInUse'
    this.pid = pid
    this.role = role
  }
}

const fileOf = (folder: string) => path.join(folder, 'in-use.json')

/** Claims the data folder for this process. Throws DataInUse while another living process has it. */
export async function claim(folder: string, role: Role, waitForCommandMs = 30_000): Promise<() => void> {
  mkdirSync(folder, { recursive: true })
  const mine: Claim = { pid: process.pid, born: bornAt(process.pid) ?? '', role }
  const until = Date.now() + waitForCommandMs
  for (;;) {
    try {
      writeFileSync(fileOf(folder), JSON.stringify(mine), { flag: 'wx', mode: 0o600 })
      return () => rmSync(fileOf(folder), { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const other = currentClaim(folder)
    if (!other) {
      rmSync(fileOf(folder), { force: true })
    } else if (other.role === 'start' || Date.now() > until) {
      throw new DataInUse(folder, other.pid, other.role)
    } else {
      await sleep(50)
    }
  }
}

/** Who has the data folder now, or null; a claim left behind by a killed process counts for nothing. */
export function currentClaim(folder: string): Claim | null {
  try {
    const claim: Claim = JSON.parse(readFileSync(fileOf(folder), 'utf8'))
    return isAlive(claim) ? claim : null
  } catch {
    return null
  }
}

function isAlive(claim: Claim): boolean {
  try {
    process.kill(claim.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const born = bornAt(claim.pid)
  return born === null || claim.born === '' || born === claim.born
}

/** When a process began, in ticks since boot (Linux): a number used again belongs to another process. */
function bornAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}
