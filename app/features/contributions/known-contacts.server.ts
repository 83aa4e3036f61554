import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { findingValue, findPersonalData } from './personal-data.ts'

/** What the municipality says in public of how to reach it, for a process, as values of findings: no personal data. */
export async function knownContacts(db: Db | Trx, { municipalityId, id }: ProcessRef): Promise<Set<string>> {
  const municipality = await db
    .selectFrom('municipality')
    .select([
      'helpPhone',
      'helpDesk',
      'helpHours',
      'senderEmail',
      'contactEmail',
      'privacyOfficerEmail',
      'securityContact',
    ])
    .where('id', '=', municipalityId)
    .executeTakeFirst()
  const process = await db
    .selectFrom('process')
    .select('readingPlace')
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .executeTakeFirst()
  const channels = await db
    .selectFrom('channel')
    .select(['address', 'note'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .execute()
  const said = [
    ...Object.values(municipality ?? {}),
    process?.readingPlace ?? '',
    ...channels.flatMap(({ address, note }) => [address, note]),
  ]
  return new Set(said.flatMap((words) => findPersonalData(words).map(findingValue)))
}
