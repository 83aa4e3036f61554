import { sql, type RawBuilder } from 'kysely'
import { fullName, isNamedInPublic, type ContributorKind, type NamedContributor } from '#app/features/contributions/contributor-kind.ts'
import { originsOf } from '#app/features/contributions/origin-queries.server.ts'
import { whenAndWhere } from '#app/features/contributions/origin-words.ts'
import type { ChannelKind, ProcessRef } from '#app/features/processes/process.ts'
import { searchQuestion } from '#app/features/processes/search-words.ts'
import type { Timeliness } from '#app/features/processes/term.ts'
import { today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { numberingOf } from './numbering.server.ts'
import type { PointWording, WordingReason } from './public-words.ts'
import type { RegisterFilter } from './register-filter.ts'

export type WorkCounts = {
  contributions: number
  /** Contributions whose splitting is done. */
  split: number
  points: number
  answered: number
  themes: number
}

/** How far the work on a process is. */
export async function workCounts(db: Db, { municipalityId, id }: ProcessRef): Promise<WorkCounts> {
  const of = (table: RawBuilder<unknown>) => sql`from ${table} where municipality_id = ${municipalityId} and process_id = ${id}`
  const { rows } = await sql<WorkCounts>`
    select (select count(*)::int ${of(sql`contribution`)}) as contributions,
      (select count(split_done_at)::int ${of(sql`contribution`)}) as split,
      (select count(*)::int ${of(sql`point`)}) as points,
      (select count(*)::int ${of(sql`answer_point`)}) as answered,
      (select count(*)::int ${of(sql`theme`)}) as themes`.execute(db)
  return rows[0] ?? { contributions: 0, split: 0, points: 0, answered: 0, themes: 0 }
}

type RegisterRow = {
  id: string
  number: number
  name: string
  kind: ContributorKind
  named: boolean
  beginning: string
  channel: ChannelKind
  receivedAt: Date
  timeliness: Timeliness
  points: number
  isSplit: boolean
  /** When and where it was said, of what no form brought; '' when that is not known. */
  origin: string
}

/** One page of the register in order of receipt, and how many fit the filter. */
export async function registerPage(
  db: Db,
  process: ProcessRef,
  filter: RegisterFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: RegisterRow[]; total: number }> {
  const { municipalityId, id } = process
  const { rows } = await sql<NamedContributor & Omit<RegisterRow, 'name' | 'named' | 'origin'> & { total: string }>`
    with ${numberingOf(process)},
    page as (
      select contribution.id, count(*) over () as total
      from contribution
      join contributor on contributor.municipality_id = contribution.municipality_id and contributor.id = contribution.contributor_id
      join received on received.contributor_id = contributor.id
      where contribution.municipality_id = ${municipalityId} and contribution.process_id = ${id} ${fits(filter)}
      order by received_at, contribution.id limit ${limit} offset ${offset}
    )
    select contribution.id, coalesce(contributor.number, received.place) as number, contributor.kind, name, organisation, named_in_public,
      resident_number, left(text, 240) as beginning, channel, received_at, timeliness, placed.points, split_done_at is not null as is_split, total
    from page
    join contribution on contribution.municipality_id = ${municipalityId} and contribution.id = page.id
    join contributor on contributor.municipality_id = ${municipalityId} and contributor.id = contribution.contributor_id
    join received on received.contributor_id = contributor.id
    join placed on placed.id = contribution.id
    order by received_at, contribution.id`.execute(db)
  const origins = await originsOf(db, process, rows.map((row) => row.id))
  const originOf = (contributionId: string) => {
    const origin = origins.get(contributionId)
    return origin ? [origin.source, whenAndWhere(origin)].filter((part) => part !== '').join(', ') : ''
  }
  return {
    total: Number(rows[0]?.total ?? 0),
    rows: rows.map(({ id: rowId, number, kind, beginning, channel, receivedAt, timeliness, points, isSplit, ...person }) => ({
      ...{ id: rowId, number, kind, beginning, channel, receivedAt, timeliness, points, isSplit, origin: originOf(rowId) },
      name: fullName({ ...person, kind }),
      named: isNamedInPublic({ ...person, kind }),
    })),
  }
}

function fits({ state, channel, search }: RegisterFilter): RawBuilder<unknown> {
  const number = search !== undefined && /^\d{1,6}$/.test(search) ? Number(search) : null
  const words = search === undefined || number !== null ? null : searchQuestion(search)
  const searched = sql`concat_ws(' ', contribution.text, contributor.name, contributor.organisation)`
  return sql`
    ${state === undefined ? sql`` : sql`and (split_done_at is not null) = ${state === 'split'}`}
    ${channel === undefined ? sql`` : sql`and channel = ${channel}`}
    ${number === null ? sql`` : sql`and coalesce(contributor.number, received.place) = ${number}`}
    ${search === undefined || number !== null ? sql`` : words === null ? sql`and false` : sql`and (
      (contribution.words || to_tsvector('dutch_unaccent', concat_ws(' ', contributor.name, contributor.organisation))) @@ to_tsquery('dutch_unaccent', ${words})
      or strpos(unaccent(lower(${searched})), unaccent(lower(${search}))) > 0)`}`
}

/** The next contribution to split: the first behind this one in order of receipt, else the first there is; null when all are done. */
export async function nextToSplit(db: Db, { municipalityId, id }: ProcessRef, after?: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from contribution
    where municipality_id = ${municipalityId} and process_id = ${id} and split_done_at is null and id is distinct from ${after ?? null}
    order by (received_at, id) <= (
      select received_at, id from contribution where municipality_id = ${municipalityId} and process_id = ${id} and id = ${after ?? null}
    ), received_at, id limit 1`.execute(db)
  return rows[0]?.id ?? null
}

export type ShownTheme = { id: string; name: string; points: number }

/** The themes of a process in their order, with how many points have them. */
export async function themesOf(db: Db, { municipalityId, id }: ProcessRef): Promise<ShownTheme[]> {
  const { rows } = await sql<ShownTheme>`
    select theme.id, theme.name, coalesce(counted.points, 0)::int as points
    from theme
    left join (
      select theme_id, count(*) as points from point where municipality_id = ${municipalityId} and process_id = ${id} group by theme_id
    ) counted on counted.theme_id = theme.id
    where municipality_id = ${municipalityId} and process_id = ${id}
    order by position, theme.id`.execute(db)
  return rows
}

type PointOfContribution = {
  id: string
  number: number
  range: { start: number; end: number } | null
  summary: string
  /** With a summary: whether what was written becomes public in its place. */
  showsQuotation: boolean
  withdrawal: PointWording['withdrawal']
  themeId: string | null
  theme: string | null
  isAnswered: boolean
}

type MarkRow = Omit<PointOfContribution, 'range' | 'withdrawal'> & {
  quoteStart: number | null
  quoteEnd: number | null
  withdrawnAt: Date | null
  withdrawnBecause: WordingReason
}

/** The points of a contribution by number, and what in it is no point. */
export async function marksOf(db: Db, { municipalityId, id }: ProcessRef, contributionId: string) {
  const { rows } = await sql<MarkRow>`
    select point.id, point.number, quote_start, quote_end, summary, shows_quotation, withdrawn_at, withdrawn_because, theme_id, theme.name as theme, answer_point.answer_id is not null as is_answered
    from point
    left join theme on theme.municipality_id = point.municipality_id and theme.id = point.theme_id
    left join answer_point on answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id
    where point.municipality_id = ${municipalityId} and point.process_id = ${id} and contribution_id = ${contributionId}
    order by point.number`.execute(db)
  const nonPoints = await db
    .selectFrom('nonPoint')
    .select(['quoteStart as start', 'quoteEnd as end'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .where('contributionId', '=', contributionId)
    .orderBy('quoteStart')
    .execute()
  const points: PointOfContribution[] = rows.map(({ quoteStart, quoteEnd, withdrawnAt, withdrawnBecause, ...point }) => ({
    ...point,
    withdrawal: withdrawnAt && { on: today(withdrawnAt), because: withdrawnBecause },
    range: quoteStart === null || quoteEnd === null ? null : { start: quoteStart, end: quoteEnd },
  }))
  return { points, nonPoints }
}
