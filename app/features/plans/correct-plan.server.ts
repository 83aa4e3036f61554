import { z } from 'zod'
import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import { seen, typed } from '#app/forms/typed.ts'
import { demote, headingToParagraph, MAX_HEADING_LENGTH, paragraphToHeading, promote } from './correct-headings.ts'
import { canMerge, mergeWithPrevious, renameHeading, setKind } from './correct-paragraphs.ts'
import { changeWordsRefusals, linkCause, markOfPlanPart } from './editing/change-words.server.ts'
import { fixedPlanRefusal, refuseFixedPlan } from './fixed-plan.server.ts'
import { paragraphKinds, treeOf, type Block } from './plan.ts'
import { storeEdit } from './editing/store-edit.server.ts'
import type { FollowPlan, LinkPoints } from './store-plan.server.ts'
import { storedPlan } from './stored-plan.server.ts'

const corrections = ['promote', 'demote', 'toParagraph', 'toHeading', 'merge', 'rename', 'setKind'] as const

/** One correction of the part (heading or paragraph) with this id: of a heading its words, of a paragraph its kind. */
const correctionInput = z
  .object({
    correction: z.enum(corrections),
    part: z.string(),
    heading: typed.transform((text) => text.trim()).default(''),
    kind: z.enum(paragraphKinds).optional(),
    /** The part that the official goes on with. */
    next: z.string().optional(),
    /** The point for which it changes. */
    point: z.string().optional(),
    seen,
  })
  .superRefine(({ correction, heading }, context) => {
    if (correction !== 'rename' || (heading !== '' && heading.length <= MAX_HEADING_LENGTH)) return
    const message = `Vul een kop in van hoogstens ${MAX_HEADING_LENGTH} tekens.`
    context.addIssue({ code: 'custom', path: ['heading'], message })
  })
type Correction = z.output<typeof correctionInput>

/** Why a correction that changes nothing could not be done. */
const impossible = {
  highestLevel: { says: 'Deze kop staat al op het hoogste niveau.' },
  cannotGoLower: { says: 'Deze kop kan niet lager: er moet een kop van hetzelfde niveau boven staan.' },
  alreadyParagraph: { says: 'Dit is al een alinea.' },
  cannotBeHeading: {
    says: `Deze alinea kan geen kop worden. Een kop is één regel van hoogstens ${MAX_HEADING_LENGTH} tekens.`,
  },
  cannotMerge: {
    says: 'Deze alinea kan niet bij de vorige. Dat kan alleen met twee stukken gewone tekst direct na elkaar.',
  },
  notAHeading: { says: 'Alleen een kop kunt u een andere naam geven.', at: 'heading' },
  otherKind: { says: 'Deze alinea kan niet van die soort worden.', at: 'kind' },
}
const whyImpossible = {
  promote: 'highestLevel',
  demote: 'cannotGoLower',
  toParagraph: 'alreadyParagraph',
  toHeading: 'cannotBeHeading',
  merge: 'cannotMerge',
  rename: 'notAHeading',
  setKind: 'otherKind',
} as const satisfies Record<Correction['correction'], keyof typeof impossible>

/**
 * The act that corrects one heading or paragraph of the concept plan before release; ids stay and numbers follow.
 * `followers` are those of later rooms.
 */
export const correctPlanWith = (followers: readonly FollowPlan[], link: LinkPoints) =>
  act({
    name: 'correctPlan',
    by: byProcessor,
    on: 'process',
    changes: 'public',
    input: correctionInput,
    refusals: { ...fixedPlanRefusal, ...impossible, partGone: changeWordsRefusals.partGone, stale: staleRefusal },
    async run({ trx, by, now, process: ref }, correction) {
      const what = { correction: correction.correction, part: correction.part }
      const process = await lockProcess(trx, by, ref.id)
      const plan = await storedPlan(trx, process)
      refuseFixedPlan(process, plan)
      if (!plan) throw new NotFound()
      const index = plan.blocks.findIndex(({ id }) => id === correction.part)
      const block = plan.blocks[index]
      if (!block) throw refusedBy(changeWordsRefusals, 'partGone')
      // Colleagues who change other parts are not in the way.
      if (correction.seen !== markOfPlanPart(block)) refuseStale(correction.seen, plan.seen)
      const { next = null } = correction
      if (saysTheSame(block, correction)) return changedNothing({ ...what, next })
      const blocks: Block[] = plan.blocks.map(({ number: _, ...block }) => block)
      const corrected = apply(blocks, index, correction)
      if (JSON.stringify(treeOf(corrected)) === JSON.stringify(treeOf(blocks)))
        throw refusedBy(impossible, whyImpossible[correction.correction])

      const { municipalityId, id: processId } = process
      const before = plan.blocks[index - 1]
      const merged =
        correction.correction === 'merge' && before && canMerge(blocks, index)
          ? [[correction.part, before.id] as const]
          : []
      const version = { municipalityId, processId, planVersionId: plan.versionId }
      await storeEdit(
        trx,
        version,
        by,
        plan,
        { blocks: corrected, mergedInto: new Map(merged), about: correction.part },
        followers,
      )
      const landed = merged[0]?.[1] ?? correction.part
      const changed = { planVersionId: plan.versionId, paragraphId: landed }
      if (merged.length > 0) await linkCause({ trx, by, process }, changed, { point: correction.point, link, now })
      return did(
        { ...what, part: landed, next },
        { subject: { kind: 'planVersion', id: plan.versionId }, detail: what },
      )
    },
  })

function saysTheSame(block: Block, { correction, kind, heading }: Correction): boolean {
  if (correction === 'setKind') return block.kind === kind
  return correction === 'rename' && block.text === heading
}

function apply(blocks: readonly Block[], index: number, { correction, heading, kind }: Correction): Block[] {
  switch (correction) {
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
    case 'rename':
      return renameHeading(blocks, index, heading)
    case 'setKind':
      return kind ? setKind(blocks, index, kind) : [...blocks]
  }
}
