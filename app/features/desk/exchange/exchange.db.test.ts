import { deflateRawSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { addOwnDisposition, retireOwnDisposition } from '#app/features/answers/change-own-disposition.server.ts'
import { addTheme } from '#app/features/points/add-theme.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { aContribution, aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { allPoints } from '#app/features/desk/desk-filter.ts'
import { pointHistory } from '#app/features/desk/point-history-view.server.ts'
import { csvPieces } from '#app/table-to-save.server.ts'
import { pointsTable } from './give-out-points.server.ts'
import { previewTakeIn, readTakeInFile, takeInFile, type TakeInPreview } from './take-in-file.server.ts'
import type { TakeInKind } from './take-in-fields.ts'

const { db } = await testDatabase()
let by: Actor
let process: Awaited<ReturnType<typeof aProcess>>

beforeEach(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor'] })
  process = await aProcess(db, municipality)
})

const fileOf = (text: string) => new File([text], 'tabel.csv', { type: 'text/csv' })
const read = (kind: TakeInKind, csv: string) => readTakeInFile(db, by, { process, kind, file: fileOf(csv) }, NOW)
const asInput = ({ table, columns, fileName }: TakeInPreview) => ({ table, columns, fileName })

/** What a file would do, also when it was refused for what is wrong in it. */
async function looked(kind: TakeInKind, csv: string): Promise<TakeInPreview> {
  try {
    return await read(kind, csv)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { preview } = error.facts as { preview: TakeInPreview }
    return preview
  }
}
const errorsIn = async (kind: TakeInKind, csv: string) =>
  (await looked(kind, csv)).errors.map(({ row, field, message }) => `${row} ${field}: ${message}`)
const take = async (kind: TakeInKind, csv: string, given: { otherwise?: string } = {}) =>
  takeInFile(db, by, { process, kind, ...asInput(await looked(kind, csv)), ...given }, NOW)

describe('reactions', () => {
  const csv =
    'Datum;Via;Zienswijze;Naam;Zaak\r\n2016-10-12;post;"Meer licht.\nGraag.";Wiebe Hof;Z-1\r\n12 oktober 2016;balie;Een bankje.;;Z-2\r\n'

  test('are taken in with columns of other names, once', async () => {
    const preview = await read('reactions', csv)
    expect([preview.fresh, preview.total.rows]).toEqual([2, 2])
    expect(await take('reactions', csv)).toMatchObject({ fresh: 2, same: 0 })
    expect(await take('reactions', csv)).toMatchObject({ fresh: 0, same: 2 })
    const rows = await db
      .selectFrom('contribution')
      .innerJoin('contributor', 'contributor.id', 'contribution.contributorId')
      .select(['text', 'channel', 'contributor.name', 'contributor.kind'])
      .where('contribution.processId', '=', process.id)
      .orderBy('text')
      .execute()
    expect(rows).toEqual([
      { text: 'Een bankje.', channel: 'desk', name: '', kind: 'resident' },
      { text: 'Meer licht.\nGraag.', channel: 'post', name: 'Wiebe Hof', kind: 'resident' },
    ])
  })

  test('two rows that say the same are no one reaction twice, nor two people: a person says which', async () => {
    const twice = 'Datum;Via;Zienswijze;Naam\n2016-10-12;post;Licht;Wiebe Hof\n2016-10-12;post;Licht;Wiebe Hof\n'
    expect(await errorsIn('reactions', twice)).toEqual([
      '3 null: zegt hetzelfde als rij 2; haal een van beide weg, of geef elk een eigen kenmerk',
    ])
  })

  test('a column that no heading names is chosen, and what is wrong is said by its row', async () => {
    const odd = 'A;B;C\n2016-10-12;post;Licht\ngisteren;duif;\n'
    await expect(read('reactions', odd)).rejects.toThrow(
      'Kies ook een kolom voor: Binnengekomen via, Ontvangen op, Tekst.',
    )
    const { table } = await looked('reactions', odd)
    const columns = ['', '', '', '', '', '', '1', '0', '', '2', '']
    const again = previewTakeIn(db, by, { process, kind: 'reactions', table, columns }, NOW)
    await expect(again).rejects.toThrow(
      /rij 3, kanaal: "duif"[^]*rij 3, ontvangenOp: "gisteren"[^]*rij 3, tekst: is leeg/,
    )
    expect(await db.selectFrom('contribution').select('id').where('processId', '=', process.id).execute()).toEqual([])
  })
})

const text = 'De bus rijdt niet. Het veld is nat. Er is geen licht.'

/** Three points of contributor 12. */
async function points() {
  const { id: contributionId, contributorId } = await aContribution(db, process, { text })
  const ids: string[] = []
  for (const words of text.split(/(?<=\.) /)) {
    const start = text.indexOf(words)
    ids.push(
      (await markPoint(db, by, { process, contributionId, range: { start, end: start + words.length } }, NOW)).id,
    )
  }
  await finishSplit(db, by, { process, contributionId }, NOW)
  await db.updateTable('contributor').set({ number: 12 }).where('id', '=', contributorId).execute()
  return ids
}

describe('answers', () => {
  const givenOut = async () => {
    const pieces: string[] = []
    const looking = { accountId: by.id, today: '2016-11-01' }
    for await (const piece of csvPieces(pointsTable(db, process, allPoints, looking, 2))) pieces.push(piece)
    return pieces.join('')
  }
  const answerOf = async (pointId: string) => {
    const { rows } = await sql<{ answer: string }>`
      select disposition || ': ' || reply as answer from answer join answer_point on answer_point.answer_id = answer.id where point_id = ${pointId}`.execute(
      db,
    )
    return rows[0]?.answer ?? null
  }

  test('what goes out comes in again and changes nothing', async () => {
    const [one = '', two = ''] = await points()
    const { sections } = await aPlan(db, process)
    const reply = '=SOM(A1)\nWij doen het "graag".'
    const answer = { disposition: 'forwarded' as const, forwardedTo: 'de provincie', sectionIds: [...sections] }
    await answerPoints(db, by, { process, pointIds: [one, two], reply, ...answer }, NOW)
    const preview = await read('answers', await givenOut())
    expect(preview.rows.map(({ who, stand }) => [who, stand])).toEqual([
      ['Punt 12.1', 'same'],
      ['Punt 12.2', 'same'],
      ['Punt 12.3', 'same'],
    ])
  })

  test('answers and themes are given by number, and an empty cell leaves what is there', async () => {
    const [one = '', two = '', three = ''] = await points()
    const { id: theme } = await addTheme(db, by, { process, name: 'Mobiliteit' }, NOW)
    await answerPoints(db, by, { process, pointIds: [two], disposition: 'noted', reply: 'Dank.' }, NOW)
    const csv =
      'Nr,Besluit,Antwoord,Thema\n12.1,overgenomen,Wij doen het.,mobiliteit\n12.2,niet overgenomen,,\n12.3,,,\n'
    expect(await take('answers', csv)).toMatchObject({ fresh: 2, same: 1 })
    expect([await answerOf(one), await answerOf(two), await answerOf(three)]).toEqual([
      'adopted: Wij doen het.',
      'notAdopted: Dank.',
      null,
    ])
    const { themeId } = await db
      .selectFrom('pointWork')
      .select('themeId')
      .where('pointId', '=', one)
      .executeTakeFirstOrThrow()
    expect(themeId).toBe(theme)
  })

  test('what cannot be is said by its row, and nothing is taken in', async () => {
    const [one = '', two = '', three = ''] = await points()
    await answerPoints(db, by, { process, pointIds: [one, two], disposition: 'noted', reply: 'Dank.' }, NOW)
    await sql`update point_work set is_public = true where point_id = ${three}`.execute(db)
    const csv =
      'nummer,besluit,antwoord,thema,onderdelen\n12.1,misschien,,,\n12.2,noted,Anders.,,\n12.3,noted,Dank.,,\n12.9,noted,Dank.,,\n,noted,Dank.,,\n12.1,,,Geen thema,hoofdstuk 99\n'
    expect((await errorsIn('answers', csv)).map((line) => line.replace(/;.*/, ''))).toEqual([
      '2 besluit: "misschien" is geen besluit',
      '3 antwoord: punt 12.2 deelt zijn antwoord met een ander punt',
      '4 nummer: punt 12.3 is al openbaar en ligt vast',
      '5 nummer: "12.9" is geen punt van dit traject',
      '6 nummer: is leeg',
      '7 nummer: dit punt staat ook in rij 2',
      '7 thema: "Geen thema" is geen thema van dit traject',
      '7 onderdelen: "hoofdstuk 99" staat niet in het plan',
    ])
    await expect(take('answers', csv)).rejects.toThrow(Refused)
    expect(await answerOf(two)).toBe('noted: Dank.')
  })

  test('an answer that was approved stays until its point is sent back', async () => {
    const [one = ''] = await points()
    await answerPoints(db, by, { process, pointIds: [one], disposition: 'noted', reply: 'Dank.' }, NOW)
    await sql`
      update point_work set step = 1 + (select max(position) from process_step where process_id = ${process.id})
      where point_id = ${one}`.execute(db)
    expect(await errorsIn('answers', 'nummer,antwoord\n12.1,Anders.\n')).toEqual([
      '2 antwoord: punt 12.1 is goedgekeurd; stuur het punt eerst terug',
    ])
    await expect(take('answers', 'nummer,antwoord\n12.1,Anders.\n')).rejects.toThrow(Refused)
    expect(await answerOf(one)).toBe('noted: Dank.')
  })

  test('points that share an answer keep sharing it when all get the same words, and its earlier text is kept', async () => {
    const [one = '', two = ''] = await points()
    const { sections, paragraphs } = await aPlan(db, process)
    const { id } = await answerPoints(
      db,
      by,
      {
        ...{ process, pointIds: [one, two], disposition: 'noted', reply: 'Dank.' },
        ...{ sectionIds: [...sections], paragraphIds: [paragraphs[0] ?? ''] },
      },
      NOW,
    )
    await take('answers', 'nummer,antwoord\n12.1,Anders.\n12.2,Anders.\n')
    const rows = await db.selectFrom('answerPoint').select('answerId').where('pointId', 'in', [one, two]).execute()
    expect(rows.map(({ answerId }) => answerId)).toEqual([id, id])
    expect(await answerOf(two)).toBe('noted: Anders.')
    const { rows: texts } = await sql<{ reply: string }>`
      select reply from answer_version where answer_id = ${id} order by number`.execute(db)
    expect(texts.map(({ reply }) => reply)).toEqual(['Dank.', 'Anders.'])
    const { rows: kept } = await sql`
      select field, from_value, to_value from point_history
      where point_id = ${two} and field = 'answer' order by to_value`.execute(db)
    expect(kept).toEqual([
      { field: 'answer', fromValue: null, toValue: `${id}.1` },
      { field: 'answer', fromValue: `${id}.1`, toValue: `${id}.2` },
    ])
    const links = await db.selectFrom('answerParagraph').select('lineageId').where('answerId', '=', id).execute()
    expect(links).toHaveLength(1)
  })
})

describe('decisions of the municipality itself', () => {
  const own = async (label: string) => {
    const administrator = await anActor(db, { id: by.municipalityId }, { innerRoles: ['administrator'] })
    const words = { label, short: 'Hoofdlijnen', explanation: 'In grote lijnen.', key: uuid() }
    const { id } = await addOwnDisposition(db, administrator, { ...words, disposition: 'partlyAdopted' }, NOW)
    return {
      decision: `partlyAdopted.${id}` as const,
      retire: () => retireOwnDisposition(db, administrator, { ownDispositionId: id }, NOW),
    }
  }
  const decisions = async () => {
    const found = await db.selectFrom('answer').select('decision').where('processId', '=', process.id).execute()
    return found.map(({ decision }) => decision)
  }

  test('are known by their name in a cell', async () => {
    const { decision } = await own('Op hoofdlijnen meegenomen')
    const csv = 'Naam/organisatie,Welke punten zijn meegegeven?,Wat is ermee gedaan?,Besluit\n'
    await take('table', `${csv}Het wijkteam,Meer licht,Dat doen wij.,op HOOFDLIJNEN meegenomen\n`)
    expect(await decisions()).toEqual([decision])
  })

  test('are given to points that come in by file, and kept in the history when a file changes them', async () => {
    const { decision } = await own('Op hoofdlijnen meegenomen')
    const { id } = await aContribution(db, process, { text })
    const rows = `inbrengId,citaat,besluit,antwoord\n${id},Het veld is nat.,hoofdlijnen,Dank.\n`
    expect((await looked('points', rows)).rows).toMatchObject([
      { what: '“Het veld is nat.”, op hoofdlijnen meegenomen', stand: 'new' },
    ])
    await take('points', rows)
    expect(await decisions()).toEqual([decision])
    const point = await db
      .selectFrom('point')
      .select('id')
      .where('processId', '=', process.id)
      .executeTakeFirstOrThrow()
    const told = () => pointHistory(db, process, point.id)
    expect((await told())[0]?.says).toBe('antwoordde: op hoofdlijnen meegenomen')
    await take('answers', `puntId,besluit\n${point.id},overgenomen\n`)
    expect(await decisions()).toEqual(['adopted'])
    expect((await told())[0]?.says).toBe('wijzigde het besluit van op hoofdlijnen meegenomen in overgenomen')
    await take('answers', `puntId,besluit\n${point.id},Op hoofdlijnen meegenomen\n`)
    expect(await decisions()).toEqual([decision])
    expect((await told())[0]?.says).toBe('wijzigde het besluit van overgenomen in op hoofdlijnen meegenomen')
  })

  test('go out by their name, and come in again unchanged, also when they went out of use', async () => {
    const { decision, retire } = await own('Op hoofdlijnen meegenomen')
    const [one = ''] = await points()
    await answerPoints(db, by, { process, pointIds: [one], disposition: decision, reply: 'Dank.' }, NOW)
    await retire()
    const csv = 'nummer,besluit,antwoord\n'
    expect(await take('answers', `${csv}12.1,Op hoofdlijnen meegenomen,Dank.\n`)).toMatchObject({ fresh: 0 })
    expect(await take('answers', `${csv}12.1,Op hoofdlijnen meegenomen,Anders.\n`)).toMatchObject({ fresh: 1 })
    expect(await decisions()).toEqual([decision])
    expect(await errorsIn('answers', `${csv}12.2,Op hoofdlijnen meegenomen,Dank.\n`)).toEqual([
      expect.stringContaining('2 besluit: "Op hoofdlijnen meegenomen" is geen besluit'),
    ])
  })
})

describe('the table of the municipality', () => {
  const csv =
    'Naam/organisatie,Welke punten zijn meegegeven?,Wat is ermee gedaan?\nDorpshuis De Brink,"- Meer bussen\n- Een bankje",Op hoofdlijnen meegenomen.\nHet wijkteam,Meer licht,\n'

  test('becomes contributions with points, and one answer for all points of a row', async () => {
    expect(await errorsIn('table', csv)).toEqual(['2 besluit: Kies wat er met dit punt is gedaan.'])
    expect(await take('table', csv, { otherwise: 'partlyAdopted' })).toMatchObject({ fresh: 2 })
    const { rows } = await sql`
      select organisation, count(point.id)::int as points, count(distinct answer_id)::int as answers, min(answer.disposition) as disposition
      from contribution
      join contributor on contributor.id = contributor_id
      join point on contribution_id = contribution.id
      left join answer_point on point_id = point.id
      left join answer on answer.id = answer_id
      where contribution.process_id = ${process.id} and split_done_at is not null group by organisation order by organisation`.execute(
      db,
    )
    expect(rows).toEqual([
      { organisation: 'Dorpshuis De Brink', points: 2, answers: 1, disposition: 'partlyAdopted' },
      { organisation: 'Het wijkteam', points: 1, answers: 0, disposition: null },
    ])
    expect(await take('table', csv, { otherwise: 'partlyAdopted' })).toMatchObject({ fresh: 0, same: 2 })
  })
})

test.each([
  ['', /leeg/],
  ['Naam\n', /Onder de kop staat geen rij/],
  ['a;b\n1;2\n', /Kies ook een kolom voor/],
  ['Alles wat binnenkwam\nkanaal;tekst;tekst;datum\npost;Een;Twee;2016-10-12\n', /Meer kolommen heten “tekst”/],
  [`Naam\n${'x\n'.repeat(5001)}`, /5\.001 rijen/],
  [`${'a,'.repeat(101)}b\n1\n`, /102 kolommen; hooguit 100/],
  ['"'.repeat(3_900_000), /rij 1: in kolom 1 staan 1\.949\.999 tekens; in een cel passen er 100\.000/],
  [`Tekst,Datum\n${'x'.repeat(100_001)},vandaag\n`, /rij 2: in kolom 1 staan 100\.001 tekens/],
  [`Tekst,${'x'.repeat(501)}\na,b\n`, /rij 1: de kop van kolom 2 heeft 501 tekens; een kop heeft er hooguit 500/],
])('a file that is no such table is refused where it was chosen', async (csv, why) => {
  await expect(read('reactions', csv)).rejects.toThrow(why)
})

test('a file that is too large is refused', async () => {
  const big = new File([new Uint8Array(4 * 1024 * 1024 + 1)], 'groot.csv')
  await expect(readTakeInFile(db, by, { process, kind: 'table', file: big }, NOW)).rejects.toThrow(/groter dan 4 MB/)
})

test('a file with more than a form can carry to the next step is refused', async () => {
  // Each of these marks takes six characters there.
  const rows = Array.from({ length: 30 }, () => `${'\u0001'.repeat(90_000)}\n`)
  const file = new File([`Tekst\n${rows.join('')}`], 'tekens.csv')
  await expect(readTakeInFile(db, by, { process, kind: 'reactions', file }, NOW)).rejects.toThrow(
    /te veel om in een keer/,
  )
})

describe('what comes back of a file', () => {
  const long = 'n'.repeat(50_000)

  test('is short, however long its cells are', async () => {
    const rows = (channel: string) =>
      `Datum;Via;Tekst;Naam;${'x'.repeat(500)}\n2016-10-12;${channel};${long};${long};\n`
    for (const csv of [rows('post'), rows(long)]) {
      const { table, ...shown } = await looked('reactions', csv)
      expect(shown.total.rows + shown.total.errors).toBeGreaterThan(0)
      expect(JSON.stringify(shown).length).toBeLessThan(3000)
      expect(table.length).toBeLessThan(3000)
    }
    expect(await errorsIn('reactions', rows(long))).toContainEqual(expect.stringMatching(/^2 kanaal: "n+ … n*" is /))
  })

  test('is packed, so that marks take no more room in a page than letters, and comes over whole', async () => {
    const marks = `Naam;Punten\n${'x;"""<&>"" \\"\n'.repeat(4000)}`
    const { table, total } = await read('table', marks)
    expect([total.rows, table.length < 20_000]).toEqual([4000, true])
    expect(await take('table', marks)).toMatchObject({ fresh: 1, same: 3999 })
  })

  const packed = (json: string) => deflateRawSync(json).toString('base64')
  const row = (cells: string[]) => ({ row: 2, cells })
  test.each<[string, string, RegExp]>([
    ['of nothing', '{}', /kwam niet goed over/],
    ['of too much', 'A'.repeat(8_000_000), /te veel om in een keer in te lezen/],
    ['that unpacks to too much', packed('['.repeat(60_000_000)), /te veel om in een keer in te lezen/],
    ...[
      { headings: ['x'.repeat(501)], rows: [] },
      { headings: ['x'], rows: [row(['x'.repeat(100_001)])] },
      { headings: Array<string>(101).fill('x'), rows: [] },
      { headings: ['x'], rows: [row(Array<string>(101).fill('x'))] },
    ].map((table): [string, string, RegExp] => [
      'with more than a file may have',
      packed(JSON.stringify(table)),
      /kwam niet goed over/,
    ]),
  ])('a table %s is refused', async (_, table, why) => {
    await expect(previewTakeIn(db, by, { process, kind: 'table', table, columns: [] }, NOW)).rejects.toThrow(why)
  })
})
