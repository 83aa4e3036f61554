import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * How to run PostgreSQL, which refuses to run as root: as ourselves, as another user of this machine, or as root inside
 * a user namespace, where root has another user number.
 */
export type RunAs =
  | { kind: 'ourselves' }
  | { kind: 'user'; name: string; uid: number; gid: number }
  | { kind: 'namespace'; prefix: string[] }

/** Chooses how to run PostgreSQL on `dataFolder`; `mustReach` are files that it must be able to open. */
export function chooseRunAs(dataFolder: string, mustReach: string[]): RunAs {
  if (process.getuid?.() !== 0) return { kind: 'ourselves' }
  const owner = ownerOf(dataFolder)
  const users = knownUsers().filter((user) => (owner && owner.uid !== 0 ? user.uid === owner.uid : true))
  if (!owner || owner.uid !== 0) {
    for (const user of users) {
      if ([dataFolder, ...mustReach].every((file) => canReach(path.dirname(file), user)))
        return { kind: 'user', ...user }
    }
  }
  const prefix = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--']
  if (spawnSync(prefix[0] ?? '', [...prefix.slice(1), 'true']).status === 0) return { kind: 'namespace', prefix }
  throw new Error(
    `PostgreSQL mag niet als root draaien, en de map ${dataFolder} is voor een andere gebruiker niet bereikbaar. ` +
      'Start Saomen als gewone gebruiker, zet DATA_DIR naar een map die iedereen mag openen, of zet DATABASE_URL.',
  )
}

type User = { name: string; uid: number; gid: number }

function knownUsers(): User[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  const found: User[] = []
  for (const wanted of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${wanted}:`))?.split(':')
    if (fields) found.push({ name: wanted, uid: Number(fields[2]), gid: Number(fields[3]) })
  }
  return found
}

function ownerOf(folder: string): { uid: number } | null {
  try {
    return { uid: statSync(folder).uid }
  } catch {
    return null
  }
}

/** Whether this user may enter every folder down to `folder`. */
function canReach(folder: string, user: User): boolean {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const stat = statSync(at, { throwIfNoEntry: false })
    if (stat) {
      const enter = stat.uid === user.uid ? 0o100 : stat.gid === user.gid ? 0o010 : 0o001
      if ((stat.mode & enter) === 0) return false
    }
    if (at === path.dirname(at)) return true
  }
}
