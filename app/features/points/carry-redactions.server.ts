import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import type { CarriedRedaction } from './places-alike.ts'

/** A point that says the same as another one (`of`). */
export type SamePoint = { of: string; pointId: string; contributionId: string }

/** Finds the points of other contributions that say the same as these, public ones too. Later rooms know which those are. */
export type SayTheSame = (
  db: Db | Trx,
  process: ProcessRef,
  pointIds: readonly string[],
  /** For who needs no more than to know that there are more: one more than this are given. */
  most?: number,
) => Promise<SamePoint[]>

/** In how many other letters a point says the same as this one, counted so far; `isMore` when there are more. */
export type CountAlike = (
  db: Db | Trx,
  process: ProcessRef,
  pointId: string,
) => Promise<{ letters: number; isMore: boolean }>

/**
 * Leaves these pieces out, for the same reason as the redaction that each comes from, and together with it. What nobody else looked at
 * yet waits for a second official where two have to look; of what is public it is final at once. Another reason replaces the one that came from
 * there before; a piece that was left out by itself stays. Whoever calls it holds the contributions.
 */
export async function carryRedactions(
  trx: Trx,
  { municipalityId }: ProcessRef,
  places: readonly CarriedRedaction[],
  now: Date,
): Promise<void> {
  const rows = new Map(
    places.map((place) => [`${place.contributionId} ${place.start} ${place.end}`, { id: uuid(), ...place }]),
  )
  const all = [...rows.values()]
  for (let at = 0; at < all.length; at += ROWS_AT_ONCE)
    await insertRedactions(trx, municipalityId, all.slice(at, at + ROWS_AT_ONCE), now)
}

/** So that a statement ends within its time, however many places there are. */
const ROWS_AT_ONCE = 2000

async function insertRedactions(
  trx: Trx,
  municipalityId: string,
  rows: readonly (CarriedRedaction & { id: string })[],
  now: Date,
): Promise<void> {
  await sql`
    insert into redaction (municipality_id, id, process_id, contribution_id, range_start, range_end, reason, other_reason, created_at, created_by,
      shared_id, state, final_at, final_by, is_carried)
    select redaction.municipality_id, given.id, redaction.process_id, given.contribution_id, given.start, given."end", reason, other_reason, ${now},
      created_by, shared_id,
      case
        when contribution.publication_id is not null then 'final'
        when redaction_needs_two and final_by is null then 'provisional'
        else redaction.state
      end,
      final_at, final_by, true
    from ${givenRows({ id: 'uuid', contributionId: 'uuid', redactionId: 'uuid', start: 'int', end: 'int' }, rows)}
    join redaction on redaction.municipality_id = ${municipalityId} and redaction.id = given.redaction_id
    join contribution on contribution.municipality_id = redaction.municipality_id and contribution.id = given.contribution_id
    join process on process.municipality_id = redaction.municipality_id and process.id = redaction.process_id
    order by place
    on conflict (municipality_id, contribution_id, range_start, range_end) do update
      set reason = excluded.reason, other_reason = excluded.other_reason, created_at = excluded.created_at, created_by = excluded.created_by, state = excluded.state,
        final_at = excluded.final_at, final_by = excluded.final_by
      where redaction.shared_id = excluded.shared_id
        and (redaction.reason, redaction.other_reason) is distinct from (excluded.reason, excluded.other_reason)`.execute(
    trx,
  )
}
