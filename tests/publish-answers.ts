import { v4 as uuid } from 'uuid'
import type { Caller } from '#app/acts/who-may.ts'
import { Refused } from '#app/errors.server.ts'
import { completeSteps } from '#app/features/answers/complete-steps.server.ts'
import { createPublication } from '#app/features/answers/draft-publication.server.ts'
import { keepPublishedPoints } from '#app/features/answers/publish-points.server.ts'
import { allPublications } from '#app/features/answers/publications.server.ts'
import { releasePoints } from '#app/features/answers/release-points.server.ts'
import { searchWords } from '#app/features/answers/search-words.server.ts'
import { rounds as allRounds, type Round } from '#app/features/contributions/round.ts'
import { publishPublication } from '#app/room-parts.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { NOW } from './factories.ts'

type Ref = { id: string; municipalityId: string }

/** Publishes all that waits of a process, as an official does: a publication, what is ready released and approved, and signed. */
export async function publishAnswers(
  db: Db,
  by: Caller,
  { process, baseUrl, rounds }: { process: Ref; baseUrl: string; rounds?: Round[] },
  now: Date,
) {
  const { municipalityId, id: processId } = process
  const waiting = await db
    .selectFrom('contribution')
    .select('round')
    .distinct()
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', processId)
    .where('publicationId', 'is', null)
    .execute()
  const wanted =
    rounds ?? allRounds.filter((round) => round === 'inspraak' || waiting.some((row) => row.round === round))
  const draft = (await allPublications(db, process)).find(({ publishedAt }) => publishedAt === null)
  const { id: publicationId } =
    draft ?? (await createPublication(db, by, { process, key: uuid(), rounds: wanted, title: '' }, now))
  // The worker did this before, a little after each change.
  await inTransaction(db, (trx) => searchWords(trx, process))
  await releasePoints(db, by, { process, publicationId }, now).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error
  })
  await approveAll(db, process, publicationId, now)
  const published = await publishPublication(
    db,
    by,
    { process, publicationId, baseUrl, earlyReason: 'Er komt geen post meer.', warningsSigned: true },
    now,
  )
  return { ...published, publicationId }
}

/** Brings what is answered of a publication through all steps, as colleagues do for each other. */
export async function approveAll(db: Db, process: Ref, publicationId: string, now: Date = NOW): Promise<void> {
  const colleagues = { kind: 'command' as const, id: null, municipalityId: process.municipalityId }
  await completeSteps(db, colleagues, { process, publicationId }, now).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error
  })
}

/** Makes all that a process has public as it stands, whatever misses in it: for tests of what is read afterwards. */
export async function makePublic(db: Db, process: Ref, now: Date = NOW): Promise<void> {
  const { municipalityId, id: processId } = process
  await inTransaction(db, (trx) => makeAllPublic(trx, { municipalityId, processId }, now))
}

async function makeAllPublic(
  trx: Trx,
  { municipalityId, processId }: { municipalityId: string; processId: string },
  now: Date,
) {
  const id = uuid()
  // Held first, as by any act on the whole process: others may be at work.
  await trx
    .selectFrom('process')
    .select('id')
    .where((eb) => eb.and({ municipalityId, id: processId }))
    .forUpdate()
    .execute()
  await trx
    .insertInto('publication')
    .values({
      ...{ municipalityId, id, processId, number: 1, title: 'Alles', rounds: [...allRounds], key: id },
      ...{ createdAt: now, publishedAt: now, contributions: 0, points: 0, messages: 0 },
    })
    .execute()
  const own = { municipalityId, processId }
  await trx
    .updateTable('contribution')
    .set({ publicationId: id })
    .where((eb) => eb.and(own))
    .execute()
  await trx
    .updateTable('pointWork')
    .set({ isPublic: true })
    .where((eb) => eb.and(own))
    .execute()
  await trx
    .updateTable('process')
    .set({ state: 'answered', answeredAt: now, publishedAt: now })
    .where((eb) => eb.and({ municipalityId, id: processId }))
    .execute()
  await keepPublishedPoints(trx, { municipalityId, id: processId }, id)
}
