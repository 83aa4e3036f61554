import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { NotAllowed, NotFound, Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { aQuestionnaire, aResponse } from '#tests/partner-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { bookColumns, bookCsv } from './book-file.ts'
import { addPartnerPerson, changePartnerPerson, removePartnerPerson } from './change-people.server.ts'
import { addPartner, archivePartner, changePartner, markOfPartner, restorePartner } from './change-partner.server.ts'
import { importPartners } from './import-book.server.ts'
import { bookPage, countBook, partnerOf, wholeBook } from './queries.server.ts'

const { db } = await testDatabase()

async function anOfficial() {
  const municipality = await aMunicipality(db)
  return { municipality, by: await anActor(db, municipality, { innerRoles: ['processor'] }) }
}
const form = (name: string, given = {}) =>
  ({ name, kind: 'organisation', role: 'thuiszorg', themes: 'zorg, jeugd', ...given }) as const
const add = (by: Actor, name: string, given = {}) => addPartner(db, by, { key: uuid(), ...form(name, given) }, NOW)
const person = (email: string, given = {}) => ({ name: 'Collega A', email, isCoordinator: false, ...given })
const csv = (text: string) => ({ file: new File([text], 'partnerboek.csv') })
const fileOf = (...lines: string[]) => csv([bookColumns.join(','), ...lines].join('\n'))
const all = { limit: 500, offset: 0 }

describe('the partner book', () => {
  test('holds an organisation once, however often the form is sent and whatever its capitals', async () => {
    const { by } = await anOfficial()
    const id = uuid()
    for (const _ of ['once', 'twice'])
      expect(await addPartner(db, by, { key: id, ...form('Zorg Dichtbij') }, NOW)).toBe(id)
    await expect(add(by, 'ZORG dichtbij')).rejects.toMatchObject({ field: 'name' })
    const other = await add(by, 'Welzijn')
    await expect(changePartner(db, by, { partnerId: other, ...form('zorg dichtbij') }, NOW)).rejects.toBeInstanceOf(
      Refused,
    )
    await changePartner(db, by, { partnerId: id, ...form('zorg dichtbij') }, NOW)
    expect((await wholeBook(db, by.municipalityId)).map(({ name }) => name)).toEqual(['Welzijn', 'zorg dichtbij'])
  })

  test('gets both organisations when the form is filled in anew after going back', async () => {
    const { by } = await anOfficial()
    const id = uuid()
    const ids = []
    for (const name of ['Zorg', 'Welzijn', 'Zorg', 'Welzijn'])
      ids.push(await addPartner(db, by, { key: id, ...form(name) }, NOW))
    expect([ids[0], ids[1]]).toEqual([ids[2], ids[3]])
    expect((await wholeBook(db, by.municipalityId)).map(({ name }) => name)).toEqual(['Welzijn', 'Zorg'])
  })

  test('finds by name, role, theme and person, also among 200', async () => {
    const { by, municipality } = await anOfficial()
    const lines = Array.from(
      { length: 200 },
      (_, at) =>
        `Organisatie ${at},organisatie,rol ${at % 7},thema ${at % 5},Collega,collega-${at}@voorbeeld.example,ja`,
    )
    expect(await importPartners(db, by, fileOf(...lines), NOW)).toEqual({
      added: 200,
      changed: 0,
      same: 0,
      fromWindows: false,
    })
    const found = async (search: string) =>
      (await bookPage(db, municipality.id, { search, archived: false }, { limit: 50, offset: 0 })).total
    expect(await found('')).toBe(200)
    expect(await found('COLLEGA-17@')).toBe(1)
    expect(await found('organisatie thema 3')).toBeGreaterThan(39)
    expect(await found('rol 100%')).toBe(0)
  })

  test('saves nothing over what a colleague changed meanwhile, and the same twice as once', async () => {
    const { by, municipality } = await anOfficial()
    const partnerId = await add(by, 'Zorg')
    const shown = await partnerOf(db, municipality.id, partnerId)
    const seen = markOfPartner(shown)
    const next = form('Zorg', { themes: '' })
    for (const _ of ['once', 'twice']) await changePartner(db, by, { partnerId, ...next, seen }, NOW)
    await expect(changePartner(db, by, { partnerId, ...next, role: 'jeugdhulp', seen }, NOW)).rejects.toThrow('collega')
    expect(await partnerOf(db, municipality.id, partnerId)).toMatchObject({ role: 'thuiszorg' })
  })

  test('puts away and brings back, and a name in the archive is not given twice', async () => {
    const { by, municipality } = await anOfficial()
    const partnerId = await add(by, 'Zorg')
    for (const _ of ['once', 'twice']) await archivePartner(db, by, { partnerId }, NOW)
    expect(await countBook(db, municipality.id)).toEqual({ active: 0, archived: 1 })
    await expect(add(by, 'zorg')).rejects.toThrow(/archief/)
    await expect(importPartners(db, by, fileOf('Zorg,,,,,,'), NOW)).rejects.toThrow(
      'rij 2, organisatie: Zorg staat in het archief; zet die eerst terug',
    )
    await restorePartner(db, by, { partnerId }, NOW)
    expect(await countBook(db, municipality.id)).toEqual({ active: 1, archived: 0 })
    const acts = await db.selectFrom('event').select('act').where('subjectId', '=', partnerId).orderBy('id').execute()
    expect(acts.map(({ act }) => act)).toEqual(['addPartner', 'archivePartner', 'restorePartner'])
  })

  test('has each address once with an organisation; a new address is a new mailbox', async () => {
    const { by, municipality } = await anOfficial()
    const partnerId = await add(by, 'Zorg')
    const people = async () => (await partnerOf(db, municipality.id, partnerId)).people
    for (const _ of ['once', 'twice']) await addPartnerPerson(db, by, { partnerId, ...person('a@zorg.example') }, NOW)
    await expect(
      addPartnerPerson(db, by, { partnerId, ...person('a@zorg.example', { name: 'Ander' }) }, NOW),
    ).rejects.toMatchObject({ field: 'email' })
    const [first] = await people()
    const personId = first?.id ?? ''
    await changePartnerPerson(
      db,
      by,
      { partnerId, personId, ...person('a@zorg.example', { name: 'Collega B', isCoordinator: true }) },
      NOW,
    )
    expect(await people()).toEqual([{ id: personId, name: 'Collega B', email: 'a@zorg.example', isCoordinator: true }])
    for (const _ of ['once', 'twice'])
      await changePartnerPerson(db, by, { partnerId, personId, ...person('b@zorg.example') }, NOW)
    const [renewed] = await people()
    expect(renewed?.id).not.toBe(personId)
    await expect(
      changePartnerPerson(db, by, { partnerId, personId, ...person('c@zorg.example') }, NOW),
    ).rejects.toBeInstanceOf(NotFound)
    await addPartnerPerson(db, by, { partnerId, ...person('d@zorg.example', { name: 'Collega D' }) }, NOW)
    const onOther = changePartnerPerson(
      db,
      by,
      { partnerId, personId: renewed?.id ?? '', ...person('d@zorg.example', { name: 'Collega D' }) },
      NOW,
    )
    await expect(onOther, 'two people are not made one').rejects.toMatchObject({ field: 'email' })
    for (const { id } of await people()) await removePartnerPerson(db, by, { partnerId, personId: id }, NOW)
    expect(await people()).toEqual([])
  })

  test('says in which processes an organisation was invited', async () => {
    const { by, municipality } = await anOfficial()
    const partnerId = await add(by, 'Zorg')
    const process = await aProcess(db, municipality, { state: 'draft' })
    await aResponse(db, by, process, await aQuestionnaire(db, by, process), { id: partnerId })
    expect((await partnerOf(db, municipality.id, partnerId)).invited).toMatchObject([
      { slug: process.slug, state: 'invited' },
    ])
    const { rows } = await bookPage(db, municipality.id, { search: '', archived: false }, all)
    expect(rows[0]?.invited).toEqual([{ slug: process.slug, title: 'Plan voor zorg, werk en school' }])
  })

  test('is for those who process, in their own municipality', async () => {
    const { by } = await anOfficial()
    const partnerId = await add(by, 'Zorg')
    const reviewer = await anActor(db, { id: by.municipalityId }, { innerRoles: ['reviewer'] })
    const partner = await anActor(db, { id: by.municipalityId }, { role: 'partnerMember' })
    const { by: stranger, municipality: elsewhere } = await anOfficial()
    for (const who of [reviewer, partner]) {
      await expect(add(who, 'Ander')).rejects.toBeInstanceOf(NotAllowed)
      await expect(importPartners(db, who, fileOf('Ander,,,,,,'), NOW)).rejects.toBeInstanceOf(NotAllowed)
      await expect(archivePartner(db, who, { partnerId }, NOW)).rejects.toBeInstanceOf(NotAllowed)
    }
    for (const id of [partnerId, 'geen-id', uuid()]) {
      await expect(changePartner(db, stranger, { partnerId: id, ...form('Ander') }, NOW)).rejects.toBeInstanceOf(
        NotFound,
      )
      await expect(
        addPartnerPerson(db, stranger, { partnerId: id, ...person('a@zorg.example') }, NOW),
      ).rejects.toBeInstanceOf(NotFound)
      await expect(partnerOf(db, elsewhere.id, id)).rejects.toBeInstanceOf(NotFound)
    }
  })
})

describe('importing the book', () => {
  const lines = [
    'Zorg,organisatie,thuiszorg,zorg,Collega A,a@zorg.example,ja',
    'Zorg,,,,Collega B,b@zorg.example,',
    'Wmo-raad,werkgroep,,,,,',
  ]

  test('changes nothing when the same file comes again, and its own export is the same', async () => {
    const { by, municipality } = await anOfficial()
    expect(await importPartners(db, by, fileOf(...lines), NOW)).toEqual({
      added: 2,
      changed: 0,
      same: 0,
      fromWindows: false,
    })
    const before = await wholeBook(db, municipality.id)
    expect(await importPartners(db, by, fileOf(...lines), NOW)).toEqual({
      added: 0,
      changed: 0,
      same: 2,
      fromWindows: false,
    })
    expect(await importPartners(db, by, csv(bookCsv(before)), NOW)).toEqual({
      added: 0,
      changed: 0,
      same: 2,
      fromWindows: false,
    })
    expect(await wholeBook(db, municipality.id)).toEqual(before)
    const events = await db
      .selectFrom('event')
      .select('detail')
      .where('municipalityId', '=', municipality.id)
      .where('act', '=', 'importPartners')
      .execute()
    expect(events).toEqual([{ detail: { added: 2, changed: 0 } }])
  })

  test('updates who is there, and takes nobody away', async () => {
    const { by, municipality } = await anOfficial()
    await importPartners(db, by, fileOf(...lines), NOW)
    expect(await importPartners(db, by, fileOf('ZORG,,kraamzorg,,Collega A,a@zorg.example,nee'), NOW)).toEqual({
      added: 0,
      changed: 1,
      same: 0,
      fromWindows: false,
    })
    const zorg = (await wholeBook(db, municipality.id)).find(({ name }) => name === 'Zorg')
    expect(zorg).toMatchObject({
      role: 'kraamzorg',
      themes: ['zorg'],
      people: [{ isCoordinator: false }, { email: 'b@zorg.example' }],
    })
  })

  test('stores nothing while a cell is wrong', async () => {
    const { by, municipality } = await anOfficial()
    await expect(importPartners(db, by, fileOf(...lines, 'Ander,,,,Collega C,geen adres,'), NOW)).rejects.toMatchObject(
      {
        code: 'wrongCells',
        facts: { cells: [{ row: 5, field: 'email' }] },
      },
    )
    expect(await wholeBook(db, municipality.id)).toEqual([])
  })

  test('says at the field that a file cannot be read, and stores nothing', async () => {
    const { by, municipality } = await anOfficial()
    const file = new File([new Uint8Array([0x50, 0x4b, 3, 4, 0])], 'stuk.xlsx')
    await expect(importPartners(db, by, { file }, NOW)).rejects.toMatchObject({ code: 'unreadable', field: 'file' })
    expect(await wholeBook(db, municipality.id)).toEqual([])
  })

  test('two at once end up with each organisation once', async () => {
    const { by, municipality } = await anOfficial()
    const outcomes = await Promise.all([1, 2, 3].map(() => importPartners(db, by, fileOf(...lines), NOW)))
    expect(outcomes.map(({ added }) => added).sort()).toEqual([0, 0, 2])
    expect((await wholeBook(db, municipality.id)).map(({ people }) => people.length)).toEqual([0, 2])
  })
})
