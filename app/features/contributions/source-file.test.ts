import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { safeFileName, sizeInWords } from './source-file.ts'
import { typeOfFile } from './type-of-file.ts'

const ascii = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0))
const odt = (mime: string) => zipSync({ mimetype: [strToU8(mime), { level: 0 }], 'content.xml': strToU8('<x/>') })
const docx = { '[Content_Types].xml': strToU8('<x/>'), 'word/document.xml': strToU8('<x/>') }

describe('what a file is', () => {
  test.each([
    ['pdf', ascii('%PDF-1.7 …')],
    ['png', ascii('\u0089PNG\r\n\u001a\nIHDR')],
    ['jpeg', ascii('\u00ff\u00d8\u00ff\u00e0JFIF')],
    ['docx', zipSync(docx)],
    ['odt', odt('application/vnd.oasis.opendocument.text')],
  ])('%s, by its bytes', (type, bytes) => {
    expect(typeOfFile(bytes)).toEqual({ type })
  })

  test.each([
    ['nothing', new Uint8Array(), /leeg/],
    ['an old Word file', ascii('\u00d0\u00cf\u0011\u00e0rest'), /oude soort/],
    ['rich text', ascii('{\\rtf1'), /RTF/],
    ['a photo of a telephone', ascii('\0\0\0\u0018ftypheic\0'), /HEIC/],
    ['a program', ascii('MZ\u0090'), /Kies een PDF/],
    ['a web page', ascii('<html><script>'), /Kies een PDF/],
    ['a drawing with a script', ascii('<svg onload="x">'), /Kies een PDF/],
    [
      'a spreadsheet',
      zipSync({ '[Content_Types].xml': strToU8('<x/>'), 'xl/workbook.xml': strToU8('<x/>') }),
      /geen Word-bestand/,
    ],
    ['a template of OpenDocument', odt('application/vnd.oasis.opendocument.text-template'), /geen Word-bestand/],
    ['Word with macros', zipSync({ ...docx, 'word/vbaProject.bin': strToU8('x') }), /macro/],
    ['half a zip', zipSync(docx).subarray(0, 60), /beschadigd/],
  ])('%s is refused, with what to do', (_, bytes, says) => {
    expect(typeOfFile(bytes)).toEqual({ problem: expect.stringMatching(says) })
  })
})

test.each([
  ['Verslag gesprek.pdf', 'pdf', 'Verslag gesprek.pdf'],
  ['C:\\Map\\Onderzoek.PDF', 'pdf', 'Onderzoek.pdf'],
  ['../../etc/passwd', 'pdf', 'passwd.pdf'],
  ['rapport.exe', 'pdf', 'rapport.exe.pdf'],
  ['verslag\u202Efdp.exe\r\n', 'docx', 'verslagfdp.exe.docx'],
  ['foto.JPEG', 'jpeg', 'foto.jpeg'],
  ['"<één>".png', 'png', 'één.png'],
  ['', 'odt', 'bestand.odt'],
  ['.pdf', 'pdf', 'bestand.pdf'],
  [`${'é'.repeat(300)}.pdf`, 'pdf', `${'é'.repeat(120)}.pdf`],
] as const)('%j is kept as %s named %s', (given, type, name) => {
  expect(safeFileName(given, type)).toBe(name)
})

test('a size is said as people say it', () => {
  expect([1, 340 * 1024, 2.44 * 1024 * 1024].map(sizeInWords)).toEqual(['1 kB', '340 kB', '2,4 MB'])
})
