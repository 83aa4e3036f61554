import { sql, type RawBuilder } from 'kysely'
import { validate } from 'uuid'
import {
  fullName,
  isNamedInPublic,
  type ContributorKind,
  type NamedContributor,
} from '#app/features/contributions/contributor-kind.ts'
import type { FormalState } from '#app/features/contributions/formal-state.ts'
import { originsOf } from '#app/features/contributions/origin-queries.server.ts'
import { whenAndWhere } from '#app/features/contributions/origin-words.ts'
import type { Round } from '#app/features/contributions/round.ts'
import type { ChannelKind, ProcessRef } from '#app/features/processes/process.ts'
import { searchQuestion } from '#app/features/processes/search-words.ts'
import type { Timeliness } from '#app/features/processes/term.ts'
import type { Db } from '#db/client.server.ts'
import type { RegisterFilter, RegisterPlace } from './register-filter.ts'

type RegisterRow = {
  id: string
  number: number | null
  /** Which of the contributions of its contributor it is, when there are more; null otherwise. */
  ordinal: number | null
  name: string
  kind: ContributorKind
  named: boolean
  beginning: string
  channel: ChannelKind
  round: Round
  receivedAt: Date
  timeliness: Timeliness
  points: number
  isSplit: boolean
  formalState: FormalState | null
  /** The sender asked to keep something of it out of public. */
  asksPrivacy: boolean
  /** When and where it was said, of what no form brought; '' when that is not known. */
  origin: string
}

type RegisterPage = {
  rows: RegisterRow[]
  /** Where the pages around it begin; null where there is none. */
  previous: RegisterPlace | null
  next: RegisterPlace | null
}

/**
 * A page of the register from a place on, or the last one. It looks for as many contributions as it shows and for those of the
 * page before, wherever it begins. A place that is not there any more is the beginning.
 */
export async function registerPage(
  db: Db,
  process: ProcessRef,
  filter: RegisterFilter,
  place: RegisterPlace,
  size: number,
): Promise<RegisterPage> {
  const at = typeof place === 'object' && (await isThere(db, process, place.from)) ? place.from : null
  const some = (part: Part, limit: number) => idsOf(db, process, filter, part, limit)
  if (place === 'end') {
    const last = (await some({ before: null }, size + 1)).reverse()
    const shown = last.slice(-size)
    const more = last.length > size && shown[0] !== undefined
    const earlier = more ? await some({ before: shown[0] ?? null }, size + 1) : []
    return { rows: await rowsOf(db, process, shown), previous: placeBefore(earlier, size), next: null }
  }
  const found = await some({ from: at }, size + 1)
  const earlier = at === null ? [] : await some({ before: at }, size + 1)
  const next = found[size]
  return {
    rows: await rowsOf(db, process, found.slice(0, size)),
    previous: placeBefore(earlier, size),
    next: next === undefined ? null : { from: next },
  }
}

/** The ids of all contributions that fit a filter, some at a time, in the order of the list. */
export async function* registerIds(
  db: Db,
  process: ProcessRef,
  filter: RegisterFilter,
  size: number,
): AsyncGenerator<string[]> {
  let from: string | null = null
  do {
    const found: string[] = await idsOf(db, process, filter, { from }, size + 1)
    if (found.length > 0) yield found.slice(0, size)
    from = found[size] ?? null
  } while (from !== null)
}

/** Where a page begins that ends before another; `earlier` are those before that other one, the nearest first. */
function placeBefore(earlier: readonly string[], size: number): RegisterPlace | null {
  const first = earlier[size - 1]
  if (earlier.length > size && first !== undefined) return { from: first }
  return earlier.length > 0 ? 'begin' : null
}

/** How many contributions fit a filter, up to so many and one more. */
export async function countUpTo(db: Db, process: ProcessRef, filter: RegisterFilter, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select ${fromRegister(process)} ${fits(filter)} limit ${most + 1}) as found`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/** How many contributions have each formal state; those that nobody has are left out. */
export async function countFormalStates(
  db: Db,
  { municipalityId, id }: ProcessRef,
): Promise<Partial<Record<FormalState, number>>> {
  const { rows } = await sql<{ state: FormalState; count: number }>`
    select formal_state as state, count(*)::int as count from contribution
    where municipality_id = ${municipalityId} and process_id = ${id} and formal_state is not null group by formal_state`.execute(
    db,
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

/** How many senders asked to keep something out of public. */
export async function countPrivate(db: Db, { municipalityId, id }: ProcessRef): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from contribution
    where municipality_id = ${municipalityId} and process_id = ${id} and not_public <> ''`.execute(db)
  return rows[0]?.count ?? 0
}

async function isThere(db: Db, { municipalityId, id: processId }: ProcessRef, id: string): Promise<boolean> {
  if (!validate(id)) return false
  const found = await db
    .selectFrom('contribution')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', processId)
    .where('id', '=', id)
    .executeTakeFirst()
  return found !== undefined
}

/** What a contribution is sorted by: who has no number yet comes last. */
const sortedBy = {
  number: [sql`coalesce(contributor.number, 2147483647)`, sql`coalesce(ordinal, 2147483647)`, sql`contribution.id`],
  received: [sql`received_at`, sql`contribution.id`],
}

/** From one on, or what is before one; null is the beginning of the list, and behind its end. */
type Part = { from: string | null } | { before: string | null }

async function idsOf(
  db: Db,
  process: ProcessRef,
  filter: RegisterFilter,
  part: Part,
  limit: number,
): Promise<string[]> {
  const [isForwards, id] = 'from' in part ? [true, part.from] : [false, part.before]
  const key = sortedBy[filter.sort === 'number' ? 'number' : 'received']
  const isUp = isForwards === (filter.sort !== 'newest')
  const than = sql.raw(`${isUp ? '>' : '<'}${isForwards ? '=' : ''}`)
  const place = sql`(
    select ${sql.join(key)} from contribution
    join contributor on contributor.municipality_id = contribution.municipality_id and contributor.id = contribution.contributor_id
    where contribution.municipality_id = ${process.municipalityId} and contribution.id = ${id})`
  const { rows } = await sql<{ id: string }>`
    select contribution.id ${fromRegister(process)} ${fits(filter)}
      ${id === null ? sql`` : sql`and (${sql.join(key)}) ${than} ${place}`}
    order by ${sql.join(key.map((part) => (isUp ? part : sql`${part} desc`)))} limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

const fromRegister = ({ municipalityId, id }: ProcessRef) => sql`
  from contribution
  join contributor on contributor.municipality_id = contribution.municipality_id and contributor.id = contribution.contributor_id
  where contribution.municipality_id = ${municipalityId} and contribution.process_id = ${id}
    and contributor.municipality_id = ${municipalityId} and contributor.process_id = ${id}`

async function rowsOf(db: Db, process: ProcessRef, ids: readonly string[]): Promise<RegisterRow[]> {
  if (ids.length === 0) return []
  const { municipalityId } = process
  const { rows } = await sql<NamedContributor & Omit<RegisterRow, 'name' | 'named' | 'origin'>>`
    select contribution.id, contributor.number, contributor.kind, name, organisation, named_in_public, resident_number,
      left(text, 240) as beginning, channel, round, received_at, timeliness, split_done_at is not null as is_split, formal_state,
      not_public <> '' as asks_privacy,
      (select count(*)::int from point where point.municipality_id = ${municipalityId} and contribution_id = contribution.id) as points,
      case when exists (select from contribution as other where other.municipality_id = ${municipalityId}
        and other.contributor_id = contributor.id and other.id <> contribution.id) then ordinal end as ordinal
    from unnest(${[...ids]}::uuid[]) with ordinality as given (id, place)
    join contribution on contribution.municipality_id = ${municipalityId} and contribution.id = given.id
    join contributor on contributor.municipality_id = ${municipalityId} and contributor.id = contribution.contributor_id
    order by given.place`.execute(db)
  const origins = await originsOf(db, process, [...ids])
  const originOf = (contributionId: string) => {
    const origin = origins.get(contributionId)
    return origin ? [origin.source, whenAndWhere(origin)].filter((part) => part !== '').join(', ') : ''
  }
  return rows.map(({ name, organisation, namedInPublic, residentNumber, ...row }) => {
    const person = { ...{ name, organisation, namedInPublic, residentNumber }, kind: row.kind, number: row.number }
    return { ...row, origin: originOf(row.id), name: fullName(person), named: isNamedInPublic(person) }
  })
}

function fits({ state, channel, round, formal, search }: RegisterFilter): RawBuilder<unknown> {
  const number = search !== undefined && /^\d{1,6}$/.test(search) ? Number(search) : null
  const words = search === undefined || number !== null ? null : searchQuestion(search)
  const searched = sql`concat_ws(' ', contribution.text, contributor.name, contributor.organisation)`
  return sql`
    ${state === undefined ? sql`` : sql`and (split_done_at is not null) = ${state === 'split'}`}
    ${channel === undefined ? sql`` : sql`and channel = ${channel}`}
    ${round === undefined ? sql`` : sql`and round = ${round}`}
    ${
      formal === undefined
        ? sql``
        : formal === 'none' || formal === 'any'
          ? sql`and (formal_state is null) = ${formal === 'none'}`
          : sql`and formal_state = ${formal}`
    }
    ${number === null ? sql`` : sql`and contributor.number = ${number}`}
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
