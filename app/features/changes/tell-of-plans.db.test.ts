import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { planSecondInspraak } from '#app/features/contributions/plan-second-inspraak.server.ts'
import { adoptPlan, publicationParts, releaseRevision } from '#app/room-parts.server.ts'
import { messages } from '#emails/messages.ts'
import { aContribution, aMunicipality, anActor } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { AFTER_POST, aRevisedPlan } from '#tests/revised-plan.ts'
import { tellOfPlans } from './tell-of-plans.server.ts'

const { db } = await testDatabase()
const TERM = { secondStartsOn: '5 december 2016', secondLastDay: '' }
const DECISION = {
  gapsSigned: true,
  body: 'de gemeenteraad',
  decidedOn: '24 november 2016',
  decision: 'raadsbesluit 2016-88',
}
let by: Actor
let made: Awaited<ReturnType<typeof aRevisedPlan>>

beforeEach(async () => {
  const municipality = await aMunicipality(db, { host: `gemeente-${Math.random()}.example` })
  by = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  made = await aRevisedPlan(db, municipality, by)
})

const tell = (now = AFTER_POST) =>
  tellOfPlans(db, { installation: 'https://saomen.example', recipients: publicationParts.recipients }, now)
const told = async () =>
  db
    .selectFrom('notification')
    .select(['recipient', 'template', 'data', 'messageKey'])
    .where('municipalityId', '=', made.process.municipalityId)
    .orderBy('recipient')
    .execute()
const recipients = async () => (await told()).map(({ recipient }) => recipient)
const announcement = () =>
  db
    .selectFrom('planAnnouncement')
    .select(['kind', 'toldTo', 'queued', 'doneAt'])
    .where('processId', '=', made.process.id)
    .execute()

test('everyone who gave something hears of the adoption once, whoever gave it twice or is asked again', async () => {
  await aContribution(db, made.process, { email: 'anna@voorbeeld.example' })
  await aContribution(db, made.process, { email: 'Anna@voorbeeld.example' })
  await aContribution(db, made.process, { email: 'bo@voorbeeld.example', round: 'partners' })
  await aContribution(db, made.process)
  await adoptPlan(db, by, { process: made.process, ...DECISION, note: 'Met één amendement.' }, AFTER_POST)
  await tell()
  const sent = await told()
  expect(sent.map(({ template }) => template)).toEqual(['planAdopted', 'planAdopted'])
  expect(sent.map(({ recipient }) => recipient?.toLowerCase())).toEqual([
    'anna@voorbeeld.example',
    'bo@voorbeeld.example',
  ])
  expect(sent.every(({ messageKey }) => !messageKey.includes('@'))).toBe(true)
  const data = messages.planAdopted.parse(sent[0]?.data)
  expect(data).toMatchObject({ body: DECISION.body, decidedOn: '24\u00a0november 2016', note: 'Met één amendement.' })
  expect(data.changesUrl).toContain(made.process.slug)
  expect(await announcement()).toEqual([{ kind: 'adopted', toldTo: '', queued: 2, doneAt: AFTER_POST }])
  await tell()
  expect(await told()).toHaveLength(2)
})

test('those with a code are led to it, and others to their points among all answers once these are public', async () => {
  await aContribution(db, made.process, { email: 'anna@voorbeeld.example' })
  const { id } = await aContribution(db, made.process, { email: 'bo@voorbeeld.example' })
  await db
    .insertInto('receipt')
    .values({ municipalityId: made.process.municipalityId, contributionId: id, codeHash: 'x' })
    .execute()
  await db.updateTable('process').set({ publishedAt: AFTER_POST }).where('id', '=', made.process.id).execute()
  await adoptPlan(db, by, { process: made.process, ...DECISION }, AFTER_POST)
  await tell()
  const [anna, bo] = (await told()).map(({ data }) => messages.planAdopted.parse(data))
  expect(anna).toMatchObject({ statusUrl: '', ownUrl: expect.stringContaining('wat-is-ermee-gedaan?indiener=1') })
  expect(bo).toMatchObject({ statusUrl: expect.stringContaining('/mijn-reactie'), ownUrl: '' })
})

test('very many are told, some hundreds at a time', async () => {
  const { municipalityId, id } = made.process
  await sql`
    with giver as (
      insert into contributor (municipality_id, id, process_id, kind, number)
      select ${municipalityId}, gen_random_uuid(), ${id}, 'resident', n from generate_series(1, 1100) as n returning id, number)
    insert into contributor_contact (municipality_id, contributor_id, email)
    select ${municipalityId}, id, 'inwoner' || number || '@voorbeeld.example' from giver`.execute(db)
  await adoptPlan(db, by, { process: made.process, ...DECISION }, AFTER_POST)
  await tell()
  expect(new Set(await recipients()).size).toBe(1100)
  expect(await announcement()).toMatchObject([{ queued: 1100, doneAt: AFTER_POST }])
})

test('who reacted hears of a revised plan and its second inspraak in one message', async () => {
  await aContribution(db, made.process, { email: 'anna@voorbeeld.example' })
  await aContribution(db, made.process, { email: 'bo@voorbeeld.example', round: 'partners' })
  await releaseRevision(db, by, { process: made.process, gapsSigned: true, round: 'changed', ...TERM }, AFTER_POST)
  await tell()
  const sent = await told()
  expect(sent.map(({ recipient }) => recipient)).toEqual(['anna@voorbeeld.example'])
  expect(messages.planReleased.parse(sent[0]?.data)).toMatchObject({
    ...{ title: 'Het plan is aangepast, en u kunt opnieuw reageren' },
    ...{ changed: expect.stringMatching(/aangepast/), scope: expect.stringMatching(/wat er is veranderd/) },
    ...{ startsOn: '5\u00a0december 2016', lastDay: '16\u00a0januari 2017' },
  })
})

test('a second inspraak that comes later is told by itself, and one that was taken away is not', async () => {
  await aContribution(db, made.process, { email: 'anna@voorbeeld.example' })
  await releaseRevision(db, by, { process: made.process, gapsSigned: true }, AFTER_POST)
  await tell()
  const none = { secondStartsOn: '', secondLastDay: '' }
  await planSecondInspraak(db, by, { process: made.process, ...TERM, secondScope: 'all' }, AFTER_POST)
  await planSecondInspraak(db, by, { process: made.process, ...none }, AFTER_POST)
  await tell()
  expect((await told()).map(({ data }) => messages.planReleased.parse(data).title)).toEqual(['Het plan is aangepast'])
  await planSecondInspraak(db, by, { process: made.process, ...TERM, secondScope: 'all' }, AFTER_POST)
  await tell()
  expect((await told()).map(({ data }) => messages.planReleased.parse(data).title).sort()).toEqual([
    'Het plan is aangepast',
    'U kunt opnieuw reageren',
  ])
})

test('when the days of a second inspraak move, everyone hears the new ones, and nobody the same twice', async () => {
  await aContribution(db, made.process, { email: 'anna@voorbeeld.example' })
  await releaseRevision(db, by, { process: made.process, gapsSigned: true }, AFTER_POST)
  const announce = (secondStartsOn: string) =>
    planSecondInspraak(db, by, { process: made.process, ...TERM, secondStartsOn, secondScope: 'all' }, AFTER_POST)
  for (const day of ['5 december 2016', '5 december 2016', '12 december 2016']) {
    await announce(day)
    await tell()
  }
  const rounds = (await told()).filter(({ messageKey }) => messageKey.startsWith('plan:secondRound'))
  expect(rounds).toHaveLength(2)
  expect(JSON.stringify(rounds.map(({ data }) => data))).toContain('12\u00a0december 2016')
})
