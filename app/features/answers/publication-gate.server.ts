import { sql, type RawBuilder } from 'kysely'
import type { Round } from '#app/features/contributions/round.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { answeredShapes, hasShape, shapeColumns, type AnswerShape } from './complete-answers.server.ts'
import { insideWords } from './inside-words.server.ts'
import { openFindings, type OpenFindings } from './open-findings.server.ts'
import { provisionalRedactions, type ProvisionalRedactions } from './provisional-redactions.server.ts'
import { takenBy } from './publications.server.ts'

type UnsplitContribution = { id: string; number: number | null; points: number; beginning: string }
type OpenPoint = {
  id: string
  /** '7.3'; null while it has none. */
  number: string | null
  text: string
  problems: string[]
  /** Who works on it; null for nobody. */
  assignee: string | null
}
type Points = { count: number; first: OpenPoint[] }

/** How much a publication takes, and how far that is. */
type GateCounts = { contributions: number; points: number; released: number }

/** What keeps answers from being published: everything counted, and of each kind the first ones. */
export type PublicationGaps = {
  /** Contributions whose splitting is not done, or that have no point at all. */
  unsplit: { count: number; first: UnsplitContribution[] }
  unanswered: Points
  /** Answered, but something is missing in the answer. */
  incomplete: Points
  /** Complete, and not released yet. */
  unreleased: Points
  /** What in the public words may tell who someone is, and what was not searched for that yet. */
  findings: OpenFindings
  /** What was left out by one person where two have to look. */
  provisional: ProvisionalRedactions
}

/** How many of each are named; the rest is counted. */
const NAMED = 100

/** Everything that is still missing before these sources can be published, and how much there is of them. */
export async function publicationGaps(
  db: Db | Trx,
  process: ProcessRef,
  sources: readonly Round[],
): Promise<PublicationGaps & { counts: GateCounts }> {
  const { municipalityId, id } = process
  const taken = takenBy(sources)
  const ofPoints = sql`point_work.municipality_id = ${municipalityId} and point_work.process_id = ${id} and ${taken.points}`
  const { rows: unsplit } = await sql<UnsplitContribution & { count: number }>`
    select contribution.id, contributor.number, counted.points::int, left(contribution.text, 160) as beginning, count(*) over ()::int as count
    from contribution
    join contributor on contributor.municipality_id = contribution.municipality_id and contributor.id = contribution.contributor_id
    cross join lateral (select count(*) as points from point
      where point.municipality_id = contribution.municipality_id and point.contribution_id = contribution.id) as counted
    where contribution.municipality_id = ${municipalityId} and contribution.process_id = ${id} and ${taken.contributions}
      and (split_done_at is null or counted.points = 0)
    order by contributor.number, received_at, contribution.id limit ${NAMED}`.execute(db)
  const states = await countStates(db, process, sources)
  const shapes = await answeredShapes(db, ofPoints)
  const wrong = shapes.filter(({ problems }) => problems.length > 0)
  const right = shapes.filter(({ problems, isReleased }) => problems.length === 0 && !isReleased)
  const sum = (of: readonly { count: number }[]) => of.reduce((total, { count }) => total + count, 0)
  return {
    counts: states,
    unsplit: { count: unsplit[0]?.count ?? 0, first: unsplit.map(({ count: _, ...row }) => row) },
    unanswered: {
      count: states.open,
      first: await firstPoints(db, process, states.open, sql`${ofPoints} and point_work.state = 'open'`),
    },
    incomplete: {
      count: sum(wrong),
      first: await firstPoints(
        db,
        process,
        sum(wrong),
        sql`${ofPoints} and point_work.state in ('answered', 'released') and ${isAnsweredAs(wrong)}`,
        wrong,
      ),
    },
    unreleased: {
      count: sum(right),
      first: await firstPoints(
        db,
        process,
        sum(right),
        sql`${ofPoints} and point_work.state = 'answered' and ${isAnsweredAs(right)}`,
      ),
    },
    findings: await openFindings(db, process, sources),
    provisional: await provisionalRedactions(db, process, sources),
  }
}

/** Whether nothing is missing any more. */
export function isComplete(gaps: PublicationGaps): boolean {
  return missingOf(gaps) + gaps.findings.unsearched === 0
}

/** How many things are missing. */
export function missingOf({
  unsplit,
  unanswered,
  incomplete,
  unreleased,
  findings,
  provisional,
}: PublicationGaps): number {
  return unsplit.count + unanswered.count + incomplete.count + unreleased.count + findings.count + provisional.count
}

async function countStates(
  db: Db | Trx,
  { municipalityId, id }: ProcessRef,
  sources: readonly Round[],
): Promise<GateCounts & { open: number }> {
  const taken = takenBy(sources)
  const { rows } = await sql<GateCounts & { open: number }>`
    select (select count(*)::int from contribution
        where contribution.municipality_id = ${municipalityId} and contribution.process_id = ${id} and ${taken.contributions}) as contributions,
      count(*)::int as points, count(*) filter (where state = 'open')::int as open, count(*) filter (where state = 'released')::int as released
    from point_work where municipality_id = ${municipalityId} and process_id = ${id} and ${taken.points}`.execute(db)
  return rows[0] ?? { contributions: 0, points: 0, open: 0, released: 0 }
}

/** With an answer of one of these shapes. */
const isAnsweredAs = (shapes: readonly AnswerShape[]) => sql`exists (
  select from answer_point
  join answer on answer.municipality_id = answer_point.municipality_id and answer.id = answer_point.answer_id
  where answer_point.municipality_id = point_work.municipality_id and answer_point.point_id = point_work.point_id and ${hasShape(shapes)})`

type FoundPoint = {
  id: string
  contributorNumber: number | null
  pointNumber: number | null
  assignee: string | null
} & { [Part in keyof AnswerShape]: AnswerShape[Part] | null }

async function firstPoints(
  db: Db | Trx,
  process: ProcessRef,
  count: number,
  condition: RawBuilder<unknown>,
  shapes: readonly (AnswerShape & { problems: string[] })[] = [],
): Promise<OpenPoint[]> {
  if (count === 0) return []
  const { rows } = await sql<FoundPoint>`
    with first as materialized (
      select point_id, place, assignee_id from point_work where ${condition} order by place, point_id limit ${NAMED}
    )
    select point.id, contributor.number as contributor_number, point.number as point_number, account.name as assignee,
      answer.disposition, ${shapeColumns.isBlank} as is_blank, ${shapeColumns.isForwarded} as is_forwarded, ${shapeColumns.isLinked} as is_linked
    from first
    join point on point.municipality_id = ${process.municipalityId} and point.id = first.point_id
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    join contributor on contributor.municipality_id = point.municipality_id and contributor.id = contribution.contributor_id
    left join account on account.municipality_id = point.municipality_id and account.id = first.assignee_id
    left join answer_point on answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id
    left join answer on answer.municipality_id = answer_point.municipality_id and answer.id = answer_point.answer_id
    order by first.place, point.id`.execute(db)
  const texts = await insideWords(
    db,
    process,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, contributorNumber, pointNumber, assignee, ...answer }) => ({
    ...{ id, assignee, text: texts.get(id)?.words ?? '' },
    number: contributorNumber === null || pointNumber === null ? null : `${contributorNumber}.${pointNumber}`,
    problems:
      shapes.find(
        (each) =>
          each.disposition === answer.disposition &&
          each.isBlank === answer.isBlank &&
          each.isForwarded === answer.isForwarded &&
          each.isLinked === answer.isLinked,
      )?.problems ?? [],
  }))
}
