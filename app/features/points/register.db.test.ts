import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { markPoint } from './mark-point.server.ts'
import { registerPage } from './register-page.server.ts'

const { db } = await testDatabase()
const all = { limit: 50, offset: 0 }
let by: Actor
let process: Awaited<ReturnType<typeof aProcess>>
const ids: string[] = []

beforeAll(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality)
  process = await aProcess(db, municipality)
  const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)
  ids.push((await aContribution(db, process, { text: 'Een middag vrij. Dichtbij huis. 🌻', receivedAt: at(1) })).id)
  ids.push(
    (
      await aContribution(db, process, {
        text: 'x'.repeat(500),
        kind: 'organisation',
        organisation: 'Dorpsraad',
        receivedAt: at(2),
      })
    ).id,
  )
  ids.push((await aContribution(db, process, { text: 'Vroeg', receivedAt: at(0) })).id)
  await markPoint(db, by, { process, contributionId: ids[0] ?? '', range: { start: 0, end: 16 } }, NOW)
  await markPoint(db, by, { process, contributionId: ids[0] ?? '', summary: 'Kort gezegd' }, NOW)
})

describe('the register', () => {
  test('is in order of receipt, and says of each who and how much', async () => {
    const { rows } = await registerPage(db, process, {}, all)
    expect(rows.map(({ id }) => id)).toEqual([ids[2], ids[0], ids[1]])
    expect(rows[1]).toMatchObject({
      number: 2,
      channel: 'online',
      timeliness: 'onTime',
      points: 2,
      isSplit: false,
      kind: 'resident',
      named: false,
    })
    expect(rows[2]).toMatchObject({ number: 3, points: 0, kind: 'organisation', name: 'Dorpsraad' })
    expect(rows[2]?.beginning).toHaveLength(240)
  })

  test('comes in pages, with counts over all of it', async () => {
    const { rows, total } = await registerPage(db, process, {}, { limit: 1, offset: 1 })
    expect(rows.map(({ id }) => id)).toEqual([ids[0]])
    expect(total).toBe(3)
  })

  test('of a process without reactions is empty', async () => {
    const empty = await aProcess(db, { id: process.municipalityId })
    expect(await registerPage(db, empty, {}, all)).toEqual({ rows: [], total: 0 })
  })
})
