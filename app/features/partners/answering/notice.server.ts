import { sql } from 'kysely'
import { feedsOf, type LiveEvent } from '#app/live/live-feed.server.ts'
import type { Trx } from '#db/client.server.ts'

/** The channel on which PostgreSQL tells every process of the site that something of a response changed. */
const RESPONSE_CHANNEL = 'saomen_response'

/** What changed; a screen that receives it reads the rest from the database. `typing` is not stored. */
type ResponseNotice =
  { responseId: string; typing?: { accountId: string; questionId: string | null } } | { questionnaireId: string }

async function tell(trx: Trx, change: ResponseNotice): Promise<void> {
  await sql`select pg_notify(${RESPONSE_CHANNEL}, ${JSON.stringify(change)})`.execute(trx)
}

/** Tells the organisation that its response changed, when and only when the act is committed. */
export const responseChanged = (trx: Trx, responseId: string) => tell(trx, { responseId })

/** Tells the organisation that someone types at a question; null when they stopped. */
export const someoneTypes = (trx: Trx, responseId: string, typing: { accountId: string; questionId: string | null }) =>
  tell(trx, { responseId, typing })

/** Tells every organisation that answers these questions that the questions or their last day changed. */
export const questionsChanged = (trx: Trx, questionnaireId: string) => tell(trx, { questionnaireId })

/** The responses that this process of the site shows. */
export const responseFeeds = feedsOf<ResponseNotice>(RESPONSE_CHANNEL)

/** The screens of one organisation at one response. */
export function responseScreen(
  { responseId, questionnaireId }: { responseId: string; questionnaireId: string },
  load: () => Promise<unknown>,
) {
  return {
    key: responseId,
    load,
    concern(change: ResponseNotice): 'read' | LiveEvent | null {
      if ('questionnaireId' in change) return change.questionnaireId === questionnaireId ? 'read' : null
      if (change.responseId !== responseId) return null
      return change.typing ? { event: 'typing', data: JSON.stringify(change.typing) } : 'read'
    },
  }
}
