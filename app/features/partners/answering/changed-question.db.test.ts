import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { removeQuestion } from '#app/features/partners/asking/change-questions.server.ts'
import { insertVersion } from '#app/features/partners/create-questionnaire.server.ts'
import { questionnaireOf } from '#app/features/partners/queries.server.ts'
import { NOW } from '#tests/factories.ts'
import { anInvitation } from '#tests/partner-invitation.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { releaseResponse } from './release-response.server.ts'
import { saveAnswer } from './save-answer.server.ts'

const { db } = await testDatabase()

describe('a question that changed after it was answered', () => {
  test('keeps what was asked with the answer, until someone saves with the new one before them', async () => {
    const it = await anInvitation(db)
    const id = uuid()
    await it.save(it.lead, 1, 'Antwoord', { id })
    const [first] = (await questionnaireOf(db, it.process))?.questions ?? []
    if (!first) throw new Error('there is a question')
    await db
      .transaction()
      .execute((trx) =>
        insertVersion(trx, it.municipality.id, first.id, 2, { ...first, heading: 'Anders gevraagd?' }, NOW),
      )
    const question = async () => (await it.view()).questions[0]
    expect(await question()).toMatchObject({
      heading: 'Anders gevraagd?',
      answer: { asked: { heading: first.heading } },
    })
    // Someone who still has the old question before them answers the old one.
    const write = (text: string, seen: string, versionId: string) =>
      saveAnswer(
        db,
        it.colleague,
        { responseId: it.responseId, number: 1, versionId, items: [{ id, text, seen }] },
        NOW,
      )
    await write('Langer antwoord', 'Antwoord', first.versionId)
    expect((await question())?.answer?.asked.heading).toBe(first.heading)
    await write('Langer antwoord', 'Langer antwoord', (await question())?.versionId ?? '')
    expect((await question())?.answer?.asked.heading).toBe('Anders gevraagd?')
    await write('Nog langer', 'Langer antwoord', first.versionId)
    expect((await question())?.answer?.asked.heading, 'never back to an older one').toBe('Anders gevraagd?')
  })

  test('a choice is one of its options', async () => {
    const it = await anInvitation(db)
    const [first] = (await questionnaireOf(db, it.process))?.questions ?? []
    if (!first) throw new Error('there is a question')
    await db
      .transaction()
      .execute((trx) =>
        insertVersion(
          trx,
          it.municipality.id,
          first.id,
          2,
          { ...first, kind: 'scale', options: ['oneens', 'eens'], isOptional: false },
          NOW,
        ),
      )
    await expect(it.save(it.lead, 1, 'misschien')).rejects.toThrow('Kies een van de antwoorden')
    const skipped = await saveAnswer(db, it.lead, { responseId: it.responseId, number: 1, state: 'skipped' }, NOW)
    expect(skipped.problem).toContain('vraagt de gemeente een antwoord')
    await it.save(it.lead, 2, 'Iets')
    await expect(releaseResponse(db, it.lead, { responseId: it.responseId }, NOW)).rejects.toThrow(
      'Vraag 1 heeft nog een antwoord nodig.',
    )
    await it.save(it.lead, 1, 'eens')
    await releaseResponse(db, it.lead, { responseId: it.responseId }, NOW)
    expect((await it.view()).state).toBe('released')
  })
})

describe('a question that changed places while someone had it before them', () => {
  test('gets what was written for it, whatever number it has by then', async () => {
    const it = await anInvitation(db)
    const questions = (await questionnaireOf(db, it.process))?.questions ?? []
    const [first, second, third, fourth] = questions
    if (!first || !second || !third || !fourth) throw new Error('there are five')
    await removeQuestion(db, it.official, { process: it.process, questionId: second.id }, NOW)
    const id = uuid()
    const ref = { responseId: it.responseId, number: 3, versionId: third.versionId }
    await saveAnswer(db, it.lead, { ...ref, items: [{ id, text: 'Over de derde', seen: '' }] }, NOW)
    await saveAnswer(db, it.lead, { ...ref, state: 'done' }, NOW)
    expect(
      (await it.view()).questions.map(({ number, heading, answer }) => [
        number,
        heading,
        answer?.state,
        answer?.items.map(({ text }) => text),
      ]),
    ).toEqual([
      [1, first.heading, undefined, undefined],
      [2, third.heading, 'done', ['Over de derde']],
      [3, fourth.heading, undefined, undefined],
      [4, questions[4]?.heading, undefined, undefined],
    ])
  })

  test('says so when it is asked no longer, and nothing comes under another', async () => {
    const it = await anInvitation(db)
    const elsewhere = await anInvitation(db)
    const [, second] = (await questionnaireOf(db, it.process))?.questions ?? []
    const [theirs] = (await questionnaireOf(db, elsewhere.process))?.questions ?? []
    await removeQuestion(db, it.official, { process: it.process, questionId: second?.id ?? '' }, NOW)
    for (const versionId of [second?.versionId, theirs?.versionId]) {
      const late = saveAnswer(
        db,
        it.lead,
        {
          responseId: it.responseId,
          number: 2,
          versionId: versionId ?? '',
          items: [{ id: uuid(), text: 'Verdwaald', seen: '' }],
        },
        NOW,
      )
      await expect(late).rejects.toThrow('stelt deze vraag niet meer')
    }
    expect((await it.view()).questions.every(({ answer }) => answer === null)).toBe(true)
  })
})
