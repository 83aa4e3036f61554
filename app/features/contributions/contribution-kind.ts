/** What was given, whoever gave it. */
export const contributionKinds = ['reaction', 'partnerResponse', 'conversationReport', 'groupMotivation'] as const
export type ContributionKind = (typeof contributionKinds)[number]

/** Kinds in Dutch, as officials read them. */
export const contributionKindLabels: Record<ContributionKind, string> = {
  reaction: 'Reactie',
  partnerResponse: 'Antwoord van een partner',
  conversationReport: 'Verslag van een gesprek',
  groupMotivation: 'Motivatie van de raad',
}
