import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { csvLines } from '#app/csv-table.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import {
  previewTakeIn,
  readTakeInFile,
  takeInFile,
  type TakeInPreview,
} from '#app/features/desk/exchange/take-in-file.server.ts'
import type { TakeInKind } from '#app/features/desk/exchange/take-in-fields.ts'
import { allPoints, deskSorts } from '#app/features/desk/desk-filter.ts'
import { pointsTable } from '#app/features/desk/exchange/give-out-points.server.ts'
import { addTheme } from '#app/features/points/add-theme.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { givenOutLists } from '#app/paths.ts'
import { linesOfXlsx } from '#app/xlsx-lines.server.ts'
import { aContribution, aMunicipality, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { staffVisits, statusOf } from '#tests/staff-visits.ts'
import { loader } from './give-out.ts'

const { db, pool } = await testDatabase()
const { call, someone } = staffVisits({ db, pool })
const host = 'ophalen.example'
const municipality = await aMunicipality(db, { host })
const official = await someone(municipality, host, 'official', 'Ambtenaar A')
const by = official.actor
const text = 'De bus rijdt niet. Het veld is nat. Er is geen licht.'

let process: Awaited<ReturnType<typeof aProcess>>
let points: string[]
let themes: string[]
beforeEach(async () => {
  process = await aProcess(db, municipality)
  const { id: contributionId, contributorId } = await aContribution(db, process, {
    ...{ text, name: 'Wiebe Hof', email: 'wiebe@voorbeeld.example' },
  })
  points = []
  for (const words of text.split(/(?<=\.) /)) {
    const start = text.indexOf(words)
    const range = { start, end: start + words.length }
    points.push((await markPoint(db, by, { process, contributionId, range }, NOW)).id)
  }
  await finishSplit(db, by, { process, contributionId }, NOW)
  await db.updateTable('contributor').set({ number: 12 }).where('id', '=', contributorId).execute()
  themes = []
  for (const name of ['Vervoer', 'Sport']) themes.push((await addTheme(db, by, { process, name }, NOW)).id)
})

const given = async (file: string, query = '', who = official) =>
  (await call(loader, { slug: process.slug, file }, who, undefined, query)).outcome as Response
const rowsIn = async (file: string, query = '') => {
  const bytes = new Uint8Array(await (await given(file, query)).arrayBuffer())
  const lines = file.endsWith('.xlsx') ? await linesOfXlsx(bytes) : readCsv(new TextDecoder().decode(bytes))
  const [columns = [], ...rows] = lines
  return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at] ?? ''])))
}
function readCsv(csv: string): string[][] {
  const read = csvLines(csv)
  return 'lines' in read ? read.lines : []
}
type Cells = Record<string, string>
const fileOf = (rows: readonly Cells[]) =>
  new File([stringify([...rows], { header: true, delimiter: ';' })], 'weer-terug.csv')

/** Takes rows in as they are now, and gives what each would do. */
async function takenIn(kind: TakeInKind, rows: readonly Cells[]): Promise<string[]> {
  const preview = await readTakeInFile(db, by, { process, kind, file: fileOf(rows) }, NOW)
  const { table, columns, fileName } = preview as TakeInPreview
  await takeInFile(db, by, { process, kind, table, columns, fileName }, NOW)
  return preview.rows.map(({ row, what, stand }) => `${row} ${stand}: ${what}`)
}
const wrongIn = (kind: TakeInKind, rows: readonly Cells[]) =>
  readTakeInFile(db, by, { process, kind, file: fileOf(rows) }, NOW).then(
    () => 'nothing wrong',
    (error: Error) => error.message,
  )
const workOf = async () => {
  const { rows } = await sql<{
    theme: string | null
    assignee: string | null
    due: string | null
    answer: string | null
  }>`
    select theme.name as theme, account.name as assignee, due_on::text as due, answer.disposition || ': ' || reply as answer
    from point_work left join theme on theme.id = point_work.theme_id left join account on account.id = assignee_id
    left join answer_point on answer_point.point_id = point_work.point_id left join answer on answer.id = answer_id
    where point_work.process_id = ${process.id} order by place`.execute(db)
  return rows.map(({ theme, assignee, due, answer }) => [theme, assignee, due, answer])
}

describe('points', () => {
  test('go out as filtered, in both formats, and the record says who took them out', async () => {
    await answerPoints(db, by, { process, pointIds: [points[1] ?? ''], disposition: 'noted', reply: '=Dank' }, NOW)
    const csv = await (await given('punten.csv', '?besluit=ter-kennisgeving-aangenomen')).text()
    expect(csv).toContain(`"'=Dank"`)
    const all = await rowsIn('punten.xlsx')
    expect(all.map(({ nummer, tekst, antwoord }) => [nummer, tekst, antwoord])).toEqual([
      ['12.1', 'De bus rijdt niet.', ''],
      ['12.2', 'Het veld is nat.', '=Dank'],
      ['12.3', 'Er is geen licht.', ''],
    ])
    expect(await rowsIn('punten.csv', '?zoek=licht')).toEqual([all[2]])
    const events = await db
      .selectFrom('event')
      .select(['actorId', 'detail'])
      .where('processId', '=', process.id)
      .where('act', '=', 'giveOut')
      .orderBy('id')
      .execute()
    expect(events.map(({ actorId, detail }) => [actorId, detail])).toEqual([
      [by.id, { list: 'points', format: 'csv', filtered: true }],
      [by.id, { list: 'points', format: 'xlsx', filtered: false }],
      [by.id, { list: 'points', format: 'csv', filtered: true }],
    ])
  })

  test('go out in the order of the list, however many there are', async () => {
    await db
      .updateTable('pointWork')
      .set({ dueOn: '2016-12-01' })
      .where('pointId', '=', points[2] ?? '')
      .execute()
    const numbers = async (query: string) => (await rowsIn('punten.csv', query)).map(({ nummer }) => nummer)
    expect(await numbers('?sorteer=nieuwste')).toEqual(['12.3', '12.2', '12.1'])
    expect(await numbers('?sorteer=termijn')).toEqual(['12.3', '12.1', '12.2'])
    expect(await numbers('?sorteer=nummer')).toEqual(['12.1', '12.2', '12.3'])
    for (const sort of deskSorts) {
      const table = (size: number) =>
        pointsTable(db, process, { ...allPoints, sort }, { accountId: by.id, today: '2016-11-01' }, size)
      const idsOf = async (size: number) => {
        const found: unknown[] = []
        for await (const rows of table(size).rows) found.push(...rows.map(([id]) => id))
        return found
      }
      expect(await idsOf(1), sort).toEqual(await idsOf(1000))
      expect(await idsOf(1)).toHaveLength(3)
    }
  })

  test('go out once each, though due dates change while the file is written', async () => {
    const byDue = { ...allPoints, sort: 'due' as const }
    const { rows } = pointsTable(db, process, byDue, { accountId: by.id, today: '2016-11-01' }, 1)
    const found: unknown[] = []
    for await (const piece of rows) {
      found.push(...piece.map(([id]) => id))
      // What was written goes behind all others, and what comes last to the front.
      await db.updateTable('pointWork').set({ dueOn: '2017-01-01' }).where('pointId', '=', String(found[0])).execute()
      await db
        .updateTable('pointWork')
        .set({ dueOn: '2016-11-01' })
        .where('pointId', '=', points[2] ?? '')
        .execute()
    }
    expect(found).toEqual(points)
  })

  test('come in again with exactly the cells that were changed, though a colleague changed another meanwhile', async () => {
    const { sections } = await aPlan(db, process)
    const rows = await rowsIn('punten.xlsx')
    await answerPoints(db, by, { process, pointIds: [points[2] ?? ''], disposition: 'noted', reply: 'Al gezien.' }, NOW)
    const changed = [
      {
        ...rows[0],
        ...{ thema: 'sport', plek: 'alinea 1', toegewezen: 'Ambtenaar A', klaarOp: '1 december 2016' },
        ...{ besluit: 'Overgenomen', antwoord: 'Er komt een bus.', onderdelen: '2', tekst: 'Iets anders' },
      },
      ...rows.slice(1),
    ]
    expect(await takenIn('answers', changed as Cells[])).toEqual([
      '2 new: Overgenomen: Er komt een bus., ander thema, andere plek in het plan, andere behandelaar, andere dag',
      '3 same: blijft zoals het is',
      '4 same: blijft zoals het is',
    ])
    expect(await workOf()).toEqual([
      ['Sport', 'Ambtenaar A', '2016-12-01', 'adopted: Er komt een bus.'],
      [null, null, null, null],
      [null, null, null, 'noted: Al gezien.'],
    ])
    expect((await rowsIn('punten.csv'))[0]).toMatchObject({ plek: 'alinea 1', onderdelen: '2', tekst: rows[0]?.tekst })
    expect(sections).toHaveLength(2)
    const history = await db
      .selectFrom('pointHistory')
      .innerJoin('event', 'event.id', 'pointHistory.eventId')
      .select(['field', 'act'])
      .where('pointId', '=', points[0] ?? '')
      .where('field', 'in', ['theme', 'place', 'chapter', 'assignee', 'dueOn', 'answer'])
      .orderBy('field')
      .execute()
    expect(history).toEqual([
      { field: 'answer', act: 'answerPoints' },
      ...['assignee', 'chapter', 'dueOn', 'place', 'theme'].map((field) => ({ field, act: 'takeInFile' })),
    ])
    expect(await takenIn('answers', await rowsIn('punten.csv'))).toEqual(
      [2, 3, 4].map((row) => `${row} same: blijft zoals het is`),
    )
  })

  test('a row that was changed here and by a colleague is refused, and nothing is taken in', async () => {
    const rows = await rowsIn('punten.csv')
    await answerPoints(db, by, { process, pointIds: [points[0] ?? ''], disposition: 'noted', reply: 'Al gezien.' }, NOW)
    const changed = [
      { ...rows[0], besluit: 'Overgenomen', antwoord: 'Er komt een bus.' },
      { ...rows[1], thema: 'Sport', toegewezen: 'Niemand bekend', klaarOp: 'ooit', plek: '99' },
    ]
    expect(await wrongIn('answers', changed as Cells[])).toBe(
      [
        'rij 2, controle: punt 12.1 is gewijzigd sinds u dit bestand ophaalde; haal het punt opnieuw op',
        'rij 3, plek: "99" staat niet in het plan',
        'rij 3, toegewezen: "Niemand bekend" is geen collega in Saomen',
        'rij 3, klaarOp: "ooit" is geen dag; schrijf bijvoorbeeld 2016-12-01',
      ].join('\n'),
    )
    expect(await workOf()).toEqual([
      [null, null, null, 'noted: Al gezien.'],
      [null, null, null, null],
      [null, null, null, null],
    ])
  })
})

describe('the register', () => {
  test('goes out without addresses, and comes in again: only another round is a change', async () => {
    await aContribution(db, process, { text: 'Nog een.', name: 'Femke Brink' })
    const rows = await rowsIn('inbreng.xlsx', '?volgorde=nummer')
    expect(JSON.stringify(rows)).not.toContain('wiebe@')
    expect(rows.map(({ nummer, naam, tekst, splitsing, ronde }) => [nummer, naam, tekst, splitsing, ronde])).toEqual([
      ['12', 'Wiebe Hof', text, 'klaar', 'Inspraak'],
      ['13', 'Femke Brink', 'Nog een.', 'nog te splitsen', 'Inspraak'],
    ])
    expect(await rowsIn('inbreng.csv', '?stand=open')).toEqual([rows[1]])
    const [first, second] = rows as [Cells, Cells]
    expect(await takenIn('reactions', [first, { ...second, ronde: 'tweede inspraak' }])).toEqual([
      '2 same: staat al in het register',
      '3 changed: andere ronde: Tweede inspraak',
    ])
    const after = await rowsIn('inbreng.csv', '?volgorde=nummer')
    expect(after).toEqual([first, { ...second, ronde: 'Tweede inspraak' }])
    expect(
      await wrongIn('reactions', [
        { ...first, tekst: 'Iets anders.', ronde: 'derde' },
        { ...second, inbrengId: 'x' },
      ]),
    ).toMatch(
      /rij 2, tekst: staat anders in het register[^]*rij 2, ronde: "derde" is geen ronde[^]*rij 3, inbrengId: is geen inbreng/,
    )
  })
})

describe('any other list', () => {
  test.each(Object.values(givenOutLists).filter((name) => !name.startsWith('partner')))('%s goes out', async (name) => {
    for (const format of ['csv', 'xlsx']) {
      const file = await given(`${name}.${format}`)
      expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${process.slug}-${name}.${format}"`)
      expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(10)
    }
  })

  test('says what is not public and why, without a word of it', async () => {
    const { id } = await aContribution(db, process, { text: 'Ik heet Geheim.' })
    await db
      .insertInto('redaction')
      .values({
        ...{ municipalityId: municipality.id, id: points[0] ?? '', processId: process.id, contributionId: id },
        ...{ rangeStart: 8, rangeEnd: 14, reason: 'personName', state: 'provisional', createdAt: NOW },
      })
      .execute()
    await db
      .updateTable('point')
      .set({ summary: 'Vervoer' })
      .where('id', '=', points[0] ?? '')
      .execute()
    const csv = await (await given('niet-openbaar.csv')).text()
    expect(parse(csv, { bom: true, delimiter: ';' })).toEqual([
      ['nummer', 'wat', 'tekens', 'waarom', 'sinds', 'stand'],
      ...[
        [
          '12.1',
          'punt waarvan alleen de samenvatting openbaar wordt',
          '18',
          'een ambtenaar zegt het in andere woorden',
          '',
          '',
        ],
      ],
      ['13', 'woorden in een tekst', '6', expect.stringContaining('naam'), '2016-11-01', 'voorlopig'],
    ])
  })

  test('goes out two at a time: a third is told to come back, and the record does not say that it went out', async () => {
    const underWay = [await given('punten.csv'), await given('inbreng.xlsx')]
    const third = await given('punten.csv')
    expect([third.status, third.headers.get('retry-after')]).toEqual([503, '10'])
    const events = await db
      .selectFrom('event')
      .select('id')
      .where('processId', '=', process.id)
      .where('act', '=', 'giveOut')
      .execute()
    expect(events).toHaveLength(2)
    for (const file of underWay) await file.body?.cancel()
    expect((await rowsIn('punten.csv')).length).toBe(3)
  })

  test('of another name, another format or another municipality is not there', async () => {
    const elsewhere = await aMunicipality(db, { host: 'elders.example' })
    const stranger = await someone(elsewhere, 'elders.example', 'official', 'Ambtenaar B')
    for (const file of ['punten.pdf', 'geheim.csv', 'partners.csv', 'constructor.csv'])
      expect(statusOf(await given(file))).toBe(404)
    expect(statusOf(await given('punten.csv', '', stranger))).toBe(404)
  })
})

test('points come in by file: of whom, which words, with what is known of them', async () => {
  await aPlan(db, process)
  const { id } = await aContribution(db, process, { text: 'Maak het “plein” groen.\nEn zet er bankjes. Dank u.' })
  const row = {
    ...{ inbrengId: id, citaat: '', samenvatting: '', thema: '', plek: '', toegewezen: '', besluit: '', antwoord: '' },
  }
  const rows = [
    { ...row, citaat: 'Maak het "plein" groen.', thema: 'Sport', plek: '2', toegewezen: 'Ambtenaar A' },
    { ...row, citaat: 'En zet er  bankjes.', samenvatting: 'Bankjes', besluit: 'overgenomen', antwoord: 'Die komen.' },
    { ...row, samenvatting: 'Een wens in eigen woorden' },
  ]
  expect(await takenIn('points', rows)).toEqual([
    '2 new: “Maak het “plein” groen.”, met thema, met plek in het plan, toegewezen',
    '3 new: “En zet er bankjes.”, overgenomen',
    '4 new: “Een wens in eigen woorden”',
  ])
  expect((await workOf()).slice(-3).map(([theme, who, , answer]) => [theme, who, answer])).toEqual(
    expect.arrayContaining([
      ['Sport', 'Ambtenaar A', null],
      [null, null, 'adopted: Die komen.'],
      [null, null, null],
    ]),
  )
  const again = await takenIn('points', rows)
  expect(again.map((line) => line.slice(0, 6))).toEqual(['2 same', '3 same', '4 same'])
  const preview = await readTakeInFile(
    db,
    by,
    { process, kind: 'points', file: fileOf([{ ...row, citaat: 'Dank u.' }]) },
    NOW,
  )
  const { table, columns, fileName } = preview
  await takeInFile(db, by, { process, kind: 'points', table, columns, fileName, finish: true }, NOW)
  const { splitDoneAt } = await db
    .selectFrom('contribution')
    .select('splitDoneAt')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(splitDoneAt).toEqual(NOW)
  await expect(previewTakeIn(db, by, { process, kind: 'points', table, columns: [] }, NOW)).rejects.toThrow('Kies ook')
})

test('points that cannot be marked are refused by row and column, and nothing is marked', async () => {
  const { id, contributorId } = await aContribution(db, process, { text: 'Nee. Ja en nee. Nee. Groen en geel.' })
  await db.updateTable('contributor').set({ number: 7 }).where('id', '=', contributorId).execute()
  await db.updateTable('contribution').set({ externalId: 'Z-7' }).where('id', '=', id).execute()
  const range = { start: 5, end: 15 }
  await markPoint(db, by, { process, contributionId: id, range }, NOW)
  const message = await wrongIn('points', [
    { nummer: '12', externeId: '', citaat: 'De bus', samenvatting: '' },
    { nummer: '7', externeId: '', citaat: 'rood', samenvatting: '' },
    { nummer: '7', externeId: '', citaat: 'Nee.', samenvatting: '' },
    { nummer: '', externeId: 'Z-7', citaat: 'en nee. Nee.', samenvatting: '' },
    { nummer: '7', externeId: '', citaat: 'Groen en', samenvatting: '' },
    { nummer: '7', externeId: '', citaat: 'en geel.', samenvatting: '' },
    { nummer: '99', externeId: '', citaat: 'x', samenvatting: '' },
    { nummer: '', externeId: '', citaat: '', samenvatting: 'x' },
    { nummer: '7', externeId: '', citaat: '', samenvatting: '' },
  ])
  expect(message.split('\n')).toEqual([
    'rij 2, nummer: de splitsing van inbreng 12 is klaar; heropen die eerst',
    'rij 2, citaat: een deel hiervan hoort al bij punt 12.1',
    'rij 3, citaat: staat niet zo in de tekst van inbreng 7; neem de woorden letterlijk over',
    'rij 4, citaat: staat 2 keer in de tekst van inbreng 7; neem er woorden bij, zodat duidelijk is welke',
    'rij 5, citaat: een deel hiervan hoort al bij punt 7.1',
    'rij 7, citaat: een deel hiervan staat ook in rij 6',
    'rij 8, nummer: "99" is geen inbreng van dit traject',
    'rij 9, nummer: is leeg; zet er het nummer van de indiener in, zoals 12',
    'rij 10, citaat: is leeg; zet er woorden uit de tekst in, of vul een samenvatting in',
  ])
  const { rows } = await sql`select 1 from point where contribution_id = ${id}`.execute(db)
  expect(rows).toHaveLength(1)
})
