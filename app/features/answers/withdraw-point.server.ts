import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { changePublished, type PublishedChange } from './change-published.server.ts'

/**
 * Takes a point back after publication: it keeps its number, and the public reads only when and why it was taken back.
 * Throws as changePublished does.
 */
export async function withdrawPoint(
  db: Db | Trx,
  by: Doer,
  input: PublishedChange,
  now: Date,
): ReturnType<typeof changePublished> {
  return changePublished(
    db,
    by,
    input,
    {
      ...{ act: 'withdraw', needs: 'processor', of: async (_trx, { id }) => [id] },
      async change(trx, { municipalityId }, { id, withdrawnAt }) {
        if (withdrawnAt) throw new Refused('Dit punt is al teruggenomen.')
        await trx
          .updateTable('point')
          .set({ withdrawnAt: now, withdrawnBecause: input.because })
          .where('municipalityId', '=', municipalityId)
          .where('id', '=', id)
          .execute()
      },
    },
    now,
  )
}
