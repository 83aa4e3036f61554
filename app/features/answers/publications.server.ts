import { sql, type RawBuilder } from 'kysely'
import { NotFound } from '#app/errors.server.ts'
import { rounds, type Round } from '#app/features/contributions/round.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { asId } from '#app/ids.server.ts'
import { today, type LocalDate } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'

export type Publication = {
  id: string
  number: number
  title: string
  rounds: Round[]
  plannedOn: LocalDate | null
  note: string
  earlyReason: string
  createdAt: Date
  createdBy: string | null
  publishedAt: Date | null
  signedBy: string | null
  isSupplement: boolean
  /** What it made public; null of a draft. */
  contributions: number | null
  points: number | null
  messages: number | null
  /** What a form keeps to know whether this is still what it showed. */
  mark: string
}

const publicationsOf = (db: Db | Trx, { municipalityId, id }: ProcessRef) =>
  db
    .selectFrom('publication')
    .leftJoin('account as maker', (join) =>
      join
        .onRef('maker.municipalityId', '=', 'publication.municipalityId')
        .onRef('maker.id', '=', 'publication.createdBy'),
    )
    .leftJoin('account as signer', (join) =>
      join
        .onRef('signer.municipalityId', '=', 'publication.municipalityId')
        .onRef('signer.id', '=', 'publication.signedBy'),
    )
    .select([
      'publication.id',
      'number',
      'title',
      'rounds',
      'plannedOn',
      'note',
      'earlyReason',
      'publication.createdAt',
    ])
    .select(['publishedAt', 'isSupplement', 'contributions', 'points', 'messages'])
    .select(['maker.name as createdBy', 'signer.name as signedBy'])
    .where('publication.municipalityId', '=', municipalityId)
    .where('publication.processId', '=', id)

type Row = Omit<Publication, 'rounds' | 'mark'> & { rounds: string[] }

const asPublication = (row: Row): Publication => ({
  ...row,
  rounds: rounds.filter((round) => row.rounds.includes(round)),
  mark: seenMark([row.title, row.rounds, row.plannedOn, row.note, row.publishedAt]),
})

/** The publications of a process, the latest first. */
export async function allPublications(db: Db | Trx, process: ProcessRef): Promise<Publication[]> {
  return (await publicationsOf(db, process).orderBy('number', 'desc').execute()).map(asPublication)
}

/** One of them. Throws NotFound. */
export async function publicationOf(
  db: Db | Trx,
  process: ProcessRef,
  publicationId: string | undefined,
): Promise<Publication> {
  const row = await publicationsOf(db, process).where('publication.id', '=', asId(publicationId)).executeTakeFirst()
  if (!row) throw new NotFound()
  return asPublication(row)
}

/**
 * Conditions on `contribution` and on `point_work`: what a draft with these sources would make public. What has a formal state
 * is no contribution to answer.
 */
export function takenBy(sources: readonly Round[]): {
  contributions: RawBuilder<unknown>
  points: RawBuilder<unknown>
} {
  return {
    contributions: sql`contribution.round = any(${[...sources]}::text[]) and contribution.publication_id is null and contribution.formal_state is null`,
    points: sql`point_work.round = any(${[...sources]}::text[]) and not point_work.is_public and not point_work.is_set_aside`,
  }
}

/** How much there is of each round, and of that not public yet. What has a formal state is left out. */
export async function contributionsByRound(
  db: Db | Trx,
  { municipalityId, id }: ProcessRef,
): Promise<Map<Round, { received: number; waiting: number }>> {
  const { rows } = await sql<{ round: Round; received: number; waiting: number }>`
    select round, count(*)::int as received, count(*) filter (where publication_id is null)::int as waiting
    from contribution where municipality_id = ${municipalityId} and process_id = ${id} and formal_state is null
    group by round`.execute(db)
  return new Map(rows.map(({ round, ...counts }) => [round, counts]))
}

/** The rounds of which something is public. */
export async function publicRounds(db: Db | Trx, { municipalityId, id }: ProcessRef): Promise<Set<Round>> {
  const { rows } = await sql<{ round: Round }>`
    select distinct unnest(rounds) as round from publication
    where municipality_id = ${municipalityId} and process_id = ${id} and published_at is not null`.execute(db)
  return new Set(rows.map(({ round }) => round))
}

/** What everyone reads of the publications of a process, in the order in which they became public. */
export async function publicPublications(
  db: Db,
  { municipalityId, id }: ProcessRef,
): Promise<{ title: string; publishedOn: LocalDate; points: number }[]> {
  const rows = await db
    .selectFrom('publication')
    .select(['title', 'publishedAt', 'points'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .where('publishedAt', 'is not', null)
    .orderBy('publishedAt')
    .orderBy('number')
    .execute()
  return rows.flatMap(({ title, publishedAt, points }) =>
    publishedAt === null ? [] : [{ title, publishedOn: today(publishedAt), points: points ?? 0 }],
  )
}
