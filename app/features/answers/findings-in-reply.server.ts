import { sql } from 'kysely'
import { knownContacts } from '#app/features/contributions/known-contacts.server.ts'
import type { ContributorKind } from '#app/features/contributions/contributor-kind.ts'
import { findPersonalData, type Finding } from '#app/features/contributions/personal-data.ts'
import { namesNotPublic } from '#app/features/contributions/sender-names.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { MOST_SENDERS } from './search-words.server.ts'

/** What in an answer may tell who someone is, before it is kept: the names of who gets it are looked for too. */
export async function findingsInReply(
  db: Db,
  process: ProcessRef,
  pointIds: readonly string[],
  { reply, forwardedTo }: { reply: string; forwardedTo: string },
): Promise<Finding[]> {
  const { rows: senders } = await sql<{
    kind: ContributorKind
    name: string
    organisation: string
    namedInPublic: boolean
  }>`
    select distinct contributor.kind, name, organisation, named_in_public
    from point
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    join contributor on contributor.municipality_id = point.municipality_id and contributor.id = contribution.contributor_id
    where point.municipality_id = ${process.municipalityId} and point.process_id = ${process.id} and point.id = any(${[...pointIds]}::uuid[])
    limit ${MOST_SENDERS + 1}`.execute(db)
  const context = {
    names: senders.length > MOST_SENDERS ? [] : senders.flatMap(namesNotPublic),
    known: await knownContacts(db, process),
  }
  return [reply, forwardedTo].flatMap((text) => findPersonalData(text, context))
}
