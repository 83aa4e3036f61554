import { oneOf } from '#app/one-of.ts'
import { formatDate, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { paragraphKinds } from '#app/features/plans/plan.ts'
import type { PlanVersion } from '#app/features/plans/queries.server.ts'
import type { Erratum } from './erratum.ts'

/** The errors that were corrected in a version, the newest first, by the id of the paragraph. */
export async function errataOf(
  db: Db,
  plan: Pick<PlanVersion, 'id' | 'municipalityId'>,
): Promise<Record<string, Erratum[]>> {
  const rows = await db
    .selectFrom('erratum')
    .innerJoin('paragraph', (join) =>
      join
        .onRef('paragraph.municipalityId', '=', 'erratum.municipalityId')
        .onRef('paragraph.id', '=', 'erratum.paragraphId'),
    )
    .select(['erratum.paragraphId', 'erratum.kind', 'oldText', 'oldHtml', 'reason', 'correctedAt'])
    .where('erratum.municipalityId', '=', plan.municipalityId)
    .where('paragraph.planVersionId', '=', plan.id)
    .orderBy('correctedAt', 'desc')
    .orderBy('erratum.id', 'desc')
    .execute()
  const found: Record<string, Erratum[]> = {}
  for (const { paragraphId, kind, oldText, oldHtml, reason, correctedAt } of rows)
    (found[paragraphId] ??= []).push({
      on: formatDate(today(correctedAt)),
      old: { kind: oneOf(paragraphKinds, kind), text: oldText, html: oldHtml },
      reason,
    })
  return found
}
