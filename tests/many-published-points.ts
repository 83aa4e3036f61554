import { v7 as uuid } from 'uuid'
import type { Actor } from '#app/features/accounts/account.ts'
import { insertPoints } from '#app/features/points/insert-points.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { aContribution, aProcess, NOW } from './factories.ts'
import { makePublic } from './publish-answers.ts'

/** A process with public answers to so many points each of so many people; of each the even ones were adopted. */
export async function manyPublishedPoints(
  db: Db,
  by: Actor,
  { people, each, slug }: { people: number; each: number; slug?: string },
): Promise<{ id: string; slug: string; municipalityId: string }> {
  const process = await aProcess(db, { id: by.municipalityId }, slug === undefined ? {} : { slug })
  const { municipalityId, id: processId } = process
  for (let number = 1; number <= people; number++) {
    const { id: contributionId } = await aContribution(db, process, { text: `Reactie ${number}` })
    await db.updateTable('contribution').set({ splitDoneAt: NOW }).where('id', '=', contributionId).execute()
    const points = Array.from({ length: each }, (_, at) => ({
      ...{ id: uuid(), contributionId, range: null, summary: `Wens ${at + 1} van ${number}` },
    }))
    await inTransaction(db, async (trx) => {
      await insertPoints(trx, by, process, points, NOW)
      const halves = { adopted: points.filter((_, at) => at % 2 === 1), noted: points.filter((_, at) => at % 2 === 0) }
      for (const [disposition, some] of Object.entries(halves)) {
        const answerId = uuid()
        await trx
          .insertInto('answer')
          .values({ municipalityId, id: answerId, processId, disposition, reply: 'Dank u wel.', updatedAt: NOW })
          .execute()
        await trx
          .insertInto('answerPoint')
          .values(some.map(({ id: pointId }) => ({ municipalityId, processId, answerId, pointId })))
          .execute()
      }
    })
  }
  await makePublic(db, process)
  return process
}
