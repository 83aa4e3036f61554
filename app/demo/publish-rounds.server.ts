import { v4 as uuid } from 'uuid'
import type { Caller } from '#app/acts/who-may.ts'
import { completeSteps } from '#app/features/answers/complete-steps.server.ts'
import { createPublication } from '#app/features/answers/draft-publication.server.ts'
import { releasePoints } from '#app/features/answers/release-points.server.ts'
import type { Round } from '#app/features/contributions/round.ts'
import { publishPublication } from '#app/room-parts.server.ts'
import type { Db } from '#db/client.server.ts'

type Given = {
  process: { id: string }
  rounds: Round[]
  title?: string
  /** Where nothing is left to release, as of a round in which nobody gave anything. */
  isEmpty?: boolean
  baseUrl: string
}

/** Publishes the answers to these rounds as officials do: a publication, what is ready released and approved, and signed. */
export async function publishRounds(
  db: Db,
  by: Caller,
  { process, rounds, title = '', isEmpty = false, baseUrl }: Given,
  now: Date,
): Promise<{ id: string; points: number; messages: number }> {
  const { id } = await createPublication(db, by, { process, key: uuid(), rounds, title }, now)
  if (!isEmpty) {
    await releasePoints(db, by, { process, publicationId: id }, now)
    await completeSteps(db, by, { process, publicationId: id }, now)
  }
  const { points, messages } = await publishPublication(
    db,
    by,
    { process, publicationId: id, baseUrl, warningsSigned: true },
    now,
  )
  return { id, points, messages }
}
