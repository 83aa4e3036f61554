import { sql } from 'kysely'
import { NotFound } from '#app/errors.server.ts'
import { publishedRanking } from '#app/features/rankings/publication/published-ranking.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { formatDate, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'

/** What a group wrote about a topic. */
export type Motivation = { groupId: string; topicId: string; group: string; topic: string; words: string }

/** A topic of the council's ranking, with its place in each group (null: not chosen) and what groups wrote. */
type FileTopic = {
  id: string
  name: string
  place: number
  shared: boolean
  inTop: boolean
  ranks: (number | null)[]
  motivations: Motivation[]
}

export type FileRanking = {
  heldOn: string
  k: number
  /** What a topic counts for a group that gave it no place. */
  unrankedRank: number
  groups: string[]
  topics: FileTopic[]
}

/** The ranking of the council with its public words; null before its outcome is public. */
export async function fileRanking(db: Db, municipalityId: string, slug: string): Promise<FileRanking | null> {
  const found = await publishedRanking(db, municipalityId, slug).catch((error: unknown) => {
    if (error instanceof NotFound) return null
    throw error
  })
  if (!found) return null
  const { session, report } = found
  const idOf = (all: readonly { id: string; name: string }[], name: string) =>
    all.find((one) => one.name === name)?.id ?? ''
  const held = session.heldOn ?? (session.closedAt && today(session.closedAt))
  return {
    heldOn: held ? formatDate(held) : '',
    ...{ k: report.k, unrankedRank: report.unrankedRank },
    groups: report.groups.map(({ name }) => name),
    topics: report.rows.map(({ topic, place, shared, inTop, ranks }) => ({
      ...{ id: idOf(session.topics, topic), name: topic, place, shared, inTop, ranks },
      motivations: report.groups.flatMap((group) => {
        const words = group.list.find((entry) => entry.topic === topic)?.motivation.trim() ?? ''
        if (words === '') return []
        const ids = { groupId: idOf(session.groups, group.name), topicId: idOf(session.topics, topic) }
        return [{ ...ids, group: group.name, topic, words }]
      }),
    })),
  }
}

/** That an official found a motivation and a changed paragraph to fit. */
export type StoredMatch = {
  versionId: string
  paragraphId: string
  groupId: string
  topicId: string
  by: string | null
  at: Date
}

/** What officials linked of the motivations of a process, in any version. */
export async function storedMatches(db: Db, { municipalityId, id }: ProcessRef): Promise<StoredMatch[]> {
  const { rows } = await sql<StoredMatch>`
    select plan_version_id as version_id, paragraph_id, group_id, topic_id, account.name as by, linked_at as at
    from motivation_match
    join plan_version on plan_version.municipality_id = motivation_match.municipality_id and plan_version.id = plan_version_id
    left join account on account.municipality_id = motivation_match.municipality_id and account.id = linked_by
    where motivation_match.municipality_id = ${municipalityId} and plan_version.process_id = ${id}
    order by linked_at, paragraph_id, group_id, topic_id`.execute(db)
  return rows
}
