import { validate } from 'uuid'
import { NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { standOf } from '#app/features/partners/questionnaire.ts'
import { startOfDay, today } from '#app/local-date.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { mailReminders, receiversOf, type Mailed } from './mail-people.server.ts'
import { questionnaireToChange, recordAsking } from './questionnaire-to-change.server.ts'
import { messageKeys } from './reminder-rules.ts'
import { notRemindedSince } from './reminded-since.server.ts'

/**
 * Reminds the people of these organisations now. Each gets at most one reminder a day, by hand or by the calendar; who sent
 * already gets none. Refused when the questions are not open, NotFound for a response of another process.
 */
export async function remindPartners(
  db: Db | Trx,
  by: Doer,
  { processId, responseIds, baseUrl }: { processId: string; responseIds: readonly string[]; baseUrl: string },
  now: Date,
): Promise<Mailed & { already: number }> {
  if (responseIds.length === 0) throw new Refused('Kies minstens één organisatie om te herinneren.', 'herinner')
  return inTransaction(db, async (trx) => {
    const { process, questionnaire } = await questionnaireToChange(trx, by, processId)
    const stand = standOf(questionnaire, today(now))
    if (stand === 'closed')
      throw new Refused('De laatste dag is voorbij. Maak die eerst later, dan kunt u weer herinneren.')
    if (stand === 'prepared') throw new Refused('De vragen zijn nog niet open. Er is nog niets om aan te herinneren.')
    const open = await notSent(trx, questionnaire, responseIds)
    const ask = { process, questionnaire, baseUrl }
    const receivers = await receiversOf(trx, ask, open)
    const left = await notRemindedSince(trx, process.municipalityId, receivers, startOfDay(today(now)))
    const keyOf = ({ responseId, personId }: (typeof receivers)[number]) =>
      messageKeys.reminderByHand(responseId, personId, today(now))
    const mailed = await mailReminders(trx, by, ask, left, keyOf, now)
    if (mailed.mailed > 0)
      await recordAsking(trx, by, questionnaire, 'remindPartners', now, { rule: 'hand', people: mailed.mailed })
    return { ...mailed, already: receivers.length - left.length }
  })
}

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
