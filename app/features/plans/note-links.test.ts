import { describe, expect, test } from 'vitest'
import { noteLinks, partNote, withNoteLinks } from './note-links.ts'

const refers = (number: number, mark: string) => ({
  ...{ number, kind: 'text' as const },
  html: `Zie de nota.<sup data-note="${mark}"></sup>`,
})
const note = (number: number, mark: string) => ({
  ...{ number, kind: 'note' as const },
  html: `<sup data-note="${mark}"></sup>De nota.`,
})

describe('the footnotes of a page', () => {
  test('lead to the note of the own section first, and back to every text that refers to it', () => {
    const links = noteLinks([
      { id: 'a', paragraphs: [refers(1, '1'), refers(2, '1'), note(3, '1')] },
      { id: 'b', paragraphs: [refers(4, '1'), note(5, '1')] },
      { id: 'c', paragraphs: [refers(6, '1')] },
    ])
    expect([links.noteFor('a', '1'), links.noteFor('b', '1'), links.noteFor('c', '1')]).toEqual([3, 5, 3])
    expect(links.referringTo(3)).toEqual([1, 2, 6])
    expect(links.noteFor('a', '2')).toBeNull()
  })

  test('are links in the text; the mark alone where the note is on another page', () => {
    const html = 'Zie de nota.<sup data-note="1"></sup>'
    expect(withNoteLinks(html, () => 34)).toBe(
      'Zie de nota.<sup><a role="doc-noteref" href="#alinea-34"><span class="vh">noot </span>1</a></sup>',
    )
    expect(withNoteLinks(html, () => null)).toBe('Zie de nota.<sup><span class="vh">noot </span>1</sup>')
  })

  test('have a mark and words', () => {
    expect(partNote('<sup data-note="2"></sup>De <em>nota</em>.')).toEqual({ mark: '2', words: 'De <em>nota</em>.' })
    expect(partNote('De nota.')).toBeNull()
    expect(partNote(null)).toBeNull()
  })
})
