import { sql, type RawBuilder } from 'kysely'
import { answerProblems, type Disposition } from '#app/features/points/disposition.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** What of an answer decides whether it is complete. */
export type AnswerShape = {
  disposition: Disposition
  isBlank: boolean
  isForwarded: boolean
  isLinked: boolean
}

/** Of a table expression `answer`, under the names of `AnswerShape`. */
export const shapeColumns = {
  isBlank: sql`btrim(answer.reply, E' \\t\\r\\n') = ''`,
  isForwarded: sql`btrim(answer.forwarded_to) <> ''`,
  isLinked: sql`exists (select from answer_section
    where answer_section.municipality_id = answer.municipality_id and answer_section.answer_id = answer.id)`,
}
const { isBlank, isForwarded, isLinked } = shapeColumns

type CountedShape = AnswerShape & {
  /** Whether these points were released, by whatever door. */
  isReleased: boolean
  /** Points with an answer like that. */
  count: number
  /** What is missing in it, in Dutch. */
  problems: string[]
}

/**
 * The shapes of the answers of points that are answered, released or not, with what is missing in each: so the one rule about complete
 * answers is asked a few times, whatever the number of points. `ofPoints` is a condition on `point_work`.
 */
export async function answeredShapes(db: Db | Trx, ofPoints: RawBuilder<unknown>): Promise<CountedShape[]> {
  const { rows } = await sql<Omit<CountedShape, 'problems'>>`
    select answer.disposition, ${isBlank} as is_blank, ${isForwarded} as is_forwarded, ${isLinked} as is_linked,
      point_work.state = 'released' as is_released, count(*)::int as count
    from point_work
    join answer_point on answer_point.municipality_id = point_work.municipality_id and answer_point.point_id = point_work.point_id
    join answer on answer.municipality_id = answer_point.municipality_id and answer.id = answer_point.answer_id
    where ${ofPoints} and point_work.state in ('answered', 'released') group by 1, 2, 3, 4, 5`.execute(db)
  return rows.map((row) => ({
    ...row,
    problems: answerProblems({
      disposition: row.disposition,
      reply: row.isBlank ? '' : 'geschreven',
      forwardedTo: row.isForwarded ? 'iemand' : '',
      planLinks: row.isLinked ? ['gekozen'] : [],
    }).map(({ message }) => message),
  }))
}

/** Whether something is missing in answers of this shape. */
export const isIncomplete = ({ problems }: CountedShape): boolean => problems.length > 0

/** The shapes of the answers of these points in which something is missing. */
export const incompleteShapes = async (db: Db | Trx, ofPoints: RawBuilder<unknown>): Promise<AnswerShape[]> =>
  (await answeredShapes(db, ofPoints)).filter(isIncomplete)

/** Whether the answer has one of these shapes, in a `where` of `answer`. */
export const hasShape = (shapes: readonly AnswerShape[]): RawBuilder<unknown> =>
  shapes.length === 0
    ? sql`false`
    : sql`(answer.disposition, ${isBlank}, ${isForwarded}, ${isLinked}) in (${sql.join(
        shapes.map(
          (each) =>
            sql`(${each.disposition}::text, ${each.isBlank}::boolean, ${each.isForwarded}::boolean, ${each.isLinked}::boolean)`,
        ),
      )})`
