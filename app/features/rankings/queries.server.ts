import type { Selectable } from 'kysely'
import { oneOf } from '#app/one-of.ts'
import { tieRules, type TieRule } from '#app/features/rankings/counting/outcome.ts'
import type { RankingLists } from '#app/features/rankings/counting/ranking-lists.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { RankingSession as SessionTable } from '#db/types.generated.ts'
import { sessionStates, type SessionState } from './session.ts'

type ProcessRef = { id: string; municipalityId: string }

/** A row of the table with its state and rules as the code names them. */
export type SessionRow = Omit<Selectable<SessionTable>, 'state' | 'tieChain'> & {
  state: SessionState
  tieChain: TieRule[]
}

export type RankingSession = SessionRow & RankingLists

/** A row with its state and rules as the code names them. */
export function asSession(row: Selectable<SessionTable>): SessionRow {
  return { ...row, state: oneOf(sessionStates, row.state), tieChain: row.tieChain.map((rule) => oneOf(tieRules, rule)) }
}

/** The ranking session of a process with its topics, groups and lists, or null when there is none. */
export async function rankingOf(db: Db | Trx, process: ProcessRef): Promise<RankingSession | null> {
  const row = await db
    .selectFrom('rankingSession')
    .selectAll()
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .executeTakeFirst()
  if (!row) return null
  const session = asSession(row)
  const of = { municipalityId: session.municipalityId, sessionId: session.id }
  const topics = await db
    .selectFrom('topic')
    .select(['id', 'name', 'description', 'aliases', 'link'])
    .where((eb) => eb.and(of))
    .orderBy('position')
    .execute()
  const groups = await db
    .selectFrom('councilGroup')
    .select(['id', 'name', 'version'])
    .where((eb) => eb.and(of))
    .orderBy('position')
    .execute()
  const entries = await db
    .selectFrom('rankingEntry')
    .select(['groupId', 'topicId', 'rank', 'motivation'])
    .where((eb) => eb.and(of))
    .orderBy('groupId')
    .orderBy('topicId')
    .execute()
  const relations = await db
    .selectFrom('topicRelation')
    .select(['topicId', 'otherId'])
    .where((eb) => eb.and(of))
    .orderBy('topicId')
    .orderBy('otherId')
    .execute()
  const decisions = await db
    .selectFrom('tieDecision')
    .select(['topicOrder', 'reason'])
    .where((eb) => eb.and(of))
    .orderBy('decidedAt')
    .execute()
  const members = await membersOf(db, session)
  return {
    ...session,
    topics,
    groups: groups.map((group) => ({
      ...group,
      members: members
        .filter(({ groupId }) => groupId === group.id)
        .map(({ accountId, name }) => ({ accountId, name })),
      entries: entries
        .filter(({ groupId }) => groupId === group.id)
        .map(({ topicId, rank, motivation }) => ({ topicId, rank, motivation })),
    })),
    relations: relations.map(({ topicId, otherId }) => [topicId, otherId] as const),
    decisions: decisions.map(({ topicOrder, reason }) => ({ order: topicOrder, reason })),
  }
}

/** Council members by group, in the order of their names. */
async function membersOf(
  db: Db | Trx,
  session: SessionRow,
): Promise<{ groupId: string; accountId: string; name: string }[]> {
  return db
    .selectFrom('groupMember')
    .innerJoin('account', (join) =>
      join
        .onRef('account.municipalityId', '=', 'groupMember.municipalityId')
        .onRef('account.id', '=', 'groupMember.accountId'),
    )
    .select(['groupId', 'accountId', 'account.name'])
    .where('groupMember.municipalityId', '=', session.municipalityId)
    .where('sessionId', '=', session.id)
    .orderBy('account.name')
    .orderBy('accountId')
    .execute()
}
