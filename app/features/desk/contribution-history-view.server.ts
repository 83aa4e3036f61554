import { fullName } from '#app/features/contributions/contributor-kind.ts'
import { contributionOf } from '#app/features/contributions/queries.server.ts'
import { pointsOfContribution } from '#app/features/points/queries.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { asId } from '#app/ids.server.ts'
import type { Db } from '#db/client.server.ts'
import { contributionHistory, pointHistory } from './point-history-view.server.ts'

export type ContributionHistoryView = Awaited<ReturnType<typeof contributionHistoryView>>

/** Points of one contribution whose history is shown on one page. */
const MOST_POINTS = 40

/** What was done with a contribution and with each of its points, the last first. Throws NotFound. */
export async function contributionHistoryView(db: Db, process: Process, contributionId: string) {
  const contribution = await contributionOf(db, process, asId(contributionId))
  const points = await pointsOfContribution(db, process, contribution.id)
  const shown = points.slice(0, MOST_POINTS)
  return {
    process: { slug: process.slug, title: process.title },
    id: contribution.id,
    name: fullName(contribution.contributor),
    history: await contributionHistory(db, process, contribution.id),
    points: await Promise.all(
      shown.map(async ({ id, label }) => ({ id, label, history: await pointHistory(db, process, id) })),
    ),
    left: points.length - shown.length,
  }
}
