import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { workbook, workbookOf } from './workbook.fixture.ts'
import { isOldExcel, isZip } from './excel-marks.ts'
import { linesOfXlsx } from './xlsx-lines.server.ts'

describe('a spreadsheet as lines of text', () => {
  test('numbers become text, empty cells stay, and nothing is trimmed', async () => {
    const bytes = workbookOf([
      ['groep', 'onderwerp', 'plaats', 'motivatie'],
      ['Groep 1', 'Zorg & welzijn', 1, ' <b>Daarom</b>\nën meer '],
      [null, 'Sport', null, 'x'],
      ['Groep 1', 'Werk', 2.5, null],
    ])
    expect(isZip(bytes)).toBe(true)
    expect(await linesOfXlsx(bytes)).toEqual([
      ['groep', 'onderwerp', 'plaats', 'motivatie'],
      ['Groep 1', 'Zorg & welzijn', '1', ' <b>Daarom</b>\nën meer '],
      ['', 'Sport', '', 'x'],
      ['Groep 1', 'Werk', '2.5', ''],
    ])
  })

  test.each([
    ['a cell in the last row', '<row r="1048576"><c r="A1048576"><v>1</v></c></row>', 'te groot'],
    ['a cell in the last column', '<row r="1"><c r="XFD1"><v>1</v></c></row>', 'te groot'],
    ['a row that no spreadsheet has', '<row r="999999999999"><c r="A1"><v>1</v></c></row>', 'niet te lezen'],
    ['an address in disguise', '<row r="&#57;99999999"><c r="A1"><v>1</v></c></row>', 'niet te lezen'],
    ['an address behind a >', '<row spans=">" r="900000"><c r="A900000"><v>1</v></c></row>', 'te groot'],
    ['very many rows without a number', '<row></row>'.repeat(10_001), 'te groot'],
  ])('%s is refused before it is read', async (_, sheet, says) => {
    await expect(linesOfXlsx(workbook(sheet))).rejects.toThrow(says)
  })

  test('a small file that unpacks to a very large one is refused, whatever its name', async () => {
    const bomb = zipSync({
      'xl/media/image1.png': new Uint8Array(30_000_000),
      'xl/workbook.xml': strToU8('<workbook/>'),
    })
    expect(bomb.length).toBeLessThan(100_000)
    await expect(linesOfXlsx(bomb)).rejects.toThrow('te groot')
  })

  test('a small file that repeats one long text in every cell is refused', async () => {
    const long = 'a'.repeat(100_000)
    const rowsOf = (index: string) =>
      Array.from(
        { length: 200 },
        (_, at) => `<row r="${at + 1}"><c r="A${at + 1}" t="s"><v>${index}</v></c></row>`,
      ).join('')
    for (const index of ['1', ' 1 ', '1e0', '0x1', '+1', '1.0']) {
      const file = workbook(rowsOf(index), ['kort', long])
      expect(file.length).toBeLessThan(10_000)
      await expect(linesOfXlsx(file), index).rejects.toThrow('te groot')
    }
    for (const index of ['&#49;', '<!-- -->1', '<![CDATA[1]]>'])
      await expect(linesOfXlsx(workbook(rowsOf(index), ['kort', long])), index).rejects.toThrow('niet te lezen')
    expect(await linesOfXlsx(workbook(rowsOf('0'), ['kort', long]))).toHaveLength(200)
  })

  test('a file that is not a spreadsheet is refused', async () => {
    await expect(linesOfXlsx(zipSync({ 'word/document.xml': strToU8('<w/>') }))).rejects.toThrow('niet te lezen')
    await expect(linesOfXlsx(strToU8('PK\u0003\u0004 half a file'))).rejects.toThrow('niet te lezen')
    await expect(linesOfXlsx(workbook('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'))).rejects.toThrow(
      'niet te lezen',
    )
    expect(isOldExcel(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]))).toBe(true)
    expect(isZip(strToU8('PKW nummer'))).toBe(false)
  })
})
