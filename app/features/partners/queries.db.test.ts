import { describe, expect, test } from 'vitest'
import { NotAllowed, NotFound } from '#app/errors.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { aQuestionnaire } from '#tests/partner-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { createQuestionnaire } from './create-questionnaire.server.ts'
import { questionnaireOf } from './queries.server.ts'
import { standardQuestions } from './questionnaire.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const official = await anActor(db, municipality)

describe('the list of questions of a process', () => {
  test('begins with five questions, and a process has one', async () => {
    const process = await aProcess(db, municipality)
    expect(await questionnaireOf(db, process)).toBeNull()
    const id = await aQuestionnaire(db, official, process, { closesOn: '2016-08-31' })
    const found = await questionnaireOf(db, process)
    expect(found).toMatchObject({ id, state: 'open', closesOn: '2016-08-31' })
    expect(found?.questions.map(({ number, version, heading }) => [number, version, heading])).toEqual(
      standardQuestions.map(({ heading }, index) => [index + 1, 1, heading]),
    )
    expect(await createQuestionnaire(db, official, { process, questions: 'none' }, NOW)).toBe(id)
    expect((await questionnaireOf(db, process))?.questions).toHaveLength(5)
  })

  test('is not made any more once the answers are public', async () => {
    const process = await aProcess(db, municipality, { state: 'answered' })
    await expect(createQuestionnaire(db, official, { process, questions: 'standard' }, NOW)).rejects.toMatchObject({
      code: 'answersPublic',
    })
    expect(await questionnaireOf(db, process)).toBeNull()
  })

  test('is made by who may process, in their own municipality', async () => {
    const process = await aProcess(db, municipality)
    const partner = await anActor(db, municipality, { role: 'partnerMember' })
    await expect(createQuestionnaire(db, partner, { process, questions: 'standard' }, NOW)).rejects.toThrow(NotAllowed)
    const elsewhere = await anActor(db, await aMunicipality(db))
    await expect(createQuestionnaire(db, elsewhere, { process, questions: 'standard' }, NOW)).rejects.toThrow(NotFound)
    expect(await questionnaireOf(db, { ...process, municipalityId: elsewhere.municipalityId })).toBeNull()
  })
})
