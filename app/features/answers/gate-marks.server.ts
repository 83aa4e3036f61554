import { sql, type RawBuilder } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { takenBy, type Publication } from './publications.server.ts'

/** How many rows, and one number of what they all say, whatever their order. */
const gathered = (said: RawBuilder<unknown>) =>
  sql`count(*) || '.' || coalesce(bit_xor(hashtextextended(${said}, 0)), 0)`

/** What an answer of a row of `point_work` is, with the moment of its last change, as a text. */
const answerSaid = sql`concat_ws(' ', point_work.point_id, answer.id, answer.updated_at)`
const withAnswer = sql`
  left join answer_point on answer_point.municipality_id = point_work.municipality_id and answer_point.point_id = point_work.point_id
  left join answer on answer.municipality_id = answer_point.municipality_id and answer.id = answer_point.answer_id`

/** A mark of these points with their answers as they are now. `points` is a subquery of ids. */
export async function markOfAnswers(db: Db | Trx, process: ProcessRef, points: RawBuilder<unknown>): Promise<string> {
  const { rows } = await sql<{ said: string }>`
    select ${gathered(answerSaid)} as said from point_work ${withAnswer}
    where point_work.municipality_id = ${process.municipalityId} and point_work.process_id = ${process.id}
      and point_work.point_id in (${points})`.execute(db)
  return seenMark(rows)
}

/**
 * A mark of all that becomes public with a publication as it is now: points with their words and answers, and what is left out of them; with what the
 * gate warns of.
 */
export async function markToSign(
  db: Db | Trx,
  { municipalityId, id }: ProcessRef,
  { rounds, mark }: Publication,
  warnings: readonly string[],
): Promise<string> {
  const taken = takenBy(rounds)
  const { rows } = await sql<{ points: string; leftOut: string }>`
    select (
      select ${gathered(sql`concat_ws(' ', ${answerSaid}, quote_start, quote_end, shows_quotation, summary)`)}
      from point_work
      join point on point.municipality_id = point_work.municipality_id and point.id = point_work.point_id ${withAnswer}
      where point_work.municipality_id = ${municipalityId} and point_work.process_id = ${id} and ${taken.points}
    ) as points, (
      select ${gathered(redactionSaid)} from redaction
      join contribution on contribution.municipality_id = redaction.municipality_id and contribution.id = redaction.contribution_id
      where redaction.municipality_id = ${municipalityId} and redaction.process_id = ${id} and ${taken.contributions}
    ) as left_out`.execute(db)
  return seenMark([mark, rows, warnings])
}

const redactionSaid = sql`concat_ws(' ', redaction.id, range_start, range_end, reason, other_reason)`

/** A mark of what is left out as it is now. `redactions` is a subquery of ids. */
export async function markOfLeftOut(
  db: Db | Trx,
  { municipalityId }: ProcessRef,
  redactions: RawBuilder<unknown>,
): Promise<string> {
  const { rows } = await sql<{ said: string }>`
    select ${gathered(redactionSaid)} as said from redaction
    where municipality_id = ${municipalityId} and id in (${redactions})`.execute(db)
  return seenMark(rows)
}
