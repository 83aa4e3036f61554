import { answeredPoints } from './answered-points.server.ts'
import { beforeAll, expect, test } from 'vitest'
import { NotFound } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { actOnSplit } from './act-on-split.server.ts'
import { nextToSplit } from '#app/features/points/queries.server.ts'
import { workCounts } from './work-counts.server.ts'
import { registerPage } from '#app/features/points/register-page.server.ts'
import { readSplitForm } from '#app/features/points/split.schema.ts'
import { splitView } from '#app/features/points/split-view.server.ts'

const { db } = await testDatabase()
const text = 'Hallo 😀,\r\nDe bus rijdt niet. Dat is lastig. Het veld is nat.\r\n- een bank\r\n- een boom'
let by: Actor
let process: Process

beforeAll(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality)
  const { slug } = await aProcess(db, municipality)
  process = await processBySlug(db, municipality.id, slug)
})

const piece = (words: string) => `${text.indexOf(words)}-${text.indexOf(words) + words.length}`
const view = async (id: string, query = '') =>
  splitView(db, process, id, new URLSearchParams(query), await answeredPoints(db, process, id))

function send(contributionId: string, fields: Record<string, string | string[]>) {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) data.append(name, one)
  const form = readSplitForm(data)
  if (!form) throw new Error('not a form of this screen')
  return actOnSplit(db, by, process, contributionId, form, NOW)
}
const words = async (id: string) =>
  (await view(id)).points.map(({ range }) => range && text.slice(range.start, range.end))

test('ticked sentences become one point when they follow on each other, and are refused when one was left out', async () => {
  const { id } = await aContribution(db, process, { text })
  await send(id, { actie: 'maak-punt', stuk: [piece('De bus rijdt niet.'), piece('Dat is lastig.')] })
  expect(await words(id)).toEqual(['De bus rijdt niet. Dat is lastig.'])
  const gap = send(id, { actie: 'maak-punt', stuk: [piece('Het veld is nat.'), piece('een boom')] })
  await expect(gap).rejects.toMatchObject({ field: 'stuk' })
  await expect(send(id, { actie: 'maak-punt' })).rejects.toMatchObject({ field: 'stuk' })
})

test('who only chooses a theme takes away no summary that a colleague wrote meanwhile, and who writes another is told', async () => {
  const { id } = await aContribution(db, process, { text })
  await send(id, { actie: 'maak-punt', stuk: piece('De bus rijdt niet.') })
  const [point] = (await view(id)).points
  const change = (fields: Record<string, string>) =>
    send(id, { actie: 'wijzig-punt', punt: point?.id ?? '', ...fields })
  const summary = async () => (await view(id)).points[0]?.summary
  await change({ samenvatting: 'Iemand mist de bus', gezien: '' })
  await change({ samenvatting: '', gezien: '', thema: '' })
  expect(await summary()).toBe('Iemand mist de bus')
  const other = change({ samenvatting: 'Geen bus', gezien: '' })
  await expect(other).rejects.toMatchObject({
    field: 'samenvatting',
    current: 'Iemand mist de bus',
    message: expect.stringContaining('“Iemand mist de bus”'),
  })
  expect(await summary()).toBe('Iemand mist de bus')
  await change({ samenvatting: 'Geen bus', gezien: 'Iemand mist de bus' })
  expect(await summary()).toBe('Geen bus')
})

test('a selection is taken as it was made', async () => {
  const { id } = await aContribution(db, process, { text })
  await send(id, { actie: 'maak-punt', stuk: piece('😀,\r\nDe bus'), direct: 'ja' })
  expect(await words(id)).toEqual(['😀,\r\nDe bus'])
})

test('the proposal of a list becomes points, all or none', async () => {
  const { id } = await aContribution(db, process, { text })
  expect((await view(id)).suggestions).toHaveLength(2)
  expect((await view(id, 'voorstel=nee')).suggestions).toEqual([])
  await send(id, { actie: 'neem-voorstel' })
  expect(await words(id)).toEqual(['een bank', 'een boom'])
  await expect(send(id, { actie: 'neem-voorstel' })).rejects.toThrow(/voorstel is er niet meer/)
})

test('what is left open is counted, and the next reaction waits', async () => {
  const { id } = await aContribution(db, process, { text })
  const before = await workCounts(db, process)
  await send(id, { actie: 'geen-punt', stuk: [piece('Hallo 😀,'), piece('Dat is lastig.')] })
  await send(id, { actie: 'toch-open', stuk: piece('Dat is lastig.') })
  await send(id, { actie: 'eigen-punt', samenvatting: 'Meer bussen' })
  const now = await view(id)
  expect(now.coverage).toEqual({ sentences: 6, inPoint: 0, nonPoint: 1, open: 5 })
  expect(text.slice(now.nextOpen ?? 0)).toMatch(/^De bus/)
  await send(id, { actie: 'toch-klaar' })
  expect((await workCounts(db, process)).split).toBe(before.split + 1)
  expect(await nextToSplit(db, process, id)).not.toBeNull()
  expect((await view(id)).isDone).toBe(true)
})

test('the register finds by word, name, number and state', async () => {
  const municipality = await aMunicipality(db)
  const own = await aProcess(db, municipality)
  await aContribution(db, own, { text: 'Ideeën voor het park', name: 'Inwoner A' })
  await aContribution(db, own, { text: 'De bus', kind: 'organisation', organisation: 'Dorpskamer' })
  const names = async (filter: Parameters<typeof registerPage>[2]) =>
    (await registerPage(db, own, filter, { limit: 50, offset: 0 })).rows.map(({ number, name }) => `${number} ${name}`)
  expect(await names({})).toEqual(['1 Inwoner A', '2 Dorpskamer'])
  expect(await names({ search: 'idee' })).toEqual(['1 Inwoner A'])
  expect(await names({ search: 'dorpsk' })).toEqual(['2 Dorpskamer'])
  expect(await names({ search: '2' })).toEqual(['2 Dorpskamer'])
  expect(await names({ state: 'split' })).toEqual([])
  expect(await names({ channel: 'post' })).toEqual([])
  expect((await registerPage(db, own, {}, { limit: 1, offset: 1 })).total).toBe(2)
})

test('a reaction of elsewhere is not there', async () => {
  const { id } = await aContribution(db, await aProcess(db, { id: process.municipalityId }), { text })
  await expect(view(id)).rejects.toThrow(NotFound)
  await expect(send(id, { actie: 'eigen-punt', samenvatting: 'x' })).rejects.toThrow(NotFound)
  await expect(view('x')).rejects.toThrow(NotFound)
})

test.each([{ actie: 'iets' }, { actie: 'maak-punt', stuk: 'a-b' }, { actie: 'maak-punt', stuk: '1' }])(
  'a form that is none is not read: %o',
  (fields) => {
    const data = new FormData()
    for (const [name, value] of Object.entries(fields)) data.append(name, value)
    expect(readSplitForm(data)).toBeNull()
  },
)
