import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { isHeading, type ParagraphBlock } from '#app/features/plans/plan.ts'
import { storedPlan, type StoredBlock, type StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import { changeLines, type ChangeLine } from './change-lines.ts'
import { composeOrigins } from './compose-origins.ts'
import type { Origin } from './match-versions.ts'

export type StoredParagraph = StoredBlock & ParagraphBlock

/** Two versions of a plan: their paragraphs in reading order, and what became of each. */
export type Comparison = { old: Compared; now: Compared; lines: ChangeLine[] }
type Compared = { plan: StoredPlan; paragraphs: StoredParagraph[] }

/** Compares a version with the one before it, or with an earlier one: the first, or one by its id. Null for the first version itself. */
export async function compareVersions(
  db: Db | Trx,
  process: ProcessRef,
  now: StoredPlan,
  since: 'previous' | 'first' | { id: string } = 'previous',
): Promise<Comparison | null> {
  let version = now
  let origins: Origin[] | null = null
  while (version.previousId !== null) {
    const previous = await storedPlan(db, process, { id: version.previousId })
    if (!previous) return null
    const step = await originsBetween(db, process, previous, version)
    origins = origins === null ? step : composeOrigins(step, origins)
    version = previous
    const isReached = since === 'previous' || (typeof since === 'object' && since.id === version.versionId)
    if (isReached) break
  }
  if (origins === null || (typeof since === 'object' && since.id !== version.versionId)) return null
  const [old, compared] = [withParagraphs(version), withParagraphs(now)]
  return { old, now: compared, lines: changeLines(old.paragraphs, compared.paragraphs, origins) }
}

const isParagraph = (block: StoredBlock): block is StoredParagraph => !isHeading(block)
const withParagraphs = (plan: StoredPlan): Compared => ({ plan, paragraphs: plan.blocks.filter(isParagraph) })

/** Where the paragraphs of a version come from in the one before it, by their positions. */
async function originsBetween(
  db: Db | Trx,
  { municipalityId }: ProcessRef,
  previous: StoredPlan,
  version: StoredPlan,
): Promise<Origin[]> {
  const { rows } = await sql<{ paragraphId: string; originId: string; isDoubtful: boolean }>`
    select paragraph_id, origin_id, is_doubtful from paragraph_origin
    join paragraph on paragraph.municipality_id = paragraph_origin.municipality_id and paragraph.id = paragraph_origin.paragraph_id
    where paragraph_origin.municipality_id = ${municipalityId} and paragraph.plan_version_id = ${version.versionId}`.execute(
    db,
  )
  const places = (plan: StoredPlan) => new Map(withParagraphs(plan).paragraphs.map(({ id }, at) => [id, at] as const))
  const [olds, news] = [places(previous), places(version)]
  return rows
    .flatMap(({ paragraphId, originId, isDoubtful }): Origin[] => {
      const [from, to] = [olds.get(originId), news.get(paragraphId)]
      return from === undefined || to === undefined ? [] : [{ from, to, doubtful: isDoubtful }]
    })
    .sort((one, other) => one.to - other.to || one.from - other.from)
}
