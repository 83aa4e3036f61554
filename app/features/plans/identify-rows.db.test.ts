import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { createProcess } from '#app/features/processes/create-process.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { importPlan, importVersion, removePart, undoEdit, writeParagraph } from '#app/room-parts.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { lastEdit } from './editing/undo-edit.server.ts'
import { rowsOf } from './identify-rows.server.ts'
import { isHeading } from './plan.ts'
import { storedPlan } from './stored-plan.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const official = await anActor(db, municipality, { innerRoles: ['processor'] })

const tableOf = (...rows: string[]) =>
  ['| Doel | Wie |', '| --- | --- |', ...rows.map((row) => `| ${row} |`)].join('\n')
const [raise, poor, debts] = ['Opvoeden | CJG', 'Minimavoorzieningen | webwinkel voor kinderen', 'Schulden | GKB Assen']
const planWith = (...rows: string[]) => `# Zorg\n\nEen alinea over zorg voor iedereen.\n\n${tableOf(...rows)}\n`
const fileOf = (text: string) => new File([text], 'plan.md')

async function withTable() {
  const process = await createProcess(db, official, { title: `Traject ${uuid()}` }, NOW)
  await importPlan(db, official, { process, file: fileOf(planWith(raise, poor, debts)) }, NOW)
  return process
}
async function tableIn(process: ProcessRef) {
  const plan = await storedPlan(db, process)
  const table = plan?.blocks.find(({ kind }) => kind === 'table')
  if (!plan || !table || isHeading(table)) throw new Error('no table')
  return { plan, table }
}
/** The rows of the table, as they stand: who each is, by the letter that it had at first, and a question mark for doubt. */
async function rows(process: ProcessRef, names: Map<string, string> = new Map()) {
  const { table } = await tableIn(process)
  const all = (await rowsOf(db, municipality.id, [table.id])).get(table.id) ?? []
  const there = all.filter(({ position }) => position !== null)
  for (const { id } of there) if (!names.has(id)) names.set(id, 'abcdefgh'[names.size] ?? '')
  return { names, are: there.map(({ id, isDoubtful }) => `${names.get(id)}${isDoubtful ? '?' : ''}`).join(' ') }
}
const write = async (process: { id: string; municipalityId: string }, ...lines: string[]) =>
  writeParagraph(db, official, { process, part: (await tableIn(process)).table.id, words: tableOf(...lines) }, NOW)

describe('a row of a table', () => {
  test('stays who it is when rows come above it, when its words change and when it moves', async () => {
    const process = await withTable()
    const { names, are } = await rows(process)
    expect(are).toBe('a b c')
    await write(process, 'Vervoer | buurtbus', raise, poor, debts)
    expect((await rows(process, names)).are).toBe('d a b c')
    await write(process, 'Vervoer | buurtbus', raise, `${poor} en ouders`, debts)
    expect((await rows(process, names)).are).toBe('d a b c')
    await write(process, `${poor} en ouders`, 'Vervoer | buurtbus', raise, debts)
    expect((await rows(process, names)).are).toBe('b d a c')
  })

  test('that was taken out is the same when it comes back', async () => {
    const process = await withTable()
    const { names } = await rows(process)
    await write(process, raise, debts)
    await write(process, raise, poor, debts)
    expect((await rows(process, names)).are).toBe('a b c')
  })

  test('is the same in the next version, from a file or by editing, and what is not sure is asked', async () => {
    const process = await withTable()
    const { names } = await rows(process)
    const next = planWith('Vervoer | buurtbus', raise, `${poor} en ouders`, debts)
    await importVersion(db, official, { process, file: fileOf(next), kind: 'revised' }, NOW)
    expect((await rows(process, names)).are).toBe('d a b c')
    const other = planWith(raise, 'Iets heel anders | door niemand', debts)
    await importVersion(db, official, { process, file: fileOf(other), kind: 'revised' }, NOW)
    expect((await rows(process, names)).are).toBe('a b? c')
  })

  test('is the same after its table was taken away and put back', async () => {
    const process = await withTable()
    const { names } = await rows(process)
    const { plan, table } = await tableIn(process)
    await removePart(db, official, { process, part: table.id }, NOW)
    const edit = await lastEdit(db, process, plan, official)
    await undoEdit(db, official, { process, edit: edit?.id ?? '' }, NOW)
    expect((await rows(process, names)).are).toBe('a b c')
    await write(process, raise)
    const last = await lastEdit(db, process, plan, official)
    await undoEdit(db, official, { process, edit: last?.id ?? '' }, NOW)
    expect((await rows(process, names)).are).toBe('a b c')
  })
})
