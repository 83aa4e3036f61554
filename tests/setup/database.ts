import { randomBytes } from 'node:crypto'
import { afterAll, inject } from 'vitest'
import { openDatabase, type Database } from '#db/client.server.ts'
import { administer, withDatabase } from './database-cluster.ts'

/** A migrated, empty database for this test file alone; gone when the file is done. Also gives its address. */
export async function testDatabase(): Promise<Database & { url: string }> {
  const serverUrl = inject('serverUrl')
  const name = `saomen_test_${randomBytes(6).toString('hex')}`
  await administer(serverUrl, `create database ${name} template ${inject('template')} strategy file_copy`)
  const url = withDatabase(serverUrl, name)
  const database = openDatabase(url, { max: 20 })
  afterAll(async () => {
    await database.close()
    await administer(serverUrl, `drop database if exists ${name} with (force)`)
  })
  return { ...database, url }
}
