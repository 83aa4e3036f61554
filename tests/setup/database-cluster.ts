import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { readConfig } from '#app/config.server.ts'
import { startCluster } from '#db/embedded/cluster.ts'
import { prepareDatabase } from '#db/migrate.server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of this run's PostgreSQL for its administrator, who owns the tables; of its administration database. */
    serverUrl: string
    /** Address of the same server for the role that serves, which tests and sites use. */
    servingUrl: string
    /** The migrated database that test databases are copied from. */
    template: string
  }
}

/**
 * Provides a PostgreSQL with a migrated template database: an embedded one in memory, or the one at DATABASE_URL, whose
 * role must be its administrator, because it creates databases and a role that serves.
 */
export default async function setup(project: TestProject) {
  const own = readConfig().databaseUrl
  const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
  const folder = own ? null : await mkdtemp(path.join(memory, 'saomen-test-'))
  const cluster = folder
    ? await startCluster(folder, {
        settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
      })
    : null
  const serverUrl = own ?? cluster?.ownerUrl ?? ''
  const ofThisRun = `${process.pid}_${project.name}`
  const template = `saomen_template_${ofThisRun}`
  const servingUrl = cluster?.url ?? (await makeRole(serverUrl, `saomen_serving_${ofThisRun}`))

  await administer(serverUrl, `create database ${template}`)
  await prepareDatabase({ url: withDatabase(servingUrl, template), ownerUrl: withDatabase(serverUrl, template) })
  project.provide('serverUrl', serverUrl)
  project.provide('servingUrl', servingUrl)
  project.provide('template', template)

  return async () => {
    await administer(serverUrl, `drop database if exists ${template} with (force)`)
    if (own) await administer(serverUrl, `drop role ${new URL(servingUrl).username}`)
    await cluster?.stop()
    if (folder) await rm(folder, { recursive: true, force: true })
  }
}

/** Creates a role that may log in and no more; returns its address. */
export async function makeRole(serverUrl: string, name: string): Promise<string> {
  const url = new URL(serverUrl)
  ;[url.username, url.password] = [name, randomBytes(12).toString('hex')]
  await administer(serverUrl, `create role ${name} login password '${url.password}'`)
  return url.href
}

/** The address of another database on the same server. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

/** Runs one statement that is about the server rather than a database. */
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
