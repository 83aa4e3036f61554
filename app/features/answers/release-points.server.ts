import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { changeWork } from '#app/features/points/change-work.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { asId } from '#app/ids.server.ts'
import { publicationOf, takenBy } from './publications.server.ts'
import { releaseObstacle } from './release-obstacle.server.ts'
import { searchWords } from './search-words.server.ts'

/** How many points and answers are searched at once before a release; the worker searches the rest, and those wait for it. */
const SEARCHED_AT_ONCE = 1000

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
    const own = sql`point_work.municipality_id = ${process.municipalityId} and point_work.process_id = ${process.id} and ${chosen}`
    const obstacle = await releaseObstacle(trx, process)
    const points = sql`
      select point_work.point_id from point_work where ${own} and point_work.state = 'answered' and (${obstacle}) is null`
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
