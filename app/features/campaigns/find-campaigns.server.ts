import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { eachByItself } from '#app/each-by-itself.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { groupLetters, type Grouped, type KnownLetter } from './group-letters.ts'
import { signatureOf, type LetterSignature } from './letter-signature.ts'
import { holdCampaigns } from './hold-campaigns.server.ts'

/** How many letters a transaction reads and puts in groups: about a third of a second. */
const AT_ONCE = 1000
/** How long letters are read before others in this process are served: of the longest one takes a tenth of a second. */
const TURN_MS = 25

/**
 * Compares the letters that came in since, and puts those that say nearly the same in a group that officials are shown. The worker
 * asks it every minute, and it goes on until all are compared. Each letter is compared with few others, however many there are.
 */
export async function findCampaigns(db: Db, now: Date): Promise<void> {
  const { rows } = await sql<{ municipalityId: string; id: string }>`
    select municipality_id, process_id as id from letter where marks is null group by municipality_id, process_id`.execute(
    db,
  )
  await eachByItself(rows, async (process) => {
    while ((await inTransaction(db, (trx) => compareSome(trx, process, now))) === AT_ONCE);
  })
}

/** Gives how many letters were compared. */
async function compareSome(trx: Trx, process: ProcessRef, now: Date): Promise<number> {
  await holdCampaigns(trx, process)
  const fresh = await unreadLetters(trx, process)
  if (fresh.length === 0) return 0
  const known = await knownLetters(trx, process, fresh)
  const grouped = groupLetters(fresh, known, () => uuid())
  await storeGroups(trx, process, fresh, grouped, now)
  return fresh.length
}

type FreshLetter = LetterSignature & { id: string }

async function unreadLetters(trx: Trx, { municipalityId, id }: ProcessRef): Promise<FreshLetter[]> {
  const { rows } = await sql<{ id: string; text: string }>`
    select contribution.id, contribution.text from (
      select contribution_id from letter
      where municipality_id = ${municipalityId} and process_id = ${id} and marks is null
      order by contribution_id limit ${AT_ONCE}
    ) as unread
    join contribution on contribution.municipality_id = ${municipalityId} and contribution.id = unread.contribution_id
    order by contribution.id`.execute(trx)
  const letters: FreshLetter[] = []
  // Many letters of a campaign are the same text to the last mark.
  const read = new Map<string, LetterSignature>()
  let turn = -Infinity
  for (const { id: letterId, text } of rows) {
    if (performance.now() - turn > TURN_MS) {
      await setImmediate()
      turn = performance.now()
    }
    const signature = read.get(text) ?? signatureOf(text)
    read.set(text, signature)
    letters.push({ ...signature, id: letterId })
  }
  return letters
}

/** What the new letters may be like: earlier ones with the same words, and the first of each of their bands. */
async function knownLetters(trx: Trx, process: ProcessRef, fresh: readonly FreshLetter[]) {
  const { municipalityId, id } = process
  const variants = [...new Set(fresh.map(({ variant }) => variant))]
  const { rows: same } = await sql<KnownRow>`
    select ${knownColumns} from unnest(${variants}::bigint[]) as asked (variant)
    cross join lateral (
      select * from letter
      where municipality_id = ${municipalityId} and process_id = ${id} and letter.variant = asked.variant
      order by campaign_id limit 1
    ) as letter
    left join campaign on campaign.municipality_id = letter.municipality_id and campaign.id = letter.campaign_id`.execute(
    trx,
  )
  const seen = new Set(same.map(({ variant }) => Number(variant)))
  const asked = [...new Set(fresh.flatMap(({ variant, bands }) => (seen.has(variant) ? [] : bands)))]
  const { rows: bands } = await sql<{ band: string; letterId: string }>`
    select band, contribution_id as letter_id from unnest(${asked}::bigint[]) as asked (asked_band)
    join letter_band on municipality_id = ${municipalityId} and process_id = ${id} and band = asked_band`.execute(trx)
  const ids = [...new Set(bands.map(({ letterId }) => letterId))]
  const { rows: near } = await sql<KnownRow>`
    select ${knownColumns} from letter
    left join campaign on campaign.municipality_id = letter.municipality_id and campaign.id = letter.campaign_id
    where letter.municipality_id = ${municipalityId} and contribution_id = any(${ids}::uuid[])`.execute(trx)
  const rows = [...near, ...same.filter(({ id: sameId }) => !ids.includes(sameId))]
  const there = new Set(rows.map(({ id: letterId }) => letterId))
  return {
    letters: rows.map(({ variant, isSettled: _, ...row }): KnownLetter => ({ ...row, variant: Number(variant) })),
    bands: new Map(
      bands.flatMap((row) => (there.has(row.letterId) ? [[Number(row.band), row.letterId] as const] : [])),
    ),
    settled: new Set(rows.flatMap(({ isSettled, groupId }) => (isSettled && groupId ? [groupId] : []))),
  }
}

type KnownRow = {
  id: string
  groupId: string | null
  variant: string
  marks: Buffer
  runs: number
  isSettled: boolean | null
}
const knownColumns = sql`contribution_id as id, campaign_id as group_id, letter.variant, marks, runs, campaign.state <> 'found' as is_settled`

async function storeGroups(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  fresh: readonly FreshLetter[],
  { groups, merged, bands }: Grouped,
  now: Date,
): Promise<void> {
  await sql`
    insert into campaign (municipality_id, process_id, id, found_at)
    select ${municipalityId}, ${processId}, id, ${now} from ${givenRows(
      { id: 'uuid' },
      groups.filter(({ isNew }) => isNew),
    )}`.execute(trx)
  const groupOf = new Map(groups.flatMap(({ id, letters }) => letters.map((letterId) => [letterId, id] as const)))
  const rows = fresh.map(({ id, variant, marks, runs }) => {
    const groupId = groupOf.get(id) ?? null
    groupOf.delete(id)
    return { id, groupId, variant, marks: Buffer.from(marks), runs }
  })
  const standing = sql`case when campaign.state = 'confirmed' then 'waiting' else 'found' end`
  await sql`
    update letter set variant = given.variant, marks = given.marks, runs = given.runs, campaign_id = given.group_id, standing = ${standing}
    from ${givenRows({ id: 'uuid', groupId: 'uuid', variant: 'bigint', marks: 'bytea', runs: 'int' }, rows)}
    left join campaign on campaign.municipality_id = ${municipalityId} and campaign.id = given.group_id
    where letter.municipality_id = ${municipalityId} and letter.contribution_id = given.id`.execute(trx)
  const earlier = [...groupOf].map(([id, groupId]) => ({ id, groupId }))
  if (earlier.length > 0)
    await sql`
      update letter set campaign_id = given.group_id, standing = ${standing}
      from ${givenRows({ id: 'uuid', groupId: 'uuid' }, earlier)}
      join campaign on campaign.municipality_id = ${municipalityId} and campaign.id = given.group_id
      where letter.municipality_id = ${municipalityId} and letter.contribution_id = given.id`.execute(trx)
  if (merged.length > 0)
    await sql`
      update letter set campaign_id = given."to" from ${givenRows({ from: 'uuid', to: 'uuid' }, merged)}
      where letter.municipality_id = ${municipalityId} and letter.campaign_id = given."from"`.execute(trx)
  await sql`
    insert into letter_band (municipality_id, process_id, band, contribution_id)
    select ${municipalityId}, ${processId}, band, letter_id from ${givenRows({ band: 'bigint', letterId: 'uuid' }, bands)}
    on conflict (municipality_id, process_id, band) do update set contribution_id = excluded.contribution_id`.execute(
    trx,
  )
}
