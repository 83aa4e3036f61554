import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { aMunicipality, aProcess, NOW } from '#tests/factories.ts'
import { aPartner, aQuestionnaire, aResponse } from '#tests/partner-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { formOf, ledTo, staffVisits, statusOf } from '#tests/staff-visits.ts'
import { action as actOnNewPartner } from './new-partner.tsx'
import { action as actOnBook, loader as book } from './partners.tsx'
import { loader as bookCsv } from './partners-csv.ts'
import { action as actOnPartners, loader as partners } from './process/partners.tsx'
import { loader as giveOut } from './process/give-out.ts'
import { action as actOnQuestions, loader as questions } from './process/partner-questions.tsx'
import { loader as preview } from './process/partner-preview.tsx'

const { db, pool } = await testDatabase()
const { call, someone } = staffVisits({ db, pool })

const host = 'partners.example'
const municipality = await aMunicipality(db, { host })
const process = await aProcess(db, municipality, { state: 'draft', slug: 'zorg' })
const official = await someone(municipality, host, 'official', 'Ambtenaar A')
const partner = await aPartner(db, municipality, { name: 'Thuiszorg' })
const reader = await someone(municipality, host, 'official', 'Ambtenaar B')
await db
  .updateTable('membership')
  .set({ innerRoles: ['reviewer'] })
  .where('accountId', '=', reader.actor.id)
  .execute()
const member = await someone(municipality, host, 'partnerMember', 'Collega A')
const of = { slug: process.slug }

test('who may not process sees where organisations are, and changes nothing', async () => {
  const empty = await call(questions, of, reader)
  expect(empty.outcome).toMatchObject({ list: null, mayChange: false })
  expect(statusOf((await call(preview, of, reader)).outcome)).toBe(404)
  expect(statusOf((await call(giveOut, { ...of, file: 'partners.csv' }, reader)).outcome)).toBe(404)
  for (const [action, form] of [
    [actOnBook, { act: 'importPartners' }],
    [actOnNewPartner, { act: 'addPartner', name: 'Ander' }],
    [actOnQuestions, { act: 'createQuestionnaire?questions=standard' }],
    [actOnPartners, { act: 'invitePartners', partnerIds: partner.id }],
  ] as const) {
    expect(statusOf((await call(action, of, reader, formOf(form))).outcome)).toBe(403)
    expect(statusOf((await call(action, of, member, formOf(form))).outcome)).toBe(404)
  }
  for (const loader of [book, bookCsv, partners, questions, giveOut])
    expect(statusOf((await call(loader, of, member)).outcome)).toBe(404)
  expect(await db.selectFrom('questionnaire').select('id').execute()).toEqual([])
})

test('what was typed and chosen comes back with what is wrong', async () => {
  const questionnaireId = await aQuestionnaire(db, official.actor, process, { state: 'prepared' })
  const refused = await call(
    actOnQuestions,
    of,
    official,
    formOf({ act: 'addQuestion', key: uuid(), heading: '', explanation: 'Denk aan zorg.', kind: 'points' }),
  )
  expect(refused.outcome).toMatchObject({
    data: {
      act: 'addQuestion',
      values: { explanation: ['Denk aan zorg.'] },
      errors: { heading: 'Schrijf de vraag op.' },
    },
  })
  const responseId = await aResponse(db, official.actor, process, questionnaireId, partner)
  const early = await call(actOnPartners, of, official, formOf({ act: 'remindPartners', responseIds: responseId }))
  expect(early.outcome).toMatchObject({
    data: {
      values: { responseIds: [responseId] },
      errors: { '': 'De vragen zijn nog niet open. Er is nog niets om aan te herinneren.' },
    },
  })
  expect(statusOf((await call(actOnPartners, of, official, formOf({ act: 'toString' }))).outcome)).toBe(400)
  expect(
    statusOf(
      (
        await call(
          actOnPartners,
          { slug: 'elders' },
          official,
          formOf({ act: 'remindPartners', responseIds: responseId }),
        )
      ).outcome,
    ),
  ).toBe(404)
})

test('an official opens the questions and reads where an organisation is, never what it writes', async () => {
  const opened = await call(actOnQuestions, of, official, formOf({ act: 'openQuestionnaire' }))
  expect(ledTo(opened)).toEqual({
    to: '/ambtenaar/trajecten/zorg/partners/vragen',
    code: 'openQuestionnaire',
    facts: { mailed: 1, blocked: 0 },
  })
  const { id: responseId } = await db.selectFrom('response').select('id').executeTakeFirstOrThrow()
  const question = await db
    .selectFrom('question')
    .innerJoin('questionVersion', 'questionVersion.questionId', 'question.id')
    .select(['question.id', 'questionVersion.id as versionId', 'questionnaireId'])
    .where('number', '=', 2)
    .executeTakeFirstOrThrow()
  const municipalityId = municipality.id
  const answer = {
    municipalityId,
    questionnaireId: question.questionnaireId,
    responseId,
    questionId: question.id,
    questionVersionId: question.versionId,
    updatedAt: NOW,
  }
  await db.insertInto('responseAnswer').values(answer).execute()
  await db
    .insertInto('responseItem')
    .values({
      municipalityId,
      id: responseId,
      responseId,
      questionId: question.id,
      position: 1,
      text: 'Nog geheim',
      updatedAt: NOW,
    })
    .execute()
  await db.updateTable('response').set({ state: 'draft' }).where('id', '=', responseId).execute()
  const view = (await call(partners, of, reader)).outcome
  expect(view).toMatchObject({
    asked: {
      tally: { all: 1, draft: 1 },
      points: 0,
      rows: [{ name: 'Thuiszorg', says: 'concept', points: 1, cells: [{}, { kind: 'draft', points: 1 }, {}, {}, {}] }],
    },
  })
  expect(JSON.stringify(view)).not.toContain('geheim')
  const file = (await call(giveOut, { ...of, file: 'partners.csv' }, reader)).outcome as Response
  const csv = await file.text()
  expect(csv).toContain('"Thuiszorg";"concept"')
  expect(csv).not.toContain('geheim')
  const counts = (await call(giveOut, { ...of, file: 'partnerpunten.csv' }, reader)).outcome as Response
  expect([counts.headers.get('Content-Disposition'), await counts.text()]).toEqual([
    'attachment; filename="zorg-partnerpunten.csv"',
    expect.stringContaining('"verdeling";"naam";"punten"'),
  ])
})
