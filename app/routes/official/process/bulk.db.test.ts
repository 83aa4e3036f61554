import { expect, test } from 'vitest'
import { addTheme } from '#app/features/points/add-theme.server.ts'
import { paths } from '#app/paths.ts'
import { aMunicipality, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { formOf, leadsTo, staffVisits } from '#tests/staff-visits.ts'
import { aProcessWithPoints } from '#tests/workflow-factories.ts'
import { action, loader } from './bulk.tsx'
import { action as choosing } from './bulk-changes.tsx'

const { db, pool } = await testDatabase()
const municipality = await aMunicipality(db, { host: 'een.example' })
const { call, someone } = staffVisits({ db, pool })
const official = await someone(municipality, 'een.example', 'official', 'Ambtenaar A')
const by = official.actor

test('the filter and the place in the list survive choosing, planning, doing and undoing', async () => {
  const { process, points } = await aProcessWithPoints(db, by, ['Bus', 'Veld', 'Bank'])
  const { id: themeId } = await addTheme(db, by, { process, name: 'Vervoer' }, NOW)
  const list = `stand=nog-geen-antwoord&sorteer=nieuwste&vanaf=${points[1] ?? ''}&rijen=100`
  const chosen = formOf({ act: 'chooseForBulk?kind=theme', all: 'on', filter: `${list}&deel=lijst` })
  const address = String(leadsTo((await call(choosing, { slug: process.slug }, official, chosen)).outcome))
  const [page = '', query] = address.split('?')
  expect(query, 'what is not of the list is left out').toBe(list)
  const bulkId = page.split('/').at(-1) ?? ''
  expect(page).toBe(paths.official.process.bulk(process.slug, bulkId))

  const params = { slug: process.slug, bulkId }
  const post = async (fields: Record<string, string>) =>
    leadsTo((await call(action, params, official, formOf({ bulkId, ...fields }), `?${list}`)).outcome)
  const view = async () => (await call(loader, params, official, undefined, `?${list}`)).outcome
  const back = `/?${list}`
  expect(await post({ act: 'planBulk', kind: 'theme', themeId })).toBe(back)
  const planned = (await view()) as { preview: { mark: string } }
  expect(planned).toMatchObject({ bulk: { filter: list }, preview: { changes: 3 } })
  expect(await post({ act: 'doBulk', kind: 'theme', themeId, shown: planned.preview.mark })).toBe(back)
  expect(await view()).toMatchObject({ bulk: { filter: list }, done: { points: 3, undone: null } })
  expect(await post({ act: 'undoBulk' })).toBe(back)
  expect(await view()).toMatchObject({ bulk: { filter: list }, done: { undone: { restored: 3 } } })
})
