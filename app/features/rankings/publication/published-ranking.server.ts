import type { ContributionKind } from '#app/features/contributions/contribution-kind.ts'
import { NotFound } from '#app/errors.server.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import type { RankingReport } from '#app/features/rankings/counting/report.ts'
import { cachedReport } from '#app/features/rankings/cached-report.server.ts'
import { rankingOf, type RankingSession } from '#app/features/rankings/queries.server.ts'
import type { SessionState } from '#app/features/rankings/session.ts'
import type { Db } from '#db/client.server.ts'
import { withPublicMotivations } from './public-motivations.server.ts'

export type PublishedRanking = {
  process: Process
  session: RankingSession
  report: RankingReport
  /** What was done with the reasons of the groups is public, be it before the rest of the process. */
  hasAnswers: boolean
}

/**
 * The outcome at an address, for everyone. It is public when the clerk made it so, whether or not the process is: the
 * council ranks long before there is a plan. Throws NotFound before that.
 */
export async function publishedRanking(
  db: Db,
  municipalityId: string,
  slug: string | undefined,
): Promise<PublishedRanking> {
  const process = await processBySlug(db, municipalityId, slug)
  const session = await rankingOf(db, process)
  if (session?.state !== 'published') throw new NotFound()
  const report = await withPublicMotivations(db, process, asGiven(cachedReport(session)))
  return { process, session, report, hasAnswers: await hasPublicMotivations(db, process) }
}

async function hasPublicMotivations(db: Db, process: Process): Promise<boolean> {
  const found = await db
    .selectFrom('contribution')
    .select('id')
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('kind', '=', 'groupMotivation' satisfies ContributionKind)
    .where('publicationId', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** When the ranking of a process was held and how many places its top has; null before it is public. */
export async function publishedTop(db: Db, process: { id: string; municipalityId: string }) {
  const row = await db
    .selectFrom('rankingSession')
    .select(['k', 'heldOn', 'closedAt'])
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('state', '=', 'published' satisfies SessionState)
    .executeTakeFirst()
  return row ?? null
}

/** The rankings of these processes that are public, with how many places their top has and when they became so. */
export async function publishedTops(
  db: Db,
  municipalityId: string,
  processIds: string[],
): Promise<{ processId: string; k: number; publishedAt: Date | null }[]> {
  if (processIds.length === 0) return []
  return db
    .selectFrom('rankingSession')
    .select(['processId', 'k', 'publishedAt'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', 'in', processIds)
    .where('state', '=', 'published' satisfies SessionState)
    .execute()
}

/**
 * A group that takes a topic off its list takes back what it wrote about it. And that two reasons name each other's topic is
 * no ground to publish what would be if they were one: only pairs that the clerk marked are.
 */
function asGiven(report: RankingReport): RankingReport {
  const groups = report.groups.map((group) => ({
    ...group,
    unranked: group.unranked.map(({ topic }) => ({ topic, motivation: '' })),
  }))
  return { ...report, groups, together: report.together.filter(({ byClerk }) => byClerk) }
}
