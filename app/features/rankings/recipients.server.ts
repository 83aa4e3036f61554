import { sql } from 'kysely'
import type { RecipientsQuery } from '#app/features/contributions/recipients.server.ts'

/** The members of a council group that gave motivations. */
export const groupMembers: RecipientsQuery = ({ municipalityId, id }) => sql`
  select distinct giver.id as contributor_id, giver.number, account.email, account.id as person_id, false as has_code
  from contributor as giver
  join contribution on contribution.municipality_id = giver.municipality_id and contribution.contributor_id = giver.id
  join ranking_entry as entry on entry.municipality_id = contribution.municipality_id and entry.contribution_id = contribution.id
  join group_member as member on member.municipality_id = entry.municipality_id and member.group_id = entry.group_id
  join account on account.municipality_id = member.municipality_id and account.id = member.account_id and account.blocked_at is null
  where giver.municipality_id = ${municipalityId} and giver.process_id = ${id} and giver.kind = 'councilGroup'`
