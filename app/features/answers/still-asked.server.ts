import type { ProcessRef } from '#app/features/processes/process.ts'
import { formatDateLong, today } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** Why nothing can be published while organisations were promised that they can still send, or null. */
export async function whyStillAsked(db: Db | Trx, { municipalityId, id }: ProcessRef, now: Date): Promise<string | null> {
  const asked = await db
    .selectFrom('questionnaire')
    .select('closesOn')
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .where('state', '=', 'open')
    .where('closesOn', '>=', today(now))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('response')
          .select('response.id')
          .whereRef('response.municipalityId', '=', 'questionnaire.municipalityId')
          .whereRef('response.questionnaireId', '=', 'questionnaire.id')
          .where('response.state', '<>', 'sent'),
      ),
    )
    .executeTakeFirst()
  return asked?.closesOn ? `Organisaties kunnen hun inbreng nog verzenden tot en met ${formatDateLong(asked.closesOn)}. Daarna kunt u de antwoorden openbaar maken.` : null
}
