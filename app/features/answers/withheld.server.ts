import { sql } from 'kysely'
import type { FormalState } from '#app/features/contributions/formal-state.ts'
import {
  redactionWords,
  wordingReasonWords,
  type RedactionReason,
  type WordingReason,
} from '#app/features/points/public-words.ts'
import { processAllows } from '#app/features/processes/process.ts'
import type { PublicProcess } from '#app/features/processes/public-queries.server.ts'
import type { Db } from '#db/client.server.ts'

export type WithheldView = Awaited<ReturnType<typeof withheldView>>

/** Why a contribution is not treated as one, as the public reads it. */
const setAsideWords: Record<FormalState, string> = {
  withdrawn: 'ingetrokken door wie het stuurde',
  double: 'dubbel: hetzelfde stond er al',
  test: 'een proefbericht van onszelf',
  notRelevant: 'ging niet over dit plan',
  referred: 'doorgestuurd, omdat een ander erover gaat',
}

/** What of a process is kept out of public and why, without a word of what it says. */
export async function withheldView(db: Db, process: PublicProcess) {
  const { municipalityId, id } = process
  const own = sql`municipality_id = ${municipalityId} and process_id = ${id}`
  const { rows: redacted } = await sql<{ reason: RedactionReason; pieces: number; contributions: number }>`
    select reason, count(*)::int as pieces, count(distinct contribution_id)::int as contributions
    from redaction where ${own} and contribution_id in (select contribution.id from contribution where ${own} and publication_id is not null)
    group by reason order by count(*) desc, reason`.execute(db)
  // What was written stays inside: officials say it in their own words.
  const { rows: inSummary } = await sql<{ points: number; contributions: number }>`
    select count(*)::int as points, count(distinct contribution_id)::int as contributions
    from point where ${own} and summary <> '' and (quote_start is null or not shows_quotation) and withdrawn_at is null
      and exists (select from published_point where published_point.municipality_id = point.municipality_id and published_point.point_id = point.id)`.execute(
    db,
  )
  const { rows: takenBack } = await sql<{ reason: WordingReason; points: number }>`
    select withdrawn_because as reason, count(*)::int as points
    from point where ${own} and withdrawn_at is not null group by withdrawn_because order by count(*) desc, withdrawn_because`.execute(
    db,
  )
  const { rows: setAside } = await sql<{ state: FormalState; contributions: number }>`
    select formal_state as state, count(*)::int as contributions
    from contribution where ${own} and formal_state is not null group by formal_state order by count(*) desc, formal_state`.execute(
    db,
  )
  return {
    process: { slug: process.slug, title: process.title, isShown: processAllows.show(process.state) },
    redacted: redacted.map(({ reason, ...counts }) => ({
      ...counts,
      why: reason === 'other' ? 'een andere reden, die op die plek staat' : redactionWords[reason],
    })),
    inSummary: inSummary[0] ?? { points: 0, contributions: 0 },
    takenBack: takenBack.map(({ reason, points }) => ({ points, why: wordingReasonWords[reason] })),
    setAside: setAside.map(({ state, contributions }) => ({ contributions, why: setAsideWords[state] })),
  }
}
