import { refusedBy } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import type { Trx } from '#db/client.server.ts'
import { fixedPlanRefusal, refuseFixedPlan } from '#app/features/plans/fixed-plan.server.ts'
import { isHeading, treeOf, type Block } from '#app/features/plans/plan.ts'
import type { FollowPlan, LinkPoints } from '#app/features/plans/store-plan.server.ts'
import { storedPlan, type StoredBlock } from '#app/features/plans/stored-plan.server.ts'
import type { Edited } from './edit-blocks.ts'
import { storeEdit } from './store-edit.server.ts'

export const changeWordsRefusals = {
  ...fixedPlanRefusal,
  changedMeanwhile: {
    says: 'Een collega heeft deze alinea intussen gewijzigd. Uw tekst is niet bewaard, maar staat hier nog. Kijk wat er nu staat en bewaar daarna opnieuw.',
    at: 'words',
  },
  partGone: {
    says: 'Dit onderdeel staat niet meer in het plan: een collega haalde het weg of voegde het bij een ander. Er is niets veranderd.',
  },
  impossible: { says: 'Dat kan hier niet. Laad de pagina opnieuw en kijk wat er nu staat.' },
}

/** Mark of what a form about one part of a plan showed: colleagues who change other parts are not in the way. */
export const markOfPlanPart = (block: Block): string =>
  seenMark([block.kind, isHeading(block) ? block.level : block.html, block.text])

/** What an act changes words with: who, where, and what the form showed. */
type Changing = {
  trx: Trx
  by: { municipalityId: string; id: string | null }
  process: { id: string }
  /** The part that the act is about; null for an act on many. One that is not there any more is refused, so that what was typed stays. */
  part: string | null
  /** That the part is gone is what the act wants: nothing changes then. */
  mayBeGone?: boolean
  seen: string | undefined
  /** For which point the words of the part change. */
  cause?: Cause | undefined
}

/** The point for which words change, and who keeps it. */
type Cause = { point: string | undefined; link: LinkPoints; now: Date }

/** Puts the point for which it changes behind the change of a part. */
export async function linkCause(
  { trx, by, process }: Pick<Changing, 'trx' | 'by' | 'process'>,
  part: { planVersionId: string; paragraphId: string },
  { point, link, now }: Cause,
): Promise<void> {
  const ref = { id: process.id, municipalityId: by.municipalityId }
  if (point !== undefined) await link(trx, ref, part, [point], { by, now })
}

/**
 * Changes the version that officials work on, held so that of two acts at once the second sees what the first did. `edit` gets all parts and
 * the position of the one that the act is about. Gives the version, and whether anything changed.
 */
export async function changeWords(
  { trx, by, process: ref, part, mayBeGone = false, seen, cause }: Changing,
  edit: (blocks: readonly Block[], index: number, stored: readonly StoredBlock[]) => Edited | null,
  followers: readonly FollowPlan[],
): Promise<{ planVersionId: string; changed: boolean }> {
  const process = await lockProcess(trx, by, ref.id)
  const plan = await storedPlan(trx, process)
  refuseFixedPlan(process, plan)
  const index = plan?.blocks.findIndex(({ id }) => id === part) ?? -1
  const block = plan?.blocks[index]
  if (!plan) throw new NotFound()
  if (part !== null && !block) {
    if (mayBeGone) return { planVersionId: plan.versionId, changed: false }
    throw refusedBy(changeWordsRefusals, 'partGone')
  }
  const blocks: Block[] = plan.blocks.map(({ number: _, ...each }) => each)
  const edited = edit(blocks, index, plan.blocks)
  if (!edited) throw refusedBy(changeWordsRefusals, 'impossible')
  const planVersionId = plan.versionId
  // A form that is sent twice finds what it said.
  if (JSON.stringify(treeOf(edited.blocks)) === JSON.stringify(treeOf(blocks))) return { planVersionId, changed: false }
  if (block && seen !== undefined && seen !== markOfPlanPart(block))
    throw refusedBy(changeWordsRefusals, 'changedMeanwhile', { now: block.text })
  // Before the words are stored: what follows a paragraph that goes then takes the point along.
  if (part !== null && cause) await linkCause({ trx, by, process }, { planVersionId, paragraphId: part }, cause)
  const version = { municipalityId: process.municipalityId, processId: process.id, planVersionId }
  await storeEdit(trx, version, by, plan, { ...edited, about: part }, followers)
  return { planVersionId, changed: true }
}
