import { AlignmentType, HeadingLevel, LevelFormat, Paragraph, Table, TableCell, TableOfContents, TableRow } from 'docx'
import { describe, expect, test } from 'vitest'
import { readPlanFile } from './read-file.ts'
import { body, bold, h1, h2, outline, p, readWord, word } from './word-files.fixture.ts'

describe('a Word file', () => {
  test('with heading styles gives chapters and headings, and its title leaves the text', async () => {
    const plan = await readWord(
      await word([
        new Paragraph({ text: 'Woonplan', heading: HeadingLevel.TITLE }),
        p('Vooraf een woord.'),
        h1('Wonen'),
        p(body[0] ?? ''),
        h2('Huur'),
        p(body[1] ?? ''),
        h1('Zorg'),
        p('Zorg is dichtbij.'),
      ]),
    )
    expect(plan.title).toBe('Woonplan')
    expect(outline(plan)).toEqual([
      '# Vooraf',
      'Vooraf een woord.',
      '# Wonen',
      body[0],
      '## Huur',
      body[1],
      '# Zorg',
      'Zorg is dichtbij.',
    ])
    expect(plan.warnings).toEqual([])
  })

  test('with Dutch style names, or styles of the house based on them, is read alike', async () => {
    const styles = {
      paragraphStyles: [
        { id: 'Kop1', name: 'Kop 1' },
        { id: 'Kop2', name: 'Kop 2' },
        { id: 'Huisstijl', name: 'Gemeente tussenkop', basedOn: 'Kop2' },
        { id: 'Citaat', name: 'Citaat' },
      ],
    }
    const styled = (text: string, style: string) => new Paragraph({ text, style })
    const plan = await readWord(
      await word(
        [
          styled('Groen', 'Kop1'),
          styled('Bomen', 'Kop2'),
          p('Er komen bomen.'),
          styled('Parken', 'Huisstijl'),
          styled('Een park is een huiskamer.', 'Citaat'),
          styled('Water', 'Kop1'),
          p('Er komt water.'),
        ],
        { styles },
      ),
    )
    expect(outline(plan)).toEqual([
      '# Groen',
      '## Bomen',
      'Er komen bomen.',
      '## Parken',
      'quote: Een park is een huiskamer.',
      '# Water',
      'Er komt water.',
    ])
  })

  test('with bold lines of two sizes gives two levels and a warning to look', async () => {
    const plan = await readWord(
      await word([
        bold('Wonen', 32),
        p(body[0] ?? ''),
        bold('Huur', 24),
        p(body[1] ?? ''),
        bold('Zorg', 32),
        p('Zorg is dichtbij.'),
      ]),
    )
    expect(outline(plan)).toEqual(['# Wonen', body[0], '## Huur', body[1], '# Zorg', 'Zorg is dichtbij.'])
    expect(plan.warnings.join()).toContain('vette letters')
  })

  test('with heading styles for chapters and bold lines below gives both', async () => {
    const plan = await readWord(
      await word([
        h1('Wonen'),
        bold('Huur'),
        p(body[0] ?? ''),
        bold('Dit is belangrijk.'),
        h1('Zorg'),
        p(body[1] ?? ''),
      ]),
    )
    expect(outline(plan)).toEqual(['# Wonen', '## Huur', body[0], 'Dit is belangrijk.', '# Zorg', body[1]])
  })

  test('with numbered chapters and no styles is read by its numbers', async () => {
    const plan = await readWord(
      await word([
        p('1 Inleiding'),
        p(body[0] ?? ''),
        p('1.1 Waarom dit plan'),
        p(body[1] ?? ''),
        p('1.2 Voor wie'),
        p('Voor iedereen die hier woont.'),
        p('2 Aanpak'),
        p('2.1 Samen'),
        p('Wij doen het samen.'),
        p('Bijlage 1'),
        p('Lijst van wensen'),
        p('Dit wensten de mensen die kwamen.'),
      ]),
    )
    expect(outline(plan).filter((line) => line?.startsWith('#'))).toEqual([
      '# 1 Inleiding',
      '## 1.1 Waarom dit plan',
      '## 1.2 Voor wie',
      '# 2 Aanpak',
      '## 2.1 Samen',
      '# Bijlage 1 Lijst van wensen',
    ])
  })

  test('with a style on "Bijlage 1" alone gives it the title below; a chapter keeps its headings', async () => {
    const plan = await readWord(
      await word([
        h1('Hoofdstuk 1'),
        h2('Wonen'),
        p(body[0] ?? ''),
        h1('Bijlage 1'),
        h2('Top vijf'),
        p(body[1] ?? ''),
        h1('Bijlage 2'),
        p('Wensen'),
      ]),
    )
    expect(outline(plan).filter((line) => line?.startsWith('#'))).toEqual([
      '# Hoofdstuk 1',
      '## Wonen',
      '# Bijlage 1 Top vijf',
      '# Bijlage 2 Wensen',
    ])
  })

  test('with a table keeps rows and cells; a frame of one cell is ordinary text', async () => {
    const row = (cells: string[], tableHeader = false) =>
      new TableRow({ tableHeader, children: cells.map((cell) => new TableCell({ children: [p(cell)] })) })
    const plan = await readWord(
      await word([
        h1('Cijfers'),
        new Table({ rows: [row(['Jaar', 'Huizen'], true), row(['2026', '40 & meer'])] }),
        p('Zo veel.'),
        new Table({ rows: [row(['Een kader met uitleg.'])] }),
        h1('Slot'),
        p('Einde.'),
      ]),
    )
    expect(plan.sections[0]?.paragraphs).toEqual([
      {
        kind: 'table',
        text: 'Jaar\tHuizen\n2026\t40 & meer',
        html: '<table><thead><tr><th>Jaar</th><th>Huizen</th></tr></thead><tbody><tr><td>2026</td><td>40 &amp; meer</td></tr></tbody></table>',
      },
      { kind: 'text', text: 'Zo veel.', html: null },
      { kind: 'text', text: 'Een kader met uitleg.', html: null },
    ])
  })

  test('with nested lists keeps their levels', async () => {
    const numbering = {
      config: [
        {
          reference: 'n',
          levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1.', alignment: AlignmentType.LEFT }],
        },
      ],
    }
    const dot = (text: string, level: number) => new Paragraph({ text, bullet: { level } })
    const nr = (text: string) => new Paragraph({ text, numbering: { reference: 'n', level: 0 } })
    const plan = await readWord(
      await word(
        [
          h1('Sport'),
          dot('Buiten', 0),
          dot('voetbal', 1),
          dot('Binnen', 0),
          p('En dan:'),
          nr('eerst'),
          nr('daarna'),
          h1('Spel'),
          p('Spelen.'),
        ],
        { numbering },
      ),
    )
    expect(plan.sections[0]?.paragraphs).toEqual([
      {
        kind: 'list',
        text: '• Buiten\n  • voetbal\n• Binnen',
        html: '<ul><li>Buiten<ul><li>voetbal</li></ul></li><li>Binnen</li></ul>',
      },
      { kind: 'text', text: 'En dan:', html: null },
      { kind: 'list', text: '1. eerst\n2. daarna', html: '<ol><li>eerst</li><li>daarna</li></ol>' },
    ])
  })

  test('with a table of contents does not have its headings twice', async () => {
    const styles = {
      paragraphStyles: [
        { id: 'Inhopg1', name: 'toc 1' },
        { id: 'Kopvan', name: 'TOC Heading', basedOn: 'Heading1' },
      ],
    }
    const line = (text: string) => new Paragraph({ text, style: 'Inhopg1' })
    const plan = await readWord(
      await word(
        [
          new Paragraph({ text: 'Inhoudsopgave', style: 'Kopvan' }),
          line('Wonen\t3'),
          line('Zorg\t5'),
          new TableOfContents('Inhoud'),
          h1('Wonen'),
          p(body[0] ?? ''),
          h1('Zorg'),
          p(body[1] ?? ''),
        ],
        { styles },
      ),
    )
    expect(outline(plan)).toEqual(['# Wonen', body[0], '# Zorg', body[1]])
    expect(plan.warnings.join()).toContain('inhoudsopgave')
  })

  test('makes every list item and paragraph under action points an action item', async () => {
    const plan = await readWord(
      await word([
        h1('Sport'),
        p(body[0] ?? ''),
        h2('Actiepunten'),
        new Paragraph({ text: 'een veld aanleggen', bullet: { level: 0 } }),
        new Paragraph({ text: 'een trainer zoeken', bullet: { level: 0 } }),
        h1('Casus: de familie Berg'),
        p('Zij sporten graag.'),
      ]),
    )
    expect(outline(plan)).toEqual([
      '# Sport',
      body[0],
      '## Actiepunten',
      'action_item: een veld aanleggen',
      'action_item: een trainer zoeken',
      '# Casus: de familie Berg',
      'narrative: Zij sporten graag.',
    ])
  })

  test('with millions of empty elements in a few kilobytes is refused before it is read', async () => {
    const bytes = await word([p('x')], {}, (xml) => xml.replace('</w:body>', `${'<w:p/>'.repeat(1_500_000)}</w:body>`))
    expect(await readPlanFile({ name: 'plan.docx', bytes })).toMatchObject({
      ok: false,
      problem: expect.stringContaining('te groot'),
    })
  })
})
