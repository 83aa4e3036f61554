import { beforeEach, expect, test } from 'vitest'
import { NotFound, Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { addTheme } from './add-theme.server.ts'
import { markOfOrder, orderThemes, removeTheme, renameTheme } from './change-theme.server.ts'
import { markPoint } from './mark-point.server.ts'

const { db } = await testDatabase()
let by: Actor
let process: Awaited<ReturnType<typeof aProcess>>

beforeEach(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality)
  process = await aProcess(db, municipality)
})

const add = async (name: string) => (await addTheme(db, by, { process, name }, NOW)).id
const markOf = (ids: string[]) => markOfOrder(ids.map((id) => ({ id })))
const names = async () => {
  const rows = await db
    .selectFrom('theme')
    .select('name')
    .where('processId', '=', process.id)
    .orderBy('position')
    .execute()
  return rows.map(({ name }) => name)
}

test('themes stand in the order in which they were added, until an official orders all of them at once', async () => {
  const ids = [await add('Onderwijs'), await add(' Mantelzorg '), await add('Sport')]
  expect(await names()).toEqual(['Onderwijs', 'Mantelzorg', 'Sport'])
  const order = (places: string[], shown = ids) =>
    orderThemes(
      db,
      by,
      { process, themes: ids.map((id, at) => ({ id, place: places[at] ?? '' })), seen: markOf(shown) },
      NOW,
    )
  await order(['1', '2', '1'])
  expect(await names()).toEqual(['Sport', 'Onderwijs', 'Mantelzorg'])
  await expect(order(['3', '2', '1'])).rejects.toMatchObject({ code: 'stale' })
  const shown = [ids[2] ?? '', ids[0] ?? '', ids[1] ?? '']
  await expect(order(['', '2', '1'], shown)).rejects.toMatchObject({
    byField: { 'themes[0].place': expect.any(String) },
  })
  await order(['3', '2', '1'], shown)
  expect(await names()).toEqual(['Sport', 'Mantelzorg', 'Onderwijs'])
})

test('a name is needed, not too long, and used once, whatever its capitals', async () => {
  const id = await add('Onderwijs')
  await add('Sport')
  for (const name of ['', ' ', 'x'.repeat(81), 'onderwijs', 'SPORT'])
    await expect(add(name), name).rejects.toMatchObject({ field: 'name' })
  await expect(renameTheme(db, by, { process, themeId: id, name: 'sport' }, NOW)).rejects.toThrow(Refused)
  await renameTheme(db, by, { process, themeId: id, name: 'onderwijs' }, NOW)
  expect(await names()).toEqual(['onderwijs', 'Sport'])
})

test('a theme goes away only while no point has it', async () => {
  const themeId = await add('Onderwijs')
  const { id } = await aContribution(db, process)
  await markPoint(db, by, { process, contributionId: id, summary: 'Bus', themeId }, NOW)
  await expect(removeTheme(db, by, { process, themeId }, NOW)).rejects.toThrow(/Eén punt heeft/)
  await removeTheme(db, by, { process, themeId: await add('Sport') }, NOW)
  expect(await names()).toEqual(['Onderwijs'])
})

test('the themes of another municipality are not there', async () => {
  const themeId = await add('Onderwijs')
  const stranger = await anActor(db, await aMunicipality(db))
  await expect(addTheme(db, stranger, { process, name: 'Sport' }, NOW)).rejects.toThrow(NotFound)
  await expect(renameTheme(db, stranger, { process, themeId, name: 'Sport' }, NOW)).rejects.toThrow(NotFound)
  const other = await aProcess(db, { id: process.municipalityId })
  await expect(removeTheme(db, by, { process: other, themeId }, NOW)).rejects.toThrow(NotFound)
  const themes = [{ id: themeId, place: '1' }]
  await expect(orderThemes(db, by, { process: other, themes }, NOW)).rejects.toThrow(NotFound)
  expect(await names()).toEqual(['Onderwijs'])
})
