import { sql } from 'kysely'
import { itemOfRange } from '#app/features/contributions/contribution-items.ts'
import { itemsOf } from '#app/features/contributions/items.server.ts'
import { publicName, type ContributorKind } from '#app/features/contributions/contributor-kind.ts'
import { dispositions, type Disposition } from '#app/features/points/disposition.ts'
import type { ProcessState, ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { contributorsInOrder } from './contributor-numbers.server.ts'
import { decided, matchingPoints } from './matching-points.server.ts'
import type { ProcessedFilter } from './processed-filter.ts'
import { scopeInWords, type AnswerScope } from './scope.ts'
import { sharedThemes } from './shared-themes.server.ts'

type PlanLink = { id: string; number: string; heading: string }

export type ProcessedPoint = {
  id: string
  /** '7.3': contributor and point. */
  number: string
  contributionId: string
  /** What was written, exactly; the official's summary where no piece was chosen. */
  text: string
  isQuote: boolean
  /** Where it stands in the text of its contribution; null where no piece was chosen. */
  range: { start: number; end: number } | null
  /** The official's words beside a quoted piece; '' when there are none. */
  summary: string
  theme: string | null
  disposition: Disposition | null
  reply: string
  /** Points with the same one share their answer; null without an answer. */
  answerId: string | null
  /** What the answer is about; null without an answer. */
  scope: AnswerScope | null
  /** That in words, when it is more than the point; '' otherwise. */
  scopeWords: string
  /** '' unless it was forwarded. */
  forwardedTo: string
  sections: PlanLink[]
}

export type ProcessedContributor = {
  number: number
  /** As the public reads it. */
  name: string
  kind: ContributorKind
  /** What an organisation does, in words; '' when that is not known. */
  role: string
  points: ProcessedPoint[]
}

type ProcessedPoints = {
  contributors: ProcessedContributor[]
  /** Points that fit the filter, also those on other pages. */
  total: number
  /** Points per decision that fit the rest of the filter, in the fixed order; null is unanswered. */
  counts: { disposition: Disposition | null; count: number }[]
}

export type Page = { limit: number; offset: number }

/**
 * What people asked and what was done with it: the one source of the public table, its downloads and the export. Before
 * publication numbers and names are provisional; after it, what came in later is left out.
 */
export async function processedPoints(
  db: Db | Trx,
  process: ProcessRef & { state: ProcessState },
  filter: ProcessedFilter = {},
  page?: Page,
): Promise<ProcessedPoints> {
  const published = process.state === 'answered'
  const { rows } = await sql<Counted & { [Key in keyof Found]: Found[Key] | null }>`
    with ${matchingPoints(process, filter, { published })},
    page as (
      select id, contributor_id, contributor_number, point_number from matching where ${decided(filter)}
      order by contributor_number, point_number ${page ? sql`limit ${page.limit} offset ${page.offset}` : sql``}
    )
    select counted.counts, page.* from ${countedMatching} left join page on true order by contributor_number, point_number`.execute(db)
  const counts = inOrder(rows[0]?.counts ?? [])
  const found = rows.filter((row): row is Counted & Found => row.id !== null)
  const total = counts.filter(({ disposition }) => fits(disposition, filter)).reduce((sum, { count }) => sum + count, 0)

  const points = await pointsWithText(db, process, found.map(({ id }) => id))
  const people = await contributorsInOrder(db, process, published ? found.map(({ contributorId }) => contributorId) : undefined)
  const contributors: ProcessedContributor[] = []
  for (const { id, contributorId, contributorNumber, pointNumber } of found) {
    const [point, person] = [points.get(id), people.get(contributorId)]
    if (!point || !person) continue
    const last = contributors.at(-1)
    const own = last?.number === contributorNumber ? last : { number: contributorNumber, name: publicName(person), kind: person.kind, role: person.role, points: [] }
    if (own !== last) contributors.push(own)
    own.points.push({ ...point, number: `${contributorNumber}.${pointNumber}` })
  }
  return { contributors, total, counts }
}

export type DecisionCounts = ProcessedPoints['counts']

type Found = { id: string; contributorId: string; contributorNumber: number; pointNumber: number }
export type Counted = { counts: DecisionCounts }

/** One row with the counts per decision of all that matches, so that a page of it is found in the same question. */
export const countedMatching = sql`(
  select coalesce(json_agg(json_build_object('disposition', disposition, 'count', count)), '[]') as counts
  from (select disposition, count(*)::int as count from matching group by disposition) as per_disposition
) as counted`

/** Counts in the order in which decisions are listed everywhere; unanswered comes last. */
export function inOrder(counts: DecisionCounts): DecisionCounts {
  return [...dispositions, null].flatMap((disposition) => counts.filter((row) => row.disposition === disposition))
}

/** Points per decision, of all of a process. */
export async function decisionCounts(db: Db | Trx, process: ProcessRef & { state: ProcessState }): Promise<DecisionCounts> {
  const published = process.state === 'answered' ? sql`and contributor.number is not null` : sql``
  const { rows } = await sql<Counted>`
    with matching as (
      select answer.disposition
      from point
      join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
      join contributor on contributor.municipality_id = point.municipality_id and contributor.id = contribution.contributor_id
      left join answer_point on answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id
      left join answer on answer.municipality_id = point.municipality_id and answer.id = answer_point.answer_id
      where point.municipality_id = ${process.municipalityId} and point.process_id = ${process.id} ${published}
    )
    select counts from ${countedMatching}`.execute(db)
  return inOrder(rows[0]?.counts ?? [])
}

const fits = (disposition: Disposition | null, filter: ProcessedFilter) =>
  filter.unanswered ? disposition === null : filter.disposition === undefined || filter.disposition === disposition

/** How many ids go to the database at once. */
const CHUNK = 5000

/** Points with their words, which are cut here out of the verbatim text, because here offsets count UTF-16 units. */
export async function pointsWithText(db: Db | Trx, process: ProcessRef, ids: readonly string[]): Promise<Map<string, Omit<ProcessedPoint, 'number'>>> {
  const points = new Map<string, Omit<ProcessedPoint, 'number'>>()
  for (let at = 0; at < ids.length; at += CHUNK) {
    const some = [...ids.slice(at, at + CHUNK)]
    const { rows } = await sql<PointRow>`
      select point.id, point.contribution_id, quote_start, quote_end, summary, theme.name as theme, answer.id as answer_id, disposition, reply, forwarded_to, answer.scope
      from point
      left join theme on theme.municipality_id = point.municipality_id and theme.id = point.theme_id
      left join answer_point on answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id
      left join answer on answer.municipality_id = point.municipality_id and answer.id = answer_point.answer_id
      where point.municipality_id = ${process.municipalityId} and point.process_id = ${process.id} and point.id = any(${some}::uuid[])`.execute(db)
    const texts = await textsOf(db, process, rows)
    const sections = await sectionsOf(db, process, rows)
    const items = await itemsOf(db, process, [...new Set(rows.filter(({ scope }) => scope === 'question').map(({ contributionId }) => contributionId))])
    const themes = await sharedThemes(db, process, [...new Set(rows.flatMap(({ scope, answerId }) => (scope === 'theme' && answerId ? [answerId] : [])))])
    for (const row of rows) {
      const { id, contributionId, quoteStart, quoteEnd, summary, theme, answerId, disposition, scope } = row
      const isQuote = quoteStart !== null && quoteEnd !== null
      const range = isQuote ? { start: quoteStart, end: quoteEnd } : null
      points.set(id, {
        ...{ id, contributionId, theme, disposition, isQuote, scope, answerId },
        range,
        scopeWords: scope === null || scope === 'point' ? '' : scopeInWords(scope, itemOfRange(items.get(contributionId) ?? [], range), themes.get(answerId ?? '')),
        text: isQuote ? (texts.get(contributionId) ?? '').slice(quoteStart, quoteEnd) : summary,
        summary: isQuote ? summary : '',
        reply: row.reply ?? '',
        forwardedTo: disposition === 'forwarded' ? (row.forwardedTo ?? '') : '',
        sections: (answerId && sections.get(answerId)) || [],
      })
    }
  }
  return points
}

type PointRow = {
  id: string
  contributionId: string
  quoteStart: number | null
  quoteEnd: number | null
  summary: string
  theme: string | null
  answerId: string | null
  disposition: Disposition | null
  reply: string | null
  forwardedTo: string | null
  scope: AnswerScope | null
}

async function textsOf(db: Db | Trx, { municipalityId }: ProcessRef, rows: readonly PointRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.filter(({ quoteStart }) => quoteStart !== null).map(({ contributionId }) => contributionId))]
  const { rows: texts } = await sql<{ id: string; text: string }>`
    select id, text from contribution where municipality_id = ${municipalityId} and id = any(${ids}::uuid[])`.execute(db)
  return new Map(texts.map(({ id, text }) => [id, text]))
}

async function sectionsOf(db: Db | Trx, { municipalityId }: ProcessRef, rows: readonly PointRow[]): Promise<Map<string, PlanLink[]>> {
  const ids = [...new Set(rows.flatMap(({ answerId }) => answerId ?? []))]
  const { rows: links } = await sql<PlanLink & { answerId: string }>`
    select answer_id, section.id, section.number, section.heading
    from answer_section
    join section on section.municipality_id = answer_section.municipality_id and section.id = answer_section.section_id
    where answer_section.municipality_id = ${municipalityId} and answer_id = any(${ids}::uuid[])
    order by section.position`.execute(db)
  const sections = new Map<string, PlanLink[]>()
  for (const { answerId, ...link } of links) sections.set(answerId, [...(sections.get(answerId) ?? []), link])
  return sections
}
