import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { changesOfAnswer, lastSaid } from '#app/features/answers/answer-versions.server.ts'
import { answerOfPoint } from '#app/features/answers/stored-answer.server.ts'
import { contributionIdOf } from '#app/features/points/contribution-to-split.server.ts'
import { keepHistory } from '#app/features/points/point-history.server.ts'
import { tellPoints } from '#app/features/points/point-notice.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { samePoints } from './same-points.server.ts'

/**
 * Gives the answer of a point to all open points that say the same: they share it from then on. Points with an answer of their own keep
 * that. Refused while the point has no answer.
 */
export const answerSamePoints = act({
  name: 'answerSamePoints',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ pointId: z.string() }),
  refusals: {
    ...answeringRefusals,
    noAnswer: { says: 'Dit punt heeft nog geen antwoord. Bewaar eerst het antwoord.' },
  },
  async run({ trx, by, process: ref, refuse }, { pointId }) {
    const process = await processToAnswer(trx, by, ref)
    await contributionIdOf(trx, process, pointId)
    const answer = await answerOfPoint(trx, process, pointId)
    if (!answer) return refuse('noAnswer')
    const open = (await samePoints(trx, process, pointId)).filter(({ isAnswered }) => !isAnswered).map(({ id }) => id)
    // In one order, so that two who answer overlapping sets wait for each other.
    const { rows } = await sql<{ pointId: string }>`
      insert into answer_point (municipality_id, process_id, answer_id, point_id)
      select ${process.municipalityId}, ${process.id}, ${answer.id}, id from unnest(${open}::uuid[]) as open (id) order by id
      on conflict (municipality_id, point_id) do nothing
      returning point_id`.execute(trx)
    if (rows.length === 0) return changedNothing({ pointId, points: 0 })
    const [eventId, given] = [uuid(), rows.map((row) => row.pointId)]
    await keepHistory(trx, process, changesOfAnswer(eventId, given, null, await lastSaid(trx, process, answer.id)))
    await tellPoints(trx, process.municipalityId, given)
    return did(
      { pointId, points: given.length },
      { id: eventId, subject: { kind: 'answer', id: answer.id }, detail: { points: given.length } },
    )
  },
})
