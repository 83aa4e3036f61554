import { submitReactionWith } from '#app/features/contributions/submit-reaction.server.ts'
import { pointOfProposal } from '#app/features/points/point-of-proposal.server.ts'

/*
 * The acts of residents that need something from later rooms, as `room-parts.server.ts` has those of others. They are apart because a public page
 * reaches nothing that is for officials.
 */

/** Other words for a paragraph are a point from the start. */
export const submitReaction = submitReactionWith(pointOfProposal)
