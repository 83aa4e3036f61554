import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { findWords } from './find-words.ts'
import { spelledWords } from './left-out-words.ts'
import { overlaps, type QuotedRange } from './quoted-range.ts'
import type { StoredRedaction } from './redactions.server.ts'

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
 * Words that are left out of a point (`of`), and which of the places where it says them; with all words of the point, and from which
 * to before which of those they are.
 */
export type WordsLeftOut = {
  of: string
  redactionId: string
  words: string
  times: number
  at: number
  said: string[]
  from: number
  until: number
}

/** What is left out of these points of a text. */
export function wordsLeftOut(
  text: string,
  points: readonly (QuotedRange & { of: string })[],
  redactions: readonly Pick<StoredRedaction, 'id' | 'start' | 'end'>[],
): WordsLeftOut[] {
  return points.flatMap((point) => {
    const piece = text.slice(point.start, point.end)
    return redactions.flatMap((redaction) => {
      const [start, end] = [
        Math.max(redaction.start, point.start) - point.start,
        Math.min(redaction.end, point.end) - point.start,
      ]
      if (start >= end) return []
      const words = piece.slice(start, end)
      const places = findWords(piece, words)
      // White space around words is not found with them.
      const at = places.findIndex((place) => place.end > start)
      const said = spelledWords(piece)
      const hidden = [...said.keys()].filter((word) => overlaps(said[word] ?? { start: 0, end: 0 }, { start, end }))
      const [first, last] = [hidden[0] ?? 0, hidden.at(-1) ?? -1]
      return [
        {
          ...{ of: point.of, redactionId: redaction.id, words, times: places.length, at: Math.max(0, at) },
          ...{ said: said.map(({ word }) => word), from: first, until: last + 1 },
        },
      ]
    })
  })
}

/** A piece of another text that says what a point (`of`) says. */
export type PieceAlike = QuotedRange & { of: string; contributionId: string; text: string }
export type CarriedRedaction = QuotedRange & { contributionId: string; redactionId: string }

/**
 * Where these words stand in pieces that say the same. The third time that a word stands there is meant, and not the first; where it
 * stands more or less often, every time. Pieces say the same also with other marks, other accents or a typing error: where the words are
 * not found as often, their place among the words of the piece goes out too.
 */
export function placesAlike(leftOut: readonly WordsLeftOut[], pieces: readonly PieceAlike[]): CarriedRedaction[] {
  const wordsOf = Map.groupBy(leftOut, ({ of }) => of)
  return [...Map.groupBy(pieces, ({ of, contributionId }) => `${of} ${contributionId}`).values()].flatMap((ofText) =>
    (wordsOf.get(ofText[0]?.of ?? '') ?? []).flatMap((words) => placesInText(words, ofText)),
  )
}

function placesInText(leftOut: WordsLeftOut, pieces: readonly PieceAlike[]): CarriedRedaction[] {
  const { words, times, at, redactionId } = leftOut
  const spelled = pieces.map(({ text, start, end }) => findWords(text.slice(start, end), words))
  const isAsOften = spelled.flat().length === times
  return pieces.flatMap(({ contributionId, text, start: from, end: until }, nth) => {
    const found = spelled[nth] ?? []
    const byPlace = isAsOften ? [] : placeByWord(text.slice(from, until), leftOut)
    const meant = found.length === times ? found.slice(at, at + 1) : found
    return [...meant, ...byPlace.filter((place) => !found.some((other) => overlaps(place, other)))].map(
      ({ start, end }) => ({ contributionId, redactionId, start: from + start, end: from + end }),
    )
  })
}

/** So much of the words of two pieces has to be the same in the same place, before a place in one is that place in the other. */
const LIKE = 0.5

/**
 * From the first to the last of the words that are left out. Where the words of the piece do not run level with those of the point, all
 * goes out between the words before and behind that are the same: too much, because nobody looks at it, and never too little.
 */
function placeByWord(piece: string, { said, from, until }: WordsLeftOut): QuotedRange[] {
  if (from >= until) return []
  const words = spelledWords(piece)
  const isSame = (at: number, other = at) => words[other] !== undefined && words[other].word === said[at]
  const level = words.length === said.length && words.filter((_, at) => isSame(at)).length >= said.length * LIKE
  let [before, behind] = [0, 0]
  while (before < from && (level || isSame(before))) before++
  const room = Math.min(said.length - until, words.length - before)
  while (behind < room && (level || isSame(said.length - 1 - behind, words.length - 1 - behind))) behind++
  const [first, last] = [words[before], words[words.length - 1 - behind]]
  return before < words.length - behind && first && last ? [{ start: first.start, end: last.end }] : []
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
