import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { askReopen } from '#app/features/partners/answering/ask-reopen.server.ts'
import { sayNoPoints } from '#app/features/partners/answering/send-response.server.ts'
import { textsOfMeeting } from '#app/features/meetings/meeting.schema.ts'
import { planMeeting } from '#app/features/meetings/plan-meeting.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { addDays, today } from '#app/local-date.ts'
import { aContribution, aMunicipality, aProcess, NOW } from '#tests/factories.ts'
import { aMeeting, someMeeting } from '#tests/meeting-factories.ts'
import { aPartner, aQuestionnaire, aResponse } from '#tests/partner-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { staffVisits } from '#tests/staff-visits.ts'
import { inTransaction } from '#db/client.server.ts'
import { tellColleague } from '#app/features/workflow/tell-colleague.server.ts'
import { action, loader } from './today.tsx'

const { db, pool } = await testDatabase()
const { call, someone } = staffVisits({ db, pool })
const host = 'vandaag.example'
const municipality = await aMunicipality(db, { host })
const process = await aProcess(db, municipality, { slug: 'zorg' })
const official = await someone(municipality, host, 'official', 'Ambtenaar A')
const DAY = 86_400_000

const look = async () => (await call(loader, {}, official)).outcome as Awaited<ReturnType<typeof loader>>

test('an official sees who asks to write on, which report is to be written, and the days that come', async () => {
  const questionnaireId = await aQuestionnaire(db, official.actor, process, { closesOn: addDays(today(NOW), 14) })
  const responses = []
  for (const name of ['Thuiszorg', 'Bibliotheek']) {
    const partner = await aPartner(db, municipality, { name })
    responses.push({ partner, id: await aResponse(db, official.actor, process, questionnaireId, partner) })
  }
  const [first] = responses
  const coordinator = first?.partner.people[0]
  if (!first || !coordinator) throw new Error('two organisations were asked')
  await sayNoPoints(db, coordinator, { responseId: first.id, baseUrl: 'https://saomen.example' }, NOW)
  const { meetingId } = await aMeeting(db, official.actor, process)
  const lastWeek = {
    startsAt: new Date(NOW.getTime() - 7 * DAY),
    endsAt: new Date(NOW.getTime() - 7 * DAY + 3_600_000),
  }
  const held = { process, ...textsOfMeeting({ ...someMeeting, ...lastWeek }), key: uuid() }
  await planMeeting(db, official.actor, held, new Date(NOW.getTime() - 10 * DAY))

  const before = await look()
  expect(before.processes).toMatchObject([
    {
      slug: 'zorg',
      aside: {
        words: '1 van 2 organisaties heeft verzonden, 1 begon nog niet.',
        href: '/ambtenaar/trajecten/zorg/partners',
      },
    },
  ])
  expect(before.tasks).toMatchObject([
    { kind: 'report', count: 1 },
    { kind: 'split', count: 1 },
  ])
  expect(before.deadlines.map(({ what, href }) => [what.replaceAll('\u00a0', ' '), href])).toEqual(
    expect.arrayContaining([
      ['Laatste dag voor organisaties', '/ambtenaar/trajecten/zorg/partners'],
      ['Avond over zorg dichtbij, 19.30 uur', `/ambtenaar/trajecten/zorg/bijeenkomsten/${meetingId}`],
    ]),
  )
  expect(before.deadlines.map(({ day }) => day)).toEqual(before.deadlines.map(({ day }) => day).sort())

  await askReopen(
    db,
    coordinator,
    { responseId: first.id, reason: 'Wij hebben toch punten.', baseUrl: 'https://saomen.example' },
    NOW,
  )
  const after = await look()
  expect(after.tasks.map(({ kind }) => kind)).toEqual(['reopen', 'report', 'split'])
  expect(after.begin).toEqual({ kind: 'reopen', href: '/ambtenaar/trajecten/zorg/partners' })
})

test('answers that cannot be public yet, because organisations can still send, are nobody’s work today', async () => {
  const town = await aMunicipality(db, { host: 'klaar.example' })
  const approver = await someone(town, 'klaar.example', 'official', 'Ambtenaar C')
  const ready = await aProcess(db, town, { slug: 'klaar' })
  await db
    .updateTable('process')
    .set({ lastDay: '2016-10-30', closesAt: new Date('2016-10-31T00:00:00+01:00') })
    .where('id', '=', ready.id)
    .execute()
  const { id: contributionId, text } = await aContribution(db, ready)
  const { id: pointId } = await markPoint(
    db,
    approver.actor,
    { process: ready, contributionId, range: { start: 0, end: text.length } },
    NOW,
  )
  await answerPoints(
    db,
    approver.actor,
    { process: ready, pointIds: [pointId], disposition: 'adopted', reply: 'Dat doen wij.' },
    NOW,
  )
  await finishSplit(db, approver.actor, { process: ready, contributionId, despiteOpen: true }, NOW)
  const kinds = async () =>
    ((await call(loader, {}, approver)).outcome as Awaited<ReturnType<typeof loader>>).tasks
      .map(({ kind }) => kind)
      .filter((kind) => kind === 'publish')
  expect(await kinds()).toEqual(['publish'])
  const questionnaireId = await aQuestionnaire(db, approver.actor, ready, { closesOn: today(NOW) })
  const responseId = await aResponse(db, approver.actor, ready, questionnaireId, await aPartner(db, town))
  expect(await kinds()).toEqual([])
  await db.updateTable('response').set({ state: 'sent' }).where('id', '=', responseId).execute()
  expect(await kinds()).toEqual(['publish'])
})

test('of another municipality nothing shows', async () => {
  const elsewhere = await aMunicipality(db, { host: 'elders.example' })
  const stranger = await someone(elsewhere, 'elders.example', 'official', 'Ambtenaar B')
  expect((await call(loader, {}, stranger)).outcome).toMatchObject({ tasks: [], deadlines: [], processes: [] })
})

test('an official marks what colleagues told as read', async () => {
  const town = await aMunicipality(db, { host: 'bericht.example' })
  const reader = await someone(town, 'bericht.example', 'official', 'Ambtenaar D')
  const writer = await someone(town, 'bericht.example', 'official', 'Ambtenaar E')
  const about = await aProcess(db, town, { slug: 'bericht' })
  const told = {
    kind: 'mentioned',
    to: [reader.actor.id],
    from: writer.actor.id,
    pointId: null,
    says: 'Kijk jij?',
  } as const
  await inTransaction(db, (trx) => tellColleague(trx, { municipalityId: town.id, id: about.id }, told, NOW))
  const messages = async () =>
    ((await call(loader, {}, reader)).outcome as Awaited<ReturnType<typeof loader>>).messages.map(({ words }) => words)
  expect(await messages()).toEqual(['Ambtenaar E noemde u in een notitie.'])
  const form = new FormData()
  form.set('act', 'markMessagesRead')
  await call(action, {}, reader, form)
  expect(await messages()).toEqual([])
})
