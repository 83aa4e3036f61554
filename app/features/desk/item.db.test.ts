import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { NotFound, Refused, WrongInput } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { draftOf, dropDraft, forgetAnswerDrafts, keepDraft } from '#app/features/answers/answer-draft.server.ts'
import { answerPoint } from '#app/features/answers/answer-point.server.ts'
import { boilerplateWithUses } from '#app/features/answers/boilerplates.server.ts'
import { addBoilerplate } from '#app/features/answers/change-boilerplate.server.ts'
import { answerVersion } from '#app/features/answers/answer-versions.server.ts'
import { confirmAnswer } from '#app/features/answers/confirm-answer.server.ts'
import { removeAnswer } from '#app/features/answers/remove-answer.server.ts'
import { shareAnswer } from '#app/features/answers/share-answer.server.ts'
import { answerOfPoint } from '#app/features/answers/stored-answer.server.ts'
import { addTheme } from '#app/features/points/add-theme.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { workingState } from '#app/features/points/working-state.server.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import { addDays } from '#app/local-date.ts'
import { changePoint, redactWords } from '#app/room-parts.server.ts'
import { aContribution, aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { contributionHistoryView } from './contribution-history-view.server.ts'
import { historyOfPoint, historyOfProcess } from './export-history.server.ts'
import { itemView } from './item-view.server.ts'
import { notesOf, removeNote, writeNote } from './point-notes.server.ts'
import { pointHistory } from './point-history-view.server.ts'
import { pointLive, tellWriting } from './point-presence.server.ts'
import { relatedAnswers } from './related-answers.server.ts'
import { assignPoint, setDueDate, setPlace, setTheme } from './set-work.server.ts'

const { db } = await testDatabase()
const KEY = '11111111-1111-4111-8111-111111111111'
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)
let by: Actor
let colleague: Actor
let process: Process
let one: string
let two: string

beforeAll(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor'], name: 'Ambtenaar A' })
  colleague = await anActor(db, municipality, { innerRoles: ['processor'], name: 'Ambtenaar B' })
})

beforeEach(async () => {
  const { slug } = await aProcess(db, { id: by.municipalityId })
  process = await processBySlug(db, by.municipalityId, slug)
  const text = 'Geef mantelzorgers respijt voordat zij omvallen. Laat de bus ook na zeven uur rijden.'
  const first = await aContribution(db, process, { text })
  const second = await aContribution(db, process, { text: 'Regel een logeerweekend als respijt voor mantelzorgers.' })
  one = (await markPoint(db, by, { process, contributionId: first.id, range: { start: 0, end: 48 } }, NOW)).id
  two = (await markPoint(db, by, { process, contributionId: second.id, range: { start: 0, end: 55 } }, NOW)).id
})

const codeOf = (sent: Promise<unknown>) =>
  sent.then(
    () => 'done',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  )
const answer = (given: Partial<Parameters<typeof answerPoint>[2]> = {}, who = by, at = NOW) =>
  answerPoint(db, who, { process, pointId: one, disposition: 'adopted', reply: 'Wij doen het.', ...given }, at)
const work = async (pointId = one) => (await workingState(db, process, pointId)) ?? expect.fail('there is one')
const said = async (pointId = one) => (await pointHistory(db, process, pointId)).map(({ says }) => says)

describe('theme, assignee, due date and place of one point', () => {
  test('each is an act of its own that asks for no answer, and stands in the history', async () => {
    const { id: themeId } = await addTheme(db, by, { process, name: 'Zorg' }, NOW)
    const plan = await aPlan(db, process)
    const dueOn = addDays('2016-11-08', 7)
    await setTheme(db, by, { process, pointId: one, themeId }, later(1))
    await assignPoint(db, by, { process, pointId: one, assigneeId: colleague.id }, later(2))
    await setDueDate(db, by, { process, pointId: one, dueOn }, later(3))
    await setPlace(db, by, { process, pointId: one, placeId: plan.sections[0] ?? '' }, later(4))
    expect(await work()).toMatchObject({ themeId, assigneeId: colleague.id, dueOn, placeId: plan.sections[0] })
    expect((await said()).slice(0, 4)).toEqual([
      expect.stringMatching(/^koppelde het punt aan /),
      expect.stringMatching(/^zette de uiterste dag op /),
      'gaf het punt aan Ambtenaar B',
      'gaf het thema Zorg',
    ])
    for (const clear of [
      setTheme(db, by, { process, pointId: one, themeId: '' }, later(5)),
      assignPoint(db, by, { process, pointId: one, assigneeId: '' }, later(5)),
      setDueDate(db, by, { process, pointId: one, dueOn: '' }, later(5)),
      setPlace(db, by, { process, pointId: one, placeId: '' }, later(5)),
    ])
      await clear
    expect(await work()).toMatchObject({ themeId: null, assigneeId: null, dueOn: null, placeId: null, chapter: null })
  })

  test('a place is a section or a paragraph: it keeps the lineage, and the chapter follows', async () => {
    const plan = await aPlan(db, process)
    const paragraph = await db
      .selectFrom('paragraph')
      .selectAll()
      .where('id', '=', plan.paragraphs[0] ?? '')
      .executeTakeFirstOrThrow()
    await setPlace(db, by, { process, pointId: one, placeId: paragraph.id }, NOW)
    const kept = await db.selectFrom('pointPlace').selectAll().where('pointId', '=', one).executeTakeFirstOrThrow()
    expect(kept).toMatchObject({
      lineageId: paragraph.lineageId,
      planVersionId: paragraph.planVersionId,
      sectionId: paragraph.sectionId,
    })
    expect((await work()).chapter).toMatch(/^\d+$/)
    await expect(setPlace(db, by, { process, pointId: one, placeId: one }, NOW)).rejects.toThrow(NotFound)
  })

  test('nothing is recorded for what was so already, and a stranger, a wrong day and another municipality are refused', async () => {
    await setDueDate(db, by, { process, pointId: one, dueOn: '' }, NOW)
    expect(await said()).toEqual(['maakte dit punt'])
    const stranger = await anActor(db, await aMunicipality(db))
    expect(await codeOf(assignPoint(db, by, { process, pointId: one, assigneeId: stranger.id }, NOW))).toBe('stranger')
    await expect(setDueDate(db, by, { process, pointId: one, dueOn: '2016-02-31' }, NOW)).rejects.toThrow(WrongInput)
    await expect(setTheme(db, stranger, { process, pointId: one, themeId: '' }, NOW)).rejects.toThrow(NotFound)
  })
})

describe('a draft', () => {
  const keep = (reply: string, who = by, seen = '') =>
    keepDraft(db, who, { process, pointId: one, reply, disposition: null, seen }, NOW)

  test('is of one person, may be incomplete, and goes when the answer is saved', async () => {
    await keep('Wij doen')
    expect(await draftOf(db, process, one, by.id)).toMatchObject({ reply: 'Wij doen', disposition: null, seen: '' })
    expect(await draftOf(db, process, one, colleague.id)).toBeNull()
    expect(await answerOfPoint(db, process, one)).toBeNull()
    await answer()
    expect(await draftOf(db, process, one, by.id)).toBeNull()
  })

  test('that says what is stored, or nothing, is no draft', async () => {
    await keep('Iets')
    await keep('  ')
    expect(await draftOf(db, process, one, by.id)).toBeNull()
    await answer()
    const { mark } = (await answerOfPoint(db, process, one)) ?? expect.fail('there is one')
    await keepDraft(db, by, { process, pointId: one, reply: 'Wij doen het.', disposition: 'adopted', seen: mark }, NOW)
    expect(await draftOf(db, process, one, by.id)).toBeNull()
  })

  test('is thrown away when asked, and after sixty days', async () => {
    await keep('Een')
    await dropDraft(db, by, { process, pointId: one }, NOW)
    expect(await draftOf(db, process, one, by.id)).toBeNull()
    await keep('Twee')
    await forgetAnswerDrafts(db, later(59 * 24 * 60))
    expect(await draftOf(db, process, one, by.id)).not.toBeNull()
    await forgetAnswerDrafts(db, later(61 * 24 * 60))
    expect(await draftOf(db, process, one, by.id)).toBeNull()
  })

  test('is not for the command line, which is nobody', async () => {
    const command = { kind: 'command' as const, id: null, municipalityId: by.municipalityId }
    expect(await codeOf(keepDraft(db, command, { process, pointId: one, reply: 'x' }, NOW))).toBe('onlyPeople')
    const endless = { process, pointId: one, reply: 'x'.repeat(100_001) }
    await expect(keepDraft(db, by, endless, NOW)).rejects.toThrow(WrongInput)
    expect(await codeOf(writeNote(db, command, { process, pointId: one, note: 'x', key: KEY }, NOW))).toBe('onlyPeople')
  })
})

describe('an answer', () => {
  test('keeps each of its texts, so that an older one can be taken back, also when the answer is gone', async () => {
    await answer({}, by, later(1))
    await answer({ reply: 'Toch niet.', disposition: 'notAdopted' }, colleague, later(2))
    const [last, first] = (await pointHistory(db, process, one)).filter(({ version }) => version !== null)
    expect([last?.says, first?.says]).toEqual([
      'wijzigde het besluit van overgenomen in niet overgenomen',
      'antwoordde: overgenomen',
    ])
    expect(await answerVersion(db, process, first?.version ?? '')).toMatchObject({
      reply: 'Wij doen het.',
      disposition: 'adopted',
      savedByName: 'Ambtenaar A',
    })
    await removeAnswer(db, by, { process, pointId: one }, later(3))
    expect((await said())[0]).toBe('haalde het antwoord weg')
    expect(await answerVersion(db, process, last?.version ?? '')).toMatchObject({ reply: 'Toch niet.' })
    expect(await answerVersion(db, process, 'nonsense')).toBeNull()
  })

  test('of several points can become one of its own for a point, and the others keep theirs', async () => {
    await answer({ otherPointIds: [two] })
    await answer({ reply: 'Voor ons samen.' }, by, later(1))
    expect((await answerOfPoint(db, process, two))?.reply).toBe('Voor ons samen.')
    await answer({ reply: 'Alleen hier.', only: true }, by, later(2))
    const [here, there] = [await answerOfPoint(db, process, one), await answerOfPoint(db, process, two)]
    expect([here?.reply, there?.reply]).toEqual(['Alleen hier.', 'Voor ons samen.'])
    expect(here?.pointIds).toEqual([one])
    expect((await work()).placeId).toBeNull()
  })

  test('names paragraphs of the plan, and their sections with them', async () => {
    const plan = await aPlan(db, process)
    await answer({ disposition: 'alreadyInPlan', paragraphIds: [plan.paragraphs[0] ?? ''] })
    const stored = await answerOfPoint(db, process, one)
    expect(stored?.paragraphIds).toEqual([plan.paragraphs[0]])
    expect(stored?.sectionIds).toHaveLength(1)
    await expect(answer({ disposition: 'adopted', paragraphIds: [one] })).rejects.toThrow(NotFound)
  })

  test('is shared by one act, and one of its own goes only when no other point has it', async () => {
    await answer({}, by, NOW)
    const { id: answerId } = (await answerOfPoint(db, process, one)) ?? expect.fail('there is one')
    expect(await shareAnswer(db, by, { process, pointId: two, answerId, seen: '', next: true }, later(1))).toEqual({
      pointId: two,
      next: true,
    })
    expect(await answerOfPoint(db, process, two)).toMatchObject({ id: answerId, pointIds: [one, two].sort() })
    expect((await said(two))[0]).toBe('antwoordde: overgenomen')
    await shareAnswer(db, by, { process, pointId: two, answerId }, later(2))
    expect(await said(two)).toHaveLength(2)
    expect(await codeOf(shareAnswer(db, by, { process, pointId: two, answerId: two }, NOW))).not.toBe('done')
    await answer({ pointId: two, only: true, reply: 'Eigen.' }, by, later(3))
    expect(await codeOf(shareAnswer(db, by, { process, pointId: two, answerId, seen: '' }, later(4)))).toBe('stale')
    await db.updateTable('pointWork').set({ step: 9 }).where('pointId', '=', two).execute()
    expect(await codeOf(shareAnswer(db, by, { process, pointId: two, answerId }, later(5)))).toBe('approved')
  })

  test.each([{ isPublic: true }, { step: 9 }])(
    'changes in nothing by being shared where it is fixed: %o',
    async (fixed) => {
      await answer({}, by, NOW)
      const before = (await answerOfPoint(db, process, one)) ?? expect.fail('there is one')
      await db.updateTable('pointWork').set(fixed).where('pointId', '=', one).execute()
      await shareAnswer(db, by, { process, pointId: two, answerId: before.id, seen: '' }, later(1))
      expect(await answerOfPoint(db, process, two)).toEqual({ ...before, pointIds: [one, two].sort() })
      expect(before.scope).toBe('point')
    },
  )

  test('is marked when the words of its point change after it, until someone says that it is still right', async () => {
    await answer()
    await changePoint(db, colleague, { process, pointId: one, summary: 'Respijt voor mantelzorgers' }, later(1))
    expect((await work()).changedSinceAnswer).toBe(true)
    await confirmAnswer(db, by, { process, pointId: one }, later(2))
    expect((await work()).changedSinceAnswer).toBe(false)
    expect((await said()).slice(0, 2)).toEqual(['vond dat het antwoord nog klopt', 'schreef een samenvatting'])
    await confirmAnswer(db, by, { process, pointId: one }, later(3))
    expect((await said())[0]).toBe('vond dat het antwoord nog klopt')
    await changePoint(db, colleague, { process, pointId: one, summary: 'Respijt' }, later(4))
    await answer({ reply: 'Opnieuw bekeken.' }, by, later(5))
    expect((await work()).changedSinceAnswer).toBe(false)
  })

  test('and the step where the point lies are done in one act', async () => {
    const { step } = await work()
    await answer({ complete: true, step })
    expect((await work()).step).toBe(step + 1)
    expect(await codeOf(answer({ reply: 'Weer.', complete: true, step }))).toBe('moved')
    await expect(answer({ reply: 'Weer.', complete: true }), 'agreed at no step').rejects.toThrow(WrongInput)
    expect((await answerOfPoint(db, process, one))?.reply).toBe('Wij doen het.')
  })
})

describe('notes', () => {
  const write = (note: string, key = KEY, who = by) => writeNote(db, who, { process, pointId: one, note, key }, NOW)

  test('are read by colleagues, once however often they are sent, and tell who is mentioned', async () => {
    await write('Let op, @Ambtenaar B.')
    await write('Let op, @Ambtenaar B.')
    expect(await notesOf(db, process, one, colleague.id)).toEqual([
      expect.objectContaining({ text: 'Let op, @Ambtenaar B.', by: 'Ambtenaar A', isOwn: false }),
    ])
    const told = await db
      .selectFrom('deskMessage')
      .select(['accountId', 'kind', 'pointId'])
      .where('pointId', '=', one)
      .execute()
    expect(told).toEqual([{ accountId: colleague.id, kind: 'mentioned', pointId: one }])
    expect((await said())[0]).toBe('schreef een notitie')
  })

  test('tell everyone who is mentioned, and not who wrote it', async () => {
    const name = 'Ambtenaar C'
    const third = await anActor(db, { id: by.municipalityId }, { innerRoles: ['reviewer'], name })
    await write('Wie weet dit, @Ambtenaar B of @Ambtenaar C? Anders vraagt @Ambtenaar A het na.')
    const told = await db.selectFrom('deskMessage').select('accountId').where('pointId', '=', one).execute()
    expect(told.map(({ accountId }) => accountId).toSorted()).toEqual([colleague.id, third.id].toSorted())
  })

  test('are taken away by who wrote them only', async () => {
    await write('Van mij', '22222222-2222-4222-8222-222222222222')
    const [note] = await notesOf(db, process, one, by.id)
    const noteId = note?.id ?? ''
    expect(await codeOf(removeNote(db, colleague, { process, pointId: one, noteId }, NOW))).toBe('notOwn')
    await removeNote(db, by, { process, pointId: one, noteId }, NOW)
    expect(await notesOf(db, process, one, by.id)).toEqual([])
    await expect(removeNote(db, by, { process, pointId: one, noteId }, NOW)).rejects.toThrow(NotFound)
  })

  test('say something, and not more than fits', async () => {
    await expect(write('  ')).rejects.toMatchObject({ byField: { note: 'Schrijf eerst een notitie.' } })
    await expect(write('x'.repeat(4001))).rejects.toThrow(WrongInput)
  })
})

test('colleagues see who writes at an answer, also from another point that shares it, until that is a while ago', async () => {
  await answer({ otherPointIds: [two] })
  await db
    .insertInto('pointPresence')
    .values({ municipalityId: by.municipalityId, pointId: one, accountId: by.id, seenAt: NOW })
    .execute()
  await tellWriting(db, colleague, { process, pointId: two, isWriting: true }, NOW)
  const people = async (minutes: number) =>
    (await pointLive(db, process, one, later(minutes))).people.map(({ name, isWriting }) => [name, isWriting])
  expect(await people(0)).toEqual([
    ['Ambtenaar A', false],
    ['Ambtenaar B', true],
  ])
  await tellWriting(db, colleague, { process, pointId: two, isWriting: false }, NOW)
  expect(await people(0)).toContainEqual(['Ambtenaar B', false])
  expect(await people(1)).toEqual([])
})

test('beside a point stand answers that share its words or theme, with why, and not its own', async () => {
  const { id: themeId } = await addTheme(db, by, { process, name: 'Zorg' }, NOW)
  await answer({ pointId: two, reply: 'Er komt respijtzorg.' })
  const [found] = await relatedAnswers(db, process, one)
  expect(found).toMatchObject({ pointId: two, reply: 'Er komt respijtzorg.', why: { campaign: false, theme: false } })
  expect([...(found?.why.words ?? [])].sort()).toEqual(['mantelzorgers', 'respijt'])
  for (const pointId of [one, two]) await setTheme(db, by, { process, pointId, themeId }, NOW)
  expect((await relatedAnswers(db, process, one))[0]?.why.theme).toBe(true)
  expect(await relatedAnswers(db, process, two)).toEqual([])
})

test('beside a point stand answers of its theme and of its campaign, also without a word in common', async () => {
  const { id: themeId } = await addTheme(db, by, { process, name: 'Zorg' }, NOW)
  const { id: contributionId } = await aContribution(db, process, { text: 'Zet lampen langs het fietspad.' })
  const { id: lamps } = await markPoint(db, by, { process, contributionId, range: { start: 0, end: 30 } }, NOW)
  await answer({ pointId: lamps, reply: 'Er komt licht.' })
  const related = async () => (await relatedAnswers(db, process, one)).map(({ pointId, why }) => [pointId, why])
  expect(await related()).toEqual([])
  for (const pointId of [one, lamps]) await setTheme(db, by, { process, pointId, themeId }, NOW)
  expect(await related()).toEqual([[lamps, { campaign: false, theme: true, words: [] }]])
  await setTheme(db, by, { process, pointId: one, themeId: '' }, NOW)
  const { municipalityId, id: processId } = process
  await db.insertInto('campaign').values({ municipalityId, processId, id: KEY, foundAt: NOW }).execute()
  await db.updateTable('pointWork').set({ campaignId: KEY }).where('pointId', 'in', [one, lamps]).execute()
  expect(await related()).toEqual([[lamps, { campaign: true, theme: false, words: [] }]])
})

test('the history is given out per point and per process, in words and in codes', async () => {
  const { id: themeId } = await addTheme(db, by, { process, name: 'Zorg' }, NOW)
  await setTheme(db, by, { process, pointId: one, themeId }, later(1))
  const csv = await historyOfPoint(db, process, one)
  const [head, ...lines] = csv.trim().split('\n')
  expect(head).toBe(
    '"punt","punt_id","inbreng","inbreng_id","wanneer","wie","handeling","wat","van","naar","handeling_code","van_code","naar_code"',
  )
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain(`"Ambtenaar A","gaf een thema","thema","","Zorg","setTheme","","${themeId}"`)
  let whole = ''
  for await (const piece of historyOfProcess(db, process)) whole += piece
  expect(whole.trim().split('\n')).toHaveLength(4)

  // Words that are left out are of each point that quotes them, and of the contribution.
  const { text } = await db
    .selectFrom('contribution')
    .innerJoin('point', (on) =>
      on
        .onRef('point.municipalityId', '=', 'contribution.municipalityId')
        .onRef('point.contributionId', '=', 'contribution.id'),
    )
    .select('text')
    .where('point.id', '=', one)
    .executeTakeFirstOrThrow()
  const words = text.slice(0, 20).trim()
  const where = `naam (tekens 0 tot en met ${words.length})`
  await redactWords(db, by, { process, pointId: one, words, reason: 'personName' }, later(2))
  let renewed = ''
  for await (const piece of historyOfProcess(db, process)) renewed += piece
  const told = renewed.split('\n').filter((line) => line.includes('liet woorden weg'))
  expect(told).toHaveLength(2)
  for (const line of told) expect(line).toContain(`"weggelaten woorden","","${where}","redactRange"`)
  expect((await pointHistory(db, process, one))[0]?.says).toBe(`liet woorden weg uit wat openbaar wordt: ${where}`)
})

test('the page of a point has what the desk knows of it, and no point of elsewhere', async () => {
  await answer()
  await keepDraft(db, by, { process, pointId: one, reply: 'Anders', seen: 'x' }, NOW)
  const view = await itemView(db, process, one, { reader: by, asked: new URLSearchParams('lijkt-op=ja') }, NOW)
  expect(view).toMatchObject({
    answer: { reply: 'Wij doen het.', shares: 1 },
    draft: { reply: 'Anders' },
    related: [],
    mayAnswer: true,
  })
  expect(view.history.length).toBe(2)
  const elsewhere = await aProcess(db, { id: by.municipalityId })
  const other = await processBySlug(db, by.municipalityId, elsewhere.slug)
  await expect(itemView(db, other, one, { reader: by, asked: new URLSearchParams() }, NOW)).rejects.toThrow(NotFound)
})

test('a boilerplate is filled in for the point, known by its answer, and not saved while something in it is open', async () => {
  const text = 'U schrijft over {traject}. Het kost {vul in: bedrag}.'
  const { id } = await addBoilerplate(db, by, { title: 'Kosten', text, key: uuid() }, NOW)
  const view = await itemView(db, process, one, { reader: by, asked: new URLSearchParams() }, NOW)
  const reply = view.boilerplates.find((each) => each.id === id)?.text ?? ''
  expect(reply).toBe(`U schrijft over ${process.title}. Het kost {vul in: bedrag}.`)
  await expect(answer({ reply, boilerplateIds: [id] })).rejects.toThrow('Vul in wat er nog open staat')
  await answer({ reply: reply.replace('{vul in: bedrag}', 'tien euro'), boilerplateIds: [id] })
  expect((await boilerplateWithUses(db, by.municipalityId, id)).uses).toMatchObject([{ answers: 1, pointId: one }])
})

test('the page of a contribution has the history of each of its points, as the page of the point has it', async () => {
  const { contributionId } = await db
    .selectFrom('point')
    .select('contributionId')
    .where('id', '=', one)
    .executeTakeFirstOrThrow()
  const range = { start: 49, end: 85 }
  const other = (await markPoint(db, by, { process, contributionId, range }, later(1))).id
  await answer({}, by, later(2))
  await setDueDate(db, by, { process, pointId: other, dueOn: '2016-11-20' }, later(3))
  const view = await contributionHistoryView(db, process, contributionId)
  expect(view.points.map(({ id, history }) => [id, history.map(({ says }) => says)])).toEqual([
    [one, await said(one)],
    [other, await said(other)],
  ])
})
