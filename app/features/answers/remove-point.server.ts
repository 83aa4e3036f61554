import { sql } from 'kysely'
import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { lockContributionOfPoint, refuseFinished } from '#app/features/points/contribution-to-split.server.ts'
import { processToAnswer } from '#app/features/points/process-to-answer.server.ts'

/** The point has an answer, which would go with it; the official has to say so. */
export class PointIsAnswered extends Refused {
  constructor(number: number) {
    super(
      `Punt ${number} heeft al een antwoord. Als u het punt weghaalt, gaat dat antwoord mee weg. Weet u het zeker?`,
      'bevestig',
    )
  }
}

/** Takes a point away; later points of the contribution move up a number. Refused when it is answered, unless confirmed. */
export async function removePoint(
  db: Db | Trx,
  by: Doer,
  { process: ref, pointId, confirmed = false }: { process: { id: string }; pointId: string; confirmed?: boolean },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const process = await processToAnswer(trx, by, ref)
    const { contribution, point } = await lockContributionOfPoint(trx, process, pointId)
    refuseFinished(contribution)
    const { municipalityId, id: processId } = process
    const answer = await trx
      .selectFrom('answerPoint')
      .select('answerId')
      .where('municipalityId', '=', municipalityId)
      .where('pointId', '=', point.id)
      .executeTakeFirst()
    if (answer && !confirmed) throw new PointIsAnswered(point.number)
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
    await trx
      .updateTable('point')
      .set((eb) => ({ number: eb('number', '-', 1) }))
      .where('municipalityId', '=', municipalityId)
      .where('contributionId', '=', contribution.id)
      .where('number', '>', point.number)
      .execute()
    await record(trx, {
      ...{ municipalityId, at: now, by, act: 'removePoint', subject: { kind: 'point', id: point.id }, processId },
      detail: { contributionId: contribution.id, number: point.number, wasAnswered: answer !== undefined },
    })
  })
}
