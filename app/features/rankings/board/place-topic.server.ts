import { NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { listOf, place, placeOf, type GroupList } from './group-list.ts'
import { listToChange, recordMove, wasDone, type ListRef, type OpenList } from './list-to-change.server.ts'

export type PlacedTopic = { version: number; /** A topic that fell off the full list. */ dropped: string | null }

/**
 * Puts a topic on a place of a group's list, or off it (null). Moves come one after the other, however many tablets send
 * them: each works on what the one before left, so no topic is on the list twice and no move is lost.
 */
export async function placeTopic(
  db: Db | Trx,
  by: Doer,
  { topicId, rank, key = null, ...ref }: ListRef & { topicId: string; rank: number | null; key?: string | null },
  now: Date,
): Promise<PlacedTopic> {
  return inTransaction(db, async (trx) => {
    const open = await listToChange(trx, by, ref, key)
    const before = await currentList(trx, open, topicId)
    if (await wasDone(trx, open, key)) return { version: open.version, dropped: null }
    if (rank !== null && (!Number.isInteger(rank) || rank < 1 || rank > open.session.k)) {
      throw new Refused(`Er zijn ${open.session.k} plaatsen.`, 'plaats')
    }
    const fromRank = placeOf(before, topicId)
    if (fromRank === rank) return { version: open.version, dropped: null }
    const { list, dropped } = place(before, topicId, rank)
    await storeList(trx, open, before, list)
    return {
      version: await recordMove(
        trx,
        by,
        open,
        { kind: 'place', topicId, fromRank, toRank: rank, listBefore: before, key },
        now,
      ),
      dropped,
    }
  })
}

/** Takes the last move on a list back, whole. Refused when that was another's: nobody undoes what someone else did since. */
export async function undoMove(
  db: Db | Trx,
  by: Doer,
  { key = null, ...ref }: ListRef & { key?: string | null },
  now: Date,
): Promise<PlacedTopic> {
  return inTransaction(db, async (trx) => {
    const open = await listToChange(trx, by, ref, key)
    if (await wasDone(trx, open, key)) return { version: open.version, dropped: null }
    const last = await lastMove(trx, open)
    if (!last?.topicId || !last.listBefore) throw new Refused('Er is niets om ongedaan te maken.')
    if (last.accountId !== by.id)
      throw new Refused('Iemand anders veranderde de lijst na u. Zet het onderwerp zelf op de plaats die u wilt.')
    const before = await currentList(trx, open, last.topicId)
    await storeList(trx, open, before, last.listBefore)
    const move = { kind: 'undo' as const, topicId: last.topicId, fromRank: last.toRank, toRank: last.fromRank, key }
    return { version: await recordMove(trx, by, open, move, now), dropped: null }
  })
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
