import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, describe, expect, test } from 'vitest'
import { contributionColumns } from '#app/features/contributions/contribution-csv.ts'
import { giveAllNumbers } from '#app/features/contributions/give-numbers.server.ts'
import { realCaseInput } from '#app/features/partners/import/real-case-input.fixture.ts'
import { realCaseCsv } from '#app/features/rankings/files/real-case-lists.fixture.ts'
import { workbookOf } from '#app/workbook.fixture.ts'
import { ended, saomen, script } from '#tests/setup/command.ts'
import { testDatabase } from '#tests/setup/database.ts'

const { url, db } = await testDatabase()
const folder = await mkdtemp(path.join(tmpdir(), 'saomen-command-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const run = (...args: string[]) => saomen(args, { DATABASE_URL: url, DATA_DIR: folder })
const file = async (name: string, text: string | Uint8Array) => {
  const to = path.join(folder, name)
  await writeFile(to, text)
  return to
}
const plan =
  '# Wonen\n\nEr komen huizen bij.\n\n## Huren\n\nDe huur blijft betaalbaar.\n\n# Vervoer\n\nDe bus rijdt vaker.\n'
const strange = 'Beste mensen,\n👩‍👩‍👧 שלום e\u0301é ½ "nee";\r\n\n einde '

describe('the command line', () => {
  test('an administrator makes a municipality, an account and a process', async () => {
    expect(
      await run('municipality', 'create', 'aa-en-hunze', '--naam', 'Aa en Hunze', '--email', 'post@aa.example'),
    ).toMatchObject({ code: 0, stdout: '' })
    const made = await run(
      'user',
      'create',
      'beheer@aa.example',
      '--naam',
      'Ambtenaar A',
      '--rol',
      'ambtenaar',
      '--taak',
      'beheerder',
    )
    expect(made.code).toBe(0)
    expect(made.stdout.trim().length).toBeGreaterThanOrEqual(16)
    expect(await db.selectFrom('membership').select(['role', 'innerRoles']).execute()).toEqual([
      { role: 'official', innerRoles: ['administrator'] },
    ])
    expect(await run('traject', 'create', 'wonen', '--titel', 'Woonplan')).toMatchObject({ code: 0, stdout: '' })
    expect(await run('traject', 'create', 'wonen', '--titel', 'Nog een')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/wonen/),
    })
  })

  test('an administrator sets the facts of the municipality', async () => {
    const changed = await run(
      'municipality',
      'change',
      '--bewaartermijn',
      '10 jaar',
      '--functionaris-email',
      'privacy@aa.example',
      '--toegankelijkheid',
      'B',
    )
    expect(changed).toMatchObject({ code: 0, stdout: '' })
    const facts = await db
      .selectFrom('municipality')
      .select(['retentionTerm', 'privacyOfficerEmail', 'accessibilityStatus'])
      .execute()
    expect(facts).toEqual([
      { retentionTerm: '10 jaar', privacyOfficerEmail: 'privacy@aa.example', accessibilityStatus: 'B' },
    ])
    const wrong = await run('municipality', 'change', '--functionaris-email', 'geen adres')
    expect(wrong).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--functionaris-email: Vul een e-mailadres in'),
    })
  })

  test('a plan is imported and exported as a tree; the same file twice changes nothing', async () => {
    const from = await file('plan.md', plan)
    expect(await run('import', 'plan', from, '--traject', 'wonen')).toMatchObject({ code: 0, stdout: '' })
    const { stdout, code } = await run('export', 'plan', '--traject', 'wonen')
    expect(code).toBe(0)
    const exported = JSON.parse(stdout)
    expect(exported).toMatchObject({
      titel: expect.any(String),
      onderdelen: [
        {
          ...{
            nummer: '1',
            niveau: 1,
            kop: 'Wonen',
            alineas: [{ id: expect.any(String), nummer: 1, tekst: 'Er komen huizen bij.' }],
          },
          onderdelen: [
            {
              nummer: '1.1',
              niveau: 2,
              kop: 'Huren',
              alineas: [{ nummer: 2, tekst: 'De huur blijft betaalbaar.' }],
              onderdelen: [],
            },
          ],
        },
        { nummer: '2', kop: 'Vervoer', alineas: [{ nummer: 3, tekst: 'De bus rijdt vaker.' }], onderdelen: [] },
      ],
    })
    const elsewhere = await saomen(['import', 'plan', 'plan.md', '--traject', 'wonen'], {
      DATABASE_URL: url,
      DATA_DIR: folder,
      INIT_CWD: folder,
    })
    expect(elsewhere.stderr, 'named from the folder where npm was called').toMatch(/al ingelezen/)
    expect((await run('export', 'plan', '--traject', 'wonen')).stdout).toBe(stdout)
  })

  test('contributions are imported and exported byte for byte', async () => {
    const csv = [
      contributionColumns.join(','),
      `a-1,inwoner,,nee,,online,2016-11-01T20:14:00+01:00,1.1,"${strange.replaceAll('"', '""')}"`,
      'a-2,organisatie,Huurdersvereniging,ja,post@huur.example,e-mail,2016-11-02T09:00:00+01:00,Vervoer,Meer bussen.',
    ].join('\n')
    const from = await file('inbreng.csv', csv)
    expect(await run('import', 'inbreng', from, '--traject', 'wonen')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringMatching(/2 nieuw/),
    })
    expect(await run('import', 'inbreng', from, '--traject', 'wonen')).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/0 nieuw, 2 al bekend/),
    })
    const exported = JSON.parse((await run('export', 'inbreng', '--traject', 'wonen')).stdout)
    expect(exported.map((row: { tekst: string }) => row.tekst)).toEqual([strange, 'Meer bussen.'])
    expect(exported[0]).toMatchObject({
      externeId: 'a-1',
      soort: 'inwoner',
      kanaal: 'online',
      onderdeel: '1.1',
      naamTonen: false,
    })
    expect((await run('export', 'inbreng', '--traject', 'wonen', '--format', 'csv')).stdout).toContain(
      strange.replaceAll('"', '""'),
    )
  })

  test('a reader that closes the pipe of an export is no error', async () => {
    const words = 'Een lang antwoord. '.repeat(5000)
    const from = await file(
      'lang.csv',
      `${contributionColumns.join(',')}\nl-1,inwoner,,nee,,online,2016-11-03,,${words}`,
    )
    expect(await run('traject', 'create', 'lang', '--titel', 'Lang')).toMatchObject({ code: 0 })
    expect(await run('import', 'inbreng', from, '--traject', 'lang')).toMatchObject({ code: 0 })
    const child = script('saomen.ts', ['export', 'inbreng', '--traject', 'lang'], {
      DATABASE_URL: url,
      DATA_DIR: folder,
    })
    child.stdout.destroy()
    expect(await ended(child)).toMatchObject({ code: 0, stderr: '' })
  })

  test('one wrong row: exit code 1, row and field on stderr, nothing on stdout, nothing stored', async () => {
    const csv = `${contributionColumns.join(',')}\nb-1,inwoner,,nee,,online,2016-11-01,,Goed\nb-2,inwoner,,nee,geen adres,online,2016-11-01,,Fout\n`
    const wrong = await run('import', 'inbreng', await file('fout.csv', csv), '--traject', 'wonen')
    expect(wrong).toMatchObject({ code: 1, stdout: '', stderr: 'rij 3, email: "geen adres" is geen e-mailadres\n' })
    expect(JSON.parse((await run('export', 'inbreng', '--traject', 'wonen')).stdout)).toHaveLength(2)
  })

  test('the processing is exported before publication too, with the open points', async () => {
    await giveAllNumbers(db)
    const exported = JSON.parse((await run('export', 'verwerking', '--traject', 'wonen')).stdout)
    expect(exported).toMatchObject([
      { nummer: 1, naam: 'Inspreker 1', punten: [] },
      { nummer: 2, naam: 'Huurdersvereniging', punten: [] },
    ])
    expect((await run('export', 'verwerking', '--traject', 'wonen', '--format', 'csv')).stdout).toMatch(
      /^"?nummer"?,"?indiener"?,/,
    )
  })

  test('lists of council groups are imported and the outcome is exported; the same file twice changes nothing', async () => {
    const from = await file('lijsten.csv', realCaseCsv)
    expect(await run('import', 'prioritering', from, '--traject', 'wonen', '--plaatsen', '5')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'Ingelezen: 3 lijsten.\n',
    })
    const { stdout, code } = await run('export', 'prioritering', '--traject', 'wonen')
    expect(code).toBe(0)
    const exported = JSON.parse(stdout)
    expect(exported).toMatchObject({
      k: 5,
      nietGerangschikt: 6,
      groepen: [{ naam: 'Groep 1' }, { naam: 'Groep 2' }, { naam: 'Groep 3' }],
    })
    expect(
      exported.uitkomst.slice(0, 6).map(({ plaats, som }: { plaats: number; som: number }) => [plaats, som]),
    ).toEqual([
      ...[
        [1, 9],
        [2, 11],
        [2, 11],
        [2, 11],
        [2, 11],
        [6, 12],
      ],
    ])
    expect(exported.groepen[0].lijst[0]).toEqual({
      onderwerp: 'Opvoeden en opgroeien',
      plaats: 1,
      motivatie: 'Dit is belangrijk voor Groep 1. ë 👍🏽',
    })
    expect(await run('import', 'prioritering', from, '--traject', 'wonen')).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/al ingelezen/),
    })
    expect((await run('export', 'prioritering', '--traject', 'wonen')).stdout).toBe(stdout)
    const cells: string[][] = parse(realCaseCsv)
    const sheet = await file(
      'lijsten.xlsx',
      workbookOf(cells.map((row) => row.map((cell) => (/^\d$/.test(cell) ? Number(cell) : cell)))),
    )
    expect(
      await run('import', 'prioritering', sheet, '--traject', 'wonen'),
      'the same lists in a spreadsheet',
    ).toMatchObject({
      ...{ code: 0, stderr: expect.stringMatching(/al ingelezen/) },
    })
  })

  test('one wrong cell in the lists: nothing is stored', async () => {
    await run('traject', 'create', 'leeg', '--titel', 'Leeg')
    const wrong = await file(
      'fout-lijst.csv',
      'groep,onderwerp,plaats,motivatie\nGroep 1,Zorg,1,Omdat\nGroep 1,Sport,1,Ook\n',
    )
    expect(await run('import', 'prioritering', wrong, '--traject', 'leeg')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'rij 3, plaats: Groep 1 gaf plaats 1 ook in rij 2\n',
    })
    expect(await run('export', 'prioritering', '--traject', 'leeg')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/nog geen ranglijst/),
    })
    expect(await run('import', 'prioritering', wrong, '--traject', 'leeg', '--plaatsen', 'vijf')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/--plaatsen vijf/),
    })
  })

  test.each([
    [['import', 'plan', 'bestaat-niet.md', '--traject', 'wonen'], /bestaat-niet\.md is er niet/],
    [['export', 'plan', '--traject', 'niets'], /Er is geen traject niets/],
    [['export', 'plan'], /--traject ontbreekt/],
    [['export', 'inbreng', '--traject', 'wonen', '--format', 'xml'], /--format xml is er niet/],
    [['export', 'plan', '--traject', 'wonen', '--hard'], /--hard/],
    [['municipality', 'create', 'emmen', '--naam', 'Emmen', '--email', 'post'], /"post" is geen e-mailadres/],
    [['bestaat', 'niet'], /De opdracht "bestaat niet" is er niet/],
    [['user', 'create', 'x@aa.example', '--naam', 'X', '--rol', 'koning'], /--rol koning is er niet/],
  ])('%j says what is wrong', async (args, message) => {
    const { code, stdout, stderr } = await run(...args)
    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toMatch(message)
  })

  test('what partners sent is imported and exported as appendix 2, with both numbers of a question; the same file twice changes nothing', async () => {
    await run('traject', 'create', 'zorg', '--titel', 'Plan voor zorg')
    const from = await file('partners.csv', realCaseInput())
    expect(await run('import', 'partnerinbreng', from, '--traject', 'zorg', '--ontvangen', '2016-08-31')).toMatchObject(
      { code: 0, stdout: '', stderr: expect.stringMatching(/^Ingelezen: \d+ punten van 14 indieners\.\n$/) },
    )
    await giveAllNumbers(db)
    const { stdout, code } = await run('export', 'partnerinbreng', '--traject', 'zorg')
    expect(code).toBe(0)
    type Given = {
      naam: string
      vragen: { vraag: number | null; gedruktNummer: number | null; kop: string; punten: object[] }[]
    }
    const exported: Given[] = JSON.parse(stdout)
    const numbersOf = (name: string) =>
      exported.find(({ naam }) => naam === name)?.vragen.map(({ vraag, gedruktNummer }) => [vraag, gedruktNummer])
    expect(exported).toHaveLength(14)
    expect(numbersOf('Coördinator Boodschappen PlusBus')).toEqual([
      [1, 1],
      [2, 2],
      [4, 3],
      [5, 4],
    ])
    expect(numbersOf('Werkgroep laaggeletterdheid')).toEqual([[null, null]])
    expect(exported.find(({ naam }) => naam === 'Beter Thuis Wonen')).toMatchObject({
      soort: 'organisatie',
      rol: 'thuiszorg',
    })
    expect(exported.find(({ naam }) => naam === 'MEE Drenthe')?.vragen[0]).toEqual({
      ...{ vraag: 1, gedruktNummer: 1, kop: expect.stringMatching(/\?$/) },
      punten: [
        {
          nummer: expect.stringMatching(/^\d+\.1$/),
          tekst: 'Punt 1 van MEE Drenthe bij vraag 1.',
          thema: null,
          antwoord: null,
        },
      ],
    })
    expect(stdout, 'a family is a number').not.toContain('Gezin Nieuw-Buinen"')
    const received = await db
      .selectFrom('contribution')
      .select('receivedAt')
      .distinct()
      .where('externalId', 'like', 'partnerinbreng:%')
      .execute()
    expect(received).toEqual([{ receivedAt: new Date('2016-08-31T00:00:00+02:00') }])
    expect(await run('import', 'partnerinbreng', from, '--traject', 'zorg')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringMatching(/al ingelezen/),
    })
    expect((await run('export', 'partnerinbreng', '--traject', 'zorg')).stdout).toBe(stdout)
  })

  test('one wrong cell in a file of partners: its row and column on stderr, and nothing is stored', async () => {
    await run('traject', 'create', 'vervoer', '--titel', 'Plan voor vervoer')
    const wrong = await file(
      'fout.csv',
      'organisatie,soort,rol,vraag,gedruktNummer,punt\nDe Brug,organisatie,,1,1,Goed\nDe Brug,organisatie,,9,2,Fout',
    )
    expect(await run('import', 'partnerinbreng', wrong, '--traject', 'vervoer')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^rij 3, vraag: "9" staat niet/),
    })
    expect(await run('export', 'partnerinbreng', '--traject', 'vervoer')).toMatchObject({ code: 0, stdout: '[]\n' })
    expect(
      await run('import', 'partnerinbreng', wrong, '--traject', 'vervoer', '--ontvangen', 'gisteren'),
    ).toMatchObject({ code: 1, stderr: expect.stringMatching(/--ontvangen gisteren is geen datum/) })
    const headless = await file('kop.csv', 'organisatie,soort,rol,vraag,punt\nDe Brug,organisatie,,1,Goed')
    expect(await run('import', 'partnerinbreng', headless, '--traject', 'vervoer')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/gedruktNummer/),
    })
    expect(await run('export', 'partnerinbreng', '--traject', 'nergens')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/nergens/),
    })
  })

  test('an unreachable database is reported in one line', async () => {
    for (const host of ['127.0.0.1', 'localhost']) {
      const { code, stdout, stderr } = await saomen(['migrate'], {
        DATABASE_URL: `postgres://saomen@${host}:1/saomen`,
        DATA_DIR: folder,
      })
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr).toMatch(/^De database is niet te gebruiken: .*ECONNREFUSED.* Kijk of DATABASE_URL klopt[^\n]*\n$/)
    }
  })

  test('a file in another encoding is refused rather than guessed', async () => {
    const from = await file(
      'latin1.csv',
      Buffer.from(`${contributionColumns.join(',')}\nc-1,inwoner,,nee,,online,2016-11-01,,Caf\xe9\n`, 'latin1'),
    )
    expect(await run('import', 'inbreng', from, '--traject', 'wonen')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/geen UTF-8/),
    })
  })

  test('with two municipalities a command must name one, and shows nothing of the other', async () => {
    expect(
      await run(
        'municipality',
        'create',
        'coevorden',
        '--naam',
        'Coevorden',
        '--email',
        'post@c.example',
        '--host',
        'c.example',
      ),
    ).toMatchObject({ code: 0 })
    expect((await run('export', 'plan', '--traject', 'wonen')).stderr).toMatch(
      /Kies er een met --gemeente: aa-en-hunze, coevorden/,
    )
    expect((await run('export', 'plan', '--traject', 'wonen', '--gemeente', 'coevorden')).stderr).toMatch(
      /Er is geen traject wonen/,
    )
    expect((await run('export', 'plan', '--traject', 'wonen', '--gemeente', 'aa-en-hunze')).code).toBe(0)
    const unreachable = await run('municipality', 'create', 'emmen', '--naam', 'Emmen', '--email', 'post@emmen.example')
    expect(unreachable).toMatchObject({ code: 0, stderr: expect.stringMatching(/Let op: zij heeft geen --host/) })
  })
})
