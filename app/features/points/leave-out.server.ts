import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { NotFound } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { findPersonalData } from '#app/features/contributions/personal-data.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { record } from '#app/features/record/record.server.ts'
import { typed } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import {
  carryRedactions,
  placesAlike,
  wordsLeftOut,
  type CarriedRedaction,
  type SayTheSame,
} from './carry-redactions.server.ts'
import { lockContribution, lockContributions } from './contribution-to-split.server.ts'
import { keepHistory } from './point-history.server.ts'
import { pointNumber } from './point-number.ts'
import { redactionReasons, type RedactionReason } from './public-words.ts'
import { isRange, overlaps, trimRange, type QuotedRange } from './quoted-range.ts'
import { redactionsOf } from './redactions.server.ts'

const MOST_CHARACTERS = 60

/** For acts that leave words out of what is not public yet: what the same says in public is changed with an account of it. */
export const alikePublicRefusal = {
  alikePublic: {
    says: (number: string) =>
      `Punt ${number} zegt hetzelfde en is al openbaar. Laat de woorden daar weg, dan gaan ze overal tegelijk weg.`,
  },
}

/** Why words are left out, and of the reason `other` what stands in public where they were. */
export const whyLeftOut = {
  reason: z.enum(redactionReasons, { error: 'Kies wat deze woorden zijn.' }),
  otherReason: typed.optional(),
}

/** Checks that of the reason `other` it is said, in words that are public themselves. */
export function checkOtherReason(
  { reason, otherReason = '' }: { reason: RedactionReason; otherReason?: string | undefined },
  context: { addIssue: (issue: { code: 'custom'; path: string[]; message: string }) => void },
): void {
  if (reason !== 'other') return
  const report = (message: string) => context.addIssue({ code: 'custom', path: ['otherReason'], message })
  const said = otherReason.trim()
  if (said === '') report('Schrijf wat er in plaats van de woorden komt te staan.')
  else if (said.length > MOST_CHARACTERS) report(`Gebruik hoogstens ${MOST_CHARACTERS} tekens voor de reden.`)
  else if (findPersonalData(said).length > 0)
    report('Schrijf in plaats van de woorden geen telefoonnummer, adres of ander gegeven van een persoon.')
}

export type PieceToLeaveOut = {
  contributionId: string
  reason: RedactionReason
  otherReason?: string | undefined
  /** UTF-16 offsets in the verbatim text. */
  range: QuotedRange
}

/**
 * Stores what is left out, for who holds the process already. Where two have to look, it is provisional until the second one did; of
 * what is public already it is final at once. Whoever gives another reason is the one who left it out.
 */
export async function leaveOut(
  trx: Trx,
  by: Doer,
  { municipalityId, id: processId }: ProcessRef,
  { contributionId, range: given, reason, otherReason = '' }: PieceToLeaveOut,
  now: Date,
): Promise<{ id: string }> {
  const process = { municipalityId, id: processId }
  const { id: ownId, text, publicationId } = await lockContribution(trx, process, contributionId, { alsoPublic: true })
  const range = isRange(text, given.start, given.end) ? trimRange(text, given) : null
  if (!range) throw new Error('what is left out of a text has words')
  const said = reason === 'other' ? otherReason.trim() : ''
  const state = publicationId === null && (await needsTwo(trx, process)) ? 'provisional' : 'final'
  const { id } = await trx
    .insertInto('redaction')
    .values({
      ...{ municipalityId, id: uuid(), processId, contributionId: ownId, rangeStart: range.start, rangeEnd: range.end },
      ...{ reason, otherReason: said, createdAt: now, createdBy: by.id, state },
    })
    .onConflict((conflict) =>
      conflict.columns(['municipalityId', 'contributionId', 'rangeStart', 'rangeEnd']).doUpdateSet({
        ...{ reason, otherReason: said, state, finalAt: null, finalBy: null },
        createdBy: sql<
          string | null
        >`case when ${isAnotherReason} then excluded.created_by else redaction.created_by end`,
        createdAt: sql<Date>`case when ${isAnotherReason} then excluded.created_at else redaction.created_at end`,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  const eventId = uuid()
  await record(trx, {
    ...{ municipalityId, at: now, by, act: 'redactRange', subject: { kind: 'contribution', id: ownId }, processId },
    ...{ id: eventId, detail: { start: range.start, end: range.end, reason } },
  })
  await keepHistory(
    trx,
    process,
    (await pointsQuoting(trx, process, ownId, range)).map((pointId) => ({
      ...{ eventId, pointId, field: 'redaction', from: null, to: redactionCode([range], reason) },
    })),
  )
  return { id }
}

const isAnotherReason = sql`(redaction.reason, redaction.other_reason) is distinct from (excluded.reason, excluded.other_reason)`

async function needsTwo(trx: Trx, { municipalityId, id }: ProcessRef): Promise<boolean> {
  const { redactionNeedsTwo } = await trx
    .selectFrom('process')
    .select('redactionNeedsTwo')
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return redactionNeedsTwo
}

/**
 * Leaves pieces out of one contribution, and of every other one where points say the same, for who holds the process alone. Gives the pieces
 * of the contribution, and what is left out of others.
 */
export async function leaveOutEverywhere(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  { pieces, ...from }: LeaveOutEverywhere,
  now: Date,
): Promise<{ ids: string[]; others: CarriedRedaction[] }> {
  const ids: string[] = []
  for (const piece of pieces) ids.push((await leaveOut(trx, by, process, piece, now)).id)
  const [contributionId = ''] = pieces.map((piece) => piece.contributionId)
  return { ids, others: await leaveOutOfOthers(trx, by, process, { ...from, contributionId, ids }, now) }
}

/** What is left out, and what to do about others that say the same. */
export type LeaveOutEverywhere = {
  /** All of one contribution. */
  pieces: readonly PieceToLeaveOut[]
  sayTheSame: SayTheSame
  /** Called with a point that says the same and is public already; null for who keeps the account of all that is public. */
  alikePublic: ((number: string) => never) | null
  /** How many places one act leaves out in other contributions, and how it refuses more. */
  most?: { places: number; refuse: () => never } | undefined
}

/** How many contributions are in memory at once, and how many places one statement puts back: it makes words of points anew. */
const AT_ONCE = 500

async function leaveOutOfOthers(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  from: { contributionId: string; ids: readonly string[] } & Omit<LeaveOutEverywhere, 'pieces'>,
  now: Date,
): Promise<CarriedRedaction[]> {
  const { text, points } = await lockContribution(trx, process, from.contributionId, { alsoPublic: true })
  const redactions = (await redactionsOf(trx, process, [from.contributionId])).get(from.contributionId) ?? []
  const quoted = points.flatMap(({ id: of, range }) => (range ? [{ of, ...range }] : []))
  const own = redactions.filter(({ id }) => from.ids.includes(id))
  const leftOut = wordsLeftOut(text, quoted, own)
  const refuseAbove = (places: number) => from.most && places > from.most.places && from.most.refuse()
  const same = await from.sayTheSame(trx, process, [...new Set(leftOut.map(({ of }) => of))], from.most?.places)
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
      const { text, points } = contributionOf(id)
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
      if (publicationId !== null) from.alikePublic?.(pointNumber(contributor, point.number))
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

/** The points that quote what was left out together with a redaction, in whichever contribution. */
export async function pointsOfRedaction(
  db: Db | Trx,
  { municipalityId, id: processId }: ProcessRef,
  redactionId: string,
): Promise<{ id: string; number: string; isPublic: boolean; redactionId: string }[]> {
  const { rows } = await sql<{
    id: string
    giver: number | null
    number: number | null
    isPublic: boolean
    redactionId: string
  }>`
    select point.id, contributor.number as giver, point.number, is_public, redaction.id as redaction_id
    from redaction as chosen
    join redaction on redaction.municipality_id = chosen.municipality_id and redaction.shared_id = chosen.shared_id
    join point on point.municipality_id = redaction.municipality_id and point.contribution_id = redaction.contribution_id
      and quote_start < redaction.range_end and quote_end > redaction.range_start
    join point_work on point_work.municipality_id = point.municipality_id and point_work.point_id = point.id
    join contributor on contributor.municipality_id = point.municipality_id and contributor.id = point.contributor_id
    where chosen.municipality_id = ${municipalityId} and chosen.process_id = ${processId} and chosen.id = ${asId(redactionId)}
    order by contributor.number, point.number`.execute(db)
  return rows.map(({ giver, number, ...row }) => ({ ...row, number: pointNumber(giver, number) }))
}

/** Deletes what was left out, here and where it was left out together with it, for who holds the process already. */
export async function putBack(
  trx: Trx,
  by: Doer,
  { municipalityId, id: processId }: ProcessRef,
  redactionId: string,
  now: Date,
): Promise<void> {
  const process = { municipalityId, id: processId }
  const quoting = await pointsOfRedaction(trx, process, redactionId)
  const { rows: together } = await sql<{ id: string }>`
    select redaction.id from redaction as chosen
    join redaction on redaction.municipality_id = chosen.municipality_id and redaction.process_id = chosen.process_id
      and redaction.shared_id = chosen.shared_id
    where chosen.municipality_id = ${municipalityId} and chosen.process_id = ${processId} and chosen.id = ${asId(redactionId)}
    order by redaction.contribution_id, redaction.range_start`.execute(trx)
  const gone = new Map<string, QuotedRange & { contributionId: string; reason: string }>()
  for (let at = 0; at < together.length; at += AT_ONCE) {
    const ids = together.slice(at, at + AT_ONCE).map(({ id }) => id)
    const { rows } = await sql<QuotedRange & { id: string; contributionId: string; reason: string }>`
      delete from redaction where municipality_id = ${municipalityId} and id = any(${ids}::uuid[])
      returning id, contribution_id, range_start as start, range_end as "end", reason`.execute(trx)
    for (const { id, ...row } of rows) gone.set(id, row)
  }
  const chosen = gone.get(redactionId.toLowerCase())
  if (!chosen) throw new NotFound()
  const eventId = uuid()
  await keepHistory(
    trx,
    process,
    [...Map.groupBy(quoting, ({ id }) => id)].flatMap(([pointId, of]) => {
      const places = of.flatMap((point) => gone.get(point.redactionId) ?? [])
      if (places.length === 0) return []
      return [{ eventId, pointId, field: 'redaction', from: redactionCode(places, chosen.reason), to: null }]
    }),
  )
  const { start, end, reason } = chosen
  await record(trx, {
    ...{ id: eventId, municipalityId, at: now, by, act: 'unredactRange', processId },
    ...{ subject: { kind: 'contribution', id: chosen.contributionId } },
    detail: { start, end, reason, ...(gone.size > 1 && { places: gone.size }) },
  })
}

/** How the history names words that are left out of a point by one act: where they stand, and why. */
const redactionCode = (places: readonly QuotedRange[], reason: string) =>
  `${places.map(({ start, end }) => `${start}-${end}`).join(',')} ${reason}`

/** The points of a contribution that quote any of these words. */
async function pointsQuoting(
  trx: Trx,
  { municipalityId }: ProcessRef,
  contributionId: string,
  { start, end }: QuotedRange,
): Promise<string[]> {
  const rows = await trx
    .selectFrom('point')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('contributionId', '=', contributionId)
    .where('quoteStart', '<', end)
    .where('quoteEnd', '>', start)
    .execute()
  return rows.map(({ id }) => id)
}
