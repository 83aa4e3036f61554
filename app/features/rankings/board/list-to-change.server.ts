import { sql, type RawBuilder } from 'kysely'
import { refusedBy } from '#app/acts/act.server.ts'
import type { Caller } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import { notice } from '#app/features/rankings/notice.server.ts'
import type { SessionRow } from '#app/features/rankings/queries.server.ts'
import { lockRanking } from '#app/features/rankings/ranking-to-change.server.ts'
import { rankingAllows, stateRefusal } from '#app/features/rankings/session.ts'
import { asId } from '#app/ids.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { MoveKind } from './board-view.ts'
import type { GroupList } from './group-list.ts'

export type OpenList = {
  session: SessionRow
  groupId: string
  version: number
  /** The clerk does it for the group. */
  forGroup: boolean
}

/**
 * The list of a group, held until the act is done, so that of two moves at once the second sees what the first did. The
 * ranking is held too, so that it is not closed in between. For its members and for the clerk; NotFound for others. Refused
 * once the ranking is closed, except for a form (`key`) that was acted on before.
 */
export async function listToChange(
  trx: Trx,
  by: Caller,
  process: { id: string },
  { groupId, key = null }: { groupId: string; key?: string | null },
): Promise<OpenList> {
  const session = await lockRanking(trx, by, process, { shared: true })
  if (!session) throw new NotFound()
  const group = await trx
    .selectFrom('councilGroup')
    .select(['id', 'version'])
    .where('municipalityId', '=', by.municipalityId)
    .where('sessionId', '=', session.id)
    .where('id', '=', asId(groupId))
    .forUpdate()
    .executeTakeFirst()
  const who = await whoAtBoard(trx, by, groupId)
  if (!group || !who) throw new NotFound()
  const open = { session, groupId, version: group.version, forGroup: who === 'forGroup' }
  if (!rankingAllows.rank(session.state) && !(await wasDone(trx, open, key)))
    throw refusedBy(stateRefusal, 'wrongState', session.state)
  return open
}

/** As what someone is at the board of a group: one of its members, or the clerk who may do it for them; null for others. */
export async function whoAtBoard(db: Db | Trx, by: Caller, groupId: string): Promise<'member' | 'forGroup' | null> {
  if (by.kind !== 'account') return by.kind === 'command' ? 'forGroup' : null
  const member = await db
    .selectFrom('groupMember')
    .select('accountId')
    .where('municipalityId', '=', by.municipalityId)
    .where('groupId', '=', groupId)
    .where('accountId', '=', by.id)
    .executeTakeFirst()
  if (member) return 'member'
  return by.roles.includes('clerk') ? 'forGroup' : null
}

export type Move = {
  kind: MoveKind
  topicId?: string | null
  fromRank?: number | null
  toRank?: number | null
  listBefore?: GroupList | null
  /** Of the form: the same one sent again does not act again. */
  key?: string | null
}

/** Whether a form was already acted on: after the network dropped a tablet sends again what it does not know to be kept. */
export async function wasDone(trx: Trx, { session, groupId }: OpenList, key: string | null): Promise<boolean> {
  if (key === null) return false
  const move = await trx
    .selectFrom('rankingMove')
    .select('version')
    .where('municipalityId', '=', session.municipalityId)
    .where('groupId', '=', groupId)
    .where('idempotencyKey', '=', key)
    .executeTakeFirst()
  return move !== undefined
}

/** Writes down what happened to a list and tells the boards, when the act is committed. Gives the new version. */
export async function recordMove(
  trx: Trx,
  by: Caller,
  { session, groupId, version, forGroup }: OpenList,
  { kind, topicId = null, fromRank = null, toRank = null, listBefore = null, key = null }: Move,
  now: Date,
): Promise<number> {
  const { municipalityId } = session
  const next = version + 1
  await trx
    .updateTable('councilGroup')
    .set({ version: next })
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', groupId)
    .execute()
  await trx
    .insertInto('rankingMove')
    .values({
      municipalityId,
      groupId,
      version: next,
      at: now,
      accountId: by.id,
      forGroup,
      kind,
      topicId,
      fromRank,
      toRank,
      listBefore: listBefore && asArray(listBefore),
      idempotencyKey: key,
    })
    .execute()
  await notice(trx, { sessionId: session.id, groupId })
  return next
}

/** A list with free places in it, which the driver alone would send as text. */
const asArray = (list: GroupList): RawBuilder<string[]> => sql<string[]>`array[${sql.join(list)}]::uuid[]`
