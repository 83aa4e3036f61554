import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import { withdrawProcess } from '#app/features/processes/withdraw-process.server.ts'
import { inTransaction, type Trx } from '#db/client.server.ts'
import { anActor, NOW } from '#tests/factories.ts'
import { openProcess } from '#tests/open-process.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { contributionColumns } from './contribution-csv.ts'
import { importContributions } from './import-contributions.server.ts'
import { submitReaction } from '#app/public-parts.server.ts'

const { db } = await testDatabase()

async function aCase() {
  const open = await openProcess(db)
  const by = await anActor(db, open.municipality, { innerRoles: ['processor', 'approver'] })
  return { ...open, by }
}

/** Does an act and holds what it holds until `end` is called. */
async function leaveOpen(act: (trx: Trx) => Promise<unknown>): Promise<{ end: () => Promise<void> }> {
  const gate = Promise.withResolvers<void>()
  const done = Promise.withResolvers<void>()
  const transaction = inTransaction(db, async (trx) => {
    await act(trx)
    done.resolve()
    await gate.promise
  })
  await Promise.race([done.promise, transaction])
  return {
    end: () => {
      gate.resolve()
      return transaction
    },
  }
}

const waiting = async () => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from pg_locks where not granted and pid in (select pid from pg_stat_activity where datname = current_database())`.execute(
    db,
  )
  return rows[0]?.n
}

test.each(['change', 'keep'] as const)(
  'a reaction is stored while an official holds its process to %s',
  async (hold) => {
    const { by, process, resident, input, stored } = await aCase()
    const act = await leaveOpen((trx) => lockProcess(trx, by, process.id, hold))
    const { contributionId } = await submitReaction(db, resident, input({ email: 'u@voorbeeld.example' }), NOW)
    expect(await stored(contributionId)).toMatchObject({ processId: process.id })
    await act.end()
  },
)

test('a reaction is stored while a file is taken in', async () => {
  const { by, process, resident, input, stored } = await aCase()
  const csv = `${contributionColumns.join(',')}\np-1,inwoner,,nee,,post,2016-10-20,,Graag meer overleg.`
  const act = await leaveOpen((trx) => importContributions(trx, by, { process, csv }, NOW))
  const { contributionId } = await submitReaction(db, resident, input(), NOW)
  expect(await stored(contributionId)).toMatchObject({ processId: process.id })
  await act.end()
})

test('a reaction that comes while its process is being withdrawn waits, and is refused once it is', async () => {
  const { by, process, resident, input, counts } = await aCase()
  const act = await leaveOpen((trx) => withdrawProcess(trx, by, { process, reason: 'Het plan gaat niet door.' }, NOW))
  const before = await counts()
  const late = submitReaction(db, resident, input({ email: 'u@voorbeeld.example' }), NOW).catch(
    (error: unknown) => error,
  )
  await expect.poll(waiting).toBe(1)
  await act.end()
  expect(await late).toMatchObject({ code: 'termOver' })
  expect(await counts()).toEqual({ ...before, events: before.events + 1 })
})

test('a reaction that comes while a withdrawal fails is stored', async () => {
  const { by, process, resident, input, stored } = await aCase()
  const act = await leaveOpen((trx) => lockProcess(trx, by, process.id, 'close'))
  const sent = submitReaction(db, resident, input(), NOW)
  await expect.poll(waiting).toBe(1)
  await act.end()
  expect(await stored((await sent).contributionId)).toMatchObject({ processId: process.id })
})

test('who closes a process waits for the reaction that is being stored', async () => {
  const { by, process, resident, input } = await aCase()
  const reaction = await leaveOpen((trx) => submitReaction(trx, resident, input(), NOW))
  const seen = inTransaction(db, async (trx) => {
    await lockProcess(trx, by, process.id, 'close')
    return trx.selectFrom('contribution').select('id').where('processId', '=', process.id).execute()
  })
  await expect.poll(waiting).toBe(1)
  await reaction.end()
  expect(await seen).toHaveLength(1)
})
