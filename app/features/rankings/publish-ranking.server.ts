import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { registerContributions } from '#app/features/contributions/register-contribution.server.ts'
import { insertPoints } from '#app/features/points/insert-points.server.ts'
import { insertThemes } from '#app/features/points/insert-themes.server.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { fold } from '#app/fold.ts'
import { formatDate, parseInstant, today } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { changeState } from './change-state.server.ts'
import type { RankingSession } from './queries.server.ts'
import { byClerk, rankingToMove } from './ranking-to-change.server.ts'
import { stateRefusal } from './session.ts'

/**
 * Makes the outcome public. Every motivation of a place becomes a contribution of its group with one point, which is all of
 * its text, so that it gets an answer like any other. Gives how many points; null when it was public already.
 */
export const publishRanking = act({
  name: 'publishRanking',
  by: byClerk,
  on: 'process',
  changes: 'public',
  input: z.object({}),
  refusals: {
    ...stateRefusal,
    tooLate: {
      says: 'De antwoorden van dit traject zijn al openbaar, of het is ingetrokken. De motivaties kunnen geen antwoord meer krijgen.',
    },
    noPlaces: { says: 'Geen enkele groep heeft een onderwerp een plaats gegeven. Er is nog geen uitslag.' },
  },
  async run({ trx, by, process: { id }, now, refuse }) {
    const process = await lockProcess(trx, by, id)
    const ranking = await rankingToMove(trx, by, process, 'publish')
    if (!ranking) return changedNothing<{ points: number | null }>({ points: null })
    if (!processAllows.ask(process.state)) refuse('tooLate')
    if (ranking.groups.every(({ entries }) => entries.every(({ rank }) => rank === null))) refuse('noPlaces')
    const points = await contribute(trx, by, process, ranking, now)
    return did<{ points: number | null }>({ points }, await changeState(trx, ranking, 'publish', { publishedAt: now }))
  },
})

/** Every motivation of a place as a contribution with its point. Gives how many there are. */
async function contribute(trx: Trx, by: Doer, process: Process, session: RankingSession, now: Date): Promise<number> {
  const { municipalityId } = process
  const motivations = session.groups.flatMap(({ id: groupId, name, entries }) => {
    const contributor = { id: uuid(), kind: 'councilGroup' as const, organisation: `${name} (gemeenteraad)` }
    return entries
      .filter(({ rank, motivation }) => rank !== null && motivation.trim() !== '')
      .sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0))
      .map(({ topicId, motivation: text }) => {
        const topic = session.topics.find(({ id }) => id === topicId)?.name ?? ''
        return { groupId, topicId, topic, text, contributor }
      })
  })
  const given = whenGiven(session, now)
  const registered = await registerContributions(
    trx,
    process,
    motivations.map(({ contributor, topic: about, text }) => ({
      ...{ contributor, kind: 'groupMotivation', channel: 'meeting', ...given, about, text, splitDoneAt: now },
    })),
  )
  const themes = await themesOfTopics(
    trx,
    process,
    motivations.map(({ topic }) => topic),
  )
  const rows = motivations.map((motivation, index) => {
    const contributionId = registered[index]?.id
    if (!contributionId) throw new Error('a motivation that was registered is there')
    return { ...motivation, contributionId }
  })
  await insertPoints(
    trx,
    by,
    process,
    rows.map(({ contributionId, text, topic }) => ({
      ...{ id: uuid(), contributionId, range: { start: 0, end: text.length } },
      themeId: themes.get(fold(topic)) ?? null,
    })),
    now,
  )
  await sql`
    update ranking_entry set contribution_id = given.contribution_id
    from ${givenRows({ groupId: 'uuid', topicId: 'uuid', contributionId: 'uuid' }, rows)}
    where ranking_entry.municipality_id = ${municipalityId} and ranking_entry.group_id = given.group_id
      and ranking_entry.topic_id = given.topic_id`.execute(trx)
  return rows.length
}

/** A motivation was given at the meeting, whenever it was typed in. */
function whenGiven({ heldOn, closedAt }: RankingSession, now: Date): { receivedAt: Date; givenAt: string } {
  const closed = closedAt ?? now
  const receivedAt = heldOn !== null && heldOn !== today(closed) ? (parseInstant(heldOn) ?? closed) : closed
  return { receivedAt, givenAt: `Gegeven in de raadsvergadering van ${formatDate(today(receivedAt))}.` }
}

/** The themes that are called as these topics, by folded name; made where there was none. */
async function themesOfTopics(trx: Trx, process: Process, topics: readonly string[]): Promise<Map<string, string>> {
  const there = await trx
    .selectFrom('theme')
    .select(['id', 'name'])
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .execute()
  const names = new Set(there.map(({ name }) => fold(name)))
  const missing = topics.filter((topic) => {
    if (names.has(fold(topic))) return false
    names.add(fold(topic))
    return true
  })
  const added = await insertThemes(trx, process, missing)
  return new Map([...there, ...added].map(({ id, name }) => [fold(name), id]))
}
