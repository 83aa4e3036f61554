import { pointPath } from '#app/features/answers/point-path.ts'
import { underContributors } from '#app/features/answers/public-points.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import type { Asker } from './why.ts'

/** Characters of a point that stand beside a change; its own page has the rest. */
const MOST_OF_POINT = 220

/** What the public ones of these points say, by their ids, with who gave them as everyone reads it; the others are not in it. */
export async function saidInPoints(
  db: Db,
  process: ProcessRef & { slug: string; publishedAt: Date | null },
  askers: ReadonlyMap<string, Asker>,
  ids: readonly string[],
) {
  const shown = ids.flatMap((id) => {
    const asker = askers.get(id)
    const [contributorNumber, pointNumber] = (asker?.number ?? '').split('.').map(Number)
    return asker?.number && contributorNumber && pointNumber
      ? [{ id, contributorId: asker.contributorId, contributorNumber, pointNumber }]
      : []
  })
  const contributors = await underContributors(db, process, shown)
  return new Map(
    contributors.flatMap(({ name, points }) =>
      points.map(({ id, number, words, form }) => [
        id,
        {
          ...{ number, name, form },
          words: words.length > MOST_OF_POINT ? `${words.slice(0, MOST_OF_POINT).trimEnd()}…` : words,
          href: pointPath(process.slug, number),
        },
      ]),
    ),
  )
}
