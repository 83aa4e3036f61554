import { daysBetween, formatDateLong, today } from '#app/local-date.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { standForPartner } from '#app/features/partners/questionnaire.ts'
import type { ResponseState } from '#app/features/partners/response.ts'
import type { ProcessState } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { answeredPath } from './where-answered.server.ts'

export type MyInvitation = {
  responseId: string
  processTitle: string
  partnerName: string
  state: ResponseState
  hasPoints: boolean
  isClosed: boolean
  /** Address of the page with what was done with the points; null until that is public. */
  answersPath: string | null
  /** In words, with the day of the week. */
  closesOn: string
  daysLeft: number
}

/** What the organisations of this person are asked, those that can still be sent first and of those the soonest. */
export async function myInvitations(db: Db, by: Actor, now: Date): Promise<MyInvitation[]> {
  const rows = await db
    .selectFrom('response')
    .innerJoin('questionnaire', (join) =>
      join
        .onRef('questionnaire.municipalityId', '=', 'response.municipalityId')
        .onRef('questionnaire.id', '=', 'response.questionnaireId'),
    )
    .innerJoin('process', (join) =>
      join
        .onRef('process.municipalityId', '=', 'response.municipalityId')
        .onRef('process.id', '=', 'response.processId'),
    )
    .innerJoin('partner', (join) =>
      join
        .onRef('partner.municipalityId', '=', 'response.municipalityId')
        .onRef('partner.id', '=', 'response.partnerId'),
    )
    .innerJoin('partnerPerson', (join) =>
      join
        .onRef('partnerPerson.municipalityId', '=', 'response.municipalityId')
        .onRef('partnerPerson.partnerId', '=', 'response.partnerId'),
    )
    .leftJoin('contributor', (join) =>
      join
        .onRef('contributor.municipalityId', '=', 'response.municipalityId')
        .onRef('contributor.id', '=', 'response.contributorId'),
    )
    .leftJoin('contribution', (join) =>
      join
        .onRef('contribution.municipalityId', '=', 'response.municipalityId')
        .onRef('contribution.id', '=', 'response.contributionId'),
    )
    .select(['slug', 'process.state as processState', 'contributor.number', 'publicationId'])
    .select([
      'response.id as responseId',
      'process.title as processTitle',
      'partner.name as partnerName',
      'response.state',
      'hasPoints',
      'closesOn',
    ])
    .where('response.municipalityId', '=', by.municipalityId)
    .where('partnerPerson.email', '=', by.email)
    .where('questionnaire.state', '=', 'open')
    .orderBy('closesOn')
    .orderBy('process.title')
    .execute()
  const day = today(now)
  return rows
    .flatMap(({ closesOn, state, slug, processState, number, publicationId, ...row }) => {
      if (closesOn === null) return []
      const isClosed = standForPartner(processState as ProcessState, { state: 'open', closesOn }, day) === 'closed'
      const isPublic = state === 'sent' && publicationId !== null && number !== null
      return [
        {
          ...row,
          state: state as ResponseState,
          isClosed,
          answersPath: isPublic ? answeredPath({ slug, number }) : null,
          closesOn: formatDateLong(closesOn),
          daysLeft: daysBetween(day, closesOn),
        },
      ]
    })
    .sort((one, other) => Number(one.isClosed) - Number(other.isClosed))
}
