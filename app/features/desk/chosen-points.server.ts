import { sql, type RawBuilder } from 'kysely'
import { askedNumber } from '#app/features/answers/processed-filter.ts'
import { idleLinks, isPromisedWithoutChange, type IdleLink } from '#app/features/changes/gaps.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { LocalDate } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { allPoints, facets, ME, NONE, type DeskFilter, type Facet } from './desk-filter.ts'
import { askedTogether, type AskedTogether } from './search-question.ts'

/** Who looks, and on which day: what 'mine' and 'late' mean. `idle` is what `lookingAt` adds. */
export type Looking = { accountId: string; today: LocalDate; idle?: readonly IdleLink[] }

/** The same, with what the filter needs to know of the changes to the plan. */
export const lookingAt = async (
  db: Db | Trx,
  process: ProcessRef,
  filter: DeskFilter,
  by: Looking,
): Promise<Looking> =>
  by.idle === undefined && filter.attention.includes('withoutChange')
    ? { ...by, idle: await idleLinks(db, process) }
    : by

const columns = {
  theme: sql`theme_id`,
  assignee: sql`assignee_id`,
  step: sql`step`,
  state: sql`state`,
  disposition: sql`disposition`,
  chapter: sql`chapter`,
  round: sql`round`,
  kind: sql`kind`,
  channel: sql`channel`,
  timeliness: sql`timeliness`,
  campaign: sql`campaign_id`,
} satisfies Record<Exclude<Facet, 'attention'>, RawBuilder<unknown>>

const types: Partial<Record<Facet, RawBuilder<unknown>>> = {
  theme: sql`uuid[]`,
  assignee: sql`uuid[]`,
  campaign: sql`uuid[]`,
  step: sql`smallint[]`,
}

/** The points on which advice was asked that is neither given nor taken back: somebody waits for it, or asks again. */
export const awaitingAdvice = ({ municipalityId, id }: ProcessRef): RawBuilder<unknown> => sql`
  select distinct advised.point_id from advice_request
  join advice_point as advised on advised.municipality_id = advice_request.municipality_id and advised.request_id = advice_request.id
  where advice_request.municipality_id = ${municipalityId} and advice_request.process_id = ${id} and done_at is null and withdrawn_at is null`

function attention(process: ProcessRef, value: string, by: Looking): RawBuilder<unknown> {
  // What is public or set aside is due never.
  if (value === 'overdue') return sql`due < ${by.today}::date`
  if (value === 'advice') return sql`point_id in (${awaitingAdvice(process)})`
  if (value === 'returned') return sql`return_id is not null`
  if (value === 'withoutChange') return isPromisedWithoutChange(process, by.idle ?? [])
  return value === 'findings' ? sql`has_findings` : sql`changed_since_answer`
}

const either = (conditions: RawBuilder<unknown>[]) =>
  conditions.length === 1 ? sql`${conditions[0]}` : sql`(${sql.join(conditions, sql` or `)})`

/** Whether a row of `point_work` has one of the values that the filter has for this facet. */
function fitsFacet(process: ProcessRef, facet: Facet, values: readonly string[], by: Looking): RawBuilder<unknown> {
  if (facet === 'attention') return either(values.map((value) => attention(process, value, by)))
  const column = columns[facet]
  const some = values.filter((value) => value !== NONE).map((value) => (value === ME ? by.accountId : value))
  const conditions = [
    ...(some.length === 1 ? [sql`${column} = ${some[0]}`] : []),
    ...(some.length > 1 ? [sql`${column} = any(${some}::${types[facet] ?? sql`text[]`})`] : []),
    ...(some.length < values.length ? [sql`${column} is null`] : []),
  ]
  return either(conditions)
}

/** Conditions on a row of `point_work`, each beginning with 'and', for the facets that the filter narrows. */
export function fitsFacets(process: ProcessRef, filter: DeskFilter, by: Looking): RawBuilder<unknown> {
  const narrowed = facets.filter((facet) => filter[facet].length > 0)
  return sql`${sql.join(
    narrowed.map((facet) => sql`and ${fitsFacet(process, facet, filter[facet], by)}`),
    sql` `,
  )}`
}

const inDutch = (question: string) => sql`to_tsquery('dutch_unaccent', ${question})`

const inNames = (question: string) => sql`to_tsquery('whole_words', ${question})`

/** The senders in whose name or organisation something stands, as a statement that gives their ids. */
const sendersNamed = ({ municipalityId, id }: ProcessRef, question: RawBuilder<unknown>) => sql`
  select id from contributor where municipality_id = ${municipalityId} and process_id = ${id}
    and name_words(name, organisation) @@ ${question}`

/** Whether a word says nothing, such as 'de' and 'het': no text is found by it. */
const isSmall = (question: string) => sql`numnode(${inDutch(question)}) = 0`

/**
 * Whether the point with this id fits an alternative: each word stands in the name of its sender or in the point, the others all in its
 * words or all in its answer, and none that must not be there in either. Small words beside others stand everywhere. A value and no
 * 'exists': of that the database would first find all points with the words.
 */
function fitsTogether(process: ProcessRef, pointId: RawBuilder<unknown>, asked: AskedTogether): RawBuilder<unknown> {
  const isOnlySmall = isSmall(asked.terms.join(' & '))
  const otherwise = (term: string) => sql`(${isSmall(term)} and not ${isOnlySmall})
    or point.contributor_id in (${sendersNamed(process, inNames(term))})`
  const allIn = (words: RawBuilder<unknown>) =>
    sql`(${sql.join([sql`true`, ...asked.terms.map((term) => sql`(${words} @@ ${inDutch(term)} or ${otherwise(term)})`)], sql` and `)})`
  const [own, answered] = [sql`point.words`, sql`coalesce(answer.words, '')`]
  const nowhere = asked.leftOut.map(
    (term) => sql`and not ${own} @@ ${inDutch(term)} and not ${answered} @@ ${inDutch(term)}`,
  )
  return sql`coalesce((
    select (${allIn(own)} or ${allIn(answered)}) ${sql.join(nowhere, sql` `)} from point
    left join answer_point on answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id
    left join answer on answer.municipality_id = answer_point.municipality_id and answer.id = answer_point.answer_id
    where point.municipality_id = ${process.municipalityId} and point.id = ${pointId}), false)`
}

/**
 * The points that fit an alternative: a statement that gives their ids, at most so many for each place where words can stand. Of points only
 * those are looked at that an index of words or names gives.
 */
function saying(process: ProcessRef, asked: AskedTogether, most: RawBuilder<unknown>): RawBuilder<unknown> {
  const { municipalityId, id } = process
  const { terms, leftOut } = asked
  const all = inDutch([...terms, ...leftOut.map((term) => `!${term}`)].join(' & '))
  const fits = fitsTogether(process, sql`found.id`, asked)
  const unlessLeftOut = leftOut.length === 0 ? sql`` : sql`and ${fits}`
  const inWords = sql`
    (select found.id from point as found
    where found.municipality_id = ${municipalityId} and found.process_id = ${id} and found.words @@ ${all} ${unlessLeftOut} ${most})`
  if (terms.length === 0) return inWords
  return sql`${inWords}
    union
    (select found.id from answer cross join lateral (
      select point_id as id from answer_point
      where answer_point.municipality_id = answer.municipality_id and answer_point.answer_id = answer.id offset 0) as found
    where answer.municipality_id = ${municipalityId} and answer.process_id = ${id} and answer.words @@ ${all} ${unlessLeftOut} ${most})
    union
    (select found.id from (${sendersNamed(process, anyOf(terms))} offset 0) as sender (id) cross join lateral (
      select point.id from point where point.municipality_id = ${municipalityId} and point.contributor_id = sender.id offset 0) as found
    ${terms.length === 1 && leftOut.length === 0 ? sql`` : sql`where ${fits}`} ${most})`
}

/** Names with any of these words; with small ones only where there are no others, for too many have 'de' in it. */
const anyOf = (terms: readonly string[]) => sql`(
  select to_tsquery('whole_words', coalesce(string_agg(term, ' | ') filter (where numnode(to_tsquery('dutch_unaccent', term)) > 0), ${terms.join(' | ')}))
  from unnest(${[...terms]}::text[]) as term)`

/** Whether the words of a row of `point_work` that is called `walked`, its answer and its sender are what was typed: for looking at a few rows. */
export function saysIt(process: ProcessRef, { search }: DeskFilter): RawBuilder<unknown> {
  const asked = askedTogether(search)
  if (asked.length === 0) return sql`false`
  return either(asked.map((one) => fitsTogether(process, sql`walked.point_id`, one)))
}

/** The points with a number: 12.3, or all of contributor 12. */
function numbered(
  { municipalityId, id }: ProcessRef,
  asked: { contributor: number; point: number | null },
): RawBuilder<unknown> {
  return sql`
    select point.id from contributor
    join contribution on contribution.municipality_id = contributor.municipality_id and contribution.process_id = contributor.process_id
      and contribution.contributor_id = contributor.id
    join point on point.municipality_id = contribution.municipality_id and point.contribution_id = contribution.id
    where contributor.municipality_id = ${municipalityId} and contributor.process_id = ${id}
      and contributor.number = ${asked.contributor} ${asked.point === null ? sql`` : sql`and point.number = ${asked.point}`}`
}

/**
 * The points that what was typed finds, as a statement that gives their ids; null when nothing was typed. With `most` it gives all of them or
 * at least so many.
 */
export function foundPoints(process: ProcessRef, { search }: DeskFilter, most?: number): RawBuilder<unknown> | null {
  if (search === '') return null
  const asked = askedNumber(search)
  if (asked) return numbered(process, asked)
  const alternatives = askedTogether(search)
  if (alternatives.length === 0) return sql`select null::uuid as id where false`
  return sql.join(
    alternatives.map((one) => saying(process, one, most === undefined ? sql`` : sql`limit ${most}`)),
    sql` union `,
  )
}

/**
 * The points of a process that fit a filter, as a statement that gives their ids: for acts on all of them, and for
 * counting.
 */
export function chosenPoints(
  process: ProcessRef,
  filter: DeskFilter = allPoints,
  by: Looking,
): RawBuilder<{ pointId: string }> {
  const found = foundPoints(process, filter)
  return sql<{ pointId: string }>`
    select point_id from point_work
    where municipality_id = ${process.municipalityId} and process_id = ${process.id} ${fitsFacets(process, filter, by)}
      ${found === null ? sql`` : sql`and point_id in (${found})`}`
}
