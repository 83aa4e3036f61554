import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { NotAllowed, NotFound, Refused, WrongInput } from '#app/errors.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { act, changedNothing, did } from './act.server.ts'
import { refusals } from './perform.server.ts'
import { refuseStale } from './stale.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const process = await aProcess(db, municipality)
const official = await anActor(db, municipality, { innerRoles: ['processor'] })

const tryOut = act({
  name: 'tryOut',
  by: { audience: 'official', needs: 'processor' },
  on: 'process',
  needs: ['baseUrl'],
  input: z.object({
    word: z.string().min(1, 'Vul een woord in.'),
    rows: z.array(z.object({ word: z.string().min(1, 'Vul ook hier een woord in.') })).default([]),
    seen: z.string().optional(),
  }),
  refusals: {
    tooLoud: { says: (word: string) => `Niet zo hard: ${word}`, at: 'word' },
    taken: { says: 'Dit woord is er al.', at: (row: number) => `rows[${row}].word` },
  },
  prepare: async ({ db: own }, { word }) => ({ inTransaction: own.isTransaction, word }),
  async run({ trx, process: { id }, baseUrl, refuse }, { word, seen }, prepared) {
    refuseStale(seen, 'mark of now')
    if (word === 'niets') return changedNothing({ id, baseUrl, prepared })
    await trx.updateTable('process').set({ title: word }).where('id', '=', id).execute()
    if (word === 'HARD') refuse('tooLoud', word)
    if (word === 'dubbel') refuse('taken', 1)
    return did({ id, baseUrl, prepared }, { subject: { kind: 'process', id }, detail: { letters: word.length } })
  },
})

const give = (given: Partial<Parameters<typeof tryOut>[2]>, by: Parameters<typeof tryOut>[1] = official) =>
  tryOut(db, by, { process, baseUrl: 'https://een.example', word: 'stil', ...given }, NOW)
const events = () =>
  db
    .selectFrom('event')
    .select(['act', 'subjectKind', 'subjectId', 'actorId', 'detail'])
    .where('act', '=', 'tryOut')
    .orderBy('id')
    .execute()
const title = async () =>
  (await db.selectFrom('process').select('title').where('id', '=', process.id).executeTakeFirstOrThrow()).title

test('an act returns its value and writes an event; an act that changed nothing writes none', async () => {
  expect(await give({})).toEqual({
    id: process.id,
    baseUrl: 'https://een.example',
    prepared: { inTransaction: false, word: 'stil' },
  })
  await give({ word: 'niets' })
  expect(await events()).toEqual([
    { act: 'tryOut', subjectKind: 'process', subjectId: process.id, actorId: official.id, detail: { letters: 4 } },
  ])
})

test('a refusal has a code, a sentence and a field, undoes what was written, and is itself recorded', async () => {
  const published: unknown[] = []
  const listen = (message: unknown) => published.push(message)
  refusals.subscribe(listen)
  const error = await give({ word: 'HARD' }).catch((thrown: unknown) => thrown)
  refusals.unsubscribe(listen)
  expect(error).toBeInstanceOf(Refused)
  expect(error).toMatchObject({ code: 'tooLoud', field: 'word', message: 'Niet zo hard: HARD', facts: 'HARD' })
  expect(published).toEqual([{ act: 'tryOut', code: 'tooLoud' }])
  expect(await title()).toBe('stil')
  expect((await events()).at(-1)).toMatchObject({
    subjectKind: 'refusal',
    subjectId: process.id,
    actorId: official.id,
    detail: { refused: 'tooLoud' },
  })
})

test('a refusal, and a wrong input, may be about one field of many', async () => {
  await expect(give({ word: 'dubbel' })).rejects.toMatchObject({ code: 'taken', field: 'rows[1].word', facts: 1 })
  await expect(give({ rows: [{ word: 'een' }, { word: '' }] })).rejects.toMatchObject({
    byField: { 'rows[1].word': 'Vul ook hier een woord in.' },
  })
})

test('a mark that differs from what is stored is refused as stale; the same mark, or none, is not', async () => {
  await expect(give({ seen: 'mark of then' })).rejects.toMatchObject({ code: 'stale', facts: { seen: 'mark of now' } })
  await give({ seen: 'mark of now' })
})

test('a caller without the right is refused before anything else is checked', async () => {
  const reader = await anActor(db, municipality, { innerRoles: ['reviewer'] })
  await expect(give({ word: '' }, reader)).rejects.toThrow(NotAllowed)
  expect((await events()).at(-1)).toMatchObject({ actorId: reader.id, detail: { refused: 'notAllowed' } })
  const clerk = await anActor(db, municipality, { role: 'clerk' })
  await expect(give({}, clerk)).rejects.toThrow(NotAllowed)
  await expect(give({}, { kind: 'resident', id: null, municipalityId: municipality.id })).rejects.toThrow(NotAllowed)
  await give({}, { kind: 'command', id: null, municipalityId: municipality.id })
})

test('wrong input, a process of another municipality and a surrounding transaction are refused', async () => {
  await expect(give({ word: '' })).rejects.toThrow(WrongInput)
  const elsewhere = await aProcess(db, await aMunicipality(db))
  await expect(give({ process: elsewhere })).rejects.toThrow(NotFound)
  await expect(give({ process: { id: uuid() } })).rejects.toThrow(NotFound)
  await expect(give({ process: { id: 'x' } })).rejects.toThrow(NotFound)
})

test('given a transaction it joins that one, and is undone with it', async () => {
  const before = (await events()).length
  const undone = db.transaction().execute(async (trx) => {
    await tryOut(trx, official, { process, baseUrl: '', word: 'onder ons' }, NOW)
    throw new Error('the demo stops half way')
  })
  await expect(undone).rejects.toThrow('half way')
  expect([await title(), (await events()).length]).toEqual(['stil', before])
})

test('what someone does to their own account is not for the command line, nor for who is not logged in', async () => {
  const ownAct = act({
    name: 'tryOwn',
    by: { audience: 'account' },
    input: z.object({}),
    refusals: {},
    run: async ({ by }) => changedNothing(by.name),
  })
  expect(await ownAct(db, official, {}, NOW)).toBe(official.name)
  for (const kind of ['command', 'resident'] as const)
    await expect(ownAct(db, { kind, id: null, municipalityId: municipality.id }, {}, NOW)).rejects.toThrow(NotAllowed)
})

test('an act of the municipality may say which process it was about', async () => {
  const point = act({
    name: 'tryElsewhere',
    by: { audience: 'everyone' },
    input: z.object({}),
    refusals: {},
    run: async () => did(null, { subject: { kind: 'process', id: process.id }, processId: process.id }),
  })
  await point(db, { kind: 'resident', id: null, municipalityId: municipality.id }, {}, NOW)
  const kept = await db.selectFrom('event').select('processId').where('act', '=', 'tryElsewhere').execute()
  expect(kept).toEqual([{ processId: process.id }])
})
