import type { LocalDate } from '#app/local-date.ts'
import { today } from '#app/local-date.ts'
import type { Term } from './term.ts'

/** The rounds in which residents may react; the second is held when a plan changed much, or when the council asks for it. */
export const residentRounds = ['inspraak', 'secondInspraak'] as const
export type ResidentRound = (typeof residentRounds)[number]

/** The days of both rounds; null where they are not known, or no second one is held. */
export type ResidentTerms = {
  startsOn: LocalDate | null
  lastDay: LocalDate | null
  secondStartsOn: LocalDate | null
  secondLastDay: LocalDate | null
}

/** The term of a round, or null while it is not known. */
export function termOfRound(process: ResidentTerms, round: ResidentRound): Term | null {
  const { startsOn, lastDay } =
    round === 'inspraak' ? process : { startsOn: process.secondStartsOn, lastDay: process.secondLastDay }
  return startsOn && lastDay ? { startsOn, lastDay } : null
}

/** The round that counts now: the first until its last day is over, then the second where one is announced. */
export function roundAt(process: ResidentTerms, now: Date): ResidentRound {
  const second = termOfRound(process, 'secondInspraak')
  return second && process.lastDay !== null && today(now) > process.lastDay ? 'secondInspraak' : 'inspraak'
}

/** The term of the round that counts now, or null while it is not known. */
export const termAt = (process: ResidentTerms, now: Date): Term | null => termOfRound(process, roundAt(process, now))
