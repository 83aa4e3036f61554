import { sql } from 'kysely'
import { validate } from 'uuid'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { saidPart } from './letter-signature.ts'
import type { CampaignState } from './stored-campaign.server.ts'

/** Of fewer letters a campaign is not proposed: two people who send the same are soon answered apart. */
export const LEAST_LETTERS = 3
/** How many the page shows of each state. */
const PER_PAGE = 50

export type CampaignInList = {
  id: string
  name: string
  letters: number
  waiting: number
  /** How the text begins. */
  beginning: string
  isSplit: boolean
  /** Points of the base text, and how many of them have an answer. */
  points: number
  answered: number
}

/** A page of campaigns in one state, and where the pages beside it begin, as an address has it; null where there is none. */
export type CampaignsShown = {
  campaigns: CampaignInList[]
  previous: { from: string | null } | null
  next: { from: string } | null
}
export type CampaignsInLists = Record<CampaignState, CampaignsShown>

/** The campaigns of a process by state, those with most letters first: of each state the page that begins where `from` says. */
export async function campaignsOf(
  db: Db,
  process: ProcessRef,
  from: Partial<Record<CampaignState, string | null>> = {},
): Promise<CampaignsInLists> {
  const shown = (state: CampaignState) => shownOf(db, process, state, placeFrom(from[state] ?? ''))
  const [found, confirmed, refused] = await Promise.all([shown('found'), shown('confirmed'), shown('refused')])
  return { found, confirmed, refused }
}

/** Where a page begins: how many letters a campaign had, and its id. Both, so that the place stays when letters join. */
type Place = { letters: number; id: string }

const placeOf = ({ letters, id }: Place) => `${letters}.${id}`

function placeFrom(typed: string): Place | null {
  const [, letters, id = ''] = /^(\d{1,9})\.([0-9a-f-]{36})$/.exec(typed) ?? []
  return letters !== undefined && validate(id) ? { letters: Number(letters), id } : null
}

async function shownOf(db: Db, process: ProcessRef, state: CampaignState, from: Place | null): Promise<CampaignsShown> {
  const [rows, before] = await Promise.all([
    campaignsIn(db, process, state, { from, limit: PER_PAGE + 1 }),
    from === null ? [] : placesBefore(db, process, state, from),
  ])
  // Letters that leave make a list shorter, so that a place may be behind its end.
  if (rows.length === 0 && from !== null) return shownOf(db, process, state, null)
  const next = rows.at(PER_PAGE)
  const previous = before.length > PER_PAGE ? before.at(PER_PAGE - 1) : undefined
  return {
    campaigns: rows.slice(0, PER_PAGE),
    previous: before.length === 0 ? null : { from: previous ? placeOf(previous) : null },
    next: next ? { from: placeOf(next) } : null,
  }
}

/** How many wait for an official: campaigns that were found, and confirmed ones with letters that wait. */
export async function campaignsToDecide(db: Db, { municipalityId, id }: ProcessRef): Promise<number> {
  return (await campaignsToDecideIn(db, municipalityId, [id])).get(id) ?? 0
}

/** The same for several processes, by their id; a process without any is left out. */
export async function campaignsToDecideIn(
  db: Db,
  municipalityId: string,
  processIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    select process_id as id, count(*)::int as count from campaign
    where municipality_id = ${municipalityId} and process_id = any(${[...processIds]}::uuid[]) and (
      (state = 'found' and letters >= ${LEAST_LETTERS})
      or (state = 'confirmed' and exists (
        select from letter
        where letter.municipality_id = campaign.municipality_id and letter.campaign_id = campaign.id and standing = 'waiting')))
    group by process_id`.execute(db)
  return new Map(rows.map(({ id, count }) => [id, count]))
}

const inState = ({ municipalityId, id }: ProcessRef, state: CampaignState) => sql`
  campaign.municipality_id = ${municipalityId} and campaign.process_id = ${id} and campaign.state = ${state}
    and letters >= ${state === 'found' ? LEAST_LETTERS : 1}`

/** The campaigns that stand before a place, the nearest first: a page of them, and one more when that does not begin the list. */
async function placesBefore(db: Db, process: ProcessRef, state: CampaignState, from: Place): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select letters, id from campaign
    where ${inState(process, state)} and (letters > ${from.letters} or (letters = ${from.letters} and id < ${from.id}))
    order by letters, id desc limit ${PER_PAGE + 1}`.execute(db)
  return rows
}

/** The campaigns of a process in a state, those with most letters first, from a place on: at most so many. */
export async function campaignsIn(
  db: Db,
  process: ProcessRef,
  state: CampaignState,
  { from = null, limit }: { from?: Place | null; limit: number },
): Promise<CampaignInList[]> {
  const { rows } = await sql<CampaignInList>`
    select campaign.id, name, letters, split_at is not null as is_split, left(contribution.text, 1000) as beginning,
      coalesce(waiting.count, 0)::int as waiting, coalesce(shared.points, 0)::int as points, coalesce(shared.answered, 0)::int as answered
    from campaign
    cross join lateral (
      select coalesce(base_letter, (
        select contribution_id from letter
        where letter.municipality_id = campaign.municipality_id and letter.campaign_id = campaign.id limit 1)) as id
    ) as shown
    join contribution on contribution.municipality_id = campaign.municipality_id and contribution.id = shown.id
    left join lateral (
      select count(*) as count from letter
      where letter.municipality_id = campaign.municipality_id and letter.campaign_id = campaign.id and standing = 'waiting' and campaign.state = 'confirmed'
    ) as waiting on true
    left join lateral (
      select count(*) as points, count(disposition) as answered
      from point
      join campaign_point on campaign_point.municipality_id = point.municipality_id and campaign_point.point_id = point.id
      join point_work on point_work.municipality_id = point.municipality_id and point_work.point_id = point.id
      where point.municipality_id = campaign.municipality_id and point.contribution_id = campaign.base_letter and shared_id is not null
    ) as shared on true
    where ${inState(process, state)}
      ${from === null ? sql`` : sql`and (letters < ${from.letters} or (letters = ${from.letters} and campaign.id >= ${from.id}))`}
    order by letters desc, campaign.id
    limit ${limit}`.execute(db)
  return rows.map((row) => ({ ...row, beginning: beginningOf(row.beginning) }))
}

const LONGEST_BEGINNING = 200

/** How a letter begins, without its greeting. */
function beginningOf(text: string): string {
  const { start, end } = saidPart(text)
  const said = text.slice(start, end).replace(/\s+/g, ' ').trim()
  return said.length > LONGEST_BEGINNING ? `${said.slice(0, LONGEST_BEGINNING).trimEnd()}…` : said
}
