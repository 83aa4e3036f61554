import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { markPoint } from './mark-point.server.ts'
import type { RegisterPlace } from './register-filter.ts'
import { countUpTo, registerPage } from './register-page.server.ts'

const { db } = await testDatabase()
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
    const { rows } = await registerPage(db, process, {}, 'begin', 50)
    expect(rows.map(({ id }) => id)).toEqual([ids[2], ids[0], ids[1]])
    expect(rows[1]).toMatchObject({
      number: 1,
      channel: 'online',
      timeliness: 'onTime',
      points: 2,
      isSplit: false,
      kind: 'resident',
      named: false,
    })
    expect(rows[2]).toMatchObject({ number: 2, points: 0, kind: 'organisation', name: 'Dorpsraad' })
    expect(rows[2]?.beginning).toHaveLength(240)
  })

  test.each([{}, { sort: 'newest' }, { sort: 'number' }] as const)(
    'can be leafed through both ways: %o',
    async (filter) => {
      const one = async (place: RegisterPlace) => {
        const { rows, previous, next } = await registerPage(db, process, filter, place, 1)
        return { id: rows[0]?.id, previous, next }
      }
      const order = filter.sort === 'number' ? [0, 1, 2] : filter.sort === 'newest' ? [1, 0, 2] : [2, 0, 1]
      const [first = '', second = '', third = ''] = order.map((at) => ids[at])
      expect(await one('begin')).toEqual({ id: first, previous: null, next: { from: second } })
      expect(await one({ from: second })).toEqual({ id: second, previous: 'begin', next: { from: third } })
      expect(await one({ from: third })).toEqual({ id: third, previous: { from: second }, next: null })
      expect(await one('end')).toEqual({ id: third, previous: { from: second }, next: null })
    },
  )

  test('shows who has no number yet, behind all others by number', async () => {
    const late = await aProcess(db, { id: process.municipalityId })
    const known = await aContribution(db, late)
    const fresh = await aContribution(db, late, { isNew: true })
    const again = await aContribution(db, late, { contributorId: known.contributorId, isNew: true })
    const { rows } = await registerPage(db, late, { sort: 'number' }, 'begin', 50)
    expect(rows.map(({ id, number }) => [id, number])).toEqual([
      [known.id, 1],
      [again.id, 1],
      [fresh.id, null],
    ])
    expect(await countUpTo(db, late, { search: '1' }, 1), 'counted no further').toBe(2)
  })

  test('a place that is not there is the beginning', async () => {
    const { rows } = await registerPage(db, process, {}, { from: 'pagina-3' }, 50)
    expect(rows).toHaveLength(3)
  })

  test('of a process without reactions is empty', async () => {
    const empty = await aProcess(db, { id: process.municipalityId })
    expect(await registerPage(db, empty, {}, 'begin', 50)).toEqual({ rows: [], previous: null, next: null })
  })
})
