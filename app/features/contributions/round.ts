import { termOfRound, type ResidentTerms } from '#app/features/processes/resident-rounds.ts'
import { timeliness, type Term } from '#app/features/processes/term.ts'
import { startOfDay } from '#app/local-date.ts'
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

/**
 * The round of something of which nobody said it. What was told before the term began, is of the round of the partners. What is too late
 * for the first inspraak is of the second where one is announced; what is early for it counts.
 */
export function usualRound(
  { kind, channel, sentOn = null, receivedAt }: Pick<NewContribution, 'kind' | 'channel' | 'sentOn' | 'receivedAt'>,
  process: ResidentTerms,
): Round {
  if (kind === 'groupMotivation') return 'priorities'
  if (kind === 'partnerResponse') return 'partners'
  const { startsOn } = process
  const isBefore = startsOn === null || receivedAt < startOfDay(startsOn)
  if (kind === 'conversationReport' && isBefore) return 'partners'
  const first = termOfRound(process, 'inspraak')
  if (first === null || termOfRound(process, 'secondInspraak') === null) return 'inspraak'
  const { state } = timeliness({ channel, sentOn, receivedAt, term: first })
  return state === 'late' ? 'secondInspraak' : 'inspraak'
}

/** The term by which something of a round is in time: a second inspraak has its own. Null while it is not known. */
export const termFor = (process: ResidentTerms, round: Round): Term | null =>
  termOfRound(process, round === 'secondInspraak' ? round : 'inspraak')
