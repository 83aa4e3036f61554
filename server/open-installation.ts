import { setTimeout as sleep } from 'node:timers/promises'
import path from 'node:path'
import type { Config } from '#app/config.server.ts'
import { openDatabase, type Database } from '#db/client.server.ts'
import { claim, currentClaim, DataInUse, type Role } from '#db/embedded/claim.ts'
import { runningClusterUrl, startCluster } from '#db/embedded/cluster.ts'

export { DataInUse }

/** How long a command waits for another command that has the data, such as a long import. */
const COMMAND_PATIENCE_MS = 10 * 60_000

/**
 * Opens the database of this installation: the one of DATABASE_URL, or the embedded one. A command works beside a
 * running installation on the same data; commands without one take turns (`onWait` hears who has it). A second
 * installation on the data is refused with DataInUse.
 */
export async function openInstallation(
  config: Config,
  role: Role,
  { onError, onWait }: { onError: (error: Error) => void; onWait?: (inUse: DataInUse) => void },
): Promise<Database> {
  if (config.databaseUrl) return openDatabase(config.databaseUrl, { onError })
  const folder = path.resolve(config.dataDir)
  if (role === 'start') return openOwn(folder, await claim(folder, role), onError)
  // An installation may be started while we wait for our turn: then we work beside it.
  for (let tries = 1; ; tries++) {
    const url = await urlOfRunning(folder)
    if (url) return openDatabase(url, { max: 4, onError })
    try {
      return await openOwn(folder, await claim(folder, role, { patienceMs: COMMAND_PATIENCE_MS, onWait }), onError)
    } catch (error) {
      if (tries === 3 || !(error instanceof DataInUse && error.role === 'start')) throw error
    }
  }
}

/** Starts the embedded database in a folder that is ours; closing it stops that database and gives the folder back. */
async function openOwn(folder: string, release: () => void, onError: (error: Error) => void): Promise<Database> {
  try {
    const cluster = await startCluster(folder, { onError })
    const database = openDatabase(cluster.url, { onError })
    return {
      ...database,
      async close() {
        await database.close()
        await cluster.stop()
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

/** Waits for the database of an installation that has the data, when there is one. */
async function urlOfRunning(folder: string): Promise<string | null> {
  for (let tries = 0; tries < 600 && currentClaim(folder)?.role === 'start'; tries++) {
    const url = runningClusterUrl(folder)
    if (url && (await answers(url))) return url
    await sleep(50)
  }
  return null
}

async function answers(url: string): Promise<boolean> {
  const database = openDatabase(url, { max: 1 })
  try {
    await database.pool.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await database.close()
  }
}
