import { beforeAll, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { NotFound, Refused, WrongInput } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answerPoints } from './answer-points.server.ts'
import { boilerplates, boilerplatesToUse, boilerplateWithUses, keepBoilerplateUses } from './boilerplates.server.ts'
import { addBoilerplate, boilerplateMark, changeBoilerplate, retireBoilerplate } from './change-boilerplate.server.ts'

const { db } = await testDatabase()
let by: Actor
let stranger: Actor
let process: Awaited<ReturnType<typeof aProcess>>

beforeAll(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor'] })
  process = await aProcess(db, municipality)
  stranger = await anActor(db, await aMunicipality(db), { innerRoles: ['processor'] })
})

const text = 'U vraagt om {thema}. Het kost {vul in: bedrag}.'
const add = (title: string, given: Partial<Parameters<typeof addBoilerplate>[2]> = {}) =>
  addBoilerplate(db, by, { title, text, key: uuid(), ...given }, NOW)
const errorsOf = (refused: Promise<unknown>) =>
  refused.then(
    () => ({}),
    (error: unknown) => (error instanceof WrongInput || error instanceof Refused ? error.byField : {}),
  )

test('a form that is sent twice adds one, one that was changed after going back another', async () => {
  const key = uuid()
  const [one, same] = [await add('Dubbel', { key }), await add('Dubbel', { key })]
  expect(same).toEqual(one)
  expect((await add('Anders', { key })).id).not.toBe(one.id)
  const titles = (await boilerplates(db, by.municipalityId)).map(({ title }) => title)
  expect(titles.filter((title) => ['Dubbel', 'Anders'].includes(title))).toEqual(['Anders', 'Dubbel'])
})

test('what is wrong is said at its field', async () => {
  expect(await errorsOf(add('  ', { text: 'Beste {naam}' }))).toEqual({
    title: 'Geef de tekst een naam. Daarmee vindt u hem terug.',
    text: expect.stringContaining('Dit veld kennen wij niet: {naam}.'),
  })
  await add('Geluid')
  expect(await errorsOf(add('geluid'))).toHaveProperty('title')
  expect(await errorsOf(add('Lang', { text: 'a'.repeat(20_001) }))).toHaveProperty('text')
})

test('a colleague who was first is not overwritten', async () => {
  const { id } = await add('Bus')
  const seen = boilerplateMark({ title: 'Bus', text, disposition: null })
  const change = (words: string) =>
    changeBoilerplate(db, by, { boilerplateId: id, title: 'Bus', text: words, disposition: 'noted', seen }, NOW)
  await change('Wij kijken naar de bus.')
  await change('Wij kijken naar de bus.')
  await expect(change('Er komt geen bus.')).rejects.toThrow(/intussen gewijzigd/)
  expect(await boilerplateWithUses(db, by.municipalityId, id)).toMatchObject({
    text: 'Wij kijken naar de bus.',
    disposition: 'noted',
  })
})

test('it is filled in for a point, and where it was used stays known when it goes out of use', async () => {
  const { id } = await add('Zorg')
  const whole = await processBySlug(db, by.municipalityId, process.slug)
  const offered = await boilerplatesToUse(db, whole, { theme: 'Zorg', chapter: null, round: 'inspraak' })
  expect(offered.find((each) => each.id === id)?.text).toBe('U vraagt om Zorg. Het kost {vul in: bedrag}.')

  const { id: contributionId } = await aContribution(db, process)
  const point = await markPoint(db, by, { process, contributionId, summary: 'Zorg' }, NOW)
  const answer = await answerPoints(db, by, { process, pointIds: [point.id], disposition: 'noted', reply: 'Ja.' }, NOW)
  const keep = () =>
    inTransaction(db, (trx) =>
      keepBoilerplateUses(trx, process, { answerId: answer.id, boilerplateIds: [id, uuid()] }, NOW),
    )
  await keep()
  await keep()
  await retireBoilerplate(db, by, { boilerplateId: id }, NOW)
  expect((await boilerplates(db, by.municipalityId)).map((each) => each.id)).not.toContain(id)
  expect(await boilerplateWithUses(db, by.municipalityId, id)).toMatchObject({
    isRetired: true,
    uses: [{ slug: process.slug, answers: 1, pointId: point.id }],
  })
})

test('a boilerplate of another municipality is not there', async () => {
  const { id } = await add('Eigen')
  await expect(retireBoilerplate(db, stranger, { boilerplateId: id }, NOW)).rejects.toThrow(NotFound)
  await expect(boilerplateWithUses(db, stranger.municipalityId, id)).rejects.toThrow(NotFound)
})
