import { validate } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import { standOf } from '#app/features/partners/questionnaire.ts'
import { today } from '#app/local-date.ts'
import { askingRefusals, questionnaireToChange } from './questionnaire-to-change.server.ts'

/**
 * Takes chosen organisations off the list while nobody was told yet; the same form again takes nobody off. Gives how many.
 * Throws NotFound for one that is not in the book.
 */
export const unchoosePartners = act({
  name: 'unchoosePartners',
  by: byProcessor,
  on: 'process',
  input: z.object({
    partnerIds: z.array(z.string()).min(1, 'Kies minstens één organisatie om van de lijst te halen.'),
  }),
  refusals: {
    ...askingRefusals,
    alreadyOpen: {
      says: 'De vragen zijn al geopend en de organisaties hebben bericht. Zij kunnen niet meer van de lijst.',
    },
  },
  async run({ trx, by, process, now, refuse }, { partnerIds }) {
    const { questionnaire } = await questionnaireToChange(trx, by, process)
    const { municipalityId, id: questionnaireId } = questionnaire
    if (standOf(questionnaire, today(now)) !== 'prepared') refuse('alreadyOpen')
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
    if (gone.length === 0) return changedNothing(0)
    return did(gone.length, {
      subject: { kind: 'questionnaire', id: questionnaireId },
      detail: { organisations: gone.length },
    })
  },
})
