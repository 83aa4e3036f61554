import { describe, expect, test } from 'vitest'
import { walk } from '#app/features/plans/plan.ts'
import { readPlanFile } from './read-file.ts'

async function plan(text: string, name = 'plan.txt') {
  const result = await readPlanFile({ name, bytes: new TextEncoder().encode(text) })
  if (!result.ok) throw new Error(result.problem)
  return result.plan
}

/** The plan as lines: headings with their level, paragraphs with their kind. */
const outline = async (text: string, name?: string) =>
  walk((await plan(text, name)).sections).flatMap(({ section, level }) => [
    `${'#'.repeat(level)} ${section.heading}`,
    ...section.paragraphs.map((each) => (each.kind === 'text' ? each.text : `${each.kind}: ${each.text}`)),
  ])
const headings = async (text: string, name?: string) =>
  (await outline(text, name)).filter((line) => line.startsWith('#'))

const long = 'Dit is een gewone alinea, lang genoeg om geen kop te zijn, over wat de gemeente wil doen.'
const apart = (...lines: string[]) => lines.join('\n\n')

describe('plain text', () => {
  test('short lines over other short lines are chapters, names that come back are not', async () => {
    const text = apart(
      'Wonen',
      'Huur',
      long,
      'Wat gaan we doen',
      long,
      'Groen',
      'Bomen',
      long,
      'Wat gaan we doen',
      long,
    )
    expect(await headings(text)).toEqual([
      '# Wonen',
      '## Huur',
      '## Wat gaan we doen',
      '# Groen',
      '## Bomen',
      '## Wat gaan we doen',
    ])
  })

  test('a chapter that the text itself names is one, also when nothing else shows it', async () => {
    const text = apart(
      'Samen leven',
      long,
      'Buren',
      long,
      'Samen zorgen',
      'Dit hoofdstuk gaat over zorg voor elkaar, dichtbij en ver weg.',
      'Artsen',
      long,
      'Samen delen',
      long,
      'Dit staat ook in het hoofdstuk ‘Samen delen’ en verder nergens in dit plan.',
    )
    expect(await headings(text)).toEqual(['# Samen leven', '## Buren', '# Samen zorgen', '## Artsen', '# Samen delen'])
  })

  test('a wider gap before some headings makes these the chapters', async () => {
    const text = `${apart('Wonen', long, 'Huur', long)}\n\n\n\n${apart('Groen', long, 'Bomen', long)}\n\n\n\n${apart(
      'Water',
      long,
    )}`
    expect(await headings(text)).toEqual(['# Wonen', '## Huur', '# Groen', '## Bomen', '# Water'])
  })

  test('headings with nothing to tell them apart are all chapters', async () => {
    expect(await headings(apart('Wonen', long, 'Groen', long))).toEqual(['# Wonen', '# Groen'])
  })

  test('numbers that count on are chapters; numbers that start anew and lists are not', async () => {
    const text = apart(
      '1. Inleiding',
      long,
      '1.1 Aanleiding',
      long,
      '2. Aanpak',
      long,
      '1. eerst dit',
      '2. dan dat',
      long,
      '3. Slot',
      long,
    )
    expect(await outline(text)).toEqual([
      '# 1. Inleiding',
      long,
      '## 1.1 Aanleiding',
      long,
      '# 2. Aanpak',
      long,
      'list: 1. eerst dit\n2. dan dat',
      long,
      '# 3. Slot',
      long,
    ])
  })

  test('a bare "Bijlage 1" or "Hoofdstuk 2" takes the next line as its title', async () => {
    const text = apart(
      'Hoofdstuk 1',
      'Wonen',
      long,
      'Huur',
      long,
      'Hoofdstuk 2',
      'Groen',
      long,
      'Bijlage 1',
      'Wensen van inwoners',
      long,
    )
    expect(await headings(text)).toEqual([
      '# Hoofdstuk 1 Wonen',
      '## Huur',
      '# Hoofdstuk 2 Groen',
      '# Bijlage 1 Wensen van inwoners',
    ])
  })

  test('a "Hoofdstuk 2" that the file marks as a heading keeps the headings and the text under it apart', async () => {
    const text = apart(
      '# Hoofdstuk 1',
      'Korte tekst',
      '# Hoofdstuk 2',
      '## Wonen',
      long,
      '# Bijlage A',
      '# Wensen',
      long,
    )
    expect(await outline(text, 'plan.md')).toEqual([
      '# Hoofdstuk 1',
      'Korte tekst',
      '# Hoofdstuk 2',
      '## Wonen',
      long,
      '# Bijlage A Wensen',
      long,
    ])
  })

  test('one heading that is marked is enough: short lines under it are text', async () => {
    const read = await plan(apart('# Wonen', 'Korte regel', long), 'plan.md')
    expect(read.warnings).toEqual([])
    expect(await outline(apart('# Wonen', 'Korte regel', long), 'plan.md')).toEqual(['# Wonen', 'Korte regel', long])
  })

  test('a first line that is a chapter is not proposed as the title of the plan', async () => {
    for (const first of ['Inleiding', '1. Inleiding', 'Hoofdstuk 1']) {
      expect((await plan(apart(first, long, 'Tot slot', long))).title, first).toBeNull()
    }
    expect((await plan(apart('Woonvisie 2030', 'Inleiding', long, 'Tot slot', long))).title).toBe('Woonvisie 2030')
  })

  test('action points in capitals are over the headings that follow, up to the next chapter', async () => {
    const text = apart(
      'Hoofdstuk 1 Wonen',
      long,
      'Huur',
      long,
      'ACTIEPUNTEN',
      'Huur',
      'Wij verlagen de huur voor iedereen die dat nodig heeft.',
      'Koop',
      'Wij bouwen.',
      'Hoofdstuk 2 Groen',
      long,
    )
    expect(await outline(text)).toEqual([
      '# Hoofdstuk 1 Wonen',
      long,
      '## Huur',
      long,
      '## ACTIEPUNTEN',
      '### Huur',
      'action_item: Wij verlagen de huur voor iedereen die dat nodig heeft.',
      '### Koop',
      'action_item: Wij bouwen.',
      '# Hoofdstuk 2 Groen',
      long,
    ])
  })

  test('a table that fell apart into cells is a table again', async () => {
    const text = apart(
      'Uitslag',
      long,
      'Onderwerp',
      'Punten',
      'Waarom',
      'Wonen',
      '1',
      'Te weinig huizen',
      'Zorg en',
      'welzijn',
      '2',
      'Groen',
      '3',
      'Meer bomen',
      'Slot',
      long,
    )
    const { sections } = await plan(text)
    const table = walk(sections)
      .flatMap(({ section }) => section.paragraphs)
      .find((each) => each.kind === 'table')
    expect(table?.text).toContain('Wonen\t1\tTe weinig huizen\nZorg en welzijn\t2')
  })

  test('lines broken off at the width of the page are one paragraph again', async () => {
    const text =
      'Wonen\n\nDeze alinea is door een oud programma afgebroken op een vaste\nbreedte, zodat elke regel ongeveer even lang is en pas de laatste\nkort is.\n\nGroen\n\nOok hier staan regels die door het programma zijn afgebroken en\ndie bij elkaar horen.'
    expect(await outline(text)).toEqual([
      '# Wonen',
      'Deze alinea is door een oud programma afgebroken op een vaste breedte, zodat elke regel ongeveer even lang is en pas de laatste kort is.',
      '# Groen',
      'Ook hier staan regels die door het programma zijn afgebroken en die bij elkaar horen.',
    ])
  })

  test('bullets become a list with its levels', async () => {
    const { sections } = await plan('Wij willen:\n- huizen\n  - kleine\n- bomen & struiken\n')
    expect(sections[0]?.paragraphs[1]).toEqual({
      kind: 'list',
      text: '• huizen\n  • kleine\n• bomen & struiken',
      html: '<ul><li>huizen<ul><li>kleine</li></ul></li><li>bomen &amp; struiken</li></ul>',
    })
  })

  test('a typed table of contents is left out, with a word about it', async () => {
    const { sections, warnings } = await plan(
      apart('Inhoud', 'Wonen ..... 3', 'Groen ..... 5', 'Slot ..... 9', 'Wonen', long, 'Groen', long),
    )
    expect(sections.map((section) => section.heading)).toEqual(['Wonen', 'Groen'])
    expect(warnings.join()).toContain('inhoudsopgave')
  })

  test('text without any heading is kept whole under one', async () => {
    expect(await outline(apart(long, `${long} Nog eens.`))).toEqual(['# Vooraf', long, `${long} Nog eens.`])
  })
})

describe('a web page', () => {
  test('gives headings, tables, quotes and pictures, and leaves scripts and menus out', async () => {
    const html = `<!doctype html><html><head><title>Groenplan</title><style>p{}</style></head><body><nav>Menu</nav><script>alert(1)</script>
      <h2>Groen &amp; water</h2><p onclick="x()">Er komen <b>bomen</b>.</p><blockquote><p>Mooi!</p></blockquote>
      <figure><img src="x" alt="Kaart"><figcaption>Afbeelding 1: de kaart</figcaption></figure><img src="lijn.png" alt="">
      <h3>Cijfers</h3><table><tr><th>Jaar</th><th>Bomen</th></tr><tr><td rowspan="2">2026</td><td>10<script>x</script></td></tr><tr><td>20</td></tr></table>
      <h2>Slot</h2><div>Los van een alinea.<br><br>Nog een.</div></body></html>`
    expect(await outline(html, 'plan.html')).toEqual([
      '# Groen & water',
      'Er komen bomen.',
      'quote: Mooi!',
      'figure: Afbeelding 1: de kaart\nKaart',
      '## Cijfers',
      'table: Jaar\tBomen\n2026\t10\n20',
      '# Slot',
      'Los van een alinea.',
      'Nog een.',
    ])
    expect((await plan(html, 'plan.html')).title).toBe('Groenplan')
  })

  test('is recognised by its content, whatever it is called', async () => {
    expect(await headings('<!DOCTYPE html><h1>Een</h1><p>a</p><h1>Twee</h1><p>b</p>', 'plan.txt')).toEqual([
      '# Een',
      '# Twee',
    ])
  })
})

describe('Markdown', () => {
  test('the one highest heading is the title, lists and tables and footnotes come along', async () => {
    const text =
      '# Groenplan\n\nVooraf.\n\n## Bomen\n\nEr komen **bomen**[^a] en [meer](https://example.nl) en [kwaad](javascript:x).\n\n1. eik\n   - klein\n2. beuk\n\n## Water\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^a]: Niet overal.\n'
    expect((await plan(text, 'plan.md')).title).toBe('Groenplan')
    expect(await outline(text, 'plan.md')).toEqual([
      '# Vooraf',
      'Vooraf.',
      '# Bomen',
      'Er komen bomen en meer en kwaad.',
      'list: 1. eik\n  • klein\n2. beuk',
      'note: Niet overal.',
      '# Water',
      'table: a\tb\n1\t2',
    ])
    expect((await plan(text, 'plan.md')).sections[1]?.paragraphs[0]?.html).toBe(
      'Er komen <strong>bomen</strong><sup data-note="1"></sup> en <a href="https://example.nl/">meer</a> en kwaad.',
    )
  })
})
