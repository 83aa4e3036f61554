import { beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { NotFound, Refused, WrongInput } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { decisionWordsOf } from '#app/features/points/decision-words.server.ts'
import type { Decision } from '#app/features/points/disposition.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aPoint } from '#tests/workflow-factories.ts'
import { answerPoints } from './answer-points.server.ts'
import { addBoilerplate } from './change-boilerplate.server.ts'
import { changeDispositionWords, restoreDispositionWords } from './change-disposition-words.server.ts'
import {
  addOwnDisposition,
  changeOwnDisposition,
  markOfOwn,
  removeOwnDisposition,
  retireOwnDisposition,
  reviveOwnDisposition,
} from './change-own-disposition.server.ts'
import { decisionWordings } from './decision-wordings.server.ts'

const { db } = await testDatabase()
let by: Actor
let municipality: Awaited<ReturnType<typeof aMunicipality>>

beforeEach(async () => {
  municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['administrator', 'processor'] })
})

const explanation = 'Wij doen een deel van wat er gevraagd is.'
const add = async (label: string, given: Partial<Parameters<typeof addOwnDisposition>[2]> = {}) => {
  const base = { label, short: label.slice(0, 24), explanation, disposition: 'partlyAdopted' as const, key: uuid() }
  return (await addOwnDisposition(db, by, { ...base, ...given }, NOW)).id
}
const own = async () => (await decisionWordings(db, by.municipalityId)).own
const labelOf = async (decision: Decision) => (await decisionWordsOf(db, by.municipalityId)).of(decision).label
const errorsOf = (refused: Promise<unknown>) =>
  refused.then(
    () => ({}),
    (error: unknown) => (error instanceof WrongInput || error instanceof Refused ? error.byField : {}),
  )
const rename = (label: string, given: object = {}) =>
  changeDispositionWords(db, by, { disposition: 'adopted', label, explanation, ...given }, NOW)

/** A point with an answer that was given as this decision. */
async function answered(disposition: Decision) {
  const process = await processBySlug(db, by.municipalityId, (await aProcess(db, municipality)).slug)
  const point = await aPoint(db, by, process, 'Meer licht')
  const give = (given: { disposition: Decision; reply: string }) =>
    answerPoints(db, by, { process, pointIds: [point], ...given }, NOW)
  const { id } = await give({ disposition, reply: 'Dat doen wij op hoofdlijnen.' })
  return { id, give }
}

describe('the words for the eight', () => {
  test('are changed, and ours come back', async () => {
    await rename('Akkoord')
    expect(await labelOf('adopted')).toBe('Akkoord')
    await restoreDispositionWords(db, by, { disposition: 'adopted' }, NOW)
    expect(await labelOf('adopted')).toBe('Overgenomen')
    const { eight } = await decisionWordings(db, by.municipalityId)
    expect(eight.every(({ isOurs }) => isOurs)).toBe(true)
  })

  test('what is wrong is said at its field', async () => {
    expect(await errorsOf(rename(' ', { explanation: '' }))).toEqual({
      label: 'Vul in hoe het besluit heet.',
      explanation: expect.stringContaining('voor inwoners betekent'),
    })
    expect(await errorsOf(rename('a'.repeat(61), { short: 'b'.repeat(25) }))).toEqual({
      label: 'Maak dit korter: hooguit 60 tekens. Het zijn er nu 61.',
      short: 'Maak dit korter: hooguit 24 tekens. Het zijn er nu 25.',
    })
    expect(await errorsOf(rename('Overgenomen in het volledige plan'))).toHaveProperty('short')
    expect(await errorsOf(rename('niet OVERGENOMEN'))).toEqual({
      label: 'Deze woorden heeft het besluit “Niet overgenomen” al.',
    })
  })

  test('ours do not come back while another decision has them', async () => {
    await rename('Akkoord')
    await add('Overgenomen')
    await expect(restoreDispositionWords(db, by, { disposition: 'adopted' }, NOW)).rejects.toThrow(/“Overgenomen” al/)
  })

  test('a colleague who was first is not overwritten, and only an administrator may', async () => {
    await rename('Akkoord')
    await expect(rename('Goed', { seen: 'iets anders' })).rejects.toThrow(/intussen gewijzigd/)
    const processor = await anActor(db, municipality, { innerRoles: ['processor'] })
    await expect(
      changeDispositionWords(db, processor, { disposition: 'noted', label: 'Gelezen', explanation }, NOW),
    ).rejects.toThrow()
  })
})

describe('an own disposition', () => {
  test('is added once, in its place among those that count as the same', async () => {
    const key = uuid()
    const first = await add('Op hoofdlijnen meegenomen', { key })
    expect(await add('Op hoofdlijnen meegenomen', { key })).toBe(first)
    await add('Later meegenomen')
    await add('Eerst', { place: '1' })
    expect((await own()).map(({ label, position }) => `${position} ${label}`)).toEqual([
      '1 Eerst',
      '2 Op hoofdlijnen meegenomen',
      '3 Later meegenomen',
    ])
  })

  test('is known to the answer, to each text that it had, and counts as what it counts as', async () => {
    const id = await add('Op hoofdlijnen meegenomen')
    const { give, id: answerId } = await answered(`partlyAdopted.${id}`)
    await give({ disposition: 'adopted', reply: 'Toch helemaal.' })
    await give({ disposition: `partlyAdopted.${id}`, reply: 'Toch op hoofdlijnen.' })
    const versions = await db
      .selectFrom('answerVersion')
      .select('decision')
      .where('answerId', '=', answerId)
      .orderBy('number')
      .execute()
    expect(versions.map(({ decision }) => decision)).toEqual([`partlyAdopted.${id}`, 'adopted', `partlyAdopted.${id}`])
    const work = await db
      .selectFrom('pointWork')
      .select('disposition')
      .where('municipalityId', '=', by.municipalityId)
      .execute()
    expect(work).toEqual([{ disposition: 'partlyAdopted' }])
    const history = await db
      .selectFrom('pointHistory')
      .select('toValue')
      .where('municipalityId', '=', by.municipalityId)
      .where('field', '=', 'disposition')
      .execute()
    expect(history.map(({ toValue }) => toValue)).toContain(`partlyAdopted.${id}`)
    expect(await own()).toMatchObject([{ answers: 1, isUsed: true }])
  })

  test('of another municipality, or one that counts as something else, is refused by the act and by the database', async () => {
    const id = await add('Op hoofdlijnen meegenomen')
    await expect(answered(`noted.${id}`)).rejects.toThrow(/niet meer in gebruik/)
    const boilerplate = {
      title: 'Later',
      text: 'Dat doen wij later.',
      disposition: `noted.${id}` as const,
      key: uuid(),
    }
    await expect(addBoilerplate(db, by, boilerplate, NOW)).rejects.toThrow(/niet meer in gebruik/)
    const { id: answerId } = await answered('noted')
    const given = db.updateTable('answer').set({ ownDispositionId: id }).where('id', '=', answerId)
    await expect(given.execute()).rejects.toThrow(/foreign key/)
    const stranger = await anActor(db, await aMunicipality(db), { innerRoles: ['administrator'] })
    await expect(removeOwnDisposition(db, stranger, { ownDispositionId: id }, NOW)).rejects.toThrow(NotFound)
  })

  test('is the last one at forty', async () => {
    const { municipalityId } = by
    const rows = Array.from({ length: 40 }, (_, at) => ({
      ...{
        municipalityId,
        id: uuid(),
        disposition: 'noted',
        position: at + 1,
        label: `Besluit ${at}`,
        short: `B ${at}`,
        plain: '',
        explanation,
      },
    }))
    await db.insertInto('ownDisposition').values(rows).execute()
    await expect(add('Nog een')).rejects.toThrow(/Meer dan 40 eigen besluiten/)
  })

  test('that an answer has stays, keeps what it counts as, and goes out of use', async () => {
    const id = await add('Op hoofdlijnen meegenomen')
    const { give } = await answered(`partlyAdopted.${id}`)
    await expect(removeOwnDisposition(db, by, { ownDispositionId: id }, NOW)).rejects.toThrow(/blijft het staan/)
    const [stored] = await own()
    if (!stored) throw new Error('it was added')
    const change = { ownDispositionId: id, explanation, label: 'Grotendeels', seen: markOfOwn(stored) }
    expect(await errorsOf(changeOwnDisposition(db, by, { ...change, disposition: 'noted' }, NOW))).toHaveProperty(
      'disposition',
    )
    await changeOwnDisposition(db, by, change, NOW)
    expect(await labelOf(`partlyAdopted.${id}`)).toBe('Grotendeels')

    await retireOwnDisposition(db, by, { ownDispositionId: id }, NOW)
    await expect(answered(`partlyAdopted.${id}`), 'a new answer').rejects.toThrow(/niet meer in gebruik/)
    await give({ disposition: `partlyAdopted.${id}`, reply: 'Met andere woorden.' })
    await expect(add('grotendeels')).rejects.toThrow(/niet meer in gebruik; u kunt het weer in gebruik nemen/)
    await reviveOwnDisposition(db, by, { ownDispositionId: id }, NOW)
    expect(await own()).toMatchObject([{ isRetired: false, answers: 1 }])
  })

  test('that no answer ever had is removed, and boilerplates go on with what it counted as', async () => {
    const id = await add('Op hoofdlijnen meegenomen')
    const text = { title: 'Hoofdlijnen', text: 'Wij nemen dit mee.', key: uuid() }
    await addBoilerplate(db, by, { ...text, disposition: `partlyAdopted.${id}` }, NOW)
    await removeOwnDisposition(db, by, { ownDispositionId: id }, NOW)
    const left = await db
      .selectFrom('boilerplate')
      .select('decision')
      .where('municipalityId', '=', by.municipalityId)
      .execute()
    expect([await own(), left]).toEqual([[], [{ decision: 'partlyAdopted' }]])
  })
})
