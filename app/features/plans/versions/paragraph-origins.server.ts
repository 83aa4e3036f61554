import { sql } from 'kysely'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'

/** How it is kept where paragraphs come from in the version before theirs. */

export type StoredOrigin = { paragraphId: string; originId: string; isDoubtful: boolean }

/** Where these paragraphs come from. */
export async function originsAt(
  trx: Trx,
  municipalityId: string,
  paragraphs: readonly string[],
): Promise<StoredOrigin[]> {
  return trx
    .selectFrom('paragraphOrigin')
    .select(['paragraphId', 'originId', 'isDoubtful'])
    .where('municipalityId', '=', municipalityId)
    .where(sql<boolean>`paragraph_id = any(${[...paragraphs]}::uuid[])`)
    .execute()
}

/** Says where paragraphs come from; what was said before of those in `anew` goes. */
export async function storeOrigins(
  trx: Trx,
  municipalityId: string,
  origins: readonly StoredOrigin[],
  anew: readonly string[],
): Promise<void> {
  if (anew.length > 0)
    await sql`
      delete from paragraph_origin where municipality_id = ${municipalityId} and paragraph_id = any(${[...anew]}::uuid[])`.execute(
      trx,
    )
  if (origins.length === 0) return
  await sql`
    insert into paragraph_origin (municipality_id, paragraph_id, origin_id, is_doubtful)
    select ${municipalityId}, paragraph_id, origin_id, is_doubtful
    from ${givenRows({ paragraphId: 'uuid', originId: 'uuid', isDoubtful: 'boolean' }, origins)}`.execute(trx)
}

/**
 * Lets paragraphs come from all that others come from, each given as [paragraph, other]: a piece from what was split, and what another one joined
 * from that one's origins too.
 */
export async function copyOrigins(
  trx: Trx,
  municipalityId: string,
  pairs: Iterable<readonly [paragraph: string, other: string]>,
): Promise<void> {
  const rows = [...pairs].map(([paragraph, other]) => ({ paragraph, other }))
  if (rows.length === 0) return
  await sql`
    insert into paragraph_origin (municipality_id, paragraph_id, origin_id, is_doubtful)
    select ${municipalityId}, given.paragraph, origin_id, is_doubtful
    from ${givenRows({ paragraph: 'uuid', other: 'uuid' }, rows)}
    join paragraph_origin on paragraph_origin.municipality_id = ${municipalityId} and paragraph_origin.paragraph_id = given.other
    on conflict do nothing`.execute(trx)
}
