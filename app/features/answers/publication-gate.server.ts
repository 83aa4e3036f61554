import { sql } from 'kysely'
import { answerProblems, type Disposition } from '#app/features/points/disposition.ts'
import { pointNumber } from '#app/features/points/point-number.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { insideWords } from './inside-words.server.ts'
import { matchingPoints } from './matching-points.server.ts'
import { openFindings, type OpenFindings } from './open-findings.server.ts'

type UnsplitContribution = { id: string; number: number | null; points: number; beginning: string }
type OpenPoint = { id: string; number: string; text: string; problems: string[] }

/** What keeps the answers of a process from being published: everything counted, and of each kind the first ones. */
export type PublicationGaps = {
  /** Contributions whose splitting is not done, or that have no point at all. */
  unsplit: { count: number; first: UnsplitContribution[] }
  unanswered: { count: number; first: OpenPoint[] }
  /** Answered, but something is missing in the answer. */
  incomplete: { count: number; first: OpenPoint[] }
  /** What in the public words may tell who someone is, and what was not searched for that yet. */
  findings: OpenFindings
}

/** How many of each are named; the rest is counted. */
const NAMED = 100

/** Everything that is still missing before publication. */
export async function publicationGaps(db: Db | Trx, process: ProcessRef): Promise<PublicationGaps> {
  const { municipalityId, id } = process
  const { rows: unsplit } = await sql<UnsplitContribution & { count: string }>`
    select contribution.id, contributor.number, counted.points, left(contribution.text, 160) as beginning, count(*) over () as count
    from contribution
    join contributor on contributor.municipality_id = contribution.municipality_id and contributor.id = contribution.contributor_id
    cross join lateral (
      select count(*)::int as points from point where point.municipality_id = ${municipalityId} and contribution_id = contribution.id
    ) as counted
    where contribution.municipality_id = ${municipalityId} and contribution.process_id = ${id} and formal_state is null
      and (split_done_at is null or counted.points = 0)
    order by contributor.number, ordinal, contribution.id limit ${NAMED}`.execute(db)

  const { rows: points } = await sql<Checked>`
    with ${matchingPoints(process, {})}
    select matching.id, contributor_number, point_number, matching.disposition,
      btrim(coalesce(reply, ''), E' \\t\\r\\n') = '' as blank, btrim(coalesce(forwarded_to, '')) as forwarded_to,
      exists (select from answer_section where answer_section.municipality_id = ${municipalityId} and answer_section.answer_id = matching.answer_id) as linked
    from matching
    left join answer on answer.municipality_id = ${municipalityId} and answer.id = matching.answer_id
    order by place, matching.id`.execute(db)
  const unanswered = points
    .filter(({ disposition }) => disposition === null)
    .map((point) => ({ ...point, problems: [] as string[] }))
  const incomplete = points
    .filter(({ disposition }) => disposition !== null)
    .map((point) => ({ ...point, problems: problemsOf(point) }))
    .filter(({ problems }) => problems.length > 0)
  const named = [...unanswered.slice(0, NAMED), ...incomplete.slice(0, NAMED)]
  const texts = await insideWords(
    db,
    process,
    named.map((point) => point.id),
  )
  const shown = ({
    id: pointId,
    contributorNumber,
    pointNumber: ownNumber,
    problems,
  }: Checked & { problems: string[] }): OpenPoint => {
    const point = texts.get(pointId)
    return { id: pointId, number: pointNumber(contributorNumber, ownNumber), text: point?.words ?? '', problems }
  }
  return {
    unsplit: { count: Number(unsplit[0]?.count ?? 0), first: unsplit.map(({ count: _, ...row }) => row) },
    unanswered: { count: unanswered.length, first: unanswered.slice(0, NAMED).map(shown) },
    incomplete: { count: incomplete.length, first: incomplete.slice(0, NAMED).map(shown) },
    findings: await openFindings(db, process),
  }
}

/** Whether nothing is missing any more. */
export function isComplete({ unsplit, unanswered, incomplete, findings }: PublicationGaps): boolean {
  return unsplit.count + unanswered.count + incomplete.count + findings.count + findings.unsearched === 0
}

type Checked = {
  id: string
  contributorNumber: number | null
  pointNumber: number | null
  disposition: Disposition | null
  blank: boolean
  forwardedTo: string
  linked: boolean
}

/** Asks the one rule about complete answers, without fetching every reply. */
function problemsOf({ disposition, blank, forwardedTo, linked }: Checked): string[] {
  const answer = { disposition, reply: blank ? '' : 'geschreven', forwardedTo, planLinks: linked ? ['gekozen'] : [] }
  return answerProblems(answer).map(({ message }) => message)
}
