import { z } from 'zod'
import { act, refusedBy } from '#app/acts/act.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { changePointRefusals } from '#app/features/points/change-point.server.ts'
import { summary } from '#app/features/points/chosen-words.server.ts'
import { ticked, typed } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'
import {
  changePublished,
  mayAdd,
  publishedChange,
  publishedRefusals,
  type PublishedPoint,
} from './change-published.server.ts'
import { mayBePublic, newWordsRefusals } from './check-new-words.server.ts'

const fields = z.object({
  ...publishedChange,
  mayBePublic,
  /** The official's words; what is left out, or is as it was `seen`, stays as it is: a colleague may have taken words out of it meanwhile. */
  summary: summary.optional(),
  /** With a summary: what is public, it or what was written. */
  shows: z.enum(['summary', 'quotation']).optional(),
  /** Of the answer, for every point that shares it. */
  reply: typed.pipe(z.string().max(50_000, 'Maak het antwoord korter: hooguit 50.000 tekens.')).optional(),
  /** Of an answer that passes it on: to whom. */
  forwardedTo: typed.pipe(z.string().max(300, 'Maak dit korter: hooguit 300 tekens.')).optional(),
  /** What the form showed; left out: nothing was shown, what is there is replaced. */
  seen: z
    .object({
      summary: typed,
      shows: z.enum(['summary', 'quotation']).optional(),
      reply: typed.default(''),
      forwardedTo: typed.default(''),
      isWithdrawn: ticked,
    })
    .optional(),
})
type Correction = z.output<typeof fields>

/** The correction without what is as it was seen. */
function changedBy({ summary, shows, reply, forwardedTo, seen }: Correction) {
  const unlessSeen = <T>(now: T, then: T | undefined) => (seen !== undefined && now === then ? undefined : now)
  return {
    summary: unlessSeen(summary, seen?.summary),
    shows: unlessSeen(shows, seen?.shows),
    reply: unlessSeen(reply, seen?.reply),
    forwardedTo: unlessSeen(forwardedTo, seen?.forwardedTo),
  }
}

/** A colleague changed the same words while this was written: what was taken out of them must not come back unseen. */
function changedMeanwhile({ current }: { current: string }): string {
  const now =
    current === ''
      ? 'Een collega heeft dit intussen weggehaald.'
      : `Een collega heeft dit intussen veranderd. Nu is openbaar: “${current}”`
  return `${now} Uw tekst staat er nog. Maakt u die openbaar, dan komt hij daarvoor in de plaats.`
}

const staleRefusals = {
  staleSummary: { says: changedMeanwhile, at: 'summary' },
  staleReply: { says: changedMeanwhile, at: 'reply' },
  staleForwardedTo: { says: changedMeanwhile, at: 'forwardedTo' },
}

/**
 * Puts other words in the place of those that are public of a point, or makes one that was taken back public again with them.
 */
export const correctPublishedPoint = act({
  name: 'correctPublishedPoint',
  by: mayAdd,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: fields.superRefine((correction, context) => {
    const { reply, forwardedTo } = changedBy(correction)
    const report = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (reply?.trim() === '') report('reply', 'Schrijf een antwoord.')
    if (forwardedTo?.trim() === '') report('forwardedTo', 'Vul in aan wie dit punt is doorgegeven.')
  }),
  refusals: {
    ...publishedRefusals,
    ...newWordsRefusals,
    ...staleRefusals,
    withdrawnMeanwhile: { says: 'Een collega heeft dit punt intussen teruggenomen. Er is niets veranderd.' },
    needsSummary: changePointRefusals.needsSummary,
    summaryOrQuotation: {
      says: 'Schrijf een samenvatting, of kies dat openbaar is wat er is geschreven.',
      at: 'summary',
    },
  },
  run(context, correction) {
    const { by, now, refuse } = context
    const { seen } = correction
    const { summary: ownSummary, shows, reply, forwardedTo } = changedBy(correction)
    const changesAnswer = reply !== undefined || forwardedTo !== undefined
    return changePublished(context, correction, {
      how: 'correct',
      of: async (trx, point) => [point.id, ...(changesAnswer ? await pointsOfAnswer(trx, by, point) : [])],
      async change(trx, { municipalityId }, point) {
        if (seen && !seen.isWithdrawn && point.withdrawnAt) refuse('withdrawnMeanwhile')
        if (ownSummary !== undefined) refuseStale('staleSummary', point.summary, seen?.summary)
        const summary = ownSummary?.trim() ?? point.summary
        if (summary === '' && point.quoteStart === null) refuse('needsSummary')
        const showsQuotation = shows === undefined ? point.showsQuotation : shows === 'quotation'
        // Without its summary what was kept inside would become public.
        if (summary === '' && point.summary !== '' && !showsQuotation) refuse('summaryOrQuotation')
        await trx
          .updateTable('point')
          .set({ summary, showsQuotation, withdrawnAt: null, withdrawnBecause: '' })
          .where('municipalityId', '=', municipalityId)
          .where('id', '=', point.id)
          .execute()
        if (!changesAnswer || point.answerId === null) return
        const stored = await answerAsItIs(trx, municipalityId, point.answerId)
        if (reply !== undefined) refuseStale('staleReply', stored.reply, seen?.reply)
        if (forwardedTo !== undefined) refuseStale('staleForwardedTo', stored.forwardedTo, seen?.forwardedTo)
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
    })
  },
})

function refuseStale(code: keyof typeof staleRefusals, current: string, seen: string | undefined): void {
  if (seen !== undefined && current.trim() !== seen.trim()) throw refusedBy(staleRefusals, code, { current })
}

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

/** The public ones. */
async function pointsOfAnswer(trx: Trx, { municipalityId }: Doer, { answerId }: PublishedPoint): Promise<string[]> {
  if (answerId === null) return []
  const rows = await trx
    .selectFrom('answerPoint')
    .innerJoin('pointWork', (join) =>
      join
        .onRef('pointWork.municipalityId', '=', 'answerPoint.municipalityId')
        .onRef('pointWork.pointId', '=', 'answerPoint.pointId'),
    )
    .select('answerPoint.pointId')
    .where('answerPoint.municipalityId', '=', municipalityId)
    .where('answerId', '=', answerId)
    .where('isPublic', '=', true)
    .execute()
  return rows.map(({ pointId }) => pointId)
}
