import { v7 as uuid } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { NotAllowed, NotFound, Refused } from '#app/errors.server.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { itemsOf } from '#app/features/contributions/items.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { anInvitation, baseUrl } from '#tests/partner-invitation.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { myInvitations } from './my-invitations.server.ts'
import { releaseResponse, takeBackResponse } from './release-response.server.ts'
import { askReopen } from './ask-reopen.server.ts'
import { reopenResponse } from './reopen-response.server.ts'
import { ownResponse } from './response-to-change.server.ts'
import { saveAnswer } from './save-answer.server.ts'
import { sayNoPoints, sendResponse } from './send-response.server.ts'

const { db } = await testDatabase()
const onlyLeader = { code: 'onlyCoordinator', message: expect.stringContaining('Alleen de coördinator') }
const LATE = new Date('2016-11-16T00:00:00+01:00')

describe('under one question', () => {
  test('there are 200 points at most, and what was typed comes back', async () => {
    const it = await anInvitation(db)
    const points = (count: number) => Array.from({ length: count }, (_, at) => ({ id: uuid(), text: `Punt ${at}` }))
    const save = (items: { id: string; text: string }[]) =>
      saveAnswer(db, it.lead, { responseId: it.responseId, number: 1, items }, NOW)
    await save(points(200))
    await expect(save(points(1))).rejects.toMatchObject({
      ...{ code: 'tooManyItems', facts: { typed: [{ text: 'Punt 0' }] } },
    })
    expect(await it.texts(1)).toHaveLength(200)
  })

  test('a point has 10,000 characters at most, and nothing of the form is kept when one has more', async () => {
    const it = await anInvitation(db)
    const items = ['Kort', `Lang ${'a'.repeat(9_996)}`].map((text) => ({ id: uuid(), text }))
    await expect(saveAnswer(db, it.lead, { responseId: it.responseId, number: 1, items }, NOW)).rejects.toMatchObject({
      ...{ code: 'textTooLong', field: 'items', message: expect.stringContaining('heeft 10001 tekens') },
      facts: { typed: [{ text: 'Kort' }, expect.anything()] },
    })
    expect(await it.texts(1)).toEqual([])
    await it.save(it.lead, 1, 'a'.repeat(10_000))
    expect(await it.texts(1)).toHaveLength(1)
  })
})

describe('several people write one response', () => {
  let it: Awaited<ReturnType<typeof anInvitation>>
  beforeAll(async () => {
    it = await anInvitation(db)
  })

  test('each text is kept on its own, in the order in which it came', async () => {
    const [one, two] = [uuid(), uuid()]
    await it.save(it.lead, 1, 'Eerste', { id: one })
    await it.save(it.colleague, 1, 'Tweede', { id: two })
    await it.save(it.colleague, 1, 'Daartussen', { after: one })
    expect(await it.texts(1)).toEqual(['Eerste', 'Daartussen', 'Tweede'])
    await saveAnswer(db, it.lead, { responseId: it.responseId, number: 1, move: `${two}:${one}` }, NOW)
    await saveAnswer(db, it.lead, { responseId: it.responseId, number: 1, move: `${two}:${one}` }, NOW)
    expect(await it.texts(1)).toEqual(['Tweede', 'Eerste', 'Daartussen'])
    expect(await it.events('beginResponse')).toBe(1)
    expect((await it.view()).state).toBe('draft')
  })

  test('who writes over a colleague gets both texts, and nothing is stored', async () => {
    const id = uuid()
    await it.save(it.lead, 2, 'Oud', { id })
    await it.save(it.lead, 2, 'Van haar', { id, seen: 'Oud' })
    const { conflicts } = await it.save(it.colleague, 2, 'Van hem', { id, seen: 'Oud' })
    expect(conflicts).toEqual([
      { id, base: 'Oud', mine: 'Van hem', theirs: 'Van haar', by: 'Collega A', at: NOW.toISOString() },
    ])
    expect(await it.texts(2)).toEqual(['Van haar'])
    const removal = await it.save(it.colleague, 2, '', { id, seen: 'Oud' })
    expect(removal.conflicts).toMatchObject([{ mine: '', theirs: 'Van haar' }])
    await it.save(it.lead, 2, '', { id, seen: 'Van haar' })
    expect((await it.save(it.colleague, 2, 'Toch', { id, seen: 'Van haar' })).conflicts).toMatchObject([
      { mine: 'Toch', theirs: '', at: null },
    ])
    expect(await it.texts(2)).toEqual([])
  })

  test('of two who change the same text at once one gets both texts', async () => {
    const id = uuid()
    await it.save(it.lead, 3, 'Begin', { id })
    const saved = await Promise.all(
      ['Een', 'Ander'].map((text, index) => it.save(index ? it.lead : it.colleague, 3, text, { id, seen: 'Begin' })),
    )
    expect(saved.flatMap(({ conflicts }) => conflicts)).toHaveLength(1)
    expect(['Een', 'Ander']).toContain((await it.texts(3))[0])
  })

  test('ten who add at once all add', async () => {
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => it.save(index % 2 ? it.lead : it.colleague, 4, `Punt ${index}`)),
    )
    expect((await it.texts(4)).toSorted()).toEqual(Array.from({ length: 10 }, (_, index) => `Punt ${index}`))
  })

  test('the same form sent again changes nothing', async () => {
    const id = uuid()
    const first = await it.save(it.lead, 5, 'Eenmaal', { id })
    expect(await it.save(it.lead, 5, 'Eenmaal', { id })).toMatchObject({ version: first.version, conflicts: [] })
    expect(await it.texts(5)).toEqual(['Eenmaal'])
  })

  test('a question is skipped, does not apply, or is done; what was written stays', async () => {
    const set = (number: number, state: 'done' | 'skipped' | 'notApplicable') =>
      saveAnswer(db, it.lead, { responseId: it.responseId, number, state }, NOW)
    const standing = async (number: number) =>
      (await it.view()).questions.find((question) => question.number === number)?.answer?.state
    expect((await set(2, 'done')).problem).toContain('Hier staat nog niets')
    await set(5, 'skipped')
    expect([await standing(5), await it.texts(5)]).toEqual(['skipped', ['Eenmaal']])
    await set(5, 'notApplicable')
    await it.save(it.colleague, 5, 'Toch iets')
    expect(await standing(5)).toBe('open')
    await set(5, 'done')
    await it.save(it.colleague, 5, 'En nog iets')
    expect(await standing(5)).toBe('done')
  })

  test('nobody else sees or changes anything of it, and an id of another is none of theirs', async () => {
    const elsewhere = await anActor(db, await aMunicipality(db), { role: 'partnerMember', email: it.lead.email })
    const official = { ...it.official, email: it.lead.email }
    for (const by of [it.stranger, elsewhere, official]) {
      // Who works for no organisation may do none of this, whatever response it is.
      const hears = by === official ? NotAllowed : NotFound
      await expect(ownResponse(db, by, it.responseId)).rejects.toThrow(NotFound)
      await expect(it.save(by, 1, 'Van buiten')).rejects.toThrow(hears)
      await expect(it.send(by)).rejects.toThrow(hears)
      await expect(sayNoPoints(db, by, { responseId: it.responseId, baseUrl }, NOW)).rejects.toThrow(hears)
    }
    const id = (await it.view()).questions[0]?.answer?.items[0]?.id ?? ''
    const theft = saveAnswer(
      db,
      it.stranger,
      { responseId: it.otherResponseId, number: 1, items: [{ id, text: 'Gestolen', seen: '' }] },
      NOW,
    )
    await expect(theft).rejects.toThrow(NotFound)
    await expect(ownResponse(db, it.lead, 'geen-id')).rejects.toThrow(NotFound)
    await expect(it.save(it.lead, 9, 'Geen vraag')).rejects.toThrow(NotFound)
    expect(await it.texts(1)).toEqual(['Tweede', 'Eerste', 'Daartussen'])
  })

  test('before the questions are open there is nothing to see', async () => {
    const hidden = await anInvitation(db)
    await db.updateTable('questionnaire').set({ state: 'prepared' }).where('id', '=', hidden.questionnaireId).execute()
    await expect(ownResponse(db, hidden.lead, hidden.responseId)).rejects.toThrow(NotFound)
  })
})

describe('sending', () => {
  let it: Awaited<ReturnType<typeof anInvitation>>
  beforeAll(async () => {
    it = await anInvitation(db)
    await it.save(it.lead, 2, 'Twee komma een')
    await it.save(it.colleague, 2, 'Twee komma twee')
    await it.save(it.lead, 4, 'Vier')
    await it.save(it.lead, 5, 'Gaat niet mee')
    await saveAnswer(db, it.lead, { responseId: it.responseId, number: 5, state: 'skipped' }, NOW)
  })

  test('is for the coordinator, after releasing; a released response waits and can be taken back', async () => {
    await expect(it.send()).rejects.toThrow('nog een concept')
    await expect(releaseResponse(db, it.colleague, { responseId: it.responseId }, NOW)).rejects.toMatchObject(
      onlyLeader,
    )
    await releaseResponse(db, it.lead, { responseId: it.responseId }, NOW)
    await releaseResponse(db, it.lead, { responseId: it.responseId }, NOW)
    expect(await it.events('releaseResponse')).toBe(1)
    await expect(it.save(it.colleague, 1, 'Te laat')).rejects.toThrow('vrijgegeven')
    await expect(it.send(it.colleague)).rejects.toMatchObject(onlyLeader)
    const { version } = await it.view()
    await takeBackResponse(db, it.colleague, { responseId: it.responseId }, NOW)
    await it.save(it.colleague, 4, 'Nog een')
    await releaseResponse(db, it.lead, { responseId: it.responseId }, NOW)
    await expect(
      sendResponse(db, it.lead, { responseId: it.responseId, seen: String(version), baseUrl }, NOW),
    ).rejects.toThrow('intussen gewijzigd')
  })

  test('after the last day is refused, and nothing is lost', async () => {
    await expect(it.send(it.lead, LATE)).rejects.toThrow('De laatste dag is voorbij')
    expect(await it.texts(4)).toEqual(['Vier', 'Nog een'])
    expect(await it.contributions()).toEqual([])
  })

  test('happens once, however many send at once', async () => {
    const seen = String((await it.view()).version)
    await Promise.all([1, 2, 3].map(() => sendResponse(db, it.lead, { responseId: it.responseId, seen, baseUrl }, NOW)))
    const [contribution, ...more] = await it.contributions()
    expect(more).toEqual([])
    expect(contribution).toMatchObject({
      kind: 'partnerResponse',
      channel: 'online',
      text: 'Twee komma een\n\nTwee komma twee\n\nVier\n\nNog een',
    })
    const items = (await itemsOf(db, it.process)).get(contribution?.id ?? '')
    expect(items?.map(({ number, printedNumber }) => [number, printedNumber])).toEqual([
      [2, 1],
      [2, 1],
      [4, 2],
      [4, 2],
    ])
    expect(items?.every(({ heading }) => heading !== '')).toBe(true)
    const contributor = await db
      .selectFrom('contributor')
      .selectAll()
      .where('id', '=', contribution?.contributorId ?? '')
      .executeTakeFirstOrThrow()
    expect(contributor).toMatchObject({
      kind: 'organisation',
      organisation: it.partner.name,
      role: 'thuiszorg',
      namedInPublic: true,
    })
    expect(await it.events('sendResponse')).toBe(1)
    const mails = await it.sentMails()
    expect(mails.map(({ recipient, template }) => [recipient, template])).toEqual(
      [it.lead.email, it.colleague.email].toSorted().map((email) => [email, 'partnerSent']),
    )
    expect(JSON.stringify(mails[0]?.data)).toContain('Twee komma twee')
    expect(JSON.stringify(mails[0]?.data)).not.toContain('Gaat niet mee')
    const versions = await db
      .selectFrom('responseVersion')
      .selectAll()
      .where('responseId', '=', it.responseId)
      .execute()
    expect(versions).toMatchObject([
      {
        number: 1,
        answers: {
          hasPoints: true,
          answers: [
            { number: 2, printedNumber: 1, items: ['Twee komma een', 'Twee komma twee'] },
            { number: 4 },
            { number: 5, state: 'skipped', items: [] },
          ],
        },
      },
    ])
    await expect(it.save(it.lead, 1, 'Daarna')).rejects.toThrow('verzonden')
  })

  test('can be taken back by an official on request, until the last day; the version stays and the sender is the same', async () => {
    const ref = { process: it.process, responseId: it.responseId, baseUrl }
    await expect(askReopen(db, it.colleague, { responseId: it.responseId, reason: ' ', baseUrl }, NOW)).rejects.toThrow(
      'Schrijf kort waarom',
    )
    await askReopen(db, it.colleague, { responseId: it.responseId, reason: 'Wij vergaten iets.', baseUrl }, NOW)
    await askReopen(db, it.lead, { responseId: it.responseId, reason: 'Nog eens', baseUrl }, NOW)
    expect(await it.events('askReopen')).toBe(1)
    await expect(reopenResponse(db, it.lead, ref, NOW)).rejects.toThrow(NotAllowed)
    await expect(reopenResponse(db, it.official, ref, LATE)).rejects.toThrow(Refused)
    const elsewhere = await aProcess(db, it.municipality)
    await expect(reopenResponse(db, it.official, { ...ref, process: elsewhere }, NOW)).rejects.toThrow(NotFound)
    const [before] = await it.contributions()
    await reopenResponse(db, it.official, ref, NOW)
    await reopenResponse(db, it.official, ref, NOW)
    expect(await it.contributions()).toEqual([])
    expect(await it.view()).toMatchObject({ state: 'draft', versions: 1, reopenAskedAt: null })
    expect((await it.sentMails()).filter(({ template }) => template === 'partnerReopened')).toHaveLength(2)
    await it.save(it.colleague, 1, 'Vergeten')
    await db
      .updateTable('partner')
      .set({ name: 'Nieuwe naam', role: 'welzijn' })
      .where('id', '=', it.partner.id)
      .execute()
    await releaseResponse(db, it.lead, { responseId: it.responseId }, NOW)
    await it.send()
    const [after] = await it.contributions()
    expect(after?.contributorId).toBe(before?.contributorId)
    const contributor = await db
      .selectFrom('contributor')
      .select(['organisation', 'role'])
      .where('id', '=', after?.contributorId ?? '')
      .executeTakeFirst()
    expect(contributor, 'by the name it has by now').toEqual({ organisation: 'Nieuwe naam', role: 'welzijn' })
    expect((await it.view()).versions).toBe(2)
  })

  test('is final once one of its points has an answer', async () => {
    const [contribution] = await it.contributions()
    const point = await markPoint(
      db,
      it.official,
      { process: it.process, contributionId: contribution?.id ?? '', range: { start: 0, end: 8 } },
      NOW,
    )
    await answerPoints(
      db,
      it.official,
      { process: it.process, pointIds: [point.id], disposition: 'noted', reply: 'Gelezen.' },
      NOW,
    )
    const ref = { process: it.process, responseId: it.responseId, baseUrl }
    await expect(reopenResponse(db, it.official, ref, NOW)).rejects.toThrow(
      'De gemeente werkt al aan uw punten. Stuur een aanvulling.',
    )
    await expect(askReopen(db, it.lead, { responseId: it.responseId, reason: 'Iets', baseUrl }, NOW)).rejects.toThrow(
      'werkt al aan uw punten',
    )
    expect(await it.contributions()).toHaveLength(1)
  })

  test('is over once the answers are public: what came after would be in no report and get no answer', async () => {
    const late = await anInvitation(db)
    await late.save(late.lead, 1, 'Op tijd')
    const set = (state: string) => db.updateTable('process').set({ state }).where('id', '=', late.process.id).execute()
    const of = { responseId: late.responseId }
    expect((await myInvitations(db, late.lead, NOW)).map(({ isClosed }) => isClosed)).toEqual([false])
    await set('answered')
    await expect(late.save(late.lead, 1, 'Erna')).rejects.toThrow('al openbaar')
    expect(
      [(await late.view()).stand, (await myInvitations(db, late.lead, NOW)).map(({ isClosed }) => isClosed)],
      'its page asks nobody to write',
    ).toEqual(['closed', [true]])
    await expect(releaseResponse(db, late.lead, of, NOW)).rejects.toThrow('al openbaar')
    await set('released')
    await releaseResponse(db, late.lead, of, NOW)
    await set('answered')
    await expect(late.send()).rejects.toThrow('al openbaar')
    expect(await late.contributions()).toEqual([])
    await set('released')
    await late.send()
    await set('answered')
    await expect(askReopen(db, late.lead, { ...of, reason: 'Iets', baseUrl }, NOW)).rejects.toThrow('al openbaar')
    await expect(reopenResponse(db, late.official, { ...of, process: late.process, baseUrl }, NOW)).rejects.toThrow(
      'al openbaar',
    )
    expect(await late.contributions()).toHaveLength(1)
  })

  test('while someone writes keeps what was written before, and refuses what came after', async () => {
    const race = await anInvitation(db)
    await race.save(race.lead, 1, 'Op tijd')
    await releaseResponse(db, race.lead, { responseId: race.responseId }, NOW)
    const seen = String((await race.view()).version)
    const [sent, taken] = await Promise.allSettled([
      sendResponse(db, race.lead, { responseId: race.responseId, seen, baseUrl }, NOW),
      takeBackResponse(db, race.colleague, { responseId: race.responseId }, NOW).then(() =>
        race.save(race.colleague, 1, 'Daarna'),
      ),
    ])
    const [one] = await race.contributions()
    expect([sent.status, taken.status].toSorted()).toEqual(['fulfilled', 'rejected'])
    if (sent.status === 'fulfilled') expect(one?.text).toBe('Op tijd')
    else expect([one, await race.texts(1)]).toEqual([undefined, ['Op tijd', 'Daarna']])
  })
})
