/**
 * `npm run bench:fill -- --points 165000`: fills this installation (DATA_DIR, or DATABASE_URL) with a process that is being
 * answered, so that a person can look at the screens at that volume; it may run beside `npm start`. `--letters` is how many
 * contributions there are, by default one for 17.6 points. `--gemeente SLUG` says where, with more municipalities.
 * Everybody and everything in it is invented: never fill an installation that people use.
 */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { searchWords } from '#app/features/answers/search-words.server.ts'
import type { Round } from '#app/features/contributions/round.ts'
import { readConfig, installationAddress } from '#app/config.server.ts'
import { publishRounds } from '#app/demo/publish-rounds.server.ts'
import { loadDemo } from '#app/demo/load-demo.server.ts'
import { paths } from '#app/paths.ts'
import { inTransaction, openDatabase } from '#db/client.server.ts'
import { runningCluster } from '#db/embedded/cluster.ts'
import { openInstallation } from '../server/open-installation.ts'
import { fillProcess } from './volume/fill-process.ts'

const POINTS_OF_ONE = 17.6

const { values } = parseArgs({
  options: {
    ...{ points: { type: 'string', default: '165000' }, letters: { type: 'string' }, gemeente: { type: 'string' } },
    ...{ slug: { type: 'string', default: 'omgevingsvisie' }, seed: { type: 'string', default: '1' } },
  },
})
const points = Number(values.points)
const letters = Number(values.letters ?? Math.round(points / POINTS_OF_ONE))
if (!(points >= 1000) || !(letters >= 50)) throw new Error('--points is at least 1000, and --letters at least 50')

const config = readConfig()
const now = new Date()
const installation = await openInstallation(config, 'command', {
  onError: (error) => console.error(`database: ${error.message}`),
})
try {
  await installation.prepare()
  const serving = installation.open('command')
  if (config.mode === 'demo') await loadDemo(serving, installationAddress(config), now)
  const municipality = await serving.db
    .selectFrom('municipality')
    .select(['id', 'name'])
    .$if(values.gemeente !== undefined, (query) => query.where('slug', '=', values.gemeente ?? ''))
    .orderBy('createdAt')
    .executeTakeFirstOrThrow(() => new Error('there is no such municipality'))
  const ownerUrl =
    config.migrateDatabaseUrl ?? config.databaseUrl ?? runningCluster(path.resolve(config.dataDir))?.ownerUrl
  if (!ownerUrl) throw new Error('the database of this installation is not running')
  const owner = openDatabase(ownerUrl, { work: 'command' })
  try {
    const began = performance.now()
    const seconds = () => ((performance.now() - began) / 1000).toFixed(0)
    const { slug, seed } = values
    const process = await fillProcess(owner.db, municipality, { letters, points, seed: Number(seed), now, slug })
    console.log(`${process.contributions} contributions with ${process.points} points after ${seconds()} s`)
    await inTransaction(owner.db, (trx) => searchWords(trx, process))
    console.log(`searched for personal data after ${seconds()} s`)
    const by = { kind: 'command' as const, id: null, municipalityId: municipality.id }
    const rounds: Round[] = ['priorities', 'partners']
    const early = {
      process,
      rounds,
      title: 'Wat partners en raad meegaven',
      isEmpty: true,
      baseUrl: installationAddress(config),
    }
    const { points: published } = await publishRounds(serving.db, by, early, now)
    console.log(`${published} points of council and partners made public after ${seconds()} s`)
    console.log(`${municipality.name}: ${installationAddress(config)}${paths.official.process.points(slug)}`)
  } finally {
    await owner.close()
  }
} finally {
  await installation.close()
}
