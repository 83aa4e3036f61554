import { sql } from 'kysely'
import { privacyFacts } from '#app/features/municipalities/municipality.server.ts'
import type { Db } from '#db/client.server.ts'
import type { ProcessState } from '#app/features/processes/process.ts'
import { channelKinds } from '#app/features/processes/process.ts'
import { asProcess, type Process } from '#app/features/processes/queries.server.ts'
import { oneOf } from '#app/one-of.ts'
import { releaseChecklist, type CheckItem } from '#app/features/processes/release-checklist.ts'

type ProcessProgress = Process & {
  /** Reactions and other contributions in the register. */
  received: number
  /** Of those, the ones that were split into points to the end. */
  split: number
  points: number
  answered: number
  /** What keeps a draft from being released; empty for other states. */
  missing: CheckItem[]
}

type Range = { states: readonly ProcessState[]; limit: number; offset?: number }

/** Processes in these states with how far the work is: running ones first, then by what changed last. */
export async function processesWithProgress(db: Db, municipalityId: string, range: Range): Promise<ProcessProgress[]> {
  const rows = await db
    .selectFrom('process')
    .selectAll()
    .select((eb) => [
      eb
        .selectFrom('contribution as c')
        .whereRef('c.municipalityId', '=', 'process.municipalityId')
        .whereRef('c.processId', '=', 'process.id')
        .select(sql<string>`count(*)`.as('n'))
        .as('received'),
      eb
        .selectFrom('contribution as c')
        .whereRef('c.municipalityId', '=', 'process.municipalityId')
        .whereRef('c.processId', '=', 'process.id')
        .select(sql<string>`count(c.split_done_at)`.as('n'))
        .as('split'),
      eb
        .selectFrom('point')
        .whereRef('point.municipalityId', '=', 'process.municipalityId')
        .whereRef('point.processId', '=', 'process.id')
        .select(sql<string>`count(*)`.as('n'))
        .as('points'),
      eb
        .selectFrom('answerPoint')
        .whereRef('answerPoint.municipalityId', '=', 'process.municipalityId')
        .whereRef('answerPoint.processId', '=', 'process.id')
        .select(sql<string>`count(*)`.as('n'))
        .as('answered'),
      eb
        .selectFrom('paragraph')
        .innerJoin('planVersion', (join) =>
          join
            .onRef('planVersion.municipalityId', '=', 'paragraph.municipalityId')
            .onRef('planVersion.id', '=', 'paragraph.planVersionId'),
        )
        .whereRef('planVersion.municipalityId', '=', 'process.municipalityId')
        .whereRef('planVersion.processId', '=', 'process.id')
        .select(sql<string>`count(*)`.as('n'))
        .as('planParagraphs'),
      eb
        .selectFrom('channel')
        .whereRef('channel.municipalityId', '=', 'process.municipalityId')
        .whereRef('channel.processId', '=', 'process.id')
        .select(
          sql<{ kind: string; address: string }[]>`jsonb_agg(jsonb_build_object('kind', kind, 'address', address))`.as(
            'list',
          ),
        )
        .as('channels'),
    ])
    .where('municipalityId', '=', municipalityId)
    .where('state', 'in', range.states)
    .orderBy(sql`array_position(array['released', 'draft', 'answered', 'withdrawn'], state)`)
    .orderBy('updatedAt', 'desc')
    .orderBy('id')
    .limit(range.limit)
    .offset(range.offset ?? 0)
    .execute()
  const privacy = await privacyFacts(db, municipalityId)
  return rows.map(({ received, split, points, answered, planParagraphs, channels, ...row }) => {
    const process = asProcess(row)
    const given = (channels ?? []).map(({ kind, address }) => ({ kind: oneOf(channelKinds, kind), address }))
    const check = () =>
      releaseChecklist({ ...process, channels: given, privacy, planParagraphs: Number(planParagraphs) })
    return {
      ...process,
      ...{ received: Number(received), split: Number(split), points: Number(points), answered: Number(answered) },
      missing: process.state === 'draft' ? check().missing : [],
    }
  })
}
