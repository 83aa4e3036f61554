import { sql } from 'kysely'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { notifyAll } from '#app/features/notifications/notify.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { typed } from '#app/forms/typed.ts'
import { formatDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { Trx } from '#db/client.server.ts'
import { fixedRefusals, refuseFixed } from './reopen-response.server.ts'
import {
  byPartner,
  changeResponse,
  responseRefusals,
  responseToChange,
  type ResponseRow,
} from './response-to-change.server.ts'

/** Characters in the reason why an organisation asks. */
const LONGEST_REASON = 2000

/**
 * Asks the municipality to write on after sending; anyone of the organisation may. The officials who asked the organisations
 * get a message. Asked already: nothing changes.
 */
export const askReopen = act({
  name: 'askReopen',
  by: byPartner,
  needs: ['baseUrl'],
  input: z.object({
    responseId: z.string(),
    reason: typed.superRefine((reason, context) => {
      const report = (message: string) => context.addIssue({ code: 'custom', message })
      if (reason.trim() === '') report('Schrijf kort waarom u verder wilt schrijven.')
      else if (reason.length > LONGEST_REASON)
        report(`Uw reden heeft ${reason.length} tekens. Het mogen er ${LONGEST_REASON} zijn.`)
    }),
  }),
  refusals: { ...responseRefusals, ...fixedRefusals },
  async run({ trx, by, baseUrl, now }, { responseId, reason }) {
    const { response, process } = await responseToChange(trx, by, { responseId, act: 'askReopen' }, now)
    if (response.reopenAskedAt !== null) return changedNothing(undefined)
    await refuseFixed(trx, response)
    await changeResponse(trx, response, { reopenAskedAt: now, reopenReason: reason })
    await tellOfficials(trx, process, response, { reason, baseUrl }, now)
    return did(undefined, { subject: { kind: 'response', id: response.id }, processId: process.id })
  },
})

async function tellOfficials(
  trx: Trx,
  process: Process,
  response: ResponseRow,
  { reason, baseUrl }: { reason: string; baseUrl: string },
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
