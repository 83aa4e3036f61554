import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { NotFound } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { record } from '#app/features/record/record.server.ts'
import { asId } from '#app/ids.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { keepHistory } from './point-history.server.ts'
import { pointNumber } from './point-number.ts'
import type { QuotedRange } from './quoted-range.ts'
import { redactionCode } from './redactions.server.ts'

/** How many places one statement puts back: it makes words of points anew. */
const AT_ONCE = 500

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
