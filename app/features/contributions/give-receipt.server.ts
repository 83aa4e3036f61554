import { notify } from '#app/features/notifications/notify.server.ts'
import { processAllows, type ProcessRef } from '#app/features/processes/process.ts'
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

type Registered = { id: string; receivedAt: Date; timeliness: Timeliness }

/**
 * The code for who sent something on paper, by mail or aloud: they get the same receipt as who used the form (Awb 2:3). Null
 * for conversations and studies, of which nobody is the sender, and while the process is a draft: there is nothing to follow yet.
 */
export function codeToGive(
  process: Process,
  { kind, idempotencyKey }: { kind: ContributorKind; idempotencyKey: string },
  secret: string,
): { code: string; hash: string } | null {
  const free = freeKindOf(kind)
  if (!free || !asksFor(free, 'channel') || !processAllows.show(process.state) || process.lastDay === null) return null
  const owner = { secret, municipalityId: process.municipalityId }
  const code = receiptCode(owner, idempotencyKey)
  return { code, hash: receiptCodeHash(owner, code) }
}

/** Mails the receipt of what an official registered, where there is an address. */
export async function mailReceipt(
  trx: Trx,
  process: Process,
  { id: contributionId, receivedAt, timeliness }: Registered,
  { code, origin, baseUrl }: { code: string; origin: Origin; baseUrl: string },
  now: Date,
): Promise<void> {
  const { municipalityId, lastDay } = process
  if (origin.email === '' || lastDay === null) return
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
      lastDay: formatDate(lastDay),
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
