import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { ContributionToSplit } from '#app/features/points/contribution-to-split.server.ts'
import { findWords } from '#app/features/points/find-words.ts'
import type { QuotedRange } from '#app/features/points/quoted-range.ts'
import { redactionsOf } from '#app/features/points/redactions.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import type { CarriedSplit } from './align-letters.ts'

/** A letter with what it says of each point of the base text. */
type Letter = { letter: Pick<ContributionToSplit, 'id' | 'text'>; shared: CarriedSplit['shared'] }

/**
 * Leaves out of letters what was left out of the points of the base text, where they say it in the same words: else each of them would
 * make it public. Whoever calls it holds the letters.
 */
export async function carryRedactions(
  trx: Trx,
  process: ProcessRef,
  base: Pick<ContributionToSplit, 'id' | 'text'>,
  points: readonly QuotedRange[],
  letters: readonly Letter[],
  now: Date,
): Promise<void> {
  const redactions = (await redactionsOf(trx, process, [base.id])).get(base.id) ?? []
  const pieces = redactions.flatMap((redaction) =>
    points.flatMap((point, of) => {
      const [start, end] = [Math.max(redaction.start, point.start), Math.min(redaction.end, point.end)]
      if (start >= end) return []
      const words = base.text.slice(start, end)
      const places = findWords(base.text.slice(point.start, point.end), words)
      return [{ of, redactionId: redaction.id, words, count: places.length, at: placeAt(places, start - point.start) }]
    }),
  )
  if (pieces.length === 0) return
  const rows = letters.flatMap(({ letter, shared }) =>
    pieces.flatMap(({ of, redactionId, words, count, at }) =>
      shared
        .filter((piece) => piece.of === of)
        .flatMap((piece) => {
          const found = findWords(letter.text.slice(piece.start, piece.end), words)
          // The third time that a word stands there is meant, and not the first; when it stands there otherwise, all.
          const meant = found.length === count ? found.slice(at, at + 1) : found
          return meant.map(({ start, end }) => ({
            ...{ id: uuid(), contributionId: letter.id, redactionId },
            ...{ start: piece.start + start, end: piece.start + end },
          }))
        }),
    ),
  )
  await sql`
    insert into redaction (municipality_id, id, process_id, contribution_id, range_start, range_end, reason, other_reason, created_at, created_by, state, final_at, final_by)
    select municipality_id, given.id, process_id, given.contribution_id, given.start, given."end", reason, other_reason, ${now}, created_by, state, final_at, final_by
    from ${givenRows({ id: 'uuid', contributionId: 'uuid', redactionId: 'uuid', start: 'int', end: 'int' }, rows)}
    join redaction on redaction.municipality_id = ${process.municipalityId} and redaction.id = given.redaction_id
    order by place
    on conflict (municipality_id, contribution_id, range_start, range_end) do nothing`.execute(trx)
}

/** Which of these places begins here, or the first when none does: white space around words is not found with them. */
function placeAt(places: readonly QuotedRange[], start: number): number {
  return Math.max(
    0,
    places.findIndex((place) => place.end > start),
  )
}
