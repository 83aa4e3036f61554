import { sql, type RawBuilder } from 'kysely'
import type { Doer } from '#app/features/accounts/account.ts'

/** Whether someone last wrote the answer of a row of `point_work`, or gave the point one that was there already, as an expression. */
export const hasOwnAnswer = (by: Doer): RawBuilder<boolean> =>
  sql`coalesce(${by.id}::uuid in (point_work.answered_by, point_work.given_by), false)`
