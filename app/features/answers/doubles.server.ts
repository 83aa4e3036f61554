import { sql } from 'kysely'
import type { RecipientsQuery } from '#app/features/contributions/recipients.server.ts'
import type { Round } from '#app/features/contributions/round.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { allRecipients } from './recipients.server.ts'

/** Whoever sent a double, which gets no answer of its own: they hear what was answered to the contribution that it is the same as. */
export type SenderOfDouble = {
  doubleId: string
  originalId: string
  /** With which the original became public; null of one that is not public yet. */
  publicationId: string | null
  /** Of who gave the original. */
  number: number | null
  email: string
  personId: string | null
  hasCode: boolean
}

/**
 * Who hears of a publication because of a double: the original becomes public with it, or was public before and the double came later.
 * Whoever gets the message about the original itself is left out, and so is who was told before; two doubles of one person are one.
 */
export async function sendersOfDoubles(
  db: Db | Trx,
  process: ProcessRef,
  /** Its sources, and its id once it is made public. */
  { sources, publicationId }: { sources: readonly Round[]; publicationId: string | null },
  queries: readonly RecipientsQuery[],
): Promise<SenderOfDouble[]> {
  const { municipalityId, id } = process
  const becomesPublic =
    publicationId === null
      ? sql`original.round = any(${[...sources]}::text[]) and original.publication_id is null and original.formal_state is null`
      : sql`original.publication_id = ${publicationId}`
  const { rows } = await sql<SenderOfDouble>`
    with recipient as materialized (${allRecipients(process, queries)})
    select distinct on (original.id, lower(recipient.email)) contribution.id as double_id, original.id as original_id, original.publication_id,
      giver.number, recipient.email, recipient.person_id, recipient.has_code
    from contribution
    join contribution as original on original.municipality_id = contribution.municipality_id and original.id = contribution.double_of
    join contributor as giver on giver.municipality_id = original.municipality_id and giver.id = original.contributor_id
    join recipient on recipient.contributor_id = contribution.contributor_id
    where contribution.municipality_id = ${municipalityId} and contribution.process_id = ${id} and contribution.formal_state = 'double'
      and (${becomesPublic} or (original.publication_id is not null and contribution.round = any(${[...sources]}::text[])))
      and not exists (
        select from recipient as own where own.contributor_id = original.contributor_id and lower(own.email) = lower(recipient.email))
      and not exists (
        select from contribution as other
        join notification on notification.municipality_id = other.municipality_id
          and message_key = concat_ws(':', 'answers', original.publication_id, other.id, recipient.person_id)
        where other.municipality_id = original.municipality_id and other.double_of = original.id
          and (other.id = contribution.id or lower(notification.recipient) = lower(recipient.email)))
    order by original.id, lower(recipient.email), contribution.id`.execute(db)
  return rows
}
