import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReadParagraph } from '#app/features/plans/plan.ts'
import { readMarks, withMarks } from './marked-words.ts'

const text = (words: string, html: string | null = null): ReadParagraph => ({ kind: 'text', text: words, html })
const back = (paragraph: ReadParagraph) => {
  const read = readMarks(withMarks(paragraph), paragraph.kind)
  return 'problem' in read ? read.problem : read.paragraphs
}

describe('words with marks', () => {
  test('show what is bold, italic or a link, and come back the same', () => {
    const paragraph = text(
      'Wij helpen iedereen, zie de site.',
      'Wij helpen <strong>iedereen</strong>, zie <em>de</em> <a href="https://www.aa.example/">site</a>.',
    )
    expect(withMarks(paragraph)).toBe('Wij helpen **iedereen**, zie *de* [site](https://www.aa.example/).')
    expect(back(paragraph)).toEqual([paragraph])
  })

  test('a line break stays a line break', () => {
    const paragraph = text('Eerste regel\ntweede regel', 'Eerste regel<br>tweede regel')
    expect(withMarks(paragraph)).toBe('Eerste regel\ntweede regel')
    expect(back(paragraph)).toEqual([paragraph])
  })

  test('a list has a line per item, and lists within lists', () => {
    const list: ReadParagraph = {
      kind: 'list',
      text: '• hulp\n  • thuis\n  • op school\n• geld',
      html: '<ul><li>hulp<ul><li>thuis</li><li>op school</li></ul></li><li>geld</li></ul>',
    }
    expect(withMarks(list)).toBe('- hulp\n  - thuis\n  - op school\n- geld')
    expect(back(list)).toEqual([list])
    const numbered: ReadParagraph = {
      kind: 'list',
      text: '1. een\n2. twee',
      html: '<ol><li>een</li><li>twee</li></ol>',
    }
    expect(back(numbered)).toEqual([numbered])
  })

  test('a table has a line per row, with or without a head', () => {
    const table: ReadParagraph = {
      kind: 'table',
      text: 'Doel\tJaar\nSamen\t2017',
      html: '<table><thead><tr><th>Doel</th><th>Jaar</th></tr></thead><tbody><tr><td>Samen</td><td>2017</td></tr></tbody></table>',
    }
    expect(withMarks(table)).toBe('| Doel | Jaar |\n| --- | --- |\n| Samen | 2017 |')
    expect(back(table)).toEqual([table])
    expect(withMarks({ kind: 'table', text: 'a\tb\nc', html: null })).toBe(
      '|  |  |\n| --- | --- |\n| a | b |\n| c |  |',
    )
  })

  test('an empty line parts two paragraphs of the same kind', () => {
    const read = readMarks('Een.\n\nTwee.', 'action_item')
    expect(read).toEqual({
      paragraphs: [
        { kind: 'action_item', text: 'Een.', html: null },
        { kind: 'action_item', text: 'Twee.', html: null },
      ],
    })
  })

  test('no heading comes in by typing one', () => {
    expect(readMarks('# Geen kop', 'text')).toEqual({ paragraphs: [text('# Geen kop')] })
  })

  test('markup that is typed is no markup', () => {
    const read = readMarks('<script>alert(1)</script> <b onclick="x()">hoi</b> [x](javascript:alert(1))', 'text')
    expect(JSON.stringify(read)).not.toMatch(/<script|alert\(1\)<|onclick|href/)
  })

  test('a reference to a note and the note itself are marks', () => {
    const refers = {
      kind: 'text' as const,
      text: 'Zie de nota. En verder.',
      html: 'Zie de nota.<sup data-note="2"></sup> En verder.',
    }
    expect(withMarks(refers)).toBe('Zie de nota.[^2] En verder.')
    const note = {
      ...{ kind: 'note' as const, text: 'Nota wonen.' },
      html: '<sup data-note="2"></sup>Nota <a href="https://wonen.example/">wonen</a>.',
    }
    expect(withMarks(note)).toBe('[^2]: Nota [wonen](https://wonen.example/).')
    for (const each of [refers, note]) expect(readMarks(withMarks(each), each.kind)).toEqual({ paragraphs: [each] })
    expect(readMarks('Nieuw.[^a]\n\n[^a]: De noot.', 'text')).toEqual({
      paragraphs: [
        { kind: 'text', text: 'Nieuw.', html: 'Nieuw.<sup data-note="a"></sup>' },
        { kind: 'note', text: 'De noot.', html: '<sup data-note="a"></sup>De noot.' },
      ],
    })
    expect(readMarks('Nota wonen.', 'note'), 'without its mark').toMatchObject({ paragraphs: [{ kind: 'text' }] })
  })

  test('a figure keeps its picture and what it shows, whatever is typed as its caption', () => {
    const html =
      '<figure><img data-image="a1" alt="Een &quot;kaart&quot;" width="30" height="20"><figcaption>Kaart 1</figcaption></figure>'
    expect(withMarks({ kind: 'figure', text: 'Kaart 1', html })).toBe('Kaart 1')
    const read = readMarks('Kaart 2', 'figure', html)
    expect(read).toEqual({
      paragraphs: [{ kind: 'figure', text: 'Kaart 2', html: html.replace('Kaart 1', 'Kaart 2') }],
    })
    expect(readMarks('', 'figure', html), 'without a caption').toMatchObject({ paragraphs: [{ text: 'Een "kaart"' }] })
  })

  test('nothing typed is no paragraph', () => {
    expect(readMarks('  \n\n ', 'text')).toEqual({ paragraphs: [] })
  })

  test('words with signs of any kind come back as they were', () => {
    const word = fc.constantFrom(
      'zorg',
      '2 * 3',
      'a_b_c',
      '[1]',
      '1. begin',
      '- streep',
      '#huis',
      '# kop',
      'x|y',
      '`code`',
      '~5~',
      '<b>',
      '&amp;',
      '5 > 3',
      '\\',
      '**',
      'http://aa.example',
      '1) een',
      '+ plus',
      '>citaat',
      '===',
      '---',
    )
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
        const paragraph = text(words.join(' '))
        const read = back(paragraph)
        expect(Array.isArray(read) ? read.map((each) => each.text).join('\n') : read).toBe(paragraph.text)
      }),
    )
  })
})

test('a hundred thousand line breaks or dashes are read and written at once', () => {
  const breaks = `a${'\n'.repeat(100_000)}b`
  expect(readMarks(breaks, 'text')).toMatchObject({ paragraphs: [{ text: 'a' }, { text: 'b' }] })
  const dashes = '-\n'.repeat(20_000)
  expect(withMarks({ kind: 'text', text: dashes, html: null })).toContain('\\-')
})
