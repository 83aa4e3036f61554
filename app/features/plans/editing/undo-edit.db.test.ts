import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { createProcess } from '#app/features/processes/create-process.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import {
  addParagraphs,
  correctPlan,
  importPlan,
  importVersion,
  movePart,
  redoEdit,
  removeLeftovers,
  removePart,
  setHeadings,
  undoEdit,
  writeParagraph,
} from '#app/room-parts.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { lastEdit } from './undo-edit.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const [official, colleague] = [
  await anActor(db, municipality, { innerRoles: ['processor'] }),
  await anActor(db, municipality, { innerRoles: ['processor'] }),
]
const concept =
  '# Zorg\n\nEerste alinea over zorg.\n\nTweede alinea over hulp.\n\n## Rust\n\nMantelzorgers krijgen rust.\n\n# Vervoer\n\nDe bus rijdt overdag.\n\nNaar boven\n'
const fileOf = (text: string) => new File([text], 'plan.md')

async function withRevised() {
  const process = await createProcess(db, official, { title: `Traject ${uuid()}` }, NOW)
  await importPlan(db, official, { process, file: fileOf(concept) }, NOW)
  await importVersion(db, official, { process, file: fileOf(`${concept}\n`), kind: 'revised' }, NOW)
  return process
}
async function planOf(process: ProcessRef) {
  const plan = await storedPlan(db, process)
  if (!plan) throw new Error('no plan')
  return plan
}
async function idOf(process: ProcessRef, text: string) {
  const block = (await planOf(process)).blocks.find((each) => each.text === text)
  if (!block) throw new Error(`nothing says ${text}`)
  return block.id
}
/** All that is stored of the words: parts with their ids and lineages, and where they come from. */
async function everything(process: ProcessRef) {
  const { blocks, versionId } = await planOf(process)
  const { rows } = await sql<{ paragraph: string; origins: string[] }>`
    select paragraph_id as paragraph, array_agg(origin_id::text || is_doubtful order by origin_id) as origins from paragraph_origin
    join paragraph on paragraph.id = paragraph_id where plan_version_id = ${versionId} group by 1 order by 1`.execute(
    db,
  )
  return { blocks, rows }
}
async function last(process: ProcessRef, by = official) {
  const edit = await lastEdit(db, process, await planOf(process), by)
  if (!edit) throw new Error('nothing to take back')
  return edit
}
const undo = async (process: { id: string; municipalityId: string }, by = official) =>
  undoEdit(db, by, { process, edit: (await last(process, by)).id }, NOW)

type Doing = (process: { id: string; municipalityId: string }) => Promise<unknown>
const edits: [says: string, Doing][] = [
  [
    'alinea 1 gewijzigd',
    async (process) =>
      writeParagraph(
        db,
        official,
        { process, part: await idOf(process, 'Eerste alinea over zorg.'), words: '**Anders.**' },
        NOW,
      ),
  ],
  [
    'alinea 1 gesplitst',
    async (process) =>
      writeParagraph(
        db,
        official,
        { process, part: await idOf(process, 'Eerste alinea over zorg.'), words: 'Eerste alinea\n\nover zorg.' },
        NOW,
      ),
  ],
  [
    'alinea 1 samengevoegd',
    async (process) =>
      correctPlan(
        db,
        official,
        { process, part: await idOf(process, 'Tweede alinea over hulp.'), correction: 'merge' },
        NOW,
      ),
  ],
  [
    'alinea weggehaald',
    async (process) =>
      removePart(db, official, { process, part: await idOf(process, 'Eerste alinea over zorg.') }, NOW),
  ],
  ['kop weggehaald', async (process) => removePart(db, official, { process, part: await idOf(process, 'Rust') }, NOW)],
  [
    '2 onderdelen toegevoegd',
    async (process) =>
      addParagraphs(db, official, { process, part: await idOf(process, 'Rust'), words: 'Nieuw.\n\nOok nieuw.' }, NOW),
  ],
  [
    'alinea 4 verplaatst',
    async (process) =>
      movePart(
        db,
        official,
        {
          process,
          part: await idOf(process, 'Eerste alinea over zorg.'),
          to: 'behind',
          behind: await idOf(process, 'De bus rijdt overdag.'),
        },
        NOW,
      ),
  ],
  [
    'kop 2 gewijzigd',
    async (process) =>
      correctPlan(db, official, { process, part: await idOf(process, 'Rust'), correction: 'promote' }, NOW),
  ],
  [
    'onderdelen gewijzigd',
    async (process) =>
      setHeadings(
        db,
        official,
        {
          process,
          parts: [await idOf(process, 'Rust'), await idOf(process, 'De bus rijdt overdag.')],
          levels: ['text', 2],
        },
        NOW,
      ),
  ],
  [
    'alinea weggehaald',
    async (process) => removeLeftovers(db, official, { process, parts: [await idOf(process, 'Naar boven')] }, NOW),
  ],
]

describe('an official takes back what they did last', () => {
  test.each(edits)('%s: words, places and origins are as they were, and can be done again', async (says, doing) => {
    const process = await withRevised()
    const before = await everything(process)
    await doing(process)
    const after = await everything(process)
    expect(after).not.toEqual(before)
    const edit = await last(process)
    expect(edit.says).toContain(says)
    expect(await undo(process)).toMatchObject({ changed: true })
    expect(await everything(process)).toEqual(before)
    expect(await redoEdit(db, official, { process, edit: edit.id }, NOW)).toMatchObject({ changed: true })
    expect(await everything(process)).toEqual(after)
  })

  test('one after another, back to how it was', async () => {
    const process = await withRevised()
    const before = await everything(process)
    for (const at of [1, 3, 5]) await edits[at]?.[1](process).catch(() => null)
    await undo(process)
    await undo(process)
    await undo(process).catch(() => null)
    expect(await everything(process)).toEqual(before)
  })

  test('a form that is sent twice acts once', async () => {
    const process = await withRevised()
    await edits[0]?.[1](process)
    const { id: edit } = await last(process)
    expect(await undoEdit(db, official, { process, edit }, NOW)).toMatchObject({ changed: true })
    expect(await undoEdit(db, official, { process, edit }, NOW)).toMatchObject({ changed: false })
    expect(await redoEdit(db, official, { process, edit }, NOW)).toMatchObject({ changed: true })
    expect(await redoEdit(db, official, { process, edit }, NOW)).toMatchObject({ changed: false })
  })

  test('what a colleague did elsewhere stays, also where their part stood beside', async () => {
    const process = await withRevised()
    await removePart(db, official, { process, part: await idOf(process, 'Eerste alinea over zorg.') }, NOW)
    await removePart(db, colleague, { process, part: await idOf(process, 'Tweede alinea over hulp.') }, NOW)
    await addParagraphs(db, colleague, { process, part: await idOf(process, 'Vervoer'), words: 'Van de collega.' }, NOW)
    await undo(process)
    expect((await planOf(process)).blocks.map(({ text }) => text)).toEqual([
      ...['Zorg', 'Eerste alinea over zorg.', 'Rust', 'Mantelzorgers krijgen rust.'],
      ...['Vervoer', 'Van de collega.', 'De bus rijdt overdag.', 'Naar boven'],
    ])
  })

  test('is refused when a colleague changed the same part since, and nothing changes', async () => {
    for (const theirs of [
      (process: { id: string }, part: string) =>
        writeParagraph(db, colleague, { process, part, words: 'Van de collega.' }, NOW),
      (process: { id: string }, part: string) => removePart(db, colleague, { process, part }, NOW),
    ]) {
      const process = await withRevised()
      const part = await idOf(process, 'Eerste alinea over zorg.')
      await writeParagraph(db, official, { process, part, words: 'Van mij.' }, NOW)
      await theirs(process, part)
      const before = await everything(process)
      await expect(undo(process)).rejects.toMatchObject({ code: 'changedSince' })
      expect(await everything(process)).toEqual(before)
      // What the colleague takes back is in the way no longer.
      await undo(process, colleague)
      expect(await undo(process)).toMatchObject({ changed: true })
    }
  })

  test('a colleague who moved the part is not in the way of its words, and who moved it again is of its place', async () => {
    const process = await withRevised()
    const [part, end] = [await idOf(process, 'Eerste alinea over zorg.'), await idOf(process, 'Naar boven')]
    const bus = await idOf(process, 'De bus rijdt overdag.')
    await writeParagraph(db, official, { process, part, words: 'Van mij.' }, NOW)
    await movePart(db, colleague, { process, part, to: 'behind', behind: end }, NOW)
    await undo(process)
    expect((await planOf(process)).blocks.at(-1)?.text).toBe('Eerste alinea over zorg.')
    await movePart(db, official, { process, part, to: 'behind', behind: await idOf(process, 'Zorg') }, NOW)
    await movePart(db, colleague, { process, part, to: 'behind', behind: bus }, NOW)
    await expect(undo(process)).rejects.toMatchObject({ code: 'changedSince' })
  })

  test('is of their own edits, in the version that officials work on, until a file replaces its words', async () => {
    const process = await withRevised()
    await edits[0]?.[1](process)
    const { id: edit } = await last(process)
    expect(await lastEdit(db, process, await planOf(process), colleague)).toBeNull()
    await expect(undoEdit(db, colleague, { process, edit }, NOW)).rejects.toMatchObject({ code: 'editGone' })
    await importVersion(db, official, { process, file: fileOf(`${concept}\n\n`), kind: 'revised' }, NOW)
    await expect(undoEdit(db, official, { process, edit }, NOW)).rejects.toMatchObject({ code: 'editGone' })
    await edits[0]?.[1](process)
    const { id: fixed } = await last(process)
    await db
      .updateTable('planVersion')
      .set({ fixedAt: NOW })
      .where('processId', '=', process.id)
      .where('ordinal', '=', 2)
      .execute()
    await expect(undoEdit(db, official, { process, edit: fixed }, NOW)).rejects.toMatchObject({ code: 'versionFixed' })
  })
})
