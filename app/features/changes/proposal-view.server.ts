import { proposedChanges, type ProposedChanges } from '#app/features/contributions/proposed-changes.ts'
import { isUnchanged } from '#app/features/contributions/proposal.ts'
import { carryMarks } from '#app/features/plans/editing/carry-marks.ts'
import { markOfPlanPart } from '#app/features/plans/editing/change-words.server.ts'
import { withMarks } from '#app/features/plans/editing/marked-words.ts'
import { mayChangeWords } from '#app/features/plans/fixed-plan.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { proposalOfPoint } from '#app/features/points/proposal-of-point.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Db } from '#db/client.server.ts'
import { isBehindChange, placesOfParagraph } from './places-of-proposal.server.ts'

/** A paragraph that a proposal would change, in the version that officials work on. */
type Place = {
  id: string
  number: string
  /** What is there now, with its marks. */
  now: string
  /** The proposed words with the marks of what stays; '' where the paragraph is to go. */
  words: string
  seen: string
  /** What the proposal changes in what is there now; null where that is what it was proposed for. */
  changes: ProposedChanges | null
}

export type ProposalView = {
  paragraph: { number: number; heading: string }
  removes: boolean
  /** What it changes in the words that it was proposed for. */
  changes: ProposedChanges
  reason: string
  /** Something of the proposed words is left out of what is public: they can't be taken over as they are. */
  leavesOut: boolean
  /** Where the words are now: several when they were split, none when they are gone. */
  places: Place[]
  /** Whether the version that officials work on changed because of this point. */
  isTaken: boolean
  /** Whether taking it over begins a next version. */
  beginsVersion: boolean
  isAdopted: boolean
}

/** What a point proposes and where it can be taken over; null for a point that proposes no words. */
export async function proposalView(db: Db, process: Process, pointId: string): Promise<ProposalView | null> {
  const proposal = await proposalOfPoint(db, process, pointId)
  const plan = proposal && (await storedPlan(db, process))
  if (!proposal || !plan) return null
  const { paragraph, removes, words, reason, leavesOut } = proposal
  const removed = { removed: 'De hele alinea weg' }
  const places = await placesOfParagraph(db, process, plan, paragraph.id)
  return {
    ...{ paragraph: { number: paragraph.number, heading: paragraph.heading }, removes, reason, leavesOut },
    changes: proposedChanges(paragraph.text, words, removed),
    places: places.map((place) => ({
      ...{ id: place.id, number: place.number, now: withMarks(place), seen: markOfPlanPart(place) },
      words: removes ? '' : carryMarks(place, words),
      changes: isUnchanged(paragraph.text, place.text) ? null : proposedChanges(place.text, words, removed),
    })),
    isTaken: await isBehindChange(db, process, plan, pointId),
    beginsVersion: !mayChangeWords(process, plan),
    isAdopted: plan.kind === 'adopted',
  }
}
