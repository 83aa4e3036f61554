import type { FileChild, IPropertiesOptions } from 'docx'
import {
  AlignmentType, CommentRangeEnd, CommentRangeStart, CommentReference, DeletedTextRun, Document, ExternalHyperlink, FootnoteReferenceRun, HeadingLevel,
  ImageRun, InsertedTextRun, LevelFormat, Packer, Paragraph, Table, TableCell, TableOfContents, TableRow, TextRun,
} from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { ReadPlan } from './plan.ts'
import { walk } from './plan.ts'
import { readPlan } from './read-plan.ts'

/** Makes a Word file of our own words. `change` edits word/document.xml, for what the library can't make. */
async function word(children: readonly FileChild[], more: Partial<IPropertiesOptions> = {}, change?: (xml: string) => string): Promise<Uint8Array> {
  const bytes = new Uint8Array(await Packer.toBuffer(new Document({ ...more, sections: [{ children }] })))
  if (!change) return bytes
  const parts = unzipSync(bytes)
  return zipSync({ ...parts, 'word/document.xml': strToU8(change(strFromU8(parts['word/document.xml'] ?? new Uint8Array()))) })
}

async function read(bytes: Uint8Array): Promise<ReadPlan> {
  const result = await readPlan({ name: 'plan.docx', bytes })
  if (!result.ok) throw new Error(result.problem)
  return result.plan
}

/** The plan as lines: headings with their level, paragraphs with their kind. */
const outline = (plan: ReadPlan) =>
  walk(plan.sections).flatMap(({ section, level }) => [
    `${'#'.repeat(level)} ${section.heading}`,
    ...section.paragraphs.map((each) => (each.kind === 'text' ? each.text : `${each.kind}: ${each.text}`)),
  ])

const p = (text: string) => new Paragraph(text)
const bold = (text: string, size?: number) => new Paragraph({ children: [new TextRun({ text, bold: true, ...(size ? { size } : {}) })] })
const h1 = (text: string) => new Paragraph({ text, heading: HeadingLevel.HEADING_1 })
const h2 = (text: string) => new Paragraph({ text, heading: HeadingLevel.HEADING_2 })
const body = ['Wij willen dat iedereen in het dorp prettig woont en oud kan worden.', 'Daarom bouwen wij de komende jaren vooral kleine huizen.']

describe('a Word file', () => {
  test('with heading styles gives chapters and headings, and its title leaves the text', async () => {
    const plan = await read(await word([new Paragraph({ text: 'Woonplan', heading: HeadingLevel.TITLE }), p('Vooraf een woord.'), h1('Wonen'), p(body[0] ?? ''), h2('Huur'), p(body[1] ?? ''), h1('Zorg'), p('Zorg is dichtbij.')]))
    expect(plan.title).toBe('Woonplan')
    expect(outline(plan)).toEqual(['# Vooraf', 'Vooraf een woord.', '# Wonen', body[0], '## Huur', body[1], '# Zorg', 'Zorg is dichtbij.'])
    expect(plan.warnings).toEqual([])
  })

  test('with Dutch style names, or styles of the house based on them, is read alike', async () => {
    const styles = {
      paragraphStyles: [
        { id: 'Kop1', name: 'Kop 1' }, { id: 'Kop2', name: 'Kop 2' },
        { id: 'Huisstijl', name: 'Gemeente tussenkop', basedOn: 'Kop2' }, { id: 'Citaat', name: 'Citaat' },
      ],
    }
    const styled = (text: string, style: string) => new Paragraph({ text, style })
    const plan = await read(await word([styled('Groen', 'Kop1'), styled('Bomen', 'Kop2'), p('Er komen bomen.'), styled('Parken', 'Huisstijl'), styled('Een park is een huiskamer.', 'Citaat'), styled('Water', 'Kop1'), p('Er komt water.')], { styles }))
    expect(outline(plan)).toEqual(['# Groen', '## Bomen', 'Er komen bomen.', '## Parken', 'quote: Een park is een huiskamer.', '# Water', 'Er komt water.'])
  })

  test('with bold lines of two sizes gives two levels and a warning to look', async () => {
    const plan = await read(await word([bold('Wonen', 32), p(body[0] ?? ''), bold('Huur', 24), p(body[1] ?? ''), bold('Zorg', 32), p('Zorg is dichtbij.')]))
    expect(outline(plan)).toEqual(['# Wonen', body[0], '## Huur', body[1], '# Zorg', 'Zorg is dichtbij.'])
    expect(plan.warnings.join()).toContain('vette letters')
  })

  test('with heading styles for chapters and bold lines below gives both', async () => {
    const plan = await read(await word([h1('Wonen'), bold('Huur'), p(body[0] ?? ''), bold('Dit is belangrijk.'), h1('Zorg'), p(body[1] ?? '')]))
    expect(outline(plan)).toEqual(['# Wonen', '## Huur', body[0], 'Dit is belangrijk.', '# Zorg', body[1]])
  })

  test('with numbered chapters and no styles is read by its numbers', async () => {
    const plan = await read(await word([
      p('1 Inleiding'), p(body[0] ?? ''), p('1.1 Waarom dit plan'), p(body[1] ?? ''), p('1.2 Voor wie'), p('Voor iedereen die hier woont.'), p('2 Aanpak'), p('2.1 Samen'),
      p('Wij doen het samen.'), p('Bijlage 1'), p('Lijst van wensen'), p('Dit wensten de mensen die kwamen.'),
    ]))
    expect(outline(plan).filter((line) => line?.startsWith('#'))).toEqual(['# 1 Inleiding', '## 1.1 Waarom dit plan', '## 1.2 Voor wie', '# 2 Aanpak', '## 2.1 Samen', '# Bijlage 1 Lijst van wensen'])
  })

  test('with a table keeps rows and cells; a frame of one cell is ordinary text', async () => {
    const row = (cells: string[], tableHeader = false) => new TableRow({ tableHeader, children: cells.map((cell) => new TableCell({ children: [p(cell)] })) })
    const plan = await read(await word([h1('Cijfers'), new Table({ rows: [row(['Jaar', 'Huizen'], true), row(['2026', '40 & meer'])] }), p('Zo veel.'), new Table({ rows: [row(['Een kader met uitleg.'])] }), h1('Slot'), p('Einde.')]))
    expect(plan.sections[0]?.paragraphs).toEqual([
      { kind: 'table', text: 'Jaar\tHuizen\n2026\t40 & meer', html: '<table><thead><tr><th>Jaar</th><th>Huizen</th></tr></thead><tbody><tr><td>2026</td><td>40 &amp; meer</td></tr></tbody></table>' },
      { kind: 'text', text: 'Zo veel.', html: null },
      { kind: 'text', text: 'Een kader met uitleg.', html: null },
    ])
  })

  test('with footnotes keeps each at the end of its section', async () => {
    const footnotes = { 1: { children: [p('Bron: het dorpsonderzoek.')] }, 2: { children: [p('Zie ook de begroting.')] } }
    const noted = (text: string, id: number) => new Paragraph({ children: [new TextRun(text), new FootnoteReferenceRun(id)] })
    const plan = await read(await word([h1('Een'), noted('Veel mensen zijn tevreden.', 1), p('Dat is mooi.'), h1('Twee'), noted('Er is geld.', 2)], { footnotes }))
    expect(outline(plan)).toEqual(['# Een', 'Veel mensen zijn tevreden.[1]', 'Dat is mooi.', '[1] Bron: het dorpsonderzoek.', '# Twee', 'Er is geld.[2]', '[2] Zie ook de begroting.'])
  })

  test('with tracked changes is read as if they were accepted, and the official hears it', async () => {
    const who = { id: 1, author: 'A. Ambtenaar', date: '2026-01-05T10:00:00Z' }
    const changed = new Paragraph({ children: [new TextRun('Wij bouwen '), new DeletedTextRun({ text: 'veertig', ...who }), new InsertedTextRun({ text: 'zestig', ...who, id: 2 }), new TextRun(' huizen.')] })
    const plan = await read(await word([h1('Wonen'), changed, h1('Zorg'), p('Zorg is dichtbij.')]))
    expect(outline(plan)).toContain('Wij bouwen zestig huizen.')
    expect(plan.warnings).toHaveLength(1)
    expect(plan.warnings[0]).toContain('2 bijgehouden wijzigingen')
  })

  test('with moved text and a deleted paragraph mark is read as it will be', async () => {
    const change = (xml: string) =>
      xml
        .replace('<w:p><w:r><w:t xml:space="preserve">OUD</w:t></w:r></w:p>', '<w:p><w:moveFrom w:id="8"><w:r><w:t>Verhuisd.</w:t></w:r></w:moveFrom></w:p>')
        .replace('<w:p><w:r><w:t xml:space="preserve">NIEUW</w:t></w:r></w:p>', '<w:p><w:moveTo w:id="9"><w:r><w:t>Verhuisd.</w:t></w:r></w:moveTo></w:p>')
        .replace('<w:p><w:r><w:t xml:space="preserve">Begin </w:t>', '<w:p><w:pPr><w:rPr><w:del w:id="7"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Begin </w:t>')
    const plan = await read(await word([h1('Een'), p('OUD'), p('Blijft.'), p('NIEUW'), h1('Twee'), p('Begin '), p('en einde.')], {}, change))
    expect(outline(plan)).toEqual(['# Een', 'Blijft.', 'Verhuisd.', '# Twee', 'Begin en einde.'])
    expect(plan.warnings[0]).toContain('1 bijgehouden wijziging.')
  })

  test('with remarks in the margin leaves them out and says so', async () => {
    const comments = { children: [{ id: 0, author: 'B. Buur', date: new Date(0), children: [p('Klopt dit wel?')] }] }
    const remarked = new Paragraph({ children: [new CommentRangeStart(0), new TextRun('Er komt een brug.'), new CommentRangeEnd(0), new TextRun({ children: [new CommentReference(0)] })] })
    const plan = await read(await word([h1('Wegen'), remarked, h1('Water'), p('Er komt een vijver.')], { comments }))
    expect(outline(plan)).toEqual(['# Wegen', 'Er komt een brug.', '# Water', 'Er komt een vijver.'])
    expect(plan.warnings.join()).toContain('opmerkingen')
  })

  test('with nested lists keeps their levels', async () => {
    const numbering = { config: [{ reference: 'n', levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1.', alignment: AlignmentType.LEFT }] }] }
    const dot = (text: string, level: number) => new Paragraph({ text, bullet: { level } })
    const nr = (text: string) => new Paragraph({ text, numbering: { reference: 'n', level: 0 } })
    const plan = await read(await word([h1('Sport'), dot('Buiten', 0), dot('voetbal', 1), dot('Binnen', 0), p('En dan:'), nr('eerst'), nr('daarna'), h1('Spel'), p('Spelen.')], { numbering }))
    expect(plan.sections[0]?.paragraphs).toEqual([
      { kind: 'list', text: '• Buiten\n  • voetbal\n• Binnen', html: '<ul><li>Buiten<ul><li>voetbal</li></ul></li><li>Binnen</li></ul>' },
      { kind: 'text', text: 'En dan:', html: null },
      { kind: 'list', text: '1. eerst\n2. daarna', html: '<ol><li>eerst</li><li>daarna</li></ol>' },
    ])
  })

  test('keeps safe links and emphasis, and no script can ride along', async () => {
    const link = (text: string, url: string) => new ExternalHyperlink({ link: url, children: [new TextRun(text)] })
    const running = new Paragraph({ children: [new TextRun('Lees '), link('meer', 'https://example.nl/a?b=1&c=2'), new TextRun(' of '), link('klik', 'javascript:alert(1)'), new TextRun({ text: ' nu', bold: true })] })
    const plan = await read(await word([h1('Links'), running, h1('Slot'), p('<script>alert(1)</script> is hier gewoon tekst.')]))
    expect(plan.sections[0]?.paragraphs[0]).toEqual({
      kind: 'text', text: 'Lees meer of klik nu', html: 'Lees <a href="https://example.nl/a?b=1&amp;c=2">meer</a> of klik<strong> nu</strong>',
    })
    expect(plan.sections[1]?.paragraphs[0]).toEqual({ kind: 'text', text: '<script>alert(1)</script> is hier gewoon tekst.', html: null })
  })

  test('with pictures keeps their captions or descriptions, not the pictures', async () => {
    const image = (description?: string) =>
      new Paragraph({ children: [new ImageRun({ type: 'png', data: Buffer.from('iVBORw0KGgo=', 'base64'), transformation: { width: 9, height: 9 }, ...(description ? { altText: { name: 'x', title: '', description } } : {}) })] })
    const plan = await read(await word([h1('Kaarten'), image('Kaart van het dorp'), p('Tekst.'), image(), p('Afbeelding 2 De nieuwe brug'), h1('Slot'), p('Afbeelding 2 laat de brug zien.')]))
    expect(outline(plan)).toEqual(['# Kaarten', 'figure: Kaart van het dorp', 'Tekst.', 'figure: Afbeelding 2 De nieuwe brug', '# Slot', 'Afbeelding 2 laat de brug zien.'])
    expect(plan.warnings.join()).toContain('2 afbeeldingen')
  })

  test('with a table of contents does not have its headings twice', async () => {
    const styles = { paragraphStyles: [{ id: 'Inhopg1', name: 'toc 1' }, { id: 'Kopvan', name: 'TOC Heading', basedOn: 'Heading1' }] }
    const line = (text: string) => new Paragraph({ text, style: 'Inhopg1' })
    const plan = await read(await word([new Paragraph({ text: 'Inhoudsopgave', style: 'Kopvan' }), line('Wonen\t3'), line('Zorg\t5'), new TableOfContents('Inhoud'), h1('Wonen'), p(body[0] ?? ''), h1('Zorg'), p(body[1] ?? '')], { styles }))
    expect(outline(plan)).toEqual(['# Wonen', body[0], '# Zorg', body[1]])
    expect(plan.warnings.join()).toContain('inhoudsopgave')
  })

  test('keeps the text of simple fields', async () => {
    const change = (xml: string) => xml.replace('<w:r><w:t xml:space="preserve">VELD</w:t></w:r>', '<w:r><w:t xml:space="preserve">Zie tabel </w:t></w:r><w:fldSimple w:instr=" SEQ Tabel "><w:r><w:t>7</w:t></w:r></w:fldSimple>')
    expect(outline(await read(await word([h1('A'), p('VELD'), h1('B'), p('Slot.')], {}, change)))).toContain('Zie tabel 7')
  })

  test('makes every list item and paragraph under action points an action item', async () => {
    const plan = await read(await word([h1('Sport'), p(body[0] ?? ''), h2('Actiepunten'), new Paragraph({ text: 'een veld aanleggen', bullet: { level: 0 } }), new Paragraph({ text: 'een trainer zoeken', bullet: { level: 0 } }), h1('Casus: de familie Berg'), p('Zij sporten graag.')]))
    expect(outline(plan)).toEqual(['# Sport', body[0], '## Actiepunten', 'action_item: een veld aanleggen', 'action_item: een trainer zoeken', '# Casus: de familie Berg', 'narrative: Zij sporten graag.'])
  })
})
