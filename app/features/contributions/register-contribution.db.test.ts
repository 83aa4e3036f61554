import { describe, expect, test } from 'vitest'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { aMunicipality, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { statementsDuring } from '#tests/setup/statements.ts'
import { registerContributions, type NewContribution } from './register-contribution.server.ts'

const { db, pool } = await testDatabase()
const municipality = await aMunicipality(db)
const { slug } = await aProcess(db, municipality)
const process = await processBySlug(db, municipality.id, slug)

const given = (n: number): NewContribution => ({
  contributor: { kind: 'resident', name: `Inspreker ${n}`, email: n % 2 === 0 ? `u${n}@voorbeeld.example` : '' },
  ...{ kind: 'reaction', channel: 'post', receivedAt: NOW, receiptHash: `hash ${n}` },
  items: [{ text: 'De bus rijdt niet. ' }, { text: '' }, { text: `Het veld is nat ${n}.`, number: 2 }],
})
const many = (count: number, from: number) => Array.from({ length: count }, (_, index) => given(from + index))
const register = (rows: readonly NewContribution[]) =>
  inTransaction(db, (trx) => registerContributions(trx, process, rows))

/** How many statements an act takes in its transaction. */
const statementsOf = async (act: () => Promise<unknown>) =>
  (await statementsDuring(pool, act)).filter((statement) => !/^(begin|commit)$/.test(statement)).length

const rowsOf = async (table: 'contribution' | 'contributor' | 'contributorContact' | 'receipt' | 'contributionItem') =>
  Number((await db.selectFrom(table).select(db.fn.countAll().as('n')).executeTakeFirstOrThrow()).n)
const counts = async () => [
  await rowsOf('contribution'),
  await rowsOf('contributor'),
  await rowsOf('contributorContact'),
  await rowsOf('receipt'),
  await rowsOf('contributionItem'),
]

describe('registering many contributions', () => {
  test('takes one statement, as for one, and keeps of each who gave it, where to write to, its receipt and its items', async () => {
    expect(await statementsOf(() => register(many(1, 0)))).toBe(1)
    expect(await counts()).toEqual([1, 1, 1, 1, 2])
    expect(await statementsOf(() => register(many(1000, 1)))).toBe(1)
    expect(await counts()).toEqual([1001, 1001, 501, 1001, 2002])

    const [one, other] = await register(many(2, 2000))
    const row = await db
      .selectFrom('contribution')
      .innerJoin('contributor', 'contributor.id', 'contribution.contributorId')
      .innerJoin('receipt', 'receipt.contributionId', 'contribution.id')
      .select(['contribution.id', 'name', 'text', 'codeHash', 'timeliness', 'channel'])
      .where('contribution.id', '=', other?.id ?? '')
      .executeTakeFirstOrThrow()
    expect(row).toEqual({
      ...{ id: other?.id, name: 'Inspreker 2001', text: 'De bus rijdt niet. \n\nHet veld is nat 2001.' },
      ...{ codeHash: 'hash 2001', timeliness: 'onTime', channel: 'post' },
    })
    expect(other?.items).toEqual([
      { start: 0, end: 19 },
      { start: 21, end: 42 },
    ])
    expect(one?.id).not.toBe(other?.id)
  })

  test('of one new contributor keeps them once', async () => {
    const before = await counts()
    const contributor = { id: crypto.randomUUID(), kind: 'councilGroup', organisation: 'Fractie A' } as const
    const rows = many(3, 3000).map((row) => ({ ...row, contributor }))
    const registered = await register(rows)
    expect(new Set(registered.map(({ contributorId }) => contributorId))).toEqual(new Set([contributor.id]))
    const after = await counts()
    expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([3, 1, 0, 3, 6])
  })

  test('stores all of them or none', async () => {
    const before = await counts()
    const twice = [...many(2, 4000), { ...given(4002), externalId: 'p-1' }, { ...given(4003), externalId: 'p-1' }]
    await expect(register(twice)).rejects.toThrow(/external_id/)
    await expect(register([...many(2, 5000), { ...given(5002), text: ' \n' }])).rejects.toThrow('geen tekst')
    expect(await counts()).toEqual(before)
  })
})
