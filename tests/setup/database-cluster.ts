import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { readConfig } from '#app/config.server.ts'
import { openDatabase } from '#db/client.server.ts'
import { startCluster } from '#db/embedded/cluster.ts'
import { migrate } from '#db/migrate.server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the PostgreSQL of this run, on its administration database. */
    serverUrl: string
    /** A migrated database to copy. */
    template: string
  }
}

/** Gives the run a PostgreSQL (the one of DATABASE_URL, or an embedded one in memory) with a migrated template. */
export default async function setup(project: TestProject) {
  const own = readConfig().databaseUrl
  const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
  const folder = own ? null : await mkdtemp(path.join(memory, 'saomen-test-'))
  const cluster = folder
    ? await startCluster(folder, { settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' } })
    : null
  const serverUrl = own ?? cluster?.url ?? ''
  const template = `saomen_template_${process.pid}_${project.name}`

  await administer(serverUrl, `create database ${template}`)
  const database = openDatabase(withDatabase(serverUrl, template), { max: 2 })
  await migrate(database)
  await database.close()
  project.provide('serverUrl', serverUrl)
  project.provide('template', template)

  return async () => {
    await administer(serverUrl, `drop database if exists ${template} with (force)`)
    await cluster?.stop()
    if (folder) await rm(folder, { recursive: true, force: true })
  }
}

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

/** Runs one statement that belongs to the server rather than to a database. */
export async function administer(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
