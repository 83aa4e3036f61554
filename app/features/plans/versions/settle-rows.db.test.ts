import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { NotFound } from '#app/errors.server.ts'
import { createProcess } from '#app/features/processes/create-process.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { importPlan, importVersion, writeParagraph } from '#app/room-parts.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { compareView } from './compare-view.server.ts'
import { reopenOrigins, settleDoubts, settleOrigin } from './settle-origins.server.ts'
import { settleRow } from './settle-rows.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const official = await anActor(db, municipality, { innerRoles: ['processor'] })
const tableOf = (...rows: string[]) =>
  ['| Doel | Wie |', '| --- | --- |', ...rows.map((row) => `| ${row} |`)].join('\n')
const planWith = (...rows: string[]) => `# Zorg\n\nEen alinea over zorg voor iedereen.\n\n${tableOf(...rows)}\n`
const fileOf = (text: string) => new File([text], 'plan.md')
const [raise, poor, debts] = ['Opvoeden | CJG', 'Minimavoorzieningen | webwinkel', 'Schulden | GKB Assen']

async function withDoubt() {
  const made = await createProcess(db, official, { title: `Traject ${uuid()}` }, NOW)
  await importPlan(db, official, { process: made, file: fileOf(planWith(raise, poor, debts)) }, NOW)
  const next = planWith('Vervoer | buurtbus', raise, 'Iets heel anders | door niemand', debts)
  await importVersion(db, official, { process: made, file: fileOf(next), kind: 'revised' }, NOW)
  return processBySlug(db, municipality.id, made.slug)
}
const shown = async (
  process: Awaited<ReturnType<typeof withDoubt>>,
  filter: 'all' | 'doubtful' | 'settled' = 'all',
) => {
  const view = await compareView(db, process, { version: null, filter, chapter: null, page: 1 })
  const table = view?.changes.find((change) => change.table)?.table ?? null
  return { view, table }
}
const said = async (process: Awaited<ReturnType<typeof withDoubt>>) => {
  const { table } = await shown(process)
  return table?.rows.map(
    ({ kind, old, now, seen }) => `${kind} ${old?.place ?? '-'} ${now?.place ?? '-'}${seen ? '?' : ''}`,
  )
}
async function asked(process: Awaited<ReturnType<typeof withDoubt>>) {
  const { table } = await shown(process, 'doubtful')
  const row = table?.rows.find(({ seen }) => seen !== null)
  return { part: table?.part ?? '', row: row?.now?.id ?? '', seen: row?.seen ?? '' }
}

describe('a doubtful row of a table', () => {
  test('is counted and asked beside the rows that surely changed', async () => {
    const process = await withDoubt()
    expect(await said(process)).toEqual(['new - 1', 'edited 2 3?'])
    expect((await shown(process)).view?.counts).toMatchObject({ doubtful: 1, rows: 1, settled: 0 })
    expect((await shown(process)).table?.same).toBe(2)
  })

  test('is the same row, or it is not: each can be taken back', async () => {
    const process = await withDoubt()
    const same = await settleRow(db, official, { process, ...(await asked(process)), answer: 'same' }, NOW)
    expect(await said(process)).toEqual(['new - 1', 'edited 2 3'])
    expect((await shown(process, 'settled')).view?.counts).toMatchObject({ doubtful: 0, settled: 1 })
    await reopenOrigins(db, official, { process, settled: same.settled ?? '' }, NOW)
    expect(await said(process)).toEqual(['new - 1', 'edited 2 3?'])
    const other = await settleRow(db, official, { process, ...(await asked(process)), answer: 'new' }, NOW)
    expect((await said(process))?.sort()).toEqual(['gone 2 -', 'new - 1', 'new - 3'])
    const { table } = await shown(process)
    const row = table?.rows.find(({ settled }) => settled)?.now?.id
    expect(await reopenOrigins(db, official, { process, settled: other.settled ?? '', row }, NOW)).toEqual({ count: 1 })
    expect(await said(process)).toEqual(['new - 1', 'edited 2 3?'])
  })

  test('is confirmed with all other doubts at once', async () => {
    const process = await withDoubt()
    const all = await settleDoubts(db, official, { process }, NOW)
    expect(all.count).toBe(1)
    expect((await shown(process)).view?.counts.doubtful).toBe(0)
    await reopenOrigins(db, official, { process, settled: all.settled ?? '' }, NOW)
    expect((await shown(process)).view?.counts.doubtful).toBe(1)
  })

  test('that changed meanwhile is not answered, and an answer that was given changes nothing', async () => {
    const process = await withDoubt()
    const question = await asked(process)
    const words = tableOf('Vervoer | buurtbus', raise, 'Iets heel anders | door de buurt', debts)
    await writeParagraph(db, official, { process, part: question.part, words }, NOW)
    await expect(settleRow(db, official, { process, ...question, answer: 'new' }, NOW)).rejects.toMatchObject({
      code: 'stale',
    })
    const again = await asked(process)
    await settleRow(db, official, { process, ...again, answer: 'same' }, NOW)
    expect(await settleRow(db, official, { process, ...again, answer: 'new' }, NOW)).toEqual({
      settled: null,
      count: 0,
    })
    await expect(settleRow(db, official, { process, part: uuid(), row: uuid(), answer: 'new' }, NOW)).rejects.toThrow(
      NotFound,
    )
  })

  test('is no question any more when its table is said to be new, and is one again when that is taken back', async () => {
    const process = await withDoubt()
    const { part } = await asked(process)
    const { settled } = await settleOrigin(db, official, { process, part, answer: 'new' }, NOW)
    expect((await shown(process)).view?.counts).toMatchObject({ rows: 0, new: 1, gone: 1 })
    await reopenOrigins(db, official, { process, settled: settled ?? '' }, NOW)
    expect((await shown(process)).view?.counts).toMatchObject({ rows: 1, new: 0, gone: 0 })
  })
})
