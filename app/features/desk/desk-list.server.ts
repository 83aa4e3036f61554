import { sql } from 'kysely'
import { insideWords } from '#app/features/answers/inside-words.server.ts'
import { fullName, type ContributorKind, type NamedContributor } from '#app/features/contributions/contributor-kind.ts'
import type { Decision } from '#app/features/points/disposition.ts'
import { pointNumber } from '#app/features/points/point-number.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { LocalDate } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import type { Looking } from './chosen-points.server.ts'
import type { DeskFilter, WorkState } from './desk-filter.ts'
import { placeInList, walkAlong } from './desk-order.server.ts'
import { keptPlan } from '#db/prepared.server.ts'

/** A point as the list shows it. */
export type DeskRow = {
  id: string
  /** '12.3', or what stands there until its contributor or the point has a number. */
  number: string
  name: string
  receivedAt: Date
  words: string
  theme: string | null
  disposition: Decision | null
  state: WorkState
  step: number
  assigneeId: string | null
  dueOn: LocalDate | null
  hasFindings: boolean
  changedSinceAnswer: boolean
  /** It was sent back, and its step was not completed since. */
  isReturned: boolean
  madeAt: Date
  madeBy: string | null
}

export type DeskPage = {
  rows: DeskRow[]
  /** Where a page begins that ends before this one; null when nothing stands before it. */
  earlierFrom: string | null
  hasLater: boolean
}

/** Where a page of the list begins: at its beginning, at a point, or some rows before a point that one looks for. */
export type PageStart = { from?: string | null; around?: string | null }

/** Rows of a page, and the most that a list grows to: more would make each act on it slow. */
export const PER_PAGE = 50
export const MOST_ROWS = 200

/** Rows before the one that is looked for. */
const BEFORE = 12

/**
 * A page of the list, from a point on or around one: also when that point itself does not fit the filter. A point that is
 * not there means the beginning.
 */
export async function deskPage(
  db: Db,
  process: ProcessRef,
  filter: DeskFilter,
  by: Looking,
  { from = null, around = null, limit = PER_PAGE }: PageStart & { limit?: number } = {},
): Promise<DeskPage> {
  const start = from ?? around
  const [place, walk] = await Promise.all([
    start === null ? null : placeInList(db, process, start),
    walkAlong(db, process, filter, by),
  ])
  const go = (direction: 'forward' | 'backward', count: number) =>
    walk({ from: place, direction, includes: direction === 'forward', limit: count })
  const before = from === null ? BEFORE : 0
  const [back, forth] = await Promise.all([
    place === null ? [] : go('backward', before + PER_PAGE),
    go('forward', limit + 1),
  ])
  const earlier = back.slice(0, before).reverse()
  const found = [...earlier, ...forth]
  return {
    rows: await rowsOf(
      db,
      process,
      found.slice(0, limit).map(({ pointId }) => pointId),
    ),
    earlierFrom: back.length > before ? (back.at(-1)?.pointId ?? null) : null,
    hasLater: found.length > limit,
  }
}

/** The points before and after one in a list, also when it does not fit the filter itself. */
export async function neighboursIn(
  db: Db,
  process: ProcessRef,
  filter: DeskFilter,
  by: Looking,
  pointId: string,
): Promise<{ previous: string | null; next: string | null }> {
  const [from, walk] = await Promise.all([placeInList(db, process, pointId), walkAlong(db, process, filter, by)])
  if (from === null) return { previous: null, next: null }
  const [before, after] = await Promise.all(
    (['backward', 'forward'] as const).map((direction) => walk({ from, direction, limit: 1 })),
  )
  return { previous: before?.[0]?.pointId ?? null, next: after?.[0]?.pointId ?? null }
}

type Stored = NamedContributor &
  Omit<DeskRow, 'number' | 'name' | 'words' | 'theme' | 'disposition'> & {
    kind: ContributorKind
    contributorNumber: number | null
    pointNumber: number | null
  }

/** What the list shows of these points, in this order. */
async function rowsOf(db: Db, process: ProcessRef, ids: readonly string[]): Promise<DeskRow[]> {
  if (ids.length === 0) return []
  const [{ rows }, texts] = await Promise.all([
    sql<Stored>`${keptPlan('rowsOfDesk')}
      select point.id, contributor.number as contributor_number, point.number as point_number, contribution.received_at,
        contributor.kind, name, organisation, named_in_public, contributor.number, resident_number,
        point_work.state, step, assignee_id, due_on::text as due_on, has_findings, changed_since_answer, return_id is not null as is_returned, point.created_at as made_at, point.created_by as made_by
      from unnest(${ids}::uuid[]) with ordinality as shown (id, at)
      join point_work on point_work.municipality_id = ${process.municipalityId} and point_work.point_id = shown.id
      join point on point.municipality_id = ${process.municipalityId} and point.id = shown.id
      join contribution on contribution.municipality_id = ${process.municipalityId} and contribution.id = point.contribution_id
      join contributor on contributor.municipality_id = ${process.municipalityId} and contributor.id = contribution.contributor_id
      order by shown.at`.execute(db),
    insideWords(db, process, ids),
  ])
  return rows.flatMap(({ contributorNumber, pointNumber: ownNumber, ...row }) => {
    const said = texts.get(row.id)
    if (!said) return []
    const { id, receivedAt, state, step, assigneeId, dueOn, hasFindings, changedSinceAnswer } = row
    const { isReturned, madeAt, madeBy } = row
    return [
      {
        ...{ id, receivedAt, state, step, assigneeId, dueOn, hasFindings, changedSinceAnswer },
        ...{ isReturned, madeAt, madeBy },
        ...{ name: fullName(row), words: said.words, theme: said.theme, disposition: said.disposition },
        number: pointNumber(contributorNumber, ownNumber),
      },
    ]
  })
}
