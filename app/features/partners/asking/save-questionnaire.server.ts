import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { questionsChanged } from '#app/features/partners/answering/notice.server.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { staleMessage } from '#app/acts/stale.ts'
import { formatDate, today } from '#app/local-date.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import type { QuestionnaireForm } from './question.schema.ts'
import { questionnaireToChange, recordAsking } from './questionnaire-to-change.server.ts'

/** The mark of what the form about the whole list shows. */
export const markOfQuestionnaire = ({ intro, closesOn }: QuestionnaireForm): string => seenMark([intro, closesOn])

/** Saves what stands above the questions and the last day. Once they are open, that day can only move later: it was promised. `seen` is the mark of what the form showed. */
export async function saveQuestionnaire(
  db: Db | Trx,
  by: Doer,
  { processId, intro, closesOn, seen }: { processId: string; seen?: string } & QuestionnaireForm,
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { questionnaire } = await questionnaireToChange(trx, by, processId)
    const { municipalityId, id, state, closesOn: stored } = questionnaire
    if (intro === questionnaire.intro && closesOn === stored) return
    if (seen !== undefined && seen !== markOfQuestionnaire(questionnaire)) throw new Refused(staleMessage)
    if (state === 'open' && stored !== null && closesOn !== stored) {
      const promised = `De organisaties hebben ${formatDate(stored)} als laatste dag gekregen. U kunt die dag alleen later maken.`
      if (closesOn === null || closesOn < stored) throw new Refused(promised, 'closesOn')
      if (closesOn < today(now)) throw new Refused('Kies een dag die nog niet voorbij is.', 'closesOn')
    }
    await trx
      .updateTable('questionnaire')
      .set({ intro, closesOn })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', id)
      .execute()
    await recordAsking(trx, by, questionnaire, 'saveQuestionnaire', now, {
      state,
      ...(closesOn === stored ? {} : { from: stored, to: closesOn }),
    })
    await questionsChanged(trx, questionnaire.id)
  })
}
