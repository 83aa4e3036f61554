import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import { addTheme } from '#app/features/points/add-theme.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { inTransaction, type Trx } from '#db/client.server.ts'
import { aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aProcessWithPoints, aTeam } from '#tests/workflow-factories.ts'

const { db, asOwner } = await testDatabase()
const team = await aTeam(db)
let process: Process
let [first, second] = ['', '']
let theme = ''

beforeEach(async () => {
  const made = await aProcessWithPoints(db, team.preparer, ['Bus', 'Veld'])
  process = made.process
  ;[first = '', second = ''] = made.points
  theme = (await addTheme(db, team.preparer, { process, name: 'Mobiliteit' }, NOW)).id
})

type Given = { themeId?: string; assigneeId?: string; campaignId?: string }
const give = (given: Given, on: Trx | typeof db = db, pointIds = [first, second]) =>
  on.updateTable('pointWork').set(given).where('pointId', 'in', pointIds).execute()
const removeTheme = (on: Trx | typeof db = db) => on.deleteFrom('theme').where('id', '=', theme).execute()
const history = (pointId: string) => ({
  ...{ municipalityId: process.municipalityId, processId: process.id, pointId, eventId: uuid() },
  ...{ field: 'theme', fromValue: null, toValue: null },
})

describe('the work on points', () => {
  test.each(['themeId', 'assigneeId', 'campaignId'] as const)('cannot name a %s that is not there', async (column) => {
    await expect(give({ [column]: uuid() })).rejects.toThrow(/foreign key/)
    await give({ themeId: theme, assigneeId: team.preparer.id })
    await expect(give({ [column]: uuid() }, db, [second])).rejects.toThrow(/foreign key/)
  })

  test('cannot name the theme of another process, or someone of another municipality', async () => {
    const other = await aProcess(db, { id: process.municipalityId })
    const { id } = await addTheme(db, team.preparer, { process: other, name: 'Sport' }, NOW)
    await expect(give({ themeId: id })).rejects.toThrow(/foreign key/)
    const stranger = await aTeam(db)
    await expect(give({ assigneeId: stranger.preparer.id })).rejects.toThrow(/foreign key/)
  })

  test('keeps its theme and who has it from going', async () => {
    await give({ themeId: theme, assigneeId: team.other.id })
    await expect(removeTheme()).rejects.toThrow(/foreign key/)
    const owner = asOwner().db
    await expect(owner.deleteFrom('account').where('id', '=', team.other.id).execute()).rejects.toThrow(/foreign key/)
    await db.updateTable('pointWork').set({ themeId: null }).where('pointId', 'in', [first, second]).execute()
    await removeTheme()
    expect(await db.selectFrom('theme').selectAll().where('id', '=', theme).execute()).toEqual([])
  })

  test('keeps its campaign from going', async () => {
    const campaignId = uuid()
    await db
      .insertInto('campaign')
      .values({
        ...{ municipalityId: process.municipalityId, processId: process.id, id: campaignId },
        ...{ name: 'Bus', foundAt: NOW },
      })
      .execute()
    await give({ campaignId })
    await expect(db.deleteFrom('campaign').where('id', '=', campaignId).execute()).rejects.toThrow(/foreign key/)
  })

  test('a theme that is given just now is not removed in between', async () => {
    let removing: Promise<unknown> = Promise.resolve()
    await inTransaction(db, async (trx) => {
      await give({ themeId: theme }, trx)
      removing = removeTheme().then(
        () => 'removed',
        (error: unknown) => String(error),
      )
      await isWaiting()
    })
    expect(await removing).toMatch(/foreign key/)
  })

  test('a theme that is removed just now is not given', async () => {
    let giving: Promise<unknown> = Promise.resolve()
    await inTransaction(db, async (trx) => {
      await removeTheme(trx)
      giving = give({ themeId: theme }).then(
        () => 'given',
        (error: unknown) => String(error),
      )
      await isWaiting()
    })
    expect(await giving).toMatch(/foreign key/)
  })
})

describe('the history of points', () => {
  test('is only of points that are there, and goes with them', async () => {
    await expect(db.insertInto('pointHistory').values(history(uuid())).execute()).rejects.toThrow(/foreign key/)
    await db
      .insertInto('pointHistory')
      .values([history(first), history(second)])
      .execute()
    await db.deleteFrom('point').where('id', '=', first).execute()
    const left = await db.selectFrom('pointHistory').select('pointId').where('processId', '=', process.id).execute()
    expect(new Set(left.map(({ pointId }) => pointId))).toEqual(new Set([second]))
  })

  test('a point whose history is kept just now takes it along when it is removed in between', async () => {
    let removing: Promise<unknown> = Promise.resolve()
    await inTransaction(db, async (trx) => {
      await trx.insertInto('pointHistory').values(history(first)).execute()
      removing = db.deleteFrom('point').where('id', '=', first).execute()
      await isWaiting()
    })
    await removing
    expect(await db.selectFrom('pointHistory').selectAll().where('pointId', '=', first).execute()).toEqual([])
  })
})

/** Until a connection waits for another one's lock. */
async function isWaiting() {
  await expect
    .poll(async () => {
      const { rows } = await sql`
        select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
      return rows.length
    })
    .toBeGreaterThan(0)
}
