import { describe, expect, test } from 'vitest'
import { parseCsv } from '#app/csv-table.ts'
import { checkPartnerInput, partnerInputColumns } from '#app/features/partners/import/partner-input-file.ts'
import { previewIn } from '#app/features/partners/import/import-form.ts'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { rowsAtOnce } from '#app/table-to-save.server.ts'
import { xlsxPieces } from '#app/xlsx-table.server.ts'
import { aMunicipality, aProcess } from '#tests/factories.ts'
import { aPartner } from '#tests/partner-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { formOf, ledTo, staffVisits, statusOf, type Person } from '#tests/staff-visits.ts'
import { action, loader } from './partner-import.tsx'
import { loader as example } from './partner-import-example.ts'
import { loader as register } from './register.tsx'

const { db, pool } = await testDatabase()
const { call, someone } = staffVisits({ db, pool })
const [ours, theirs] = [
  await aMunicipality(db, { host: 'ons.example' }),
  await aMunicipality(db, { host: 'hun.example' }),
]
const official = await someone(ours, 'ons.example', 'official', 'Ambtenaar A')
const reader = await someone(ours, 'ons.example', 'official', 'Ambtenaar B')
await db
  .updateTable('membership')
  .set({ innerRoles: ['reviewer'] })
  .where('accountId', '=', reader.actor.id)
  .execute()
const member = await someone(ours, 'ons.example', 'partnerMember', 'Collega A')
const stranger = await someone(theirs, 'hun.example', 'official', 'Ambtenaar C')
await aPartner(db, ours, { name: 'De Brug' })

const heading = partnerInputColumns.join(',')
const rows = [
  'De Brug,organisatie,vervoer,1,1,Een',
  'De Brug,organisatie,vervoer,4,2,Twee',
  'de brug,organisatie,,,,Vrij',
  'Gezin aan de weg,gezin,,,,"Kop\nStaart"',
]
const file = (lines: string[], name = 'inbreng.csv') => new File([[heading, ...lines].join('\n')], name)
const look = async (slug: string, chosen: File, by: Person = official) =>
  (await call(action, { slug }, by, formOf({ act: 'previewPartnerInput', file: chosen }))).outcome
function seenIn(outcome: unknown) {
  const { data } = outcome as { data: FormAnswer }
  return { ...data, preview: previewIn(data) }
}
const agreeing = (slug: string, table: string, more: Record<string, string> = {}, by: Person = official) =>
  call(action, { slug }, by, formOf({ act: 'importPartnerInput', table, fileName: 'inbreng.csv', ...more }))
const agree = async (slug: string, table: string, more: Record<string, string> = {}, by: Person = official) =>
  (await agreeing(slug, table, more, by)).outcome
const stored = (processId: string) =>
  db.selectFrom('contribution').select(['text', 'receivedAt', 'channel']).where('processId', '=', processId).execute()

describe('taking in partner input on the screen', () => {
  test('first says what would happen and writes nothing; then does that, and once', async () => {
    const { id, slug } = await aProcess(db, ours)
    const { preview, errors } = seenIn(await look(slug, file(rows)))
    expect(errors).toEqual({})
    expect(preview).toMatchObject({ fileName: 'inbreng.csv', points: 4, fresh: 2, makesList: true, errors: [] })
    expect(preview?.contributors).toMatchObject([
      {
        name: 'De Brug',
        about: 'organisatie, vervoer',
        questions: '1, 4 (gedrukt als 2)',
        points: 3,
        freePoints: 1,
        stand: 'new',
        inBook: true,
        gaveBefore: false,
      },
      { name: 'Gezin aan de weg', about: 'gezin', questions: '', points: 1, stand: 'new', inBook: null },
    ])
    expect(await stored(id)).toEqual([])
    expect(await db.selectFrom('questionnaire').select('id').where('processId', '=', id).execute()).toEqual([])

    const table = preview?.table ?? ''
    const done = { to: `/ambtenaar/trajecten/${slug}/partners/importeren`, code: 'importPartnerInput' }
    const posted = await agreeing(slug, table, { receivedOn: '1 juni 2016', channel: 'post' })
    expect(ledTo(posted)).toEqual({ ...done, facts: { added: 2, unchanged: 0, points: 4 } })
    expect(ledTo(await agreeing(slug, table, { receivedOn: '1 juni 2016' })), 'a resent form').toEqual({
      ...done,
      facts: { added: 0, unchanged: 2, points: 0 },
    })
    const there = await stored(id)
    expect(there.length).toBe(2)
    expect(there.map(({ text }) => text)).toContain('Kop\nStaart')
    expect(there.map(({ channel }) => channel).sort(), 'a family told it').toEqual(['meeting', 'post'])
    expect(there[0]?.receivedAt.toISOString()).toBe('2016-05-31T22:00:00.000Z')
    expect((await call(register, { slug }, official)).outcome).toMatchObject({
      rows: [expect.anything(), expect.anything()],
    })
    expect(seenIn(await look(slug, file(rows))).preview).toMatchObject({
      fresh: 0,
      contributors: [{ stand: 'same' }, { stand: 'same' }],
    })
  })

  test('two who agree at the same time with the same file take it in once', async () => {
    const { id, slug } = await aProcess(db, ours)
    const table = seenIn(await look(slug, file(rows))).preview?.table ?? ''
    const both = (await Promise.all([agreeing(slug, table), agreeing(slug, table)])).map((one) => ledTo(one).facts)
    expect(both.toSorted((one, other) => Number(one.added) - Number(other.added))).toEqual([
      { added: 0, unchanged: 2, points: 0 },
      { added: 2, unchanged: 0, points: 4 },
    ])
    expect((await stored(id)).length).toBe(2)
  })

  test('names everything that is wrong at once, per row, beside who is in the file', async () => {
    const { id, slug } = await aProcess(db, ours)
    await agree(slug, seenIn(await look(slug, file(['Dorpsraad,werkgroep,,,,Eerst']))).preview?.table ?? '')
    const outcome = await look(
      slug,
      file([
        'De Brug,club,,9,1,Een',
        ',gezin,,,,Twee',
        'Dorpsraad,werkgroep,,,,Anders',
        'Zorgloket,organisatie,,,,Drie',
      ]),
    )
    expect(statusOf(outcome)).toBe(409)
    const preview = seenIn(outcome).preview
    expect(preview?.errors.map(({ row, field }) => `${row} ${field}`)).toEqual([
      '2 soort',
      '2 vraag',
      '3 organisatie',
      '4 organisatie',
    ])
    expect(preview?.contributors).toMatchObject([
      { name: 'De Brug', stand: 'refused', wrongRows: [2] },
      { name: 'Dorpsraad', stand: 'refused', wrongRows: [4] },
      { name: 'Zorgloket', stand: 'new', inBook: false },
    ])
    // Who sends the form of an older look gets the same, and nothing of it is written.
    const again = await agree(slug, preview?.table ?? '')
    expect(statusOf(again)).toBe(409)
    expect(seenIn(again).preview?.errors.length).toBe(4)
    expect((await stored(id)).length).toBe(1)
  })

  test.each([
    ['no file', undefined, /^Kies het bestand/],
    ['an empty file', new File([''], 'leeg.csv'), /leeg/],
    ['no text and no spreadsheet', new File([new Uint8Array([0xff, 0xfe, 0x00, 0xd8])], 'foto.csv'), /niet te lezen/],
    ['an old spreadsheet', new File([new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])], 'oud.xls'), /oude soort/],
    ['a broken spreadsheet', new File([new Uint8Array([0x50, 0x4b, 3, 4, 0])], 'stuk.xlsx'), /niet te lezen/],
    ['more than a megabyte', new File([new Uint8Array(1024 * 1024 + 1)], 'groot.csv'), /groter dan 1 MB/],
  ])('refuses %s at the field', async (_, chosen, says) => {
    const { slug } = await aProcess(db, ours)
    const outcome = (
      await call(
        action,
        { slug },
        official,
        formOf({ act: 'previewPartnerInput', ...(chosen ? { file: chosen } : {}) }),
      )
    ).outcome
    expect(statusOf(outcome)).toBe(chosen && chosen.size <= 1024 * 1024 ? 409 : 400)
    expect(seenIn(outcome)).toMatchObject({ errors: { file: expect.stringMatching(says) }, preview: null })
  })

  test('refuses a file that can be read but whose text, with its quotes escaped, is more than one form can carry', async () => {
    const { slug } = await aProcess(db, ours)
    const row = { organisatie: 'De Brug', soort: 'organisatie', rol: '', vraag: '', gedruktNummer: '' }
    // Words that differ, because a file that packs too well is refused as such.
    const words = (at: number) => Array.from({ length: 100 }, (_, word) => (at + 7) * (word + 13) * 7919).join(' ')
    const rows = Array.from({ length: 300 }, (_, at) => ({ ...row, punt: words(at) + '"'.repeat(9_000) }))
    const lines = rows.map((each) => partnerInputColumns.map((column) => each[column]))
    const pieces = xlsxPieces(partnerInputColumns, rowsAtOnce(lines), { sheet: 'Inbreng', widths: {} })
    const bytes: Uint8Array<ArrayBuffer>[] = []
    for await (const piece of pieces) bytes.push(piece)
    const sheet = new File(bytes, 'lang.xlsx')
    expect(sheet.size).toBeLessThan(1024 * 1024)
    const outcome = await look(slug, sheet)
    expect(statusOf(outcome)).toBe(409)
    expect(seenIn(outcome)).toMatchObject({
      ...{ code: 'tooMuchText', errors: { file: expect.stringContaining('Verdeel') }, preview: null },
    })
  })

  test('a file without the columns says which are missing', async () => {
    const { slug } = await aProcess(db, ours)
    const outcome = await look(slug, new File(['naam,punt\nDe Brug,Een'], 'anders.csv'))
    expect(seenIn(outcome).preview).toMatchObject({
      contributors: [],
      errors: [{ row: 1, message: expect.stringContaining('organisatie, soort, rol, vraag, gedruktNummer') }],
    })
  })

  test('a day that cannot be is said at its field, and what was read stays', async () => {
    const { id, slug } = await aProcess(db, ours)
    const table = seenIn(await look(slug, file(rows))).preview?.table ?? ''
    for (const receivedOn of ['ooit', '1-1-2030']) {
      const outcome = await agree(slug, table, { receivedOn })
      expect(statusOf(outcome)).toBe(400)
      expect(seenIn(outcome)).toMatchObject({
        errors: { receivedOn: expect.any(String) },
        values: { receivedOn: [receivedOn] },
        preview: { table, fresh: 2 },
      })
    }
    const online = await agree(slug, table, { channel: 'online' })
    expect(statusOf(online), 'a channel that the form does not offer').toBe(400)
    expect(seenIn(online)).toMatchObject({
      errors: { channel: 'Kies hoe het binnenkwam.' },
      preview: { table, fresh: 2 },
    })
    expect(seenIn(await agree(slug, 'geen tabel'))).toMatchObject({
      errors: { table: expect.stringContaining('opnieuw') },
      preview: null,
    })
    expect(await stored(id)).toEqual([])
  })

  test('an organisation that answered itself is told apart, so that nobody counts it twice', async () => {
    const { slug } = await aProcess(db, ours)
    await agree(slug, seenIn(await look(slug, file(['De Brug,organisatie,,,,Een']))).preview?.table ?? '')
    await db
      .updateTable('contribution')
      .set({ externalId: null })
      .where('externalId', '=', 'partnerinbreng:de brug')
      .execute()
    expect(seenIn(await look(slug, file(['De Brug,organisatie,,,,Een']))).preview?.contributors).toMatchObject([
      { stand: 'new', gaveBefore: true },
    ])
  })

  test('is for who processes contributions, in this municipality, until the process was withdrawn', async () => {
    const { id, slug } = await aProcess(db, ours)
    const table = seenIn(await look(slug, file(rows))).preview?.table ?? ''
    for (const [by, status] of [
      [member, 404],
      [stranger, 404],
      [reader, 403],
    ] as const) {
      expect(statusOf(await look(slug, file(rows), by))).toBe(status)
      expect(statusOf(await agree(slug, table, {}, by))).toBe(status)
    }
    for (const by of [member, stranger]) {
      expect(statusOf((await call(loader, { slug }, by)).outcome)).toBe(404)
      expect(statusOf((await call(example, { slug }, by)).outcome)).toBe(404)
    }
    expect((await call(loader, { slug }, reader)).outcome).toMatchObject({ mayChange: false })
    expect(statusOf((await call(action, { slug }, official, formOf({ act: 'toString' }))).outcome)).toBe(400)
    await db.updateTable('process').set({ state: 'withdrawn' }).where('id', '=', id).execute()
    expect((await call(loader, { slug }, official)).outcome).toMatchObject({ isFixed: true })
    for (const outcome of [await look(slug, file(rows)), await agree(slug, table)]) {
      expect(seenIn(outcome)).toMatchObject({ errors: { '': expect.stringContaining('ingetrokken') }, preview: null })
    }
    expect(await stored(id)).toEqual([])
  })

  test('the example is a file that can be taken in', async () => {
    const { slug } = await aProcess(db, ours)
    const response = (await call(example, { slug }, official)).outcome as Response
    const csv = await response.text()
    const { errors, contributors } = checkPartnerInput(
      parseCsv(csv, partnerInputColumns),
      [1, 2, 3].map((number) => ({ number, heading: `Vraag ${number}` })),
    )
    expect([errors, contributors.length]).toEqual([[], 2])
    expect(seenIn(await look(slug, new File([csv], 'voorbeeld.csv'))).preview).toMatchObject({ fresh: 2, errors: [] })
  })
})
