import { randomBytes } from 'node:crypto'
import { afterAll, inject } from 'vitest'
import { openDatabase, type Database } from '#db/client.server.ts'
import { administer, withDatabase } from './database-cluster.ts'

export type TestDatabase = Database & {
  /** Address for the role that serves. */
  url: string
  /** Address for the role that owns the tables. */
  ownerUrl: string
  /**
   * Connections as the owner, for what a site may not do: change tables, or the record. Closed at the end of the test
   * file.
   */
  asOwner(): Database
}

/** A migrated, empty database for this test file alone, as the role that serves; dropped at the end of the file. */
export async function testDatabase(): Promise<TestDatabase> {
  const serverUrl = inject('serverUrl')
  const name = `saomen_test_${randomBytes(6).toString('hex')}`
  await administer(serverUrl, `create database ${name} template ${inject('template')} strategy file_copy`)
  const [url, ownerUrl] = [withDatabase(inject('servingUrl'), name), withDatabase(serverUrl, name)]
  const database = openDatabase(url, { max: 20 })
  let owner: Database | undefined
  afterAll(async () => {
    await database.close()
    await owner?.close()
    await administer(serverUrl, `drop database if exists ${name} with (force)`)
  })
  return { ...database, url, ownerUrl, asOwner: () => (owner ??= openDatabase(ownerUrl)) }
}
