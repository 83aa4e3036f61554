import type { MemberVisit } from '#app/features/accounts/guard.server.ts'
import { momentInWords } from '#app/features/contributions/reaction-words.ts'
import { ownResponse } from './response-to-change.server.ts'
import type { SentVersion } from './sent-answers.ts'

export type ShownVersion = SentVersion & { number: number; sentAt: string; sentBy: string | null }

/** Every time that the response was sent, whole as it was, the latest first; for the people of its organisation. */
export async function versionsPage({ db, actor, params }: MemberVisit) {
  const own = await ownResponse(db, actor, params.responseId)
  const { partnerName, processTitle } = await db
    .selectFrom('partner')
    .innerJoin('process', 'process.municipalityId', 'partner.municipalityId')
    .select(['partner.name as partnerName', 'process.title as processTitle'])
    .where('partner.municipalityId', '=', own.municipalityId)
    .where('partner.id', '=', own.partnerId)
    .where('process.id', '=', own.processId)
    .executeTakeFirstOrThrow()
  const rows = await db
    .selectFrom('responseVersion')
    .leftJoin('account', (join) =>
      join
        .onRef('account.municipalityId', '=', 'responseVersion.municipalityId')
        .onRef('account.id', '=', 'responseVersion.sentBy'),
    )
    .select(['number', 'sentAt', 'answers', 'account.name as sentBy'])
    .where('responseVersion.municipalityId', '=', own.municipalityId)
    .where('responseId', '=', own.id)
    .orderBy('number', 'desc')
    .execute()
  const versions = rows.map(({ answers, sentAt, ...row }): ShownVersion => ({
    ...row,
    sentAt: momentInWords(sentAt),
    ...(answers as SentVersion),
  }))
  return {
    responseId: own.id,
    partnerName,
    processTitle,
    isWithdrawn: own.state !== 'sent' && versions.length > 0,
    versions,
  }
}
