import { validate } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import { standOf } from '#app/features/partners/questionnaire.ts'
import { startOfDay, today } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import { mailReminders, receiversOf } from './mail-people.server.ts'
import { askingRefusals, questionnaireToChange } from './questionnaire-to-change.server.ts'
import { messageKeys } from './reminder-rules.ts'
import { notRemindedSince } from './reminded-since.server.ts'

/**
 * Reminds the people of these organisations now. Each gets at most one reminder a day, by hand or by the calendar; who sent
 * already gets none. Throws NotFound for a response of another process.
 */
export const remindPartners = act({
  name: 'remindPartners',
  by: byProcessor,
  on: 'process',
  needs: ['baseUrl'],
  input: z.object({
    responseIds: z.array(z.string()).min(1, 'Kies minstens één organisatie om te herinneren.'),
  }),
  refusals: {
    ...askingRefusals,
    closed: { says: 'De laatste dag is voorbij. Maak die eerst later, dan kunt u weer herinneren.' },
    notOpen: { says: 'De vragen zijn nog niet open. Er is nog niets om aan te herinneren.' },
  },
  async run({ trx, by, process: ref, baseUrl, now, refuse }, { responseIds }) {
    const { process, questionnaire } = await questionnaireToChange(trx, by, ref)
    const stand = standOf(questionnaire, today(now))
    if (stand === 'closed') refuse('closed')
    if (stand === 'prepared') refuse('notOpen')
    const open = await notSent(trx, questionnaire, responseIds)
    const ask = { process, questionnaire, baseUrl }
    const receivers = await receiversOf(trx, ask, open)
    const left = await notRemindedSince(trx, process.municipalityId, receivers, startOfDay(today(now)))
    const keyOf = ({ responseId, personId }: (typeof receivers)[number]) =>
      messageKeys.reminderByHand(responseId, personId, today(now))
    const mailed = await mailReminders(trx, by, ask, left, keyOf, now)
    const reminded = { ...mailed, already: receivers.length - left.length }
    if (mailed.mailed === 0) return changedNothing(reminded)
    return did(reminded, {
      subject: { kind: 'questionnaire', id: questionnaire.id },
      detail: { rule: 'hand', people: mailed.mailed },
    })
  },
})

async function notSent(
  trx: Trx,
  { municipalityId, id }: { municipalityId: string; id: string },
  responseIds: readonly string[],
): Promise<string[]> {
  const ids = [...new Set(responseIds)]
  if (!ids.every((responseId) => validate(responseId))) throw new NotFound()
  const found = await trx
    .selectFrom('response')
    .select(['id', 'state'])
    .where('municipalityId', '=', municipalityId)
    .where('questionnaireId', '=', id)
    .where('id', 'in', ids)
    .execute()
  if (found.length < ids.length) throw new NotFound()
  return found.filter(({ state }) => state !== 'sent').map((response) => response.id)
}
