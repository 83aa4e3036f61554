import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { isHeading, type ParagraphBlock } from '#app/features/plans/plan.ts'
import { storedPlan, type StoredBlock, type StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import { changeLines, type ChangeLine } from './change-lines.ts'
import { composeOrigins } from './compose-origins.ts'
import type { Origin } from './match-versions.ts'

export type StoredParagraph = StoredBlock & ParagraphBlock

/** Which paragraph of the version before it a paragraph comes from, by their ids. */
type OriginPair = { paragraphId: string; originId: string; isDoubtful: boolean }

/**
 * Two versions of a plan: their paragraphs in reading order, and what became of each. `steps` are the versions that came after the old one, up to
 * the new one, the last first, each with where its paragraphs come from.
 */
export type Comparison = { old: Compared; now: Compared; lines: ChangeLine[]; steps: Step[] }
type Step = { versionId: string; pairs: OriginPair[] }
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
  const steps: Step[] = []
  while (version.previousId !== null) {
    const previous = await storedPlan(db, process, { id: version.previousId })
    if (!previous) return null
    const pairs = await originsOf(db, process, version.versionId)
    steps.push({ versionId: version.versionId, pairs })
    const step = byPosition(pairs, previous, version)
    origins = origins === null ? step : composeOrigins(step, origins)
    version = previous
    const isReached = since === 'previous' || (typeof since === 'object' && since.id === version.versionId)
    if (isReached) break
  }
  if (origins === null || (typeof since === 'object' && since.id !== version.versionId)) return null
  const [old, compared] = [withParagraphs(version), withParagraphs(now)]
  return { old, now: compared, lines: changeLines(old.paragraphs, compared.paragraphs, origins), steps }
}

const isParagraph = (block: StoredBlock): block is StoredParagraph => !isHeading(block)
const withParagraphs = (plan: StoredPlan): Compared => ({ plan, paragraphs: plan.blocks.filter(isParagraph) })

async function originsOf(db: Db | Trx, { municipalityId }: ProcessRef, versionId: string): Promise<OriginPair[]> {
  const { rows } = await sql<OriginPair>`
    select paragraph_id, origin_id, is_doubtful from paragraph_origin
    join paragraph on paragraph.municipality_id = paragraph_origin.municipality_id and paragraph.id = paragraph_origin.paragraph_id
    where paragraph_origin.municipality_id = ${municipalityId} and paragraph.plan_version_id = ${versionId}`.execute(db)
  return rows
}

/** Where the paragraphs of a version come from in the one before it, by their positions. */
function byPosition(pairs: readonly OriginPair[], previous: StoredPlan, version: StoredPlan): Origin[] {
  const places = (plan: StoredPlan) => new Map(withParagraphs(plan).paragraphs.map(({ id }, at) => [id, at] as const))
  const [olds, news] = [places(previous), places(version)]
  return pairs
    .flatMap(({ paragraphId, originId, isDoubtful }): Origin[] => {
      const [from, to] = [olds.get(originId), news.get(paragraphId)]
      return from === undefined || to === undefined ? [] : [{ from, to, doubtful: isDoubtful }]
    })
    .sort((one, other) => one.to - other.to || one.from - other.from)
}
