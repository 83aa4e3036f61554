import { sql } from 'kysely'
import type { Db, Trx } from '#db/client.server.ts'
import { anyOf, lexemesOf } from './find-entries.server.ts'
import { beginningOf, markedPieces, type IsFound, type Piece } from './excerpt.ts'
import { howRead, type HowRead } from './how-read.ts'
import { isFoundIn, type MarkedWords } from './marked-words.ts'
import { HITS_ON_PAGE } from './plan-hits.ts'
import { questionOf } from './question.ts'
import { sentencesWith } from './sentences.ts'
import { inTime } from './search-public.server.ts'
import { markedWordsOf, termsOf, type Term } from './vocabulary.server.ts'

/** A heading or paragraph in which words were found. */
export type PlanHit = {
  /** Null for a heading. */
  paragraph: number | null
  pieces: Piece[]
  section: { number: string; heading: string }
  chapter: { number: string; heading: string }
}
export type FoundInPlan = {
  how: HowRead
  hits: PlanHit[]
  /** How many headings and paragraphs have the words. */
  count: number
  page: number
  isCut: boolean
  /** Set when the database was too busy to answer in time; then nothing was found. */
  isTooSlow: boolean
}
type Asked = { municipalityId: string; processId: string; typed: string; page: number }

/** Searches the plan of a process that people read, in reading order. Of a plan that is not public nothing is found. */
export async function searchPlan(db: Db, { typed, ...asked }: Asked): Promise<FoundInPlan> {
  const question = questionOf(typed)
  const nothing = {
    how: howRead({ terms: [], common: [], isPart: false }),
    hits: [],
    count: 0,
    page: 1,
    isCut: question.isCut,
  }
  if (question.words.length === 0) return { ...nothing, isTooSlow: false }
  const found = await inTime(db, async (trx) => {
    const { terms, common } = await termsOf(trx, asked.municipalityId, question.words)
    const all = await hitsIn(trx, asked, terms, 'all')
    const known = terms.filter(({ matched }) => matched.length > 0)
    const isPart = all.count === 0 && known.length > 0 && terms.length > 1
    const shown = isPart ? await hitsIn(trx, asked, known, 'some') : all
    return { how: howRead({ terms, common, isPart }), ...shown, isCut: question.isCut, isTooSlow: false }
  })
  return found ?? { ...nothing, isTooSlow: true }
}

/** The words that a question looks for, to mark them in a text; none when the database was too busy. */
export async function wordsToMark(db: Db, municipalityId: string, typed: string): Promise<MarkedWords> {
  const { words } = questionOf(typed)
  const found = words.length > 0 && (await inTime(db, (trx) => termsOf(trx, municipalityId, words)))
  return markedWordsOf(found ? found.terms : [])
}

type Row = {
  isHeading: boolean
  number: number | null
  text: string
  sectionNumber: string
  heading: string
  chapterNumber: string
  chapterHeading: string
  count: string
}

/** What has all or some of the words; a page that is not there is the first. */
async function hitsIn(
  trx: Trx,
  { municipalityId, processId, page }: Omit<Asked, 'typed'>,
  terms: readonly Term[],
  which: 'all' | 'some',
): Promise<Pick<FoundInPlan, 'hits' | 'count' | 'page'>> {
  const asked = which === 'all' ? terms.map((term) => lexemesOf(term)) : [terms.flatMap((term) => lexemesOf(term))]
  if (asked.length === 0 || asked.some((lexemes) => lexemes.length === 0)) return { hits: [], count: 0, page: 1 }
  const has = sql.join(
    asked.map((lexemes) => sql`words @@ ${anyOf(lexemes)}::tsquery`),
    sql` and `,
  )
  const { rows } = await sql<Row>`
    with found as materialized (
      select kind, id from search_entry
      where municipality_id::text = ${municipalityId} and not is_point and ${has}
        and process_id = ${processId} and kind in ('section', 'paragraph')),
    placed as (
      select found.kind = 'section' as is_heading, paragraph.number, coalesce(paragraph.text, '') as text,
        section.number as section_number, section.heading, section.plan_version_id,
        coalesce(paragraph.position, section.position) as position, count(*) over () as count
      from found
      left join paragraph on found.kind = 'paragraph' and paragraph.municipality_id = ${municipalityId} and paragraph.id = found.id
      join section on section.municipality_id = ${municipalityId}
        and section.id = case found.kind when 'paragraph' then paragraph.section_id else found.id end
      order by position limit ${HITS_ON_PAGE} offset ${(page - 1) * HITS_ON_PAGE})
    select placed.*, chapter.number as chapter_number, chapter.heading as chapter_heading
    from placed
    join section as chapter on chapter.municipality_id = ${municipalityId} and chapter.plan_version_id = placed.plan_version_id
      and chapter.number = split_part(placed.section_number, '.', 1)
    order by position`.execute(trx)
  if (rows.length === 0 && page > 1) return hitsIn(trx, { municipalityId, processId, page: 1 }, terms, which)
  const isFound = isFoundIn(markedWordsOf(terms))
  return { page, hits: rows.map((row) => hitOf(row, isFound)), count: Number(rows[0]?.count ?? 0) }
}

const hitOf = (row: Row, isFound: IsFound): PlanHit => ({
  paragraph: row.isHeading ? null : row.number,
  pieces: row.isHeading
    ? markedPieces(row.heading, isFound)
    : (sentencesWith(row.text, isFound) ?? beginningOf(row.text)),
  section: { number: row.sectionNumber, heading: row.heading },
  chapter: { number: row.chapterNumber, heading: row.chapterHeading },
})
