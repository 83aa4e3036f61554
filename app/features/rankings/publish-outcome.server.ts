import { v7 as uuid } from 'uuid'
import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import { can as canProcess } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { timeliness } from '#app/features/processes/term.ts'
import { fold } from '#app/fold.ts'
import { formatDate, parseInstant, today } from '#app/local-date.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { changeState } from './change-state.server.ts'
import { rankingOf, type RankingSession } from './queries.server.ts'
import { sessionToChange } from './session-to-change.server.ts'

/**
 * Makes the outcome public. Every motivation of a place becomes a contribution of its group with one point, which is all of
 * its text, so that it gets an answer like any other. Refused once the answers of the process are public.
 */
export async function publishOutcome(
  db: Db | Trx,
  by: Doer,
  { processId }: { processId: string },
  now: Date,
): Promise<{ points: number }> {
  return inTransaction(db, async (trx) => {
    const process = await lockProcess(trx, by, processId)
    const row = await sessionToChange(trx, by, processId, 'publish')
    if (!canProcess.answer(process.state)) {
      throw new Refused(
        'De antwoorden van dit traject zijn al openbaar, of het is ingetrokken. De motivaties kunnen geen antwoord meer krijgen.',
      )
    }
    const session = await rankingOf(trx, process)
    if (!session) throw new Error('a session that is held is there')
    if (session.groups.every(({ entries }) => entries.every(({ rank }) => rank === null))) {
      throw new Refused('Geen enkele groep heeft een onderwerp een plaats gegeven. Er is nog geen uitslag.')
    }
    const themes = await themesByName(trx, process)
    let points = 0
    for (const group of session.groups) points += await contribute(trx, by, process, session, group, themes, now)
    await changeState(trx, by, row, 'publish', { publishedAt: now }, now)
    return { points }
  })
}

async function contribute(
  trx: Trx,
  by: Doer,
  process: Process,
  session: RankingSession,
  group: RankingSession['groups'][number],
  themes: Map<string, string>,
  now: Date,
): Promise<number> {
  const { municipalityId, id: processId } = process
  const motivated = group.entries
    .filter(({ rank, motivation }) => rank !== null && motivation.trim() !== '')
    .sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0))
  if (motivated.length === 0) return 0
  const contributorId = uuid()
  await trx
    .insertInto('contributor')
    .values({
      municipalityId,
      id: contributorId,
      processId,
      kind: 'councilGroup',
      organisation: `${group.name} (gemeenteraad)`,
    })
    .execute()
  for (const { topicId, motivation } of motivated) {
    const topic = session.topics.find(({ id }) => id === topicId)?.name ?? ''
    const contributionId = uuid()
    await trx
      .insertInto('contribution')
      .values({
        ...{
          municipalityId,
          id: contributionId,
          processId,
          contributorId,
          kind: 'groupMotivation',
          channel: 'meeting',
        },
        ...receiptOf(process, session, now),
        ...{ about: topic, text: motivation, splitDoneAt: now },
      })
      .execute()
    await trx
      .insertInto('point')
      .values({
        ...{
          municipalityId,
          id: uuid(),
          processId,
          contributionId,
          number: 1,
          quoteStart: 0,
          quoteEnd: motivation.length,
        },
        ...{ themeId: await themeFor(trx, process, themes, topic), createdAt: now, createdBy: by.id },
      })
      .execute()
    await trx
      .updateTable('rankingEntry')
      .set({ contributionId })
      .where('municipalityId', '=', municipalityId)
      .where('groupId', '=', group.id)
      .where('topicId', '=', topicId)
      .execute()
  }
  return motivated.length
}

/** A motivation was given at the meeting, whenever it was typed in. */
function receiptOf(process: Process, { heldOn, closedAt }: RankingSession, now: Date) {
  const closed = closedAt ?? now
  const receivedAt = heldOn !== null && heldOn !== today(closed) ? (parseInstant(heldOn) ?? closed) : closed
  const { startsOn, lastDay } = process
  const given = `Gegeven in de raadsvergadering van ${formatDate(today(receivedAt))}.`
  if (!startsOn || !lastDay) return { receivedAt, timeliness: 'early', timelinessReason: given }
  const { state } = timeliness({ sentOn: null, receivedAt, channel: 'meeting', term: { startsOn, lastDay } })
  return { receivedAt, timeliness: state, timelinessReason: given }
}

async function themesByName(trx: Trx, { municipalityId, id }: Process): Promise<Map<string, string>> {
  const themes = await trx
    .selectFrom('theme')
    .select(['id', 'name'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .execute()
  return new Map(themes.map((theme) => [fold(theme.name), theme.id]))
}

/** The theme that is called as the topic; made when there is none. */
async function themeFor(
  trx: Trx,
  { municipalityId, id: processId }: Process,
  themes: Map<string, string>,
  topic: string,
): Promise<string> {
  const there = themes.get(fold(topic))
  if (there) return there
  const id = uuid()
  await trx
    .insertInto('theme')
    .values((eb) => ({
      ...{ municipalityId, id, processId, name: topic },
      position: eb
        .selectFrom('theme')
        .select((of) => of.fn.coalesce(of(of.fn.max('position'), '+', 1), of.lit(1)).as('next'))
        .where('municipalityId', '=', municipalityId)
        .where('processId', '=', processId),
    }))
    .execute()
  themes.set(fold(topic), id)
  return id
}
