import type { Selectable } from 'kysely'
import { NotFound } from '#app/errors.server.ts'
import { mayChangeWords } from '#app/features/plans/fixed-plan.server.ts'
import { isHeading } from '#app/features/plans/plan.ts'
import { storedPlan, type StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import { withMarks } from '#app/features/plans/editing/marked-words.ts'
import { compareVersions, type Comparison } from '#app/features/plans/versions/compare-versions.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import { oneOf } from '#app/one-of.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { Amendment as AmendmentTable } from '#db/types.generated.ts'
import { isTakenOut, placeNow } from './amend.ts'
import { asOutcome, partKinds, type AmendmentOutcome, type AmendmentPart, type PartPlace } from './amendment.ts'

export type StoredPart = AmendmentPart & { written: string[] }
export type StoredAmendment = Omit<Selectable<AmendmentTable>, 'outcome'> & {
  outcome: AmendmentOutcome
  parts: StoredPart[]
}

/** The amendments on a plan, by number. */
export async function storedAmendments(
  db: Db | Trx,
  process: ProcessRef,
  only?: { id: string | undefined },
): Promise<StoredAmendment[]> {
  const { municipalityId } = process
  const rows = await db
    .selectFrom('amendment')
    .selectAll()
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', process.id)
    .$if(only !== undefined, (query) => query.where('id', '=', asId(only?.id)))
    .orderBy('number')
    .execute()
  const parts = await db
    .selectFrom('amendmentPart')
    .innerJoin('amendment', (join) =>
      join
        .onRef('amendment.municipalityId', '=', 'amendmentPart.municipalityId')
        .onRef('amendment.id', '=', 'amendmentPart.amendmentId'),
    )
    .select([
      'amendmentPart.id',
      'amendmentId',
      'amendmentPart.kind',
      'paragraphId',
      'oldWords',
      'words',
      'amendmentPart.written',
    ])
    .where('amendment.municipalityId', '=', municipalityId)
    .where('processId', '=', process.id)
    .$if(only !== undefined, (query) => query.where('amendment.id', '=', asId(only?.id)))
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    ...row,
    outcome: asOutcome(row.outcome),
    parts: parts
      .filter(({ amendmentId }) => amendmentId === row.id)
      .map(({ amendmentId: _, kind, ...part }) => ({ ...part, kind: oneOf(partKinds, kind) })),
  }))
}

/** One amendment on a plan. Throws NotFound. */
export async function storedAmendment(
  db: Db | Trx,
  process: ProcessRef,
  id: string | undefined,
): Promise<StoredAmendment> {
  const [found] = await storedAmendments(db, process, { id })
  if (!found) throw new NotFound()
  return found
}

/**
 * The version before the council: the last that was handed over, else the one that people read. Null while its words may still change.
 */
export async function versionBeforeCouncil(db: Db | Trx, process: Process): Promise<StoredPlan | null> {
  const handedOver = await db
    .selectFrom('planVersion')
    .select('id')
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('handedOverAt', 'is not', null)
    .orderBy('handedOverAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  const plan = await storedPlan(db, process, handedOver ? { id: handedOver.id } : 'forReaders')
  return plan && !mayChangeWords(process, plan) ? plan : null
}

/** The version that officials work on beside the one that an amendment was made on, to find where its parts stand. */
export type AmendedPlan = { made: StoredPlan; now: StoredPlan; compared: Comparison | null }

/** Both versions of an amendment. */
export async function amendedPlan(
  db: Db | Trx,
  process: ProcessRef,
  { planVersionId }: { planVersionId: string },
): Promise<AmendedPlan> {
  const made = await storedPlan(db, process, { id: planVersionId })
  const now = await storedPlan(db, process)
  if (!made || !now) throw new NotFound()
  return { made, now, compared: await compareVersions(db, process, now, { id: planVersionId }) }
}

/** The parts of an amendment that was written into the plan and are in it no more: another file replaced the words, or someone put them back. */
export function takenOut({ parts, writtenVersionId }: StoredAmendment, plans: AmendedPlan): StoredPart[] {
  if (writtenVersionId === null) return []
  const places = amendedPlaces(parts, plans)
  const now =
    writtenVersionId === plans.now.versionId
      ? plans.now.blocks.flatMap((block) => (isHeading(block) ? [] : [{ id: block.id, words: withMarks(block) }]))
      : null
  return parts.filter((part) => {
    const place = places.get(part.id)
    return place !== undefined && isTakenOut(part, place, now)
  })
}

/** Where each part stands in the version that officials work on. */
export function amendedPlaces(
  parts: readonly AmendmentPart[],
  { made, now, compared }: AmendedPlan,
): Map<string, PartPlace> {
  const paragraphs = (plan: StoredPlan) => plan.blocks.flatMap((block) => (isHeading(block) ? [] : [block]))
  const olds = paragraphs(made)
  const news = paragraphs(now).map((block) => ({ id: block.id, words: withMarks(block) }))
  // The same version: every paragraph comes from itself.
  const lines = compared?.lines ?? olds.map((_, at) => ({ from: at, to: at }))
  const first = now.blocks[0]?.id ?? ''
  return new Map(parts.map((part) => [part.id, placeNow(part, { olds, news, lines, first })]))
}

/** Mark of what a form about a part showed: what it asks, and what stands there now. */
export const markOfAmendmentPart = ({ kind, words, oldWords }: AmendmentPart, { state, present }: PartPlace): string =>
  seenMark([kind, words, oldWords, state, present])

/** Mark of the facts of an amendment that a form showed. */
export const markOfAmendment = ({ title, movers, reason }: { title: string; movers: string; reason: string }): string =>
  seenMark([title, movers, reason])
