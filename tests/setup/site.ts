import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import type { Waits } from '#db/client.server.ts'
import { startInstallation, type Running } from '../../server/start.ts'
import { testDatabase } from './database.ts'
import { startMailServer } from './mail-server.ts'

/** A running installation of its own: database, worker, mail server and a clock that a test sets. */
export async function startSite({
  demo = false,
  now = '2016-11-01T12:00:00+01:00',
  mail = true,
  waits = {} as Partial<Waits>,
} = {}) {
  const database = await testDatabase()
  const mailServer = mail ? await startMailServer() : null
  const dataDir = await mkdtemp(path.join(tmpdir(), 'saomen-site-'))
  let offset = new Date(now).getTime() - Date.now()
  const clock = () => new Date(Date.now() + offset)
  const config = {
    mode: 'demo' as const,
    port: 0,
    host: null,
    trustedProxies: null,
    dataDir,
    databaseUrl: database.url,
    migrateDatabaseUrl: database.ownerUrl,
    smtpUrl: mailServer?.url ?? null,
    sessionSecret: 'a-secret-for-tests-only-of-32-characters',
    baseUrl: null,
    pagesFromMemory: process.env.PAGES_FROM_MEMORY !== 'off',
  }
  let running: Running = await startInstallation(config, { demo, clock, waits })
  afterAll(async () => {
    await running.stop()
    await mailServer?.stop()
    await rm(dataDir, { recursive: true, force: true })
  })
  return {
    ...database,
    get url() {
      return running.url
    },
    secret: config.sessionSecret,
    mail: mailServer,
    clock,
    /** Sets the clock of the server; it runs on from there. */
    setClock(to: string) {
      offset = new Date(to).getTime() - Date.now()
    },
    /** Ends the server and starts it again on the same data, at the same address. */
    async restart() {
      const port = Number(new URL(running.url).port)
      await running.stop()
      running = await startInstallation({ ...config, port }, { demo, clock, waits })
    },
  }
}
