import type { ChangesOfPoints, PointChange } from '#app/features/answers/point-change.ts'
import { anchors, chapterAddress } from '#app/features/plans/chapter-address.ts'
import { changedNumbers, shortWords } from '#app/features/plans/versions/changed-words.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { paths, withQuery } from '#app/paths.ts'
import type { Db } from '#db/client.server.ts'
import { changePath } from './changed-address.ts'
import { partsOf } from './changed-parts.ts'
import { publicChanges, type PublicChange } from './public-changes.server.ts'

/**
 * The changes to the plan that public points are behind, in the version that people read. Empty while they read the first one, and of a plan
 * that was not released. With `of` only those of these points.
 */
export async function changesOfPoints(
  db: Db,
  process: ProcessRef & { slug: string; releasedAt: Date | null },
  of?: readonly string[],
): Promise<ChangesOfPoints> {
  const found = process.releasedAt === null ? null : await publicChanges(db, process)
  const byPoint = new Map<string, PointChange[]>()
  if (!found) return byPoint
  const parts = partsOf(found)
  const wanted = of && new Set(of)
  for (const change of found.changes) {
    const points = change.reason.points.filter(({ id }) => found.askers.get(id)?.number && (wanted?.has(id) ?? true))
    if (points.length === 0) continue
    const { olds, news } = parts(change)
    const words = shortWords(olds, news)
    for (const { id } of points) {
      const asker = found.askers.get(id)
      const shown = {
        ...{ ...words, numbers: changedNumbers({ olds, news }), others: Math.max(0, change.why.asked.count - 1) },
        href: placeOf(process.slug, change, news[0]?.number, asker?.number ?? ''),
      }
      byPoint.set(id, [...(byPoint.get(id) ?? []), shown])
    }
  }
  return byPoint
}

/** Where the words of a change are read: in the plan, arriving from the point. */
function placeOf(slug: string, change: PublicChange, paragraph: number | undefined, point: string): string {
  if (paragraph === undefined) return changePath(slug, change)
  const chapter = paths.public.planChapter(slug, chapterAddress(change.chapter))
  return `${withQuery(chapter, { punt: point })}#${anchors.paragraph(paragraph)}`
}
