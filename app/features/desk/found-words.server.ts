import { sql } from 'kysely'
import { askedNumber } from '#app/features/answers/processed-filter.ts'
import type { Db } from '#db/client.server.ts'
import { deskQuestion, nameQuestion } from './search-question.ts'

/** A piece of a text, and whether it is what was searched for. */
export type Piece = { text: string; isHit: boolean }

/** Signs that nobody types stand around what was found, on its way from the database. */
const [BEGIN, END] = ['\u{E000}', '\u{E001}']

/**
 * Texts in pieces, with what was searched for as pieces of their own, found as the search finds it: other forms of a word
 * and its beginning too. Each text as one piece when nothing was searched for, or a number.
 */
export async function foundWords(db: Db, search: string, texts: readonly string[]): Promise<Piece[][]> {
  return marked(db, 'dutch_unaccent', askedNumber(search) === null ? deskQuestion(search) : null, texts)
}

/** Names in pieces, with what was searched for as pieces of their own, found as the search finds a sender. */
export async function foundInNames(db: Db, search: string, names: readonly string[]): Promise<Piece[][]> {
  return marked(db, 'whole_words', askedNumber(search) === null ? nameQuestion(search) : null, names)
}

async function marked(
  db: Db,
  language: 'dutch_unaccent' | 'whole_words',
  question: string | null,
  texts: readonly string[],
): Promise<Piece[][]> {
  if (question === null) return texts.map((text) => [{ text, isHit: false }])
  const plain = texts.map((text) => text.replace(/[\u{E000}\u{E001}]/gu, ' '))
  const { rows } = await sql<{ marked: string }>`
    select ts_headline(${language}::regconfig, given.text, to_tsquery(${language}::regconfig, ${question}),
      ${`HighlightAll=true, StartSel=${BEGIN}, StopSel=${END}`}) as marked
    from unnest(${plain}::text[]) with ordinality as given (text, at) order by at`.execute(db)
  return rows.map(({ marked }) =>
    marked.split(BEGIN).flatMap((part, at) => {
      if (at === 0) return part === '' ? [] : [{ text: part, isHit: false }]
      const [hit = '', rest = ''] = part.split(END)
      return [{ text: hit, isHit: true }, ...(rest === '' ? [] : [{ text: rest, isHit: false }])]
    }),
  )
}

/** Characters of a row: two lines on the widest list. */
const SHOWN = 220
/** Characters before the first hit, so that it stands in its sentence. */
const BEFORE = 60

/** As much of a text as a row shows: from its beginning, or from shortly before what was found further on. */
export function shortened(pieces: readonly Piece[]): Piece[] {
  let at = 0
  const hits = pieces.flatMap((piece) => {
    const start = at
    at += piece.text.length
    return piece.isHit ? [start] : []
  })
  const first = hits[0] ?? 0
  const from = first > SHOWN / 2 ? first - BEFORE : 0
  let skipped = 0
  const shown = pieces.flatMap(({ text, isHit }) => {
    const start = skipped
    skipped += text.length
    const piece = text.slice(Math.max(0, from - start), Math.max(0, from + SHOWN - start))
    return piece === '' ? [] : [{ text: piece, isHit }]
  })
  return from === 0 ? shown : [{ text: '… ', isHit: false }, ...shown]
}
