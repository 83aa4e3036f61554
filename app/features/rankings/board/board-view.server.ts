import { NotFound } from '#app/errors.server.ts'
import { oneOf } from '#app/one-of.ts'
import { asSession } from '#app/features/rankings/queries.server.ts'
import { isHere } from '#app/live/presence.ts'
import type { Db } from '#db/client.server.ts'
import { moveKinds, type BoardMove, type BoardView } from './board-view.ts'

/** How many of the last moves a board shows. */
const SHOWN_MOVES = 8

export type BoardRef = { municipalityId: string; sessionId: string; groupId: string }

/** What the board of a group shows now. */
export async function boardView(
  db: Db,
  { municipalityId, sessionId, groupId }: BoardRef,
  now: Date,
): Promise<BoardView> {
  const session = await db
    .selectFrom('rankingSession')
    .selectAll()
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', sessionId)
    .executeTakeFirst()
  // The version is read first: a view may be later than it says, never earlier.
  const group = await db
    .selectFrom('councilGroup')
    .select(['name', 'version'])
    .where('municipalityId', '=', municipalityId)
    .where('sessionId', '=', sessionId)
    .where('id', '=', groupId)
    .executeTakeFirst()
  if (!session || !group) throw new NotFound()
  const [topics, entries, members, moves] = await Promise.all([
    db
      .selectFrom('topic')
      .select(['id', 'name', 'description', 'link'])
      .where('municipalityId', '=', municipalityId)
      .where('sessionId', '=', sessionId)
      .orderBy('position')
      .execute(),
    db
      .selectFrom('rankingEntry')
      .select(['topicId', 'rank', 'motivation'])
      .where('municipalityId', '=', municipalityId)
      .where('groupId', '=', groupId)
      .execute(),
    membersHere(db, municipalityId, groupId, now),
    lastMoves(db, municipalityId, groupId),
  ])
  const { state, k, unrankedRank, plannedClose } = asSession(session)
  return {
    ...{ version: group.version, state, k, unrankedRank, plannedClose: plannedClose?.toISOString() ?? null },
    ...{ readAt: now.toISOString(), groupName: group.name, topics, entries, members, moves },
  }
}

async function membersHere(db: Db, municipalityId: string, groupId: string, now: Date): Promise<BoardView['members']> {
  const rows = await db
    .selectFrom('groupMember')
    .innerJoin('account', (join) =>
      join
        .onRef('account.municipalityId', '=', 'groupMember.municipalityId')
        .onRef('account.id', '=', 'groupMember.accountId'),
    )
    .select(['accountId', 'account.name', 'seenAt'])
    .where('groupMember.municipalityId', '=', municipalityId)
    .where('groupId', '=', groupId)
    .orderBy('account.name')
    .execute()
  return rows.map(({ accountId, name, seenAt }) => ({ accountId, name, isHere: isHere(seenAt, now) }))
}

async function lastMoves(db: Db, municipalityId: string, groupId: string): Promise<BoardMove[]> {
  const rows = await db
    .selectFrom('rankingMove')
    .leftJoin('account', (join) =>
      join
        .onRef('account.municipalityId', '=', 'rankingMove.municipalityId')
        .onRef('account.id', '=', 'rankingMove.accountId'),
    )
    .select(['version', 'at', 'accountId', 'account.name', 'forGroup', 'kind', 'topicId', 'fromRank', 'toRank'])
    .where('rankingMove.municipalityId', '=', municipalityId)
    .where('groupId', '=', groupId)
    .orderBy('version', 'desc')
    .limit(SHOWN_MOVES)
    .execute()
  return rows.map(({ at, name, kind, ...row }) => ({
    ...row,
    at: at.toISOString(),
    who: name ?? 'De griffie',
    kind: oneOf(moveKinds, kind),
  }))
}
