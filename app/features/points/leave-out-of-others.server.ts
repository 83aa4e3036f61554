import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Doer } from '#app/features/accounts/account.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { record } from '#app/features/record/record.server.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import {
  carryRedactions,
  placesAlike,
  wordsLeftOut,
  type CarriedRedaction,
  type SamePoint,
  type SayTheSame,
} from './carry-redactions.server.ts'
import { lockContribution, lockContributions } from './contribution-to-split.server.ts'
import { keepHistory } from './point-history.server.ts'
import { pointNumber } from './point-number.ts'
import { overlaps, sentencesToSplit, type QuotedRange } from './quoted-range.ts'
import { redactionCode, redactionsOf } from './redactions.server.ts'

/** How many contributions are in memory at once. */
const AT_ONCE = 500

/** What is left out of one contribution, and what to do about others that say the same. */
export type FromContribution = {
  contributionId: string
  /** The redactions that go along. */
  ids: readonly string[]
  sayTheSame: SayTheSame
  /**
   * Called with a point that says the same and is public already; null for who keeps the account of all that is public, and `stays` for
   * who leaves it as it is.
   */
  alikePublic: ((number: string) => never) | null | 'stays'
  /** How many places one act leaves out in other contributions, and how it refuses more. */
  most?: { places: number; refuse: () => never } | undefined
}

/**
 * Leaves out of every other contribution where points say the same what is left out of this one: of its points, and of what is no point of it
 * and is one elsewhere. Whoever calls it holds the process. Gives what is left out of others.
 */
export async function leaveOutOfOthers(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  from: FromContribution,
  now: Date,
): Promise<CarriedRedaction[]> {
  const { text, points } = await lockContribution(trx, process, from.contributionId, { alsoPublic: true })
  const redactions = (await redactionsOf(trx, process, [from.contributionId])).get(from.contributionId) ?? []
  const quoted = points.flatMap(({ id: of, range }) => (range ? [{ of, ...range }] : []))
  const own = redactions.filter(({ id }) => from.ids.includes(id))
  const loose = stretchesAround(
    text,
    own.filter((redaction) => !quoted.some(({ start, end }) => start <= redaction.start && redaction.end <= end)),
  )
  const leftOut = wordsLeftOut(text, [...quoted, ...loose], own)
  const refuseAbove = (places: number) => from.most && places > from.most.places && from.most.refuse()
  const ofPoints = [...new Set(leftOut.map(({ of }) => of))].filter((of) => quoted.some((point) => point.of === of))
  const same = [
    ...(await from.sayTheSame(trx, process, ofPoints, from.most?.places)),
    ...(await pointsSaying(trx, process, from, loose, text)),
  ]
  // Before any text is read: one place for each of the words, where a point says them as often.
  const timesOf = Map.groupBy(leftOut, ({ of }) => of)
  refuseAbove(same.reduce((places, { of }) => places + (timesOf.get(of)?.length ?? 0), 0))
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
      for (const place of placesAlike(leftOut, pieces)) places.set(`${id} ${place.start} ${place.end}`, place)
      refuseAbove(all.length + places.size)
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
  if (placesOf.size === 0) return all
  const eventId = uuid()
  await record(trx, {
    ...{ municipalityId: process.municipalityId, id: eventId, at: now, by, act: 'redactAlike', processId: process.id },
    ...{ subject: { kind: 'contribution', id: from.contributionId } },
    detail: { letters: new Set(all.map(({ contributionId }) => contributionId)).size, points: placesOf.size },
  })
  const reasonOf = new Map(own.map(({ id, reason }) => [id, reason]))
  await keepHistory(
    trx,
    process,
    [...placesOf].map(([pointId, places]) => {
      const reason = reasonOf.get(places[0]?.redactionId ?? '') ?? ''
      return { eventId, pointId, field: 'redaction', from: null, to: redactionCode(places, reason) }
    }),
  )
  return all
}

/** A point elsewhere that is a stretch of more sentences than this is found where it is a paragraph, or a whole text. */
const MOST_SENTENCES = 6

/** All that could be a point and holds something that is left out: sentences that follow each other, paragraphs, and the text. */
function stretchesAround(text: string, redactions: readonly QuotedRange[]): (QuotedRange & { of: string })[] {
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
  const byPlace = new Map(stretches.map((stretch) => [`${stretch.start}-${stretch.end}`, stretch]))
  return [...byPlace].map(([of, stretch]) => ({ of, ...stretch }))
}

/** The points of other contributions of the same kind that say one of these stretches of a text, or say the same as such a point. */
async function pointsSaying(
  trx: Trx,
  process: ProcessRef,
  { contributionId, sayTheSame, most }: FromContribution,
  stretches: readonly (QuotedRange & { of: string })[],
  text: string,
): Promise<SamePoint[]> {
  if (stretches.length === 0) return []
  const { municipalityId, id: processId } = process
  const rows = stretches.map(({ of, start, end }) => ({ of, words: text.slice(start, end) }))
  const { rows: found } = await sql<SamePoint>`
    select given.of, point.id as point_id, point.contribution_id
    from ${givenRows({ of: 'text', words: 'text' }, rows)}
    cross join lateral (
      select point.id, point.contribution_id from point
      join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
      where point.municipality_id = ${municipalityId} and point.process_id = ${processId} and said = hash_of_words(given.words)
        and quote_start is not null and contribution.id <> ${contributionId}::uuid and kind <> 'groupMotivation' and kind = (
          select kind from contribution as own where own.municipality_id = ${municipalityId} and own.id = ${contributionId}::uuid)
      limit 1
    ) as point`.execute(trx)
  const stretchOf = new Map(found.map(({ of, pointId }) => [pointId, of]))
  const alike = await sayTheSame(trx, process, [...stretchOf.keys()], most?.places)
  return [...found, ...alike.map((point) => ({ ...point, of: stretchOf.get(point.of) ?? '' }))].filter(
    (point) => point.contributionId !== contributionId,
  )
}
