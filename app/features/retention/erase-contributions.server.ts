import { sql } from 'kysely'
import { isNamedInPublic, type ContributorKind } from '#app/features/contributions/contributor-kind.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { eraseBeside } from './erase-beside.server.ts'
import { keepOnly } from './retention.ts'

/** How many texts are in memory at once. */
const AT_ONCE = 500

type Found = { id: string; text: string; kept: { start: number; end: number }[] | null }

/**
 * Erases what is not public of the contributions of a process that is held: of each text only the pieces stay that the public reads, at
 * their places, and of whoever gave it only a public name. Numbers, points, answers and what is public stay as they are.
 */
export async function eraseContributions(trx: Trx, process: ProcessRef, now: Date): Promise<void> {
  const { municipalityId, id: processId } = process
  for (;;) {
    const { rows } = await sql<Found>`
      select contribution.id, contribution.text, case when exists (
        select from ranking_entry where ranking_entry.municipality_id = contribution.municipality_id and contribution_id = contribution.id
      ) and not exists (
        select from point where point.municipality_id = contribution.municipality_id and contribution_id = contribution.id and withdrawn_at is not null
      ) then (
        -- The public reads the whole of a motivation, with its ranking, but for what was left out.
        select json_agg(json_build_object('start', lower(kept), 'end', upper(kept)))
        from unnest(int4multirange(int4range(0, 2 * char_length(contribution.text))) - coalesce((
          select range_agg(int4range(range_start, range_end)) from redaction
          where redaction.municipality_id = contribution.municipality_id and contribution_id = contribution.id), '{}')) as kept
      ) else (
        select json_agg(json_build_object('start', lower(kept), 'end', upper(kept)))
        from (
          select range_agg(int4range(quote_start, quote_end)) as ranges from point
          join point_work on point_work.municipality_id = point.municipality_id and point_work.point_id = point.id
          where point.municipality_id = contribution.municipality_id and contribution_id = contribution.id
            and is_public and withdrawn_at is null and quote_start is not null and (summary = '' or shows_quotation)
        ) as shown
        cross join lateral unnest(shown.ranges - coalesce((
          select range_agg(int4range(range_start, range_end)) from redaction
          where redaction.municipality_id = contribution.municipality_id and contribution_id = contribution.id), '{}')) as kept
      ) end as kept
      from contribution
      where municipality_id = ${municipalityId} and process_id = ${processId} and erased_at is null
      order by id limit ${AT_ONCE}`.execute(trx)
    if (rows.length === 0) break
    const erased = rows.map(({ id, text, kept }) => ({ id, text: keepOnly(text, kept ?? []) }))
    await sql`
      update contribution set text = given.text, erased_at = ${now}, external_id = null, about = '', not_public = '', timeliness_reason = '', formal_reason =
        case when formal_state is null then '' else 'Gewist' end, referred_to = ''
      from ${givenRows({ id: 'uuid', text: 'text' }, erased)}
      where contribution.municipality_id = ${municipalityId} and contribution.id = given.id`.execute(trx)
  }
  // What officials wrote of points that never became public tells as much as the text did. Naming a range makes the stored words anew.
  await sql`
    update point set quote_start = quote_start, summary = case
      when is_public and withdrawn_at is null and not (shows_quotation and quote_start is not null) then summary
      when quote_start is null then 'Gewist' else '' end
    from point_work
    where point.municipality_id = ${municipalityId} and point.process_id = ${processId}
      and point_work.municipality_id = point.municipality_id and point_work.point_id = point.id`.execute(trx)
  await eraseBeside(trx, process)
  await eraseNames(trx, process)
}

/** Takes away the names that the public does not read. */
async function eraseNames(trx: Trx, { municipalityId, id: processId }: ProcessRef): Promise<void> {
  const { rows } = await sql<{
    id: string
    kind: ContributorKind
    name: string
    organisation: string
    namedInPublic: boolean
    isPublic: boolean
  }>`
    select id, kind, name, organisation, named_in_public, exists (
      select from published_point where published_point.municipality_id = contributor.municipality_id and contributor_id = contributor.id
    ) as is_public
    from contributor where municipality_id = ${municipalityId} and process_id = ${processId} and (name <> '' or role <> '' or organisation <> '')`.execute(
    trx,
  )
  const unnamed = rows.filter((row) => !row.isPublic || !isNamedInPublic(row)).map(({ id }) => id)
  await sql`
    update contributor set name = '', role = '', organisation = ''
    where municipality_id = ${municipalityId} and id = any(${unnamed}::uuid[])`.execute(trx)
}
