import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { scopedPoints } from '#app/features/answers/scoped-points.server.ts'
import { contributionOf } from '#app/features/contributions/queries.server.ts'
import { marksOf } from '#app/features/points/queries.server.ts'
import { takeSuggestion } from '#app/features/points/take-suggestion.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { aPartner, aQuestionnaire, aResponse } from '#tests/partner-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { releaseResponse } from './release-response.server.ts'
import { responseView } from './response-view.server.ts'
import { saveAnswer } from './save-answer.server.ts'
import { sendResponse } from './send-response.server.ts'

const { db } = await testDatabase()
const baseUrl = 'https://saomen.example'

/** A response that was sent: two points, a choice, a long text, and a point under the last question; question 3 was skipped. */
async function aSentResponse() {
  const municipality = await aMunicipality(db)
  const official = await anActor(db, municipality)
  const { slug } = await aProcess(db, municipality, { state: 'draft' })
  const process = await processBySlug(db, municipality.id, slug)
  const ask = (heading: string, kind: 'points' | 'text' | 'choice', options: string[] = []) => ({
    heading,
    explanation: '',
    kind,
    isOptional: true,
    options,
  })
  const questions = [
    ask('Wat gaat goed?', 'points'),
    ask('Wie moet het doen?', 'choice', ['de gemeente', 'de provincie']),
    ask('Overgeslagen?', 'points'),
    ask('Vertel.', 'text'),
    ask('Wat nog?', 'points'),
  ]
  const questionnaireId = await aQuestionnaire(db, official, process, { questions })
  const partner = await aPartner(db, municipality)
  const responseId = await aResponse(db, official, process, questionnaireId, partner)
  const [lead] = partner.people
  if (!lead) throw new Error('there is one')
  for (const [number, text] of [
    [1, 'De bus rijdt. Dat is fijn.'],
    [1, 'Het loket is open.'],
    [2, 'de gemeente'],
    [4, 'Een lang verhaal. Met twee zinnen.'],
    [5, 'Meer banken.'],
  ] as const) {
    await saveAnswer(db, lead, { responseId, number, items: [{ id: uuid(), text, seen: '' }] }, NOW)
  }
  const seenVersion = async () =>
    (await responseView(db, { municipalityId: municipality.id, id: responseId }, NOW)).version
  await releaseResponse(db, lead, { responseId }, NOW)
  await sendResponse(db, lead, { responseId, seen: String(await seenVersion()), baseUrl }, NOW)
  const { id } = await db
    .selectFrom('contribution')
    .select('id')
    .where('processId', '=', process.id)
    .executeTakeFirstOrThrow()
  const { text } = await contributionOf(db, process, id)
  const press = () => takeSuggestion(db, official, { process, contributionId: id }, NOW)
  const marked = async () => {
    const { points, nonPoints } = await marksOf(db, process, id)
    const words = (range: { start: number; end: number } | null) => range && text.slice(range.start, range.end)
    const asked = new Map((await scopedPoints(db, process, id)).map((point) => [point.id, point.question]))
    return {
      points: points.map(({ id: pointId, range }) => [
        words(range),
        asked.get(pointId)?.number,
        asked.get(pointId)?.printedNumber,
      ]),
      nonPoints: nonPoints.map(words),
    }
  }
  return { press, marked }
}

test('what an organisation gave as points becomes points in one act, each under its question; a long text is left to split, a choice asks for nothing', async () => {
  const { press, marked } = await aSentResponse()
  await press()
  const all = {
    points: [
      ['De bus rijdt. Dat is fijn.', 1, 1],
      ['Het loket is open.', 1, 1],
      ['Meer banken.', 5, 4],
    ],
    nonPoints: [],
  }
  expect(await marked()).toEqual(all)
  await expect(press()).rejects.toThrow('voorstel is er niet meer')
  expect(await marked(), 'pressed again nothing comes twice').toEqual(all)
})
