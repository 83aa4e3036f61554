import { setTimeout as sleep } from 'node:timers/promises'
import path from 'node:path'
import type { Config } from '#app/config.server.ts'
import { openDatabase, type Database } from '#db/client.server.ts'
import { claim, currentClaim, DataInUse, type Role } from '#db/embedded/claim.ts'
import { runningClusterUrl, startCluster } from '#db/embedded/cluster.ts'

export { DataInUse }

/**
 * Opens the database of this installation: the one of DATABASE_URL, or the embedded one. A command works beside a
 * running installation on the same data; a second installation on it is refused with DataInUse.
 */
export async function openInstallation(config: Config, role: Role, onError: (error: Error) => void): Promise<Database> {
  if (config.databaseUrl) return openDatabase(config.databaseUrl, { onError })
  const folder = path.resolve(config.dataDir)
  if (role === 'command') {
    const url = await urlOfRunning(folder)
    if (url) return openDatabase(url, { max: 4, onError })
  }
  const release = await claim(folder, role)
  try {
    const cluster = await startCluster(folder)
    const database = openDatabase(cluster.url, { onError })
    return {
      ...database,
      async close() {
        await database.close()
        // A command beside this one may still be at work on the same data.
        await cluster.stop(role === 'command' ? 'wait' : 'now')
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

/** Waits for the database of another process that has the data, when there is one. */
async function urlOfRunning(folder: string): Promise<string | null> {
  for (let tries = 0; tries < 600 && currentClaim(folder); tries++) {
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
