import { sql, type RawBuilder } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'

/** Someone who gets a message about what was done with what a contributor gave. */
export type Recipient = {
  contributorId: string
  /** Of the contributor. */
  number: number
  email: string
  /** Of whoever works for an organisation or sits in a council group; null for who gave the address with it. */
  personId: string | null
  /** Whether there is a code that shows what was given. */
  hasCode: boolean
}

/** A query for the recipients that a room knows of, among the contributors of a process: rows of `Recipient`. */
export type RecipientsQuery = (process: ProcessRef) => RawBuilder<Recipient>

/** Who gave an address with it. */
export const senders: RecipientsQuery = ({ municipalityId, id }) => sql`
  select giver.id as contributor_id, giver.number, contact.email, null::uuid as person_id,
    exists (select from contribution join receipt on receipt.municipality_id = contribution.municipality_id and receipt.contribution_id = contribution.id
      where contribution.municipality_id = giver.municipality_id and contribution.contributor_id = giver.id) as has_code
  from contributor as giver
  join contributor_contact as contact on contact.municipality_id = giver.municipality_id and contact.contributor_id = giver.id
  where giver.municipality_id = ${municipalityId} and giver.process_id = ${id}`
