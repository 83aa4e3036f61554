import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { v4 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import type { AppContext } from '#app/features/accounts/guard.server.ts'
import { openSession } from '#app/features/accounts/session.server.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { createPublication, removePublication } from '#app/features/answers/draft-publication.server.ts'
import { markToSign } from '#app/features/answers/gate-marks.server.ts'
import { publicationOf } from '#app/features/answers/publications.server.ts'
import { releasePoints } from '#app/features/answers/release-points.server.ts'
import { Gaps } from '#app/features/answers/Gaps.tsx'
import type { PublishView } from '#app/features/answers/publish-view.server.ts'
import type { Round } from '#app/features/contributions/round.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { paths } from '#app/paths.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { approveAll } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { formOf, leadsTo, staffVisits } from '#tests/staff-visits.ts'
import { loader as answerLoader } from './answer.tsx'
import { action, loader } from './publication.tsx'
import { loader as splitLoader } from './split.tsx'

const { db, pool } = await testDatabase()

test('the messages to residents lead to the site of their own municipality', async () => {
  await aMunicipality(db, { host: 'een.example' })
  const municipality = await aMunicipality(db, { host: 'twee.example' })
  const official = await anActor(db, municipality)
  const process = await aProcess(db, municipality)
  const { id: contributionId, text } = await aContribution(db, process, { email: 'iemand@inwoner.example' })
  await db
    .insertInto('receipt')
    .values({ municipalityId: municipality.id, contributionId, codeHash: 'met een code' })
    .execute()
  const { id } = await markPoint(db, official, { process, contributionId, range: { start: 0, end: text.length } }, NOW)
  await answerPoints(db, official, { process, pointIds: [id], disposition: 'adopted', reply: 'Dat doen wij.' }, NOW)
  await finishSplit(db, official, { process, contributionId, despiteOpen: true }, NOW)

  const made = { process, key: uuid(), rounds: ['inspraak' as const] }
  const { id: publicationId } = await createPublication(db, official, made, NOW)
  await releasePoints(db, official, { process, publicationId }, NOW)
  await approveAll(db, process, publicationId)
  const publication = await publicationOf(db, process, publicationId)
  const step = {
    municipalityId: municipality.id,
    accountId: official.id,
    sealedSecret: 'x',
    lastTimeStep: 0,
    createdAt: NOW,
  }
  await db.insertInto('secondStep').values(step).execute()
  const cookie = await openSession({ pool, secure: true, municipalityId: municipality.id }, official.id, 'test')
  const headers = { host: 'twee.example', cookie }
  const request = new Request('http://twee.example/', {
    method: 'POST',
    headers,
    body: formOf({ act: 'publishPublication', publicationId, seen: await markToSign(db, process, publication, []) }),
  })
  const context: AppContext = {
    ...{
      db,
      pool,
      mode: 'production',
      secret: 'x'.repeat(32),
      baseUrl: 'https://een.example',
      secure: true,
      clientAddress: '192.0.2.1',
    },
    ...{ ownPort: 3000, arrivedAt: new Date('2016-12-05T09:00:00+01:00'), nonce: '', headers: new Headers() },
  }
  expect(await action({ request, params: { slug: process.slug, publicationId }, context })).toMatchObject({
    status: 303,
  })
  const [message] = await db
    .selectFrom('notification')
    .select('data')
    .where('municipalityId', '=', municipality.id)
    .execute()
  expect(message?.data).toMatchObject({
    url: expect.stringMatching(/^https:\/\/twee\.example\//),
    statusUrl: 'https://twee.example/mijn-reactie',
  })
})

test('what was found at the gate is left out or let through, by who may split and answer too', async () => {
  const municipality = await aMunicipality(db, { host: 'drie.example' })
  const processor = await anActor(db, municipality, { innerRoles: ['processor'] })
  const process = await aProcess(db, municipality)
  const text = 'Bel 06-12345678 of 088-1234567.'
  const { id: contributionId } = await aContribution(db, process, { text })
  await markPoint(db, processor, { process, contributionId, range: { start: 0, end: text.length } }, NOW)
  const made = { process, key: uuid(), rounds: ['inspraak' as const] }
  const { id: publicationId } = await createPublication(db, processor, made, NOW)
  const here = { slug: process.slug, publicationId }
  const visit = staffVisits({ db, pool }).call
  const cookie = await openSession({ pool, secure: false, municipalityId: municipality.id }, processor.id, 'test')
  const by = { cookie, host: 'drie.example' }
  const look = async () => ((await visit(loader, here, by)).outcome as PublishView).gaps.findings
  const send = async (fields: Record<string, string>) => (await visit(action, here, by, formOf(fields))).outcome
  const [phone, line] = (await look()).first.flatMap(({ findings }) => findings)
  expect([phone?.text, line?.text]).toEqual(['06-12345678', '088-1234567'])
  expect(await send({ act: 'letFindingThrough', findingId: line?.id ?? '', reason: '' })).toMatchObject({
    data: { act: 'letFindingThrough', values: { findingId: [line?.id] }, errors: { reason: expect.any(String) } },
    init: { status: 400 },
  })
  const page = paths.official.process.publication(process.slug, publicationId)
  const said = async (fields: Record<string, string>) => {
    const { outcome, context } = await visit(action, here, by, formOf(fields))
    expect(leadsTo(outcome)).toBe(`${page}#persoonsgegevens`)
    const cookie = [by.cookie, ...context.headers.getSetCookie().map((set) => set.split(';')[0])].join('; ')
    const next = await visit(loader, here, { ...by, cookie }, undefined, page.slice(1))
    return (next.outcome as { said: string | null }).said
  }
  expect(await said({ act: 'letFindingThrough', findingId: line?.id ?? '', reason: 'Van een organisatie' })).toBe(
    'Op 1 plek mag dit openbaar worden.',
  )
  expect(await said({ act: 'leaveFindingOut', findingId: phone?.id ?? '' })).toBe('Op 1 plek weggelaten.')
  expect((await look()).count).toBe(0)
})

test('who may only publish reads what was found, split and answered, and is offered no form that would be refused', async () => {
  const municipality = await aMunicipality(db, { host: 'vier.example' })
  const processor = await anActor(db, municipality, { innerRoles: ['processor'] })
  const approver = await anActor(db, municipality, { innerRoles: ['approver'] })
  const { id, slug } = await aProcess(db, municipality)
  const { id: contributionId } = await aContribution(db, { id, municipalityId: municipality.id })
  const { id: pointId } = await markPoint(db, processor, { process: { id }, contributionId, summary: 'Een hek' }, NOW)
  const visit = staffVisits({ db, pool }).call
  const by = {
    cookie: await openSession({ pool, secure: false, municipalityId: municipality.id }, approver.id, 'test'),
    host: 'vier.example',
  }
  const made = { process: { id }, key: uuid(), rounds: ['inspraak' as const] }
  const { id: publicationId } = await createPublication(db, processor, made, NOW)
  expect((await visit(loader, { slug, publicationId }, by)).outcome).toMatchObject({
    mayPublish: true,
    mayAnswer: false,
  })
  expect((await visit(answerLoader, { slug, pointId }, by)).outcome).toMatchObject({
    view: { mayAnswer: false, isFixed: false },
  })
  expect((await visit(splitLoader, { slug, contributionId }, by)).outcome).toMatchObject({
    mayChange: false,
    isFixed: false,
  })
})

test('what is still to be split is in the register, beyond the first hundred too', async () => {
  const municipality = await aMunicipality(db, { host: 'vijf.example' })
  const processor = await anActor(db, municipality, { innerRoles: ['processor'] })
  const process = await aProcess(db, municipality)
  for (let letter = 0; letter < 101; letter++) await aContribution(db, process, { text: `Brief ${letter}.` })
  const cookie = await openSession({ pool, secure: false, municipalityId: municipality.id }, processor.id, 'test')
  const linkOf = async (rounds: Round[]) => {
    const { id } = await createPublication(db, processor, { process, key: uuid(), rounds }, NOW)
    const by = { cookie, host: 'vijf.example' }
    const { outcome } = await staffVisits({ db, pool }).call(loader, { slug: process.slug, publicationId: id }, by)
    const view = outcome as PublishView
    await removePublication(db, processor, { process, publicationId: id }, NOW)
    return { href: view.lists.unsplit, page: renderToStaticMarkup(createElement(Gaps, { view })) }
  }
  const one = await linkOf(['inspraak'])
  expect(one.href).toBe(`${paths.official.process.register(process.slug)}?stand=open&ronde=inspraak&formeel=telt-mee`)
  expect(one.page).toContain(`<a href="${one.href.replaceAll('&', '&amp;')}">`)
  expect(one.page).toContain('En nog 1 meer: bekijk ze in de lijst')
  // The register shows one round or all.
  const two = await linkOf(['partners', 'inspraak'])
  expect(two.href).toBe(`${paths.official.process.register(process.slug)}?stand=open&formeel=telt-mee`)
})
