import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Doer } from '#app/features/accounts/account.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { recordAll } from '#app/features/record/record.server.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { carryRedactions, type SamePoint, type SayTheSame } from './carry-redactions.server.ts'
import { lockContributions } from './contribution-to-split.server.ts'
import { placesAlike, wordsLeftOut, type CarriedRedaction, type WordsLeftOut } from './places-alike.ts'
import { keepHistory } from './point-history.server.ts'
import { goesAlong } from './goes-along.server.ts'
import { pointNumber } from './point-number.ts'
import { overlaps, sentencesToSplit, type QuotedRange } from './quoted-range.ts'
import { redactionCode, redactionsOf, type StoredRedaction } from './redactions.server.ts'

/** How many contributions are in memory at once. */
const AT_ONCE = 500

/** What is left out of some contributions, and what to do about others that say the same. */
export type FromContributions = {
  contributionIds: readonly string[]
  /** The redactions that go along. */
  ids: readonly string[]
  sayTheSame: SayTheSame
  /**
   * Called with a point that says the same and is public already; null for who keeps the account of all that is public, and `stays` for
   * who leaves it as it is.
   */
  alikePublic: ((number: string) => never) | null | 'stays'
  /** In how many places of others may go out what is left out of one contribution, and how it refuses more. */
  most?: { places: number; refuse: () => never } | undefined
}

/**
 * Leaves out of every other contribution where points say the same what is left out of these: of their points, and of what is no point of them
 * and is one elsewhere. Whoever calls it holds the process. Gives what is left out of others.
 */
export async function leaveOutOfOthers(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  from: FromContributions,
  now: Date,
): Promise<CarriedRedaction[]> {
  const { own, leftOut, quotedIds, loose } = await wordsToCarry(trx, process, from)
  const sourceOf = new Map(own.map(({ id, contributionId }) => [id, contributionId]))
  const placesFrom = new Map<string, number>()
  const countFrom = (contributionId: string, places: number) => {
    const count = (placesFrom.get(contributionId) ?? 0) + places
    placesFrom.set(contributionId, count)
    if (from.most && count > from.most.places) from.most.refuse()
  }
  const ofPoints = [...new Set(leftOut.map(({ of }) => of))].filter((of) => quotedIds.has(of))
  const same = [
    ...(await from.sayTheSame(trx, process, ofPoints, from.most?.places)),
    ...(await pointsSaying(trx, process, from, loose)),
  ]
  // Before any text is read: one place for each of the words, where a point says them as often.
  const timesOf = Map.groupBy(leftOut, ({ of }) => of)
  for (const { of } of same)
    for (const { redactionId } of timesOf.get(of) ?? []) countFrom(sourceOf.get(redactionId) ?? '', 1)
  placesFrom.clear()
  const letters = [...Map.groupBy(same, ({ contributionId }) => contributionId)].sort(([a], [b]) => (a < b ? -1 : 1))
  const all: CarriedRedaction[] = []
  const placesOf = new Map<string, CarriedRedaction[]>()
  for (let at = 0; at < letters.length; at += AT_ONCE) {
    const some = letters.slice(at, at + AT_ONCE)
    const ids = some.map(([id]) => id)
    const contributionOf = await lockContributions(trx, process, ids, { alsoPublic: true })
    const before = await redactionsOf(trx, process, ids)
    // Letter by letter: where words stand more or less often, each of them gives all their places.
    const places = new Map<string, CarriedRedaction>()
    for (const [id, inLetter] of some) {
      const { text, points, publicationId } = contributionOf(id)
      if (publicationId !== null && from.alikePublic === 'stays') continue
      const ranges = new Map(points.map((point) => [point.id, point.range]))
      const pieces = inLetter.flatMap(({ of, pointId }) => {
        const range = ranges.get(pointId)
        return range ? [{ of, contributionId: id, text, ...range }] : []
      })
      for (const place of placesAlike(leftOut, pieces)) {
        const key = `${id} ${place.start} ${place.end}`
        if (!places.has(key)) countFrom(sourceOf.get(place.redactionId) ?? '', 1)
        places.set(key, place)
      }
    }
    for (const place of places.values()) {
      all.push(place)
      const { publicationId, contributor, points } = contributionOf(place.contributionId)
      const point = points.find(({ range }) => range && overlaps(range, place))
      const isLeftOut = before
        .get(place.contributionId)
        ?.some(({ start, end }) => start <= place.start && end >= place.end)
      if (!point || isLeftOut) continue
      if (publicationId !== null && typeof from.alikePublic === 'function')
        from.alikePublic(pointNumber(contributor, point.number))
      placesOf.set(point.id, [...(placesOf.get(point.id) ?? []), place])
    }
    await carryRedactions(trx, process, [...places.values()], now)
  }
  await keepAccount(trx, by, process, { own, all, placesOf }, now)
  return all
}

type Own = StoredRedaction & { contributionId: string }
type Stretch = QuotedRange & { of: string; contributionId: string; words: string }

/** What is left out of these contributions, which of their points say it, and the stretches around what no point says. */
async function wordsToCarry(
  trx: Trx,
  process: ProcessRef,
  { contributionIds, ids }: FromContributions,
): Promise<{ own: Own[]; leftOut: WordsLeftOut[]; quotedIds: Set<string>; loose: Stretch[] }> {
  const contributionOf = await lockContributions(trx, process, contributionIds, { alsoPublic: true })
  const redactions = await redactionsOf(trx, process, contributionIds)
  const chosen = new Set(ids)
  const ofEach = contributionIds.map((contributionId) => {
    const { text, points } = contributionOf(contributionId)
    const own = (redactions.get(contributionId) ?? []).filter(({ id }) => chosen.has(id))
    const quoted = points.flatMap(({ id: of, range }) => (range ? [{ of, ...range }] : []))
    const around = stretchesAround(
      text,
      own.filter((redaction) => !quoted.some(({ start, end }) => start <= redaction.start && redaction.end <= end)),
    )
    const loose = around.map((stretch) => ({
      ...{ ...stretch, of: `${contributionId} ${stretch.start}-${stretch.end}` },
      ...{ contributionId, words: text.slice(stretch.start, stretch.end) },
    }))
    return {
      own: own.map((redaction) => ({ ...redaction, contributionId })),
      leftOut: wordsLeftOut(text, [...quoted, ...loose], own),
      ...{ quoted, loose },
    }
  })
  return {
    own: ofEach.flatMap(({ own }) => own),
    leftOut: ofEach.flatMap(({ leftOut }) => leftOut),
    quotedIds: new Set(ofEach.flatMap(({ quoted }) => quoted.map(({ of }) => of))),
    loose: ofEach.flatMap(({ loose }) => loose),
  }
}

/** What changed: all places in others, and those of each point where they were not left out before. */
type Changed = {
  own: readonly Own[]
  all: readonly CarriedRedaction[]
  placesOf: ReadonlyMap<string, CarriedRedaction[]>
}

/** Records for each contribution from which words were left out of others, and in the history of the points there. */
async function keepAccount(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  { own, all, placesOf }: Changed,
  now: Date,
): Promise<void> {
  const redactionOf = new Map(own.map((redaction) => [redaction.id, redaction]))
  const sourceOf = ({ redactionId }: CarriedRedaction) => redactionOf.get(redactionId)?.contributionId ?? ''
  const lines = [...placesOf].flatMap(([pointId, places]) =>
    [...Map.groupBy(places, sourceOf)].map(([contributionId, of]) => ({ pointId, contributionId, places: of })),
  )
  const allFrom = Map.groupBy(all, sourceOf)
  const linesFrom = Map.groupBy(lines, ({ contributionId }) => contributionId)
  const events = [...linesFrom].map(([contributionId, points]) => ({
    ...{ municipalityId: process.municipalityId, id: uuid(), at: now, by, act: 'redactAlike', processId: process.id },
    subject: { kind: 'contribution', id: contributionId },
    detail: {
      letters: new Set(allFrom.get(contributionId)?.map((place) => place.contributionId)).size,
      points: points.length,
    },
  }))
  await recordAll(trx, events)
  const eventOf = new Map(events.map(({ id, subject }) => [subject.id, id]))
  await keepHistory(
    trx,
    process,
    lines.map(({ pointId, contributionId, places }) => {
      const reason = redactionOf.get(places[0]?.redactionId ?? '')?.reason ?? ''
      const eventId = eventOf.get(contributionId) ?? ''
      return { eventId, pointId, field: 'redaction', from: null, to: redactionCode(places, reason) }
    }),
  )
}

/** A point elsewhere that is a stretch of more sentences than this is found where it is a paragraph, or a whole text. */
const MOST_SENTENCES = 6

/** All that could be a point and holds something that is left out: sentences that follow each other, paragraphs, and the text. */
function stretchesAround(text: string, redactions: readonly QuotedRange[]): QuotedRange[] {
  if (redactions.length === 0) return []
  const sentences = sentencesToSplit(text)
  const runs = sentences.flatMap(({ start }, first) =>
    sentences.slice(first, first + MOST_SENTENCES).map(({ end }) => ({ start, end })),
  )
  const paragraphs = [...text.matchAll(/[^\n]+/g)].map(({ 0: line, index }) => ({
    start: index,
    end: index + line.length,
  }))
  const whole = { start: 0, end: text.length }
  const stretches = [...runs, ...paragraphs, whole].filter((stretch) =>
    redactions.some((each) => overlaps(stretch, each)),
  )
  return [...new Map(stretches.map((stretch) => [`${stretch.start}-${stretch.end}`, stretch])).values()]
}

/** The points of other contributions of the same kind that say one of these stretches, or say the same as such a point. */
async function pointsSaying(
  trx: Trx,
  process: ProcessRef,
  { sayTheSame, most }: FromContributions,
  stretches: readonly Stretch[],
): Promise<SamePoint[]> {
  if (stretches.length === 0) return []
  const { municipalityId, id: processId } = process
  const { rows: found } = await sql<SamePoint>`
    select given.of, point.id as point_id, point.contribution_id
    from ${givenRows({ of: 'text', contributionId: 'uuid', words: 'text' }, stretches)}
    join contribution as own on own.municipality_id = ${municipalityId} and own.id = given.contribution_id
    cross join lateral (
      select point.id, point.contribution_id from point
      join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
      where point.municipality_id = ${municipalityId} and point.process_id = ${processId} and said = hash_of_words(given.words)
        and quote_start is not null and contribution.id <> own.id and ${goesAlong('own', 'contribution')}
      limit 1
    ) as point`.execute(trx)
  const stretchesOf = Map.groupBy(found, ({ pointId }) => pointId)
  const alike = await sayTheSame(trx, process, [...stretchesOf.keys()], most?.places)
  const sourceOf = new Map(stretches.map(({ of, contributionId }) => [of, contributionId]))
  return [
    ...found,
    ...alike.flatMap((point) => (stretchesOf.get(point.of) ?? []).map(({ of }) => ({ ...point, of }))),
  ].filter(({ of, contributionId }) => contributionId !== sourceOf.get(of))
}
