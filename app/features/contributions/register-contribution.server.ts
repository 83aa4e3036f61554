import { v7 as uuid } from 'uuid'
import { Refused } from '#app/errors.server.ts'
import type { ChannelKind } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { timeliness, type Timeliness } from '#app/features/processes/term.ts'
import type { LocalDate } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import { composeItems } from './contribution-items.ts'
import type { ContributorKind } from './contributor-kind.ts'

/** Characters that a contribution may have. */
const LONGEST_CONTRIBUTION = 100_000

/** A piece of what was given, with the question it answers; without a number it is a free point. */
type NewItem = {
  text: string
  number?: number | null
  printedNumber?: number | null
  questionVersionId?: string | null
  /** The question in other words than those of the list, as the sender printed it. */
  heading?: string
}

export type NewContribution = {
  /** Who gave it; by id when they gave something before in this process. */
  contributor:
    | { id: string }
    | { kind: ContributorKind; name?: string; organisation?: string; role?: string; namedInPublic?: boolean }
  kind: 'reaction' | 'partnerResponse' | 'conversationReport'
  channel: ChannelKind
  receivedAt: Date
  sentOn?: LocalDate | null
  /** Where it was given, in Dutch, in place of the reason that follows from the term. */
  givenAt?: string
  /** It was asked for apart from the term, so it cannot be late for it. */
  isApart?: boolean
  about?: string
  externalId?: string | null
  idempotencyKey?: string | null
} & ({ text: string } | { items: readonly NewItem[] })

/** Where the items of a new contribution stand in its text, in order. */
export type RegisteredContribution = {
  id: string
  contributorId: string
  text: string
  items: { start: number; end: number }[]
}

/**
 * Stores what someone gave, of whatever kind, as it was given: one text, or items under questions, whose places in the text
 * are kept. Whoever calls it guards and records. Refused for a text without words, or a longer one than the register takes.
 */
export async function registerContribution(
  trx: Trx,
  process: Process,
  given: NewContribution,
): Promise<RegisteredContribution> {
  const { municipalityId, id: processId } = process
  const {
    contributor,
    kind,
    channel,
    receivedAt,
    sentOn = null,
    about = '',
    externalId = null,
    idempotencyKey = null,
  } = given
  const { text, pieces } = 'text' in given ? { text: given.text, pieces: [] } : composeItems(given.items)
  if (text.trim() === '') throw new Refused('Er staat nog geen tekst in deze inbreng.', 'tekst')
  if (text.length > LONGEST_CONTRIBUTION) {
    throw new Refused(`Deze inbreng heeft ${text.length} tekens. Het mogen er ${LONGEST_CONTRIBUTION} zijn.`, 'tekst')
  }
  const contributorId = 'id' in contributor ? contributor.id : uuid()
  if (!('id' in contributor)) {
    await trx
      .insertInto('contributor')
      .values({ municipalityId, id: contributorId, processId, ...contributor })
      .execute()
  }
  const id = uuid()
  await trx
    .insertInto('contribution')
    .values({
      ...{
        municipalityId,
        id,
        processId,
        contributorId,
        kind,
        channel,
        receivedAt,
        sentOn,
        about,
        text,
        externalId,
        idempotencyKey,
      },
      ...timingOf(process, { channel, sentOn, receivedAt }, given),
    })
    .execute()
  if (pieces.length > 0) {
    await trx
      .insertInto('contributionItem')
      .values(
        pieces.map(
          ({ number = null, printedNumber = null, questionVersionId = null, heading = '', start, end }, index) => ({
            ...{
              municipalityId,
              contributionId: id,
              position: index + 1,
              number,
              printedNumber,
              questionVersionId,
              heading,
            },
            ...{ quoteStart: start, quoteEnd: end },
          }),
        ),
      )
      .execute()
  }
  return { id, contributorId, text, items: pieces.map(({ start, end }) => ({ start, end })) }
}

/** Whether it came in time, with the reason; what was given before there was a term is early, and counts. */
export function timingOf(
  { startsOn, lastDay }: Pick<Process, 'startsOn' | 'lastDay'>,
  given: { channel: ChannelKind; sentOn: LocalDate | null; receivedAt: Date },
  { givenAt, isApart = false }: Pick<NewContribution, 'givenAt' | 'isApart'> = {},
): { timeliness: Timeliness; timelinessReason: string } {
  if (!startsOn || !lastDay) {
    return {
      timeliness: 'early',
      timelinessReason: givenAt ?? 'Ontvangen voordat de termijn was bepaald. Een vroege reactie telt mee.',
    }
  }
  const { state, reason } = timeliness({ ...given, term: { startsOn, lastDay } })
  return { timeliness: isApart && state === 'late' ? 'onTime' : state, timelinessReason: givenAt ?? reason }
}
