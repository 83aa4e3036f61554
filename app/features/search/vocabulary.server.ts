import { sql, type RawBuilder } from 'kysely'
import type { Trx } from '#db/client.server.ts'
import {
  matchingWords,
  rootsOf,
  SHORTEST_INSIDE,
  SHORTEST_MISTYPED,
  type KnownWord,
  type MatchedWord,
} from './matching-words.ts'

/** A typed word, and the words of the vocabulary that it is looked for as. */
export type Term = { typed: string; matched: MatchedWord[] }

/** Words of the vocabulary that are compared with one typed word. */
const MOST_COMPARED = 400

/**
 * What is looked for: each typed word with the words of what is public that answer it. Words that stand almost everywhere
 * ('de', 'en') are not looked for, and are returned apart.
 */
export async function termsOf(
  trx: Trx,
  municipalityId: string,
  typed: readonly string[],
): Promise<{ terms: Term[]; common: string[] }> {
  if (typed.length === 0) return { terms: [], common: [] }
  const { rows } = await sql<{ typed: string; word: string | null; stem: string | null }>`
    select given.word as typed, folded.word, (ts_lexize('dutch_stem', folded.word))[1] as stem
    from unnest(${[...typed]}::text[]) with ordinality as given (word, place)
    cross join lateral (select (tsvector_to_array(whole_words(given.word)))[1] as word) as folded
    order by place`.execute(trx)
  const common = rows.flatMap((row) => (row.word === null ? [row.typed] : []))
  const words = rows.flatMap(({ word, stem }) => (word === null ? [] : [{ word, stem: stem ?? word }]))
  const known = await knownWords(trx, municipalityId, words, answering)
  const terms = words.map((word, at) => ({ typed: word.word, matched: matchingWords(word, known[at] ?? []) }))
  // The vocabulary has no numbers: the bus that a point is about may be bus 25.
  for (const term of terms) if (/^\d+$/.test(term.typed)) term.matched = [{ word: term.typed, way: 'exact' }]
  // Only for words that nothing answers: looking for what is alike costs more than looking for what is equal.
  const unknown = words.filter(({ word }, at) => terms[at]?.matched.length === 0 && word.length >= SHORTEST_MISTYPED)
  const alike = await knownWords(trx, municipalityId, unknown, resembling)
  for (const [at, word] of unknown.entries())
    for (const term of terms) if (term.typed === word.word) term.matched = matchingWords(word, alike[at] ?? [])
  return { terms, common }
}

/** The words of the vocabulary for each of these, the shortest first. */
async function knownWords(
  trx: Trx,
  municipalityId: string,
  words: readonly KnownWord[],
  which: (word: KnownWord) => RawBuilder<boolean>,
): Promise<KnownWord[][]> {
  if (words.length === 0) return []
  const each = words.map(
    (word, at) => sql`(
      select ${at}::int as at, word, stem from search_word
      where municipality_id = ${municipalityId} and (${which(word)})
      order by char_length(word), word limit ${MOST_COMPARED})`,
  )
  const { rows } = await sql<KnownWord & { at: number }>`${sql.join(each, sql` union all `)}`.execute(trx)
  return words.map((_, at) => rows.filter((row) => row.at === at))
}

/** Typed words have letters and digits only, so that nothing in them is a pattern. */
function answering(word: KnownWord): RawBuilder<boolean> {
  const begins = sql<boolean>`stem = ${word.stem} or word = ${word.word} or word like ${`${word.word}%`}`
  const roots = rootsOf(word).filter((root) => root.length >= SHORTEST_INSIDE)
  return sql<boolean>`${begins} ${sql.join(
    roots.map((root) => sql`or word like ${`%${root}%`}`),
    sql` `,
  )}`
}

/** Trigrams find what long words share; of a short word a slip leaves none, so its first letter must be right. */
function resembling({ word }: KnownWord): RawBuilder<boolean> {
  const short = sql`or (word like ${`${word.slice(0, 1)}%`} and char_length(word) between ${word.length - 1} and ${word.length + 1})`
  return sql<boolean>`word % ${word.slice(0, 60)} ${word.length <= 6 ? short : sql``}`
}
