import { sql, type RawBuilder } from 'kysely'
import { validate } from 'uuid'
import { NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { notice } from '#app/features/rankings/notice.server.ts'
import type { SessionRow } from '#app/features/rankings/queries.server.ts'
import { lockSession } from '#app/features/rankings/session-to-change.server.ts'
import { refusal } from '#app/features/rankings/session.ts'
import type { Trx } from '#db/client.server.ts'
import type { MoveKind } from './board-view.ts'
import type { GroupList } from './group-list.ts'

export type ListRef = { processId: string; groupId: string }

export type OpenList = {
  session: SessionRow
  groupId: string
  version: number
  /** The clerk does it for the group. */
  forGroup: boolean
}

/**
 * The list of a group, held until the act is done, so that of two moves at once the second sees what the first did. The
 * session is held too, so that it is not closed in between. For its members and for the clerk; NotFound for others. Refused
 * once the session is closed, except for a form (`key`) that was acted on before.
 */
export async function listToChange(
  trx: Trx,
  by: Doer,
  { processId, groupId }: ListRef,
  key: string | null = null,
): Promise<OpenList> {
  if (!validate(groupId)) throw new NotFound()
  const session = await lockSession(trx, by, processId, { shared: true })
  if (!session) throw new NotFound()
  const group = await trx
    .selectFrom('councilGroup')
    .select(['id', 'version'])
    .where('municipalityId', '=', by.municipalityId)
    .where('sessionId', '=', session.id)
    .where('id', '=', groupId)
    .forUpdate()
    .executeTakeFirst()
  const member = by.kind === 'account' && (await isMember(trx, by.municipalityId, groupId, by.id))
  const forGroup = !member && (by.kind === 'command' || by.roles.includes('clerk'))
  if (!group || (!member && !forGroup)) throw new NotFound()
  const open = { session, groupId, version: group.version, forGroup }
  const why = refusal(session.state, 'rank')
  if (why && !(await wasDone(trx, open, key))) throw new Refused(why)
  return open
}

async function isMember(trx: Trx, municipalityId: string, groupId: string, accountId: string): Promise<boolean> {
  const member = await trx
    .selectFrom('groupMember')
    .select('accountId')
    .where('municipalityId', '=', municipalityId)
    .where('groupId', '=', groupId)
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  return member !== undefined
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
  by: Doer,
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
