import { z } from 'zod'
import { act, changedNothing, did, type ActEvent } from '#app/acts/act.server.ts'
import { cellErrorLine } from '#app/csv-table.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { recordMove } from '#app/features/rankings/board/list-to-change.server.ts'
import { insertGroups } from '#app/features/rankings/change-groups.server.ts'
import { changeState } from '#app/features/rankings/change-state.server.ts'
import { insertTopics, topicsOfNames } from '#app/features/rankings/change-topics.server.ts'
import type { RankingGroup } from '#app/features/rankings/counting/ranking-lists.ts'
import { creatingRefusals, insertRanking } from '#app/features/rankings/create-ranking.server.ts'
import type { RankingSession } from '#app/features/rankings/queries.server.ts'
import { byClerk, heldRanking, lockRanking } from '#app/features/rankings/ranking-to-change.server.ts'
import { groupName, topicName } from '#app/features/rankings/ranking.schema.ts'
import { rulesEvent } from '#app/features/rankings/save-ranking-rules.server.ts'
import { missingToOpen, MOST_GROUPS, MOST_TOPICS, rankingAllows, stateRefusal } from '#app/features/rankings/session.ts'
import { fold } from '#app/fold.ts'
import { tableInFile, unreadableRefusal } from '#app/table-file.server.ts'
import type { Trx } from '#db/client.server.ts'
import { rankingColumns } from './export-ranking.ts'
import { checkLists, type ListsError, type ListsRow } from './lists-file.ts'

const USUAL_PLACES = 5
const MEGABYTE = 1024 * 1024

/**
 * Takes the lists of a CSV or XLSX file in, all or none. Without a ranking the file makes one, with its topics and groups, and
 * closes it: its lists are done. In a ranking that is prepared or open it fills lists that are still empty. A list that is
 * there already and says the same changes nothing; one that says something else is refused.
 */
export const importLists = act({
  name: 'importLists',
  by: byClerk,
  on: 'process',
  input: z.object({
    file: z
      .instanceof(File, { error: 'Kies het bestand met de lijsten.' })
      .refine(
        ({ size }) => size <= MEGABYTE,
        'Dit bestand is groter dan 1 MB. Bewaar alleen het blad met de lijsten, zonder plaatjes, en kies dat.',
      ),
    places: z.number().int().min(1).optional(),
  }),
  refusals: {
    ...stateRefusal,
    ...creatingRefusals,
    ...unreadableRefusal,
    /** Every cell that is wrong. */
    wrongCells: { says: ({ cells }: { cells: ListsError[] }) => cells.map(cellErrorLine).join('\n') },
    otherPlaces: {
      says: ({ stored, given }: { stored: number; given: number }) =>
        `Deze ranglijst heeft ${stored} plaatsen, niet ${given}.`,
    },
    /** What a ranking of this file alone would miss. */
    missing: { says: (missing: string[]) => missing.join(' ') },
  },
  async prepare(_, { file }) {
    const where = { what: 'het bestand met de lijsten', field: 'file' }
    const bytes = new Uint8Array(await file.arrayBuffer())
    return tableInFile(bytes, rankingColumns, where, { mostRows: MOST_GROUPS * MOST_TOPICS })
  },
  async run({ trx, by, process: { id }, now, refuse }, { places }, table) {
    const process = await lockProcess(trx, by, id)
    // Held before its lists are looked at: a member who moves a topic meanwhile would be written over, or stop the file.
    const held = await lockRanking(trx, by, process)
    const k = places ?? held?.k ?? USUAL_PLACES
    const { rows, errors } = checkLists(table, k)
    if (errors.length > 0) refuse('wrongCells', { cells: errors })
    if (held && held.k !== k) refuse('otherPlaces', { stored: held.k, given: k })
    const wrong = held ? [] : wrongNames(rows)
    if (wrong.length > 0) refuse('wrongCells', { cells: wrong })
    const events = held ? [] : await insertRankingOfFile(trx, process, k, rows, now)
    const ranking = await heldRanking(trx, process)
    const missing = held ? [] : missingToOpen(ranking)
    if (missing.length > 0) refuse('missing', missing)
    const lists = listsOf(ranking, rows)
    const cells = lists.flatMap(({ errors: found }) => found)
    if (cells.length > 0) refuse('wrongCells', { cells })
    const fresh = lists.filter(({ group, entries }) => group !== null && !isFilled(group) && isFilled({ entries }))
    if (fresh.length > 0 && !rankingAllows.import(ranking.state)) refuse('wrongState', ranking.state)
    for (const { group, entries } of fresh) {
      if (!group) continue
      await storeEntries(trx, ranking, group, entries)
      const open = { session: ranking, groupId: group.id, version: group.version, forGroup: true }
      await recordMove(trx, by, open, { kind: 'import' }, now)
    }
    if (!held) {
      events.push(await changeState(trx, ranking, 'open', { openedAt: now }))
      events.push(await changeState(trx, { ...ranking, state: 'open' }, 'close', { closedAt: now }))
    }
    if (fresh.length > 0)
      events.push({ subject: { kind: 'rankingSession', id: ranking.id }, detail: { lists: fresh.length } })
    const [first, ...more] = events
    return first ? did({ lists: fresh.length }, first, ...more) : changedNothing({ lists: 0 })
  },
})

/** A ranking with the topics and the groups that the file names, in the order in which it does. Gives what the record keeps. */
async function insertRankingOfFile(
  trx: Trx,
  process: Process,
  k: number,
  rows: readonly ListsRow[],
  now: Date,
): Promise<ActEvent[]> {
  const ranking = await insertRanking(trx, process, now, { k, unrankedRank: k + 1 })
  const [, addedTopics] = await insertTopics(trx, ranking, topicsOfNames(namesIn(rows, 'topic')))
  const addedGroups = await insertGroups(trx, ranking, namesIn(rows, 'group'))
  return [
    { as: 'createRanking', subject: { kind: 'rankingSession', id: ranking.id } },
    { as: 'saveRankingRules', ...rulesEvent(ranking, ranking) },
    addedTopics,
    ...addedGroups,
  ]
}

async function storeEntries(
  trx: Trx,
  { municipalityId, id: sessionId }: RankingSession,
  { id: groupId }: RankingGroup,
  entries: FileList['entries'],
): Promise<void> {
  await trx
    .insertInto('rankingEntry')
    .values(entries.map((entry) => ({ municipalityId, sessionId, groupId, ...entry })))
    // A topic that was tried on a place and taken off again left an entry with nothing in it.
    .onConflict((conflict) =>
      conflict
        .columns(['municipalityId', 'groupId', 'topicId'])
        .doUpdateSet((eb) => ({ rank: eb.ref('excluded.rank'), motivation: eb.ref('excluded.motivation') })),
    )
    .execute()
}

/** Cells with a name that a new ranking cannot have, and the first one that is too many. */
function wrongNames(rows: readonly ListsRow[]): ListsError[] {
  const tooMany = (key: 'topic' | 'group', most: number, message: string): ListsError[] => {
    const name = namesIn(rows, key)[most]
    const row = rows.find((one) => one[key] === name)?.row ?? 1
    return name === undefined ? [] : [{ row, field: key === 'topic' ? 'onderwerp' : 'groep', message }]
  }
  return [
    ...rows.flatMap(({ row, topic, group }) => {
      const [wrongTopic, wrongGroup] = [topicName.safeParse(topic).error, groupName.safeParse(group).error]
      const errors: ListsError[] = []
      if (wrongGroup) errors.push({ row, field: 'groep', message: wrongGroup.issues[0]?.message ?? '' })
      if (wrongTopic) errors.push({ row, field: 'onderwerp', message: wrongTopic.issues[0]?.message ?? '' })
      return errors
    }),
    ...tooMany('topic', MOST_TOPICS, `Er passen hooguit ${MOST_TOPICS} onderwerpen in een ranglijst.`),
    ...tooMany('group', MOST_GROUPS, `Er passen hooguit ${MOST_GROUPS} groepen in een ranglijst.`),
  ]
}

/** The topics or groups that a file names, each once as it is called first, in that order. */
function namesIn(rows: readonly ListsRow[], key: 'topic' | 'group'): string[] {
  const names = new Map<string, string>()
  for (const row of rows) if (!names.has(fold(row[key]))) names.set(fold(row[key]), row[key])
  return [...names.values()]
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
