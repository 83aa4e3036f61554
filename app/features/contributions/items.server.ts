import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { keptPlan } from '#db/prepared.server.ts'

/** A piece of a contribution as its sender gave it. */
export type ContributionItem = {
  contributionId: string
  position: number
  /** Of the question on the list; null for a free point. */
  number: number | null
  /** What the sender printed above it. */
  printedNumber: number | null
  /** The question as it was asked, or as the sender printed it; '' for a free point. */
  heading: string
  /** The question in the contributor's own words; '' for those of the list. */
  ownHeading: string
  /** How the question is answered; null for a free point. */
  kind: 'points' | 'text' | 'choice' | 'scale' | null
  start: number
  end: number
}

/** The items of contributions of a process, in order; those given as one text have none. All of them when no ids are given. */
export async function itemsOf(
  db: Db | Trx,
  process: ProcessRef,
  contributionIds?: readonly string[],
): Promise<Map<string, ContributionItem[]>> {
  const which =
    contributionIds === undefined
      ? sql``
      : contributionIds.length === 1
        ? sql`and item.contribution_id = ${contributionIds[0]}`
        : sql`and item.contribution_id = any(${[...contributionIds]}::uuid[])`
  const { rows } = await sql<ContributionItem>`${contributionIds?.length === 1 ? keptPlan('itemsOfOne') : sql``}
    select item.contribution_id, item.position, item.number, item.printed_number,
      coalesce(nullif(item.heading, ''), question_version.heading, '') as heading, item.heading as own_heading, question_version.kind, item.quote_start as start, item.quote_end as "end"
    from contribution_item as item
    join contribution on contribution.municipality_id = item.municipality_id and contribution.id = item.contribution_id
    left join question_version on question_version.municipality_id = item.municipality_id and question_version.id = item.question_version_id
    where item.municipality_id = ${process.municipalityId} and contribution.process_id = ${process.id}
      ${which}
    order by item.contribution_id, item.position`.execute(db)
  const items = new Map<string, ContributionItem[]>()
  for (const row of rows) {
    const own = items.get(row.contributionId)
    if (own) own.push(row)
    else items.set(row.contributionId, [row])
  }
  return items
}
