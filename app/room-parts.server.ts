import { approveAgain } from '#app/features/answers/approve-again.server.ts'
import { moveAnswerLinks } from '#app/features/answers/follow-plan.server.ts'
import { leaveFindingOutWith, leaveKindsOutWith } from '#app/features/answers/leave-finding-out.server.ts'
import { redactPublishedWith } from '#app/features/answers/redact-published.server.ts'
import { redactWordsWith } from '#app/features/answers/redact-range.server.ts'
import { finishProcessWith } from '#app/features/answers/finish-process.server.ts'
import { publishPublicationWith } from '#app/features/answers/publish-publication.server.ts'
import { adoptPlanWith } from '#app/features/changes/adopt-plan.server.ts'
import { openAmendments } from '#app/features/changes/amendments/open-amendments.server.ts'
import { writeAmendmentWith } from '#app/features/changes/amendments/write-amendment.server.ts'
import { moveMatches } from '#app/features/changes/decision-file/match-motivation.server.ts'
import { warnOfGaps } from '#app/features/changes/warn-of-gaps.server.ts'
import { linkPoints } from '#app/features/changes/link-points.server.ts'
import { moveReasons } from '#app/features/changes/follow-plan.server.ts'
import { takeOverProposalWith } from '#app/features/changes/take-over-proposal.server.ts'
import { releaseRevisionWith } from '#app/features/changes/release-revision.server.ts'
import type { PublicationParts } from '#app/features/answers/publication-parts.server.ts'
import { suggestPlacesAnew } from '#app/features/campaigns/follow-readers.server.ts'
import { sayTheSame } from '#app/features/campaigns/say-the-same.server.ts'
import { moveReactions } from '#app/features/contributions/follow-plan.server.ts'
import { senders } from '#app/features/contributions/recipients.server.ts'
import { moveViews } from '#app/features/desk/follow-readers.server.ts'
import { whyStillAsked } from '#app/features/partners/asking/still-asked.server.ts'
import { peopleOfOrganisations } from '#app/features/partners/recipients.server.ts'
import { markActionItemsWith } from '#app/features/plans/action-items/mark-action-items.server.ts'
import { correctPlanWith } from '#app/features/plans/correct-plan.server.ts'
import {
  addParagraphsWith,
  movePartWith,
  removeLeftoversWith,
  removePartWith,
  setHeadingsWith,
  writeParagraphWith,
} from '#app/features/plans/editing/edit-plan.server.ts'
import { describeFiguresWith } from '#app/features/plans/figures/describe-figures.server.ts'
import { redoEditWith, undoEditWith } from '#app/features/plans/editing/undo-edit.server.ts'
import { importPlanWith } from '#app/features/plans/import-plan.server.ts'
import { importVersionWith } from '#app/features/plans/versions/import-version.server.ts'
import type { FollowReaders } from '#app/features/plans/versions/moved-chapters.server.ts'
import { changePointWith } from '#app/features/points/change-point.server.ts'
import { movePointPlaces } from '#app/features/points/follow-plan.server.ts'
import type { FollowPlan } from '#app/features/plans/store-plan.server.ts'
import { groupMembers } from '#app/features/rankings/recipients.server.ts'
import { whyStillRanking } from '#app/features/rankings/still-ranking.server.ts'
import { paths } from '#app/paths.ts'

/*
 * A room knows only itself and the rooms before it on the thread. Where an earlier room needs something from later ones,
 * each of those offers it as a plain function, of a type that the earlier room defines. This file collects these
 * functions, and makes the acts that need them; routes, commands and the demo import those acts from here.
 */

/** What each room does about parts of a plan that it refers to when the plan changes. */
const planFollowers: readonly FollowPlan[] = [moveReactions, movePointPlaces, moveAnswerLinks, moveReasons, moveMatches]

export const importPlan = importPlanWith(planFollowers)
export const correctPlan = correctPlanWith(planFollowers, linkPoints)
export const importVersion = importVersionWith(planFollowers)
export const writeParagraph = writeParagraphWith(planFollowers, linkPoints)
export const addParagraphs = addParagraphsWith(planFollowers, linkPoints)
export const removePart = removePartWith(planFollowers, linkPoints)
export const movePart = movePartWith(planFollowers, linkPoints)
export const removeLeftovers = removeLeftoversWith(planFollowers)
export const setHeadings = setHeadingsWith(planFollowers)
export const describeFigures = describeFiguresWith(planFollowers)
export const takeOverProposal = takeOverProposalWith(planFollowers)
export const markActionItems = markActionItemsWith(planFollowers)
export const undoEdit = undoEditWith(planFollowers)
export const redoEdit = redoEditWith(planFollowers)
export const writeAmendment = writeAmendmentWith(planFollowers)

/** What each room does when answers become public, and what it wants to wait for. */
export const publicationParts: PublicationParts = {
  recipients: [senders, peopleOfOrganisations, groupMembers],
  warnings: [warnOfGaps],
  waits: [
    {
      ...{ round: 'priorities', why: whyStillRanking },
      at: { label: 'Naar de ranglijst', to: paths.council.ranking, audience: 'council' },
    },
    {
      ...{ round: 'partners', why: whyStillAsked },
      at: { label: 'Bekijk wie nog niet verzond', to: paths.official.process.partners, audience: 'official' },
    },
  ],
}

/** What rooms do about what they keep by chapter or by part of the plan when people get another version to read. */
const readersFollowers: readonly FollowReaders[] = [suggestPlacesAnew, moveViews]

export const releaseRevision = releaseRevisionWith(readersFollowers)
export const adoptPlan = adoptPlanWith(readersFollowers, publicationParts, openAmendments)

/** Only later rooms know of steps, and whom four eyes bind. */
export const changePoint = changePointWith(approveAgain)

export const publishPublication = publishPublicationWith(publicationParts)
export const finishProcess = finishProcessWith(publicationParts)

// What is left out of one letter is left out of all that say the same, and campaigns know which those are.
export const redactWords = redactWordsWith(sayTheSame)
export const redactPublished = redactPublishedWith(sayTheSame)
export const leaveFindingOut = leaveFindingOutWith(sayTheSame)
export const leaveKindsOut = leaveKindsOutWith(sayTheSame)
