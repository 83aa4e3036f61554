import { moveAnswerLinks } from '#app/features/answers/follow-plan.server.ts'
import type { PublicationParts } from '#app/features/answers/publication-parts.server.ts'
import { moveReactions } from '#app/features/contributions/follow-plan.server.ts'
import { senders } from '#app/features/contributions/recipients.server.ts'
import { whyStillAsked } from '#app/features/partners/asking/still-asked.server.ts'
import { peopleOfOrganisations } from '#app/features/partners/recipients.server.ts'
import { correctPlanWith } from '#app/features/plans/correct-plan.server.ts'
import { importPlanWith } from '#app/features/plans/import-plan.server.ts'
import type { FollowPlan } from '#app/features/plans/store-plan.server.ts'
import { groupMembers } from '#app/features/rankings/recipients.server.ts'

/*
 * A room knows itself and those before it on the thread. Where an earlier room needs something of later ones, each of them
 * gives its part as a plain function of a type that the earlier room names, and here the parts are put together. An act
 * that needs them is made here, by a function of its room; routes, commands and the demo take it from here.
 */

/** Who keeps something about parts of a plan, and takes it along when the plan changes. */
const planFollowers: readonly FollowPlan[] = [moveReactions, moveAnswerLinks]

export const importPlan = importPlanWith(planFollowers)
export const correctPlan = correctPlanWith(planFollowers)

/** What rooms have to do with making answers public. */
export const publicationParts: PublicationParts = {
  recipients: [senders, peopleOfOrganisations, groupMembers],
  waits: [whyStillAsked],
}
