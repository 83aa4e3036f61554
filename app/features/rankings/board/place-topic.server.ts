import { z } from 'zod'
import { act, changedNothing, refusedBy } from '#app/acts/act.server.ts'
import type { Caller } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import { stateRefusal } from '#app/features/rankings/session.ts'
import { key } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'
import { listOf, place, placeOf, type GroupList } from './group-list.ts'
import { listToChange, recordMove, wasDone, type OpenList } from './list-to-change.server.ts'

export type PlacedTopic = { version: number; /** A topic that fell off the full list. */ dropped: string | null }

const by = { audience: 'council' } as const
const topicInput = z.object({ groupId: z.string(), topicId: z.string(), key: key.optional() })
const moveRefusals = {
  ...stateRefusal,
  noSuchPlace: { says: (k: number) => `Er zijn ${k} plaatsen.`, at: 'rank' },
}

/**
 * Puts a topic on a place of a group's list. Moves come one after the other, however many tablets send them: each works on
 * what the one before left, so no topic is on the list twice and no move is lost. The board keeps its own record of moves.
 */
export const placeTopic = act({
  name: 'placeTopic',
  by,
  on: 'process',
  input: topicInput.extend({ rank: z.number() }),
  refusals: moveRefusals,
  async run({ trx, by, process, now }, { rank, ...input }) {
    return changedNothing(await moveTopic(trx, by, process, { ...input, rank }, now))
  },
})

/** Takes a topic off a group's list; what was written about it stays. */
export const takeTopicOff = act({
  name: 'takeTopicOff',
  by,
  on: 'process',
  input: topicInput,
  refusals: stateRefusal,
  async run({ trx, by, process, now }, input) {
    return changedNothing(await moveTopic(trx, by, process, { ...input, rank: null }, now))
  },
})

/** Takes the last move on a list back, whole. Refused when that was another's: nobody undoes what someone else did since. */
export const undoMove = act({
  name: 'undoMove',
  by,
  on: 'process',
  input: z.object({ groupId: z.string(), key: key.optional() }),
  refusals: {
    ...stateRefusal,
    nothingToUndo: { says: 'Er is niets om ongedaan te maken.' },
    anotherMoved: {
      says: 'Iemand anders veranderde de lijst na u. Zet het onderwerp zelf op de plaats die u wilt.',
    },
  },
  async run({ trx, by, process, now, refuse }, { groupId, key = null }) {
    const open = await listToChange(trx, by, process, { groupId, key })
    if (await wasDone(trx, open, key)) return changedNothing<PlacedTopic>({ version: open.version, dropped: null })
    const last = await lastMove(trx, open)
    if (!last?.topicId || !last.listBefore) return refuse('nothingToUndo')
    if (last.accountId !== by.id) refuse('anotherMoved')
    const before = await currentList(trx, open, last.topicId)
    await storeList(trx, open, before, last.listBefore)
    const move = { kind: 'undo' as const, topicId: last.topicId, fromRank: last.toRank, toRank: last.fromRank, key }
    return changedNothing<PlacedTopic>({ version: await recordMove(trx, by, open, move, now), dropped: null })
  },
})

type Move = { groupId: string; topicId: string; rank: number | null; key?: string | null | undefined }

/** Puts a topic on a place, or off the list (null), unless this form was acted on before. */
async function moveTopic(
  trx: Trx,
  by: Caller,
  process: { id: string },
  { groupId, topicId, rank, key = null }: Move,
  now: Date,
): Promise<PlacedTopic> {
  const open = await listToChange(trx, by, process, { groupId, key })
  const before = await currentList(trx, open, topicId)
  if (await wasDone(trx, open, key)) return { version: open.version, dropped: null }
  const { k } = open.session
  if (rank !== null && (!Number.isInteger(rank) || rank < 1 || rank > k))
    throw refusedBy(moveRefusals, 'noSuchPlace', k)
  const fromRank = placeOf(before, topicId)
  if (fromRank === rank) return { version: open.version, dropped: null }
  const { list, dropped } = place(before, topicId, rank)
  await storeList(trx, open, before, list)
  const move = { kind: 'place' as const, topicId, fromRank, toRank: rank, listBefore: before, key }
  return { version: await recordMove(trx, by, open, move, now), dropped }
}

/** The last move that was not taken back. What was before a list was read in stays as it was: it would take that list with it. */
async function lastMove(trx: Trx, { session, groupId }: OpenList) {
  const moves = await trx
    .selectFrom('rankingMove')
    .select(['kind', 'accountId', 'topicId', 'fromRank', 'toRank', 'listBefore'])
    .where('municipalityId', '=', session.municipalityId)
    .where('groupId', '=', groupId)
    .where('kind', 'in', ['place', 'undo', 'import'])
    .orderBy('version', 'desc')
    .execute()
  let undone = 0
  for (const move of moves) {
    if (move.kind === 'import') return null
    if (move.kind === 'undo') undone++
    else if (undone > 0) undone--
    else return move
  }
  return null
}

/** The list as it stands. NotFound when the topic is of another session. */
async function currentList(trx: Trx, { session, groupId }: OpenList, topicId: string): Promise<GroupList> {
  const { municipalityId, id: sessionId, k } = session
  const topics = await trx
    .selectFrom('topic')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('sessionId', '=', sessionId)
    .execute()
  if (!topics.some(({ id }) => id === topicId)) throw new NotFound()
  const entries = await trx
    .selectFrom('rankingEntry')
    .select(['topicId', 'rank'])
    .where('municipalityId', '=', municipalityId)
    .where('groupId', '=', groupId)
    .where('rank', 'is not', null)
    .execute()
  return listOf(
    k,
    entries.flatMap((entry) => (entry.rank === null ? [] : [[entry.topicId, entry.rank] as const])),
  )
}

/** Stores the ranks that changed; what was written about a topic stays with it, on the list or off it. */
async function storeList(trx: Trx, { session, groupId }: OpenList, before: GroupList, after: GroupList): Promise<void> {
  const touched = new Set(
    [...before, ...after].flatMap((topic) =>
      topic === null || placeOf(before, topic) === placeOf(after, topic) ? [] : [topic],
    ),
  )
  if (touched.size === 0) return
  const { municipalityId, id: sessionId } = session
  await trx
    .insertInto('rankingEntry')
    .values(
      [...touched].map((topicId) => ({ municipalityId, sessionId, groupId, topicId, rank: placeOf(after, topicId) })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['municipalityId', 'groupId', 'topicId'])
        .doUpdateSet((eb) => ({ rank: eb.ref('excluded.rank') })),
    )
    .execute()
}
