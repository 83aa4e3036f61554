import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { LocalDate } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { wasRead } from './readable-versions.server.ts'
import { paragraphsInWords } from './paragraphs-in-words.ts'
import { anchors, planPath } from '#app/features/plans/chapter-address.ts'
import type { VersionKind } from '#app/features/plans/plan.ts'

type OfVersion = { id: string; kind: VersionKind; createdAt: Date; datedOn: LocalDate | null }

/** A paragraph where it stands in a version. */
export type PlacedWords = {
  id: string
  number: number
  text: string
  section: { id: string; number: string; heading: string }
  chapter: { number: string; heading: string }
}

/** A paragraph that something was said about, and what became of it. */
type WordsWent = {
  /** As it was said about, in the version of then. */
  made: PlacedWords & { version: OfVersion }
  /** Whether that is the version that people read. */
  isCurrent: boolean
  /** Its words in the version that people read, in reading order: several when it was split, none when they are gone. */
  now: PlacedWords[]
  /** The version from which the words are gone; null when they are there. */
  goneSince: OfVersion | null
}

type Row = {
  askedId: string
  isMade: boolean
  isCurrent: boolean
  id: string
  number: number
  text: string
  sectionId: string
  sectionNumber: string
  heading: string
  chapterNumber: string
  chapterHeading: string
  versionId: string
  kind: VersionKind
  createdAt: Date
  datedOn: LocalDate | null
  goneId: string | null
  goneKind: VersionKind | null
  goneAt: Date | null
  goneOn: LocalDate | null
}

/**
 * What became, in the version that people read, of paragraphs of any version up to that one. Each id that is given is in the answer, for ever;
 * left out are those of another process, and of versions that nobody reads yet.
 */
export async function whereWordsWent(
  db: Db | Trx,
  { municipalityId, id: processId }: ProcessRef,
  paragraphIds: readonly string[],
): Promise<Map<string, WordsWent>> {
  const went = new Map<string, WordsWent>()
  if (paragraphIds.length === 0) return went
  const { rows } = await sql<Row>`
    with recursive version as (
      select id, ordinal, kind, created_at, dated_on, is_for_readers, ${wasRead} as was_read from plan_version
      where municipality_id = ${municipalityId} and process_id = ${processId} and ordinal <= (
        select ordinal from plan_version where municipality_id = ${municipalityId} and process_id = ${processId} and is_for_readers)
    ),
    road (asked_id, id, version_id) as (
      select paragraph.id, paragraph.id, version.id from paragraph
      join version on version.id = paragraph.plan_version_id
      where paragraph.municipality_id = ${municipalityId} and paragraph.id = any(${[...paragraphIds]}::uuid[]) and was_read
      union
      select road.asked_id, paragraph.id, version.id from road
      join paragraph_origin on paragraph_origin.municipality_id = ${municipalityId} and paragraph_origin.origin_id = road.id
      join paragraph on paragraph.municipality_id = ${municipalityId} and paragraph.id = paragraph_origin.paragraph_id
      join version on version.id = paragraph.plan_version_id
    ),
    reached as (
      select road.*, max(version.ordinal) over (partition by road.asked_id) as furthest, version.kind, version.created_at, version.dated_on, is_for_readers
      from road join version on version.id = road.version_id
    )
    select reached.asked_id, reached.id = reached.asked_id as is_made, reached.is_for_readers as is_current,
      paragraph.id, paragraph.number, paragraph.text,
      section.id as section_id, section.number as section_number, section.heading,
      chapter.number as chapter_number, chapter.heading as chapter_heading,
      reached.version_id, reached.kind, reached.created_at, reached.dated_on::text as dated_on,
      gone.id as gone_id, gone.kind as gone_kind, gone.created_at as gone_at, gone.dated_on::text as gone_on
    from reached
    join paragraph on paragraph.municipality_id = ${municipalityId} and paragraph.id = reached.id
    join section on section.municipality_id = ${municipalityId} and section.id = paragraph.section_id
    join section as chapter on chapter.municipality_id = ${municipalityId} and chapter.plan_version_id = section.plan_version_id
      and chapter.number = split_part(section.number, '.', 1)
    left join lateral (
      select * from version where was_read and ordinal > reached.furthest order by ordinal limit 1
    ) as gone on true
    where reached.is_for_readers or reached.id = reached.asked_id
    order by reached.asked_id, is_made desc, paragraph.position`.execute(db)
  for (const row of rows) {
    const placed = placedWords(row)
    if (row.isMade)
      went.set(row.askedId, {
        made: {
          ...placed,
          version: { id: row.versionId, kind: row.kind, createdAt: row.createdAt, datedOn: row.datedOn },
        },
        isCurrent: row.isCurrent,
        now: [],
        goneSince:
          row.goneId && row.goneKind && row.goneAt
            ? { id: row.goneId, kind: row.goneKind, createdAt: row.goneAt, datedOn: row.goneOn }
            : null,
      })
    if (row.isCurrent) went.get(row.askedId)?.now.push(placed)
  }
  return went
}

const placedWords = (row: Row): PlacedWords => ({
  ...{ id: row.id, number: row.number, text: row.text },
  section: { id: row.sectionId, number: row.sectionNumber, heading: row.heading },
  chapter: { number: row.chapterNumber, heading: row.chapterHeading },
})

/**
 * Where words are now, behind the place where they were: 'nu alinea 26', 'nu alinea’s 26 en 30', 'niet meer in het plan'; null where people
 * read that place itself.
 */
export function nowInWords({ isCurrent, now }: WordsWent): string | null {
  if (isCurrent) return null
  if (now.length === 0) return 'niet meer in het plan'
  return `nu ${paragraphsInWords(now.map(({ number }) => String(number)))}`
}

/** A heading in the version that people read. */
export type PlacedHeading = {
  id: string
  number: string
  heading: string
  chapter: { number: string; heading: string }
}

/** Where headings of any version stand in the one that people read; null for one that is gone. Those of another process are left out. */
export async function whereHeadingsWent(
  db: Db | Trx,
  { municipalityId, id: processId }: ProcessRef,
  sectionIds: readonly string[],
): Promise<Map<string, PlacedHeading | null>> {
  if (sectionIds.length === 0) return new Map()
  const { rows } = await sql<{ askedId: string; now: PlacedHeading | null }>`
    select asked.id as asked_id, case when current.id is not null then json_build_object(
      'id', current.id, 'number', current.number, 'heading', current.heading,
      'chapter', json_build_object('number', chapter.number, 'heading', chapter.heading)) end as now
    from section as asked
    join plan_version as old on old.municipality_id = asked.municipality_id and old.id = asked.plan_version_id
    left join plan_version as reading on reading.municipality_id = asked.municipality_id and reading.process_id = ${processId}
      and reading.is_for_readers
    left join section as current on current.municipality_id = asked.municipality_id and current.plan_version_id = reading.id
      and current.lineage_id = asked.lineage_id
    left join section as chapter on chapter.municipality_id = current.municipality_id and chapter.plan_version_id = current.plan_version_id
      and chapter.number = split_part(current.number, '.', 1)
    where asked.municipality_id = ${municipalityId} and old.process_id = ${processId} and asked.id = any(${[...sectionIds]}::uuid[])`.execute(
    db,
  )
  return new Map(rows.map(({ askedId, now }) => [askedId, now]))
}

/** The addresses at which headings of any version stand now; null for one that is gone, and for all while the plan is not released. */
export async function headingAddresses(
  db: Db,
  process: ProcessRef & { slug: string; releasedAt: Date | null },
  sectionIds: readonly string[],
): Promise<(sectionId: string) => string | null> {
  const asked = process.releasedAt === null ? [] : [...new Set(sectionIds)]
  const now = await whereHeadingsWent(db, process, asked)
  return (sectionId) => {
    const heading = now.get(sectionId)
    return heading ? planPath(process.slug, heading.chapter, anchors.section(heading.number)) : null
  }
}
