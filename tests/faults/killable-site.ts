import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { openDatabase, type Database } from '#db/client.server.ts'
import { runningCluster } from '#db/embedded/cluster.ts'
import { startSaomen } from '../setup/command.ts'

export const faults = ['app', 'postgres', 'both'] as const
export type Fault = (typeof faults)[number]

/** What of PostgreSQL is killed: all its processes, its first one, or one that serves a connection. */
export const postgresParts = ['all', 'first', 'connection'] as const
type PostgresPart = (typeof postgresParts)[number]

/**
 * The production build as a process of its own, with the embedded database in `dataDir`, behind a proxy on this machine. What was
 * killed is started again, as a service manager does.
 */
export async function startKillableSite(dataDir: string, env: Record<string, string> = {}) {
  const given = { ...env, DATA_DIR: dataDir, TRUSTED_PROXIES: '127.0.0.1' }
  let site = await startSaomen({ ...given, PORT: '0' })
  const { port } = new URL(site.url)

  async function killApp() {
    site.kill('SIGKILL')
    await site.done
    site = await startSaomen({ ...given, PORT: port })
  }
  return {
    url: `http://127.0.0.1:${port}`,
    /** Kills with SIGKILL; resolves when what we start ourselves was started. PostgreSQL is started by the site. */
    async kill(fault: Fault, part: PostgresPart = 'all') {
      if (fault !== 'app') for (const pid of await postgresProcesses(dataDir, part)) endNow(pid)
      if (fault !== 'postgres') await killApp()
    },
    /** Runs something on the database as its owner, once it answers. */
    async onDatabase<T>(act: (db: Database['db']) => Promise<T>): Promise<T> {
      const database = await openRunning(dataDir)
      try {
        return await act(database.db)
      } finally {
        await database.close()
      }
    },
    async stop() {
      site.kill('SIGTERM')
      await site.done
    },
  }
}

/** The processes of PostgreSQL on a data folder (Linux). */
async function postgresProcesses(dataDir: string, part: PostgresPart): Promise<number[]> {
  const first = Number((await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
  if (part === 'first') return [first]
  const below = (await readFile(`/proc/${first}/task/${first}/children`, 'utf8')).split(' ').filter(Boolean).map(Number)
  if (part === 'all') return [first, ...below]
  const titles = await Promise.all(below.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return below.filter((_, at) => /^postgres: saomen_serving /.test(titles[at] ?? '')).slice(0, 1)
}

function endNow(pid: number) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // When the first process of PostgreSQL is gone, the others end by themselves.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

const ANSWERS_WITHIN_MS = 30_000

async function openRunning(dataDir: string): Promise<Database> {
  for (const until = Date.now() + ANSWERS_WITHIN_MS; ;) {
    const urls = runningCluster(dataDir)
    const database = urls && openDatabase(urls.ownerUrl)
    try {
      if (database && (await sql`select 1`.execute(database.db))) return database
    } catch (error) {
      await database?.close()
      if (Date.now() > until) throw error
    }
    if (Date.now() > until) throw new Error('the database did not come back')
    await sleep(100)
  }
}
