import type { Doer } from '#app/features/accounts/account.ts'
import { leaveOut, putBack, type RedactRange } from '#app/features/points/leave-out.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { changePublished, pointsOfSameText, type PublishedChange } from './change-published.server.ts'

type RedactPublished = PublishedChange & { ranges: readonly Pick<RedactRange, 'range' | 'reason' | 'otherReason'>[] }

/** Leaves pieces of its text out of what is public of a point, and of every other point that quotes them. Throws as changePublished does. */
export async function redactPublished(
  db: Db | Trx,
  by: Doer,
  { ranges, ...input }: RedactPublished,
  now: Date,
): ReturnType<typeof changePublished> {
  return changePublished(
    db,
    by,
    input,
    {
      ...{ act: 'redact', needs: 'processor', of: pointsOfSameText },
      async change(trx, process, { contributionId }) {
        for (const each of ranges) await leaveOut(trx, by, { processId: process.id, contributionId, ...each }, now)
      },
    },
    now,
  )
}

/** Makes a piece that was left out public again. Throws as changePublished does. */
export async function unredactPublished(
  db: Db | Trx,
  by: Doer,
  { redactionId, ...input }: PublishedChange & { redactionId: string },
  now: Date,
): ReturnType<typeof changePublished> {
  return changePublished(
    db,
    by,
    input,
    {
      ...{ act: 'unredact', needs: 'approver', of: pointsOfSameText },
      change: (trx, process) => putBack(trx, by, { processId: process.id, redactionId }, now),
    },
    now,
  )
}
