import { answeredPoints } from './answered-points.server.ts'
import { beforeAll, expect, test } from 'vitest'
import { doAct } from '#app/acts/perform.server.ts'
import type { Definition } from '#app/acts/act.server.ts'
import { NotFound, WrongInput } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { nextToSplit } from '#app/features/points/queries.server.ts'
import { workCounts } from './work-counts.server.ts'
import { registerPage } from '#app/features/points/register-page.server.ts'
import { joinToPoint } from './redraw-points.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markNonPoint, unmarkNonPoint } from '#app/features/points/mark-non-point.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { skipSuggestion, takeSuggestion } from '#app/features/points/take-suggestion.server.ts'
import { namesIn, readForm, refuseUnknownNames } from '#app/forms/read-form.server.ts'
import { formOf } from '#tests/staff-visits.ts'
import { splitView } from '#app/features/points/split-view.server.ts'
import { changePoint } from '#app/room-parts.server.ts'

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
  splitView(db, process, id, new URLSearchParams(query), await answeredPoints(db, process, id), by)

/** As a form of the screen asks it. */
function send(
  { definition }: { definition: Definition },
  contributionId: string,
  fields: Record<string, string | string[]> = {},
) {
  const form = formOf(fields)
  refuseUnknownNames(form, namesIn([definition.input]))
  form.set('contributionId', contributionId)
  return doAct(definition, { db, by, now: NOW, given: { process } }, () => readForm(form, definition.input))
}
const words = async (id: string) =>
  (await view(id)).points.map(({ range }) => range && text.slice(range.start, range.end))

test('ticked sentences become one point when they follow on each other, and are refused when one was left out', async () => {
  const { id } = await aContribution(db, process, { text })
  await send(markPoint, id, { ranges: [piece('De bus rijdt niet.'), piece('Dat is lastig.')] })
  expect(await words(id)).toEqual(['De bus rijdt niet. Dat is lastig.'])
  const gap = send(markPoint, id, { ranges: [piece('Het veld is nat.'), piece('een boom')] })
  await expect(gap).rejects.toMatchObject({ field: 'ranges' })
  await expect(send(markPoint, id)).rejects.toMatchObject({ field: 'ranges' })
})

test('who only chooses a theme takes away no summary that a colleague wrote meanwhile, and who writes another is told', async () => {
  const { id } = await aContribution(db, process, { text })
  await send(markPoint, id, { ranges: piece('De bus rijdt niet.') })
  const [point] = (await view(id)).points
  const change = (fields: Record<string, string>) => send(changePoint, id, { pointId: point?.id ?? '', ...fields })
  const summary = async () => (await view(id)).points[0]?.summary
  await change({ summary: 'Iemand mist de bus', seen: '' })
  await change({ summary: '', seen: '', themeId: '' })
  expect(await summary()).toBe('Iemand mist de bus')
  const other = change({ summary: 'Geen bus', seen: '' })
  await expect(other).rejects.toMatchObject({
    code: 'stale',
    field: 'summary',
    facts: { current: 'Iemand mist de bus' },
    message: expect.stringContaining('“Iemand mist de bus”'),
  })
  expect(await summary()).toBe('Iemand mist de bus')
  await change({ summary: 'Geen bus', seen: 'Iemand mist de bus' })
  expect(await summary()).toBe('Geen bus')
})

test('a selection is taken as it was made', async () => {
  const { id } = await aContribution(db, process, { text })
  const start = text.indexOf('😀')
  const end = text.indexOf('De bus') + 'De bus'.length
  await send(markPoint, id, { 'range.start': `${start}`, 'range.end': `${end}` })
  expect(await words(id)).toEqual(['😀,\r\nDe bus'])
})

test('the proposal of a list becomes points, all or none', async () => {
  const { id } = await aContribution(db, process, { text })
  const kinds = async () => (await view(id)).suggestions.map(({ kind }) => kind)
  expect(await kinds()).toEqual(['noPoint', 'list'])
  await send(skipSuggestion, id, { suggestion: piece('Hallo 😀,') })
  expect(await kinds(), 'what was skipped is not proposed again').toEqual(['list'])
  await send(takeSuggestion, id)
  expect(await words(id)).toEqual(['een bank', 'een boom'])
  await expect(send(takeSuggestion, id)).rejects.toMatchObject({
    code: 'suggestionGone',
    message: expect.stringContaining('voorstel is er niet meer'),
  })
})

test('what is left open is counted, and the next reaction waits', async () => {
  const { id } = await aContribution(db, process, { text })
  const before = await workCounts(db, process)
  await send(markNonPoint, id, { ranges: [piece('Hallo 😀,'), piece('Dat is lastig.')] })
  await send(unmarkNonPoint, id, { ranges: piece('Dat is lastig.') })
  await send(markPoint, id, { summary: 'Meer bussen' })
  const now = await view(id)
  expect(now.coverage).toEqual({ sentences: 6, inPoint: 0, nonPoint: 1, open: 5 })
  expect(text.slice(now.nextOpen ?? 0)).toMatch(/^De bus/)
  await send(finishSplit, id, { despiteOpen: 'on' })
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
    (await registerPage(db, own, filter, 'begin', 50)).rows.map(({ number, name }) => `${number} ${name}`)
  expect(await names({})).toEqual(['1 Inwoner A', '2 Dorpskamer'])
  expect(await names({ search: 'idee' })).toEqual(['1 Inwoner A'])
  expect(await names({ search: 'dorpsk' })).toEqual(['2 Dorpskamer'])
  expect(await names({ search: '2' })).toEqual(['2 Dorpskamer'])
  expect(await names({ state: 'split' })).toEqual([])
  expect(await names({ channel: 'post' })).toEqual([])
})

test('a reaction of elsewhere is not there', async () => {
  const { id } = await aContribution(db, await aProcess(db, { id: process.municipalityId }), { text })
  await expect(view(id)).rejects.toThrow(NotFound)
  await expect(send(markPoint, id, { summary: 'x' })).rejects.toThrow(NotFound)
  await expect(view('x')).rejects.toThrow(NotFound)
})

test('ticked sentences that are no point or are added to the point before them are read too, and a list is taken as one point', async () => {
  const { id } = await aContribution(db, process, { text })
  await expect(send(joinToPoint, id, { ranges: piece('Dat is lastig.') })).rejects.toMatchObject({
    code: 'noPrevious',
  })
  await send(markPoint, id, { ranges: piece('De bus rijdt niet.') })
  await send(joinToPoint, id, { ranges: piece('Dat is lastig.') })
  await expect(send(joinToPoint, id)).rejects.toMatchObject({ field: 'ranges', code: 'wrongInput' })
  await expect(send(markNonPoint, id)).rejects.toMatchObject({ field: 'ranges', code: 'wrongInput' })
  expect(await send(takeSuggestion, id, { asOne: 'on' })).toEqual({ points: 1, nonPoints: 1 })
  expect(await words(id)).toEqual(['De bus rijdt niet. Dat is lastig.', 'een bank\r\n- een boom'])
  await send(finishSplit, id, { despiteOpen: 'on' })
  await expect(send(takeSuggestion, id)).rejects.toMatchObject({ code: 'finished' })
})

test.each<Record<string, string>>([{ ranges: 'a-b' }, { ranges: '1' }, { 'range.start': 'x', 'range.end': '3' }])(
  'a piece that is none is not read: %o',
  async (fields) => {
    const { id } = await aContribution(db, process, { text })
    await expect(send(markPoint, id, fields)).rejects.toThrow(WrongInput)
  },
)
