import { sql, type RawBuilder } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'

/**
 * Condition on `plan_version` of a process: the version that people read, or one before it. What is said about a plan is said about those: a draft
 * may be thrown away.
 */
export const isReadable = ({ municipalityId, id }: ProcessRef): RawBuilder<boolean> => sql`plan_version.ordinal <= (
  select ordinal from plan_version as reading
  where reading.municipality_id = ${municipalityId} and reading.process_id = ${id} and reading.is_for_readers)`
