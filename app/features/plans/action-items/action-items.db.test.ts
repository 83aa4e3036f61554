import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { Refused } from '#app/errors.server.ts'
import { createProcess } from '#app/features/processes/create-process.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { exportPlan } from '#app/features/plans/export-plan.server.ts'
import { currentPlan } from '#app/features/plans/queries.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { makeCurrent } from '#app/features/plans/versions/current-version.server.ts'
import {
  addParagraphs,
  correctPlan,
  importPlan,
  importVersion,
  markActionItems,
  movePart,
  removePart,
  writeParagraph,
} from '#app/room-parts.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { actionItemsOf, countActionItems, paragraphsOfItem } from './action-items.server.ts'
import type { ActionMark } from './group-action-items.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const official = await anActor(db, municipality, { innerRoles: ['processor'] })

const concept = `# Zorg

Iedereen die hulp nodig heeft, kan bij het wijkteam terecht.

## Actiepunten

### Mantelzorg

Wij zoeken uit welke hulp mantelzorgers in de dorpen nodig hebben.

Daarna maken wij met de huisartsen een plan voor die hulp.

### Wijkteams

De wijkteams krijgen een eigen telefoonnummer voor inwoners.

# Vervoer

De buurtbus rijdt overdag door alle dorpen van de gemeente.

## Actiepunten

- De buurtbus gaat ook op zaterdag door alle dorpen rijden.
- Elk dorp krijgt een laadpaal voor elektrische fietsen.
`
const items = ['A1: 2, 3', 'A2: 4', 'A3: 6', 'A4: 7']

const fileOf = (text: string, name = 'plan.md') => new File([text], name)
async function withConcept(text = concept, name?: string) {
  const process = await createProcess(db, official, { title: `Traject ${uuid()}` }, NOW)
  await importPlan(db, official, { process, file: fileOf(text, name) }, NOW)
  return process
}
const importNext = (process: { id: string }, text: string, name?: string) =>
  importVersion(db, official, { process, file: fileOf(text, name), kind: 'revised' }, NOW)

async function itemsFor(process: ProcessRef, which: 'forEditors' | 'forReaders' = 'forEditors') {
  const plan = await storedPlan(db, process, which)
  return plan ? actionItemsOf(db, { municipalityId: municipality.id, id: plan.versionId }) : []
}
const shown = async (process: ProcessRef) =>
  (await itemsFor(process)).map(
    ({ number, paragraphs }) => `A${number}: ${paragraphs.map((each) => each.number).join(', ')}`,
  )
async function blockOf(process: ProcessRef, begin: string) {
  const block = (await storedPlan(db, process))?.blocks.find(({ text }) => text.startsWith(begin))
  if (!block) throw new Error(`nothing begins with ${begin}`)
  return block
}
const mark = async (process: ProcessRef, marks: Record<string, [ActionMark, ActionMark?]>) => {
  const parts = await Promise.all(Object.keys(marks).map(async (begin) => (await blockOf(process, begin)).id))
  const [wanted, were] = [
    Object.values(marks).map(([now]) => now),
    Object.values(marks).flatMap(([, was]) => was ?? []),
  ]
  return markActionItems(db, official, { process, parts, marks: wanted, were }, NOW)
}

describe('the action items of a plan', () => {
  test('are found under their headings: a heading with all under it, or each of a list', async () => {
    const process = await withConcept()
    expect(await shown(process)).toEqual(items)
    expect((await itemsFor(process)).map(({ name, isNamed, chapter }) => [name, isNamed, chapter.heading])).toEqual([
      ['Mantelzorg', true, 'Zorg'],
      ['Wijkteams', true, 'Zorg'],
      ['De buurtbus gaat ook op zaterdag door alle dorpen rijden.', false, 'Vervoer'],
      ['Elk dorp krijgt een laadpaal voor elektrische fietsen.', false, 'Vervoer'],
    ])
    const plan = await currentPlan(db, process)
    expect(plan && (await countActionItems(db, plan))).toBe(4)
  })

  test('are numbered in reading order while nobody has read them', async () => {
    const process = await withConcept()
    const { id } = await blockOf(process, 'Zorg')
    await movePart(db, official, { process, part: id, to: 'down' }, NOW)
    expect(await shown(process)).toEqual(['A1: 2', 'A2: 3', 'A3: 5, 6', 'A4: 7'])
    await removePart(db, official, { process, part: (await blockOf(process, 'De buurtbus gaat')).id }, NOW)
    expect(await shown(process)).toEqual(['A1: 2', 'A2: 4, 5', 'A3: 6'])
  })

  test('keep their identity and number in the next version, edited, moved and with others between them', async () => {
    const process = await withConcept()
    const before = await itemsFor(process)
    const next = concept
      .replace('een eigen telefoonnummer voor', 'in 2018 een eigen telefoonnummer voor alle')
      .replace('### Mantelzorg', '### Taal\n\nDe bibliotheek geeft elke week taalles in de dorpen.\n\n### Mantelzorg')
      .replace('- De buurtbus gaat ook op zaterdag door alle dorpen rijden.\n', '')
    await importNext(process, next)
    const now = await itemsFor(process)
    expect(now.map(({ number, name }) => `A${number} ${name}`)).toEqual([
      'A5 Taal',
      'A1 Mantelzorg',
      'A2 Wijkteams',
      'A4 Elk dorp krijgt een laadpaal voor elektrische fietsen.',
    ])
    expect(now[1]?.id).toBe(before[0]?.id)
    expect(now[3]?.id).toBe(before[3]?.id)
    expect((await itemsFor(process, 'forReaders')).map(({ number }) => number)).toEqual([1, 2, 3, 4])
    await importNext(
      process,
      concept.replace('### Wijkteams', '### Sport\n\nElk dorp krijgt een sportveld.\n\n### Wijkteams'),
    )
    expect(
      (await itemsFor(process)).map(({ number, name }) => `A${number} ${name.slice(0, 11)}`),
      'another file',
    ).toEqual(['A1 Mantelzorg', 'A5 Sport', 'A2 Wijkteams', 'A3 De buurtbus', 'A4 Elk dorp kr'])
  })

  test('a heading whose words are all new is the same item', async () => {
    const process = await withConcept()
    await importNext(
      process,
      concept.replace(/De wijkteams krijgen .*/, 'Elke maandag is er een spreekuur in het dorpshuis.'),
    )
    expect((await itemsFor(process)).map(({ number }) => number)).toEqual([1, 2, 3, 4])
  })

  test('of a split item the first part keeps the number, of merged ones the first', async () => {
    const process = await withConcept()
    await importNext(process, `${concept}\n`)
    const { id } = await blockOf(process, 'De buurtbus gaat')
    const words = 'De buurtbus gaat ook op zaterdag\n\nDoor alle dorpen rijden.'
    await writeParagraph(db, official, { process, part: id, words }, NOW)
    expect(await shown(process)).toEqual(['A1: 2, 3', 'A2: 4', 'A3: 6', 'A5: 7', 'A4: 8'])
    const laadpaal = await blockOf(process, 'Elk dorp')
    await correctPlan(db, official, { process, correction: 'merge', part: laadpaal.id }, NOW)
    expect(await shown(process)).toEqual(['A1: 2, 3', 'A2: 4', 'A3: 6', 'A5: 7'])
  })

  test('an added paragraph under the heading of an item belongs to it', async () => {
    const process = await withConcept()
    const { id } = await blockOf(process, 'De wijkteams')
    await addParagraphs(
      db,
      official,
      { process, part: id, words: 'Het nummer komt in de krant.', kind: 'action_item' },
      NOW,
    )
    expect(await shown(process)).toEqual(['A1: 2, 3', 'A2: 4, 5', 'A3: 7', 'A4: 8'])
  })
})

describe('an official marks action items', () => {
  test('many in one act, and takes marks away', async () => {
    const process = await withConcept()
    expect(
      await mark(process, {
        'Iedereen die': ['own', 'none'],
        'Daarna maken': ['own', 'with'],
        'De buurtbus gaat': ['none', 'own'],
      }),
    ).toEqual({ changed: true, items: 5 })
    expect(await shown(process)).toEqual(['A1: 1', 'A2: 2', 'A3: 3', 'A4: 4', 'A5: 7'])
    expect((await blockOf(process, 'De buurtbus gaat')).kind).toBe('text')
    expect(await mark(process, { 'Daarna maken': ['with', 'own'] })).toEqual({ changed: true, items: 4 })
    expect(await mark(process, { 'Daarna maken': ['with', 'own'] })).toEqual({ changed: false, items: 4 })
    expect(await shown(process)).toEqual(['A1: 1', 'A2: 2, 3', 'A3: 4', 'A4: 7'])
  })

  test('what they chose stays when words change, and in the next version', async () => {
    const process = await withConcept()
    await mark(process, { 'Elk dorp': ['with'] })
    expect(await shown(process)).toEqual(['A1: 2, 3', 'A2: 4', 'A3: 6, 7'])
    const { id } = await blockOf(process, 'Elk dorp')
    await writeParagraph(db, official, { process, part: id, words: 'Elk dorp krijgt ook een laadpaal.' }, NOW)
    await importNext(process, concept)
    expect(await shown(process)).toEqual(['A1: 2, 3', 'A2: 4', 'A3: 6, 7'])
  })

  test('what a colleague changed meanwhile is not undone', async () => {
    const process = await withConcept()
    await mark(process, { 'Iedereen die': ['own', 'none'] })
    const found = await mark(process, { 'Elk dorp': ['none', 'own'], 'Iedereen die': ['none', 'with'] }).catch(
      (error: unknown) => error,
    )
    expect(found).toBeInstanceOf(Refused)
    expect(found).toMatchObject({ code: 'itemsChanged' })
    expect(await shown(process)).toHaveLength(5)
  })

  test('in a version that lies fixed nothing is marked any more', async () => {
    const process = await aProcess(db, municipality, { state: 'released' })
    await aPlan(db, process)
    const [part = ''] = (await storedPlan(db, process))?.blocks.slice(1).map(({ id }) => id) ?? []
    const marked = markActionItems(db, official, { process, parts: [part], marks: ['own'] }, NOW)
    await expect(marked).rejects.toMatchObject({ code: 'planFixed' })
  })
})

describe('where an action item stands', () => {
  test('is told of every number that was ever read', async () => {
    const process = await withConcept()
    await importNext(process, concept.replace('- De buurtbus gaat ook op zaterdag door alle dorpen rijden.\n', ''))
    const gone = await paragraphsOfItem(db, process, 3)
    expect(gone).toEqual((await itemsFor(process, 'forReaders'))[2]?.paragraphs.map(({ id }) => id))
    const plan = await storedPlan(db, process)
    await makeCurrent(db, process, plan?.versionId ?? '', 'readers')
    expect(await paragraphsOfItem(db, process, 3), 'in the version that had it last').toEqual(gone)
    expect(await paragraphsOfItem(db, process, 4)).toEqual([(await blockOf(process, 'Elk dorp')).id])
    expect(await paragraphsOfItem(db, process, 9)).toEqual([])
  })
})

const real = path.join(import.meta.dirname, '../../../../../shared/input/borger-odoorn-2016.txt')
describe.skipIf(!existsSync(real))('the real plan', () => {
  const source = existsSync(real) ? readFileSync(real, 'utf8') : ''
  const counts = async (process: ProcessRef) =>
    Object.entries(Object.groupBy(await itemsFor(process), ({ chapter }) => chapter.heading)).map(
      ([chapter, of]) => [chapter, of?.length] as const,
    )
  const chapters = [
    ['Gezin en sociaal netwerk', 13],
    ['Algemene voorzieningen', 11],
    ['Collectieve en individuele voorzieningen', 11],
  ]

  test('has 35 action items under the right chapters, and its next version keeps them', async () => {
    const process = await withConcept(source, 'plan.txt')
    expect(await counts(process)).toEqual(chapters)
    const before = await itemsFor(process)
    expect(before.every(({ isNamed }) => isNamed)).toBe(true)
    const next = source
      .replace('Uitvoering project Publiek Vervoer', 'Uitvoering van het project Publiek Vervoer')
      .replace('Toewerken naar een sluitende aanpak.', 'Wij werken toe naar een sluitende aanpak.')
    expect(next).not.toBe(source)
    await importNext(process, next, 'plan.txt')
    expect(await counts(process)).toEqual(chapters)
    expect((await itemsFor(process)).map(({ id, number }) => [id, number])).toEqual(
      before.map(({ id, number }) => [id, number]),
    )
    expect((await exportPlan(db, process))?.actiepunten).toHaveLength(35)
  })
})
