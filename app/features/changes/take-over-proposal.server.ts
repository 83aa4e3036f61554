import { z } from 'zod'
import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import { eraseDraft } from '#app/features/answers/answer-draft.server.ts'
import { answerFields, checkComplete } from '#app/features/answers/answer.schema.ts'
import { refuseStaleAnswer, storeAnswer, storeAnswerRefusals } from '#app/features/answers/store-answer.server.ts'
import { answerOfPoint, type StoredAnswer } from '#app/features/answers/stored-answer.server.ts'
import { refuseUnseenFindings, tellsOfPersonRefusal } from '#app/features/answers/unseen-findings.server.ts'
import { carryMarks } from '#app/features/plans/editing/carry-marks.ts'
import { changeWords, changeWordsRefusals, markOfPlanPart } from '#app/features/plans/editing/change-words.server.ts'
import { removeAt, writeAt, type Edited } from '#app/features/plans/editing/edit-blocks.ts'
import { MOST_PARAGRAPH_CHARACTERS } from '#app/features/plans/editing/edit-plan.server.ts'
import { readMarks } from '#app/features/plans/editing/marked-words.ts'
import { mayChangeWords } from '#app/features/plans/fixed-plan.server.ts'
import { isHeading, type Block, type ReadParagraph } from '#app/features/plans/plan.ts'
import type { FollowPlan } from '#app/features/plans/store-plan.server.ts'
import { storedPlan, type StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import { beginCopy } from '#app/features/plans/versions/begin-revision.server.ts'
import { originsAt } from '#app/features/plans/versions/paragraph-origins.server.ts'
import { clearChangedSince } from '#app/features/points/changed-since.server.ts'
import type { Decision } from '#app/features/points/disposition.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { proposalOfPoint } from '#app/features/points/proposal-of-point.server.ts'
import { LEFT_OUT } from '#app/features/points/public-words.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { seen, typed } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'
import { changeAt } from './change-at.server.ts'
import { linkPoints } from './link-points.server.ts'
import { isBehindChange, placesOfParagraph, type ProposalPlace } from './places-of-proposal.server.ts'
import { refuseUnseenInWords, wordsTellRefusal } from './unseen-in-words.server.ts'

const takeOverRefusals = {
  noProposal: { says: 'Dit punt stelt geen andere woorden voor.' },
  adopted: { says: 'Het plan is vastgesteld. De tekst kan niet meer veranderen.' },
  elsewhere: {
    says: 'Deze alinea staat niet meer zo in de nieuwe versie. Kijk hieronder waar de woorden nu staan. Wat u typte, staat er nog.',
    at: 'words',
  },
  leavesOut: {
    says: 'In deze woorden is iets weggelaten, bijvoorbeeld een naam. Ze kunnen dus niet in hun geheel in het plan. Neem een deel over, en schrijf daar wat er wel komt te staan.',
    at: 'words',
  },
  stillLeftOut: {
    says: 'Er staat nog “[weggelaten: …]” in de woorden. Schrijf wat er in het plan komt te staan, zonder wat is weggelaten.',
    at: 'words',
  },
  nothingTyped: { says: 'Vul de woorden in die in het plan komen.', at: 'words' },
  unreadable: { says: (problem: string) => problem, at: 'words' },
  nothingChanges: {
    says: 'Zo verandert er niets: deze woorden staan al in het plan. Pas ze aan, of geef een ander antwoord.',
    at: 'words',
  },
}

/**
 * The act that takes other words over in the plan, whole or edited: the paragraph changes in the version that officials work on (which begins here
 * when there is none), the point stands behind that change, and its answer says so. All of it or nothing. `followers` are those of later rooms.
 */
export const takeOverProposalWith = (followers: readonly FollowPlan[]) =>
  act({
    name: 'takeOverProposal',
    by: byProcessor,
    on: 'process',
    changes: 'public',
    input: z
      .object({
        pointId: z.string(),
        /** The paragraph that changes, in the version that officials work on. */
        part: z.string(),
        /** The words as they were proposed, or as they were edited. */
        how: z.enum(['whole', 'part']).default('part'),
        /** Edited, with the marks that officials type; empty takes the paragraph away where that was proposed. */
        words: typed.pipe(z.string().max(MOST_PARAGRAPH_CHARACTERS)).default(''),
        reply: answerFields.reply,
        /** Mark of the paragraph that the form showed. */
        seen,
        /** Mark of the answer that it showed, '' for none. */
        answerSeen: seen,
        /** What was found in the words and in the reply and was shown to who wrote it. */
        foundSeen: z.string().default(''),
      })
      .superRefine(({ reply, part }, context) => {
        const adopted = {
          disposition: 'adopted' as const,
          reply,
          forwardedTo: '',
          sectionIds: [],
          paragraphIds: [part],
        }
        checkComplete(adopted, context)
      }),
    refusals: {
      ...answeringRefusals,
      ...storeAnswerRefusals,
      ...tellsOfPersonRefusal,
      ...changeWordsRefusals,
      ...wordsTellRefusal,
      ...takeOverRefusals,
    },
    async run(
      { trx, by, now, process: ref, refuse },
      { pointId, part, how, words, reply, seen, answerSeen, foundSeen },
    ) {
      const process = await processToAnswer(trx, by, ref)
      const proposal = await proposalOfPoint(trx, process, pointId)
      const plan = await storedPlan(trx, process)
      if (!proposal || !plan) return refuse('noProposal')
      if (plan.kind === 'adopted') refuse('adopted')
      const places = await placesOfParagraph(trx, process, plan, proposal.paragraph.id)
      const wordsAt = (place: ProposalPlace) => (how === 'whole' ? carryMarks(place, proposal.words) : words)
      const removes = (how === 'whole' ? proposal.words : words).trim() === ''
      if (removes && !proposal.removes) refuse('nothingTyped')
      const current = await answerOfPoint(trx, process, pointId)
      const isLinked = await isBehindChange(trx, process, plan, pointId)
      // A form that is sent twice finds what it said.
      if (isLinked && current?.reply === reply && (removes ? places.length === 0 : saysSo(places, wordsAt)))
        return changedNothing({ pointId, part: places[0]?.id ?? null, isWhole: current.disposition === 'adopted' })
      if (how === 'whole' && proposal.leavesOut) refuse('leavesOut')
      const place = places.find(({ id }) => id === part) ?? refuse('elsewhere')
      if (seen !== undefined && seen !== markOfPlanPart(place))
        throw refusedBy(changeWordsRefusals, 'changedMeanwhile', { now: place.text })
      const paragraphs = removes ? [] : paragraphsOf(wordsAt(place), place)
      const result = textOf(paragraphs)
      if (proposal.leavesOut && result.includes(LEFT_OUT)) refuse('stillLeftOut')
      await refuseUnseenInWords(trx, process, pointId, { was: place.text, words: result, foundSeen })

      const { editing, versionId } = await openVersion(trx, by, process, plan, part, now)
      const origins = (await originsAt(trx, process.municipalityId, [editing])).map(({ originId }) => originId)
      const edit = (blocks: readonly Block[], index: number): Edited | null =>
        removes ? removeAt(blocks, index) : writeAt(blocks, index, paragraphs)
      await changeWords({ trx, by, process, part: editing, seen: undefined }, edit, followers)
      const changed = removes ? (origins[0] ?? editing) : editing
      if ((await changeAt(trx, process, versionId, changed)) === null) refuse('nothingChanges')
      await linkPoints(trx, process, { planVersionId: versionId, paragraphId: changed }, [pointId], { by, now })

      const isWhole = proposal.removes
        ? removes
        : result === textOf(paragraphsOf(carryMarks(place, proposal.words), place))
      const disposition = isWhole ? 'adopted' : 'partlyAdopted'
      const answer = { current, disposition, reply, paragraphId: proposal.paragraph.id, answerSeen, foundSeen } as const
      await answerAlone(trx, by, process, pointId, answer, now)
      return did(
        { pointId, part: removes ? null : editing, isWhole },
        { subject: { kind: 'planVersion', id: versionId }, detail: { part: changed, point: pointId, isWhole } },
      )
    },
  })

/** The paragraphs that were typed; refuses words that can't be read. */
function paragraphsOf(words: string, { kind }: ReadParagraph): ReadParagraph[] {
  const read = readMarks(words, kind)
  if ('problem' in read) throw refusedBy(takeOverRefusals, 'unreadable', read.problem)
  if (read.paragraphs.length === 0) throw refusedBy(takeOverRefusals, 'nothingTyped')
  return read.paragraphs
}

/** Whether one of these paragraphs has the words that it would get. */
const saysSo = (places: readonly ProposalPlace[], wordsAt: (place: ProposalPlace) => string): boolean =>
  places.some((place) => {
    const read = readMarks(wordsAt(place), place.kind)
    return !('problem' in read) && textOf(read.paragraphs) === place.text
  })

const textOf = (paragraphs: readonly ReadParagraph[]) => paragraphs.map(({ text }) => text).join('\n\n')

/** The version to change, begun where the last one is fixed, and the paragraph in it that `part` is. */
async function openVersion(
  trx: Trx,
  by: { id: string | null },
  process: Process,
  plan: StoredPlan,
  part: string,
  now: Date,
): Promise<{ versionId: string; editing: string }> {
  if (mayChangeWords(process, plan)) return { versionId: plan.versionId, editing: part }
  const versionId = await beginCopy(trx, by, process, plan, now)
  const copy = await storedPlan(trx, process, { id: versionId })
  const lineageId = plan.blocks.find(({ id }) => id === part)?.lineageId
  const editing = copy?.blocks.find((block) => !isHeading(block) && block.lineageId === lineageId)?.id
  if (editing === undefined) throw new NotFound()
  return { versionId, editing }
}

/** Answers this point alone: other points that share its answer keep that. Parts of the plan that it named stay named. */
async function answerAlone(
  trx: Trx,
  by: Parameters<typeof storeAnswer>[1],
  process: Process,
  pointId: string,
  given: {
    current: StoredAnswer | null
    disposition: Decision
    reply: string
    paragraphId: string
    answerSeen: string | undefined
    foundSeen: string
  },
  now: Date,
): Promise<void> {
  const { current } = given
  refuseStaleAnswer(current, given.answerSeen)
  const { disposition, reply, paragraphId, foundSeen } = given
  const answer = {
    ...{ disposition, reply, forwardedTo: '', sectionIds: current?.sectionIds ?? [] },
    ...{ paragraphIds: [...new Set([...(current?.paragraphIds ?? []), paragraphId])], scope: 'point' as const },
  }
  await refuseUnseenFindings(trx, process, [pointId], { current, answer, foundSeen })
  const isShared = current !== null && current.pointIds.length > 1
  await storeAnswer(
    trx,
    by,
    process,
    { ...answer, pointIds: [pointId], ...(isShared && { apartFrom: current.id }) },
    now,
  )
  await clearChangedSince(trx, process, [pointId])
  await eraseDraft(trx, process, pointId, by.id)
}
