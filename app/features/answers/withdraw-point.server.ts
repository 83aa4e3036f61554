import { z } from 'zod'
import { act } from '#app/acts/act.server.ts'
import { changePublished, mayTakeAway, publishedChange, publishedRefusals } from './change-published.server.ts'

/** Takes a point back after publication: it keeps its number, and the public reads only when and why it was taken back. */
export const withdrawPoint = act({
  name: 'withdrawPoint',
  by: mayTakeAway,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object(publishedChange),
  refusals: { ...publishedRefusals, alreadyWithdrawn: { says: 'Dit punt is al teruggenomen.' } },
  run: (context, input) =>
    changePublished(context, input, {
      ...{ how: 'withdraw', of: async (_trx, { id }) => [id] },
      async change(trx, { municipalityId }, { id, withdrawnAt }) {
        if (withdrawnAt) return context.refuse('alreadyWithdrawn')
        await trx
          .updateTable('point')
          .set({ withdrawnAt: context.now, withdrawnBecause: input.because })
          .where('municipalityId', '=', municipalityId)
          .where('id', '=', id)
          .execute()
      },
    }),
})
