import { cellErrorLine } from '#app/csv-table.ts'
import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import { recordMove } from '#app/features/rankings/board/list-to-change.server.ts'
import { addGroup } from '#app/features/rankings/change-groups.server.ts'
import { changeState } from '#app/features/rankings/change-state.server.ts'
import { addTopics } from '#app/features/rankings/change-topics.server.ts'
import type { RankingGroup } from '#app/features/rankings/counting/ranking-lists.ts'
import { createSession } from '#app/features/rankings/create-session.server.ts'
import { rankingOf, type RankingSession } from '#app/features/rankings/queries.server.ts'
import { saveRules } from '#app/features/rankings/save-rules.server.ts'
import { lockSession, needClerk } from '#app/features/rankings/session-to-change.server.ts'
import { missingToOpen, refusal } from '#app/features/rankings/session.ts'
import { record } from '#app/features/record/record.server.ts'
import { fold } from '#app/fold.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import type { ListsError, ListsRow } from './lists-file.ts'

/** Reads the file once it is known how many places a list has. */
export type ReadLists = (k: number) => { rows: ListsRow[]; errors: ListsError[] }

/** Every cell that is wrong; nothing was stored. */
export class ListsRefused extends Refused {
  readonly errors: ListsError[]
  constructor(errors: ListsError[]) {
    super(errors.map(cellErrorLine).join('\n'))
    this.errors = errors
  }
}

const USUAL_PLACES = 5

/**
 * Takes the lists of a file in, all or none. Without a session the file makes one, with its topics and groups, and closes
 * it: its lists are done. In a session that is prepared or open it fills lists that are still empty. A list that is there
 * already and says the same changes nothing; one that says something else is refused. Throws ListsRefused.
 */
export async function importLists(
  db: Db | Trx,
  by: Doer,
  { processId, read, places }: { processId: string; read: ReadLists; places?: number },
  now: Date,
): Promise<{ lists: number }> {
  needClerk(by)
  return inTransaction(db, async (trx) => {
    const process = await lockProcess(trx, by, processId)
    // Held before its lists are looked at: a member who moves a topic meanwhile would be written over, or stop the file.
    await lockSession(trx, by, process.id)
    const there = await rankingOf(trx, process)
    const k = places ?? there?.k ?? USUAL_PLACES
    const { rows, errors } = read(k)
    if (errors.length > 0) throw new ListsRefused(errors)
    const session = there ?? (await sessionOfFile(trx, by, processId, k, rows, now))
    if (session.k !== k) throw new Refused(`Deze ranglijst heeft ${session.k} plaatsen, niet ${k}.`)
    const lists = listsOf(session, rows)
    const problems = lists.flatMap(({ errors: found }) => found)
    if (problems.length > 0) throw new ListsRefused(problems)
    const fresh = lists.filter(({ group, entries }) => group !== null && !isFilled(group) && isFilled({ entries }))
    const why = fresh.length > 0 ? refusal(session.state, 'import') : null
    if (why) throw new Refused(why)
    for (const { group, entries } of fresh) {
      if (!group) continue
      await trx
        .insertInto('rankingEntry')
        .values(
          entries.map((entry) => ({
            municipalityId: process.municipalityId,
            sessionId: session.id,
            groupId: group.id,
            ...entry,
          })),
        )
        // A topic that was tried on a place and taken off again left an entry with nothing in it.
        .onConflict((conflict) =>
          conflict
            .columns(['municipalityId', 'groupId', 'topicId'])
            .doUpdateSet((eb) => ({ rank: eb.ref('excluded.rank'), motivation: eb.ref('excluded.motivation') })),
        )
        .execute()
      await recordMove(
        trx,
        by,
        { session, groupId: group.id, version: group.version, forGroup: true },
        { kind: 'import' },
        now,
      )
    }
    if (!there) {
      await changeState(trx, by, session, 'open', { openedAt: now }, now)
      await changeState(trx, by, { ...session, state: 'open' }, 'close', { closedAt: now }, now)
    }
    if (fresh.length > 0) {
      await record(trx, {
        ...{
          municipalityId: process.municipalityId,
          at: now,
          by,
          act: 'importLists',
          subject: { kind: 'rankingSession', id: session.id },
          processId,
        },
        detail: { lists: fresh.length },
      })
    }
    return { lists: fresh.length }
  })
}

/** A session with the topics and the groups that the file names, in the order in which it does. */
async function sessionOfFile(
  trx: Trx,
  by: Doer,
  processId: string,
  k: number,
  rows: readonly ListsRow[],
  now: Date,
): Promise<RankingSession> {
  const { municipalityId } = await createSession(trx, by, { processId }, now)
  await saveRules(
    trx,
    by,
    { processId, rules: { k, unrankedRank: k + 1, tieChain: [], heldOn: null, meetingKind: '' } },
    now,
  )
  await addTopics(
    trx,
    by,
    { processId, topics: firstOfEach(rows.map(({ topic }) => topic)).map((name) => ({ name })) },
    now,
  )
  for (const name of firstOfEach(rows.map(({ group }) => group))) await addGroup(trx, by, { processId, name }, now)
  const session = await rankingOf(trx, { id: processId, municipalityId })
  if (!session) throw new Error('a session that was just made is there')
  const missing = missingToOpen(session)
  if (missing.length > 0) throw new Refused(missing.join(' '))
  return session
}

function firstOfEach(names: readonly string[]): string[] {
  return [...new Map(names.toReversed().map((name) => [fold(name), name])).values()].toReversed()
}

type FileList = {
  group: RankingGroup | null
  entries: { topicId: string; rank: number | null; motivation: string }[]
  errors: ListsError[]
}

/** The lists of a file by group, compared with what the session has. */
function listsOf(session: RankingSession, rows: readonly ListsRow[]): FileList[] {
  const topics = new Map(
    session.topics.flatMap(({ id, name, aliases }) => [name, ...aliases].map((word) => [fold(word), id] as const)),
  )
  return [...Map.groupBy(rows, ({ group }) => fold(group))].map(([name, list]) => {
    const group = session.groups.find((one) => fold(one.name) === name) ?? null
    const errors: ListsError[] = []
    const [first] = list
    if (!group && first)
      errors.push({ row: first.row, field: 'groep', message: `"${first.group}" is geen groep van deze ranglijst` })
    const named = new Map<string, number>()
    const entries = list.flatMap(({ row, topic, rank, motivation }) => {
      const topicId = topics.get(fold(topic))
      const before = named.get(topicId ?? '')
      if (!topicId)
        errors.push({
          row,
          field: 'onderwerp',
          message: `"${topic}" is geen onderwerp van deze ranglijst, en ook geen andere naam van een onderwerp`,
        })
      else if (before !== undefined)
        errors.push({
          row,
          field: 'onderwerp',
          message: `"${topic}" is een andere naam van het onderwerp in rij ${before}`,
        })
      else named.set(topicId, row)
      return topicId ? [{ topicId, rank, motivation }] : []
    })
    if (group && isFilled(group)) errors.push(...differences(group, list, entries))
    return { group, entries, errors }
  })
}

const isFilled = ({ entries }: Pick<RankingGroup, 'entries'>) =>
  entries.some(({ rank, motivation }) => rank !== null || motivation !== '')

/** Where the file says something else than the list that is there: what a group gave is never overwritten. */
function differences(group: RankingGroup, list: readonly ListsRow[], entries: FileList['entries']): ListsError[] {
  const errors: ListsError[] = []
  const report = (row: number, field: ListsError['field']) =>
    errors.push({ row, field, message: `${group.name} heeft al een lijst, en daar staat iets anders` })
  for (const [index, { topicId, rank, motivation }] of entries.entries()) {
    const stored = group.entries.find((entry) => entry.topicId === topicId)
    if ((stored?.rank ?? null) !== rank) report(list[index]?.row ?? 1, 'plaats')
    else if ((stored?.motivation ?? '') !== motivation) report(list[index]?.row ?? 1, 'motivatie')
  }
  const named = new Set(entries.map(({ topicId }) => topicId))
  const forgotten = group.entries.some(({ topicId, rank }) => rank !== null && !named.has(topicId))
  if (forgotten && errors.length === 0) report(list[0]?.row ?? 1, 'groep')
  return errors
}
