import { sql } from 'kysely'
import { z } from 'zod'
import { act, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import {
  lockContributionOfPoint,
  numberInText,
  refuseFinished,
  splittingRefusals,
} from '#app/features/points/contribution-to-split.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { ticked } from '#app/forms/typed.ts'

/** Takes a point away; the other points keep their numbers. Refused when it is answered, unless confirmed. */
export const removePoint = act({
  name: 'removePoint',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ pointId: z.string(), confirmed: ticked }),
  refusals: {
    ...answeringRefusals,
    finished: splittingRefusals.finished,
    pointIsAnswered: {
      says: (number: string) =>
        `Punt ${number} heeft al een antwoord. Als u het punt weghaalt, gaat dat antwoord mee weg. Weet u het zeker?`,
      at: 'confirmed',
    },
  },
  async run({ trx, by, process: ref, refuse }, { pointId, confirmed }) {
    const process = await processToAnswer(trx, by, ref)
    const { contribution, point } = await lockContributionOfPoint(trx, process, pointId)
    refuseFinished(contribution)
    const { municipalityId } = process
    const answer = await trx
      .selectFrom('answerPoint')
      .select('answerId')
      .where('municipalityId', '=', municipalityId)
      .where('pointId', '=', point.id)
      .executeTakeFirst()
    if (answer && !confirmed) refuse('pointIsAnswered', numberInText(contribution, point))
    await trx.deleteFrom('point').where('municipalityId', '=', municipalityId).where('id', '=', point.id).execute()
    if (answer) {
      // An answer that other points share stays for them.
      await trx
        .deleteFrom('answer')
        .where('municipalityId', '=', municipalityId)
        .where('id', '=', answer.answerId)
        .where(
          sql<boolean>`not exists (select from answer_point where answer_point.municipality_id = answer.municipality_id and answer_id = answer.id)`,
        )
        .execute()
    }
    return did(undefined, {
      subject: { kind: 'point', id: point.id },
      detail: { contributionId: contribution.id, number: point.number, wasAnswered: answer !== undefined },
    })
  },
})
