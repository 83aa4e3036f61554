import type { ReactNode } from 'react'
import { anchors } from './chapter-address.ts'
import { figureIn, WITHOUT_WORDS, type Figure } from './figures/figure-markup.ts'
import { partNote, withNoteLinks } from './note-links.ts'
import type { ParagraphKind } from './plan.ts'
import { withRowAddresses } from './row-addresses.ts'

/** Marks words in a text, and in markup of our importer. */
export type MarkWords = { text: (text: string) => ReactNode; markup: (html: string) => string }

type WordsOfPlan = {
  number: number
  kind: ParagraphKind
  text: string
  html: string | null
  /** Of a table the ids of its rows, in order. */
  rows?: readonly string[] | null
  /** The lasting address of a row of a table, by its id; without it rows have none on this page. */
  rowHref?: ((id: string) => string) | null
  mark?: MarkWords | null
  /** The paragraph of the note with this mark, where that is on the page. */ noteFor?: (mark: string) => number | null
  /** The paragraphs that refer to this note. */ referring?: readonly number[]
  /** The address of a picture; without it a figure shows its words alone. */ image?: ((id: string) => string) | null
}

/** Marks nothing. */
const asItIs: MarkWords = { text: (text) => text, markup: (html) => html }

/**
 * Markup of a paragraph. It comes from one place only, the column `paragraph.html`, which our importer writes from a list
 * of allowed elements (safe-markup.ts): nothing of an uploaded file's own HTML, and nothing that a resident typed, is in it.
 */
const madeByImporter = (html: string) => ({ dangerouslySetInnerHTML: { __html: html } })

/** The words of one paragraph as they stand in the plan: running text, a list, a table, a quote, a note or a picture. */
export function PlanWords(words: WordsOfPlan) {
  const { number, kind, text, html: stored, rows, rowHref = null, noteFor = nowhere } = words
  const marked = words.mark ?? asItIs
  const html = stored && withNoteLinks(marked.markup(stored), noteFor)
  const note = kind === 'note' ? partNote(stored) : null
  if (note) return <Note mark={note.mark} html={marked.markup(note.words)} referring={words.referring ?? []} />
  const figure = kind === 'figure' ? figureIn(stored) : null
  if (figure && words.image) return <Picture figure={figure} src={words.image(figure.image)} mark={marked} />
  if (kind === 'figure') {
    return (
      <p className="plan-figure lines">
        Afbeelding in het document{text === '' ? ', zonder beschrijving.' : <>: {marked.text(text)}</>}
      </p>
    )
  }
  if (kind === 'table') {
    const region = {
      role: 'region',
      'aria-label': `Tabel, alinea ${number}`,
      tabIndex: 0,
      className: 'utrecht-table-container plan-table',
    }
    return html ? (
      <div {...region} {...madeByImporter(rowHref ? withRowAddresses(html, number, rows ?? [], rowHref) : html)} />
    ) : (
      <div {...region}>
        <TextTable text={text} number={number} rows={rows ?? []} rowHref={rowHref} mark={marked} />
      </div>
    )
  }
  if (html && /^<(?:ul|ol|table|blockquote)\b/.test(html)) return <div className="prose" {...madeByImporter(html)} />
  if (kind === 'list' && !html) return <TextList text={text} mark={marked} />
  const shown = html ? <p {...madeByImporter(html)} /> : <p className="lines">{marked.text(text)}</p>
  return kind === 'quote' ? <blockquote className="plan-quote">{shown}</blockquote> : shown
}

const nowhere = () => null

/** A footnote, with the way back to each text that refers to it. */
function Note({ mark, html, referring }: { mark: string; html: string; referring: readonly number[] }) {
  return (
    <div className="plan-note" role="doc-footnote">
      <p>
        <span className="plan-note__mark">
          <span className="vh">Noot </span>
          {mark}
        </span>{' '}
        <span {...madeByImporter(html)} />
      </p>
      {referring.map((paragraph) => (
        <a key={paragraph} className="no-print" role="doc-backlink" href={`#${anchors.paragraph(paragraph)}`}>
          Terug naar alinea {paragraph}
        </a>
      ))}
    </div>
  )
}

/** A picture with the words below it. Of one that nobody described yet these stand for what it shows. */
function Picture({ figure: { alt, caption, size }, src, mark }: { figure: Figure; src: string; mark: MarkWords }) {
  return (
    <figure className="plan-picture">
      <img src={src} alt={alt ?? (caption === '' ? WITHOUT_WORDS : '')} loading="lazy" {...size} />
      {caption !== '' && <figcaption className="lines">{mark.text(caption)}</figcaption>}
    </figure>
  )
}

/** A list of which only the text is kept: a line per item. */
function TextList({ text, mark }: { text: string; mark: MarkWords }) {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const ordered = lines.every((line) => /^\s*\d+\.\s/.test(line))
  const items = lines.map((line, at) => <li key={at}>{mark.text(line.replace(/^\s*(?:[•-]|\d+\.)\s+/, ''))}</li>)
  return <div className="prose">{ordered ? <ol>{items}</ol> : <ul>{items}</ul>}</div>
}

/** A table of which only the text is kept: rows by newline, cells by tab. */
function TextTable({
  text,
  number,
  rows,
  rowHref,
  mark,
}: {
  text: string
  number: number
  rows: readonly string[]
  rowHref: ((id: string) => string) | null
  mark: MarkWords
}) {
  return (
    <table>
      <tbody>
        {text.split('\n').map((row, at) => {
          const id = rowHref ? rows[at] : undefined
          return (
            <tr key={at} {...(id !== undefined && { id: anchors.row(id) })}>
              {row.split('\t').map((cell, place) => (
                <td key={place}>
                  {place === 0 && id !== undefined && rowHref && (
                    <a
                      className="row-no"
                      href={rowHref(id)}
                      aria-label={`Link naar rij ${at + 1} van alinea ${number}`}
                    >
                      rij {at + 1}
                    </a>
                  )}
                  {mark.text(cell)}
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
