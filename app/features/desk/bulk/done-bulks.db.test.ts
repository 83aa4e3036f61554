import { v7 as uuid } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import { NotFound } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { doneBulks } from './done-bulks.server.ts'

const { db } = await testDatabase()
let by: Actor
let process: Process
const ids = Array.from({ length: 60 }, () => uuid())

beforeAll(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor'] })
  process = await processBySlug(db, municipality.id, (await aProcess(db, municipality)).slug)
  const own = { municipalityId: municipality.id, processId: process.id, chosenBy: by.id, chosenAt: NOW, filter: '' }
  const change = JSON.stringify({ kind: 'theme', themeId: null })
  await db
    .insertInto('bulkChange')
    .values([
      // Three at each moment, as when colleagues press the button in the same instant.
      ...ids.map((id, n) => ({
        ...{ ...own, id, change, points: n, eventId: uuid() },
        doneAt: new Date(NOW.getTime() + Math.floor(n / 3) * 60_000),
      })),
      { ...own, id: uuid(), change, points: 999 },
    ])
    .execute()
})

const shown = async (from: string | null) => {
  const { bulks, previous, next } = await doneBulks(db, process, { by, from })
  return { ids: bulks.map(({ id }) => id), previous, next }
}

test('what was done before the first page is reached by going on, and left again the same way', async () => {
  const first = await shown(null)
  const second = await shown(first.next?.from ?? '')
  const third = await shown(second.next?.from ?? '')
  expect([...first.ids, ...second.ids, ...third.ids]).toEqual(ids.toReversed())
  expect([first, second, third].map(({ ids }) => ids.length)).toEqual([25, 25, 10])
  expect([first.previous, third.next]).toEqual([null, null])
  expect(await shown(third.previous?.from ?? null)).toEqual(second)
  expect(second.previous).toEqual({ from: null })
})

test('a change that is not there any more means the first page, and what is no id is not found', async () => {
  expect(await shown(uuid())).toEqual(await shown(null))
  await expect(shown('onzin')).rejects.toThrow(NotFound)
})
