import { validate, v7 as uuid } from 'uuid'
import { NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { record } from '#app/features/record/record.server.ts'
import { fold } from '#app/fold.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import type { SessionRow } from './queries.server.ts'
import { groupName } from './ranking.schema.ts'
import { sessionToChange } from './session-to-change.server.ts'
import { MOST_GROUPS } from './session.ts'

type Of = { processId: string }

/** Adds a group behind the others. Refused for a name that is there already. */
export async function addGroup(
  db: Db | Trx,
  by: Doer,
  { processId, name }: Of & { name: string },
  now: Date,
): Promise<{ id: string }> {
  return inTransaction(db, async (trx) => {
    const session = await sessionToChange(trx, by, processId, 'prepare')
    const there = await groupsOf(trx, session)
    if (there.length >= MOST_GROUPS)
      throw new Refused(`Er passen hooguit ${MOST_GROUPS} groepen in een ranglijst.`, 'groupName')
    const kept = checkedName(name, there)
    const id = uuid()
    const position = (there.at(-1)?.position ?? 0) + 1
    await trx
      .insertInto('councilGroup')
      .values({ municipalityId: session.municipalityId, id, sessionId: session.id, position, name: kept })
      .execute()
    await recordGroup(trx, session, by, 'addGroup', id, now)
    return { id }
  })
}

/** Gives a group another name and other members; a member of another group moves over. Refused for a name that another has. */
export async function changeGroup(
  db: Db | Trx,
  by: Doer,
  { processId, groupId, name, memberIds }: Of & { groupId: string; name: string; memberIds: readonly string[] },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const session = await sessionToChange(trx, by, processId, 'prepare')
    const { municipalityId, id: sessionId } = session
    const there = await groupsOf(trx, session)
    if (!there.some(({ id }) => id === groupId)) throw new NotFound()
    const kept = checkedName(
      name,
      there.filter(({ id }) => id !== groupId),
    )
    await trx
      .updateTable('councilGroup')
      .set({ name: kept })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', groupId)
      .execute()
    const members = [...new Set(memberIds)]
    await refuseOthersThanCouncilMembers(trx, municipalityId, members)
    await trx
      .deleteFrom('groupMember')
      .where('municipalityId', '=', municipalityId)
      .where('groupId', '=', groupId)
      .execute()
    if (members.length > 0) {
      await trx
        .insertInto('groupMember')
        .values(members.map((accountId) => ({ municipalityId, sessionId, groupId, accountId })))
        .onConflict((conflict) =>
          conflict.columns(['municipalityId', 'sessionId', 'accountId']).doUpdateSet({ groupId }),
        )
        .execute()
    }
    await recordGroup(trx, session, by, 'changeGroup', groupId, now)
  })
}

/** Takes a group away. */
export async function removeGroup(
  db: Db | Trx,
  by: Doer,
  { processId, groupId }: Of & { groupId: string },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const session = await sessionToChange(trx, by, processId, 'prepare')
    if (!validate(groupId)) throw new NotFound()
    const { numDeletedRows } = await trx
      .deleteFrom('councilGroup')
      .where('municipalityId', '=', session.municipalityId)
      .where('sessionId', '=', session.id)
      .where('id', '=', groupId)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw new NotFound()
    await recordGroup(trx, session, by, 'removeGroup', groupId, now)
  })
}

const groupsOf = (trx: Trx, session: SessionRow) =>
  trx
    .selectFrom('councilGroup')
    .select(['id', 'position', 'name'])
    .where('municipalityId', '=', session.municipalityId)
    .where('sessionId', '=', session.id)
    .orderBy('position')
    .execute()

function checkedName(name: string, others: { name: string }[]): string {
  const checked = groupName.safeParse(name)
  if (!checked.success)
    throw new Refused(checked.error.issues[0]?.message ?? 'Vul de naam van de groep in.', 'groupName')
  if (others.some((other) => fold(other.name) === fold(checked.data))) {
    throw new Refused(`Er is al een groep “${checked.data}”. Kies een andere naam.`, 'groupName')
  }
  return checked.data
}

async function refuseOthersThanCouncilMembers(trx: Trx, municipalityId: string, accountIds: readonly string[]) {
  if (accountIds.length === 0) return
  if (!accountIds.every((id) => validate(id))) throw new NotFound()
  const known = await trx
    .selectFrom('membership')
    .select('accountId')
    .where('municipalityId', '=', municipalityId)
    .where('role', '=', 'councilMember')
    .where('accountId', 'in', accountIds)
    .execute()
  if (known.length < accountIds.length) throw new NotFound()
}

function recordGroup(trx: Trx, session: SessionRow, by: Doer, act: string, groupId: string, now: Date) {
  const { municipalityId, processId } = session
  return record(trx, { municipalityId, at: now, by, act, subject: { kind: 'councilGroup', id: groupId }, processId })
}
