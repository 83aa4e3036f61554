import { sql } from 'kysely'
import { Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { notifyAll } from '#app/features/notifications/notify.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { formatDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { refuseFixed } from './reopen-response.server.ts'
import { changeResponse, responseToChange, type ResponseRow } from './response-to-change.server.ts'

/** Characters in the reason why an organisation asks. */
const LONGEST_REASON = 2000

type AskReopen = {
  responseId: string
  reason: string
  /** Address of the site, for the link in the message. */ baseUrl: string
}

/**
 * Asks the municipality to write on after sending; anyone of the organisation may. The officials who asked the organisations
 * get a message. Asked already: nothing changes.
 */
export async function askReopen(
  db: Db | Trx,
  by: Actor,
  { responseId, reason, baseUrl }: AskReopen,
  now: Date,
): Promise<void> {
  if (reason.trim() === '') throw new Refused('Schrijf kort waarom u verder wilt schrijven.', 'reden')
  if (reason.length > LONGEST_REASON)
    throw new Refused(`Uw reden heeft ${reason.length} tekens. Het mogen er ${LONGEST_REASON} zijn.`, 'reden')
  await inTransaction(db, async (trx) => {
    const { response, process } = await responseToChange(trx, by, { responseId, act: 'askReopen' }, now)
    if (response.reopenAskedAt !== null) return
    await refuseFixed(trx, response)
    await changeResponse(trx, response, { reopenAskedAt: now, reopenReason: reason })
    await record(trx, {
      municipalityId: response.municipalityId,
      at: now,
      by,
      act: 'askReopen',
      subject: { kind: 'response', id: responseId },
      processId: process.id,
    })
    await tellOfficials(trx, process, response, { reason, baseUrl }, now)
  })
}

async function tellOfficials(
  trx: Trx,
  process: Process,
  response: ResponseRow,
  { reason, baseUrl }: Pick<AskReopen, 'reason' | 'baseUrl'>,
  now: Date,
) {
  const { municipalityId, id, partnerId, version, closesOn } = response
  const { organisation, municipality } = await trx
    .selectFrom('partner')
    .innerJoin('municipality', 'municipality.id', 'partner.municipalityId')
    .select(['partner.name as organisation', 'municipality.name as municipality'])
    .where('municipalityId', '=', municipalityId)
    .where('partner.id', '=', partnerId)
    .executeTakeFirstOrThrow()
  const link = `${baseUrl}${paths.official.process.partners(process.slug)}`
  const data = {
    municipality,
    organisation,
    processTitle: process.title,
    reason,
    closesOn: formatDate(closesOn ?? ''),
    link,
  }
  await notifyAll(
    trx,
    { municipalityId, template: 'partnerAsksReopen', now },
    (await whoAsked(trx, response)).map((official) => ({
      key: `partner-asks-reopen:${id}:${version}:${official.id}`,
      to: official.email,
      data,
    })),
  )
}

/** The officials who can grant it and who put the questions to organisations; when nobody of them is left, all who can. */
async function whoAsked(
  trx: Trx,
  { municipalityId, questionnaireId }: ResponseRow,
): Promise<{ id: string; email: string }[]> {
  const processors = trx
    .selectFrom('account')
    .innerJoin('membership', (join) =>
      join
        .onRef('membership.municipalityId', '=', 'account.municipalityId')
        .onRef('membership.accountId', '=', 'account.id'),
    )
    .select(['account.id', 'email'])
    .where('account.municipalityId', '=', municipalityId)
    .where('blockedAt', 'is', null)
    .where('role', '=', 'official')
    .where(sql<boolean>`inner_roles && array['processor', 'administrator']`)
    .orderBy('email')
  const asked = await processors
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('event')
          .select('event.id')
          .whereRef('event.municipalityId', '=', 'account.municipalityId')
          .whereRef('actorId', '=', 'account.id')
          .where('subjectKind', '=', 'questionnaire')
          .where('subjectId', '=', questionnaireId),
      ),
    )
    .execute()
  return asked.length > 0 ? asked : processors.execute()
}
