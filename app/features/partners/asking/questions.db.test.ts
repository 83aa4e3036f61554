import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { NotAllowed, NotFound, Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { insertQuestion } from '#app/features/partners/create-questionnaire.server.ts'
import { questionnaireOf } from '#app/features/partners/queries.server.ts'
import type { Db } from '#db/client.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { aPartner, aQuestionnaire, aResponse } from '#tests/partner-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { addQuestion, changeQuestion, markOfQuestion, moveQuestion, removeQuestion } from './change-questions.server.ts'
import { askedPartners, askedQuestions } from './overview.server.ts'
import { markOfQuestionnaire, saveQuestionnaire } from './save-questionnaire.server.ts'

const { db } = await testDatabase()

async function aList(given: { state?: 'prepared' | 'open'; closesOn?: string } = {}) {
  const municipality = await aMunicipality(db)
  const by = await anActor(db, municipality, { innerRoles: ['processor'] })
  const process = await aProcess(db, municipality, { state: 'draft' })
  const id = await aQuestionnaire(db, by, process, given)
  const list = async () => (await questionnaireOf(db, process))?.questions ?? []
  const headings = async () => (await list()).map(({ number, heading }) => `${number} ${heading.slice(0, 14)}`)
  return { municipality, by, process, id, list, headings, of: { process } }
}

const asked = (heading: string, given: object = {}) =>
  ({ heading, kind: 'points', isOptional: true, ...given }) as const

/** Someone of an organisation wrote something under a question. */
async function anAnswer(
  on: Db,
  by: Actor,
  process: { id: string },
  questionnaireId: string,
  question: { id: string; versionId: string },
  items = 2,
) {
  const { municipalityId } = by
  const responseId = await aResponse(on, by, process, questionnaireId, await aPartner(on, { id: municipalityId }))
  const answer = {
    municipalityId,
    questionnaireId,
    responseId,
    questionId: question.id,
    questionVersionId: question.versionId,
  }
  await on
    .insertInto('responseAnswer')
    .values({ ...answer, updatedAt: NOW })
    .execute()
  for (let position = 1; position <= items; position++) {
    const item = {
      municipalityId,
      id: uuid(),
      responseId,
      questionId: question.id,
      position,
      text: `Geheim punt ${position}`,
      updatedAt: NOW,
    }
    await on.insertInto('responseItem').values(item).execute()
  }
  await on.updateTable('response').set({ state: 'draft' }).where('id', '=', responseId).execute()
  return responseId
}

describe('the questions, as long as nobody answered', () => {
  test('can be added once, moved once, changed in place and taken away', async () => {
    const { by, of, headings, list } = await aList()
    const key = uuid()
    for (const _ of ['once', 'twice']) await addQuestion(db, by, { ...of, key, ...asked('Een nieuwe vraag') }, NOW)
    expect((await headings()).at(-1)).toBe('6 Een nieuwe vra')
    for (const _ of ['once', 'twice'])
      await moveQuestion(db, by, { ...of, questionId: key, from: 6, direction: 'up' }, NOW)
    expect((await headings())[4]).toBe('5 Een nieuwe vra')
    const before = (await list())[4]
    expect(await changeQuestion(db, by, { ...of, questionId: key, ...asked('Anders gevraagd') }, NOW)).toEqual({
      newVersion: false,
    })
    expect((await list())[4]).toMatchObject({ heading: 'Anders gevraagd', version: 1, versionId: before?.versionId })
    expect(await removeQuestion(db, by, { ...of, questionId: (await list())[0]?.id ?? '' }, NOW)).toEqual({
      keptAnswers: false,
    })
    expect(await headings()).toEqual([
      '1 Hoe helpt u in',
      '2 Kan de hulp di',
      '3 Waar moet de g',
      '4 Anders gevraag',
      '5 Wat mag de gem',
    ])
  })

  test('a form that is filled in anew after going back adds another question, once, and never reaches a list elsewhere', async () => {
    const { by, of, headings } = await aList()
    const key = uuid()
    for (const heading of ['Eerste', 'Tweede', 'Tweede', 'Eerste'])
      await addQuestion(db, by, { ...of, key, ...asked(heading) }, NOW)
    expect((await headings()).slice(5)).toEqual(['6 Eerste', '7 Tweede'])
    const elsewhere = await aProcess(db, { id: by.municipalityId }, { state: 'draft' })
    await aQuestionnaire(db, by, elsewhere)
    await expect(addQuestion(db, by, { process: elsewhere, key, ...asked('Derde') }, NOW)).rejects.toBeInstanceOf(
      NotFound,
    )
  })

  test('at the ends nothing moves', async () => {
    const { by, of, headings, list } = await aList()
    const [before, questions] = [await headings(), await list()]
    await moveQuestion(db, by, { ...of, questionId: questions[0]?.id ?? '', from: 1, direction: 'up' }, NOW)
    await moveQuestion(db, by, { ...of, questionId: questions[4]?.id ?? '', from: 5, direction: 'down' }, NOW)
    expect(await headings()).toEqual(before)
  })

  test('are not overwritten unseen by a colleague', async () => {
    const { by, of, list } = await aList()
    const [first] = await list()
    if (!first) throw new Error('there is a question')
    const seen = markOfQuestion(first)
    await changeQuestion(db, by, { ...of, questionId: first.id, ...asked('Van de een'), seen }, NOW)
    await expect(
      changeQuestion(db, by, { ...of, questionId: first.id, ...asked('Van de ander'), seen }, NOW),
    ).rejects.toThrow(/intussen gewijzigd/)
    // The same form sent again says what is there.
    await changeQuestion(db, by, { ...of, questionId: first.id, ...asked('Van de een'), seen }, NOW)
    expect((await list())[0]?.heading).toBe('Van de een')
  })
})

describe('a list of questions', () => {
  test('has 50 at most', async () => {
    const { by, of, list, process, id } = await aList()
    await db.transaction().execute(async (trx) => {
      for (let number = 6; number <= 50; number++)
        await insertQuestion(
          trx,
          { municipalityId: by.municipalityId, id },
          number,
          { ...asked('Nog een'), explanation: '' },
          NOW,
        )
    })
    await expect(addQuestion(db, by, { process, key: uuid(), ...asked('Te veel') }, NOW)).rejects.toMatchObject({
      code: 'tooManyQuestions',
    })
    await removeQuestion(db, by, { ...of, questionId: (await list())[0]?.id ?? '' }, NOW)
    await addQuestion(db, by, { ...of, key: uuid(), ...asked('Past weer') }, NOW)
    expect(await list()).toHaveLength(50)
  })

  test('that is open keeps one, and that is prepared may become empty', async () => {
    for (const state of ['open', 'prepared'] as const) {
      const { by, of, list } = await aList({ state })
      const [last, ...others] = await list()
      for (const { id } of others) await removeQuestion(db, by, { ...of, questionId: id }, NOW)
      const remove = removeQuestion(db, by, { ...of, questionId: last?.id ?? '' }, NOW)
      if (state === 'open') await expect(remove).rejects.toMatchObject({ code: 'lastQuestion' })
      else await remove
      expect(await list()).toHaveLength(state === 'open' ? 1 : 0)
    }
  })
})

describe('once a question is answered', () => {
  test('a change is a new version, and the answer keeps what it answered', async () => {
    const { by, process, id, of, list } = await aList()
    const [first, second] = await list()
    if (!first || !second) throw new Error('there are questions')
    const responseId = await anAnswer(db, by, process, id, first)
    expect(await changeQuestion(db, by, { ...of, questionId: first.id, ...asked('Anders gevraagd') }, NOW)).toEqual({
      newVersion: true,
    })
    expect(await changeQuestion(db, by, { ...of, questionId: second.id, ...asked('Ook anders') }, NOW)).toEqual({
      newVersion: false,
    })
    expect((await list())[0]).toMatchObject({ id: first.id, number: 1, version: 2, heading: 'Anders gevraagd' })
    const answer = await db
      .selectFrom('responseAnswer')
      .select('questionVersionId')
      .where('responseId', '=', responseId)
      .executeTakeFirst()
    expect(answer?.questionVersionId).toBe(first.versionId)
    const old = await db
      .selectFrom('questionVersion')
      .select('heading')
      .where('id', '=', first.versionId)
      .executeTakeFirst()
    expect(old?.heading).toBe(first.heading)
    const [partner] = await askedPartners(db, { municipalityId: by.municipalityId, processId: process.id, id })
    expect(partner?.answers).toEqual([
      { questionId: first.id, state: 'open', items: 2, kind: 'points', isEarlier: true },
    ])
    expect(JSON.stringify(partner)).not.toContain('Geheim')
  })

  test('it can only be asked no longer, and every number stays', async () => {
    const { by, process, id, of, list, headings } = await aList()
    const [first, second, third] = await list()
    if (!first || !second || !third) throw new Error('there are questions')
    await anAnswer(db, by, process, id, second)
    await expect(
      moveQuestion(db, by, { ...of, questionId: first.id, from: 1, direction: 'down' }, NOW),
    ).rejects.toBeInstanceOf(Refused)
    expect(await removeQuestion(db, by, { ...of, questionId: second.id }, NOW)).toEqual({ keptAnswers: true })
    expect(await removeQuestion(db, by, { ...of, questionId: third.id }, NOW)).toEqual({ keptAnswers: false })
    expect((await headings()).map((heading) => heading[0])).toEqual(['1', '4', '5'])
    await addQuestion(db, by, { ...of, key: uuid(), ...asked('Nog een vraag') }, NOW)
    expect((await headings()).at(-1)).toBe('6 Nog een vraag')
    expect(
      (await askedQuestions(db, { municipalityId: by.municipalityId, id })).map(({ number, isRetired }) => [
        number,
        isRetired,
      ]),
    ).toEqual([
      [1, false],
      [2, true],
      [4, false],
      [5, false],
      [6, false],
    ])
  })

  test('who answers while it is changed answers one version or the other', async () => {
    const { by, process, id, of, list } = await aList()
    const [first] = await list()
    if (!first) throw new Error('there is a question')
    const [, outcome] = await Promise.all([
      db.transaction().execute((trx) => anAnswer(trx, by, process, id, first)),
      changeQuestion(db, by, { ...of, questionId: first.id, ...asked('Anders gevraagd') }, NOW),
    ])
    const versions = await db
      .selectFrom('questionVersion')
      .select(['heading', 'version'])
      .where('questionId', '=', first.id)
      .orderBy('version')
      .execute()
    expect(versions).toEqual(
      outcome.newVersion
        ? [
            { heading: first.heading, version: 1 },
            { heading: 'Anders gevraagd', version: 2 },
          ]
        : [{ heading: 'Anders gevraagd', version: 1 }],
    )
  })
})

describe('the last day', () => {
  test('is free to choose before the questions open, and can only move later after that', async () => {
    const { by, of, process } = await aList({ state: 'prepared' })
    const save = (closesOn: string | null, now = NOW) =>
      saveQuestionnaire(db, by, { ...of, intro: 'Denk mee.', closesOn: closesOn ?? '' }, now)
    await save('2016-12-01')
    await save(null)
    await save('2016-11-20')
    await db
      .updateTable('questionnaire')
      .set({ state: 'open', openedAt: NOW })
      .where('processId', '=', process.id)
      .execute()
    await expect(save('2016-11-19')).rejects.toMatchObject({ field: 'closesOn' })
    await expect(save(null)).rejects.toMatchObject({ field: 'closesOn' })
    await save('2016-11-25')
    // Closed, it opens again with a day that is to come.
    const later = new Date('2016-12-10T12:00:00+01:00')
    await expect(save('2016-12-09', later)).rejects.toThrow(/nog niet voorbij/)
    await save('2016-12-10', later)
    expect(await questionnaireOf(db, process)).toMatchObject({ closesOn: '2016-12-10', intro: 'Denk mee.' })
    const moved = await db
      .selectFrom('event')
      .select('detail')
      .where('processId', '=', process.id)
      .where('act', '=', 'saveQuestionnaire')
      .orderBy('id', 'desc')
      .executeTakeFirst()
    expect(moved?.detail).toEqual({ state: 'open', from: '2016-11-25', to: '2016-12-10' })
  })
})

test('the introduction and the last day are not saved over what a colleague wrote meanwhile', async () => {
  const { by, of, process } = await aList({ state: 'prepared' })
  const before = (await questionnaireOf(db, process)) ?? expect.fail('there is a list')
  const save = (intro: string) =>
    saveQuestionnaire(db, by, { ...of, intro, closesOn: before.closesOn ?? '', seen: markOfQuestionnaire(before) }, NOW)
  for (const _ of ['once', 'twice']) await save('Van de een')
  await expect(save('Van de ander')).rejects.toThrow(/intussen gewijzigd/)
  expect((await questionnaireOf(db, process))?.intro).toBe('Van de een')
})

test('questions are for those who process, of their own municipality and process', async () => {
  const { by, of, list, municipality } = await aList()
  const { by: stranger, of: theirs, list: theirList } = await aList()
  const [mine, other] = [(await list())[0]?.id ?? '', (await theirList())[0]?.id ?? '']
  const reviewer = await anActor(db, municipality, { innerRoles: ['reviewer'] })
  const question = asked('Andermans vraag')
  await expect(addQuestion(db, reviewer, { ...of, key: uuid(), ...question }, NOW)).rejects.toBeInstanceOf(NotAllowed)
  await expect(saveQuestionnaire(db, reviewer, { ...of, intro: '', closesOn: '' }, NOW)).rejects.toBeInstanceOf(
    NotAllowed,
  )
  await expect(addQuestion(db, stranger, { ...of, key: uuid(), ...question }, NOW)).rejects.toBeInstanceOf(NotFound)
  for (const questionId of [other, 'geen-id', uuid()]) {
    await expect(changeQuestion(db, by, { ...of, questionId, ...question }, NOW)).rejects.toBeInstanceOf(NotFound)
    await expect(removeQuestion(db, by, { ...of, questionId }, NOW)).rejects.toBeInstanceOf(NotFound)
    await expect(moveQuestion(db, by, { ...of, questionId, from: 1, direction: 'down' }, NOW)).rejects.toBeInstanceOf(
      NotFound,
    )
  }
  await expect(changeQuestion(db, stranger, { ...theirs, questionId: mine, ...question }, NOW)).rejects.toBeInstanceOf(
    NotFound,
  )
})
