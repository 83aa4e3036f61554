import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { v4 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { giveAllNumbers } from '#app/features/contributions/give-numbers.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { publishPublication } from '#app/room-parts.server.ts'
import { openDatabase } from '#db/client.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { approveAll } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answerPoints } from './answer-points.server.ts'
import { createPublication } from './draft-publication.server.ts'
import { releasePoints } from './release-points.server.ts'

const { db, url } = await testDatabase()
const LATER = new Date('2016-12-05T09:00:00+01:00')
const READY = 12
const NEW = 5

test('a publication and two jobs that give numbers at once give each contributor one, and leave nobody out', async () => {
  const municipality = await aMunicipality(db)
  const by = await anActor(db, municipality)
  const process = await aProcess(db, municipality)
  for (let at = 0; at < READY; at++) {
    const { id: contributionId } = await aContribution(db, process, { isNew: true, text: `Reactie ${at}` })
    const { id } = await markPoint(db, by, { process, contributionId, summary: `Wens ${at}` }, NOW)
    await answerPoints(db, by, { process, pointIds: [id], disposition: 'adopted', reply: 'Dat doen wij.' }, NOW)
    await finishSplit(db, by, { process, contributionId, despiteOpen: true }, NOW)
  }
  const { id: publicationId } = await createPublication(db, by, { process, key: uuid(), rounds: ['inspraak'] }, NOW)
  await releasePoints(db, by, { process, publicationId }, NOW)
  await approveAll(db, process, publicationId)
  // Of another round: not in the publication, and without a number as well.
  for (let at = 0; at < NEW; at++) await aContribution(db, process, { isNew: true, round: 'partners' })

  const connections = [openDatabase(url, { max: 4 }), openDatabase(url, { max: 4 }), openDatabase(url, { max: 4 })]
  const [publishing, job, otherJob] = connections as [
    (typeof connections)[0],
    (typeof connections)[0],
    (typeof connections)[0],
  ]
  try {
    // All three begin at the same number: they wait until this transaction lets them go.
    const racing = await db.transaction().execute(async (gate) => {
      await sql`select pg_advisory_xact_lock(hashtext('contributor_number'), hashtext(${process.id}::text))`.execute(
        gate,
      )
      const begun = [
        publishPublication(publishing.db, by, { process, publicationId, baseUrl: 'https://saomen.example' }, LATER),
        giveAllNumbers(job.db),
        giveAllNumbers(otherJob.db),
      ] as const
      while ((await waiting()) < begun.length) await setTimeout(20)
      return { begun: Promise.all(begun) }
    })
    const [{ published, points }] = await racing.begun
    expect({ published, points }).toEqual({ published: true, points: READY })
    await giveAllNumbers(db)
    const contributors = await db
      .selectFrom('contributor')
      .select(['id', 'number'])
      .where('processId', '=', process.id)
      .orderBy('id')
      .execute()
    expect(contributors.map(({ number }) => number)).toEqual(Array.from({ length: READY + NEW }, (_, at) => at + 1))
    const shown = await db
      .selectFrom('publishedPoint')
      .select(['contributorNumber', 'pointNumber'])
      .where('processId', '=', process.id)
      .orderBy('place')
      .execute()
    expect(shown).toEqual(Array.from({ length: READY }, (_, at) => ({ contributorNumber: at + 1, pointNumber: 1 })))
  } finally {
    await Promise.all(connections.map((connection) => connection.close()))
  }
})

async function waiting(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_locks
    where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())
      and classid = (hashtext('contributor_number')::bigint & 4294967295)::oid`.execute(db)
  return rows[0]?.count ?? 0
}
