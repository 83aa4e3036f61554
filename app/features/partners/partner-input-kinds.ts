/** What counts as partner input: what was asked for, and what was given in conversations. */
export const partnerInputKinds = ['partnerResponse', 'conversationReport'] as const
