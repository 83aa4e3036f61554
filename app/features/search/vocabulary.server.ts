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
import type { MarkedWords } from './marked-words.ts'

/** A typed word, and the words of the vocabulary that it is looked for as. */
export type Term = {
  typed: string
  matched: MatchedWord[]
  /** So many words begin with it that they are looked for as its beginning, and not one by one. */
  isBeginning: boolean
}

/** Words of the vocabulary that are compared with one typed word: that begin with it, and that contain it. */
const MOST_COMPARED = { beginnings: 60, others: 1000 }

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
  const terms = words.map((word, at): Term => {
    const compared = known[at] ?? []
    const begin = compared.filter((each) => each.word.startsWith(word.word)).length
    return {
      typed: word.word,
      matched: matchingWords(word, compared),
      isBeginning: word.word.length > 2 && begin >= MOST_COMPARED.beginnings,
    }
  })
  // The vocabulary has no numbers: the bus that a point is about may be bus 25.
  for (const term of terms) if (/^\d+$/.test(term.typed)) term.matched = [{ word: term.typed, way: 'exact' }]
  // Only for words that nothing answers: looking for what is alike costs more than looking for what is equal.
  const unknown = words.filter(({ word }, at) => terms[at]?.matched.length === 0 && word.length >= SHORTEST_MISTYPED)
  const alike = await knownWords(trx, municipalityId, unknown, resembling)
  for (const [at, word] of unknown.entries())
    for (const term of terms) if (term.typed === word.word) term.matched = matchingWords(word, alike[at] ?? [])
  return { terms, common }
}

/** The words that were looked for, to mark them in a text. */
export const markedWordsOf = (terms: readonly Term[]): MarkedWords => ({
  words: [...new Set(terms.flatMap(({ matched }) => matched.map(({ word }) => word)))],
  beginnings: terms.filter(({ isBeginning }) => isBeginning).map(({ typed }) => typed),
})

type Which = { condition: RawBuilder<boolean>; most: number }

/** The words of the vocabulary for each of these, the shortest first. */
async function knownWords(
  trx: Trx,
  municipalityId: string,
  words: readonly KnownWord[],
  which: (word: KnownWord) => Which[],
): Promise<KnownWord[][]> {
  if (words.length === 0) return []
  const each = words.flatMap((word, at) =>
    which(word).map(
      ({ condition, most }) => sql`(
        select ${at}::int as at, word, stem from search_word
        where municipality_id = ${municipalityId} and (${condition})
        order by char_length(word), word limit ${most})`,
    ),
  )
  const { rows } = await sql<KnownWord & { at: number }>`${sql.join(each, sql` union all `)}`.execute(trx)
  return words.map((_, at) => rows.filter((row) => row.at === at))
}

/** Typed words have letters and digits only, so that nothing in them is a pattern. */
function answering(word: KnownWord): Which[] {
  const begins = sql<boolean>`word like ${`${word.word}%`}`
  const parts = rootsOf(word)
    .filter((root) => root.length >= SHORTEST_INSIDE)
    .map((root) => sql`or word like ${`%${root}%`}`)
  return [
    { condition: begins, most: MOST_COMPARED.beginnings },
    {
      condition: sql<boolean>`(stem = ${word.stem} ${sql.join(parts, sql` `)}) and not ${begins}`,
      most: MOST_COMPARED.others,
    },
  ]
}

/** Trigrams find what long words share; of a short word a slip leaves none, so its first letter must be right. */
function resembling({ word }: KnownWord): Which[] {
  const short = sql`or (word like ${`${word.slice(0, 1)}%`} and char_length(word) between ${word.length - 1} and ${word.length + 1})`
  const condition = sql<boolean>`word % ${word.slice(0, 60)} ${word.length <= 6 ? short : sql``}`
  return [{ condition, most: MOST_COMPARED.others }]
}
