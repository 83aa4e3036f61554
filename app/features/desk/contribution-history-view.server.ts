import { fullName } from '#app/features/contributions/contributor-kind.ts'
import { contributionOf } from '#app/features/contributions/queries.server.ts'
import { pointsOfContribution } from '#app/features/points/queries.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { asId } from '#app/ids.server.ts'
import type { Db } from '#db/client.server.ts'
import { contributionHistory, pointHistories } from './point-history-view.server.ts'

export type ContributionHistoryView = Awaited<ReturnType<typeof contributionHistoryView>>

/** Points of one contribution whose history is shown on one page. */
const MOST_POINTS = 40

/** What was done with a contribution and with each of its points, the last first. Throws NotFound. */
export async function contributionHistoryView(db: Db, process: Process, contributionId: string) {
  const contribution = await contributionOf(db, process, asId(contributionId))
  const points = await pointsOfContribution(db, process, contribution.id)
  const shown = points.slice(0, MOST_POINTS)
  const [history, histories] = await Promise.all([
    contributionHistory(db, process, contribution.id),
    pointHistories(
      db,
      process,
      shown.map(({ id }) => id),
    ),
  ])
  return {
    process: { slug: process.slug, title: process.title },
    id: contribution.id,
    name: fullName(contribution.contributor),
    history,
    points: shown.map(({ id, label }) => ({ id, label, history: histories.get(id) ?? [] })),
    left: points.length - shown.length,
  }
}
