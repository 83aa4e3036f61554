import { expect, test } from 'vitest'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { saidHere } from '#app/forms/said.server.ts'
import type { FormTexts } from '#app/features/processes/editor-forms.ts'
import { channelsOf, phasesOf, processBySlug } from '#app/features/processes/queries.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { action as newProcess } from '#app/routes/official/new-process.tsx'
import { aDraft, aMunicipality, anActor } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { formOf, leadsTo, staffVisits, statusOf } from '#tests/staff-visits.ts'
import { action as consultation, loader as consultationLoader } from './consultation.tsx'
import { action as details, loader as detailsLoader } from './details.tsx'
import { action as phases, loader as phasesLoader } from './phases.tsx'
import { action as plan, loader as planLoader } from './plan.tsx'
import { action as release, loader as releaseLoader } from './release.tsx'

const { db, pool } = await testDatabase()
const municipality = await aMunicipality(db, { host: 'een.example' })
const { call, someone } = staffVisits({ db, pool })
const official = await someone(municipality, 'een.example', 'official', 'Ambtenaar A')
const params = await aDraft(db, await anActor(db, municipality, { innerRoles: ['processor'] })).then(({ slug }) => ({
  slug,
}))

type Fields = Parameters<typeof formOf>[0]
const answerOf = (outcome: unknown) => (outcome as { data: FormAnswer }).data
const read = () => processBySlug(db, municipality.id, params.slug)
const page = async <T>(loader: (args: never) => Promise<T>, query = '') =>
  (await call(loader, params, official, undefined, query)).outcome as T

async function post(action: unknown, fields: Fields, of: Record<string, string> = params) {
  const { outcome, context } = await call(action, of, official, formOf(fields))
  const cookie = context.headers.get('set-cookie')?.split(';')[0] ?? ''
  const url = new URL(String(leadsTo(outcome)), 'http://een.example/')
  const said = saidHere({ context, url, request: new Request(url, { headers: { cookie } }) })
  return { status: statusOf(outcome), to: leadsTo(outcome), answer: answerOf(outcome), said }
}

test('a new process is made from its title; an address that is taken comes back to be changed', async () => {
  const make = (fields: Fields) => post(newProcess, { act: 'createProcess', slug: '', ...fields }, {})
  expect((await make({ title: ' ' })).answer.errors).toEqual({ title: 'Vul de titel van het traject in.' })
  expect(await make({ title: 'Zon op het dak' })).toMatchObject({
    status: 303,
    to: '/ambtenaar/trajecten/zon-op-het-dak',
  })
  const again = await make({ title: 'Zon op het dak' })
  expect(again).toMatchObject({ status: 409, answer: { code: 'slugTaken', facts: 'zon-op-het-dak' } })
  expect(Object.keys(again.answer.errors)).toEqual(['slug'])
})

test('details are saved as the page shows them, and it says so once', async () => {
  const texts: FormTexts = (await page(detailsLoader)).texts
  const { title = '', seen = '', question = '', decidingBody = '', decidedOn = '' } = texts
  const fields = { act: 'saveProcess', title, seen, question, decidingBody, decidedOn, summary: 'Kort.' }
  const sent = { ...fields, purposes: '- Eén\r\n- Twee' }
  expect(await post(details, sent)).toMatchObject({ status: 303, to: '/', said: { code: 'saveProcess' } })
  expect(await read()).toMatchObject({ summary: 'Kort.', purposes: ['Eén', 'Twee'], decidedOn: '2016-11-01' })
  const stale = await post(details, { ...sent, summary: 'Langer.' })
  expect(stale).toMatchObject({ status: 409, answer: { code: 'stale', values: { summary: ['Langer.'] } } })
  expect(await post(details, { ...sent, decidedOn: 'gisteren' })).toMatchObject({
    status: 400,
    answer: { errors: { decidedOn: expect.stringContaining('bestaande datum') as string } },
  })
})

test('rules and addresses are one form, wrong at the field that is wrong', async () => {
  const { seen = '' } = (await page(consultationLoader)).texts
  const sent = { act: 'saveConsultation', seen, regime: 'uov', noticeOn: '30 november 2016' }
  const channels = {
    'channels.online.note': 'Duurt vijf minuten',
    'channels.email.address': 'geen adres',
    'channels.email.note': '',
    'channels.post.address': 'Postbus 0',
  }
  const wrong = await post(consultation, { ...sent, ...channels })
  expect([wrong.status, Object.keys(wrong.answer.errors)]).toEqual([400, ['channels.email.address']])
  const right = { ...sent, ...channels, 'channels.email.address': 'a@gemeente.example' }
  expect(await post(consultation, right)).toMatchObject({ status: 303, said: { code: 'saveConsultation' } })
  expect(await channelsOf(db, await read())).toEqual([
    { kind: 'online', address: `/trajecten/${params.slug}/reageren`, note: 'Duurt vijf minuten' },
    { kind: 'email', address: 'a@gemeente.example', note: '' },
    { kind: 'post', address: 'Postbus 0', note: '' },
  ])
})

test('phases move on the page without being saved, and are saved in the order of the page', async () => {
  const texts: FormTexts = (await page(phasesLoader)).texts
  const { seen = '', nextSteps = '' } = texts
  const row = (at: number, kind: string) => ({ [`phases[${at}].kind`]: kind, [`phases[${at}].title`]: `fase ${at}` })
  const typed = { ...row(0, 'inspraak'), ...row(1, 'decision'), seen, nextSteps, answersExpected: 'in mei' }
  const before = await phasesOf(db, await read())
  const moved = await post(phases, { ...typed, act: 'arrangePhases?how=up&at=1' })
  expect([moved.status, moved.answer.shown]).toEqual([
    200,
    {
      rows: [
        { kind: 'decision', title: 'fase 1' },
        { kind: 'inspraak', title: 'fase 0' },
      ],
      focus: { act: 'up', index: 0 },
    },
  ])
  expect(await phasesOf(db, await read())).toEqual(before)
  const wrong = await post(phases, { ...typed, act: 'savePhases', 'phases[1].closesOn': 'ooit' })
  expect([wrong.status, Object.keys(wrong.answer.errors)]).toEqual([400, ['phases[1].closesOn']])
  const none = await post(phases, { ...typed, ...row(0, 'decision'), act: 'savePhases' })
  expect([none.status, Object.keys(none.answer.errors)]).toEqual([400, ['phases[0].kind']])
  expect(await post(phases, { ...typed, act: 'savePhases' })).toMatchObject({ status: 303 })
  expect((await phasesOf(db, await read())).map(({ title }) => title)).toEqual(['fase 0', 'fase 1'])
  expect(await read()).toMatchObject({ answersExpected: 'in mei' })
})

test('a plan is uploaded and corrected; who sets levels comes back on the same button', async () => {
  const none = await post(plan, { act: 'importPlan', file: new File([], '') })
  expect([none.status, none.answer.errors]).toEqual([400, { file: 'Kies het bestand met de tekst van het plan.' }])
  const file = () => new File(['# Zorg\n\nHulp in het dorp.\n\n# Vervoer\n\nDe bus rijdt.'], 'plan.md')
  expect(await post(plan, { act: 'importPlan', file: file() })).toMatchObject({
    status: 303,
    said: { code: 'importPlan' },
  })
  expect(await post(plan, { act: 'importPlan', file: file() })).toMatchObject({ said: { code: 'sameFile' } })
  const stored = await storedPlan(db, await read())
  const part = stored?.blocks.find(({ text }) => text === 'Vervoer')?.id ?? ''
  const here = `/ambtenaar/trajecten/${params.slug}/plan`
  const lower = { act: `correctPlan?correction=demote&part=${part}`, seen: stored?.seen ?? '' }
  expect(await post(plan, lower)).toMatchObject({
    ...{ status: 303, to: `${here}?onderdeel=${part}#bewaard` },
    said: { code: 'correctPlan', facts: { pressed: 'demote' } },
  })
  expect(await post(plan, lower)).toMatchObject({ status: 409, answer: { code: 'stale' } })
  const { part: opened } = await page(planLoader, `?onderdeel=${part}`)
  const seen = opened?.seen ?? ''
  const rename = { act: `correctPlan?correction=rename&part=${part}`, seen }
  expect(await post(plan, { ...rename, heading: ' ' })).toMatchObject({
    status: 400,
    answer: { errors: { heading: 'Vul een kop in van hoogstens 150 tekens.' } },
  })
  expect(await post(plan, { ...rename, heading: 'De bus' })).toMatchObject({
    to: `${here}?onderdeel=${part}#bewaard`,
  })
})

test('what was typed for a paragraph that a colleague took away is shown again', async () => {
  const blocks = (await storedPlan(db, await read()))?.blocks ?? []
  const paragraph = blocks.find(({ text }) => text === 'De bus rijdt.')
  const gone = '01890000-0000-7000-8000-000000000000'
  expect(
    await post(plan, { act: 'writeParagraph', part: gone, words: 'De bus rijdt ’s avonds.', seen: 'x' }),
  ).toMatchObject({
    status: 409,
    answer: { code: 'partGone', values: { words: ['De bus rijdt ’s avonds.'] } },
  })
  expect((await page(planLoader, `?onderdeel=${gone}`)).part).toBeNull()
  const opened = await page(planLoader, `?onderdeel=${paragraph?.id}`)
  expect(opened.part).toMatchObject({ words: 'De bus rijdt.', section: '1.1 De bus', before: null })
  expect(opened.plan?.headings.map(({ isOpen, parts }) => [isOpen, parts.length])).toEqual([
    [false, 0],
    [true, 1],
  ])
  expect(
    (await page(planLoader, '?zoek=dorp')).plan?.headings.map(({ parts }) => parts.map(({ text }) => text)),
  ).toEqual([['Hulp in het dorp.']])
})

test('a plan is released and withdrawn; who comes second hears that it was done', async () => {
  const { seen = '' } = (await page(consultationLoader)).texts
  await post(consultation, {
    ...{ act: 'saveConsultation', seen },
    'channels.email.address': 'a@gemeente.example',
    'channels.post.address': 'Postbus 0',
    'channels.phone.address': '0591 00 00 00',
  })
  expect(await post(release, { act: 'releaseProcess' })).toMatchObject({
    status: 303,
    said: { code: 'releaseProcess' },
  })
  expect(await post(release, { act: 'releaseProcess' })).toMatchObject({ status: 409, answer: { code: 'wrongState' } })
  expect((await page(releaseLoader)).done?.released).toMatch(/door Ambtenaar A/)
  const empty = await post(release, { act: 'withdrawProcess', reason: ' ' })
  expect([empty.status, Object.keys(empty.answer.errors)]).toEqual([400, ['reason']])
  expect(await post(release, { act: 'withdrawProcess', reason: 'Wij beginnen opnieuw.' })).toMatchObject({
    status: 303,
  })
  expect(await read()).toMatchObject({ state: 'withdrawn', withdrawnBecause: 'Wij beginnen opnieuw.' })
  const late = await post(details, { act: 'saveProcess', summary: 'Te laat.' })
  expect(late).toMatchObject({ status: 409, answer: { code: 'withdrawn' } })
})
