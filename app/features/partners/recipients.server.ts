import { sql } from 'kysely'
import type { RecipientsQuery } from '#app/features/contributions/recipients.server.ts'

/** Everyone of an organisation that sent its response, except who may not log in any more. */
export const peopleOfOrganisations: RecipientsQuery = ({ municipalityId, id }) => sql`
  select giver.id as contributor_id, giver.number, person.email, person.id as person_id, false as has_code
  from contributor as giver
  join response on response.municipality_id = giver.municipality_id and response.contributor_id = giver.id and response.state = 'sent'
  join partner_person as person on person.municipality_id = response.municipality_id and person.partner_id = response.partner_id
  where giver.municipality_id = ${municipalityId} and giver.process_id = ${id} and not exists (
    select from account where account.municipality_id = person.municipality_id and account.email = person.email and blocked_at is not null)`
