import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { publishView } from '#app/features/answers/publish-view.server.ts'
import { createPublication } from '#app/features/answers/draft-publication.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { setFormalState } from '#app/features/points/formal-state.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { publicationParts, redactPublished } from '#app/room-parts.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { publishAnswers } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { renderMessage } from '#emails/render.server.ts'
import type { MessageData } from '#emails/messages.ts'
import { answerCampaign } from './answer-campaign.server.ts'
import { confirmCampaign } from './decide-campaign.server.ts'
import { findCampaigns } from './find-campaigns.server.ts'
import { splitCampaign } from './split-campaign.server.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'

const { db } = await testDatabase()
const AFTER_POST = new Date('2016-12-05T12:00:00+01:00')
const baseUrl = 'https://saomen.example'
const text = 'Er liggen in onze gemeente nog veel daken leeg, zei Harm Veenstra, begin daar met panelen.'

let by: Actor
let process: Awaited<ReturnType<typeof aProcess>>

beforeEach(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  process = await aProcess(db, municipality)
})

const from = (email?: string, words = text) =>
  aContribution(db, process, { text: words, ...(email !== undefined && { email }) })
const setAside = (
  contributionId: string,
  given: Omit<Parameters<typeof setFormalState>[2], 'process' | 'contributionId' | 'reason'>,
) => setFormalState(db, by, { process, contributionId, reason: 'Een reden.', ...given }, NOW)
const messages = async () =>
  (
    await db
      .selectFrom('notification')
      .select(['recipient', 'data'])
      .where('municipalityId', '=', process.municipalityId)
      .where('template', 'in', ['answers', 'sharedAnswers'])
      .orderBy('recipient')
      .execute()
  ).map(({ recipient, data }) => ({ recipient, data: data as MessageData['answers'] }))
const publish = (now = AFTER_POST) => publishAnswers(db, by, { process, baseUrl, rounds: ['inspraak'] }, now)

async function answeredOnce() {
  await findCampaigns(db, NOW)
  const { id } = await db
    .selectFrom('campaign')
    .select('id')
    .where('processId', '=', process.id)
    .executeTakeFirstOrThrow()
  await confirmCampaign(db, by, { process, campaignId: id, name: 'Eerst de daken' }, NOW)
  const { baseLetter } = await db
    .selectFrom('campaign')
    .select('baseLetter')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const range = { start: 0, end: text.length }
  const point = await markPoint(db, by, { process, contributionId: baseLetter ?? '', range }, NOW)
  await splitCampaign(db, by, { process, campaignId: id, despiteOpen: true }, NOW)
  const answer = { disposition: 'adopted', reply: 'Wij beginnen daar.' } as const
  await answerCampaign(db, by, { process, campaignId: id, sharedId: point.id, ...answer }, NOW)
}

/** A letter that is answered by itself. */
async function handled(email: string, words: string) {
  const { id: contributionId } = await from(email, words)
  const range = { start: 0, end: words.length }
  const { id: pointId } = await markPoint(db, by, { process, contributionId, range }, NOW)
  await answerPoints(db, by, { process, pointIds: [pointId], disposition: 'noted', reply: 'Wij lezen het.' }, NOW)
  await finishSplit(db, by, { process, contributionId, despiteOpen: true }, NOW)
  return { pointId }
}

describe('when a campaign is published', () => {
  test('everyone who sent a letter that counts gets one message, whoever sent a double too, and nobody else', async () => {
    for (const name of ['a', 'b', 'c', 'd']) await from(`${name}@inwoner.example`)
    await from()
    await answeredOnce()
    const doubleOf = '1'
    const states = {
      'dubbel@inwoner.example': { state: 'double', doubleOf },
      'Dubbel@inwoner.example': { state: 'double', doubleOf },
      'A@inwoner.example': { state: 'double', doubleOf },
      'ingetrokken@inwoner.example': { state: 'withdrawn' },
      'proef@inwoner.example': { state: 'test' },
      'anders@inwoner.example': { state: 'notRelevant' },
      'elders@inwoner.example': { state: 'referred', referredTo: 'het waterschap' },
    } as const
    for (const [email, given] of Object.entries(states)) await setAside((await from(email)).id, given)
    await setAside((await from()).id, { state: 'double', doubleOf })

    const { id } = await createPublication(
      db,
      by,
      { process, key: crypto.randomUUID(), rounds: ['inspraak'], title: '' },
      NOW,
    )
    const found = await processBySlug(db, process.municipalityId, process.slug)
    const { mails } = await publishView(db, found, id, by, AFTER_POST, publicationParts)
    expect(await publish()).toMatchObject({ messages: 5 })
    expect(mails, 'as the gate said before').toBe(5)
    const sent = await messages()
    expect(sent.map(({ recipient }) => recipient?.toLowerCase())).toEqual(
      ['a', 'b', 'c', 'd', 'dubbel'].map((name) => `${name}@inwoner.example`),
    )
    const double = sent.at(-1)?.data
    expect(double?.points).toEqual(sent[0]?.data.points)
    expect(double?.sameAs).toBe(sent[0]?.data.contributor)
    expect(sent.slice(0, 4).map(({ data }) => data.sameAs)).toEqual(['', '', '', ''])
    if (!double) throw new Error('there is one')
    expect((await renderMessage('answers', double)).text).toMatch(/Uw reactie\s+zegt hetzelfde als een\s+andere/)
    expect((await renderMessage('answers', sent[0]?.data ?? double)).text).not.toMatch(/hetzelfde als een\s+andere/)
  })
})

describe('whoever sent a double', () => {
  test('hears of the one that it is the same as alone, in words that are public when it leaves', async () => {
    const { pointId } = await handled('a@inwoner.example', text)
    await setAside((await from('dubbel@inwoner.example')).id, { state: 'double', doubleOf: '1' })
    await publish()
    const before = (await messages()).map(({ data }) => data.points[0]?.text)
    expect(before).toEqual([text, text])
    const words = { words: 'Harm Veenstra', reason: 'personName' as const, because: 'mistake' as const }
    await redactPublished(db, by, { process, pointId, ...words }, AFTER_POST)
    const after = (await messages()).map(({ data }) => data.points[0]?.text)
    expect(after.join(' ')).not.toContain('Veenstra')
    expect(after).toHaveLength(2)
  })

  test('that came after the answer was public, hears of it with the next publication, once', async () => {
    await handled('a@inwoner.example', text)
    await publish()
    for (const email of ['dubbel@inwoner.example', 'Dubbel@inwoner.example'])
      await setAside((await from(email)).id, { state: 'double', doubleOf: '1' })
    await handled('b@inwoner.example', 'De bus rijdt niet meer na zeven uur.')
    expect(await publish(new Date('2016-12-06T12:00:00+01:00'))).toMatchObject({ messages: 2 })
    await handled('c@inwoner.example', 'Er zijn te weinig bankjes bij het station.')
    expect(await publish(new Date('2016-12-07T12:00:00+01:00'))).toMatchObject({ messages: 1 })
    const told = (await messages()).filter(({ recipient }) => recipient?.toLowerCase() === 'dubbel@inwoner.example')
    expect(told.map(({ data }) => data.points.map((point) => point.text))).toEqual([[text]])
  })
})
