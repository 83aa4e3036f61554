import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import type { Db } from '#db/client.server.ts'
import type { Colleague } from './colleagues.server.ts'
import { fourEyesAt, type FourEyes } from './four-eyes.ts'
import type { Step } from './steps.ts'

/** What four eyes mean for one point at the step where it lies; null where they mean nothing. */
export async function fourEyesOf(
  db: Db,
  { municipalityId }: ProcessRef,
  { pointId, step }: { pointId: string; step: Step | null },
  people: readonly Colleague[],
): Promise<FourEyes | null> {
  if (!step?.fourEyes) return null
  const { rows } = await sql<{ answeredBy: string | null; givenBy: string | null }>`
    select answered_by, given_by from point_work
    where municipality_id = ${municipalityId} and point_id = ${asId(pointId)} and not is_public`.execute(db)
  const [row] = rows
  return row ? fourEyesAt(step, row, people) : null
}
