import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { NotAllowed } from '#app/errors.server.ts'
import { createProcess } from '#app/features/processes/create-process.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import {
  addParagraphs,
  correctPlan,
  importPlan,
  importVersion,
  movePart,
  removeLeftovers,
  removePart,
  setHeadings,
  writeParagraph,
} from '#app/room-parts.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { compareVersions } from '#app/features/plans/versions/compare-versions.server.ts'
import { markOfPlanPart } from './change-words.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const official = await anActor(db, municipality, { innerRoles: ['processor'] })
const concept = '# Zorg\n\nEerste alinea over zorg.\n\nTweede alinea over hulp.\n\n# Vervoer\n\nDe bus rijdt overdag.\n'

const fileOf = (text: string) => new File([text], 'plan.md')
async function withConcept() {
  const process = await createProcess(db, official, { title: `Traject ${uuid()}` }, NOW)
  await importPlan(db, official, { process, file: fileOf(concept) }, NOW)
  return process
}
/** A process with a revised version that says the same as its concept. */
async function withRevised() {
  const process = await withConcept()
  await importVersion(db, official, { process, file: fileOf(`${concept}\n`), kind: 'revised' }, NOW)
  return process
}
const texts = async (process: ProcessRef) => (await storedPlan(db, process))?.blocks.map(({ text }) => text)
async function blockOf(process: ProcessRef, text: string) {
  const block = (await storedPlan(db, process))?.blocks.find((each) => each.text === text)
  if (!block) throw new Error(`nothing says ${text}`)
  return block
}
async function changes(process: ProcessRef) {
  const now = await storedPlan(db, process)
  const compared = now && (await compareVersions(db, process, now, 'first'))
  return compared?.lines
    .filter(({ kind }) => kind !== 'unchanged')
    .map(({ kind, from, to }) => `${kind} ${from ?? '-'} ${to ?? '-'}`)
}
const edit = (process: { id: string }) => ({
  write: (part: string, words: string, seen?: string) =>
    writeParagraph(db, official, { process, part, words, ...(seen !== undefined && { seen }) }, NOW),
})

describe('an official edits a version of the plan', () => {
  test('other words are an edit, with the identity of the paragraph', async () => {
    const process = await withRevised()
    const { id } = await blockOf(process, 'Eerste alinea over zorg.')
    await edit(process).write(id, 'Eerste alinea over **goede** zorg.')
    expect((await blockOf(process, 'Eerste alinea over goede zorg.')).id).toBe(id)
    expect(await changes(process)).toEqual(['edited 0 0'])
  })

  test('an empty line splits, joining merges, and both are told as such', async () => {
    const process = await withRevised()
    const { id } = await blockOf(process, 'Eerste alinea over zorg.')
    await edit(process).write(id, 'Eerste alinea\n\nover zorg.')
    expect(await changes(process)).toEqual(['split 0 0', 'split 0 1'])
    const other = await withRevised()
    const second = await blockOf(other, 'Tweede alinea over hulp.')
    await correctPlan(db, official, { process: other, correction: 'merge', part: second.id }, NOW)
    expect(await texts(other)).toEqual([
      'Zorg',
      'Eerste alinea over zorg. Tweede alinea over hulp.',
      'Vervoer',
      'De bus rijdt overdag.',
    ])
    expect(await changes(other)).toEqual(['merged 0 0', 'merged 1 0'])
  })

  test('what is added is new, what is taken out is gone, and what moves is moved', async () => {
    const process = await withRevised()
    const [first, second, bus] = [
      await blockOf(process, 'Eerste alinea over zorg.'),
      await blockOf(process, 'Tweede alinea over hulp.'),
      await blockOf(process, 'De bus rijdt overdag.'),
    ]
    await addParagraphs(db, official, { process, part: bus.id, words: 'Nieuw.\n\nOok nieuw.' }, NOW)
    await removePart(db, official, { process, part: first.id }, NOW)
    await movePart(db, official, { process, part: second.id, to: 'behind', behind: bus.id }, NOW)
    expect(await texts(process)).toEqual([
      'Zorg',
      'Vervoer',
      'De bus rijdt overdag.',
      'Tweede alinea over hulp.',
      'Nieuw.',
      'Ook nieuw.',
    ])
    expect(await changes(process)).toEqual(['gone 0 -', 'moved 2 0', 'new - 2', 'new - 3'])
  })

  test('many headings are set in one act', async () => {
    const process = await withConcept()
    const [first, bus, transport] = [
      await blockOf(process, 'Eerste alinea over zorg.'),
      await blockOf(process, 'De bus rijdt overdag.'),
      await blockOf(process, 'Vervoer'),
    ]
    await setHeadings(
      db,
      official,
      { process, parts: [first.id, bus.id, transport.id], levels: [2, 'text', 'text'] },
      NOW,
    )
    const blocks = (await storedPlan(db, process))?.blocks.map(({ number, kind }) => `${kind} ${number}`)
    expect(blocks).toEqual(['heading 1', 'heading 1.1', 'text 1', 'text 2', 'text 3'])
  })

  test('a form that is sent twice acts once', async () => {
    const process = await withRevised()
    const first = await blockOf(process, 'Eerste alinea over zorg.')
    const seen = markOfPlanPart(first)
    const split = () => edit(process).write(first.id, 'Eerste alinea\n\nover zorg.', seen)
    expect(await split()).toEqual({ part: first.id, changed: true, pieces: 2, next: null })
    expect(await split()).toMatchObject({ changed: false })
    const bus = await blockOf(process, 'De bus rijdt overdag.')
    const add = () => addParagraphs(db, official, { process, part: bus.id, words: 'Nieuw.\n\nOok nieuw.' }, NOW)
    expect(await add()).toMatchObject({ changed: true })
    expect(await add()).toMatchObject({ changed: false })
    expect(await removePart(db, official, { process, part: bus.id }, NOW)).toMatchObject({ changed: true })
    expect(await removePart(db, official, { process, part: bus.id }, NOW)).toMatchObject({ changed: false })
    expect(await texts(process)).toEqual([
      ...['Zorg', 'Eerste alinea', 'over zorg.', 'Tweede alinea over hulp.', 'Vervoer', 'Nieuw.', 'Ook nieuw.'],
    ])
  })

  test('headings of a form that a colleague was ahead of: the rest of theirs stays, and the same one is refused', async () => {
    const process = await withConcept()
    const [first, second] = [
      await blockOf(process, 'Eerste alinea over zorg.'),
      await blockOf(process, 'Tweede alinea over hulp.'),
    ]
    const parts = [first.id, second.id]
    const set = (levels: (number | 'text')[]) =>
      setHeadings(db, official, { process, parts, levels, were: ['text', 'text'] }, NOW)
    expect(await set([2, 'text'])).toEqual({ changed: true })
    // This form still shows the first as a paragraph.
    expect(await set(['text', 2])).toEqual({ changed: true })
    expect((await storedPlan(db, process))?.blocks.filter(({ kind }) => kind === 'heading')).toHaveLength(4)
    await expect(set([3, 'text'])).rejects.toMatchObject({ code: 'headingsChanged' })
    expect(await set([2, 2])).toEqual({ changed: false })
  })

  test('leftovers of the file go when they are ticked, and only those', async () => {
    const process = await createProcess(db, official, { title: `Traject ${uuid()}` }, NOW)
    const file = fileOf(`${concept}\nNaar boven\n\nPagina 3\n`)
    await importPlan(db, official, { process, file }, NOW)
    const [up, page, bus] = [
      await blockOf(process, 'Naar boven'),
      await blockOf(process, 'Pagina 3'),
      await blockOf(process, 'De bus rijdt overdag.'),
    ]
    await expect(removeLeftovers(db, official, { process, parts: [] }, NOW)).rejects.toMatchObject({
      code: 'nothingTicked',
    })
    expect(await removeLeftovers(db, official, { process, parts: [up.id, bus.id] }, NOW)).toEqual({ removed: 1 })
    expect(await texts(process)).toEqual([
      ...['Zorg', 'Eerste alinea over zorg.', 'Tweede alinea over hulp.', 'Vervoer', 'De bus rijdt overdag.'],
      page.text,
    ])
    expect(await removeLeftovers(db, official, { process, parts: [up.id] }, NOW)).toEqual({ removed: 0 })
  })

  test('two who edit the same paragraph see each other, and the typed words are not taken', async () => {
    const process = await withRevised()
    const block = await blockOf(process, 'Eerste alinea over zorg.')
    const seen = markOfPlanPart(block)
    await edit(process).write(block.id, 'Wat de een schrijft.', seen)
    await expect(edit(process).write(block.id, 'Wat de ander schrijft.', seen)).rejects.toMatchObject({
      code: 'changedMeanwhile',
      facts: { now: 'Wat de een schrijft.' },
    })
    // Another paragraph is not in the way, and a form that is sent twice finds what it said.
    const other = await blockOf(process, 'Tweede alinea over hulp.')
    expect(await edit(process).write(other.id, 'Anders.', markOfPlanPart(other))).toMatchObject({ changed: true })
    expect(await edit(process).write(block.id, 'Wat de een schrijft.', seen)).toMatchObject({ changed: false })
  })

  test('the concept is edited until its release, and a version until it is fixed', async () => {
    const draft = await withConcept()
    const block = await blockOf(draft, 'Eerste alinea over zorg.')
    expect(await edit(draft).write(block.id, 'Anders.')).toMatchObject({ changed: true })
    const released = await aProcess(db, municipality, { state: 'released' })
    const { paragraphs } = await aPlan(db, released)
    await expect(edit(released).write(paragraphs[0] ?? '', 'Nog anders.')).rejects.toMatchObject({ code: 'planFixed' })
    const revised = await withRevised()
    const part = await blockOf(revised, 'Eerste alinea over zorg.')
    await db
      .updateTable('planVersion')
      .set({ fixedAt: NOW })
      .where('processId', '=', revised.id)
      .where('ordinal', '=', 2)
      .execute()
    await expect(edit(revised).write(part.id, 'Nog anders.')).rejects.toMatchObject({ code: 'versionFixed' })
  })

  test('what can not be done is refused with the reason, and nothing changes', async () => {
    const process = await withConcept()
    const [heading, first, second] = [
      await blockOf(process, 'Zorg'),
      await blockOf(process, 'Eerste alinea over zorg.'),
      await blockOf(process, 'Tweede alinea over hulp.'),
    ]
    const before = await texts(process)
    await expect(edit(process).write(first.id, ' \n')).rejects.toMatchObject({ code: 'nothingTyped' })
    await expect(edit(process).write(first.id, '*a'.repeat(9000))).rejects.toMatchObject({ code: 'unreadable' })
    await expect(edit(process).write(heading.id, 'Een kop.')).rejects.toMatchObject({ code: 'impossible' })
    await expect(removePart(db, official, { process, part: heading.id }, NOW)).rejects.toMatchObject({
      code: 'firstHeading',
    })
    const move = movePart(db, official, { process, part: first.id, to: 'behind', behind: heading.id }, NOW)
    await expect(move).rejects.toMatchObject({ code: 'cannotMove' })
    const table = { process, part: second.id, words: '| Doel | Jaar |\n| --- | --- |\n| Samen | 2017 |' }
    const { part } = await addParagraphs(db, official, table, NOW)
    await expect(setHeadings(db, official, { process, parts: [part], levels: [2] }, NOW)).rejects.toMatchObject({
      code: 'cannotBeHeading',
    })
    await removePart(db, official, { process, part }, NOW)
    expect(await texts(process)).toEqual(before)
  })

  test('is for processors, in plans of their own process', async () => {
    const [process, other] = [await withRevised(), await withRevised()]
    const block = await blockOf(process, 'Eerste alinea over zorg.')
    await expect(edit(other).write(block.id, 'Anders.')).rejects.toMatchObject({ code: 'partGone' })
    const reviewer = await anActor(db, municipality, { innerRoles: ['reviewer'] })
    await expect(writeParagraph(db, reviewer, { process, part: block.id, words: 'Anders.' }, NOW)).rejects.toThrow(
      NotAllowed,
    )
  })
})
