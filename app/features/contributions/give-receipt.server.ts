import { notify } from '#app/features/notifications/notify.server.ts'
import { processAllows, type ProcessRef } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { ResidentTerms } from '#app/features/processes/resident-rounds.ts'
import type { Timeliness } from '#app/features/processes/term.ts'
import { formatDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { asksFor, freeKindOf } from './free-contribution.ts'
import { timelinessInWords } from './reaction-words.ts'
import { termFor, type Round } from './round.ts'
import { receiptCode, receiptCodeHash, showCode } from './receipt-code.server.ts'
import type { ContributorKind } from './contributor-kind.ts'

type MailedReceipt = {
  contributionId: string
  to: string
  code: string
  /** When it came, in words: of what came on paper the day alone. */
  receivedAt: string
  timeliness: Timeliness
  round: Round
  /** The part of the plan; '' for all of it. */
  about: string
  /** How the sender will be called, without anything that was typed. */
  publicName: string
  /** Begin of the links. */
  baseUrl: string
}

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

/** Mails a receipt. It holds the code and facts, and nothing that was typed: nobody confirmed the address. */
export async function mailReceipt(
  trx: Trx,
  process: Pick<Process, 'municipalityId' | 'slug' | 'title' | 'answersExpected'> & ResidentTerms,
  { contributionId, to, code, receivedAt, timeliness, round, about, publicName, baseUrl }: MailedReceipt,
  now: Date,
): Promise<void> {
  const { municipalityId, title } = process
  const term = termFor(process, round) ?? termFor(process, 'inspraak')
  if (to === '' || term === null) return
  const municipality = await trx
    .selectFrom('municipality')
    .select(['name', 'helpPhone'])
    .where('id', '=', municipalityId)
    .executeTakeFirstOrThrow()
  await notify(trx, {
    ...{ municipalityId, key: `receipt:${contributionId}`, template: 'receipt', to, now },
    data: {
      ...{ municipality: municipality.name, helpPhone: municipality.helpPhone, about },
      processTitle: round === 'secondInspraak' ? `${title} (tweede inspraak)` : title,
      ...{ receivedAt, timeliness: timelinessInWords(timeliness), code: showCode(code), publicName },
      ...{ lastDay: formatDate(term.lastDay), answersExpected: process.answersExpected },
      statusUrl: `${baseUrl}${paths.public.myReaction()}`,
      processUrl: `${baseUrl}${paths.public.process(process.slug)}`,
    },
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
