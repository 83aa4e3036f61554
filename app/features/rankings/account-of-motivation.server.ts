import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Doer } from '#app/features/accounts/account.ts'
import { paths } from '#app/paths.ts'
import type { Trx } from '#db/client.server.ts'
import { publicWords } from '#app/features/points/public-words.ts'
import { redactionsOf } from '#app/features/points/redactions.server.ts'

type Motivation = { pointId: string; contributionId: string; text: string; slug: string; publicFrom: Date }

/**
 * Writes down what was public of motivations of council groups, before words are left out of them: the outcome of a ranking is
 * public long before the answers are. Of other contributions, and before the outcome is public, there is nothing to write down.
 */
export async function keepAccountOfMotivation(
  trx: Trx,
  by: Doer,
  { processId, contributionIds }: { processId: string; contributionIds: readonly string[] },
  now: Date,
): Promise<void> {
  const { municipalityId } = by
  const { rows } = await sql<Motivation>`
    select point.id as point_id, point.contribution_id, contribution.text, process.slug,
      coalesce((select max(public_until) from public_wording
        where public_wording.municipality_id = point.municipality_id and public_wording.process_id = point.process_id and public_wording.point_id = point.id),
        session.published_at) as public_from
    from ranking_entry as entry
    join contribution on contribution.municipality_id = entry.municipality_id and contribution.id = entry.contribution_id
    join point on point.municipality_id = contribution.municipality_id and point.contribution_id = contribution.id
    join process on process.municipality_id = contribution.municipality_id and process.id = contribution.process_id
    join council_group on council_group.municipality_id = entry.municipality_id and council_group.id = entry.group_id
    join ranking_session as session on session.municipality_id = council_group.municipality_id and session.id = council_group.session_id
      and session.state = 'published'
    where entry.municipality_id = ${municipalityId} and entry.contribution_id = any(${[...contributionIds]}::uuid[])
      and contribution.process_id = ${processId}`.execute(trx)
  if (rows.length === 0) return
  const redactions = await redactionsOf(trx, { municipalityId, id: processId }, contributionIds)
  await trx
    .insertInto('publicWording')
    .values(
      rows.map(({ pointId, contributionId, text, slug, publicFrom }) => ({
        ...{
          municipalityId,
          id: uuid(),
          processId,
          pointId,
          reply: '',
          act: 'redact',
          reason: 'personalData',
          endedBy: by.id,
        },
        words: publicWords(
          { range: { start: 0, end: text.length }, summary: '', showsQuotation: false, withdrawal: null },
          text,
          redactions.get(contributionId) ?? [],
        ).words,
        ...{
          publicFrom,
          publicUntil: now,
          places: [paths.public.topList(slug), paths.public.topListCsv(slug), paths.public.topListJson(slug)],
          messageKeys: [],
        },
      })),
    )
    .execute()
}
