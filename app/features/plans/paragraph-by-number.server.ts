import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { oneOf } from '#app/one-of.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { paragraphKinds, type ParagraphKind } from './plan.ts'

/** A paragraph that people read, with the heading that it stands under. */
export type ReadableParagraph = { id: string; number: number; heading: string; kind: ParagraphKind; text: string }

/** The paragraph with this number, or this id, in the version that people read; null when there is none. */
export async function readableParagraph(
  db: Db | Trx,
  { municipalityId, id: processId }: ProcessRef,
  by: { number: number } | { id: string },
): Promise<ReadableParagraph | null> {
  const which = 'id' in by ? sql`paragraph.id = ${by.id}` : sql`paragraph.number = ${by.number}`
  const { rows } = await sql<Omit<ReadableParagraph, 'kind'> & { kind: string }>`
    select paragraph.id, paragraph.number, section.heading, paragraph.kind, paragraph.text
    from plan_version
    join paragraph on paragraph.municipality_id = plan_version.municipality_id and paragraph.plan_version_id = plan_version.id
    join section on section.municipality_id = paragraph.municipality_id and section.id = paragraph.section_id
    where plan_version.municipality_id = ${municipalityId} and plan_version.process_id = ${processId} and is_for_readers and ${which}`.execute(
    db,
  )
  const [row] = rows
  return row ? { ...row, kind: oneOf(paragraphKinds, row.kind) } : null
}
