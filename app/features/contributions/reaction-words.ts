import type { Timeliness } from '#app/features/processes/term.ts'
import { formatDateLong, formatReceived } from '#app/local-date.ts'
import type { ReactionFields } from './reaction.ts'
import { roundLabels, type Round } from './round.ts'

/** How someone will be called on the site, in words for the sender. */
export function publicNameInWords(
  fields: Pick<ReactionFields, 'speaksFor' | 'named' | 'name' | 'organisation'>,
): string {
  if (fields.speaksFor === 'organisation') return `Als ${fields.organisation}`
  return fields.named && fields.name !== ''
    ? `Met uw naam: ${fields.name}`
    : 'Zonder uw naam. Bij uw punten staat een nummer.'
}

/** The same without what was typed, for a message to an address that nobody confirmed. */
export function namedInWords({ speaksFor, named, name }: Pick<ReactionFields, 'speaksFor' | 'named' | 'name'>): string {
  if (speaksFor === 'organisation') return 'Met de naam van uw organisatie'
  return named && name !== ''
    ? 'Met uw naam'
    : publicNameInWords({ speaksFor, named: false, name: '', organisation: '' })
}

/** What being in time means for the sender. */
export function timelinessInWords(state: Timeliness): string {
  return {
    early: 'U bent vroeg. Uw reactie telt gewoon mee.',
    onTime: 'U bent op tijd.',
    late: 'Uw reactie kwam na de laatste dag.',
  }[state]
}

/** The round of a reaction, where it is not the first: only then anybody asks. */
export const roundForSender = (round: Round): string | null => (round === 'secondInspraak' ? roundLabels[round] : null)

const byChannel: Record<string, string> = {
  ...{ online: 'op de website', email: 'per e-mail', post: 'per brief', phone: 'aan de telefoon' },
  ...{ desk: 'aan de balie', meeting: 'op een bijeenkomst' },
}

/** By what way a reaction came: 'op de website'; '' where that is not known. */
export const channelForSender = (channel: string): string => byChannel[channel] ?? ''

/** 'dinsdag 1 november 2016 om 20.14 uur'; of what came on paper the day alone. */
export function momentInWords(instant: Date): string {
  return formatReceived(instant, formatDateLong)
}
