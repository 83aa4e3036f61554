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
 * Two versions of a plan: their paragraphs in reading order, and what became of each. An erratum is no change: an old paragraph from which only errata
 * lead to a new one has the words of the new one. `steps` are the versions that came after the old one, up to the new one, the last first, each with
 * where its paragraphs come from.
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
  let corrected: Corrected = new Map(withParagraphs(now).paragraphs.map((paragraph) => [paragraph.id, paragraph]))
  const steps: Step[] = []
  while (version.previousId !== null) {
    const previous = await storedPlan(db, process, { id: version.previousId })
    if (!previous) return null
    const pairs = await originsOf(db, process, version.versionId)
    steps.push({ versionId: version.versionId, pairs })
    const step = byPosition(pairs, previous, version)
    origins = origins === null ? step : composeOrigins(step, origins)
    const corrections = await errataAlone(db, process, previous, version, step)
    corrected = new Map(
      corrections.flatMap(([from, to]) => {
        const words = corrected.get(to)
        return words ? [[from, words] as const] : []
      }),
    )
    version = previous
    const isReached = since === 'previous' || (typeof since === 'object' && since.id === version.versionId)
    if (isReached) break
  }
  if (origins === null || (typeof since === 'object' && since.id !== version.versionId)) return null
  const compared = withParagraphs(now)
  const old = withParagraphs(version)
  old.paragraphs = old.paragraphs.map((paragraph) => {
    const { kind, text, html } = corrected.get(paragraph.id) ?? paragraph
    return text === paragraph.text ? paragraph : { ...paragraph, kind, text, html }
  })
  return { old, now: compared, lines: changeLines(old.paragraphs, compared.paragraphs, origins), steps }
}

const isParagraph = (block: StoredBlock): block is StoredParagraph => !isHeading(block)
const withParagraphs = (plan: StoredPlan): Compared => ({ plan, paragraphs: plan.blocks.filter(isParagraph) })

/** The paragraph of the new version to which nothing but errata lead from an earlier paragraph, by the id of that one. */
type Corrected = ReadonlyMap<string, StoredParagraph>

/**
 * Which paragraphs went on alone into the version after theirs with the same words, or with words that only errata made others since: the last words of the
 * old one are then among those that the new one had.
 */
async function errataAlone(
  db: Db | Trx,
  process: ProcessRef,
  previous: StoredPlan,
  version: StoredPlan,
  step: readonly Origin[],
): Promise<(readonly [from: string, to: string])[]> {
  const [olds, news] = [withParagraphs(previous).paragraphs, withParagraphs(version).paragraphs]
  const kept = await wordsBeforeErrata(db, process, version.versionId)
  const [ofOld, ofNew] = [Map.groupBy(step, ({ from }) => from), Map.groupBy(step, ({ to }) => to)]
  return step.flatMap(({ from, to }) => {
    const [old, now] = [olds[from], news[to]]
    const isAlone = ofOld.get(from)?.length === 1 && ofNew.get(to)?.length === 1
    const isSame = old && now && (old.text === now.text || kept.get(now.id)?.has(old.text))
    return isAlone && isSame ? [[old.id, now.id] as const] : []
  })
}

/** The words that paragraphs of a version had before errata, by the id of the paragraph. */
async function wordsBeforeErrata(
  db: Db | Trx,
  { municipalityId }: ProcessRef,
  versionId: string,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await sql<{ paragraphId: string; texts: string[] }>`
    select paragraph_id, array_agg(old_text) as texts from erratum
    join paragraph on paragraph.municipality_id = erratum.municipality_id and paragraph.id = erratum.paragraph_id
    where erratum.municipality_id = ${municipalityId} and paragraph.plan_version_id = ${versionId}
    group by paragraph_id`.execute(db)
  return new Map(rows.map(({ paragraphId, texts }) => [paragraphId, new Set(texts)]))
}

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
