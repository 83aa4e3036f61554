import { expect, test } from 'vitest'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { publicationParts } from '#app/room-parts.server.ts'
import { rounds } from '#app/features/contributions/round.ts'
import { publishAnswers } from '#tests/publish-answers.ts'
import { messages } from '#emails/messages.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { aPartner, aQuestionnaire, aResponse } from '#tests/partner-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answerPoints } from './answer-points.server.ts'
import { publishView } from './publish-view.server.ts'
import { countRecipients } from './recipients.server.ts'

const { db } = await testDatabase()
const baseUrl = 'https://saomen.example'

test('everyone of an organisation that sent hears what was done with each of its points, and nobody of one that did not', async () => {
  const municipality = await aMunicipality(db)
  const by = await anActor(db, municipality)
  const process = await aProcess(db, municipality)
  const questionnaireId = await aQuestionnaire(db, by, process, { closesOn: '2016-11-17' })
  const [sent, silent] = [
    await aPartner(db, municipality, { name: 'Thuiszorg', people: 2 }),
    await aPartner(db, municipality, { name: 'Bibliotheek' }),
  ]
  const responseId = await aResponse(db, by, process, questionnaireId, sent)
  await aResponse(db, by, process, questionnaireId, silent)
  const given = await aContribution(db, process, {
    kind: 'organisation',
    organisation: sent.name,
    text: 'De bus rijdt niet.',
    round: 'partners',
  })
  await db
    .updateTable('response')
    .set({ state: 'sent', contributionId: given.id, contributorId: given.contributorId })
    .where('id', '=', responseId)
    .execute()
  const { id: pointId } = await markPoint(
    db,
    by,
    { process, contributionId: given.id, range: { start: 0, end: 18 } },
    NOW,
  )
  await finishSplit(db, by, { process, contributionId: given.id, despiteOpen: true }, NOW)
  await answerPoints(db, by, { process, pointIds: [pointId], disposition: 'adopted', reply: 'Er komt een bus.' }, NOW)
  expect(await countRecipients(db, process, rounds, publicationParts.recipients)).toBe(2)

  const tooEarly = publishAnswers(
    db,
    by,
    { process: await processBySlug(db, municipality.id, process.slug), baseUrl },
    new Date('2016-11-16T09:00:00+01:00'),
  )
  await expect(tooEarly, 'one can still send').rejects.toThrow(
    /Organisaties kunnen hun inbreng nog verzenden tot en met donderdag 17\u00a0november 2016/,
  )
  const published = await publishAnswers(
    db,
    by,
    { process: await processBySlug(db, municipality.id, process.slug), baseUrl },
    new Date('2016-12-05T09:00:00+01:00'),
  )
  expect(published.messages).toBe(2)
  const mails = await db
    .selectFrom('notification')
    .select(['recipient', 'template', 'data'])
    .where('municipalityId', '=', municipality.id)
    .orderBy('recipient')
    .execute()
  expect(mails.map(({ recipient, template }) => [recipient, template])).toEqual(
    sent.people.map(({ email }) => [email, 'sharedAnswers']),
  )
  for (const { data } of mails) {
    expect(messages.sharedAnswers.parse(data)).toMatchObject({
      ...{
        contributor: 'Thuiszorg',
        points: [{ number: '1.1', text: 'De bus rijdt niet.', reply: 'Er komt een bus.' }],
      },
      ownUrl: `${baseUrl}/trajecten/${process.slug}/wat-is-ermee-gedaan?indiener=1`,
      url: `${baseUrl}/trajecten/${process.slug}/wat-is-ermee-gedaan`,
    })
  }

  const [first] = sent.people
  if (!first) throw new Error('there are two')
  const mailed = async () => {
    const now = await processBySlug(db, municipality.id, process.slug)
    return (await publishView(db, now, published.publicationId, by, NOW, publicationParts)).mails
  }
  const before = await mailed()
  await db.deleteFrom('partnerPerson').where('partnerId', '=', sent.id).where('email', '=', first.email).execute()
  const after = await mailed()
  expect([before, after], 'what went out stays what it was').toEqual([2, 2])
})

test('who may not log in any more hears nothing of an organisation', async () => {
  const municipality = await aMunicipality(db)
  const by = await anActor(db, municipality)
  const process = await aProcess(db, municipality)
  const partner = await aPartner(db, municipality, { people: 2 })
  const responseId = await aResponse(db, by, process, await aQuestionnaire(db, by, process), partner)
  const { contributorId } = await aContribution(db, process, { kind: 'organisation', organisation: partner.name })
  await db.updateTable('response').set({ state: 'sent', contributorId }).where('id', '=', responseId).execute()
  expect(await countRecipients(db, process, rounds, publicationParts.recipients)).toBe(2)
  await db
    .updateTable('account')
    .set({ blockedAt: NOW })
    .where('id', '=', partner.people[1]?.id ?? '')
    .execute()
  expect(await countRecipients(db, process, rounds, publicationParts.recipients)).toBe(1)
})
