/**
 * `npm run bench:register`: registering many contributions at once compared with one by one, and how long a file takes.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { csvOf } from '#app/csv-text.ts'
import { contributionColumns } from '#app/features/contributions/contribution-csv.ts'
import { importContributions } from '#app/features/contributions/import-contributions.server.ts'
import {
  registerContribution,
  registerContributions,
  type NewContribution,
} from '#app/features/contributions/register-contribution.server.ts'
import { importPartnerInput } from '#app/features/partners/import/import-partner-input.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { markPoints } from '#app/features/points/mark-points.server.ts'
import { processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { inTransaction, openDatabase } from '#db/client.server.ts'
import { startCluster } from '#db/embedded/cluster.ts'
import { prepareDatabase } from '#db/migrate.server.ts'
import { aMunicipality, anActor, aProcess } from '#tests/factories.ts'

const ROWS = 1000
/** At once must be at least this many times as fast. */
const FASTER = 5
const NOW = new Date('2016-11-01T09:00:00Z')
const SENTENCE = 'Ik maak mij zorgen over het geluid van vliegtuigen boven ons dorp. '

const folder = await mkdtemp(path.join(tmpdir(), 'saomen-bench-'))
const cluster = await startCluster(folder, {
  settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
})
const database = openDatabase(cluster.url)
try {
  await prepareDatabase(cluster)
  const { db } = database
  const municipality = await aMunicipality(db)
  const by = await anActor(db, municipality)
  const process = await processBySlug(db, municipality.id, (await aProcess(db, municipality)).slug)
  const numbers = Array.from({ length: ROWS }, (_, index) => index)
  const given = (): NewContribution => ({
    contributor: { kind: 'resident', email: 'u@voorbeeld.example' },
    ...{ kind: 'reaction', channel: 'post', receivedAt: NOW, text: SENTENCE.repeat(5) },
  })
  const register = (rows: NewContribution[]) => inTransaction(db, (trx) => registerContributions(trx, process, rows))
  // A first run, so that neither measurement is the first to use the tables.
  await register(numbers.map(given))

  let ids: string[] = []
  await compare('contributions', {
    oneByOne: async () => {
      for (const _ of numbers) await inTransaction(db, (trx) => registerContribution(trx, process, given()))
    },
    atOnce: async () => {
      ids = (await register(numbers.map(given))).map(({ id }) => id)
    },
  })
  const point = (contributionId: string, at: number) => ({
    ...{ contributionId, range: { start: at * SENTENCE.length, end: (at + 1) * SENTENCE.length } },
  })
  await compare('points', {
    oneByOne: async () => {
      for (const id of ids) await markPoint(db, by, { process, ...point(id, 0) }, NOW)
    },
    atOnce: () =>
      inTransaction(db, async (trx) => {
        const points = ids.map((id) => point(id, 1))
        await markPoints(trx, by, await processToAnswer(trx, by, process), points, NOW)
      }),
  })

  for (const rows of [1000, 10_000]) {
    const file = await aProcess(db, municipality)
    const csv = contributionsFile(rows)
    await time(`a file of ${rows} contributions`, () => importContributions(db, by, { process: file, csv }, NOW))
  }
  for (const rows of [1000, 10_000]) {
    const { id: processId } = await aProcess(db, municipality)
    const table = { records: partnerRows(rows) }
    await time(`a file of ${rows} points of partners`, () =>
      importPartnerInput(db, by, { process: { id: processId }, table, receivedOn: NOW }, NOW),
    )
  }
} finally {
  await database.close()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}

function contributionsFile(rows: number): string {
  const records = Array.from({ length: rows }, (_, n) => ({
    ...{ externeId: `p-${n}`, soort: 'inwoner', naam: '', naamTonen: 'nee', email: `u${n}@voorbeeld.example` },
    ...{ kanaal: 'post', ontvangenOp: '2016-10-20', onderdeel: '', tekst: SENTENCE.repeat(5) },
  }))
  return csvOf(records, { columns: contributionColumns })
}

/** Ten points of each organisation. */
function partnerRows(rows: number) {
  return Array.from({ length: rows }, (_, n) => ({
    row: n + 2,
    cells: {
      ...{ organisatie: `Dorpsraad ${Math.floor(n / 10)}`, soort: 'organisatie', rol: '' },
      ...{ vraag: '', gedruktNummer: '', punt: `${SENTENCE}${n}` },
    },
  }))
}

async function time(name: string, act: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await act()
  const took = performance.now() - began
  console.log(`${name.padEnd(40)} ${took.toFixed(0)} ms`)
  return took
}

async function compare(name: string, ways: { oneByOne(): Promise<unknown>; atOnce(): Promise<unknown> }) {
  const atOnce = await time(`${ROWS} ${name} at once`, ways.atOnce)
  const oneByOne = await time(`${ROWS} ${name} one by one`, ways.oneByOne)
  const ratio = oneByOne / atOnce
  console.log(`  ${ratio.toFixed(1)} times as fast${ratio < FASTER ? `, which is less than ${FASTER}` : ''}`)
  if (ratio < FASTER) globalThis.process.exitCode = 1
}
