import { anchors } from './chapter-address.ts'
import type { ParagraphKind } from './plan.ts'
import { escapeHtml } from './safe-markup.ts'

/** Where notes and the texts that refer to them are on one page. */
export type NoteLinks = {
  /** The paragraph of the note that a section refers to by this mark; null when it is not on the page. */
  noteFor: (section: string, mark: string) => number | null
  /** The paragraphs that refer to the note in this paragraph. */
  referringTo: (note: number) => readonly number[]
}
type Part = { id: string; paragraphs: readonly { number: number; kind: ParagraphKind; html: string | null }[] }

const reference = /<sup data-note="([^"]+)"><\/sup>/g
const label = /^<sup data-note="([^"]+)"><\/sup>/

/** A note in its two parts: the mark by which texts refer to it, and the markup of its words. Without a mark it is an ordinary text. */
export function partNote(html: string | null): { mark: string; words: string } | null {
  const found = label.exec(html ?? '')
  return html && found?.[1] ? { mark: found[1], words: html.slice(found[0].length) } : null
}

/** The notes of a page by the sections that refer to them: those of the section itself first, then others by their mark. */
export function noteLinks(parts: readonly Part[]): NoteLinks {
  const own = new Map<string, number>()
  const anywhere = new Map<string, number>()
  for (const { id, paragraphs } of parts) {
    for (const { kind, number, html } of paragraphs) {
      const mark = kind === 'note' ? partNote(html)?.mark : undefined
      if (mark === undefined) continue
      if (!own.has(`${id} ${mark}`)) own.set(`${id} ${mark}`, number)
      if (!anywhere.has(mark)) anywhere.set(mark, number)
    }
  }
  const noteFor = (section: string, mark: string) => own.get(`${section} ${mark}`) ?? anywhere.get(mark) ?? null
  const referring = new Map<number, number[]>()
  for (const { id, paragraphs } of parts) {
    for (const { kind, number, html } of paragraphs) {
      if (kind === 'note') continue
      for (const [, mark = ''] of (html ?? '').matchAll(reference)) {
        const note = noteFor(id, mark)
        if (note !== null && !referring.get(note)?.includes(number))
          referring.set(note, [...(referring.get(note) ?? []), number])
      }
    }
  }
  return { noteFor, referringTo: (note) => referring.get(note) ?? [] }
}

/** Fills in the references of a text: a link to the note, or its mark alone where the note is not on the page. */
export function withNoteLinks(html: string, noteFor: (mark: string) => number | null): string {
  return html.replace(reference, (_, mark: string) => {
    const note = noteFor(mark)
    const says = `<span class="vh">noot </span>${escapeHtml(mark)}`
    return note === null
      ? `<sup>${says}</sup>`
      : `<sup><a role="doc-noteref" href="#${anchors.paragraph(note)}">${says}</a></sup>`
  })
}
