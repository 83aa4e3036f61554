import { sql } from 'kysely'
import type { Trx } from '#db/client.server.ts'
import { ways, type Way } from './matching-words.ts'
import type { AskedNumber } from './question.ts'
import type { Term } from './vocabulary.server.ts'

export type EntryKind = 'process' | 'section' | 'paragraph' | 'point' | 'meeting'
export type Entry = { kind: EntryKind; id: string; processId: string; label: string; score: number }

/** Most hits of a kind that are looked at and put in order; a page says when there are more. */
export const MOST_FOUND = 200

/** What a hit is worth by how its word was found. */
const worth: Record<Way, number> = { exact: 1, stem: 0.8, beginning: 0.45, inside: 0.35, typo: 0.3 }

/** Kinds that are put in order together, each list with its index for words. Written out, so that the database knows which. */
const lists = {
  titles: { index: 'others', kind: sql`kind <> 'paragraph'` },
  paragraphs: { index: 'others', kind: sql`kind = 'paragraph'` },
  points: { index: 'points', kind: sql`true` },
} as const
const indexes = { points: sql`is_point`, others: sql`not is_point` }
type ListName = keyof typeof lists
const listNames: readonly ListName[] = ['titles', 'paragraphs', 'points']

/**
 * What has all the words, the best first: at most so many of each list. First the words themselves; when these do not fill a
 * list also other forms of them, and then words that begin with them or contain them. So a question of common words stays
 * as quick as one of rare words, and many worse hits leave out no better one.
 */
export async function entriesAbout(trx: Trx, municipalityId: string, terms: readonly Term[]): Promise<Entry[]> {
  return entriesIn(trx, municipalityId, terms, [
    queriesOf(terms, ['exact', 'typo']),
    queriesOf(terms, ['exact', 'stem', 'typo']),
    queriesOf(terms, ways),
  ])
}

/** The same of what has only some of the words. */
export async function entriesAboutSome(trx: Trx, municipalityId: string, terms: readonly Term[]): Promise<Entry[]> {
  return entriesIn(trx, municipalityId, terms, [[quoted(terms, ways)]])
}

async function entriesIn(
  trx: Trx,
  municipalityId: string,
  terms: readonly Term[],
  questions: readonly (readonly (string | null)[])[],
): Promise<Entry[]> {
  const asked = questions.filter(
    (each, at) => each.length > 0 && !each.includes(null) && each.join() !== questions[at - 1]?.join(),
  )
  const found = new Map(listNames.map((list) => [list, new Map<string, Entry>()]))
  for (const question of asked) {
    const unfilled = [...found].filter(([, own]) => own.size < MOST_FOUND).map(([list]) => list)
    if (unfilled.length === 0) break
    const has = sql.join(
      question.map((part) => sql`words @@ ${part}::tsquery`),
      sql` and `,
    )
    // A limit within them would make the database go through all entries until it has enough, as it guesses that to be soon.
    const looked = [...new Set(unfilled.map((list) => lists[list].index))].map(
      (index) => sql`${sql.ref(index)} as materialized (
        select kind, id, process_id, label, words from search_entry
        where municipality_id::text = ${municipalityId} and ${indexes[index]} and ${has})`,
    )
    const first = unfilled.map(
      (list) => sql`(
        select ${sql.lit(list)} as list, * from ${sql.ref(lists[list].index)} where ${lists[list].kind} limit ${MOST_FOUND})`,
    )
    const { rows } = await sql<Entry & { list: ListName }>`
      with ${sql.join(looked)}
      select list, kind, id, process_id, label, ${scoreOf(terms)} as score
      from (${sql.join(first, sql` union all `)}) as candidate`.execute(trx)
    for (const { list, ...row } of rows) {
      const own = found.get(list)
      if (own && !own.has(row.id)) own.set(row.id, row)
    }
  }
  return [...found.values()].flatMap((own) => [...own.values()].sort(bestFirst).slice(0, MOST_FOUND))
}

const bestFirst = (one: Entry, other: Entry) => other.score - one.score || (one.id < other.id ? -1 : 1)

/** What has this number: a point or section exactly, and the points of a contributor. */
export async function entriesNumbered(
  trx: Trx,
  municipalityId: string,
  { label, kinds }: AskedNumber,
): Promise<Entry[]> {
  const ofContributor = kinds.includes('point') && !label.includes('.')
  const { rows } = await sql<Entry>`
    select kind, id, process_id, label, 1 as score from search_entry
    where municipality_id = ${municipalityId} and label <> '' and (
      (label = ${label} and kind = any(${[...kinds]}::text[]))
      ${ofContributor ? sql`or (label like ${`${label}.%`} and kind = 'point')` : sql``})
    order by kind = 'point', char_length(label), label, id limit ${MOST_NUMBERED}`.execute(trx)
  return rows
}
const MOST_NUMBERED = 10

/**
 * What the database is asked for each word, null where nothing answers it in these ways. Apart, because the index then goes
 * by the rarest of them; a single question with all of them would be looked at for each of their rows.
 */
const queriesOf = (terms: readonly Term[], of: readonly Way[]) => terms.map((term) => quoted([term], of))

/** Any of the words that answer these terms in these ways, as they stand in the index. */
function quoted(terms: readonly Term[], of: readonly Way[]): string | null {
  const lexemes = terms.flatMap((term) => lexemesOf(term, of))
  return lexemes.length === 0 ? null : anyOf(lexemes)
}

/** How a question for the index names any of these. */
export const anyOf = (lexemes: readonly string[]) => `(${lexemes.join(' | ')})`

/** What answers a term in these ways, as the index has it. */
export function lexemesOf({ typed, matched, isBeginning }: Term, of: readonly Way[] = ways): string[] {
  const words = matched.filter(({ way }) => of.includes(way) && !(way === 'beginning' && isBeginning))
  const own = words.map(({ word }) => lexeme(word))
  return isBeginning && of.includes('beginning') ? [...own, `${lexeme(typed)}:*`] : own
}

/** Some letters that look like an apostrophe are one in the index. */
const lexeme = (word: string) => `'${word.replaceAll(/['\\]/g, '$&$&')}'`

/** By where a word stands (reply, text, heading, title) and by how it was found; long texts count a little less. */
function scoreOf(terms: readonly Term[]) {
  const parts = ways.flatMap((way) => {
    const question = quoted(terms, [way])
    return question === null
      ? []
      : [sql`${worth[way]}::float4 * ts_rank('{0.15, 0.3, 0.7, 1}', words, ${question}::tsquery, 1)`]
  })
  return parts.length === 0 ? sql`0` : sql`(${sql.join(parts, sql` + `)})`
}
