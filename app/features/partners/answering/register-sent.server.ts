import type { ContributorKind } from '#app/features/contributions/contributor-kind.ts'
import { registerContribution } from '#app/features/contributions/register-contribution.server.ts'
import { formatDate } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import { placeProposals } from '#app/features/points/point-of-proposal.server.ts'
import { changeResponse, type HeldResponse } from './response-to-change.server.ts'
import { toRegister, type SentVersion } from './sent-answers.ts'

/** One time that a response was sent. `number` counts them, from 1. */
type OneSending = { number: number; sent: SentVersion; sentAt: Date; sentBy: string | null }

/** Puts what was sent in the register as one contribution of the organisation, under its name of today, and calls the response sent. */
export async function registerSent(
  trx: Trx,
  { process, response }: HeldResponse,
  { number, sent, sentAt, sentBy }: OneSending,
) {
  const { municipalityId, id: responseId, partnerId } = response
  const partner = await trx
    .selectFrom('partner')
    .innerJoin('municipality', 'municipality.id', 'partner.municipalityId')
    .select(['partner.name', 'partner.kind', 'partner.role', 'municipality.name as municipality', 'helpPhone'])
    .where('municipalityId', '=', municipalityId)
    .where('partner.id', '=', partnerId)
    .executeTakeFirstOrThrow()
  // The check on the kind of a partner in the database names some of the kinds of contributors.
  const sender = {
    kind: partner.kind as ContributorKind,
    organisation: partner.name,
    role: partner.role,
    namedInPublic: true,
  }
  if (response.contributorId) {
    await trx
      .updateTable('contributor')
      .set(sender)
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', response.contributorId)
      .execute()
  }
  const registered = await registerContribution(trx, process, {
    contributor: response.contributorId ? { id: response.contributorId } : sender,
    ...{
      kind: 'partnerResponse',
      channel: 'online',
      receivedAt: sentAt,
      idempotencyKey: `response:${responseId}:${number}`,
    },
    givenAt: `Gegeven als partner, op de vragen die tot en met ${formatDate(response.closesOn ?? '')} open waren.`,
    isApart: true,
    ...toRegister(sent),
  })
  await placeProposals(trx, process, registered, sentAt)
  await changeResponse(trx, response, {
    ...{
      state: 'sent',
      hasPoints: sent.hasPoints,
      sentAt,
      sentBy,
      contributionId: registered.id,
      contributorId: registered.contributorId,
    },
    ...{ reopenAskedAt: null, reopenReason: '' },
  })
  return { partner, items: registered.items.length }
}
