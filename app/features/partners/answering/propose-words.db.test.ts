import { beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { NotFound, Refused } from '#app/errors.server.ts'
import { contributionOf } from '#app/features/contributions/queries.server.ts'
import { proposalOfPoint } from '#app/features/points/proposal-of-point.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { aPartner, aQuestionnaire, aResponse } from '#tests/partner-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { chooseProposal, proposeWords, refuseProposal } from './propose-words.server.ts'
import { releaseResponse } from './release-response.server.ts'
import { proposalsOfResponse } from './response-proposals.server.ts'
import { responseView } from './response-view.server.ts'
import { saveAnswer } from './save-answer.server.ts'
import { sayNoPoints, sendResponse } from './send-response.server.ts'

const { db } = await testDatabase()
const OLD = 'Eerste alinea over gezin en sociaal netwerk.'
const WORDS = 'Eerste alinea over het gezin en zijn buren.'
const baseUrl = 'https://saomen.example'

let it: Awaited<ReturnType<typeof anInvitation>>
beforeEach(async () => {
  it = await anInvitation()
})

async function anInvitation() {
  const municipality = await aMunicipality(db)
  const official = await anActor(db, municipality)
  const { slug } = await aProcess(db, municipality)
  const process = await processBySlug(db, municipality.id, slug)
  const plan = await aPlan(db, process)
  const questionnaireId = await aQuestionnaire(db, official, process)
  const partner = await aPartner(db, municipality, { people: 3 })
  const responseId = await aResponse(db, official, process, questionnaireId, partner)
  const [lead, colleague, other] = partner.people
  if (!lead || !colleague || !other) throw new Error('three people')
  const ref = { municipalityId: municipality.id, id: responseId }
  const propose = (by = colleague, given: { proposal?: string; reason?: string; paragraphId?: string } = {}) =>
    proposeWords(
      db,
      by,
      { responseId, paragraphId: plan.paragraphs[0] ?? '', proposal: WORDS, reason: '', ...given },
      NOW,
    )
  const all = async () => (await proposalsOfResponse(db, ref)).flatMap(({ proposals }) => proposals)
  const of = async (name: string) => (await all()).find(({ by }) => by.name === name)
  return { municipality, process, plan, responseId, lead, colleague, other, ref, propose, all, of }
}

const codeOf = (refused: Promise<unknown>) =>
  refused.then(
    () => null,
    (error: unknown) => (error instanceof Refused ? error.code : error),
  )

describe('colleagues of an organisation propose other words', () => {
  test('who leads chooses one of them and refuses another with a reason, which the colleague reads', async () => {
    const { lead, colleague, other, responseId, propose, of } = it
    await propose(colleague, { reason: 'Zonder buren lukt het niet.' })
    await propose(other, { proposal: '' })
    expect(await of(colleague.name)).toMatchObject({
      state: 'open',
      changes: { says: '2 woorden weg, 3 woorden nieuw' },
    })
    const [one, two] = [await of(colleague.name), await of(other.name)]
    const [oneId, twoId] = [one?.id ?? '', two?.id ?? '']
    expect(two?.changes.says).toBe('Alles weg')
    await chooseProposal(db, lead, { responseId, proposalId: twoId }, NOW)
    await chooseProposal(db, lead, { responseId, proposalId: oneId }, NOW)
    expect([(await of(colleague.name))?.state, (await of(other.name))?.state]).toEqual(['chosen', 'open'])
    await refuseProposal(db, lead, { responseId, proposalId: twoId, refusal: ' Wij willen de belofte sterker. ' }, NOW)
    expect(await of(other.name)).toMatchObject({ state: 'refused', refusal: 'Wij willen de belofte sterker.' })
    await propose(other, { proposal: 'Iets anders over de eerste alinea.' })
    expect(await of(other.name)).toMatchObject({ state: 'open', refusal: '' })
  })

  test('who leads chooses with proposing, unless another was chosen', async () => {
    const { lead, colleague, responseId, propose, of } = it
    await propose(lead)
    expect(await of(lead.name)).toMatchObject({ state: 'chosen' })
    await propose(colleague, { proposal: 'Iets anders over de eerste alinea.' })
    const found = await of(colleague.name)
    await chooseProposal(db, lead, { responseId, proposalId: found?.id ?? '' }, NOW)
    await propose(lead, { proposal: 'Nog iets anders over de eerste alinea.' })
    expect(await of(lead.name)).toMatchObject({ state: 'open' })
  })

  test('only the chosen one goes along, as a point at its paragraph', async () => {
    const { lead, colleague, other, responseId, propose, ref, process, municipality, plan, of } = it
    await propose(colleague, { reason: 'Buren horen erbij.' })
    await propose(other, { proposal: 'Iets anders over de eerste alinea.' })
    const found = await of(colleague.name)
    await chooseProposal(db, lead, { responseId, proposalId: found?.id ?? '' }, NOW)
    expect(await codeOf(sayNoPoints(db, lead, { responseId, baseUrl }, NOW))).toBe('hasPoints')
    const { questions } = await responseView(db, ref, NOW)
    for (const { number } of questions)
      await saveAnswer(
        db,
        lead,
        { responseId, number, items: [{ id: uuid(), text: `Punt ${number}.`, seen: '' }] },
        NOW,
      )
    await releaseResponse(db, lead, { responseId }, NOW)
    const seen = String((await responseView(db, ref, NOW)).version)
    await sendResponse(db, lead, { responseId, seen, baseUrl }, NOW)
    const rows = await db
      .selectFrom('point')
      .leftJoin('pointPlace', 'pointPlace.pointId', 'point.id')
      .select(['point.id', 'contributionId', 'lineageId'])
      .where('point.processId', '=', process.id)
      .where('point.municipalityId', '=', municipality.id)
      .execute()
    expect(rows).toMatchObject([{ lineageId: plan.paragraphs[0] }])
    const { text } = await contributionOf(db, process, rows[0]?.contributionId ?? '')
    expect(text).toContain(`${WORDS}\n\nBuren horen erbij.`)
    expect(text).not.toContain('Iets anders')
    expect(await proposalOfPoint(db, process, rows[0]?.id ?? '')).toMatchObject({
      words: WORDS,
      paragraph: { text: OLD },
    })
  })
})

describe('it is refused', () => {
  test('without a change, for another part, and while the plan is not released', async () => {
    const { propose, process, plan } = it
    expect(await codeOf(propose(undefined, { proposal: OLD }))).toBe('wrongInput')
    expect(await codeOf(propose(undefined, { paragraphId: plan.sections[0] ?? '' }))).toBe('noParagraph')
    await db.updateTable('process').set({ state: 'draft' }).where('id', '=', process.id).execute()
    expect(await codeOf(propose())).toBe('notReleased')
  })

  test('for who does not lead, without a reason, for a proposal of elsewhere, and after releasing', async () => {
    const { lead, colleague, responseId, propose, of, ref } = it
    await propose()
    const proposalId = (await of(colleague.name))?.id ?? ''
    expect(await codeOf(chooseProposal(db, colleague, { responseId, proposalId }, NOW))).toBe('onlyCoordinator')
    const refusing = { responseId, proposalId, refusal: 'Nee.' }
    expect(await codeOf(refuseProposal(db, colleague, refusing, NOW))).toBe('onlyCoordinator')
    expect(await codeOf(refuseProposal(db, lead, { ...refusing, refusal: '  ' }, NOW))).toBe('wrongInput')
    expect(await codeOf(chooseProposal(db, lead, { responseId, proposalId: uuid() }, NOW))).toBeInstanceOf(NotFound)
    await db.updateTable('response').set({ state: 'released' }).where('id', '=', ref.id).execute()
    expect(await codeOf(propose())).toBe('notInThisState')
  })
})
