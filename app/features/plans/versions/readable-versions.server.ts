import { sql, type RawBuilder } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'

/** Condition on `plan_version`: people read it, now or once. */
export const wasRead = sql<boolean>`(plan_version.ordinal = 1 or plan_version.is_for_readers or plan_version.released_at is not null)`

/**
 * Condition on `plan_version` of a process: the version that people read, or one that they read before. What is said about a plan is said about those: a
 * draft may be thrown away, and a version that only the council got is not public.
 */
export const isReadable = ({ municipalityId, id }: ProcessRef): RawBuilder<boolean> => sql`plan_version.ordinal <= (
  select ordinal from plan_version as reading
  where reading.municipality_id = ${municipalityId} and reading.process_id = ${id} and reading.is_for_readers)
  and ${wasRead}`
