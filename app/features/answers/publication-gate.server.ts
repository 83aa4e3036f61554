import { sql, type RawBuilder } from 'kysely'
import type { Round } from '#app/features/contributions/round.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { hasOwnAnswer } from '#app/features/workflow/own-answer.server.ts'
import { stepsOf } from '#app/features/workflow/steps-of.server.ts'
import { stepName, type Step } from '#app/features/workflow/steps.ts'
import {
  hasIncompleteAnswer,
  problemsOf,
  shapeColumns,
  withIncompleteAnswer,
  type AnswerShape,
} from './complete-answers.server.ts'
import { isCompletable, type AtStep } from './completable.ts'
import { insideWords } from './inside-words.server.ts'
import { openFindings, type OpenFindings } from './open-findings.server.ts'
import { provisionalRedactions, type ProvisionalRedactions } from './provisional-redactions.server.ts'
import { takenBy } from './publications.server.ts'
import { releaseObstacle } from './release-obstacle.server.ts'
import { releaseObstacleWords, type ReleaseObstacle } from './release-obstacles.ts'

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
type GateCounts = {
  contributions: number
  points: number
  released: number
  /** Points that who asks may bring through all steps at once (`completeSteps`). */
  completable: number
  /** Points whose answer who asks last wrote. */
  own: number
}

/** The points with an answer that lie at one step, and on whom that is, the most first. */
export type StepLeft = { position: number; name: string; count: number; on: { name: string | null; count: number }[] }

/** What keeps answers from being published: everything counted, and of each kind the first ones. */
export type PublicationGaps = {
  /** Contributions whose splitting is not done, or that have no point at all. */
  unsplit: { count: number; first: UnsplitContribution[] }
  unanswered: Points
  /** Answered, but something is missing in the answer. */
  incomplete: Points
  /** Complete, and not released yet; the problems say what keeps one from it. */
  unreleased: Points
  /** Answered, and not through all steps of the process: nobody approved the answer. */
  unapproved: Points & { steps: StepLeft[] }
  /** What in the public words may tell who someone is, and what was not searched for that yet. */
  findings: OpenFindings
  /** What was left out by one person where two have to look. */
  provisional: ProvisionalRedactions
}

/** How many of each are named; the rest is counted. */
const NAMED = 100

/**
 * Everything that is still missing before these sources can be published, and how much there is of them. `unsearched` is how much was
 * not searched for personal data, when that was counted just before.
 */
export async function publicationGaps(
  db: Db | Trx,
  process: ProcessRef,
  sources: readonly Round[],
  by: Doer,
  searched: { unsearched?: number } = {},
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
  const contributions = await countContributions(db, process, sources)
  const states = await countStates(db, process, by, ofPoints)
  const incomplete = sum(states.filter(({ isIncomplete }) => isIncomplete))
  const unreleased = sum(states.filter(({ state, isIncomplete }) => state === 'answered' && !isIncomplete))
  const findings = await openFindings(db, process, sources, searched)
  const open = sum(states.filter(({ state }) => state === 'open'))
  const steps = await stepsOf(db, process)
  const isLeft = ({ state, step }: StateCount) => state !== 'open' && step <= steps.length
  const left = states.filter(isLeft)
  return {
    counts: {
      contributions,
      points: sum(states),
      released: sum(states.filter(({ state }) => state === 'released')),
      completable: sum(left.filter((each) => isCompletable(steps, by, each))),
      own: sum(states.filter(({ isOwn }) => isOwn)),
    },
    unsplit: { count: unsplit[0]?.count ?? 0, first: unsplit.map(({ count: _, ...row }) => row) },
    unanswered: {
      count: open,
      first: await firstPoints(db, process, { count: open, which: sql`${ofPoints} and point_work.state = 'open'` }),
    },
    incomplete: {
      count: incomplete,
      first: await firstPoints(db, process, {
        count: incomplete,
        which: sql`${ofPoints} and point_work.state in ('answered', 'released') and point_work.point_id in (${withIncompleteAnswer(process)})`,
        problems: ({ shape }) => (shape ? problemsOf(shape) : []),
      }),
    },
    unreleased: {
      count: unreleased,
      first: await firstPoints(db, process, {
        count: unreleased,
        // Few are read along the list, so each is asked by itself.
        which: sql`${ofPoints} and point_work.state = 'answered' and ${hasIncompleteAnswer} is not true`,
        ...(unreleased > 0 && { obstacle: await releaseObstacle(db, process, { ...findings, areComplete: true }) }),
        problems: ({ obstacle }) => (obstacle === null ? [] : [releaseObstacleWords[obstacle]]),
      }),
    },
    unapproved: {
      count: sum(left),
      steps: await stepsLeft(db, process, left, steps),
      first: await firstPoints(db, process, {
        count: sum(left),
        which: sql`${ofPoints} and point_work.state in ('answered', 'released') and point_work.step <= ${steps.length}`,
        problems: ({ step }) => [`Ligt bij ${stepName(steps, step)}.`],
      }),
    },
    findings,
    provisional: await provisionalRedactions(db, process, sources),
  }
}

/** Whether nothing is missing any more. */
export function isComplete(gaps: PublicationGaps): boolean {
  return missingOf(gaps) + gaps.findings.unsearched === 0
}

/** How many things are missing. */
export function missingOf(gaps: PublicationGaps): number {
  const { unsplit, unanswered, incomplete, unreleased, unapproved, findings, provisional } = gaps
  return sum([unsplit, unanswered, incomplete, unreleased, unapproved, findings, provisional])
}

const sum = (of: readonly { count: number }[]) => of.reduce((total, { count }) => total + count, 0)

async function countContributions(
  db: Db | Trx,
  { municipalityId, id }: ProcessRef,
  sources: readonly Round[],
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from contribution
    where contribution.municipality_id = ${municipalityId} and contribution.process_id = ${id} and ${takenBy(sources).contributions}`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

type StateCount = AtStep & { state: 'open' | 'answered' | 'released'; assigneeId: string | null; count: number }

/** The points by all that the gate divides them by: read once, whatever it asks of them. */
async function countStates(
  db: Db | Trx,
  process: ProcessRef,
  by: Doer,
  ofPoints: RawBuilder<unknown>,
): Promise<StateCount[]> {
  const { rows } = await sql<StateCount>`
    with incomplete as materialized (${withIncompleteAnswer(process)})
    select state, step, assignee_id, ${hasOwnAnswer(by)} as is_own,
      return_id is not null or changed_since_answer as is_to_look_at, incomplete.point_id is not null as is_incomplete, count(*)::int as count
    from point_work left join incomplete on incomplete.point_id = point_work.point_id
    where ${ofPoints} group by 1, 2, 3, 4, 5, 6`.execute(db)
  return rows
}

async function stepsLeft(
  db: Db | Trx,
  { municipalityId }: ProcessRef,
  left: readonly StateCount[],
  steps: readonly Step[],
): Promise<StepLeft[]> {
  const ids = [...new Set(left.flatMap(({ assigneeId }) => assigneeId ?? []))]
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from account where municipality_id = ${municipalityId} and id = any(${ids}::uuid[])`.execute(db)
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return steps.flatMap(({ name }, index) => {
    const here = left.filter(({ step }) => step === index + 1)
    const holders = [...new Set(here.map(({ assigneeId }) => assigneeId))].map((assigneeId) => ({
      name: assigneeId === null ? null : (names.get(assigneeId) ?? null),
      count: sum(here.filter((each) => each.assigneeId === assigneeId)),
    }))
    const on = holders.sort((one, other) => other.count - one.count)
    return here.length === 0 ? [] : [{ position: index + 1, name, count: sum(here), on }]
  })
}

type FoundPoint = {
  id: string
  contributorNumber: number | null
  pointNumber: number | null
  assignee: string | null
  step: number
  obstacle: ReleaseObstacle | null
} & (AnswerShape | { disposition: null })

type Asked = {
  /** How many there are, as counted already. */
  count: number
  /** A condition on `point_work`. */
  which: RawBuilder<unknown>
  /** An expression over `point_work`. */
  obstacle?: RawBuilder<ReleaseObstacle | null>
  /** What is wrong with one, in Dutch; nothing where the title of the list says it. */
  problems?: (point: { step: number; obstacle: ReleaseObstacle | null; shape: AnswerShape | null }) => string[]
}

async function firstPoints(
  db: Db | Trx,
  process: ProcessRef,
  { count, which, obstacle = sql`null`, problems = () => [] }: Asked,
): Promise<OpenPoint[]> {
  if (count === 0) return []
  const { rows } = await sql<FoundPoint>`
    with first as materialized (
      select municipality_id, point_id, place, assignee_id, step, disposition, changed_since_answer
      from point_work where ${which} order by place, point_id limit ${NAMED}
    )
    select point.id, contributor.number as contributor_number, point.number as point_number, account.name as assignee, point_work.step,
      (${obstacle})::text as obstacle,
      answer.disposition, ${shapeColumns.isBlank} as is_blank, ${shapeColumns.isForwarded} as is_forwarded, ${shapeColumns.isLinked} as is_linked
    from first as point_work
    join point on point.municipality_id = ${process.municipalityId} and point.id = point_work.point_id
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    join contributor on contributor.municipality_id = point.municipality_id and contributor.id = contribution.contributor_id
    left join account on account.municipality_id = point.municipality_id and account.id = point_work.assignee_id
    left join answer_point on answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id
    left join answer on answer.municipality_id = answer_point.municipality_id and answer.id = answer_point.answer_id
    order by point_work.place, point.id`.execute(db)
  const texts = await insideWords(
    db,
    process,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, contributorNumber, pointNumber, assignee, step, obstacle: why, ...shape }) => ({
    ...{ id, assignee, text: texts.get(id)?.words ?? '' },
    number: contributorNumber === null || pointNumber === null ? null : `${contributorNumber}.${pointNumber}`,
    problems: problems({ step, obstacle: why, shape: shape.disposition === null ? null : shape }),
  }))
}
