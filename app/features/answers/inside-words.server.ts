import { sql } from 'kysely'
import type { Decision } from '#app/features/points/disposition.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { keptPlan } from '#db/prepared.server.ts'

/** A point as officials read it in their lists. */
export type InsideWords = {
  /** The official's summary, or else what was written. */
  words: string
  /** What was written; '' for a point in the official's words only. */
  verbatim: string
  summary: string
  theme: string | null
  disposition: Decision | null
}

type Row = Omit<InsideWords, 'words' | 'verbatim'> & {
  id: string
  contributionId: string
  quoteStart: number | null
  quoteEnd: number | null
}

/** How many ids go to the database at once. */
const CHUNK = 5000
/** Up to so many points are looked up one by one, by a plan that is kept; more are joined as the database finds best. */
const FEW = 200

/** Points with what was really written, for officials only: what the public reads comes from public-points. */
export async function insideWords(
  db: Db | Trx,
  process: ProcessRef,
  ids: readonly string[],
): Promise<Map<string, InsideWords>> {
  const points = new Map<string, InsideWords>()
  for (let at = 0; at < ids.length; at += CHUNK) {
    const some = ids.slice(at, at + CHUNK)
    const isFew = some.length <= FEW
    const { rows } = await sql<Row>`${isFew ? keptPlan('insideWords') : sql``}
      select point.id, point.contribution_id, quote_start, quote_end, summary, theme.name as theme, answer.decision as disposition
      from point
      join point_work on point_work.municipality_id = point.municipality_id and point_work.point_id = point.id
      left join theme on theme.municipality_id = point.municipality_id and theme.id = point_work.theme_id
      left join answer_point on answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id
      left join answer on answer.municipality_id = point.municipality_id and answer.id = answer_point.answer_id
      where point.municipality_id = ${process.municipalityId} and point.process_id = ${process.id}
        and point.id = any(${some}::uuid[])`.execute(db)
    // Each text once: a long one has hundreds of points.
    const quoted = [
      ...new Set(rows.filter(({ quoteStart }) => quoteStart !== null).map(({ contributionId }) => contributionId)),
    ]
    const { rows: found } = await sql<{ id: string; text: string }>`${isFew ? keptPlan('textsInside') : sql``}
      select id, text from contribution where municipality_id = ${process.municipalityId} and id = any(${quoted}::uuid[])`.execute(
      db,
    )
    const texts = new Map(found.map(({ id, text }) => [id, text]))
    for (const { id, contributionId, quoteStart, quoteEnd, summary, theme, disposition } of rows) {
      const verbatim =
        quoteStart === null || quoteEnd === null ? '' : (texts.get(contributionId) ?? '').slice(quoteStart, quoteEnd)
      points.set(id, { words: summary || verbatim, verbatim, summary, theme, disposition })
    }
  }
  return points
}
