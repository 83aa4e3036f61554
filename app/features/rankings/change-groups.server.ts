import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did, type ActEvent } from '#app/acts/act.server.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { seen } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import { fold } from '#app/fold.ts'
import type { Trx } from '#db/client.server.ts'
import type { SessionRow } from './queries.server.ts'
import { rankingMarks } from './ranking-marks.server.ts'
import { byClerk, rankingToChange } from './ranking-to-change.server.ts'
import { groupName } from './ranking.schema.ts'
import { MOST_GROUPS, stateRefusal } from './session.ts'

const nameRefusal = {
  nameTaken: { says: (name: string) => `Er is al een groep “${name}”. Kies een andere naam.`, at: 'name' },
}

/** Adds a group behind the others. */
export const addGroup = act({
  name: 'addGroup',
  by: byClerk,
  on: 'process',
  input: z.object({ name: groupName, seen }),
  refusals: {
    ...stateRefusal,
    ...nameRefusal,
    tooManyGroups: { says: `Er passen hooguit ${MOST_GROUPS} groepen in een ranglijst.`, at: 'name' },
  },
  async run({ trx, by, process, refuse }, { name, seen }) {
    const ranking = await rankingToChange(trx, by, process, 'prepare')
    const there = groupCalled(name, ranking.groups)
    // This very form was sent before: its group is there, while the form says that it was not.
    if (there && seen !== undefined && seen !== rankingMarks.groups(ranking)) return changedNothing({ id: there.id })
    if (ranking.groups.length >= MOST_GROUPS) refuse('tooManyGroups')
    if (there) refuse('nameTaken', name)
    const [event] = await insertGroups(trx, ranking, [name])
    if (!event) throw new Error('a group that was just made is there')
    return did({ id: event.subject.id }, event)
  },
})

/** Gives a group another name and other members; a member of another group moves over. */
export const changeGroup = act({
  name: 'changeGroup',
  by: byClerk,
  on: 'process',
  input: z.object({ groupId: z.string(), name: groupName, memberIds: z.array(z.string()), seen }),
  refusals: { ...stateRefusal, ...nameRefusal, stale: staleRefusal },
  async run({ trx, by, process, refuse }, { groupId, name, memberIds, seen }) {
    const { groups, municipalityId, id: sessionId } = await rankingToChange(trx, by, process, 'prepare')
    const stored = groups.find(({ id }) => id === groupId)
    if (!stored) throw new NotFound()
    const members = new Set(memberIds)
    const isSame =
      stored.members.length === members.size && stored.members.every(({ accountId }) => members.has(accountId))
    if (isSame && name === stored.name) return changedNothing({ groupId })
    refuseStale(seen, rankingMarks.group(stored))
    const others = groups.filter((group) => group !== stored)
    if (groupCalled(name, others)) refuse('nameTaken', name)
    await refuseOthersThanCouncilMembers(trx, municipalityId, members)
    await trx
      .updateTable('councilGroup')
      .set({ name })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', groupId)
      .execute()
    await trx
      .deleteFrom('groupMember')
      .where('municipalityId', '=', municipalityId)
      .where('groupId', '=', groupId)
      .execute()
    if (members.size > 0) {
      await trx
        .insertInto('groupMember')
        .values([...members].map((accountId) => ({ municipalityId, sessionId, groupId, accountId })))
        .onConflict((conflict) =>
          conflict.columns(['municipalityId', 'sessionId', 'accountId']).doUpdateSet({ groupId }),
        )
        .execute()
    }
    return did({ groupId }, { subject: { kind: 'councilGroup', id: groupId } })
  },
})

/** Takes a group away. One that is gone is what was asked. */
export const removeGroup = act({
  name: 'removeGroup',
  by: byClerk,
  on: 'process',
  input: z.object({ groupId: z.string() }),
  refusals: stateRefusal,
  async run({ trx, by, process }, { groupId }) {
    const { groups, municipalityId } = await rankingToChange(trx, by, process, 'prepare')
    if (!groups.some(({ id }) => id === groupId)) return changedNothing(undefined)
    await trx
      .deleteFrom('councilGroup')
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', groupId)
      .execute()
    return did(undefined, { subject: { kind: 'councilGroup', id: groupId } })
  },
})

/** Stores groups behind the others of a ranking that is held. Gives what the record keeps of each. */
export async function insertGroups(
  trx: Trx,
  { municipalityId, id: sessionId }: SessionRow,
  names: readonly string[],
): Promise<ActEvent[]> {
  if (names.length === 0) return []
  const last = await trx
    .selectFrom('councilGroup')
    .select((eb) => eb.fn.max('position').as('position'))
    .where('municipalityId', '=', municipalityId)
    .where('sessionId', '=', sessionId)
    .executeTakeFirst()
  const behind = (last?.position ?? 0) + 1
  const rows = names.map((name, at) => ({ municipalityId, id: uuid(), sessionId, position: behind + at, name }))
  await trx.insertInto('councilGroup').values(rows).execute()
  return rows.map(({ id }) => ({ as: 'addGroup', subject: { kind: 'councilGroup', id } }))
}

/** The group of this name; one that differs only in capitals and accents counts as the same. */
const groupCalled = <G extends { name: string }>(name: string, groups: readonly G[]): G | undefined =>
  groups.find((group) => fold(group.name) === fold(name))

async function refuseOthersThanCouncilMembers(trx: Trx, municipalityId: string, accountIds: ReadonlySet<string>) {
  if (accountIds.size === 0) return
  const known = await trx
    .selectFrom('membership')
    .select('accountId')
    .where('municipalityId', '=', municipalityId)
    .where('role', '=', 'councilMember')
    .where('accountId', 'in', [...accountIds].map(asId))
    .execute()
  if (known.length < accountIds.size) throw new NotFound()
}
