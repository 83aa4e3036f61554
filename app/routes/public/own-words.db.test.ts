import type { LoaderFunctionArgs } from '@remix-run/node'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { AnsweredPage } from '#app/features/answers/AnsweredPage.tsx'
import type { AnsweredView } from '#app/features/answers/answered-view.server.ts'
import { changeDispositionWords } from '#app/features/answers/change-disposition-words.server.ts'
import { addOwnDisposition } from '#app/features/answers/change-own-disposition.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { DecisionWordsProvider } from '#app/features/points/DecisionWords.tsx'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { loader as root, type RootData } from '#app/root.tsx'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { publishAnswers } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { loader as answeredCsv } from './answered-csv.ts'
import { loader as answeredJson } from './answered-json.ts'
import { loader as answered } from './answered.tsx'

const { db } = await testDatabase()
const host = 'woorden.example'
const LATER = new Date('2016-12-05T09:00:00+01:00')
const context = {
  ...{ db, mode: 'production', secret: 's'.repeat(40), baseUrl: null, ownPort: 3000, secure: false, nonce: 'nonce' },
  ...{ headers: new Headers(), arrivedAt: LATER, clientAddress: '203.0.113.5' },
  pool: { query: async () => ({ rows: [] }) },
} as unknown as LoaderFunctionArgs['context']

test('what is public is called by the words of the municipality, counts as one of the eight, and changes with the words', async () => {
  const municipality = await aMunicipality(db, { host })
  const by = await anActor(db, municipality, { innerRoles: ['processor', 'approver', 'administrator'] })
  const words = { short: 'Hoofdlijnen', explanation: 'Wij doen het in grote lijnen.', key: uuid() }
  const { id } = await addOwnDisposition(
    db,
    by,
    { ...words, label: 'Op hoofdlijnen meegenomen', disposition: 'partlyAdopted' },
    NOW,
  )
  const process = await aProcess(db, municipality)
  const { id: contributionId } = await aContribution(db, process, { text: 'Er moet meer licht komen.' })
  const { id: point } = await markPoint(db, by, { process, contributionId, summary: 'Meer licht' }, NOW)
  await finishSplit(db, by, { process, contributionId, despiteOpen: true }, NOW)
  const decision = `partlyAdopted.${id}` as const
  await answerPoints(db, by, { process, pointIds: [point], disposition: decision, reply: 'In grote lijnen.' }, NOW)
  await publishAnswers(db, by, { process, baseUrl: `http://${host}` }, LATER)

  const get = (loader: (args: LoaderFunctionArgs) => unknown, query = '') =>
    loader({
      request: new Request(`http://${host}/trajecten/${process.slug}/x${query}`, { headers: { Host: host } }),
      // A request of its own each time: what one request found out is kept in its context.
      ...{ params: { slug: process.slug }, context: { ...context } },
    })
  const page = async (query = '') => {
    const { municipality: site } = (await get(root)) as RootData
    const { view } = (await get(answered, query)) as { view: AnsweredView }
    return renderToStaticMarkup(
      createElement(DecisionWordsProvider, {
        wordings: site.decisionWordings,
        children: createElement(AnsweredPage, { view }),
      }),
    )
  }
  expect(await page('?besluit=gedeeltelijk-overgenomen'), 'found under what it counts as').toContain(
    'Op hoofdlijnen meegenomen',
  )
  expect(await page()).toContain('Wij doen het in grote lijnen.')
  expect(await ((await get(answeredCsv)) as Response).text()).toContain('"Op hoofdlijnen meegenomen"')
  expect(await ((await get(answeredJson)) as Response).json()).toMatchObject([
    { punten: [{ besluit: 'Op hoofdlijnen meegenomen', besluitCode: 'partlyAdopted' }] },
  ])
  const before = await page()
  expect(before).toContain('Gedeeltelijk overgenomen')
  await changeDispositionWords(
    db,
    by,
    { disposition: 'partlyAdopted', label: 'Deels', explanation: 'Een deel doen wij.' },
    LATER,
  )
  const after = await page()
  expect(after).not.toContain('Gedeeltelijk overgenomen')
  expect(after).toContain('Deels')
})
