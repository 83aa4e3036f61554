/**
 * Writes db/types.generated.ts from a freshly migrated database; with --verify it only says whether that file is out of
 * date.
 */
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDatabase } from '#db/client.server.ts'
import { startCluster } from '#db/embedded/cluster.ts'
import { migrate } from '#db/migrate.server.ts'

const verify = process.argv.includes('--verify')
const folder = await mkdtemp(path.join(tmpdir(), 'saomen-types-'))
const cluster = await startCluster(folder, { settings: { fsync: 'off' } })
try {
  const database = openDatabase(cluster.ownerUrl)
  await migrate(database)
  await database.close()
  const { status } = spawnSync(
    path.join(import.meta.dirname, '..', 'node_modules', '.bin', 'kysely-codegen'),
    [
      ...['--dialect', 'postgres', '--camel-case', '--default-schema', 'public', '--date-parser', 'string'],
      ...['--include-pattern', 'public.*', '--exclude-pattern', 'public.kysely_*'],
      ...['--url', cluster.ownerUrl, '--out-file', 'db/types.generated.ts'],
      ...(verify ? ['--verify'] : []),
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  )
  process.exitCode = status ?? 1
} finally {
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}
