import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { NotAllowed, NotFound, Refused, WrongInput } from '#app/errors.server.ts'
import type { Actor, CommandActor, Doer } from '#app/features/accounts/account.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aDraft, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { createProcess } from './create-process.server.ts'
import { channelsOf, markOfPart, phasesOf, processBySlug } from './queries.server.ts'
import { markOfConsultation, saveConsultation } from './save-consultation.server.ts'
import { markOfPhases, savePhases } from './save-phases.server.ts'
import { saveProcess } from './save-process.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const official = await anActor(db, municipality, { innerRoles: ['processor'] })
const stranger = await anActor(db, await aMunicipality(db))
const reader = await anActor(db, municipality, { innerRoles: ['reviewer'] })
const command: CommandActor = { kind: 'command', id: null, municipalityId: municipality.id }

const read = (slug: string) => processBySlug(db, municipality.id, slug)
const events = (processId: string) =>
  db
    .selectFrom('event')
    .select(['act', 'detail'])
    .where('processId', '=', processId)
    .where('subjectKind', '=', 'process')
    .orderBy('id')
    .execute()
const draft = (by: Doer = official) => createProcess(db, by, { title: `Traject ${uuid()}` }, NOW)

/** Who may not: nobody of another municipality finds it, nobody without the role may. */
async function refusesOthers(act: (by: Actor) => Promise<unknown>) {
  await expect(act(stranger)).rejects.toThrow(NotFound)
  await expect(act(reader)).rejects.toThrow(NotAllowed)
  await expect(act({ ...official, roles: ['councilMember'] })).rejects.toThrow(NotAllowed)
}

describe('an official makes a process', () => {
  test('it starts as a draft with the rules of the municipality, the usual phases and the online form', async () => {
    const own = await aMunicipality(db)
    await db
      .updateTable('municipality')
      .set({ defaultRegime: 'ordinance', defaultTermDays: 28 })
      .where('id', '=', own.id)
      .execute()
    const by = await anActor(db, own, { innerRoles: ['processor'] })
    const made = await createProcess(db, by, { title: '  Beleidsplan Sociaal Domein 2017-2020 ' }, NOW)
    expect(made.slug).toBe('beleidsplan-sociaal-domein-2017-2020')
    const process = await processBySlug(db, own.id, made.slug)
    expect(process).toMatchObject({
      state: 'draft',
      regime: 'ordinance',
      termDays: 28,
      title: 'Beleidsplan Sociaal Domein 2017-2020',
    })
    expect((await phasesOf(db, process)).map(({ kind }) => kind)).toEqual([
      'inspraak',
      'processing',
      'decision',
      'followUp',
    ])
    expect(await channelsOf(db, process)).toEqual([
      { kind: 'online', address: '/trajecten/beleidsplan-sociaal-domein-2017-2020/reageren', note: '' },
    ])
    expect(await events(process.id)).toEqual([{ act: 'createProcess', detail: {} }])
  })

  test('an address is used once in a municipality, and freely in another one', async () => {
    await createProcess(db, command, { title: 'Zon', slug: 'zonne-energie' }, NOW)
    const again = createProcess(db, official, { title: 'Zon', slug: 'zonne-energie' }, NOW)
    await expect(again).rejects.toMatchObject({
      field: 'slug',
      message: expect.stringContaining('zonne-energie') as string,
    })
    await expect(createProcess(db, stranger, { title: 'Zon', slug: 'zonne-energie' }, NOW)).resolves.toMatchObject({
      slug: 'zonne-energie',
    })
    const count = await db.selectFrom('process').select('id').where('slug', '=', 'zonne-energie').execute()
    expect(count).toHaveLength(2)
  })

  test('two officials who make the same address at once do not both get it', async () => {
    const both = await Promise.allSettled(
      [1, 2].map(() => createProcess(db, official, { title: 'Tegelijk', slug: 'tegelijk' }, NOW)),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('not without a title, with an impossible address or without the role', async () => {
    await expect(createProcess(db, official, { title: ' ' }, NOW)).rejects.toMatchObject({ field: 'title' })
    await expect(createProcess(db, official, { title: 'Plan', slug: 'A b' }, NOW)).rejects.toMatchObject({
      field: 'slug',
    })
    await expect(createProcess(db, reader, { title: 'Plan' }, NOW)).rejects.toThrow(NotAllowed)
  })
})

describe('an official fills in the details', () => {
  test('what was given is saved, what was left out stays, and the record names the fields without their text', async () => {
    const { id, slug } = await draft()
    await saveProcess(db, official, { process: { id }, summary: 'Kort.', purposes: 'Een\nTwee' }, NOW)
    await saveProcess(db, official, { process: { id }, question: 'Wat vindt u?', summary: 'Kort.' }, NOW)
    expect(await read(slug)).toMatchObject({ summary: 'Kort.', purposes: ['Een', 'Twee'], question: 'Wat vindt u?' })
    expect((await events(id)).slice(1)).toEqual([
      { act: 'saveProcess', detail: { changed: 'summary purposes', state: 'draft' } },
      { act: 'saveProcess', detail: { changed: 'question', state: 'draft' } },
    ])
  })

  test('a form that is sent twice is saved once', async () => {
    const { id, slug } = await draft()
    const seen = markOfPart(await read(slug), 'details')
    const input = { process: { id }, summary: 'Kort.', seen }
    expect(await saveProcess(db, official, input, NOW)).toEqual({ changed: true })
    expect(await saveProcess(db, official, input, NOW)).toEqual({ changed: false })
    expect(await events(id)).toHaveLength(2)
  })

  test('what a colleague saved meanwhile is not overwritten; another part of the process is no matter', async () => {
    const { id, slug } = await draft()
    const seen = markOfPart(await read(slug), 'details')
    const phases = await phasesOf(db, { municipalityId: municipality.id, id })
    await savePhases(db, official, { process: { id }, phases, nextSteps: 'De raad besluit.' }, NOW)
    await saveProcess(db, official, { process: { id }, summary: 'Van een collega.', seen }, NOW)
    const mine = saveProcess(db, official, { process: { id }, summary: 'Van mij.', seen }, NOW)
    await expect(mine).rejects.toThrow(/collega/)
    expect(await read(slug)).toMatchObject({ summary: 'Van een collega.', nextSteps: 'De raad besluit.' })
  })

  test('after the release the title and the decision are fixed, a text can be corrected, with the state in the record', async () => {
    const { id, slug } = await aProcess(db, municipality)
    const title = saveProcess(db, official, { process: { id }, title: 'Anders', summary: 'Beter.' }, NOW)
    await expect(title).rejects.toMatchObject({ field: 'title' })
    await expect(saveProcess(db, official, { process: { id }, decidedOn: null }, NOW)).rejects.toMatchObject({
      field: 'decidedOn',
    })
    expect(await read(slug)).toMatchObject({
      title: 'Plan voor zorg, werk en school',
      summary: 'U krijgt eerder hulp, dichter bij huis.',
    })
    await saveProcess(
      db,
      official,
      { process: { id }, title: 'Plan voor zorg, werk en school', summary: 'Beter.' },
      NOW,
    )
    expect(await read(slug)).toMatchObject({ summary: 'Beter.' })
    expect(await events(id)).toEqual([{ act: 'saveProcess', detail: { changed: 'summary', state: 'released' } }])
  })

  test('nobody of another municipality or without the role, and nothing that is withdrawn', async () => {
    const { id } = await draft()
    await refusesOthers((by) => saveProcess(db, by, { process: { id }, summary: 'x' }, NOW))
    await db
      .updateTable('process')
      .set({ state: 'withdrawn', startsOn: '2016-10-05', lastDay: '2016-11-15', closesAt: NOW })
      .where('id', '=', id)
      .execute()
    await expect(saveProcess(db, official, { process: { id }, summary: 'x' }, NOW)).rejects.toThrow(/ingetrokken/)
  })
})

describe('an official sets the term', () => {
  const rules = { regime: 'uov', noticeOn: '2016-10-04', onDisplayFrom: '2016-10-05' } as const

  test('the term follows from the dates and stands in the phase of the consultation too', async () => {
    const { id, slug } = await draft()
    const { term } = await saveConsultation(db, official, { process: { id }, ...rules }, NOW)
    expect(term).toMatchObject({ startsOn: '2016-10-05', lastDay: '2016-11-15', moved: null })
    const process = await read(slug)
    expect(process).toMatchObject({ startsOn: '2016-10-05', lastDay: '2016-11-15', movedBecause: null })
    expect(process.closesAt).toEqual(new Date('2016-11-16T00:00:00+01:00'))
    expect((await phasesOf(db, process))[0]).toMatchObject({
      kind: 'inspraak',
      opensOn: '2016-10-05',
      closesOn: '2016-11-15',
    })
  })

  test('a last day that the municipality shares with a decree moves on, and a sentence says why', async () => {
    const own = await aMunicipality(db)
    await db
      .insertInto('designatedDay')
      .values({ municipalityId: own.id, day: '2016-11-15', reason: 'een aangewezen dag' })
      .execute()
    const by = await anActor(db, own)
    const { id, slug } = await createProcess(db, by, { title: 'Verschuift' }, NOW)
    await saveConsultation(db, by, { process: { id }, ...rules }, NOW)
    const process = await processBySlug(db, own.id, slug)
    expect(process.lastDay).toBe('2016-11-16')
    expect(process.movedBecause?.replaceAll('\u00a0', ' ')).toBe(
      'De laatste dag zou dinsdag 15 november 2016 zijn. Dat is een aangewezen dag. Daarom is de laatste dag woensdag 16 november 2016.',
    )
  })

  test('a date that is taken away takes the term away', async () => {
    const { id, slug } = await draft()
    await saveConsultation(db, official, { process: { id }, ...rules }, NOW)
    const { term } = await saveConsultation(db, official, { process: { id }, noticeOn: null }, NOW)
    expect(term.missing).toEqual(['noticeOn'])
    expect(await read(slug)).toMatchObject({ startsOn: null, lastDay: null, closesAt: null })
  })

  test('after the release the dates are fixed and the place can be corrected', async () => {
    const { id, slug } = await aProcess(db, municipality)
    const later = saveConsultation(db, official, { process: { id }, onDisplayFrom: '2016-10-12' }, NOW)
    await expect(later).rejects.toMatchObject({ field: 'onDisplayFrom' })
    await expect(saveConsultation(db, official, { process: { id }, regime: 'informal' }, NOW)).rejects.toMatchObject({
      field: 'regime',
    })
    await saveConsultation(db, official, { process: { id }, readingPlace: 'de bibliotheek in Borger' }, NOW)
    expect(await read(slug)).toMatchObject({ readingPlace: 'de bibliotheek in Borger', lastDay: '2016-11-15' })
    await refusesOthers((by) => saveConsultation(db, by, { process: { id }, readingPlace: 'x' }, NOW))
  })
})

describe('an official says where to react', () => {
  const email = { address: 'inspraak@gemeente.example' }

  test('the online form is always one of the ways and has its own address', async () => {
    const { id, slug } = await draft()
    const online = { address: 'https://elders.example', note: 'duurt vijf minuten' }
    await saveConsultation(db, official, { process: { id }, channels: { email, online } }, NOW)
    expect(await channelsOf(db, { municipalityId: municipality.id, id })).toEqual([
      { kind: 'online', address: `/trajecten/${slug}/reageren`, note: 'duurt vijf minuten' },
      { kind: 'email', ...email, note: '' },
    ])
    expect((await events(id)).at(-1)).toEqual({
      act: 'saveChannels',
      detail: { changed: 'online email', state: 'draft' },
    })
  })

  test('one form with dates and addresses is saved whole or not at all', async () => {
    const { id, slug } = await draft()
    const channels = { email }
    await saveConsultation(db, official, { process: { id }, noticeOn: '2016-10-04', channels }, NOW)
    expect(await channelsOf(db, { municipalityId: municipality.id, id })).toHaveLength(2)
    expect((await events(id)).slice(1).map(({ act }) => act)).toEqual(['saveConsultation', 'saveChannels'])
    const stale = { noticeOn: '2016-10-11', channels: {}, seen: 'anders' }
    const half = saveConsultation(db, official, { process: { id }, ...stale }, NOW)
    await expect(half).rejects.toThrow(/collega/)
    expect(await read(slug)).toMatchObject({ noticeOn: '2016-10-04' })
  })

  test('after the release an address can be mended but not taken away', async () => {
    const process = await aProcess(db, municipality)
    const save = (channels: object) => saveConsultation(db, official, { process, channels }, NOW)
    await save({ email, post: { address: 'Antwoordnummer 000' } })
    await expect(save({ email })).rejects.toMatchObject({ code: 'channelStays', field: 'channels.post.address' })
    expect(await save({ email, post: { address: 'Antwoordnummer 111' } })).toMatchObject({ changed: true })
    expect((await channelsOf(db, process))[2]?.address).toBe('Antwoordnummer 111')
  })

  test('the same again changes nothing, a stale form is refused, others may not', async () => {
    const { id, slug } = await draft()
    const process = await read(slug)
    const seen = markOfConsultation(process, await channelsOf(db, process))
    const input = { process: { id }, channels: { email }, seen }
    expect(await saveConsultation(db, official, input, NOW)).toMatchObject({ changed: true })
    expect(await saveConsultation(db, official, input, NOW)).toMatchObject({ changed: false })
    await expect(saveConsultation(db, official, { ...input, channels: {} }, NOW)).rejects.toThrow(/collega/)
    await refusesOthers((by) => saveConsultation(db, by, { process: { id }, channels: {} }, NOW))
  })
})

describe('an official sets the phases', () => {
  const phase = (kind: 'inspraak' | 'processing' | 'decision', title: string) => ({
    ...{ kind, title },
    opensOn: '2017-01-01',
    closesOn: null,
    whenText: '',
  })

  test('the order is kept, and the consultation has the days of the term', async () => {
    const process = await aDraft(db, official)
    await savePhases(
      db,
      official,
      { process, phases: [phase('decision', 'Besluit'), phase('inspraak', 'Reageren')] },
      NOW,
    )
    expect(await phasesOf(db, process)).toEqual([
      { kind: 'decision', title: 'Besluit', opensOn: '2017-01-01', closesOn: null, whenText: '' },
      { kind: 'inspraak', title: 'Reageren', opensOn: '2016-12-01', closesOn: '2017-01-11', whenText: '' },
    ])
  })

  test('phases and what happens next are one form: both are saved or neither', async () => {
    const { id, slug } = await draft()
    const nextSteps = 'De raad besluit.'
    await expect(savePhases(db, official, { process: { id }, phases: [], nextSteps }, NOW)).rejects.toThrow(WrongInput)
    expect((await read(slug)).nextSteps).toBe('')
    const phases = await phasesOf(db, { municipalityId: municipality.id, id })
    expect(await savePhases(db, official, { process: { id }, phases, nextSteps }, NOW)).toEqual({ changed: true })
    expect((await read(slug)).nextSteps).toBe('De raad besluit.')
  })

  test('there is one phase of consultation, no more and no less', async () => {
    const { id } = await draft()
    const none = savePhases(db, official, { process: { id }, phases: [phase('decision', 'Besluit')] }, NOW)
    await expect(none).rejects.toMatchObject({ field: 'phases[0].kind' })
    const two = [phase('inspraak', 'Een'), phase('inspraak', 'Twee')]
    await expect(savePhases(db, official, { process: { id }, phases: two }, NOW)).rejects.toMatchObject({
      field: 'phases[1].kind',
    })
    await expect(savePhases(db, official, { process: { id }, phases: [] }, NOW)).rejects.toThrow(Refused)
  })

  test('dates can still move after the release; a stale form and others are refused', async () => {
    const process = await aProcess(db, municipality)
    const phases = [phase('inspraak', 'Reageren'), phase('processing', 'Verwerken')]
    const seen = markOfPhases(await read(process.slug), await phasesOf(db, process))
    expect(await savePhases(db, official, { process, phases, seen }, NOW)).toEqual({ changed: true })
    expect(await savePhases(db, official, { process, phases, seen }, NOW)).toEqual({ changed: false })
    await expect(savePhases(db, official, { process, phases: phases.slice(0, 1), seen }, NOW)).rejects.toThrow(
      /collega/,
    )
    await refusesOthers((by) => savePhases(db, by, { process, phases }, NOW))
  })
})
