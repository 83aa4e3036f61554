import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { today } from '#app/local-date.ts'
import { mailInvitations, receiversOf } from './mail-people.server.ts'
import { openChecklist } from './open-checklist.ts'
import { askingRefusals, questionnaireToChange } from './questionnaire-to-change.server.ts'
import { messageKeys } from './reminder-rules.ts'

/** Opens the questions, and invites the people of all organisations that were chosen. Open already: nothing changes. */
export const openQuestionnaire = act({
  name: 'openQuestionnaire',
  by: byProcessor,
  on: 'process',
  needs: ['baseUrl'],
  input: z.object({}),
  refusals: {
    ...askingRefusals,
    incomplete: {
      says: (missing: string[]) => `De vragen kunnen nog niet open. ${missing.map((text) => `${text}.`).join(' ')}`,
    },
  },
  async run({ trx, by, process: ref, baseUrl, now, refuse }) {
    const { process, questionnaire } = await questionnaireToChange(trx, by, ref)
    if (questionnaire.state === 'open') return changedNothing({ mailed: 0, blocked: 0 })
    const { municipalityId, id, questions, closesOn } = questionnaire
    const responses = await trx
      .selectFrom('response')
      .select(['id', 'state'])
      .where('municipalityId', '=', municipalityId)
      .where('questionnaireId', '=', id)
      .execute()
    const { missing } = openChecklist({ questions: questions.length, closesOn, invited: responses.length }, today(now))
    if (missing.length > 0)
      refuse(
        'incomplete',
        missing.map(({ text }) => text),
      )
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
    return did(mailed, {
      subject: { kind: 'questionnaire', id },
      detail: { questions: questions.length, organisations: responses.length, people: mailed.mailed, closesOn },
    })
  },
})
