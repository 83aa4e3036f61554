import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { changePublished, type PublishedChange, type PublishedPoint } from './change-published.server.ts'

type Correction = PublishedChange & {
  /** The official's words; what is left out stays as it is. */
  summary?: string
  /** With a summary: whether what was written is public in its place. */
  showsQuotation?: boolean
  /** Of the answer, for every point that shares it. */
  reply?: string
  /** Of an answer that passes it on: to whom. */
  forwardedTo?: string
  /** What the form showed; left out: nothing was shown, what is there is replaced. */
  seen?: { summary: string; reply: string; forwardedTo: string; isWithdrawn: boolean }
}

/**
 * Puts other words in the place of those that are public of a point, or makes one that was taken back public again with
 * them. Throws as changePublished does.
 */
export async function correctPublishedPoint(
  db: Db | Trx,
  by: Doer,
  correction: Correction,
  now: Date,
): ReturnType<typeof changePublished> {
  return changePublished(
    db,
    by,
    correction,
    {
      ...{ act: 'correct', needs: 'approver' },
      of: async (trx, point) => [point.id, ...(changesAnswer(correction) ? await pointsOfAnswer(trx, by, point) : [])],
      async change(trx, { municipalityId }, point) {
        const { seen } = correction
        if (seen && !seen.isWithdrawn && point.withdrawnAt)
          throw new Refused('Een collega heeft dit punt intussen teruggenomen. Er is niets veranderd.')
        if (correction.summary !== undefined && seen) refuseStale(point.summary, seen.summary, 'samenvatting')
        const summary = correction.summary?.trim() ?? point.summary
        if (summary === '' && point.quoteStart === null) {
          throw new Refused('Dit punt heeft geen stuk van de tekst. Schrijf daarom een samenvatting.', 'samenvatting')
        }
        const showsQuotation = correction.showsQuotation ?? point.showsQuotation
        // Without its summary what was kept inside would become public.
        if (summary === '' && point.summary !== '' && !showsQuotation) {
          throw new Refused('Schrijf een samenvatting, of kies dat openbaar is wat er is geschreven.', 'samenvatting')
        }
        await trx
          .updateTable('point')
          .set({ summary, showsQuotation, withdrawnAt: null, withdrawnBecause: '' })
          .where('municipalityId', '=', municipalityId)
          .where('id', '=', point.id)
          .execute()
        const { reply, forwardedTo } = correction
        if (!changesAnswer(correction) || point.answerId === null) return
        const stored = await answerAsItIs(trx, municipalityId, point.answerId)
        if (reply !== undefined && seen) refuseStale(stored.reply, seen.reply, 'antwoord')
        if (reply?.trim() === '') throw new Refused('Schrijf een antwoord.', 'antwoord')
        if (forwardedTo !== undefined && seen) refuseStale(stored.forwardedTo, seen.forwardedTo, 'doorgeleidNaar')
        if (forwardedTo?.trim() === '') throw new Refused('Vul in aan wie dit punt is doorgegeven.', 'doorgeleidNaar')
        await trx
          .updateTable('answer')
          .set({
            reply: reply ?? stored.reply,
            forwardedTo: forwardedTo?.trim() ?? stored.forwardedTo,
            updatedAt: now,
            updatedBy: by.id,
          })
          .where('municipalityId', '=', municipalityId)
          .where('id', '=', point.answerId)
          .execute()
      },
    },
    now,
  )
}

/** A colleague changed the same words while this was written: what was taken out of them must not come back unseen. */
function refuseStale(current: string, seen: string, field: 'samenvatting' | 'antwoord' | 'doorgeleidNaar'): void {
  if (current.trim() === seen.trim()) return
  const now =
    current === ''
      ? 'Een collega heeft dit intussen weggehaald.'
      : `Een collega heeft dit intussen veranderd. Nu is openbaar: “${current}”`
  throw new Refused(`${now} Uw tekst staat er nog. Maakt u die openbaar, dan komt hij daarvoor in de plaats.`, field)
}

const changesAnswer = ({ reply, forwardedTo }: Correction) => reply !== undefined || forwardedTo !== undefined

async function answerAsItIs(
  trx: Trx,
  municipalityId: string,
  answerId: string,
): Promise<{ reply: string; forwardedTo: string }> {
  return trx
    .selectFrom('answer')
    .select(['reply', 'forwardedTo'])
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', answerId)
    .executeTakeFirstOrThrow()
}

async function pointsOfAnswer(trx: Trx, { municipalityId }: Doer, { answerId }: PublishedPoint): Promise<string[]> {
  if (answerId === null) return []
  const rows = await trx
    .selectFrom('answerPoint')
    .select('pointId')
    .where('municipalityId', '=', municipalityId)
    .where('answerId', '=', answerId)
    .execute()
  return rows.map(({ pointId }) => pointId)
}
