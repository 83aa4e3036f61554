import { setTimeout as sleep } from 'node:timers/promises'
import path from 'node:path'
import type { Config } from '#app/config.server.ts'
import { openDatabase, type Database, type Waits, type Work } from '#db/client.server.ts'
import { claim, currentClaim, DataInUse, type Role } from '#db/embedded/claim.ts'
import { runningCluster, startCluster, type ClusterUrls } from '#db/embedded/cluster.ts'
import { prepareDatabase, type DatabaseUrls, type Prepared } from '#db/migrate.server.ts'

export { DataInUse }

/** How long a command waits for another command that has the data, such as a long import. */
const COMMAND_PATIENCE_MS = 10 * 60_000

/** The database of an installation, before and while it is used. */
export type OpenInstallation = {
  /**
   * Brings the database up to date as its owner, for the role that serves. Throws DatabaseUnreachable and RolesProblem.
   */
  prepare(): Promise<Prepared>
  /** Connections for a kind of work, as the role that serves; `own` replaces its usual waits. */
  open(work: Work, own?: Partial<Waits>): Database
  /** Closes everything that was opened, and ends the embedded database when this process started it. */
  close(): Promise<void>
}

/**
 * Opens the database of this installation: the one at DATABASE_URL, or the embedded one. A command works beside a
 * running installation on the same data; without one, commands take turns (`onWait` gets who has it). A second
 * installation on the data is refused with DataInUse.
 */
export async function openInstallation(
  config: Config,
  role: Role,
  { onError, onWait }: { onError: (error: Error) => void; onWait?: (inUse: DataInUse) => void },
): Promise<OpenInstallation> {
  if (config.databaseUrl)
    return opened({ url: config.databaseUrl, ownerUrl: config.migrateDatabaseUrl ?? null }, onError)
  const folder = path.resolve(config.dataDir)
  if (role === 'start') return openOwn(folder, await claim(folder, role), onError)
  // An installation may start while we wait for our turn: then we work beside it.
  for (let tries = 1; ; tries++) {
    const running = await urlsOfRunning(folder)
    if (running) return opened(running, onError)
    try {
      return await openOwn(folder, await claim(folder, role, { patienceMs: COMMAND_PATIENCE_MS, onWait }), onError)
    } catch (error) {
      if (tries === 3 || !(error instanceof DataInUse && error.role === 'start')) throw error
    }
  }
}

function opened(urls: DatabaseUrls, onError: (error: Error) => void, afterwards = async () => {}): OpenInstallation {
  const databases: Database[] = []
  return {
    prepare: () => prepareDatabase(urls),
    open(work, own) {
      const database = openDatabase(urls.url, { ...own, work, onError })
      databases.push(database)
      return database
    },
    async close() {
      await Promise.all(databases.map((database) => database.close()))
      await afterwards()
    },
  }
}

/** Starts the embedded database in a folder that we claimed; closing stops that database and releases the folder. */
async function openOwn(
  folder: string,
  release: () => void,
  onError: (error: Error) => void,
): Promise<OpenInstallation> {
  try {
    const cluster = await startCluster(folder, { onError })
    return opened(cluster, onError, async () => {
      await cluster.stop()
      release()
    })
  } catch (error) {
    release()
    throw error
  }
}

/** Waits for the database of the installation that has the data, when there is one. */
async function urlsOfRunning(folder: string): Promise<ClusterUrls | null> {
  for (let tries = 0; tries < 600 && currentClaim(folder)?.role === 'start'; tries++) {
    const urls = runningCluster(folder)
    if (urls && (await answers(urls.url))) return urls
    await sleep(50)
  }
  return null
}

async function answers(url: string): Promise<boolean> {
  const database = openDatabase(url, { work: 'probe' })
  try {
    await database.pool.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await database.close()
  }
}
