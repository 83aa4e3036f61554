import { expect, test } from 'vitest'
import type { AppContext } from '#app/features/accounts/guard.server.ts'
import { openSession } from '#app/features/accounts/session.server.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { action } from './publish.tsx'

const { db, pool } = await testDatabase()

test('the messages to residents lead to the site of their own municipality', async () => {
  await aMunicipality(db, { host: 'een.example' })
  const municipality = await aMunicipality(db, { host: 'twee.example' })
  const official = await anActor(db, municipality)
  const process = await aProcess(db, municipality)
  const { id: contributionId, text } = await aContribution(db, process, { email: 'iemand@inwoner.example' })
  await db.insertInto('receipt').values({ municipalityId: municipality.id, contributionId, codeHash: 'met een code' }).execute()
  const { id } = await markPoint(db, official, { process, contributionId, range: { start: 0, end: text.length } }, NOW)
  await answerPoints(db, official, { process, pointIds: [id], disposition: 'adopted', reply: 'Dat doen wij.' }, NOW)
  await finishSplit(db, official, { process, contributionId, despiteOpen: true }, NOW)

  const step = { municipalityId: municipality.id, accountId: official.id, sealedSecret: 'x', lastTimeStep: 0, createdAt: NOW }
  await db.insertInto('secondStep').values(step).execute()
  const cookie = await openSession({ pool, secure: true, municipalityId: municipality.id }, official.id, 'test')
  const headers = { host: 'twee.example', cookie }
  const request = new Request('http://twee.example/', { method: 'POST', headers, body: new FormData() })
  const context: AppContext = {
    ...{ db, pool, mode: 'production', secret: 'x'.repeat(32), baseUrl: 'https://een.example', secure: true, clientAddress: '192.0.2.1' },
    ...{ ownPort: 3000, arrivedAt: new Date('2016-12-05T09:00:00+01:00'), nonce: '', headers: new Headers() },
  }
  expect(await action({ request, params: { slug: process.slug }, context })).toMatchObject({ status: 303 })
  const [message] = await db.selectFrom('notification').select('data').where('municipalityId', '=', municipality.id).execute()
  expect(message?.data).toMatchObject({ url: expect.stringMatching(/^https:\/\/twee\.example\//), statusUrl: 'https://twee.example/mijn-reactie' })
})
