import { Document, Packer, Paragraph } from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { knownFile } from './known-file.ts'
import { heldFile, pdfFile } from './pdf-files.fixture.ts'
import { problemInFile } from './problem-in-file.ts'

const pdfProblem = (bytes: Uint8Array) => problemInFile({ bytes, type: 'pdf' })
const script = '<</S/JavaScript/JS(app.alert\\(1\\))>>'
const launch = '<</S/Launch/F(cmd.exe)>>'
const attached = (name: string) => `/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(${name})/EF<</F 5 0 R>>>>]>>>>`

describe('a PDF', () => {
  for (const packed of [false, true]) {
    const how = packed ? 'packed' : 'plain'
    test(`that is only read is kept, ${how}`, async () => {
      expect(await pdfProblem(pdfFile({ packed }))).toBeNull()
      const link = '/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://gemeente.example)>>>>]'
      expect(await pdfProblem(pdfFile({ packed, page: link }))).toBeNull()
      expect(
        await pdfProblem(pdfFile({ packed, catalog: attached('cijfers.csv'), objects: [heldFile('a,b')] })),
      ).toBeNull()
    })

    test.each([
      ['a script when it opens', { catalog: `/OpenAction ${script}` }, /script/],
      ['a script among its names', { catalog: `/Names<</JavaScript<</Names[(a)${script}]>>>>` }, /script/],
      ['a script when it closes', { catalog: `/AA<</WC ${script}>>` }, /script/],
      ['a script of a page', { page: `/AA<</O ${script}>>` }, /script/],
      ['a script behind a link', { page: `/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A ${script}>>]` }, /script/],
      ['a script that is written in codes', { catalog: '/OpenAction<</S/Java#53cript/#4aS(x)>>' }, /script/],
      ['a script in an object of its own', { catalog: '/OpenAction 5 0 R', objects: [script] }, /script/],
      ['a program that it starts', { catalog: `/OpenAction ${launch}` }, /programma/],
      [
        'a program behind a link',
        { page: `/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A ${launch}>>]` },
        /programma/,
      ],
      ['a program that travels along', { catalog: attached('betaling.exe'), objects: [heldFile('x')] }, /programma/],
      [
        'a program under the name of a letter',
        { catalog: attached('brief.txt'), objects: [heldFile('MZ\u0090')] },
        /programma/,
      ],
      ['a form of XFA', { catalog: '/AcroForm<</Fields[]/XFA(x)>>' }, /XFA/],
    ])(`with %s is refused, ${how}`, async (_, parts, says) => {
      expect(await pdfProblem(pdfFile({ ...parts, packed }))).toMatch(says)
    })
  }

  test('that cannot be looked into is refused', async () => {
    expect(await pdfProblem(new Uint8Array(Buffer.from('%PDF-1.7 …')))).toMatch(/beschadigd/)
    const locked = Buffer.from(pdfFile())
      .toString('latin1')
      .replace('/Root 1 0 R', '/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2>>')
    expect(await pdfProblem(new Uint8Array(Buffer.from(locked, 'latin1')))).toMatch(/beveiligd/)
    const strange = Buffer.from(pdfFile({ packed: true }))
      .toString('latin1')
      .replace('/FlateDecode', '/LZWDecode  ')
    expect(await pdfProblem(new Uint8Array(Buffer.from(strange, 'latin1')))).toMatch(/beschadigd/)
  })
})

/** A Word file as Word makes it, with parts added or changed. */
async function word(
  change: (parts: Record<string, Uint8Array>) => Record<string, string | Uint8Array>,
): Promise<Uint8Array> {
  const parts = unzipSync(
    new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('Verslag')] }] }))),
  )
  const added = Object.entries(change(parts)).map(([name, part]) => [
    name,
    typeof part === 'string' ? strToU8(part) : part,
  ])
  return zipSync({ ...parts, ...Object.fromEntries(added) })
}

const relations = (link: string) =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${link}</Relationships>`
const link = (type: string, target: string, mode = ' TargetMode="External"') =>
  relations(
    `<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"${mode}/>`,
  )
const OLD_OFFICE = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...Buffer.from('..._VBA_PROJECT', 'utf16le')])
const wordProblem = async (change: Parameters<typeof word>[0]) =>
  problemInFile({ bytes: await word(change), type: 'docx' })

describe('a Word file', () => {
  test('that is only read is kept, also with links and with the template it was made from on its own computer', async () => {
    expect(await wordProblem(() => ({}))).toBeNull()
    expect(
      await wordProblem(() => ({ 'word/_rels/footnotes.xml.rels': link('hyperlink', 'https://gemeente.example') })),
    ).toBeNull()
    expect(
      await wordProblem(() => ({
        'word/_rels/settings.xml.rels': link('attachedTemplate', 'file:///C:\\Sjablonen\\Brief.dotm'),
      })),
    ).toBeNull()
    expect(
      await wordProblem(() => ({ 'word/_rels/settings.xml.rels': link('attachedTemplate', 'Normal.dotm') })),
    ).toBeNull()
    expect(await wordProblem(() => ({ 'word/_rels/x.xml.rels': link('image', 'media/1.png', '') }))).toBeNull()
  })

  test.each([
    ['a template elsewhere', 'attachedTemplate', 'https://kwaad.example/a.dotm'],
    ['a template on a share', 'attachedTemplate', '\\\\kwaad.example\\a.dotm'],
    ['an object elsewhere', 'oleObject', 'https://kwaad.example/a'],
    ['a picture elsewhere', 'image', 'http://kwaad.example/a.png'],
    ['a frame elsewhere', 'frame', 'http://kwaad.example/'],
    ['a document elsewhere', 'aFChunk', 'http://kwaad.example/'],
  ])('with %s is refused', async (_, type, target) => {
    expect(await wordProblem(() => ({ 'word/_rels/settings.xml.rels': link(type, target) }))).toMatch(/andere computer/)
    const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from(link(type, target), 'utf16le')])
    expect(await wordProblem(() => ({ 'word/_rels/settings.xml.rels': utf16 })), 'in another encoding').toMatch(
      /andere computer/,
    )
    const marked = link(type, target).replaceAll('Relationship ', 'r:Relationship ').replace('External', '&#69;xternal')
    expect(await wordProblem(() => ({ 'word/_rels/settings.xml.rels': marked })), 'written otherwise').toMatch(
      /andere computer/,
    )
  })

  test.each<[string, Record<string, string | Uint8Array>]>([
    ['macros by their name', { 'word/vbaProject.bin': 'x' }],
    ['macros under the name of a picture', { 'word/media/image1.png': OLD_OFFICE }],
    [
      'macros under any name, by their relation',
      { 'word/_rels/document.xml.rels': link('vbaProject', 'iets.bin', '').replace('officeDocument', 'ms') },
    ],
    ['macros in a document inside it', { 'word/embeddings/a.bin': zipSync({ 'xl/vbaProject.bin': strToU8('x') }) }],
    ['a control that runs', { 'word/activeX/activeX1.xml': '<x/>' }],
  ])('with %s is refused', async (_, added) => {
    expect(await wordProblem(() => added)).toMatch(/macro/)
  })

  test('with a link that runs something is refused', async () => {
    expect(
      await wordProblem(() => ({ 'word/_rels/footnotes.xml.rels': link('hyperlink', 'javascript:alert(1)') })),
    ).toMatch(/link die een programma start/)
  })

  test('with macros by its type of content alone is refused', async () => {
    const types = (parts: Record<string, Uint8Array>) => strFromU8(parts['[Content_Types].xml'] ?? new Uint8Array())
    const enabled = 'application/vnd.ms-word.document.macroEnabled.main+xml'
    expect(
      await wordProblem((parts) => ({
        '[Content_Types].xml': types(parts).replace(
          /ContentType="[^"]*document\.main\+xml"/,
          `ContentType="${enabled}"`,
        ),
      })),
    ).toMatch(/macro/)
  })
})

describe('an OpenDocument text', () => {
  const odt = (content: string, more: Record<string, Uint8Array> = {}) =>
    zipSync({
      mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
      'content.xml': strToU8(`<?xml version="1.0"?><office:document-content>${content}</office:document-content>`),
      ...more,
    })
  const problem = (bytes: Uint8Array) => problemInFile({ bytes, type: 'odt' })
  test('that is only read is kept', async () => {
    expect(
      await problem(
        odt(
          '<office:scripts/><text:a xlink:href="https://gemeente.example">x</text:a><draw:image xlink:href="Pictures/1.png"/>',
        ),
      ),
    ).toBeNull()
  })
  test.each([
    ['macros', odt('', { 'Basic/Standard/Module1.xml': strToU8('<x/>') }), /macro/],
    [
      'a script that waits for something',
      odt('<script:event-listener script:event-name="dom:load" xlink:href="vnd.sun.star.script:x"/>'),
      /macro/,
    ],
    [
      'a script in its text',
      odt('<office:scripts><office:script script:language="ooo:Basic"/></office:scripts>'),
      /macro/,
    ],
    ['a picture elsewhere', odt('<draw:image xlink:href="http://kwaad.example/1.png"/>'), /andere computer/],
    ['a part elsewhere', odt('<text:section-source xlink:href="file://kwaad.example/a.odt"/>'), /andere computer/],
    ['a password', odt('', { 'META-INF/manifest.xml': strToU8('<m><manifest:encryption-data/></m>') }), /wachtwoord/],
  ])('with %s is refused', async (_, bytes, says) => {
    expect(await problem(bytes)).toMatch(says)
  })
})

test('a file is looked through in a thread of its own, and named by its bytes', async () => {
  expect(await knownFile(pdfFile({ packed: true }))).toEqual({ type: 'pdf' })
  expect(await knownFile(pdfFile({ packed: true, catalog: `/OpenAction ${script}` }))).toEqual({
    problem: expect.stringMatching(/script/),
  })
  expect(await knownFile(await word(() => ({})))).toEqual({ type: 'docx' })
  expect(await knownFile(new Uint8Array([0xff, 0xd8, 0xff]))).toEqual({ type: 'jpeg' })
}, 60_000)

test('a file that takes too much time or memory to look through is refused, and nothing else stops', async () => {
  for (const limits of [
    { megabytes: 512, patienceMs: 1 },
    { megabytes: 4, patienceMs: 30_000 },
  ]) {
    expect(await knownFile(pdfFile({ packed: true }), limits)).toEqual({
      problem: expect.stringMatching(/te ingewikkeld om na te kijken/),
    })
  }
}, 60_000)
