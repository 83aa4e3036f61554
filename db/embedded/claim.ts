import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type Role = 'start' | 'command'
type Claim = { pid: number; born: string; role: Role }

/** Another process is using the data. `role` says what kind of process it is. */
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
 * Claims the data folder for this process and returns the function that releases it. While a command has the folder it
 * waits, at most `patienceMs`, and calls `onWait` once; then, or at once when an installation has it, it throws
 * DataInUse.
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

/** The process that has the data folder now, or null. A claim left behind by a killed process does not count. */
export function currentClaim(folder: string): Claim | null {
  const claim = readClaim(fileOf(folder))
  return claim && isAlive(claim) ? claim : null
}

/** Writes our claim in one step, so that nobody ever reads half of it. False when there already is a claim. */
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

/**
 * Removes the claim of a process that ended. When several try, only one gets the file; one that took a valid claim by
 * mistake puts it back.
 */
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

/** The claim in a file. Null when there is no file; an unreadable claim belongs to no living process. */
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

/**
 * When a process began, in ticks since boot (Linux): the system may give the number of an ended process to a new one.
 */
function bornAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}
