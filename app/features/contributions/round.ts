import { today, type LocalDate } from '#app/local-date.ts'
import type { NewContribution } from './register-contribution.server.ts'

/** In which round of a process something was given, in the order in which they are held. */
export const rounds = ['priorities', 'partners', 'inspraak', 'secondInspraak'] as const
export type Round = (typeof rounds)[number]

export const roundLabels: Record<Round, string> = {
  priorities: 'Raad: prioriteiten',
  partners: 'Partners',
  inspraak: 'Inspraak',
  secondInspraak: 'Tweede inspraak',
}

/** The round of something of which nobody said it. What was told before the term began, is of the round of the partners. */
export function usualRound(
  { kind, receivedAt }: Pick<NewContribution, 'kind' | 'receivedAt'>,
  startsOn: LocalDate | null,
): Round {
  if (kind === 'groupMotivation') return 'priorities'
  if (kind === 'partnerResponse') return 'partners'
  const isBefore = startsOn === null || today(receivedAt) < startsOn
  return kind === 'conversationReport' && isBefore ? 'partners' : 'inspraak'
}
