import { beforeEach, expect, test } from 'vitest'
import { inTransaction } from '#db/client.server.ts'
import { aContribution, aMunicipality, aProcess } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { giveAllNumbers, giveNumbers } from './give-numbers.server.ts'
import { registerContributions, type NewContribution } from './register-contribution.server.ts'

const { db } = await testDatabase()
let process: Awaited<ReturnType<typeof aProcess>>

beforeEach(async () => {
  process = await aProcess(db, await aMunicipality(db))
})

/** Registers what people gave, in one transaction; each by who gives it. */
const register = (...givers: (string | { id: string })[]) =>
  inTransaction(db, (trx) =>
    registerContributions(
      trx,
      { ...process, startsOn: null, lastDay: null, secondStartsOn: null, secondLastDay: null },
      givers.map((giver): NewContribution => ({
        contributor: typeof giver === 'string' ? { kind: 'resident', name: giver } : giver,
        ...{ kind: 'reaction', channel: 'online', receivedAt: new Date('2016-10-05T10:00:00Z'), text: 'Een bankje.' },
      })),
    ),
  )

async function numbers(): Promise<string[]> {
  const rows = await db
    .selectFrom('contribution')
    .innerJoin('contributor', 'contributor.id', 'contribution.contributorId')
    .select(['name', 'number', 'ordinal'])
    .where('contribution.processId', '=', process.id)
    .orderBy('contribution.id')
    .execute()
  return rows.map(({ name, number, ordinal }) => `${name} ${number}/${ordinal}`)
}

test('who registers has no number; the job gives one in order of registration, and never another', async () => {
  await register('Anna', 'Bas')
  expect(await numbers()).toEqual(['Anna null/1', 'Bas null/1'])
  await giveAllNumbers(db)
  await register('Cor')
  await giveAllNumbers(db)
  await giveAllNumbers(db)
  expect(await numbers()).toEqual(['Anna 1/1', 'Bas 2/1', 'Cor 3/1'])
})

test('who gives something again keeps the number, and its contributions are counted', async () => {
  const [anna] = await register('Anna')
  const again = { id: anna?.contributorId ?? '' }
  await register(again, 'Bas')
  await giveAllNumbers(db)
  await register(again)
  expect((await numbers()).at(-1)).toBe('Anna 1/null')
  await giveAllNumbers(db)
  expect(await numbers()).toEqual(['Anna 1/1', 'Anna 1/2', 'Bas 2/1', 'Anna 1/3'])
})

test('each process has its own series', async () => {
  await register('Anna')
  const other = await aProcess(db, { id: process.municipalityId })
  await aContribution(db, other, { name: 'Bas', isNew: true })
  await giveAllNumbers(db)
  const rows = await db.selectFrom('contributor').select(['processId', 'number']).execute()
  expect(rows.filter((row) => row.processId === process.id || row.processId === other.id)).toEqual([
    { processId: process.id, number: 1 },
    { processId: other.id, number: 1 },
  ])
})

test('jobs at once, with people who register meanwhile, give each one number and leave none out', async () => {
  const names = Array.from({ length: 40 }, (_, at) => `Inwoner ${at}`)
  const jobs = async () => {
    for (let time = 0; time < 5; time++) await giveAllNumbers(db)
  }
  await Promise.all([jobs(), jobs(), jobs(), ...names.map((name) => register(name))])
  await giveAllNumbers(db)
  const given = (await numbers()).map((line) => Number(/ (\d+)\//.exec(line)?.[1]))
  expect(given.toSorted((one, other) => one - other)).toEqual(names.map((_, at) => at + 1))
})

test('who registers waits for no job', async () => {
  await register('Anna')
  await inTransaction(db, async (trx) => {
    await giveNumbers(trx, process)
    // On another connection, while the job holds what it numbered.
    await register('Bas')
  })
  await giveAllNumbers(db)
  expect(await numbers()).toEqual(['Anna 1/1', 'Bas 2/1'])
})
