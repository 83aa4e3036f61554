import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { contributionIdOf } from '#app/features/points/contribution-to-split.server.ts'
import { keepHistory } from '#app/features/points/point-history.server.ts'
import { tellPoints } from '#app/features/points/point-notice.server.ts'
import {
  answeringRefusals,
  processToAnswer,
  refusePublicPoints,
} from '#app/features/points/process-to-answer.server.ts'
import { approvedRefusal, refuseApproved } from '#app/features/workflow/approved.server.ts'
import { seen } from '#app/forms/typed.ts'
import { changesOfAnswer, lastSaid } from './answer-versions.server.ts'
import { refuseStaleAnswer, staleAnswerRefusal } from './store-answer.server.ts'
import { answerOf, answerOfPoint } from './stored-answer.server.ts'

/** Takes the answer of a point away from all points that share it. Refused when it is no longer the one that was `seen`. */
export const removeAnswer = act({
  name: 'removeAnswer',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ pointId: z.string(), seen }),
  refusals: { ...answeringRefusals, ...staleAnswerRefusal, ...approvedRefusal },
  async run({ trx, by, process: ref }, { pointId, seen }) {
    const process = await processToAnswer(trx, by, ref)
    await contributionIdOf(trx, process, pointId)
    const found = await answerOfPoint(trx, process, pointId)
    const held = await trx
      .selectFrom('answer')
      .select('id')
      .where('municipalityId', '=', process.municipalityId)
      .where('id', '=', found?.id ?? null)
      .forUpdate()
      .executeTakeFirst()
    const answer = held ? await answerOf(trx, process, held.id) : null
    if (!answer) return changedNothing(undefined)
    refuseStaleAnswer(answer, seen)
    await refusePublicPoints(trx, process, [pointId])
    await refuseApproved(trx, process, answer.pointIds)
    const said = await lastSaid(trx, process, answer.id)
    // What is public keeps it.
    const taken = await trx
      .deleteFrom('answerPoint')
      .using('pointWork')
      .where('answerPoint.municipalityId', '=', process.municipalityId)
      .where('answerPoint.answerId', '=', answer.id)
      .whereRef('pointWork.municipalityId', '=', 'answerPoint.municipalityId')
      .whereRef('pointWork.pointId', '=', 'answerPoint.pointId')
      .where('pointWork.isPublic', '=', false)
      .returning('answerPoint.pointId')
      .execute()
    const pointIds = taken.map((row) => row.pointId)
    await trx
      .deleteFrom('answer')
      .where('municipalityId', '=', process.municipalityId)
      .where('id', '=', answer.id)
      .where(
        sql<boolean>`not exists (select from answer_point where answer_point.municipality_id = answer.municipality_id and answer_id = answer.id)`,
      )
      .execute()
    const eventId = uuid()
    await keepHistory(trx, process, changesOfAnswer(eventId, pointIds, said, null))
    await tellPoints(trx, process.municipalityId, pointIds)
    return did(undefined, {
      id: eventId,
      subject: { kind: 'answer', id: answer.id },
      detail: { from: answer.disposition, points: answer.pointIds.length },
    })
  },
})
