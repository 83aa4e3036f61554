import { sql } from 'kysely'
import type { VersionKind } from '#app/features/plans/plan.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { LocalDate } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { isReadable } from './readable-versions.server.ts'

type RowWent = {
  /** Cells with tabs between them; null when an obvious error took the row out, so that no version has its words. */
  text: string | null
  /** Whether the version that people read has it, and so that all else is said of that version. */
  isCurrent: boolean
  paragraph: { id: string; number: number }
  chapter: { number: string; heading: string }
  section: { number: string; heading: string }
  version: { kind: VersionKind; createdAt: Date; datedOn: LocalDate | null }
}

type Row = Omit<RowWent, 'version'> & { kind: VersionKind; createdAt: Date; datedOn: LocalDate | null }

/**
 * Where a row of a table stands in the version that people read, or stood in the last version that had it. Null for a row of another process, or of
 * a version that nobody reads yet.
 */
export async function whereRowWent(db: Db, process: ProcessRef, rowId: string): Promise<RowWent | null> {
  const { municipalityId } = process
  const { rows } = await sql<Row>`
    select case when table_row.position is not null then table_row.text end as text,
      table_row.position is not null and plan_version.is_for_readers as is_current,
      json_build_object('id', paragraph.id, 'number', paragraph.number) as paragraph,
      json_build_object('number', chapter.number, 'heading', chapter.heading) as chapter,
      json_build_object('number', section.number, 'heading', section.heading) as section,
      plan_version.kind, plan_version.created_at, plan_version.dated_on::text as dated_on
    from table_row
    join paragraph on paragraph.municipality_id = ${municipalityId} and paragraph.id = table_row.paragraph_id
    join plan_version on plan_version.municipality_id = ${municipalityId} and plan_version.id = paragraph.plan_version_id
    join section on section.municipality_id = ${municipalityId} and section.id = paragraph.section_id
    join section as chapter on chapter.municipality_id = ${municipalityId} and chapter.plan_version_id = section.plan_version_id
      and chapter.number = split_part(section.number, '.', 1)
    where table_row.municipality_id = ${municipalityId} and table_row.id = ${rowId}
      and plan_version.process_id = ${process.id} and ${isReadable(process)}
    order by is_current desc, table_row.position is null, plan_version.ordinal desc, paragraph.position
    limit 1`.execute(db)
  const [found] = rows
  if (!found) return null
  const { kind, createdAt, datedOn, ...row } = found
  return { ...row, version: { kind, createdAt, datedOn } }
}
