import { sql } from 'kysely'
import type { Db, Trx } from '#db/client.server.ts'
import {
  entriesAbout,
  entriesAboutSome,
  entriesNumbered,
  MOST_FOUND,
  type Entry,
  type EntryKind,
} from './find-entries.server.ts'
import { hitsOf, type Hit } from './hits.server.ts'
import { groups, type Group } from './groups.ts'
import { questionOf, type Question } from './question.ts'
import { howRead, type HowRead } from './how-read.ts'
import { isFoundIn } from './marked-words.ts'
import { markedWordsOf, termsOf } from './vocabulary.server.ts'

export type FoundGroup = {
  group: Group
  hits: Hit[]
  /** How many were found; at `MOST_FOUND` there may be more. */
  count: number
}
export type Found = {
  question: Question
  how: HowRead
  numbered: Hit[]
  groups: FoundGroup[]
  /** Set when the database was too busy to answer in time; then nothing was found. */
  isTooSlow: boolean
}
type Part = { group: Group; page: number }

/** Hits of each group on the page of all, and on a page of one group. */
const SHOWN_OF_EACH = 5
export const SHOWN_ON_PAGE = 25
/** A question that takes longer than this, in milliseconds, is given up: whoever asks many of those holds up nobody. */
const LONGEST = 2000

/**
 * Searches what is public in a municipality: plans with their headings and paragraphs, published points with their answers,
 * and meetings. Of all groups the first few hits, or one page of the group that is asked for.
 */
export async function searchPublic(
  db: Db,
  { municipalityId, typed, part, now }: { municipalityId: string; typed: string; part?: Part | null; now: Date },
): Promise<Found> {
  const question = questionOf(typed)
  const nothing = { question, how: howRead({ terms: [], common: [], isPart: false }), numbered: [], groups: [] }
  if (question.words.length === 0) return { ...nothing, isTooSlow: false }
  const found = await inTime(db, (trx) => search(trx, { municipalityId, question, part: part ?? null, now }))
  return found ?? { ...nothing, isTooSlow: true }
}

/** Asks the index of words something; null when that takes longer than a visitor should wait. */
export async function inTime<Result>(db: Db, ask: (trx: Trx) => Promise<Result>): Promise<Result | null> {
  try {
    return await db
      .transaction()
      .setAccessMode('read only')
      .execute(async (trx) => {
        // Each question has its index, also where the database guesses that most of what there is fits.
        await sql`select set_config('statement_timeout', ${String(LONGEST)}, true), set_config('enable_seqscan', 'off', true)`.execute(
          trx,
        )
        return ask(trx)
      })
  } catch (error) {
    if (!isGivenUp(error)) throw error
    return null
  }
}

const isGivenUp = (error: unknown) => error instanceof Error && 'code' in error && error.code === '57014'

async function search(
  trx: Trx,
  { municipalityId, question, part, now }: { municipalityId: string; question: Question; part: Part | null; now: Date },
): Promise<Found> {
  const numbers = question.number ? await entriesNumbered(trx, municipalityId, question.number) : []
  const isAnswered = question.number?.isSure === true && (numbers.length > 0 || question.number.label.includes('.'))
  const { terms, common } = await termsOf(trx, municipalityId, isAnswered ? [] : question.words)
  const whole = await entriesAbout(trx, municipalityId, terms)
  const isPart = whole.length === 0 && terms.filter(({ matched }) => matched.length > 0).length > 0 && terms.length > 1
  const entries = isPart ? await entriesAboutSome(trx, municipalityId, terms) : whole

  const numbered = part ? [] : numbers
  const lists = groups
    .filter((group) => part === null || part.group === group)
    .map((group) => {
      const own = entries.filter(
        ({ kind, id }) => kindsOf[group].includes(kind) && !numbered.some((each) => each.id === id),
      )
      own.sort((one, other) => other.score - one.score)
      return { group, count: own.length, shown: pageOf(own, part) }
    })
    .filter(({ count }) => count > 0)
  const isFound = isFoundIn(markedWordsOf(terms))
  const hits = await hitsOf(trx, [...numbered, ...lists.flatMap(({ shown }) => shown)], {
    municipalityId,
    isFound,
    now,
  })
  const hitOf = new Map(hits.map((hit) => [hit.id, hit]))
  const shownAs = (list: readonly Entry[]) => list.flatMap(({ id }) => hitOf.get(id) ?? [])
  return {
    question,
    how: howRead({ terms, common, isPart }),
    numbered: shownAs(numbered),
    groups: lists.map(({ group, count, shown }) => ({ group, count, hits: shownAs(shown) })),
    isTooSlow: false,
  }
}

const kindsOf: Record<Group, readonly EntryKind[]> = {
  plans: ['process'],
  places: ['section', 'paragraph'],
  points: ['point'],
  meetings: ['meeting'],
}

function pageOf(entries: readonly Entry[], part: Part | null): Entry[] {
  if (part === null) return entries.slice(0, SHOWN_OF_EACH)
  return entries.slice(0, MOST_FOUND).slice((part.page - 1) * SHOWN_ON_PAGE, part.page * SHOWN_ON_PAGE)
}
