import { v7 as uuid } from 'uuid'
import { hasInnerRole, type Actor } from '#app/features/accounts/account.ts'
import { draftOf } from '#app/features/answers/answer-draft.server.ts'
import { answerVersion } from '#app/features/answers/answer-versions.server.ts'
import { boilerplatesToUse } from '#app/features/answers/boilerplates.server.ts'
import { askedAdvice } from '#app/features/desk/advice/advice-queries.server.ts'
import { answerView } from '#app/features/answers/answer-view.server.ts'
import { planOfPoint } from '#app/features/changes/plan-of-point.server.ts'
import { findParts, partsById } from '#app/features/plans/find-parts.server.ts'
import { wordsMark } from '#app/features/points/words-mark.server.ts'
import { workingState } from '#app/features/points/working-state.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { colleaguesOf, type Colleague } from '#app/features/workflow/colleagues.server.ts'
import { openReturn } from '#app/features/workflow/open-return.server.ts'
import { stepsOf } from '#app/features/workflow/steps-of.server.ts'
import { eyesInWords, mayGiveOwn, type FourEyes } from '#app/features/workflow/four-eyes.ts'
import { fourEyesOf } from '#app/features/workflow/four-eyes.server.ts'
import { doneAt, stepAt, type Step } from '#app/features/workflow/steps.ts'
import type { Db } from '#db/client.server.ts'
import type { FromChange } from './answer-fields.ts'
import { itemParameters } from './item-parameters.ts'
import { notesOf } from './point-notes.server.ts'
import { relatedAnswers } from './related-answers.server.ts'
import { pointHistory } from './point-history-view.server.ts'

/** How many requests for advice a point shows; the page of all has the rest. */
const MOST_ADVICE = 10

export type ItemView = Awaited<ReturnType<typeof itemView>>

/** One point at the desk: its text and answer, the work on it, what colleagues noted, and its history. Throws NotFound. */
export async function itemView(
  db: Db,
  process: Process,
  pointId: string,
  { reader, asked }: { reader: Actor; asked: URLSearchParams },
  now: Date,
) {
  const [view, work, draft, notes, history, officials, taken, steps, returned, words] = await Promise.all([
    answerView(db, process, pointId),
    workingState(db, process, pointId),
    draftOf(db, process, pointId, reader.id),
    notesOf(db, process, pointId, reader.id),
    pointHistory(db, process, pointId),
    colleaguesOf(db, process.municipalityId),
    answerVersion(db, process, asked.get(itemParameters.text) ?? ''),
    stepsOf(db, process),
    openReturn(db, process, pointId),
    wordsMark(db, process, pointId),
  ])
  if (!work) throw new NotFound()
  const { answer } = view
  const plan = await planOfPoint(db, process, pointId)
  const fromChange: FromChange | null =
    plan && plan.changes.length > 0
      ? { paragraphIds: plan.linkable, isAsked: asked.has(itemParameters.fromChange) }
      : null
  const [find, findFor] = [asked.get(itemParameters.find), asked.get(itemParameters.findFor)]
  const stepHere = work.step < doneAt(steps) ? stepAt(steps, work.step) : null
  const [parts, found, foundFor, boilerplates, advice, eyes] = await Promise.all([
    partsById(db, process, [
      ...(work.placeId === null ? [] : [work.placeId]),
      ...(answer ? [...answer.sectionIds, ...answer.paragraphIds] : []),
      ...(draft ? [...draft.sectionIds, ...draft.paragraphIds] : []),
      ...(fromChange?.paragraphIds ?? []),
    ]),
    find === null ? [] : findParts(db, process, find),
    findFor === null ? [] : findParts(db, process, findFor),
    boilerplatesToUse(db, process, { theme: view.point.theme, chapter: work.chapter, round: work.round }),
    askedAdvice(db, process, { pointId, limit: MOST_ADVICE }, now),
    fourEyesOf(db, process, { pointId, step: stepHere }, officials),
  ])
  return {
    ...view,
    work,
    /** The steps of the process and where the point lies; `reader` is who looks. */
    flow: { steps, step: work.step, isDone: work.step >= doneAt(steps), reader: { innerRoles: reader.innerRoles } },
    returned,
    /** Of what becomes public of the point: whoever agrees read that. */
    wordsMark: words,
    draft,
    notes,
    history,
    officials: officials.map(({ id, name }) => ({ id, name })),
    taken,
    /** What changed in the plan for the point; null while nothing can. */
    plan,
    fromChange,
    /** Every part of the plan that the page names. */
    parts,
    /** Answers that may serve, when they were asked for without JavaScript. */
    related: asked.has(itemParameters.related) ? await relatedAnswers(db, process, pointId) : null,
    /** What was found in the plan for the point and for its answer. */
    found: { asked: find, parts: found },
    foundFor: { asked: findFor, parts: foundFor },
    /** Texts that can be put in the answer, filled in for this point. */
    boilerplates,
    /** Advice that was asked about it, newest first. */
    advice,
    eyes: eyes && eyesFor(eyes, { ...reader, name: '' }, stepHere),
    readerId: reader.id,
    mayAnswer: hasInnerRole(reader, 'processor'),
    noteKey: uuid(),
  }
}

/** What whoever looks reads about four eyes; null where there is nothing to say. */
function eyesFor(eyes: FourEyes, reader: Colleague, step: Step | null) {
  const says = eyesInWords(eyes, reader, step)
  if (says === null) return null
  return { says, isStuck: eyes.others.length === 0, mayGiveOwn: mayGiveOwn(eyes, reader.id) }
}
