import { eachByItself } from '#app/each-by-itself.ts'
import { siteAddress } from '#app/features/municipalities/site-address.server.ts'
import { isMailingHour } from '#app/features/notifications/mailing-hours.ts'
import { questionnaireOf } from '#app/features/partners/queries.server.ts'
import { standOf } from '#app/features/partners/questionnaire.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import { record } from '#app/features/record/record.server.ts'
import { addDays, startOfDay, today } from '#app/local-date.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { mailReminders, receiversOf } from './mail-people.server.ts'
import { messageKeys, reminderDue, reminderRules, type ReminderRule } from './reminder-rules.ts'
import { notRemindedSince } from './reminded-since.server.ts'

/**
 * Reminds who has not sent, a week and a day before the last day, by day. Run every hour; a second run on a day sends nothing,
 * and the first after a day without one makes up for it. `baseUrl` is the address of the installation.
 */
export async function sendDueReminders(db: Db, { baseUrl }: { baseUrl: string }, now: Date): Promise<void> {
  if (!isMailingHour(now)) return
  const on = today(now)
  const closing = await db
    .selectFrom('questionnaire')
    .innerJoin('process', (join) =>
      join
        .onRef('process.municipalityId', '=', 'questionnaire.municipalityId')
        .onRef('process.id', '=', 'questionnaire.processId'),
    )
    .select(['questionnaire.municipalityId', 'processId as id'])
    .where('questionnaire.state', '=', 'open')
    .where('process.state', '<>', 'withdrawn')
    .where('closesOn', '>=', on)
    .where('closesOn', '<=', addDays(on, reminderRules.week))
    .orderBy('questionnaire.id')
    .execute()
  await eachByItself(closing, (process) => remindOne(db, process, baseUrl, now))
}

async function remindOne(
  db: Db,
  ref: { municipalityId: string; id: string },
  installation: string,
  now: Date,
): Promise<void> {
  const { municipalityId } = ref
  const baseUrl = await siteAddress(db, municipalityId, installation)
  await inTransaction(db, async (trx) => {
    const by = { kind: 'system' as const, id: null, municipalityId }
    // Held, so that nobody moves the last day or sends meanwhile.
    const process = await lockProcess(trx, by, ref.id)
    const questionnaire = await questionnaireOf(trx, process)
    if (!questionnaire?.closesOn || !processAllows.ask(process.state) || standOf(questionnaire, today(now)) !== 'open')
      return
    const { closesOn } = questionnaire
    const rules = new Map<string, ReminderRule>()
    for (const { id, askedAt } of await waitedFor(trx, questionnaire)) {
      const rule = reminderDue({ closesOn, askedOn: today(askedAt) }, today(now))
      if (rule) rules.set(id, rule)
    }
    const ask = { process, questionnaire, baseUrl }
    // Who was reminded by hand today hears nothing twice; a rule that is still due tomorrow comes then.
    const receivers = await notRemindedSince(
      trx,
      municipalityId,
      await receiversOf(trx, ask, [...rules.keys()]),
      startOfDay(today(now)),
    )
    const keyOf = ({ responseId, personId }: (typeof receivers)[number]) =>
      messageKeys.reminder(responseId, personId, rules.get(responseId) ?? 'week', closesOn)
    const { mailed } = await mailReminders(trx, by, ask, receivers, keyOf, now)
    if (mailed > 0)
      await record(trx, {
        ...{ municipalityId, at: now, by, act: 'remindPartners', processId: process.id },
        subject: { kind: 'questionnaire', id: questionnaire.id },
        detail: { rule: 'calendar', people: mailed },
      })
  })
}

/** Who has not sent, with the moment from which they could answer. */
async function waitedFor(
  trx: Parameters<typeof receiversOf>[0],
  { municipalityId, id }: { municipalityId: string; id: string },
) {
  const rows = await trx
    .selectFrom('response')
    .innerJoin('questionnaire', (join) =>
      join
        .onRef('questionnaire.municipalityId', '=', 'response.municipalityId')
        .onRef('questionnaire.id', '=', 'response.questionnaireId'),
    )
    .select(['response.id', 'invitedAt', 'questionnaire.openedAt'])
    .where('response.municipalityId', '=', municipalityId)
    .where('questionnaireId', '=', id)
    .where('response.state', '<>', 'sent')
    .execute()
  return rows.map(({ id: responseId, invitedAt, openedAt }) => ({
    id: responseId,
    askedAt: openedAt && openedAt > invitedAt ? openedAt : invitedAt,
  }))
}
