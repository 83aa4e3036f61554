import { strToU8, zipSync } from 'fflate'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { walk } from '#app/features/plans/plan.ts'
import { openZip, zipLimits } from '#app/open-zip.ts'
import { MAX_PLAN_BYTES, MAX_TEXT_BYTES, readPlanFile } from './read-file.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]))

async function problem(name: string, bytes: Uint8Array): Promise<string> {
  const result = await readPlanFile({ name, bytes })
  return result.ok ? 'geen' : result.problem
}

async function texts(name: string, bytes: Uint8Array): Promise<string[]> {
  const result = await readPlanFile({ name, bytes })
  if (!result.ok) throw new Error(result.problem)
  return walk(result.plan.sections).flatMap(({ section }) => [
    section.heading,
    ...section.paragraphs.map((each) => each.text),
  ])
}

const wordParts = (body: string, more: Record<string, Uint8Array> = {}) => ({
  '[Content_Types].xml': strToU8(
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
  ),
  '_rels/.rels': strToU8(
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  ),
  'word/document.xml': strToU8(
    `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  ),
  ...more,
})
const wordFile = (body: string, more: Record<string, Uint8Array> = {}) => zipSync(wordParts(body, more))
const paragraph = '<w:p><w:r><w:t>Wij bouwen huizen.</w:t></w:r></w:p>'

describe('a file that cannot be a plan gets a sentence that says how to mend it', () => {
  test.each([
    ['an empty file', 'plan.docx', new Uint8Array(), /leeg/],
    ['white space alone', 'plan.txt', bytesOf(' \n\n \t'), /geen tekst/],
    ['a PDF', 'plan.pdf', bytesOf('%PDF-1.7 enzovoort'), /PDF.*Word-bestand/],
    ['a PDF with another name', 'plan.docx', bytesOf('%PDF-1.7 enzovoort'), /PDF/],
    [
      'a Word file of before 2007',
      'plan.doc',
      joined(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), new Uint8Array(600)),
      /oud Word-bestand.*\.docx/,
    ],
    [
      'a Word file with a password',
      'plan.docx',
      joined(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), Buffer.from('EncryptedPackage', 'utf16le')),
      /wachtwoord/,
    ],
    ['rich text', 'plan.rtf', bytesOf('{\\rtf1 tekst}'), /RTF/],
    [
      'a spreadsheet',
      'plan.xlsx',
      zipSync({ '[Content_Types].xml': strToU8('x'), 'xl/workbook.xml': strToU8('x') }),
      /Excel/,
    ],
    [
      'an OpenDocument file',
      'plan.odt',
      zipSync({ mimetype: strToU8('x'), 'content.xml': strToU8('x') }),
      /OpenDocument/,
    ],
    ['a zip of something', 'plan.zip', zipSync({ 'plan.txt': strToU8('x') }), /zip-bestand/],
    ['an unknown kind', 'plan.csv', bytesOf('a;b'), /\.csv/],
    [
      'a Word file with macros',
      'plan.docx',
      wordFile(paragraph, {
        'word/iets.bin': joined(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), Buffer.from('VBA', 'utf16le')),
      }),
      /macro/,
    ],
    [
      'a Word file with a template elsewhere',
      'plan.docx',
      wordFile(paragraph, {
        'word/_rels/settings.xml.rels': strToU8(
          '<Relationships><Relationship Id="a" Type="x/attachedTemplate" Target="https://kwaad.example/a.dotm" TargetMode="External"/></Relationships>',
        ),
      }),
      /andere computer/,
    ],
    ['half a Word file', 'plan.docx', wordFile(paragraph).slice(0, 300), /beschadigd/],
    ['text called .docx', 'plan.docx', bytesOf('gewoon tekst'), /beschadigd/],
    ['a Word file without text', 'plan.docx', wordFile('<w:p/>'), /geen tekst/],
    ['a Word file of broken XML', 'plan.docx', wordFile('<w:p><w:r>'), /beschadigd|geen tekst/],
    [
      'rubbish called .txt',
      'plan.txt',
      Uint8Array.from({ length: 4000 }, (_, index) => (index * 7919) % 251),
      /geen leesbare tekst/,
    ],
  ])('%s', async (_, name, bytes, sentence) => {
    expect(await problem(name, bytes)).toMatch(sentence)
  })

  test('a file over the limit hears its size and the limit', async () => {
    expect(await problem('plan.docx', new Uint8Array(MAX_PLAN_BYTES + 1))).toMatch(/25,1 MB.*25 MB/)
    expect(await problem('plan.txt', new Uint8Array(MAX_TEXT_BYTES + 1).fill(97))).toMatch(/5,1 MB.*5 MB/)
  })

  test('a Word file that brings its own document type is not opened', async () => {
    const parts = wordParts(paragraph)
    const evil = strToU8('<!DOCTYPE x [<!ENTITY a "b">]>' + new TextDecoder().decode(parts['word/document.xml']))
    expect(await problem('plan.docx', zipSync({ ...parts, 'word/document.xml': evil }))).toMatch(/beschadigd/)
  })
})

describe('a zip that grows', () => {
  test('a large part of nothing is stopped while it unpacks', async () => {
    expect(await problem('plan.docx', wordFile(paragraph, { 'word/media/a.png': new Uint8Array(25_000_000) }))).toMatch(
      /uitpakken te groot/,
    )
    expect(await problem('plan.docx', wordFile(`<w:p>${' '.repeat(25_000_000)}</w:p>`))).toMatch(/uitpakken te groot/)
  })

  test('a false size in its own directory changes nothing', async () => {
    const bomb = wordFile(paragraph, { 'word/media/a.png': new Uint8Array(25_000_000) })
    const view = new DataView(bomb.buffer)
    for (let at = 0; at + 46 < bomb.length; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true)
      if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, 10, true)
    }
    expect(await problem('plan.docx', bomb)).toMatch(/uitpakken te groot/)
  })

  test('too many entries are refused, and one part used many times counts every time', () => {
    const many = zipSync(
      Object.fromEntries(Array.from({ length: 2001 }, (_, index) => [`word/${index}.xml`, new Uint8Array()])),
    )
    expect(() => openZip(many, () => false)).toThrow('too-big')
    const twice = zipSync({ a: new Uint8Array(800), b: new Uint8Array(800) })
    expect(() => openZip(twice, () => false, { ...zipLimits, total: 1000 })).toThrow('too-big')
    expect([...openZip(twice, (name) => name === 'a').keys()]).toEqual(['a'])
  })

  test('an ordinary file with a large picture is read', async () => {
    const noise = Uint8Array.from({ length: 3_000_000 }, (_, index) => (index * index * 31 + (index >> 3) * 17) & 255)
    expect(await texts('plan.docx', wordFile(paragraph, { 'word/media/foto.jpg': noise }))).toContain(
      'Wij bouwen huizen.',
    )
  })
})

describe('text in any encoding', () => {
  const words = 'Eén café naast de coöperatie’s ruïne — €5.'
  const utf16 = (big: boolean, mark: boolean) => {
    const bytes = Buffer.from((mark ? '\ufeff' : '') + words, 'utf16le')
    return new Uint8Array(big ? bytes.swap16() : bytes)
  }
  const windows1252 = Uint8Array.from(
    [...words].map((char) => ({ '’': 0x92, '—': 0x97, '€': 0x80 })[char] ?? char.charCodeAt(0)),
  )
  test.each([
    ['UTF-8', bytesOf(words)],
    ['UTF-8 with a mark', bytesOf(`\ufeff${words}`)],
    ['UTF-16 little end first', utf16(false, true)],
    ['UTF-16 big end first', utf16(true, true)],
    ['UTF-16 without a mark', utf16(false, false)],
    ['Windows-1252', windows1252],
  ])('%s', async (_, bytes) => {
    expect(await texts('plan.txt', bytes)).toContain(words)
  })
})

describe('whatever is uploaded', () => {
  const name = fc.constantFrom('a.docx', 'a.txt', 'a.md', 'a.html', 'a', 'a.pdf', '')
  const clean = async (file: { name: string; bytes: Uint8Array }) => {
    const result = await readPlanFile(file)
    if (!result.ok) {
      expect(result.problem).toMatch(/^\p{Lu}.*\.$/su)
      return
    }
    const html = walk(result.plan.sections)
      .flatMap(({ section }) => section.paragraphs.map((each) => each.html ?? ''))
      .join('')
    const rest = html.replace(
      /<\/?(?:strong|em|sup|sub|ul|ol|li|table|thead|tbody|tr)>|<br>|<\/?t[hd](?: (?:col|row)span="\d+")*>|<\/a>|<a href="(?:https?|mailto):[^"<>]*">/g,
      '',
    )
    expect(rest).not.toMatch(/[<>]/)
  }

  test('random bytes never throw', async () => {
    await fc.assert(
      fc.asyncProperty(name, fc.uint8Array({ maxLength: 400 }), async (file, bytes) => {
        await clean({ name: file, bytes })
      }),
      { numRuns: 150 },
    )
  })

  test('a damaged Word file never throws', async () => {
    const whole = wordFile(paragraph.repeat(20))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (edits) => {
          const bytes = whole.slice()
          for (const [at, value] of edits) bytes[at] = value
          await clean({ name: 'a.docx', bytes })
        },
      ),
      { numRuns: 60 },
    )
  })

  test('any soup of tags gives only our own markup', async () => {
    const bits = fc.constantFrom(
      '<b>',
      '</b>',
      '<a href="javascript:x">',
      '<a href="https://x.nl/&quot;><i>">',
      '<img src=x onerror=y alt="<b>">',
      '<table>',
      '<tr><td>',
      '<li>',
      '<ul>',
      '</ul>',
      '<script>',
      'woord',
      '&lt;i&gt;',
      '<p',
      '>',
      '"',
      '<h2>',
      '</h2>',
      '<br>',
      '[a](javascript:b)',
      '# kop\n\n',
      '<svg onload=x>',
      '<!--',
      '-->',
    )
    await fc.assert(
      fc.asyncProperty(name, fc.array(bits, { maxLength: 25 }), async (file, parts) => {
        await clean({ name: file, bytes: bytesOf(parts.join(' ')) })
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['quotes in quotes', 'plan.md', '>'.repeat(1_000_000)],
    ['lists in quotes in lists', 'plan.md', `${'> - 1. '.repeat(150)}\n`.repeat(900)],
    ['stars and underscores that never end', 'plan.md', '*a_'.repeat(100_000)],
    ['a word of many letters before an @', 'plan.md', `${'a.'.repeat(100_000)}@`],
    [
      'a table of a few bytes with 400 million cells',
      'plan.md',
      `${'|a'.repeat(20_000)}\n${'|-'.repeat(20_000)}\n${'|\n'.repeat(20_000)}`,
    ],
  ])('%s are answered at once, and do not fill the memory', async (_, name, text) => {
    expect(await readPlanFile({ name, bytes: new TextEncoder().encode(text) })).toMatchObject({
      ok: false,
      problem: expect.stringContaining('niet worden gelezen'),
    })
  })

  test('a picture written as letters and a page full of bold words are read', async () => {
    const picture = Buffer.from(Array.from({ length: 300_000 }, (_, n) => (n * n * 31) % 251)).toString('base64')
    const text =
      `# Plan\n\n${'Wij **bouwen** _nu_. '.repeat(300)}\n\n![Kaart](data:image/png;base64,${picture})\n`.repeat(3)
    expect(await readPlanFile({ name: 'plan.md', bytes: bytesOf(text) })).toMatchObject({ ok: true })
  })

  test('lists and quotes of an ordinary plan are no nesting, nor is a line of dashes', async () => {
    const text = `# Plan\n\n- - -\n\n${'-'.repeat(200)}\n\n> Een citaat\n> > van een ander\n\n- een\n  - twee\n    1. drie\n`
    expect(await readPlanFile({ name: 'plan.md', bytes: new TextEncoder().encode(text) })).toMatchObject({ ok: true })
  })

  test('a page nested a hundred thousand deep is answered, not a crash', async () => {
    expect(await problem('a.html', bytesOf('<div>'.repeat(100_000) + 'x'))).toMatch(/kan niet worden gelezen/)
  })
})
