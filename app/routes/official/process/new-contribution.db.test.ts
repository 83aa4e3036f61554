import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import type { OriginView } from '#app/features/contributions/OriginPage.tsx'
import type { RegisterView } from '#app/features/points/RegisterPage.tsx'
import type { SplitView } from '#app/features/points/split-view.ts'
import { aContribution, aMunicipality, aProcess } from '#tests/factories.ts'
import { makePublic } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { cookieIn, formOf, leadsTo, saidBy, staffVisits, statusOf } from '#tests/staff-visits.ts'
import { action, loader } from './new-contribution.tsx'
import { action as correct, loader as originLoader } from './origin.tsx'
import { loader as registerLoader } from './register.tsx'
import { loader as splitLoader } from './split.tsx'

const { db, pool } = await testDatabase()
const { call, someone } = staffVisits({ db, pool })
const [ours, theirs] = [
  await aMunicipality(db, { host: 'ons.example' }),
  await aMunicipality(db, { host: 'hun.example' }),
]
const official = await someone(ours, 'ons.example', 'official', 'Ambtenaar A')
const clerk = await someone(ours, 'ons.example', 'clerk', 'Griffier')
const stranger = await someone(theirs, 'hun.example', 'official', 'Ambtenaar B')

const talks = {
  name: 'Gesprekken met professionals',
  heldOn: '3 juni 2016',
  place: 'Exloo',
  consent: 'given',
  text: 'Er is te weinig tijd.\nEn te weinig geld.',
}
const send = (slug: string, fields: Record<string, string>, kind = 'gesprekken', by = official) =>
  call(action, { slug }, by, formOf({ act: 'registerFreeContribution', ...fields }), `?soort=${kind}`)

describe('registering by hand', () => {
  test('begins with the kind; then come the fields of that kind', async () => {
    const { slug } = await aProcess(db, ours)
    const kindOf = async (query: string) =>
      ((await call(loader, { slug }, official, undefined, query)).outcome as { kind: string | null }).kind
    expect([await kindOf(''), await kindOf('?soort=onderzoek'), await kindOf('?soort=iets')]).toEqual([
      null,
      'study',
      null,
    ])
    expect(statusOf((await send(slug, { ...talks, key: uuid() }, 'iets')).outcome)).toBe(404)
  })

  test('is for officials of the municipality', async () => {
    const { slug } = await aProcess(db, ours)
    for (const by of [clerk, stranger]) {
      expect(statusOf((await call(loader, { slug }, by)).outcome)).toBe(404)
      expect(statusOf((await send(slug, { ...talks, key: uuid() }, 'gesprekken', by)).outcome)).toBe(404)
    }
  })

  test('gives back what was typed with what is wrong, and registers once', async () => {
    const { slug } = await aProcess(db, ours)
    const key = uuid()
    const wrong = (await send(slug, { ...talks, key, text: '', heldOn: 'ooit' })).outcome
    expect(wrong).toMatchObject({
      data: {
        values: { name: [talks.name], heldOn: ['ooit'], key: [key] },
        errors: { heldOn: expect.any(String), text: expect.any(String) },
      },
      init: { status: 400 },
    })
    const one = leadsTo((await send(slug, { ...talks, key })).outcome)
    expect(leadsTo((await send(slug, { ...talks, key })).outcome)).toBe(one)
    const [, contributionId = ''] = /inbreng\/([^/]+)\/herkomst$/.exec(String(one)) ?? []
    const { rows } = (await call(registerLoader, { slug }, official)).outcome as RegisterView
    expect(rows).toMatchObject([
      {
        id: contributionId,
        name: talks.name,
        kind: 'conversations',
        origin: '3\u00a0juni 2016, Exloo',
        timeliness: 'early',
      },
    ])
    const split = (await call(splitLoader, { slug, contributionId }, official)).outcome as SplitView
    expect(split).toMatchObject({
      hasOrigin: true,
      meeting: null,
      facts: [
        'gesprekken',
        '3\u00a0juni 2016, Exloo',
        'deelnemers vinden gebruik goed',
        'bijeenkomst',
        'ontvangen 3\u00a0juni 2016',
        'vroeg',
      ],
    })
  })

  test('asks about a citizen service number before it keeps it, and says in the register and beside the text what is of a person', async () => {
    const { slug } = await aProcess(db, ours)
    const text = 'De buurman heeft BSN 123456782 en belt 06-12345678.'
    const letter = { ...talks, text, key: uuid() }
    expect((await send(slug, letter)).outcome).toMatchObject({
      data: {
        values: { text: [text] },
        code: 'maybeBsn',
        facts: { bsns: ['123456782'] },
        errors: { text: expect.stringContaining('BSN') },
      },
      init: { status: 409 },
    })
    const view = async () => (await call(registerLoader, { slug }, official)).outcome as RegisterView
    expect((await view()).rows).toEqual([])
    const sure = await send(slug, { ...letter, bsnSeen: '123456782' })
    expect([statusOf(sure.outcome), saidBy(sure.context)]).toEqual([303, 'registerFreeContribution'])
    const { rows } = await view()
    expect(rows).toMatchObject([{ found: '1 BSN en 1 telefoonnummer', hasBsn: true }])
    const split = (await call(splitLoader, { slug, contributionId: rows[0]?.id ?? '' }, official)).outcome as SplitView
    expect(split.findings.map((finding) => text.slice(finding.start, finding.end))).toEqual([
      '123456782',
      '06-12345678',
    ])
  })

  test('can be corrected until the answers are public; a reaction of the site has no such page', async () => {
    const process = await aProcess(db, ours)
    const { slug } = process
    const to = String(leadsTo((await send(slug, { ...talks, key: uuid() })).outcome))
    const [, contributionId = ''] = /inbreng\/([^/]+)\//.exec(to) ?? []
    const params = { slug, contributionId }
    const { text: _, ...origin } = talks
    const change = (fields: object) => call(correct, params, official, formOf({ act: 'correctOrigin', ...fields }))
    const { outcome, context } = await change({ ...origin, place: 'Odoorn' })
    expect([statusOf(outcome), saidBy(context)]).toEqual([303, 'correctOrigin'])
    const after = { ...official, cookie: `${official.cookie}; ${cookieIn(context)}` }
    const view = (await call(originLoader, params, after)).outcome as OriginView
    expect(view).toMatchObject({ said: 'saved', isFixed: false, texts: { place: 'Odoorn' } })
    expect(statusOf((await call(originLoader, params, stranger)).outcome)).toBe(404)
    await makePublic(db, process)
    expect((await change(origin)).outcome).toMatchObject({
      data: { errors: { '': expect.stringContaining('openbaar') } },
    })
    const { id } = await aContribution(db, process)
    expect(statusOf((await call(originLoader, { slug, contributionId: id }, official)).outcome)).toBe(404)
  })
})
