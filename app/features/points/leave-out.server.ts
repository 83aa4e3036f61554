import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import type { Doer } from '#app/features/accounts/account.ts'
import { findPersonalData } from '#app/features/contributions/personal-data.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { recordAll } from '#app/features/record/record.server.ts'
import { typed } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { lockContributions } from './contribution-to-split.server.ts'
import { leaveOutOfOthers, type FromContributions } from './leave-out-of-others.server.ts'
import type { CarriedRedaction } from './places-alike.ts'
import { keepHistory } from './point-history.server.ts'
import { redactionReasons, type RedactionReason } from './public-words.ts'
import { isRange, overlaps, trimRange, type QuotedRange } from './quoted-range.ts'
import { redactionCode } from './redactions.server.ts'

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
 * Stores what is left out, of however many contributions, for who holds the process already. Where two have to look, it is provisional until the
 * second one did; of what is public already it is final at once. Whoever gives another reason is the one who left it out. Gives the
 * redactions in the order of the pieces.
 */
export async function leaveOut(
  trx: Trx,
  by: Doer,
  { municipalityId, id: processId }: ProcessRef,
  pieces: readonly PieceToLeaveOut[],
  now: Date,
): Promise<{ ids: string[] }> {
  const process = { municipalityId, id: processId }
  const contributionOf = await lockContributions(
    trx,
    process,
    pieces.map(({ contributionId }) => contributionId),
    { alsoPublic: true },
  )
  const needTwo = await needsTwo(trx, process)
  const places = pieces.map(({ contributionId, range: given, reason, otherReason = '' }) => {
    const { id, text, publicationId } = contributionOf(contributionId)
    const range = isRange(text, given.start, given.end) ? trimRange(text, given) : null
    if (!range) throw new Error('what is left out of a text has words')
    const state = publicationId === null && needTwo ? 'provisional' : 'final'
    return { contributionId: id, ...range, reason, otherReason: reason === 'other' ? otherReason.trim() : '', state }
  })
  // The same words twice are once, with the last reason.
  const once = new Map(places.map((place) => [keyOf(place), { ...place, id: uuid(), eventId: uuid() }]))
  const rows = [...once.values()]
  const { rows: stored } = await sql<QuotedRange & { id: string; contributionId: string }>`
    insert into redaction (municipality_id, id, process_id, contribution_id, range_start, range_end, reason, other_reason, created_at, created_by, state)
    select ${municipalityId}, given.id, ${processId}, contribution_id, start, given."end", reason, other_reason, ${now}, ${by.id}, state
    from ${givenRows(redactionColumns, rows)} order by place
    on conflict (municipality_id, contribution_id, range_start, range_end) do update
      set reason = excluded.reason, other_reason = excluded.other_reason, state = excluded.state, final_at = null, final_by = null,
        created_by = case when ${isAnotherReason} then excluded.created_by else redaction.created_by end,
        created_at = case when ${isAnotherReason} then excluded.created_at else redaction.created_at end
    returning id, contribution_id, range_start as start, range_end as "end"`.execute(trx)
  await recordAll(
    trx,
    rows.map(({ eventId, contributionId, start, end, reason }) => ({
      ...{ municipalityId, at: now, by, act: 'redactRange', processId, id: eventId, detail: { start, end, reason } },
      subject: { kind: 'contribution', id: contributionId },
    })),
  )
  await keepHistory(
    trx,
    process,
    rows.flatMap(({ eventId, contributionId, start, end, reason }) =>
      contributionOf(contributionId)
        .points.filter(({ range }) => range && overlaps(range, { start, end }))
        .map(({ id: pointId }) => ({
          ...{ eventId, pointId, field: 'redaction', from: null, to: redactionCode([{ start, end }], reason) },
        })),
    ),
  )
  const idOf = new Map(stored.map((row) => [keyOf(row), row.id]))
  return { ids: places.flatMap((place) => idOf.get(keyOf(place)) ?? []) }
}

const redactionColumns = {
  ...{
    id: 'uuid',
    contributionId: 'uuid',
    start: 'int',
    end: 'int',
    reason: 'text',
    otherReason: 'text',
    state: 'text',
  },
}

const keyOf = ({ contributionId, start, end }: QuotedRange & { contributionId: string }) =>
  `${contributionId} ${start} ${end}`

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

/** What is left out, and what to do about other contributions that say the same. */
export type LeaveOutEverywhere = { pieces: readonly PieceToLeaveOut[] } & Omit<
  FromContributions,
  'contributionIds' | 'ids'
>

/**
 * Leaves pieces out of contributions, and of every other one where points say the same, for who holds the process alone. Gives the pieces
 * of these contributions, and what is left out of others.
 */
export async function leaveOutEverywhere(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  { pieces, ...from }: LeaveOutEverywhere,
  now: Date,
): Promise<{ ids: string[]; others: CarriedRedaction[] }> {
  const { ids } = await leaveOut(trx, by, process, pieces, now)
  const contributionIds = [...new Set(pieces.map(({ contributionId }) => contributionId))]
  return { ids, others: await leaveOutOfOthers(trx, by, process, { ...from, contributionIds, ids }, now) }
}
