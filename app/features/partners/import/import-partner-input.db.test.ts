import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { parseCsv } from '#app/csv-table.ts'
import { NotAllowed, NotFound } from '#app/errors.server.ts'
import type { CommandActor } from '#app/features/accounts/account.ts'
import { answerPoint } from '#app/features/answers/answer-point.server.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { answerView } from '#app/features/answers/answer-view.server.ts'
import { pointsUnderPrinted } from '#app/features/answers/scope.ts'
import { scopedPoints } from '#app/features/answers/scoped-points.server.ts'
import { giveAllNumbers } from '#app/features/contributions/give-numbers.server.ts'
import { ourDecisionWords } from '#app/features/points/decision-words.ts'
import { appendixAsJson, appendixAsRows, type Appendix } from '#app/features/partners/appendix/appendix.ts'
import { readAppendix } from '#app/features/partners/appendix/read-appendix.server.ts'
import { askReopen } from '#app/features/partners/answering/ask-reopen.server.ts'
import { reopenResponse } from '#app/features/partners/answering/reopen-response.server.ts'
import { saveAnswer } from '#app/features/partners/answering/save-answer.server.ts'
import { sayNoPoints } from '#app/features/partners/answering/send-response.server.ts'
import { silentResponses } from '#app/features/partners/answering/take-in-response.server.ts'
import { removeQuestion } from '#app/features/partners/asking/change-questions.server.ts'
import { askedPartners, askedQuestions } from '#app/features/partners/asking/overview.server.ts'
import { matrixOf } from '#app/features/partners/asking/overview.ts'
import { pointsPerChapter, pointsPerTheme } from '#app/features/partners/asking/point-shares.server.ts'
import { sendDueReminders } from '#app/features/partners/asking/send-due-reminders.server.ts'
import { questionnaireOf } from '#app/features/partners/queries.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { aPartner, aQuestionnaire, aResponse } from '#tests/partner-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { importPartnerInput } from './import-partner-input.server.ts'
import { partnerInputColumns } from './partner-input-file.ts'
import { realCase, realCaseInput } from './real-case-input.fixture.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const official = await anActor(db, municipality)

const tableOf = (csv: string) => parseCsv(csv, partnerInputColumns)
const take = (processId: string, csv: string, by = official) =>
  importPartnerInput(db, by, { process: { id: processId }, table: tableOf(csv) }, NOW)
/** The appendix, after the job numbered who is in it. */
const read = async (slug: string) =>
  giveAllNumbers(db).then(async () => readAppendix(db, await processBySlug(db, municipality.id, slug)))
const of = (input: Appendix, name: string) =>
  input.find((contributor) => contributor.name === name) ?? expect.fail(`${name} is there`)
const heading = `${partnerInputColumns.join(',')}\n`

async function contributionOf(processId: string, organisation: string): Promise<string> {
  const { id } = await db
    .selectFrom('contribution')
    .innerJoin('contributor', 'contributor.id', 'contribution.contributorId')
    .select('contribution.id')
    .where('contribution.processId', '=', processId)
    .where('organisation', '=', organisation)
    .executeTakeFirstOrThrow()
  return id
}

describe('the shape of the real appendix', () => {
  test('fourteen contributors, of whom eight answered questions, each in its own pattern', async () => {
    const process = await aProcess(db, municipality)
    const { added, points } = await take(process.id, realCaseInput())
    const input = await read(process.slug)
    expect([added, input.length]).toEqual([14, 14])
    expect(input.map(({ number, name }) => [number, name])).toEqual(
      realCase.map(({ name }, index) => [index + 1, name.startsWith('Gezin') ? 'Inspreker 1' : name]),
    )
    expect(input.flatMap(({ questions }) => questions.flatMap((question) => question.points)).length).toBe(points)
    const pattern = (name: string) =>
      of(input, name).questions.map(({ number, printedNumber }) => [number, printedNumber])
    const asked = input.filter(({ questions }) => questions.some(({ number }) => number !== null))
    expect([asked.length, input.length - asked.length]).toEqual([8, 6])
    for (const name of ['MEE Drenthe', 'Welzijnsgroep Andes', 'Coöperatie BOOZ'])
      expect(pattern(name)).toEqual([
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 4],
        [5, 5],
      ])
    for (const name of ['Het LSR', 'Accare'])
      expect(pattern(name)).toEqual([
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 4],
      ])
    expect(pattern('Coördinator Boodschappen PlusBus')).toEqual([
      [1, 1],
      [2, 2],
      [4, 3],
      [5, 4],
    ])
    expect(pattern('Beter Thuis Wonen')).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ])
    expect(pattern('Cultuurcoach')).toEqual([
      [1, 1],
      [2, 2],
      [4, 3],
    ])
    expect(of(input, 'Cultuurcoach').questions[0]?.words).toBe('1. Vanuit het werkveld')
    expect(of(input, 'Beter Thuis Wonen').role).toBe('thuiszorg')
    const free = input.filter(({ questions }) =>
      questions.every(({ number, words }) => number === null && words === ''),
    )
    expect(free.map(({ kind }) => kind)).toEqual([
      'household',
      'workingGroup',
      'conversations',
      'organisation',
      'meeting',
      'study',
    ])
  })

  test('an answer to question 3 as it was printed is about question 4 of the list, and says so', async () => {
    const process = await aProcess(db, municipality)
    await take(process.id, realCaseInput())
    const points = await scopedPoints(db, process, await contributionOf(process.id, 'Coördinator Boodschappen PlusBus'))
    const under = pointsUnderPrinted(3, points)
    expect(under.map(({ question }) => question?.number)).toEqual([4, 4])
    await answerPoints(
      db,
      official,
      {
        process,
        pointIds: under.map(({ id }) => id),
        scope: 'question',
        disposition: 'noted',
        reply: 'Dit nemen wij mee in de gesprekken over de subsidie.',
      },
      NOW,
    )
    const questions = of(await read(process.slug), 'Coördinator Boodschappen PlusBus').questions
    const answers = questions.map(({ number, points: own }) => [
      number,
      own.map(({ answer }) => answer?.scopeWords ?? null),
    ])
    const words = 'over wat onder vraag 3 (vraag 4 van de lijst) staat'
    expect(answers).toEqual([
      [1, [null, null]],
      [2, [null]],
      [4, [words, words]],
      [5, [null]],
    ])
    const screen = await answerView(db, await processBySlug(db, municipality.id, process.slug), under[0]?.id ?? '')
    expect(screen.answer?.scopeWords).toBe(words)
    expect(screen.point.asked, 'the question as it was printed').toMatch(/^3\. /)
    const above = screen.contribution.questions.map(({ start, words: question }) => [
      question.slice(0, 2),
      screen.contribution.text.slice(start).split(' bij ')[1]?.slice(0, 8),
    ])
    expect(above).toEqual([
      ['1.', 'vraag 1.'],
      ['2.', 'vraag 2.'],
      ['3.', 'vraag 4.'],
      ['4.', 'vraag 5.'],
    ])
  })
})

test('one answer on the form covers a whole question, leaves what was answered alone, and shows under every point', async () => {
  const process = await processBySlug(db, municipality.id, (await aProcess(db, municipality)).slug)
  const file = [
    ['1', 'Een'],
    ['1', 'Twee'],
    ['1', 'Drie'],
    ['2', 'Vier'],
  ].map(([asked, text]) => `De Brug,organisatie,,${asked},${asked},${text}`)
  await take(process.id, heading + file.join('\n'))
  const [first, second] = (await scopedPoints(db, process, await contributionOf(process.id, 'De Brug'))).map(
    ({ id }) => id,
  )
  await answerPoints(
    db,
    official,
    { process, pointIds: [second ?? ''], disposition: 'noted', reply: 'Een eigen antwoord.' },
    NOW,
  )
  const answer = { disposition: 'noted', reply: 'Voor allemaal.', scope: 'question', seen: '' } as const
  expect(await answerPoint(db, official, { process, pointId: first ?? '', ...answer }, NOW)).toEqual({
    pointId: first,
    next: false,
    step: null,
  })
  const answers = of(await read(process.slug), 'De Brug').questions.map(({ points }) =>
    points.map(({ answer }) => [answer?.reply, answer?.scopeWords]),
  )
  const words = 'over wat onder vraag 1 staat'
  expect(answers).toEqual([
    [
      ['Voor allemaal.', words],
      ['Een eigen antwoord.', ''],
      ['Voor allemaal.', words],
    ],
    [[undefined, undefined]],
  ])
})

test('officials see in their matrix who answered which question, and how many points each gave', async () => {
  const process = await aProcess(db, municipality)
  await take(process.id, realCaseInput())
  const questionnaire = await questionnaireOf(db, await processBySlug(db, municipality.id, process.slug))
  if (!questionnaire) throw new Error('the file makes the list of questions')
  const rows = matrixOf(await askedPartners(db, questionnaire), await askedQuestions(db, questionnaire))
  expect(rows).toHaveLength(14)
  for (const { name, questions } of realCase) {
    const row = rows.find((one) => one.name === name)
    expect(row, name).toMatchObject({ partnerId: null, state: 'sent', says: 'ingelezen' })
    const answered = typeof questions === 'number' ? [] : questions.map(([, asked]) => Number.parseInt(asked, 10))
    expect(
      row?.cells.flatMap(({ kind }, index) => (kind === 'sent' ? [index + 1] : [])),
      name,
    ).toEqual(answered)
  }
  const given = (await read(process.slug)).flatMap(({ questions }) => questions.flatMap(({ points }) => points)).length
  expect(rows.reduce((sum, { points }) => sum + points, 0)).toBe(given)
  for (const shares of [await pointsPerTheme(db, process), await pointsPerChapter(db, process)]) {
    expect(shares, 'the charts count what the matrix and the appendix count').toEqual([{ name: null, points: given }])
  }
})

describe('an organisation that was asked and gave its points in a file', () => {
  const rowsOf = (name: string) =>
    ['1,1,Een vaste plek.', '4,2,Minder papier.', ',,Succes!']
      .map((row) => `${name},organisatie,welzijn,${row}`)
      .join('\n')

  async function asked(name: string) {
    const process = await aProcess(db, municipality, { state: 'draft' })
    const questionnaireId = await aQuestionnaire(db, official, process)
    const partner = await aPartner(db, municipality, { name })
    const [member] = partner.people
    if (!member) throw new Error('there is one')
    const responseId = await aResponse(db, official, process, questionnaireId, partner)
    const questionnaire = await questionnaireOf(db, process)
    if (!questionnaire) throw new Error('there is a list')
    const matrix = async () => matrixOf(await askedPartners(db, questionnaire), await askedQuestions(db, questionnaire))
    return { process, partner, member, responseId, matrix }
  }

  test('has sent by it: it stands once in the matrix, is reminded no more, and writes no second time', async () => {
    const { process, partner, member, responseId, matrix } = await asked('De brug')
    await take(process.id, heading + rowsOf('De Brug'))
    expect(await matrix()).toMatchObject([
      { id: responseId, partnerId: partner.id, state: 'sent', says: 'ingelezen', points: 3 },
    ])
    expect((await matrix())[0]?.cells.map(({ kind }) => kind)).toEqual([
      'sent',
      'unanswered',
      'unanswered',
      'sent',
      'unanswered',
    ])
    await sendDueReminders(db, { baseUrl: 'https://saomen.example' }, new Date('2016-11-08T10:00:00+01:00'))
    expect(await db.selectFrom('notification').select('id').where('recipient', '=', member.email).execute()).toEqual([])
    await expect(
      sayNoPoints(db, member, { responseId, baseUrl: 'https://saomen.example' }, NOW),
    ).resolves.toBeUndefined()
    expect((await read(process.slug)).map(({ name }) => name)).toEqual(['De Brug'])
    await expect(
      askReopen(db, member, { responseId, reason: 'Nog iets', baseUrl: 'https://saomen.example' }, NOW),
    ).rejects.toThrow('op een andere manier')
    await expect(
      reopenResponse(db, official, { process, responseId, baseUrl: 'https://saomen.example' }, NOW),
    ).rejects.toThrow('op een andere manier')
  })

  test('before the questions opened is not given back to write on', async () => {
    const { process, responseId } = await asked('De kade')
    await db.updateTable('questionnaire').set({ state: 'prepared' }).where('processId', '=', process.id).execute()
    await take(process.id, heading + rowsOf('De Kade'))
    await expect(
      reopenResponse(db, official, { process, responseId, baseUrl: 'https://saomen.example' }, NOW),
    ).rejects.toMatchObject({ code: 'notOpen' })
    expect((await read(process.slug)).map(({ name }) => name)).toEqual(['De Kade'])
  })

  test('is left alone when another one that was asked has almost the same name: nobody can say whose it is', async () => {
    const { process, responseId } = await asked('Café Zorg')
    const { questionnaireId } = await db
      .selectFrom('response')
      .select('questionnaireId')
      .where('id', '=', responseId)
      .executeTakeFirstOrThrow()
    const otherId = await aResponse(
      db,
      official,
      process,
      questionnaireId,
      await aPartner(db, municipality, { name: 'Cafe Zorg' }),
    )
    const states = () => db.selectFrom('response').select('state').where('processId', '=', process.id).execute()
    await take(process.id, heading + rowsOf('Café Zorg'))
    expect(await states()).toEqual([{ state: 'invited' }, { state: 'invited' }])
    await db.updateTable('response').set({ state: 'released' }).where('id', '=', otherId).execute()
    expect((await silentResponses(db, process)).size, 'also when that one wrote').toBe(0)
  })

  test('keeps what it was writing itself, and then both are there', async () => {
    const { process, member, responseId, matrix } = await asked('Het anker')
    await saveAnswer(db, member, { responseId, number: 1, items: [{ id: uuid(), text: 'Zelf getypt', seen: '' }] }, NOW)
    await take(process.id, heading + rowsOf('Het Anker'))
    expect((await matrix()).map(({ name, state, says, points }) => [name, state, says, points])).toEqual([
      ['Het anker', 'draft', 'concept', 1],
      ['Het Anker', 'sent', 'ingelezen', 3],
    ])
  })
})

describe('taking a file in', () => {
  test('twice changes nothing, and one that says something else is refused whole', async () => {
    const process = await aProcess(db, municipality)
    await take(process.id, realCaseInput())
    expect(await take(process.id, realCaseInput())).toEqual({ added: 0, unchanged: 14, points: 0 })
    const other = `${realCaseInput().replace('Punt 1 van Accare', 'Iets anders van Accare')}\n"Nieuwkomer","organisatie","","","","Nog een punt"`
    await expect(take(process.id, other)).rejects.toThrow(
      /rij \d+, organisatie: "Accare" is al ingelezen met een andere inhoud/,
    )
    expect(await read(process.slug)).toHaveLength(14)
  })

  test('is the same file after one of its questions was taken off the list, and the matrix keeps the column', async () => {
    const process = await aProcess(db, municipality)
    await take(process.id, `${heading}De Haven,organisatie,,5,1,Samen optrekken.`)
    const list = await questionnaireOf(db, process)
    await removeQuestion(db, official, { process, questionId: list?.questions[4]?.id ?? '' }, NOW)
    expect(await take(process.id, `${heading}De Haven,organisatie,,5,1,Samen optrekken.`)).toEqual({
      added: 0,
      unchanged: 1,
      points: 0,
    })
    const left = await questionnaireOf(db, process)
    if (!left) throw new Error('there is a list')
    expect(left.questions).toHaveLength(4)
    const [row] = matrixOf(await askedPartners(db, left), await askedQuestions(db, left))
    expect(row?.cells.map(({ kind }) => kind)).toEqual(['unanswered', 'unanswered', 'unanswered', 'unanswered', 'sent'])
  })

  test('two at once give it once', async () => {
    const process = await aProcess(db, municipality)
    const both = await Promise.all([take(process.id, realCaseInput()), take(process.id, realCaseInput())])
    expect(both.map(({ added }) => added).sort()).toEqual([0, 14])
    expect(await read(process.slug)).toHaveLength(14)
  })

  test('with a wrong cell stores nothing, not even the list of questions', async () => {
    const process = await aProcess(db, municipality)
    await expect(
      take(process.id, `${heading}De Brug,organisatie,,1,1,Goed\nDe Brug,organisatie,,9,2,Fout`),
    ).rejects.toMatchObject({ code: 'wrongCells', facts: { cells: expect.any(Array) } })
    expect([await questionnaireOf(db, process), await read(process.slug)]).toEqual([null, []])
  })

  test('uses the questions that the process has', async () => {
    const process = await aProcess(db, municipality)
    const question = { explanation: '', kind: 'points', isOptional: true } as const
    await aQuestionnaire(db, official, process, {
      questions: [
        { ...question, heading: 'Wat gaat goed?' },
        { ...question, heading: 'Wat niet?' },
      ],
    })
    await take(process.id, `${heading}De Brug,organisatie,,wat niet?,1,Het vervoer`)
    expect(of(await read(process.slug), 'De Brug').questions).toMatchObject([
      { number: 2, printedNumber: 1, heading: 'Wat niet?', words: '1. Wat niet?' },
    ])
  })

  test('by an official is of a channel that is written down by hand; a command may say that it was online', async () => {
    const process = await aProcess(db, municipality)
    const table = tableOf(`${heading}De Brug,organisatie,,,,Een`)
    const command: CommandActor = { kind: 'command', id: null, municipalityId: municipality.id }
    const given = { process, table, channel: 'online' } as const
    await expect(importPartnerInput(db, official, given, NOW)).rejects.toMatchObject({
      ...{ code: 'wrongInput', byField: { channel: 'Kies hoe het binnenkwam.' } },
    })
    expect(await importPartnerInput(db, command, given, NOW)).toMatchObject({ added: 1 })
    const stored = db.selectFrom('contribution').select('channel').where('processId', '=', process.id)
    expect(await stored.execute()).toEqual([{ channel: 'online' }])
  })

  test('is for who may process, in their own municipality', async () => {
    const process = await aProcess(db, municipality)
    await expect(
      take(process.id, realCaseInput(), await anActor(db, municipality, { role: 'partnerMember' })),
    ).rejects.toThrow(NotAllowed)
    await expect(take(process.id, realCaseInput(), await anActor(db, await aMunicipality(db)))).rejects.toThrow(
      NotFound,
    )
  })
})

describe('giving it out', () => {
  test('the table can be taken in again, and gives the same', async () => {
    const [one, other] = [await aProcess(db, municipality), await aProcess(db, municipality)]
    await take(one.id, realCaseInput())
    const rows = appendixAsRows(await read(one.slug), ourDecisionWords)
    const csv = [
      partnerInputColumns.join(','),
      ...rows.map((row) => partnerInputColumns.map((column) => `"${row[column]}"`).join(',')),
    ].join('\n')
    await take(other.id, csv)
    const shape = async (slug: string) =>
      (await read(slug)).map(({ questions }) =>
        questions.map(({ number, printedNumber, words, points }) => [
          number,
          printedNumber,
          words,
          points.map((point) => point.words),
        ]),
      )
    expect(await shape(other.slug)).toEqual(await shape(one.slug))
  })

  test('per contributor the questions with both numbers, the points, and each its own answer', async () => {
    const process = await aProcess(db, municipality)
    await take(process.id, `${heading}De Brug,organisatie,vervoer,4,3,Meer ritten\nDe Brug,organisatie,,,,Los punt`)
    const points = await scopedPoints(db, process, await contributionOf(process.id, 'De Brug'))
    await answerPoints(
      db,
      official,
      { process, pointIds: [points[1]?.id ?? ''], disposition: 'noted', reply: 'Gelezen.' },
      NOW,
    )
    expect(appendixAsJson(await read(process.slug), ourDecisionWords)).toEqual([
      {
        ...{ nummer: 1, naam: 'De Brug', soort: 'organisatie', rol: 'vervoer' },
        vragen: [
          {
            ...{ vraag: 4, gedruktNummer: 3, kop: expect.stringContaining('letten') },
            punten: [{ nummer: '1.1', tekst: 'Meer ritten', thema: null, antwoord: null }],
          },
          {
            ...{ vraag: null, gedruktNummer: null, kop: '' },
            punten: [
              {
                ...{ nummer: '1.2', tekst: 'Los punt', thema: null },
                antwoord: {
                  ...{
                    besluit: 'Voor kennisgeving aangenomen',
                    besluitCode: 'noted',
                    reactie: 'Gelezen.',
                    doorgeleidNaar: '',
                    onderdelen: [],
                  },
                  ...{ reikwijdte: 'punt', reikwijdteInWoorden: 'over dit punt' },
                },
              },
            ],
          },
        ],
      },
    ])
  })
})
