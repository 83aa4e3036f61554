import { beforeAll, expect, test } from 'vitest'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import { aMunicipality, anActor, aPlan, aProcess } from '#tests/factories.ts'
import { AFTER_POST, releaseRenumbered } from '#tests/revised-plan.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { isOutsideRound } from './round-scope.server.ts'

const { db } = await testDatabase()
let process: Process
let concept: Awaited<ReturnType<typeof aPlan>>
/** The ids of the version that people read: of headings by their words, of paragraphs by theirs. */
let ids: Map<string, string>

beforeAll(async () => {
  const municipality = await aMunicipality(db)
  const by = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  const { slug, id } = await aProcess(db, municipality)
  concept = await aPlan(db, { id, municipalityId: municipality.id })
  await releaseRenumbered(db, by, { id }, AFTER_POST)
  await db.updateTable('process').set({ secondScope: 'changed' }).where('id', '=', id).execute()
  process = await processBySlug(db, municipality.id, slug)
  ids = new Map(((await storedPlan(db, process, 'forReaders'))?.blocks ?? []).map(({ text, id }) => [text, id]))
})

const idOf = (text: string) => ids.get(text) ?? expect.fail(text)
const paragraph = (text: string) =>
  isOutsideRound(db, process, 'secondInspraak', { sectionId: concept.sections[0] ?? '', paragraphId: idOf(text) })
const section = (heading: string) =>
  isOutsideRound(db, process, 'secondInspraak', { sectionId: idOf(heading), paragraphId: null })

test('a paragraph with the words of the concept, under the same heading, is outside a round about what changed', async () => {
  expect(await paragraph('Eerste alinea over gezin en sociaal netwerk.')).toBe(true)
  expect(await paragraph('Tweede alinea over gezin en sociaal netwerk.'), 'it stands elsewhere now').toBe(false)
  expect(await paragraph('Dit plan gaat over vier jaar en over alle dorpen van de gemeente samen.')).toBe(false)
})

test('who comes by the address of the concept hears the same of where its words are', async () => {
  const old = (at: number) => ({ sectionId: concept.sections[0] ?? '', paragraphId: concept.paragraphs[at] ?? '' })
  expect(await isOutsideRound(db, process, 'secondInspraak', old(0))).toBe(true)
  expect(await isOutsideRound(db, process, 'secondInspraak', old(1))).toBe(false)
  expect(await isOutsideRound(db, process, 'secondInspraak', old(3)), 'its words are gone').toBe(false)
})

test('a section is outside when none of its words changed, came or went', async () => {
  expect(await section('Gezin en sociaal netwerk'), 'a paragraph went').toBe(false)
  expect(await section('Algemene voorzieningen')).toBe(false)
  expect(await section('Inleiding')).toBe(false)
  const [first = '', second = ''] = concept.paragraphs
  await db
    .updateTable('paragraph')
    .set({ sectionId: concept.sections[1] ?? '' })
    .where('id', '=', second)
    .execute()
  expect(await section('Gezin en sociaal netwerk'), `only ${first} is under it`).toBe(true)
})

test('the whole plan, the first inspraak and a round about all of it leave nothing outside', async () => {
  const part = { sectionId: concept.sections[0] ?? '', paragraphId: concept.paragraphs[0] ?? '' }
  const whole = { sectionId: null, paragraphId: null }
  expect(await isOutsideRound(db, process, 'secondInspraak', whole)).toBe(false)
  expect(await isOutsideRound(db, process, 'inspraak', part)).toBe(false)
  expect(await isOutsideRound(db, { ...process, secondScope: 'all' }, 'secondInspraak', part)).toBe(false)
})
