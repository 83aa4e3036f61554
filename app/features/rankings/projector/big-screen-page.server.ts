import { NotFound } from '#app/errors.server.ts'
import { visitAgain, type MemberVisit } from '#app/features/accounts/guard.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import type { RankingReport } from '#app/features/rankings/counting/report.ts'
import { cachedReport } from '#app/features/rankings/cached-report.server.ts'
import { rankingFeeds, rankingScreen } from '#app/features/rankings/notice.server.ts'
import { firmnessOf } from '#app/features/rankings/publication/firmness-words.ts'
import { rankingOf, type RankingSession } from '#app/features/rankings/queries.server.ts'
import { clockFrom } from '#app/live/clock.ts'
import { liveResponse } from '#app/live/live-response.server.ts'
import { bigScreen, type BigScreen } from './big-screen.ts'

export type BigScreenData = {
  slug: string
  title: string
  heldOn: string | null
  meetingKind: string
  plannedClose: string | null
  /** ISO instant at which this was read, by the clock of the server. */
  readAt: string
  screen: BigScreen
}

/** What the projector shows now. NotFound where there is no session. */
export async function bigScreenPage({ db, municipality, params, now }: MemberVisit): Promise<BigScreenData> {
  const process = await processBySlug(db, municipality.id, params.slug)
  const session = await rankingOf(db, process)
  if (!session) throw new NotFound()
  return dataOf(process, session, now)
}

/** The same, again and again: now and after each change. */
export async function bigScreenStream(visit: MemberVisit): Promise<Response> {
  const { db, pool, municipality, params, now } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const session = await rankingOf(db, process)
  if (!session) throw new NotFound()
  const clock = clockFrom(now)
  const load = async () => dataOf(process, (await rankingOf(db, process)) ?? session, clock())
  return liveResponse(
    visit,
    (send) => rankingFeeds(pool).follow(rankingScreen({ sessionId: session.id, groupId: null }, load), send),
    async () => void (await visitAgain(visit, 'council')),
    visit.actor.id,
  )
}

function dataOf(process: { slug: string; title: string }, session: RankingSession, now: Date): BigScreenData {
  const { heldOn, meetingKind, plannedClose } = session
  return {
    ...{ slug: process.slug, title: process.title, heldOn, meetingKind },
    ...{ plannedClose: plannedClose?.toISOString() ?? null, readAt: now.toISOString() },
    screen: bigScreen(session, { reportOf: cachedReport, firmnessOf: shortFirmness }),
  }
}

/** What fits beside the outcome and is read in a moment: the verdict on the margin, and the two lines that say most. */
function shortFirmness(report: RankingReport): string[] {
  // As in what is published: no pairs that the clerk did not mark.
  const { lines } = firmnessOf({ ...report, together: report.together.filter(({ byClerk }) => byClerk) })
  const [first] = lines
  return first
    ? [`${first.title}: ${first.verdict.words.toLowerCase()}`, ...lines.slice(0, 2).map(({ says }) => says)]
    : []
}
