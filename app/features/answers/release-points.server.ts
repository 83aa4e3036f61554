import { sql, type RawBuilder } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { changeWork } from '#app/features/points/change-work.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { answeredShapes, hasShape } from './complete-answers.server.ts'
import { isOpenFinding } from './open-findings.server.ts'
import { publicationOf, takenBy } from './publications.server.ts'
import { isSearched, searchWords } from './search-words.server.ts'

/** How many points and answers are searched at once before a release; the worker searches the rest, and those wait for it. */
const SEARCHED_AT_ONCE = 1000

/**
 * The points among these that can be released, as a subquery of their ids: the contribution is split, the answer is complete, and
 * nothing of a person waits for a decision in what becomes public of it. `points` is a condition on `point_work`.
 */
async function readyForRelease(
  trx: Trx,
  process: ProcessRef,
  points: RawBuilder<unknown>,
): Promise<RawBuilder<unknown>> {
  const { municipalityId, id } = process
  const isOpen = await isOpenFinding(trx, process)
  const own = sql`point_work.municipality_id = ${municipalityId} and point_work.process_id = ${id} and ${points}`
  const complete = (await answeredShapes(trx, own)).filter(({ problems }) => problems.length === 0)
  return sql`
    select point_work.point_id
    from point_work
    join answer_point on answer_point.municipality_id = point_work.municipality_id and answer_point.point_id = point_work.point_id
    join answer on answer.municipality_id = answer_point.municipality_id and answer.id = answer_point.answer_id
    join point on point.municipality_id = point_work.municipality_id and point.id = point_work.point_id
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    where ${own} and point_work.state = 'answered' and split_done_at is not null
      and ${hasShape(complete)} and ${isSearched}
      and point_work.point_id not in (select finding.point_id from finding where finding.point_id is not null and ${isOpen})
      and answer.id not in (select finding.answer_id from finding where finding.answer_id is not null and ${isOpen})`
}

const refusals = {
  ...answeringRefusals,
  noneReady: {
    says: 'Er is niets vrijgegeven. Kijk of het antwoord compleet is, en of er niets van personen in staat.',
  },
}

/**
 * Releases points to become public with the next publication: these, or all that are ready of a publication. What is not ready is
 * passed over. Gives how many were released.
 */
export const releasePoints = act({
  name: 'releasePoints',
  by: byProcessor,
  on: 'process',
  input: z
    .object({ pointIds: z.array(z.string()).default([]), publicationId: z.string().optional() })
    .refine(({ pointIds, publicationId }) => pointIds.length > 0 || publicationId !== undefined, {
      path: ['pointIds'],
      message: 'Kies eerst punten.',
    }),
  refusals,
  async run({ trx, by, now, process: ref, refuse }, { pointIds, publicationId }) {
    // As whoever searches words: two who first kept it only would both wait for the other.
    const process = await processToAnswer(trx, by, ref, 'change')
    const ids = pointIds.map(asId)
    await searchWords(trx, process, { most: SEARCHED_AT_ONCE, ...(ids.length > 0 && { pointIds: ids }) })
    const chosen =
      publicationId === undefined
        ? sql`point_work.point_id = any(${ids}::uuid[])`
        : takenBy((await publicationOf(trx, process, publicationId)).rounds).points
    const eventId = uuid()
    const points = await readyForRelease(trx, process, chosen)
    const released = await changeWork(trx, process, { eventId, points, change: { isReleased: true } }, now)
    if (released === 0) return refuse('noneReady')
    return did(
      { points: released },
      { id: eventId, subject: { kind: 'process', id: process.id }, detail: { points: released } },
    )
  },
})

/** Takes the release of points back, until they are public. Gives of how many. */
export const takeReleaseBack = act({
  name: 'takeReleaseBack',
  by: byProcessor,
  on: 'process',
  input: z.object({ pointIds: z.array(z.string()).min(1, 'Kies eerst punten.') }),
  refusals: answeringRefusals,
  async run({ trx, by, now, process: ref }, { pointIds }) {
    const process = await processToAnswer(trx, by, ref)
    const eventId = uuid()
    const points = pointIds.map(asId)
    const taken = await changeWork(trx, process, { eventId, points, change: { isReleased: false } }, now)
    if (taken === 0) return changedNothing({ points: 0 })
    return did(
      { points: taken },
      { id: eventId, subject: { kind: 'process', id: process.id }, detail: { points: taken } },
    )
  },
})
