import { sql } from 'kysely'
import type { ContributorKind } from '#app/features/contributions/contributor-kind.ts'
import type { Disposition } from '#app/features/points/disposition.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import type { ProcessedFilter } from './processed-filter.ts'
import { orderedByDecision, type DecisionCounts } from './queries.server.ts'

/** How many points a process published, as counted then: by what may be chosen on the page. */
export type PublishedCounts = {
  /** Contributors by kind, also those without points. */
  contributors: Map<ContributorKind, number>
  /** '' is unanswered. */
  disposition: Map<Disposition | '', number>
  /** By name, in the order of the themes. */
  theme: Map<string, number>
  kind: Map<ContributorKind, number>
  /** By number, with what hangs under it. */
  section: Map<string, number>
  /** By id. */
  paragraph: Map<string, number>
}

/** Reads the counts that were kept at publication; all empty before it. */
export async function publishedCounts(
  db: Db,
  { municipalityId, id }: ProcessRef,
  which: readonly (keyof PublishedCounts)[] = ['contributors', 'disposition', 'theme', 'kind', 'section'],
): Promise<PublishedCounts> {
  const { rows } = await sql<{ counted: keyof PublishedCounts; value: string; count: number }>`
    select counted, coalesce(theme.name, value) as value, count
    from published_count
    left join theme on counted = 'theme' and theme.municipality_id = published_count.municipality_id and theme.id::text = value
    where published_count.municipality_id = ${municipalityId} and published_count.process_id = ${id}
      and counted = any(${[...which]}::text[])
    order by theme.position, theme.id, value`.execute(db)
  const of = <Value extends string>(counted: keyof PublishedCounts) =>
    // What is counted was written from columns whose checks name these values.
    new Map(rows.filter((row) => row.counted === counted).map(({ value, count }) => [value as Value, count]))
  return {
    contributors: of('contributors'),
    disposition: of('disposition'),
    theme: of('theme'),
    kind: of('kind'),
    section: of('section'),
    paragraph: of('paragraph'),
  }
}

/** How many points fit a filter, where that was counted: without a filter, and with one thing chosen; else null. */
export function keptTotal(counts: PublishedCounts, filter: ProcessedFilter): number | null {
  const chosen = Object.entries(filter).filter(([, value]) => value !== undefined && value !== false)
  if (chosen.length === 0) return [...counts.disposition.values()].reduce((sum, count) => sum + count, 0)
  if (chosen.length > 1) return null
  const { disposition, unanswered, theme, kind, chapter } = filter
  if (unanswered) return counts.disposition.get('') ?? 0
  if (disposition) return counts.disposition.get(disposition) ?? 0
  if (theme !== undefined) return counts.theme.get(theme) ?? 0
  if (kind) return counts.kind.get(kind) ?? 0
  if (chapter !== undefined) return counts.section.get(chapter) ?? 0
  return null
}

/** Points per decision, of all that a process published; none before that. */
export async function decisionCounts(db: Db, process: ProcessRef): Promise<DecisionCounts> {
  return perDecision(await publishedCounts(db, process, ['disposition']))
}

/** The same, out of counts that were read. */
export const perDecision = ({ disposition }: PublishedCounts): DecisionCounts =>
  orderedByDecision([...disposition].map(([value, count]) => ({ disposition: value === '' ? null : value, count })))
