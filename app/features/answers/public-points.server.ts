import { sql } from 'kysely'
import { itemOfRange } from '#app/features/contributions/contribution-items.ts'
import { itemsOf } from '#app/features/contributions/items.server.ts'
import { dispositionOf, type Decision } from '#app/features/points/disposition.ts'
import { pointNumber } from '#app/features/points/point-number.ts'
import { publicWords, type PublicWords, type WordingReason } from '#app/features/points/public-words.ts'
import { redactionsOf } from '#app/features/points/redactions.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { today } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { keptPlan } from '#db/prepared.server.ts'
import { contributorsById, withoutPoints } from './contributors.server.ts'
import { isOfDecision, matchingPoints } from './matching-points.server.ts'
import type { ProcessedFilter } from './processed-filter.ts'
import type { PlanLink, PublicContributor, SourcedPoint } from './public-point.ts'
import { publishedMatching } from './published-places.server.ts'
import {
  countedMatching,
  fits,
  orderedByDecision,
  type Counted,
  type DecisionCounts,
  type Page,
} from './queries.server.ts'
import { scopeInWords, type AnswerScope } from './scope.ts'
import { sharedThemes } from './shared-themes.server.ts'

type PublicPoints = {
  contributors: PublicContributor[]
  /** Points that fit the filter, also those on other pages. */
  total: number
  /** Points per decision that fit the rest of the filter, in the fixed order; null is unanswered. */
  counts: DecisionCounts
}

/**
 * What becomes public of what people asked and of what was done with it: the one source of preview, page, print, messages
 * and files. Before the first publication of a process everything is there, and numbers may miss; after it, what is not public yet
 * is left out. A search finds public words only.
 */
export async function publicPoints(
  db: Db | Trx,
  process: ProcessRef & { publishedAt: Date | null },
  filter: ProcessedFilter = {},
  page?: Page,
): Promise<PublicPoints> {
  const { disposition: _, unanswered: __, ...rest } = filter
  const matching = process.publishedAt !== null ? publishedMatching(process, rest) : matchingPoints(process, filter)
  const { rows } = await sql<Counted & { [Key in keyof Found]: Found[Key] | null }>`
    with ${matching},
    page as (
      select id, contributor_id, contributor_number, point_number, place from matching where ${isOfDecision(filter)}
      order by place, id ${page ? sql`limit ${page.limit} offset ${page.offset}` : sql``}
    )
    select counted.counts, page.* from ${countedMatching} left join page on true order by place, id`.execute(db)
  const counts = orderedByDecision(rows[0]?.counts ?? [])
  const found = rows.filter((row): row is Counted & Found => row.id !== null)
  const total = counts.filter(({ disposition }) => fits(disposition, filter)).reduce((sum, { count }) => sum + count, 0)
  return { contributors: await underContributors(db, process, found), total, counts }
}

type Found = { id: string; contributorId: string; contributorNumber: number | null; pointNumber: number | null }

/** What is public of points that were found, in the order in which they were, under who gave them. */
export async function underContributors(
  db: Db | Trx,
  process: ProcessRef & { publishedAt: Date | null },
  found: readonly Found[],
): Promise<PublicContributor[]> {
  const points = await publicPointsById(
    db,
    process,
    found.map(({ id }) => id),
  )
  const people = await contributorsById(
    db,
    process,
    found.map(({ contributorId }) => contributorId),
  )
  // Who has no number yet is last, and then points of several stand among each other.
  const contributors = new Map<string, PublicContributor>()
  for (const { id, contributorId, contributorNumber, pointNumber: ownNumber } of found) {
    const [point, person] = [points.get(id), people.get(contributorId)]
    if (!point || !person) continue
    const own = contributors.get(contributorId) ?? withoutPoints(person)
    contributors.set(contributorId, own)
    own.points.push({ ...point, number: pointNumber(contributorNumber, ownNumber) })
  }
  return [...contributors.values()]
}

/** How many ids go to the database at once. */
const CHUNK = 5000
/** Up to so many points are looked up one by one, by a plan that is kept; more are joined as the database finds best. */
const FEW = 200
const planOf = (name: string, ids: readonly string[]) => (ids.length <= FEW ? keptPlan(name) : sql``)

/** The same of some points, without their numbers. */
export async function publicPointsById(
  db: Db | Trx,
  process: ProcessRef,
  ids: readonly string[],
): Promise<Map<string, Omit<SourcedPoint, 'number'>>> {
  const points = new Map<string, Omit<SourcedPoint, 'number'>>()
  for (let at = 0; at < ids.length; at += CHUNK) {
    const rows = await rowsOf(db, process, ids.slice(at, at + CHUNK))
    const words = await wordsOf(db, process, rows)
    const sections = await sectionsOf(db, process, rows)
    const items = await itemsOf(db, process, [
      ...new Set(rows.filter(({ scope }) => scope === 'question').map(({ contributionId }) => contributionId)),
    ])
    const themes = await sharedThemes(db, process, [
      ...new Set(rows.flatMap(({ scope, answerId }) => (scope === 'theme' && answerId ? [answerId] : []))),
    ])
    for (const row of rows) {
      const { id, contributionId, theme, answerId, disposition, scope } = row
      const own = words.get(id)
      if (!own) continue
      const range = rangeOf(row)
      // The answer may say again what was taken back.
      const isAnswered = own.form !== 'withdrawn'
      points.set(id, {
        ...{ id, ...own, theme, disposition },
        reply: (isAnswered && row.reply) || '',
        forwardedTo: (isAnswered && disposition && dispositionOf(disposition) === 'forwarded' && row.forwardedTo) || '',
        scopeWords:
          scope === null || scope === 'point'
            ? ''
            : scopeInWords(scope, itemOfRange(items.get(contributionId) ?? [], range), themes.get(answerId ?? '')),
        sections: (answerId && sections.get(answerId)) || [],
        source: { contributionId, range, answerId, scope },
      })
    }
  }
  return points
}

type WordingRow = {
  id: string
  contributionId: string
  quoteStart: number | null
  quoteEnd: number | null
  summary: string
  showsQuotation: boolean
  withdrawnAt: Date | null
  withdrawnBecause: string
}

type PointRow = WordingRow & {
  theme: string | null
  answerId: string | null
  disposition: Decision | null
  reply: string | null
  forwardedTo: string | null
  scope: AnswerScope | null
}

async function rowsOf(db: Db | Trx, process: ProcessRef, ids: readonly string[]): Promise<PointRow[]> {
  const { rows } = await sql<PointRow>`${planOf('publicPoints', ids)}
    select point.id, point.contribution_id, quote_start, quote_end, summary, shows_quotation, withdrawn_at, withdrawn_because,
      theme.name as theme, answer.id as answer_id, answer.decision as disposition, reply, forwarded_to, answer.scope
    from point
    join point_work on point_work.municipality_id = point.municipality_id and point_work.point_id = point.id
    left join theme on theme.municipality_id = point.municipality_id and theme.id = point_work.theme_id
    left join answer_point on answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id
    left join answer on answer.municipality_id = point.municipality_id and answer.id = answer_point.answer_id
    where point.municipality_id = ${process.municipalityId} and point.process_id = ${process.id} and point.id = any(${[...ids]}::uuid[])`.execute(
    db,
  )
  return rows
}

const rangeOf = ({ quoteStart, quoteEnd }: WordingRow) =>
  quoteStart === null || quoteEnd === null ? null : { start: quoteStart, end: quoteEnd }

/** The public words of points, cut here out of the verbatim text, because here offsets count UTF-16 units. */
async function wordsOf(
  db: Db | Trx,
  process: ProcessRef,
  rows: readonly WordingRow[],
): Promise<Map<string, PublicWords>> {
  const ids = [
    ...new Set(rows.filter(({ quoteStart }) => quoteStart !== null).map(({ contributionId }) => contributionId)),
  ]
  const { rows: texts } = await sql<{ id: string; text: string }>`${planOf('publicTexts', ids)}
    select id, text from contribution where municipality_id = ${process.municipalityId} and id = any(${ids}::uuid[])`.execute(
    db,
  )
  const verbatim = new Map(texts.map(({ id, text }) => [id, text]))
  const redactions = await redactionsOf(db, process, ids)
  return new Map(
    rows.map((row) => {
      const { id, contributionId, summary, showsQuotation, withdrawnAt, withdrawnBecause } = row
      // The check on this column in the database names the same reasons.
      const withdrawal = withdrawnAt && { on: today(withdrawnAt), because: withdrawnBecause as WordingReason }
      const wording = { range: rangeOf(row), summary, showsQuotation, withdrawal }
      return [id, publicWords(wording, verbatim.get(contributionId) ?? '', redactions.get(contributionId) ?? [])]
    }),
  )
}

/** Characters of a paragraph that stand beside an answer; the plan has the rest. */
const MOST_OF_PARAGRAPH = 300

async function sectionsOf(
  db: Db | Trx,
  { municipalityId }: ProcessRef,
  rows: readonly PointRow[],
): Promise<Map<string, PlanLink[]>> {
  const ids = [...new Set(rows.flatMap(({ answerId }) => answerId ?? []))]
  // A section of which paragraphs are named is not named itself.
  const { rows: links } = await sql<
    PlanLink & { answerId: string; paragraph: PlanLink['paragraph'] | null }
  >`${planOf('planLinks', ids)}
    select answer_section.answer_id, section.id, section.number, section.heading,
      case when paragraph.id is not null then json_build_object('id', paragraph.id, 'number', paragraph.number, 'text',
        case when char_length(paragraph.text) > ${MOST_OF_PARAGRAPH} then left(paragraph.text, ${MOST_OF_PARAGRAPH}) || '…' else paragraph.text end) end as paragraph
    from answer_section
    join section on section.municipality_id = answer_section.municipality_id and section.id = answer_section.section_id
    left join (answer_paragraph join paragraph on paragraph.municipality_id = answer_paragraph.municipality_id
        and paragraph.plan_version_id = answer_paragraph.plan_version_id and paragraph.lineage_id = answer_paragraph.lineage_id)
      on answer_paragraph.municipality_id = answer_section.municipality_id and answer_paragraph.answer_id = answer_section.answer_id
      and paragraph.section_id = section.id
    where answer_section.municipality_id = ${municipalityId} and answer_section.answer_id = any(${ids}::uuid[])
    order by section.position, paragraph.position`.execute(db)
  const sections = new Map<string, PlanLink[]>()
  for (const { answerId, paragraph, ...section } of links)
    sections.set(answerId, [...(sections.get(answerId) ?? []), paragraph ? { ...section, paragraph } : section])
  return sections
}
