import { setImmediate } from 'node:timers/promises'
import { sql, type RawBuilder } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Doer } from '#app/features/accounts/account.ts'
import { noteShared } from '#app/features/answers/share-with-points.server.ts'
import { carryRedactions } from '#app/features/points/carry-redactions.server.ts'
import { changeWork } from '#app/features/points/change-work.server.ts'
import {
  lockContributions,
  replaceNonPoints,
  type ContributionToSplit,
} from '#app/features/points/contribution-to-split.server.ts'
import { finishSplits } from '#app/features/points/finish-split.server.ts'
import { insertPoints } from '#app/features/points/insert-points.server.ts'
import { placesAlike, wordsLeftOut } from '#app/features/points/places-alike.ts'
import { overlaps, type QuotedRange } from '#app/features/points/quoted-range.ts'
import { redactionsOf } from '#app/features/points/redactions.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { spreadRedactions } from './spread-redactions.server.ts'
import { carriedSplit, greetingsIn, sentencesOf, type CarriedSplit } from './align-letters.ts'

/** How many letters are in memory at once. */
const AT_ONCE = 500
/** How long letters are compared before others get their turn. */
const TURN_MS = 25

export type LetterToSplit = { id: string; variant: string }
type Carrying = {
  campaignId: string
  base: ContributionToSplit
  letters: readonly LetterToSplit[]
  /** By which the history of the points names the act. */
  eventId: string
}

/**
 * Splits letters of a campaign after its base text, which is held and has points, and calls them split. A letter that was split
 * before keeps its points: those that quote the same become shared. What was answered already for such points is their answer too.
 * Gives how many letters were split and how many points were made. Whoever calls it holds the campaigns and records the event.
 */
export async function carryToLetters(
  trx: Trx,
  by: Doer,
  process: Process,
  { campaignId, base, letters, eventId }: Carrying,
  now: Date,
): Promise<{ letters: number; points: number }> {
  const shared = await sharedPoints(trx, campaignId, base)
  const ownVariant = letters.find(({ id }) => id === base.id)?.variant
  const split = {
    sentences: sentencesOf(base.text),
    points: shared.map(({ range }) => range),
    nonPoints: base.nonPoints,
  }
  // Else each letter would make public what was left out of the base text.
  const leftOut = wordsLeftOut(
    base.text,
    split.points.map((range, of) => ({ of: String(of), ...range })),
    (await redactionsOf(trx, process, [base.id])).get(base.id) ?? [],
  )
  const others = letters.filter(({ id }) => id !== base.id)
  const carried = { letters: 0, points: 0 }
  // The base text itself is most of a campaign; other texts are too many to keep.
  const ofBaseText = carriedSplit(split, base.text)
  await linkPoints(
    trx,
    process,
    campaignId,
    shared.map(({ id, sharedId }) => ({ pointId: id, sharedId, isMade: false })),
    // A point that only one letter had, is shared as soon as that letter has the base text.
    sql`update set shared_id = coalesce(campaign_point.shared_id, excluded.shared_id)`,
  )
  for (let at = 0; at < others.length; at += AT_ONCE) {
    const some = others.slice(at, at + AT_ONCE)
    const contributionOf = await lockContributions(
      trx,
      process,
      some.map(({ id }) => id),
    )
    const all = []
    let turn = performance.now()
    for (const { id, variant } of some) {
      if (performance.now() - turn > TURN_MS) {
        await setImmediate()
        turn = performance.now()
      }
      const letter = contributionOf(id)
      const found = letter.text === base.text ? ofBaseText : carriedSplit(split, letter.text)
      all.push({ letter, shared: found.shared, ...pointsOf(letter, found, shared, variant === ownVariant) })
    }
    const made = all.flatMap(({ fresh }) => fresh)
    await insertPoints(trx, by, process, made, now)
    const pieces = all.flatMap(({ letter: { id: contributionId, text }, shared }) =>
      shared.map(({ of, start, end }) => ({ of: String(of), contributionId, text, start, end })),
    )
    await carryRedactions(trx, process, placesAlike(leftOut, pieces), now)
    await replaceNonPoints(
      trx,
      all.map(({ letter, nonPoints }) => ({ contribution: letter, nonPoints })),
    )
    await linkPoints(
      trx,
      process,
      campaignId,
      all.flatMap(({ linked }) => linked),
    )
    const ready = all.filter(({ letter, fresh }) => letter.points.length + fresh.length > 0)
    const contributionIds = ready.map(({ letter }) => letter.id)
    await finishSplits(trx, by, process, { contributionIds, despiteOpen: true }, now)
    carried.letters += ready.length
    carried.points += made.length
  }
  const letterIds = others.map(({ id }) => id)
  await spreadRedactions(trx, by, process, { campaignId, baseId: base.id, letterIds }, now)
  const points = sql`select point_id from campaign_point where municipality_id = ${process.municipalityId} and campaign_id = ${campaignId}`
  await changeWork(trx, process, { eventId, points, change: { campaignId } }, now)
  await shareAnswers(trx, by, process, { campaignId, eventId })
  return carried
}

type SharedPoint = {
  id: string
  sharedId: string
  range: QuotedRange
  summary: string
  isQuoted: boolean
  themeId: string | null
}

/** The points of the base text. One in an official's own words has no range: it goes to letters with the same words. */
async function sharedPoints(trx: Trx, campaignId: string, base: ContributionToSplit): Promise<SharedPoint[]> {
  const rows = await trx
    .selectFrom('campaignPoint')
    .select(['pointId', 'sharedId'])
    .where('municipalityId', '=', base.municipalityId)
    .where('campaignId', '=', campaignId)
    .where(sql<boolean>`point_id = any(${base.points.map(({ id }) => id)}::uuid[])`)
    .execute()
  const known = new Map(rows.map(({ pointId, sharedId }) => [pointId, sharedId]))
  return base.points.map(({ id, range, summary, themeId }) => ({
    ...{ id, sharedId: known.get(id) ?? id, range: range ?? { start: 0, end: 0 } },
    ...{ summary, isQuoted: range !== null, themeId },
  }))
}

/** `isMade`: it came with this split; the letter had it before otherwise. */
type Linked = { pointId: string; sharedId: string | null; isMade: boolean }
type Fresh = Parameters<typeof insertPoints>[3][number]

/** The points that a letter gets, and which of those that it has are shared from now on. */
function pointsOf(
  letter: ContributionToSplit,
  found: CarriedSplit,
  shared: readonly SharedPoint[],
  saysTheSame: boolean,
): { fresh: Fresh[]; linked: Linked[]; nonPoints: QuotedRange[] } {
  const [fresh, linked]: [Fresh[], Linked[]] = [[], []]
  const add = (range: QuotedRange | null, point: SharedPoint | undefined) => {
    const { sharedId, summary, themeId } = point ?? { sharedId: null, summary: '', themeId: null }
    const there = letter.points.find((point) => point.range && range && overlaps(point.range, range))
    if (there) {
      if (sharedId !== null && !linked.some(({ pointId }) => pointId === there.id))
        linked.push({ pointId: there.id, sharedId, isMade: false })
      return
    }
    if (letter.splitDoneAt !== null) return
    const id = uuid()
    fresh.push({ id, contributionId: letter.id, range, summary, themeId })
    linked.push({ pointId: id, sharedId, isMade: true })
  }
  const pieces = [
    ...found.shared.map(({ of, start, end }) => ({ range: { start, end }, point: shared[of] })),
    ...found.own.map((range) => ({ range, point: undefined })),
  ].sort((one, other) => one.range.start - other.range.start)
  for (const { range, point } of pieces) add(range, point)
  if (saysTheSame) for (const point of shared) if (!point.isQuoted) add(null, point)
  if (letter.splitDoneAt !== null) return { fresh, linked, nonPoints: letter.nonPoints }
  const ranges = [...letter.points, ...fresh].flatMap(({ range }) => range ?? [])
  const nonPoints = apart([...letter.nonPoints, ...found.nonPoints, ...greetingsIn(letter.text, ranges)])
  return { fresh, linked, nonPoints }
}

/** Ranges that overlap as one. */
export function apart(ranges: readonly QuotedRange[]): QuotedRange[] {
  const found: QuotedRange[] = []
  for (const { start, end } of ranges.toSorted((one, other) => one.start - other.start)) {
    const last = found.at(-1)
    if (last && start < last.end) last.end = Math.max(last.end, end)
    else found.push({ start, end })
  }
  return found
}

/** A point that was linked before stays as it is: an official may have said that it is a point of its own. */
async function linkPoints(
  trx: Trx,
  { municipalityId, id }: Process,
  campaignId: string,
  linked: readonly Linked[],
  whenThere: RawBuilder<unknown> = sql`nothing`,
): Promise<void> {
  await sql`
    insert into campaign_point (municipality_id, process_id, campaign_id, point_id, shared_id, is_made)
    select ${municipalityId}, ${id}, ${campaignId}, point_id, shared_id, is_made
    from ${givenRows({ pointId: 'uuid', sharedId: 'uuid', isMade: 'boolean' }, linked)}
    on conflict (municipality_id, point_id) do ${whenThere}`.execute(trx)
}

/**
 * Gives shared points without an answer the answer that the others have. Each point is looked up by its id: the database does not know
 * yet how many points the campaign just got, and would go along all answers for each of them.
 */
async function shareAnswers(
  trx: Trx,
  by: Doer,
  process: Process,
  { campaignId, eventId }: Pick<Carrying, 'campaignId' | 'eventId'>,
): Promise<void> {
  const { municipalityId, id } = process
  const { rows: given } = await sql<{ pointId: string; answerId: string }>`
    with known as materialized (
      select distinct on (shared_id) shared_id, answer_id
      from campaign_point
      cross join lateral (
        select answer_id from answer_point
        where answer_point.municipality_id = ${municipalityId} and answer_point.point_id = campaign_point.point_id offset 0) as given
      where campaign_point.municipality_id = ${municipalityId} and campaign_id = ${campaignId} and shared_id is not null
      order by shared_id, (campaign_point.point_id = shared_id) desc, answer_id
    )
    insert into answer_point (municipality_id, process_id, answer_id, point_id, given_by)
    select ${municipalityId}, ${id}, known.answer_id, campaign_point.point_id, ${by.id}::uuid
    from campaign_point join known on known.shared_id = campaign_point.shared_id
    where campaign_point.municipality_id = ${municipalityId} and campaign_id = ${campaignId}
    on conflict (municipality_id, point_id) do nothing
    returning point_id, answer_id`.execute(trx)
  await noteShared(trx, process, { eventId, given })
}
