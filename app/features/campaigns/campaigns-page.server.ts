import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { saidPart } from './letter-signature.ts'
import type { CampaignState } from './stored-campaign.server.ts'

/** Of fewer letters a campaign is not proposed: two people who send the same are soon answered apart. */
export const LEAST_LETTERS = 3
/** How many the page shows of each state. */
const MOST_SHOWN = 100

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

export type CampaignsInLists = Record<CampaignState, CampaignInList[]>

/** The campaigns of a process by state, those with most letters first; of each state so many. */
export async function campaignsOf(db: Db, process: ProcessRef, most = MOST_SHOWN): Promise<CampaignsInLists> {
  const [found, confirmed, refused] = await Promise.all([
    campaignsIn(db, process, 'found', most),
    campaignsIn(db, process, 'confirmed', most),
    campaignsIn(db, process, 'refused', most),
  ])
  return { found, confirmed, refused }
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

async function campaignsIn(
  db: Db,
  { municipalityId, id }: ProcessRef,
  state: CampaignState,
  most: number,
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
    where campaign.municipality_id = ${municipalityId} and campaign.process_id = ${id} and campaign.state = ${state}
      and letters >= ${state === 'found' ? LEAST_LETTERS : 1}
    order by letters desc, campaign.id
    limit ${most}`.execute(db)
  return rows.map((row) => ({ ...row, beginning: beginningOf(row.beginning) }))
}

const LONGEST_BEGINNING = 200

/** How a letter begins, without its greeting. */
function beginningOf(text: string): string {
  const { start, end } = saidPart(text)
  const said = text.slice(start, end).replace(/\s+/g, ' ').trim()
  return said.length > LONGEST_BEGINNING ? `${said.slice(0, LONGEST_BEGINNING).trimEnd()}…` : said
}
