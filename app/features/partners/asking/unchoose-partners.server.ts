import { validate } from 'uuid'
import { NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { standOf } from '#app/features/partners/questionnaire.ts'
import { today } from '#app/local-date.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { questionnaireToChange, recordAsking } from './questionnaire-to-change.server.ts'

/**
 * Takes chosen organisations off the list while nobody was told yet; the same form again takes nobody off. Gives how many.
 * Refused once the questions are opened, NotFound for one that is not in the book.
 */
export async function unchoosePartners(
  db: Db | Trx,
  by: Doer,
  { processId, partnerIds }: { processId: string; partnerIds: readonly string[] },
  now: Date,
): Promise<number> {
  if (partnerIds.length === 0) throw new Refused('Kies minstens één organisatie om van de lijst te halen.', 'gekozen')
  return inTransaction(db, async (trx) => {
    const { questionnaire } = await questionnaireToChange(trx, by, processId)
    const { municipalityId, id: questionnaireId } = questionnaire
    if (standOf(questionnaire, today(now)) !== 'prepared') {
      throw new Refused(
        'De vragen zijn al geopend en de organisaties hebben bericht. Zij kunnen niet meer van de lijst.',
      )
    }
    const ids = [...new Set(partnerIds)]
    if (!ids.every((id) => validate(id))) throw new NotFound()
    const known = await trx
      .selectFrom('partner')
      .select('id')
      .where('municipalityId', '=', municipalityId)
      .where('id', 'in', ids)
      .execute()
    if (known.length < ids.length) throw new NotFound()
    const gone = await trx
      .deleteFrom('response')
      .where('municipalityId', '=', municipalityId)
      .where('questionnaireId', '=', questionnaireId)
      .where('partnerId', 'in', ids)
      .where('state', '=', 'invited')
      .returning('id')
      .execute()
    if (gone.length > 0)
      await recordAsking(trx, by, questionnaire, 'unchoosePartners', now, { organisations: gone.length })
    return gone.length
  })
}
