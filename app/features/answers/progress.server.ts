import { sql } from 'kysely'
import { privacyFacts } from '#app/features/municipalities/municipality.server.ts'
import type { Round } from '#app/features/contributions/round.ts'
import type { Db } from '#db/client.server.ts'
import type { ProcessState } from '#app/features/processes/process.ts'
import { channelKinds } from '#app/features/processes/process.ts'
import { asProcess, type Process } from '#app/features/processes/queries.server.ts'
import { oneOf } from '#app/one-of.ts'
import { hasPicture, lacksDescription } from '#app/features/plans/figures/plan-images.server.ts'
import { releaseChecklist, type CheckItem } from '#app/features/processes/release-checklist.ts'

type ProcessProgress = Process & {
  /** Reactions and other contributions that count; those with a formal state need nothing. */
  received: number
  /** Of those, the ones that were split into points to the end. */
  split: number
  points: number
  answered: number
  /** The rounds of which something is not public yet. */
  waiting: Round[]
  /** What keeps a draft from being released; empty for other states. */
  missing: CheckItem[]
}

type Range = {
  states: readonly ProcessState[]
  /** Those with public answers too, when something came in later that is not public yet. */
  withLater?: boolean
  limit: number
  offset?: number
}

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
        .where('c.formalState', 'is', null)
        .select(sql<string>`count(*)`.as('n'))
        .as('received'),
      eb
        .selectFrom('contribution as c')
        .whereRef('c.municipalityId', '=', 'process.municipalityId')
        .whereRef('c.processId', '=', 'process.id')
        .where('c.formalState', 'is', null)
        .select(sql<string>`count(c.split_done_at)`.as('n'))
        .as('split'),
      eb
        .selectFrom('contribution as c')
        .whereRef('c.municipalityId', '=', 'process.municipalityId')
        .whereRef('c.processId', '=', 'process.id')
        .where('c.formalState', 'is', null)
        .where('c.publicationId', 'is', null)
        .select(sql<Round[] | null>`array_agg(distinct c.round)`.as('rounds'))
        .as('waiting'),
      eb
        .selectFrom('pointWork as w')
        .whereRef('w.municipalityId', '=', 'process.municipalityId')
        .whereRef('w.processId', '=', 'process.id')
        .where('w.isSetAside', '=', false)
        .select(sql<string>`count(*)`.as('n'))
        .as('points'),
      eb
        .selectFrom('pointWork as w')
        .whereRef('w.municipalityId', '=', 'process.municipalityId')
        .whereRef('w.processId', '=', 'process.id')
        .where('w.isSetAside', '=', false)
        .select(sql<string>`count(w.disposition)`.as('n'))
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
        .where('planVersion.isForReaders', '=', true)
        .select(sql<string>`count(*)`.as('n'))
        .as('planParagraphs'),
      eb
        .selectFrom('paragraph')
        .innerJoin('planVersion', (join) =>
          join
            .onRef('planVersion.municipalityId', '=', 'paragraph.municipalityId')
            .onRef('planVersion.id', '=', 'paragraph.planVersionId'),
        )
        .whereRef('planVersion.municipalityId', '=', 'process.municipalityId')
        .whereRef('planVersion.processId', '=', 'process.id')
        .where('planVersion.isForReaders', '=', true)
        .where('process.state', '=', 'draft')
        .where(hasPicture)
        .select(
          sql<{ pictures: number; undescribed: number }>`jsonb_build_object(
            'pictures', count(*), 'undescribed', count(*) filter (where ${lacksDescription}))`.as('pictures'),
        )
        .as('planPictures'),
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
    .where((eb) =>
      eb.or([
        eb('state', 'in', range.states),
        ...(range.withLater
          ? [
              sql<boolean>`(state = 'answered' and (
                exists (select from contribution where contribution.municipality_id = process.municipality_id and process_id = process.id
                  and split_done_at is null and formal_state is null)
                or exists (select from point_work where point_work.municipality_id = process.municipality_id and process_id = process.id
                  and point_work.state in ('open', 'answered', 'released'))))`,
            ]
          : []),
      ]),
    )
    .orderBy(sql`array_position(array['released', 'draft', 'answered', 'withdrawn'], state)`)
    .orderBy('updatedAt', 'desc')
    .orderBy('id')
    .limit(range.limit)
    .offset(range.offset ?? 0)
    .execute()
  const privacy = await privacyFacts(db, municipalityId)
  return rows.map(({ received, split, waiting, points, answered, planParagraphs, planPictures, channels, ...row }) => {
    const process = asProcess(row)
    const given = (channels ?? []).map(({ kind, address }) => ({ kind: oneOf(channelKinds, kind), address }))
    const check = () =>
      releaseChecklist({
        ...{ ...process, channels: given, privacy, planParagraphs: Number(planParagraphs) },
        planPictures: planPictures ?? { pictures: 0, undescribed: 0 },
      })
    return {
      ...process,
      waiting: waiting ?? [],
      ...{ received: Number(received), split: Number(split), points: Number(points), answered: Number(answered) },
      missing: process.state === 'draft' ? check().missing : [],
    }
  })
}
