import { expect, test } from 'vitest'
import { Refused } from '#app/errors.server.ts'
import { workbookOf } from '#app/workbook.fixture.ts'
import { bookColumns } from './book-file.ts'
import { readBookFile } from './read-book-file.server.ts'

const rows = [
  [...bookColumns],
  ['Zorg', 'organisatie', 'thuiszorg', 'zorg; jeugd', 'Collega A', 'a@zorg.example', 'ja'],
  ['Wmo-raad', null, null, null, null, null, null],
]
const asCsv = (mark: string) =>
  new TextEncoder().encode(rows.map((row) => row.map((cell) => `"${cell ?? ''}"`).join(mark)).join('\r\n'))

test('a spreadsheet, and a CSV with commas or semicolons, are the same book', async () => {
  const fromSheet = await readBookFile(workbookOf(rows))
  expect(fromSheet.errors).toEqual([])
  expect(fromSheet.partners.map(({ name, themes, people }) => [name, themes, people.length])).toEqual([
    ['Zorg', ['zorg', 'jeugd'], 1],
    ['Wmo-raad', null, 0],
  ])
  for (const mark of [',', ';']) expect(await readBookFile(asCsv(mark))).toEqual(fromSheet)
})

test('the CSV that Excel on Windows saves, with headings of their own, is read with its letters', async () => {
  const heading = 'Naam organisatie;Soort;Rol;Thema\x92s;Naam contactpersoon;E-mailadres;Co\xf6rdinator;'
  const text = [
    heading,
    'Dorpshuis Exlo\xebrmond;;;;Collega \xc9;a@dorpshuis.example;ja;',
    ';;;;;;;',
    'dorpshuis exlo\xebrmond;;;;Collega \xc9;a@dorpshuis.example;ja;',
  ].join('\r\n')
  const book = await readBookFile(new Uint8Array([...text].map((letter) => letter.charCodeAt(0))))
  expect(book).toMatchObject({
    errors: [],
    fromWindows: true,
    partners: [{ row: 2, name: 'Dorpshuis Exloërmond', people: [{ name: 'Collega É' }] }],
  })
  expect(book.partners[0]?.people, 'a row that was pasted twice is one person').toHaveLength(1)
  expect((await readBookFile(asCsv(';'))).fromWindows).toBe(false)
})

test('what is no table says what to do, at the field', async () => {
  for (const [bytes, says] of [
    [new Uint8Array(), /Dit bestand is leeg\. Kies het bestand met de organisaties\./],
    [new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0]), /oude soort/],
    [new Uint8Array([0xff, 0xfe, 0x41]), /niet te lezen/],
    [new Uint8Array([0x50, 0x4b, 3, 4, 0]), /niet te lezen/],
  ] as const) {
    const refused = await readBookFile(bytes).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Refused)
    expect(refused).toMatchObject({ field: 'file', message: expect.stringMatching(says) })
  }
})
