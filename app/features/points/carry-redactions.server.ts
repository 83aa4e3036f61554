import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { findWords } from './find-words.ts'
import type { QuotedRange } from './quoted-range.ts'
import type { StoredRedaction } from './redactions.server.ts'

/** A point that says the same as another one (`of`). */
export type SamePoint = { of: string; pointId: string; contributionId: string }

/** Finds the points of other contributions that say the same as these, public ones too. Later rooms know which those are. */
export type SayTheSame = (db: Db | Trx, process: ProcessRef, pointIds: readonly string[]) => Promise<SamePoint[]>

/** Words that are left out of a point (`of`), and which of the places where it says them. */
export type WordsLeftOut = { of: string; redactionId: string; words: string; times: number; at: number }

/** What is left out of these points of a text. */
export function wordsLeftOut(
  text: string,
  points: readonly (QuotedRange & { of: string })[],
  redactions: readonly Pick<StoredRedaction, 'id' | 'start' | 'end'>[],
): WordsLeftOut[] {
  return redactions.flatMap((redaction) =>
    points.flatMap((point) => {
      const [start, end] = [Math.max(redaction.start, point.start), Math.min(redaction.end, point.end)]
      if (start >= end) return []
      const words = text.slice(start, end)
      const places = findWords(text.slice(point.start, point.end), words)
      // White space around words is not found with them.
      const at = places.findIndex((place) => place.end > start - point.start)
      return [{ of: point.of, redactionId: redaction.id, words, times: places.length, at: Math.max(0, at) }]
    }),
  )
}

/** A piece of another text that says what a point (`of`) says. */
export type PieceAlike = QuotedRange & { of: string; contributionId: string; text: string }
export type CarriedRedaction = QuotedRange & { contributionId: string; redactionId: string }

/**
 * Where these words stand in pieces that say the same. The third time that a word stands there is meant, and not the first; where it
 * stands more or less often, every time.
 */
export function placesAlike(leftOut: readonly WordsLeftOut[], pieces: readonly PieceAlike[]): CarriedRedaction[] {
  const wordsOf = Map.groupBy(leftOut, ({ of }) => of)
  return pieces.flatMap(({ of, contributionId, text, start: from, end: until }) =>
    (wordsOf.get(of) ?? []).flatMap(({ redactionId, words, times, at }) => {
      const found = findWords(text.slice(from, until), words)
      const meant = found.length === times ? found.slice(at, at + 1) : found
      return meant.map(({ start, end }) => ({ contributionId, redactionId, start: from + start, end: from + end }))
    }),
  )
}

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
  if (rows.size === 0) return
  await sql`
    insert into redaction (municipality_id, id, process_id, contribution_id, range_start, range_end, reason, other_reason, created_at, created_by,
      shared_id, state, final_at, final_by)
    select redaction.municipality_id, given.id, redaction.process_id, given.contribution_id, given.start, given."end", reason, other_reason, ${now},
      created_by, shared_id,
      case
        when contribution.publication_id is not null then 'final'
        when redaction_needs_two and final_by is null then 'provisional'
        else redaction.state
      end,
      final_at, final_by
    from ${givenRows({ id: 'uuid', contributionId: 'uuid', redactionId: 'uuid', start: 'int', end: 'int' }, [
      ...rows.values(),
    ])}
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
