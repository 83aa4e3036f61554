import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { today } from '#app/local-date.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { mailInvitations, receiversOf, type Mailed } from './mail-people.server.ts'
import { openChecklist } from './open-checklist.ts'
import { questionnaireToChange, recordAsking } from './questionnaire-to-change.server.ts'
import { messageKeys } from './reminder-rules.ts'

/** Opens the questions, and invites the people of all organisations that were chosen. Refused while something misses; open already: nothing changes. */
export async function openQuestionnaire(
  db: Db | Trx,
  by: Doer,
  { processId, baseUrl }: { processId: string; baseUrl: string },
  now: Date,
): Promise<Mailed> {
  return inTransaction(db, async (trx) => {
    const { process, questionnaire } = await questionnaireToChange(trx, by, processId)
    if (questionnaire.state === 'open') return { mailed: 0, blocked: 0 }
    const { municipalityId, id, questions, closesOn } = questionnaire
    const responses = await trx
      .selectFrom('response')
      .select(['id', 'state'])
      .where('municipalityId', '=', municipalityId)
      .where('questionnaireId', '=', id)
      .execute()
    const { missing } = openChecklist({ questions: questions.length, closesOn, invited: responses.length }, today(now))
    if (missing.length > 0)
      throw new Refused(`De vragen kunnen nog niet open. ${missing.map(({ text }) => `${text}.`).join(' ')}`)
    await trx
      .updateTable('questionnaire')
      .set({ state: 'open', openedAt: now })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', id)
      .execute()
    const ask = { process, questionnaire, baseUrl }
    // Whose points were taken in already need no invitation.
    const waited = responses.filter(({ state }) => state !== 'sent')
    const receivers = await receiversOf(
      trx,
      ask,
      waited.map((response) => response.id),
    )
    const mailed = await mailInvitations(
      trx,
      by,
      ask,
      receivers,
      ({ responseId, personId }) => messageKeys.invitation(responseId, personId),
      now,
    )
    await recordAsking(trx, by, questionnaire, 'openQuestionnaire', now, {
      ...{ questions: questions.length, organisations: responses.length, people: mailed.mailed, closesOn },
    })
    return mailed
  })
}
