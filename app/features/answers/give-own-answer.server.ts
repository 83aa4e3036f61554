import { sql } from 'kysely'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import { lockContributionOfPoint } from '#app/features/points/contribution-to-split.server.ts'
import { tellPoints } from '#app/features/points/point-notice.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { approvedRefusal, refuseApproved } from '#app/features/workflow/approved.server.ts'
import { asId } from '#app/ids.server.ts'

/**
 * Whoever last wrote an answer says that it belongs to a point with which a colleague shared it. From then on it is they who gave it there, so
 * that where four eyes are on the colleague may approve it: two people agreed, as they would had the writer shared it.
 */
export const giveOwnAnswer = act({
  name: 'giveOwnAnswer',
  by: byProcessor,
  on: 'process',
  input: z.object({ pointId: z.string() }),
  refusals: {
    ...answeringRefusals,
    ...approvedRefusal,
    notYours: {
      says: 'Een ander schreef dit antwoord het laatst. Alleen wie het schreef, kan zeggen dat het ook bij dit punt hoort.',
    },
  },
  async run({ trx, by, process: ref, refuse }, { pointId: id }) {
    const process = await processToAnswer(trx, by, ref)
    const [municipalityId, pointId] = [process.municipalityId, asId(id)]
    await lockContributionOfPoint(trx, process, pointId)
    const { rows } = await sql<{ answerId: string; givenBy: string | null; answeredBy: string | null }>`
      select answer_id, answer_point.given_by, point_work.answered_by from answer_point
      join point_work on point_work.municipality_id = answer_point.municipality_id and point_work.point_id = answer_point.point_id
      where answer_point.municipality_id = ${municipalityId} and answer_point.process_id = ${process.id}
        and answer_point.point_id = ${pointId}`.execute(trx)
    const [point] = rows
    if (!point) throw new NotFound()
    if (by.id === null || point.answeredBy !== by.id) return refuse('notYours')
    if (point.givenBy === null || point.givenBy === by.id) return changedNothing(undefined)
    await refuseApproved(trx, process, [pointId])
    for (const table of ['answer_point', 'point_work'])
      await sql`
        update ${sql.table(table)} set given_by = ${by.id}
        where municipality_id = ${municipalityId} and point_id = ${pointId}`.execute(trx)
    await tellPoints(trx, municipalityId, [pointId])
    return did(undefined, {
      subject: { kind: 'point', id: pointId },
      detail: { answerId: point.answerId, from: point.givenBy, to: by.id },
    })
  },
})
