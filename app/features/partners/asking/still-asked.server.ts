import type { ProcessRef } from '#app/features/processes/process.ts'
import { formatDateLong, today } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'

const WAITS_FOR_NIGHT =
  'Een organisatie kreeg haar inbreng terug en verzond die niet opnieuw. Wat zij eerder verzond, komt in de komende nacht vanzelf terug in het register. Daarna kunt u de antwoorden openbaar maken.'

/**
 * Why nothing can be published while organisations were promised that they can still send, or while what one sent before
 * is still to be put back in the register; or null.
 */
export async function whyStillAsked(
  db: Db | Trx,
  { municipalityId, id }: ProcessRef,
  now: Date,
): Promise<string | null> {
  const day = today(now)
  const asked = await db
    .selectFrom('questionnaire')
    .innerJoin('response', (join) =>
      join
        .onRef('response.municipalityId', '=', 'questionnaire.municipalityId')
        .onRef('response.questionnaireId', '=', 'questionnaire.id'),
    )
    .select('closesOn')
    .where('questionnaire.municipalityId', '=', municipalityId)
    .where('questionnaire.processId', '=', id)
    .where('questionnaire.state', '=', 'open')
    .where('response.state', '<>', 'sent')
    .where((eb) =>
      eb.or([
        eb('closesOn', '>=', day),
        eb.exists(
          eb
            .selectFrom('responseVersion')
            .select('responseVersion.number')
            .whereRef('responseVersion.municipalityId', '=', 'response.municipalityId')
            .whereRef('responseVersion.responseId', '=', 'response.id'),
        ),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  if (!asked?.closesOn) return null
  if (asked.closesOn < day) return WAITS_FOR_NIGHT
  return `Organisaties kunnen hun inbreng nog verzenden tot en met ${formatDateLong(asked.closesOn)}. Daarna kunt u de antwoorden openbaar maken.`
}
