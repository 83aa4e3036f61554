import { notify } from '#app/features/notifications/notify.server.ts'
import { can, type ProcessRef } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Timeliness } from '#app/features/processes/term.ts'
import { formatDate, formatDateLong, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { asksFor, freeKindOf, type Origin } from './free-contribution.ts'
import { namedInWords, timelinessInWords } from './reaction-words.ts'
import { receiptCode, receiptCodeHash, showCode } from './receipt-code.server.ts'
import type { ContributorKind } from './contributor-kind.ts'

/** What a receipt is made with: the key of the installation, and the address of the site for the links in the message. */
export type ReceiptSite = { secret: string; baseUrl: string }

type Given = {
  contributionId: string
  idempotencyKey: string
  kind: ContributorKind
  origin: Origin
  receivedAt: Date
  timeliness: Timeliness
}

/**
 * Gives who sent something on paper, by mail or aloud the same receipt as who used the form (Awb 2:3): a code to follow it
 * with, and a message where there is an address. Of conversations and studies nobody is the sender; of a draft there is
 * nothing to follow yet.
 */
export async function giveReceipt(
  trx: Trx,
  process: Process,
  given: Given,
  { secret, baseUrl }: ReceiptSite,
  now: Date,
): Promise<void> {
  const { contributionId, idempotencyKey, kind, origin, receivedAt, timeliness } = given
  const free = freeKindOf(kind)
  if (!free || !asksFor(free, 'channel') || !can.show(process.state) || process.lastDay === null) return
  const { municipalityId } = process
  const code = receiptCode({ secret, municipalityId }, idempotencyKey)
  await trx
    .insertInto('receipt')
    .values({ municipalityId, contributionId, codeHash: receiptCodeHash({ secret, municipalityId }, code) })
    .execute()
  if (origin.email === '') return
  const municipality = await trx
    .selectFrom('municipality')
    .select(['name', 'helpPhone'])
    .where('id', '=', municipalityId)
    .executeTakeFirstOrThrow()
  await notify(trx, {
    municipalityId,
    key: `receipt:${contributionId}`,
    template: 'receipt',
    to: origin.email,
    data: {
      ...{ municipality: municipality.name, helpPhone: municipality.helpPhone, processTitle: process.title, about: '' },
      receivedAt: formatDateLong(today(receivedAt)),
      timeliness: timelinessInWords(timeliness),
      code: showCode(code),
      lastDay: formatDate(process.lastDay),
      publicName: namedInWords({
        speaksFor: origin.name === '' ? 'self' : 'organisation',
        named: origin.namedInPublic,
        name: origin.person,
      }),
      ...{
        statusUrl: `${baseUrl}${paths.public.myReaction()}`,
        processUrl: `${baseUrl}${paths.public.process(process.slug)}`,
        answersExpected: process.answersExpected,
      },
    },
    now,
  })
}

/** The code to give to whoever sent it, or null where there is none. It is derived again: nothing stored opens a reaction. */
export async function codeOfReceipt(
  db: Db,
  { municipalityId, id: processId }: ProcessRef,
  contributionId: string,
  secret: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('contribution')
    .innerJoin('receipt', (join) =>
      join
        .onRef('receipt.municipalityId', '=', 'contribution.municipalityId')
        .onRef('receipt.contributionId', '=', 'contribution.id'),
    )
    .select('idempotencyKey')
    .where('contribution.municipalityId', '=', municipalityId)
    .where('processId', '=', processId)
    .where('contribution.id', '=', contributionId)
    .executeTakeFirst()
  return row?.idempotencyKey ? showCode(receiptCode({ secret, municipalityId }, row.idempotencyKey)) : null
}
