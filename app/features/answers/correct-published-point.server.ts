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
  /** What the form showed; left out: nothing was shown, what is there is replaced. */
  seen?: { summary: string; reply: string; isWithdrawn: boolean }
}

/**
 * Puts other words in the place of those that are public of a point, or makes one that was taken back public again with
 * them. Throws as changePublished does.
 */
export async function correctPublishedPoint(db: Db | Trx, by: Doer, correction: Correction, now: Date): ReturnType<typeof changePublished> {
  return changePublished(db, by, correction, {
    ...{ act: 'correct', needs: 'approver' },
    of: async (trx, point) => [point.id, ...(correction.reply === undefined ? [] : await pointsOfAnswer(trx, by, point))],
    async change(trx, { municipalityId }, point) {
      const { seen } = correction
      if (seen && !seen.isWithdrawn && point.withdrawnAt) throw new Refused('Een collega heeft dit punt intussen teruggenomen. Er is niets veranderd.')
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
      if (correction.reply === undefined || point.answerId === null) return
      if (seen) refuseStale(await replyOf(trx, municipalityId, point.answerId), seen.reply, 'antwoord')
      if (correction.reply.trim() === '') throw new Refused('Schrijf een antwoord.', 'antwoord')
      await trx
        .updateTable('answer')
        .set({ reply: correction.reply, updatedAt: now, updatedBy: by.id })
        .where('municipalityId', '=', municipalityId)
        .where('id', '=', point.answerId)
        .execute()
    },
  }, now)
}

/** A colleague changed the same words while this was written: what was taken out of them must not come back unseen. */
function refuseStale(current: string, seen: string, field: 'samenvatting' | 'antwoord'): void {
  if (current.trim() === seen.trim()) return
  const now = current === '' ? 'Een collega heeft dit intussen weggehaald.' : `Een collega heeft dit intussen veranderd. Nu is openbaar: “${current}”`
  throw new Refused(`${now} Uw tekst staat er nog. Maakt u die openbaar, dan komt hij daarvoor in de plaats.`, field)
}

async function replyOf(trx: Trx, municipalityId: string, answerId: string): Promise<string> {
  const { reply } = await trx.selectFrom('answer').select('reply').where('municipalityId', '=', municipalityId).where('id', '=', answerId).executeTakeFirstOrThrow()
  return reply
}

async function pointsOfAnswer(trx: Trx, { municipalityId }: Doer, { answerId }: PublishedPoint): Promise<string[]> {
  if (answerId === null) return []
  const rows = await trx.selectFrom('answerPoint').select('pointId').where('municipalityId', '=', municipalityId).where('answerId', '=', answerId).execute()
  return rows.map(({ pointId }) => pointId)
}
