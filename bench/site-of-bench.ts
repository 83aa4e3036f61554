import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDatabase, type Database } from '#db/client.server.ts'
import { startCluster } from '#db/embedded/cluster.ts'
import { prepareDatabase } from '#db/migrate.server.ts'
import type { ChildProcess } from 'node:child_process'
import { build } from '../scripts/build.ts'
import { messageOf, startChild, stopChild } from './children.ts'

/** One process of the site, as it runs in production. */
export type Site = { url: string; child: ChildProcess }

/** The embedded PostgreSQL as every installation has it, with its data safe on disk, and sites on it. */
export type BenchSite = {
  database: Database
  /** As the owner of the tables, for what only the owner may, such as `vacuum`. */
  owner: Database
  /** Starts a process of the site; its clock is `ahead` milliseconds ahead of ours. Residents reach all at one address. */
  start(options?: { ahead?: number; smtpUrl?: string }): Promise<Site>
  /** The address of the first process, also before it is started. */
  baseUrl: string
  /** The file that PostgreSQL writes its log to. */
  log: string
  stop(): Promise<void>
}

/** Builds the site and starts an empty database for it. */
export async function benchSite(): Promise<BenchSite> {
  await build()
  const folder = await mkdtemp(path.join(tmpdir(), 'saomen-bench-'))
  const cluster = await startCluster(folder)
  await prepareDatabase(cluster)
  const database = openDatabase(cluster.url)
  const owner = openDatabase(cluster.ownerUrl)
  const firstPort = await freePort()
  const baseUrl = `http://localhost:${firstPort}`
  const sites: Site[] = []
  return {
    ...{ database, owner, baseUrl, log: path.join(folder, 'postgres.log') },
    async start({ ahead = 0, smtpUrl = 'smtp://127.0.0.1:9' } = {}) {
      const port = sites.length === 0 ? firstPort : await freePort()
      const child = startChild('site-server.ts', [String(ahead)], {
        ...process.env,
        NODE_ENV: 'production',
        ...{ PORT: String(port), HOST: '127.0.0.1', BASE_URL: baseUrl, TRUSTED_PROXIES: '127.0.0.1' },
        ...{ DATA_DIR: folder, DATABASE_URL: cluster.url, SMTP_URL: smtpUrl, SESSION_SECRET: 'x'.repeat(40) },
        LOG_LEVEL: 'error',
      })
      const site = { url: `http://127.0.0.1:${port}`, child }
      sites.push(site)
      await messageOf(child)
      return site
    },
    async stop() {
      for (const { child } of sites) await stopChild(child)
      await database.close()
      await owner.close()
      await cluster.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
