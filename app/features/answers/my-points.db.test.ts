import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { myReaction } from '#app/features/contributions/my-reaction.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { publishAnswers } from '#tests/publish-answers.ts'
import { aContribution, aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answerPoints } from './answer-points.server.ts'
import { confirmAnswer } from './confirm-answer.server.ts'
import { myPoints } from './my-points.server.ts'
import { publicPoints } from './public-points.server.ts'

const { db } = await testDatabase()
let by: Actor
let process: { id: string; slug: string; municipalityId: string }
let sections: string[]
let first: string
let second: string

beforeAll(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality)
  process = await aProcess(db, municipality)
  sections = (await aPlan(db, process)).sections
  const sender = await aContribution(db, process, { text: 'Een middag vrij. Dichtbij huis. 🌻' })
  await splitAndAnswer(await aContribution(db, process, { text: 'Van iemand anders.' }), ['Van iemand anders.'])
  await splitAndAnswer(sender, ['Dichtbij huis. 🌻', 'Een middag vrij.'])
  const again = await aContribution(db, process, { text: 'En ook de bus.', contributorId: sender.contributorId })
  await splitAndAnswer(again, ['En ook de bus.'])
  // A point in the official's words only.
  await db
    .updateTable('point')
    .set({ quoteStart: null, quoteEnd: null, summary: 'Kort gezegd: bus' })
    .where('contributionId', '=', again.id)
    .execute()
  first = sender.id
  second = again.id
})

/** Splits a reaction into points with an answer each, which changes the second section. */
async function splitAndAnswer({ id, text }: { id: string; text: string }, quotes: string[]): Promise<void> {
  for (const quote of quotes) {
    const start = text.indexOf(quote)
    const range = { start, end: start + quote.length }
    const point = await markPoint(db, by, { process, contributionId: id, range, themeId: null, summary: '' }, NOW)
    const reply = `Antwoord op: ${quote}`
    await answerPoints(
      db,
      by,
      { process, pointIds: [point.id], disposition: 'adopted', reply, sectionIds: sections.slice(1, 2) },
      NOW,
    )
  }
  await finishSplit(db, by, { process, contributionId: id, despiteOpen: true }, NOW)
}

async function pointsOf(contributionId: string) {
  const reaction = await myReaction(db, process.municipalityId, contributionId)
  return reaction && myPoints(db, process.municipalityId, reaction)
}

describe('what was done with my points', () => {
  test('stays unsaid until it is public', async () => {
    expect(await pointsOf(first)).toEqual([])
  })

  test('is said of every point, under the number that the public table gives it', async () => {
    const [reworded] = await db
      .selectFrom('pointWork')
      .select('pointId')
      .where('changedSinceAnswer', '=', true)
      .execute()
    await confirmAnswer(db, by, { process, pointId: reworded?.pointId ?? '' }, NOW)
    await publishAnswers(db, by, { process, baseUrl: 'https://saomen.example' }, new Date('2016-12-05T09:00:00+01:00'))
    expect(await pointsOf(first)).toMatchObject([
      {
        number: '1.1',
        words: 'Een middag vrij.',
        disposition: 'adopted',
        reply: 'Antwoord op: Een middag vrij.',
        sections: [{ number: '2', heading: 'Algemene voorzieningen' }],
      },
      { number: '1.2', words: 'Dichtbij huis. 🌻', reply: 'Antwoord op: Dichtbij huis. 🌻' },
    ])
    expect(await pointsOf(second)).toMatchObject([{ number: '1.3', words: 'Kort gezegd: bus' }])
    const { contributors } = await publicPoints(db, { ...process, publishedAt: NOW })
    expect(contributors[0]?.points.map(({ number, words }) => [number, words])).toEqual([
      ['1.1', 'Een middag vrij.'],
      ['1.2', 'Dichtbij huis. 🌻'],
      ['1.3', 'Kort gezegd: bus'],
    ])
  })

  test('is nothing for who came in after that', async () => {
    const late = await aContribution(db, process, { text: 'Te laat' })
    expect(await pointsOf(late.id)).toEqual([])
  })
})
