import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
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

/**
 * Claims the data folder for this process; what it returns gives it back. Waits at most `patienceMs` while a command
 * has it (`onWait` hears of it once), and throws DataInUse after that, or at once when an installation has it.
 */
export async function claim(
  folder: string,
  role: Role,
  { patienceMs = 30_000, onWait = (_: DataInUse) => {} } = {},
): Promise<() => void> {
  mkdirSync(folder, { recursive: true })
  const mine: Claim = { pid: process.pid, born: bornAt(process.pid) ?? '', role }
  const until = Date.now() + patienceMs
  let waiting = false
  while (!place(folder, mine)) {
    const other = readClaim(fileOf(folder))
    if (!other) continue
    const inUse = new DataInUse(folder, other.pid, other.role)
    if (!isAlive(other)) removeDead(folder)
    else if (other.role === 'start' || Date.now() > until) throw inUse
    else {
      if (!waiting) onWait(inUse)
      waiting = true
      await sleep(50)
    }
  }
  return () => {
    if (same(readClaim(fileOf(folder)), mine)) rmSync(fileOf(folder), { force: true })
  }
}

/** Who has the data folder now, or null; a claim left behind by a killed process counts for nothing. */
export function currentClaim(folder: string): Claim | null {
  const claim = readClaim(fileOf(folder))
  return claim && isAlive(claim) ? claim : null
}

/** Puts our claim in place in one step, whole: whoever sees the file can read who it is of. False when one is there. */
function place(folder: string, mine: Claim): boolean {
  const own = `${fileOf(folder)}.${process.pid}`
  writeFileSync(own, JSON.stringify(mine), { mode: 0o600 })
  try {
    linkSync(own, fileOf(folder))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(own, { force: true })
  }
}

/** Takes a dead claim away. Of several who try, one gets the file; whoever took a living one by mistake puts it back. */
function removeDead(folder: string) {
  const aside = `${fileOf(folder)}.${process.pid}.aside`
  try {
    renameSync(fileOf(folder), aside)
    const taken = readClaim(aside)
    if (taken && isAlive(taken)) linkSync(aside, fileOf(folder))
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

/** The claim in a file. Null when the file is not there; one that cannot be read is of nobody alive. */
function readClaim(file: string): Claim | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  try {
    return JSON.parse(text)
  } catch {
    return { pid: 0, born: '', role: 'start' }
  }
}

const same = (one: Claim | null, other: Claim) => one?.pid === other.pid && one.born === other.born

function isAlive(claim: Claim): boolean {
  if (claim.pid === 0) return false
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
