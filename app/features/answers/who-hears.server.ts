import { sql, type RawBuilder } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** Someone who hears what was done with what a contributor gave. */
export type Hearer = {
  contributorId: string
  /** Of the contributor. */
  number: number
  email: string
  /** Of whoever works for an organisation or sits in a council group; null for who gave the address with it. */
  personId: string | null
  /** Whether there is a code that shows what was given. */
  hasCode: boolean
}

/** Everyone who gave something hears: at the address that came with it, as someone of the organisation, or as a member of the group. */
const hearers = ({ municipalityId, id }: ProcessRef): RawBuilder<Hearer> => sql`
  select giver.id as contributor_id, giver.number, contact.email, null::uuid as person_id,
    exists (select from contribution join receipt on receipt.municipality_id = contribution.municipality_id and receipt.contribution_id = contribution.id
      where contribution.municipality_id = giver.municipality_id and contribution.contributor_id = giver.id) as has_code
  from contributor as giver
  join contributor_contact as contact on contact.municipality_id = giver.municipality_id and contact.contributor_id = giver.id
  where giver.municipality_id = ${municipalityId} and giver.process_id = ${id}
  union all
  select giver.id, giver.number, person.email, person.id, false
  from contributor as giver
  join response on response.municipality_id = giver.municipality_id and response.contributor_id = giver.id and response.state = 'sent'
  join partner_person as person on person.municipality_id = response.municipality_id and person.partner_id = response.partner_id
  where giver.municipality_id = ${municipalityId} and giver.process_id = ${id} and not exists (
    select from account where account.municipality_id = person.municipality_id and account.email = person.email and blocked_at is not null)
  union all
  select distinct giver.id, giver.number, account.email, account.id, false
  from contributor as giver
  join contribution on contribution.municipality_id = giver.municipality_id and contribution.contributor_id = giver.id
  join ranking_entry as entry on entry.municipality_id = contribution.municipality_id and entry.contribution_id = contribution.id
  join group_member as member on member.municipality_id = entry.municipality_id and member.group_id = entry.group_id
  join account on account.municipality_id = member.municipality_id and account.id = member.account_id and account.blocked_at is null
  where giver.municipality_id = ${municipalityId} and giver.process_id = ${id} and giver.kind = 'councilGroup'`

/** Those of all contributors that have a number, in its order. */
export async function whoHears(db: Db | Trx, process: ProcessRef): Promise<Hearer[]> {
  const { rows } =
    await sql<Hearer>`select * from (${hearers(process)}) as hearer where number is not null order by number, email`.execute(
      db,
    )
  return rows
}

/** How many will hear. */
export async function countHearers(db: Db | Trx, process: ProcessRef): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from (${hearers(process)}) as hearer`.execute(db)
  return rows[0]?.count ?? 0
}
