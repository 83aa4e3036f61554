import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import { questionsChanged } from '#app/features/partners/answering/notice.server.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { seen } from '#app/forms/typed.ts'
import { formatDate, today, type LocalDate } from '#app/local-date.ts'
import { questionnaireForm, type QuestionnaireForm } from './question.schema.ts'
import { askingRefusals, questionnaireToChange } from './questionnaire-to-change.server.ts'

/** The mark of what the form about the whole list shows. */
export const markOfQuestionnaire = ({ intro, closesOn }: QuestionnaireForm): string => seenMark([intro, closesOn])

/**
 * Saves what stands above the questions and the last day. Once they are open, that day can only move later: it was promised.
 * What is stored already changes nothing, whatever was seen.
 */
export const saveQuestionnaire = act({
  name: 'saveQuestionnaire',
  by: byProcessor,
  on: 'process',
  input: questionnaireForm.extend({ seen }),
  refusals: {
    ...askingRefusals,
    stale: staleRefusal,
    dayPromised: {
      says: (day: LocalDate) =>
        `De organisaties hebben ${formatDate(day)} als laatste dag gekregen. U kunt die dag alleen later maken.`,
      at: 'closesOn',
    },
    dayIsOver: { says: 'Kies een dag die nog niet voorbij is.', at: 'closesOn' },
  },
  async run({ trx, by, process, now, refuse }, { intro, closesOn, seen }) {
    const { questionnaire } = await questionnaireToChange(trx, by, process)
    const { municipalityId, id, state, closesOn: stored } = questionnaire
    if (intro === questionnaire.intro && closesOn === stored) return changedNothing(undefined)
    refuseStale(seen, markOfQuestionnaire(questionnaire))
    if (state === 'open' && stored !== null && closesOn !== stored) {
      if (closesOn === null || closesOn < stored) return refuse('dayPromised', stored)
      if (closesOn < today(now)) refuse('dayIsOver')
    }
    await trx
      .updateTable('questionnaire')
      .set({ intro, closesOn })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', id)
      .execute()
    await questionsChanged(trx, id)
    return did(undefined, {
      subject: { kind: 'questionnaire', id },
      detail: { state, ...(closesOn === stored ? {} : { from: stored, to: closesOn }) },
    })
  },
})
