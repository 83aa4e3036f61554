import { sql, type RawBuilder } from 'kysely'
import {
  fullName,
  isNamedInPublic,
  type ContributorKind,
  type NamedContributor,
} from '#app/features/contributions/contributor-kind.ts'
import { originsOf } from '#app/features/contributions/origin-queries.server.ts'
import { whenAndWhere } from '#app/features/contributions/origin-words.ts'
import type { ChannelKind, ProcessRef } from '#app/features/processes/process.ts'
import { searchQuestion } from '#app/features/processes/search-words.ts'
import type { Timeliness } from '#app/features/processes/term.ts'
import type { Db } from '#db/client.server.ts'
import { numberingOf } from './numbering.server.ts'
import type { RegisterFilter } from './register-filter.ts'

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
  const origins = await originsOf(
    db,
    process,
    rows.map((row) => row.id),
  )
  const originOf = (contributionId: string) => {
    const origin = origins.get(contributionId)
    return origin ? [origin.source, whenAndWhere(origin)].filter((part) => part !== '').join(', ') : ''
  }
  return {
    total: Number(rows[0]?.total ?? 0),
    rows: rows.map(
      ({ id: rowId, number, kind, beginning, channel, receivedAt, timeliness, points, isSplit, ...person }) => ({
        ...{
          id: rowId,
          number,
          kind,
          beginning,
          channel,
          receivedAt,
          timeliness,
          points,
          isSplit,
          origin: originOf(rowId),
        },
        name: fullName({ ...person, kind }),
        named: isNamedInPublic({ ...person, kind }),
      }),
    ),
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
    ${
      search === undefined || number !== null
        ? sql``
        : words === null
          ? sql`and false`
          : sql`and (
      (contribution.words || to_tsvector('dutch_unaccent', concat_ws(' ', contributor.name, contributor.organisation))) @@ to_tsquery('dutch_unaccent', ${words})
      or strpos(unaccent(lower(${searched})), unaccent(lower(${search}))) > 0)`
    }`
}
