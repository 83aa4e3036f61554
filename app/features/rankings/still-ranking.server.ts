import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { oneOf } from '#app/one-of.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { sessionStates, type SessionState } from './session.ts'

/** By the state of a ranking, what is waited for; in other states nothing is, or not yet. */
const waitsFor: Partial<Record<SessionState, string>> = {
  open: 'De ranglijst van de raad is nog open: de groepen zijn bezig.',
  closed: 'De ranglijst van de raad is gesloten, maar de uitslag is nog niet openbaar.',
}

const whatThen = (clerks: readonly string[]) =>
  `De motivaties staan in het register zodra de griffier de uitslag openbaar maakt, en krijgen dan antwoord. ${
    clerks.length === 0
      ? 'Uw gemeente heeft nog geen griffier: vraag de beheerder.'
      : `Griffier: ${new Intl.ListFormat('nl').format(clerks)}.`
  }`

/**
 * Why what the council chose cannot be published, or its process be finished: a ranking is open, or has places and no outcome that is
 * public. What the groups wrote would get no answer. Null for a ranking that is public, that nobody began, or of which nothing will come.
 */
export async function whyStillRanking(db: Db | Trx, { municipalityId, id }: ProcessRef): Promise<string | null> {
  const { rows } = await sql<{ state: string; isPlaced: boolean }>`
    select state, exists (
      select from council_group
      join ranking_entry on ranking_entry.municipality_id = council_group.municipality_id and ranking_entry.group_id = council_group.id
      where council_group.municipality_id = ranking_session.municipality_id and council_group.session_id = ranking_session.id and rank is not null) as is_placed
    from ranking_session where municipality_id = ${municipalityId} and process_id = ${id}`.execute(db)
  const [found] = rows
  const state = found && oneOf(sessionStates, found.state)
  const says = state && waitsFor[state]
  // One that closed without a place has no outcome to wait for.
  if (!says || (state === 'closed' && !found.isPlaced)) return null
  const clerks = await db
    .selectFrom('account')
    .innerJoin('membership', (join) =>
      join
        .onRef('membership.municipalityId', '=', 'account.municipalityId')
        .onRef('membership.accountId', '=', 'account.id'),
    )
    .select('account.name')
    .where('account.municipalityId', '=', municipalityId)
    .where('account.blockedAt', 'is', null)
    .where('membership.role', '=', 'clerk')
    .orderBy('account.name')
    .limit(5)
    .execute()
  return `${says} ${whatThen(clerks.map(({ name }) => name))}`
}
