import { sql } from 'kysely'
import { NotFound } from '#app/errors.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { heldPart, likeness } from './letter-signature.ts'

/** In the state that the check on this column in the database names. */
export type CampaignState = 'found' | 'confirmed' | 'refused'

export type StoredCampaign = {
  id: string
  state: CampaignState
  name: string
  /** How many letters it has, those that wait too. */
  letters: number
  /** The contribution with the base text; null until someone decided. */
  baseLetter: string | null
  decidedAt: Date | null
  decidedBy: string | null
  splitAt: Date | null
}

/** A campaign of this process. Throws NotFound. */
export async function campaignOf(db: Db | Trx, process: ProcessRef, campaignId: string): Promise<StoredCampaign> {
  const row = await db
    .selectFrom('campaign')
    .leftJoin('account', (join) =>
      join
        .onRef('account.municipalityId', '=', 'campaign.municipalityId')
        .onRef('account.id', '=', 'campaign.decidedBy'),
    )
    .select(['campaign.id', 'state', 'campaign.name', 'letters', 'baseLetter', 'decidedAt', 'splitAt'])
    .select('account.name as decidedBy')
    .where('campaign.municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('campaign.id', '=', asId(campaignId))
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return { ...row, state: row.state as CampaignState }
}

/** Letters of a campaign with the same words, apart from how they greet and who signs. */
export type Variant = {
  variant: string
  /** The first that came in. */
  letterId: string
  marks: Buffer
  runs: number
  letters: number
  /** How many of them wait for an official. */
  waiting: number
}

/** The variants of a campaign, those with most letters first. */
export async function variantsOf(db: Db | Trx, process: ProcessRef, campaignId: string): Promise<Variant[]> {
  const { rows } = await sql<Variant>`
    select variant, letter_id, letter.marks, letter.runs, each.letters, waiting from (
      select variant, (array_agg(contribution_id order by contribution_id))[1] as letter_id,
        count(*)::int as letters, count(*) filter (where standing = 'waiting')::int as waiting
      from letter where municipality_id = ${process.municipalityId} and campaign_id = ${campaignId} group by variant
    ) as each
    join letter using (variant)
    where municipality_id = ${process.municipalityId} and contribution_id = letter_id
    order by each.letters desc, letter_id`.execute(db)
  return rows
}

/** Of how many variants it is looked at which one is most like the others. */
const LOOKED_AT = 64

/**
 * The variant that most people sent. When all are sent equally often, the one that is most like the others: it has least of what one
 * sender added or left out. Of an empty list there is none.
 */
export function baseAmong(variants: readonly Variant[]): Variant | null {
  const most = variants[0]?.letters ?? 0
  const [candidates, others] = [variants.filter(({ letters }) => letters === most), variants.slice(0, LOOKED_AT)]
  let best: { variant: Variant; sum: number } | null = null
  for (const variant of candidates.slice(0, LOOKED_AT)) {
    const sum = others.reduce((all, other) => all + likeness(variant.marks, other.marks), 0)
    if (!best || sum > best.sum) best = { variant, sum }
  }
  return best?.variant ?? null
}

const HELD = 0.8
const LIKE = 0.6

/** Whether a letter surely belongs with the base text; else an official looks at it first. */
export function isSure(base: Pick<Variant, 'marks' | 'runs'>, variant: Pick<Variant, 'marks' | 'runs'>): boolean {
  return likeness(base.marks, variant.marks) >= LIKE || heldPart(base, variant) >= HELD
}
