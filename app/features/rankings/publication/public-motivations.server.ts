import { sql } from 'kysely'
import { publicWords, type WordingReason } from '#app/features/points/public-words.ts'
import { redactionsOf } from '#app/features/points/redactions.server.ts'
import type { RankingReport } from '#app/features/rankings/counting/report.ts'
import { today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'

/**
 * The report with the motivations as they may be public: without what was left out of one, and of one that was taken back only
 * that it was. The outcome was made public in the words of the groups, so a summary of a motivation changes nothing here.
 */
export async function withPublicMotivations(
  db: Db,
  process: { id: string; municipalityId: string },
  report: RankingReport,
): Promise<RankingReport> {
  const words = await changedMotivations(db, process)
  if (words.size === 0) return report
  const groups = report.groups.map((group) => ({
    ...group,
    list: group.list.map((place) => ({
      ...place,
      motivation: words.get(keyOf(group.name, place.topic)) ?? place.motivation,
    })),
  }))
  return { ...report, groups }
}

const keyOf = (group: string, topic: string) => JSON.stringify([group, topic])

type Changed = {
  group: string
  topic: string
  contributionId: string
  text: string
  withdrawnAt: Date | null
  withdrawnBecause: WordingReason
}

async function changedMotivations(
  db: Db,
  process: { id: string; municipalityId: string },
): Promise<Map<string, string>> {
  const { municipalityId, id: processId } = process
  const { rows } = await sql<Changed>`
    select council_group.name as group, topic.name as topic, contribution.id as contribution_id, contribution.text, back.withdrawn_at, back.withdrawn_because
    from contribution
    join ranking_entry as entry on entry.municipality_id = contribution.municipality_id and entry.contribution_id = contribution.id
    join council_group on council_group.municipality_id = entry.municipality_id and council_group.id = entry.group_id
    join topic on topic.municipality_id = entry.municipality_id and topic.id = entry.topic_id
    left join lateral (
      select withdrawn_at, withdrawn_because from point
      where point.municipality_id = contribution.municipality_id and point.contribution_id = contribution.id and withdrawn_at is not null
      order by withdrawn_at limit 1) as back on true
    where contribution.municipality_id = ${municipalityId} and contribution.process_id = ${processId} and contribution.kind = 'groupMotivation'
      and (back.withdrawn_at is not null or exists (
        select from redaction where redaction.municipality_id = contribution.municipality_id and redaction.contribution_id = contribution.id))`.execute(
    db,
  )
  const redactions = await redactionsOf(
    db,
    process,
    rows.map(({ contributionId }) => contributionId),
  )
  return new Map(
    rows.map(({ group, topic, contributionId, text, withdrawnAt, withdrawnBecause }) => {
      const withdrawal = withdrawnAt && { on: today(withdrawnAt), because: withdrawnBecause }
      const wording = { range: { start: 0, end: text.length }, summary: '', showsQuotation: false, withdrawal }
      return [keyOf(group, topic), publicWords(wording, text, redactions.get(contributionId) ?? []).words]
    }),
  )
}
