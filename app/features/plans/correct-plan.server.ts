import { NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { lockProcess, needRole } from '#app/features/processes/lock-process.server.ts'
import { staleMessage } from '#app/acts/stale.ts'
import { record } from '#app/features/record/record.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { demote, headingToParagraph, MAX_HEADING_LENGTH, paragraphToHeading, promote } from './correct-headings.ts'
import { canMerge, mergeWithPrevious, removeEmptyHeading, renameHeading, setKind } from './correct-paragraphs.ts'
import { refuseFixedPlan } from './import-plan.server.ts'
import type { Block, ParagraphKind } from './plan.ts'
import { treeOf } from './plan.ts'
import { storePlan, type FollowPlan } from './store-plan.server.ts'
import { storedPlan } from './stored-plan.server.ts'

/** One correction of the block (heading or paragraph) with this id. */
export type Correction =
  | { act: 'promote' | 'demote' | 'toParagraph' | 'toHeading' | 'merge' | 'remove'; id: string }
  | { act: 'rename'; id: string; heading: string }
  | { act: 'setKind'; id: string; kind: ParagraphKind }

/** Why a correction that changes nothing could not be done. */
const impossible: Record<Correction['act'], string> = {
  promote: 'Deze kop staat al op het hoogste niveau.',
  demote: 'Deze kop kan niet lager: er moet een kop van hetzelfde niveau boven staan.',
  toParagraph: 'Dit is al een alinea.',
  toHeading: `Deze alinea kan geen kop worden. Een kop is één regel van hoogstens ${MAX_HEADING_LENGTH} tekens.`,
  merge: 'Deze alinea kan niet bij de vorige. Dat kan alleen met twee stukken gewone tekst direct na elkaar.',
  remove: 'Onder deze kop staat nog tekst. Alleen een lege kop kunt u weghalen.',
  rename: `Vul een kop in van hoogstens ${MAX_HEADING_LENGTH} tekens.`,
  setKind: 'Deze alinea kan niet van die soort worden.',
}

/**
 * Corrects one heading or paragraph of the concept plan before release; ids stay and numbers follow. Refused after release,
 * when `seen` is no longer what is stored, and when the correction is impossible.
 */
export async function correctPlan(
  db: Db | Trx,
  by: Doer,
  input: { process: { id: string }; correction: Correction; seen?: string },
  now: Date,
  followers: readonly FollowPlan[],
): Promise<void> {
  needRole(by, 'processor')
  const { correction } = input
  await inTransaction(db, async (trx) => {
    const process = await lockProcess(trx, by, input.process.id)
    refuseFixedPlan(process)
    const plan = await storedPlan(trx, process)
    if (!plan) throw new NotFound()
    if (input.seen !== undefined && input.seen !== plan.seen) throw new Refused(staleMessage)
    const index = plan.blocks.findIndex(({ id }) => id === correction.id)
    const block = plan.blocks[index]
    if (!block) throw new NotFound()
    if (saysTheSame(block, correction)) return
    const blocks: Block[] = plan.blocks.map(({ number: _, ...block }) => block)
    const corrected = treeOf(apply(blocks, index, correction))
    if (JSON.stringify(corrected) === JSON.stringify(treeOf(blocks)))
      throw new Refused(impossible[correction.act], fieldOf(correction))

    const { municipalityId, id: processId } = process
    const before = plan.blocks[index - 1]
    const merged =
      correction.act === 'merge' && before && canMerge(blocks, index) ? [[correction.id, before.id] as const] : []
    const version = { municipalityId, processId, planVersionId: plan.versionId }
    await storePlan(trx, version, corrected, followers, new Map(merged))
    await record(trx, {
      ...{
        municipalityId,
        at: now,
        by,
        act: 'correctPlan',
        subject: { kind: 'planVersion', id: plan.versionId },
        processId,
      },
      detail: { correction: correction.act, part: correction.id },
    })
  })
}

function saysTheSame(block: Block, correction: Correction): boolean {
  if (correction.act === 'setKind') return block.kind === correction.kind
  return correction.act === 'rename' && block.text === correction.heading.trim()
}

const fieldOf = ({ act }: Correction): string | null =>
  act === 'rename' ? 'heading' : act === 'setKind' ? 'kind' : null

function apply(blocks: readonly Block[], index: number, correction: Correction): Block[] {
  switch (correction.act) {
    case 'promote':
      return promote(blocks, index)
    case 'demote':
      return demote(blocks, index)
    case 'toParagraph':
      return headingToParagraph(blocks, index)
    case 'toHeading':
      return paragraphToHeading(blocks, index)
    case 'merge':
      return mergeWithPrevious(blocks, index)
    case 'remove':
      return removeEmptyHeading(blocks, index)
    case 'rename':
      return renameHeading(blocks, index, correction.heading)
    case 'setKind':
      return setKind(blocks, index, correction.kind)
  }
}
