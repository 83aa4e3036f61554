import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  DeletedTextRun,
  ExternalHyperlink,
  FootnoteReferenceRun,
  ImageRun,
  InsertedTextRun,
  Paragraph,
  TextRun,
} from 'docx'
import { describe, expect, test } from 'vitest'
import { h1, outline, p, readWord, word } from './word-files.fixture.ts'

describe('what hangs beside the words in a Word file', () => {
  test('with footnotes keeps each at the end of its section', async () => {
    const footnotes = {
      1: { children: [p('Bron: het dorpsonderzoek.')] },
      2: { children: [p('Zie ook de begroting.')] },
    }
    const noted = (text: string, id: number) =>
      new Paragraph({ children: [new TextRun(text), new FootnoteReferenceRun(id)] })
    const plan = await readWord(
      await word(
        [h1('Een'), noted('Veel mensen zijn tevreden.', 1), p('Dat is mooi.'), h1('Twee'), noted('Er is geld.', 2)],
        {
          footnotes,
        },
      ),
    )
    expect(outline(plan)).toEqual([
      '# Een',
      'Veel mensen zijn tevreden.',
      'Dat is mooi.',
      'note: Bron: het dorpsonderzoek.',
      '# Twee',
      'Er is geld.',
      'note: Zie ook de begroting.',
    ])
    const [first, , note] = plan.sections[0]?.paragraphs ?? []
    expect(first?.html, 'the text refers to it').toBe('Veel mensen zijn tevreden.<sup data-note="1"></sup>')
    expect(note?.html).toBe('<sup data-note="1"></sup>Bron: het dorpsonderzoek.')
  })

  test('with tracked changes is read as if they were accepted, and the official hears it', async () => {
    const who = { id: 1, author: 'A. Ambtenaar', date: '2026-01-05T10:00:00Z' }
    const changed = new Paragraph({
      children: [
        new TextRun('Wij bouwen '),
        new DeletedTextRun({ text: 'veertig', ...who }),
        new InsertedTextRun({ text: 'zestig', ...who, id: 2 }),
        new TextRun(' huizen.'),
      ],
    })
    const plan = await readWord(await word([h1('Wonen'), changed, h1('Zorg'), p('Zorg is dichtbij.')]))
    expect(outline(plan)).toContain('Wij bouwen zestig huizen.')
    expect(plan.warnings).toHaveLength(1)
    expect(plan.warnings[0]).toContain('2 bijgehouden wijzigingen')
  })

  test('with moved text and a deleted paragraph mark is read as it will be', async () => {
    const change = (xml: string) =>
      xml
        .replace(
          '<w:p><w:r><w:t xml:space="preserve">OUD</w:t></w:r></w:p>',
          '<w:p><w:moveFrom w:id="8"><w:r><w:t>Verhuisd.</w:t></w:r></w:moveFrom></w:p>',
        )
        .replace(
          '<w:p><w:r><w:t xml:space="preserve">NIEUW</w:t></w:r></w:p>',
          '<w:p><w:moveTo w:id="9"><w:r><w:t>Verhuisd.</w:t></w:r></w:moveTo></w:p>',
        )
        .replace(
          '<w:p><w:r><w:t xml:space="preserve">Begin </w:t>',
          '<w:p><w:pPr><w:rPr><w:del w:id="7"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Begin </w:t>',
        )
    const plan = await readWord(
      await word([h1('Een'), p('OUD'), p('Blijft.'), p('NIEUW'), h1('Twee'), p('Begin '), p('en einde.')], {}, change),
    )
    expect(outline(plan)).toEqual(['# Een', 'Blijft.', 'Verhuisd.', '# Twee', 'Begin en einde.'])
    expect(plan.warnings[0]).toContain('1 bijgehouden wijziging.')
  })

  test('with remarks in the margin leaves them out and says so', async () => {
    const comments = { children: [{ id: 0, author: 'B. Buur', date: new Date(0), children: [p('Klopt dit wel?')] }] }
    const remarked = new Paragraph({
      children: [
        new CommentRangeStart(0),
        new TextRun('Er komt een brug.'),
        new CommentRangeEnd(0),
        new TextRun({ children: [new CommentReference(0)] }),
      ],
    })
    const plan = await readWord(
      await word([h1('Wegen'), remarked, h1('Water'), p('Er komt een vijver.')], { comments }),
    )
    expect(outline(plan)).toEqual(['# Wegen', 'Er komt een brug.', '# Water', 'Er komt een vijver.'])
    expect(plan.warnings.join()).toContain('opmerkingen')
  })

  test('keeps safe links and emphasis, and no script can ride along', async () => {
    const link = (text: string, url: string) => new ExternalHyperlink({ link: url, children: [new TextRun(text)] })
    const running = new Paragraph({
      children: [
        new TextRun('Lees '),
        link('meer', 'https://example.nl/a?b=1&c=2'),
        new TextRun(' of '),
        link('klik', 'javascript:alert(1)'),
        new TextRun({ text: ' nu', bold: true }),
      ],
    })
    const plan = await readWord(
      await word([h1('Links'), running, h1('Slot'), p('<script>alert(1)</script> is hier gewoon tekst.')]),
    )
    expect(plan.sections[0]?.paragraphs[0]).toEqual({
      kind: 'text',
      text: 'Lees meer of klik nu',
      html: 'Lees <a href="https://example.nl/a?b=1&amp;c=2">meer</a> of klik<strong> nu</strong>',
    })
    expect(plan.sections[1]?.paragraphs[0]).toEqual({
      kind: 'text',
      text: '<script>alert(1)</script> is hier gewoon tekst.',
      html: null,
    })
  })

  test('with what only looks like pictures keeps their captions or descriptions, and the official hears it', async () => {
    const image = (description?: string) =>
      new Paragraph({
        children: [
          new ImageRun({
            type: 'png',
            data: Buffer.from('iVBORw0KGgo=', 'base64'),
            transformation: { width: 9, height: 9 },
            ...(description ? { altText: { name: 'x', title: '', description } } : {}),
          }),
        ],
      })
    const plan = await readWord(
      await word([
        h1('Kaarten'),
        image('Kaart van het dorp'),
        p('Tekst.'),
        image(),
        p('Afbeelding 2 De nieuwe brug'),
        h1('Slot'),
        p('Afbeelding 2 laat de brug zien.'),
      ]),
    )
    expect(outline(plan)).toEqual([
      '# Kaarten',
      'figure: Kaart van het dorp',
      'Tekst.',
      'figure: Afbeelding 2 De nieuwe brug',
      '# Slot',
      'Afbeelding 2 laat de brug zien.',
    ])
    expect(plan.warnings.join()).toContain('2 afbeeldingen zijn niet overgenomen')
    expect(plan.images).toEqual([])
  })

  test('keeps the text of simple fields', async () => {
    const change = (xml: string) =>
      xml.replace(
        '<w:r><w:t xml:space="preserve">VELD</w:t></w:r>',
        '<w:r><w:t xml:space="preserve">Zie tabel </w:t></w:r><w:fldSimple w:instr=" SEQ Tabel "><w:r><w:t>7</w:t></w:r></w:fldSimple>',
      )
    expect(outline(await readWord(await word([h1('A'), p('VELD'), h1('B'), p('Slot.')], {}, change)))).toContain(
      'Zie tabel 7',
    )
  })
})
