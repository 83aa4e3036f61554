import { sql, type RawBuilder } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import { today, type LocalDate } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { dueFrom, retentionKinds, type RetentionKind } from './retention.ts'

export type RetentionRule = { kind: RetentionKind; months: number; basis: string }

/** The rules of a municipality, in the order of the kinds. */
export async function retentionRules(db: Db | Trx, municipalityId: string): Promise<RetentionRule[]> {
  const rows = await db
    .selectFrom('retentionRule')
    .select(['kind', 'months', 'basis'])
    .where('municipalityId', '=', municipalityId)
    .execute()
  return retentionKinds.flatMap((kind) => {
    const rule = rows.find((row) => row.kind === kind)
    return rule ? [{ kind, months: rule.months, basis: rule.basis }] : []
  })
}

/** The rows of each kind that a process still has, as the rest of a query after `from`. */
export const rowsOfKind: Record<
  RetentionKind,
  (municipalityId: string, processId: RawBuilder<unknown>) => RawBuilder<unknown>
> = {
  contactAddress: (municipalityId, processId) => sql`
    contributor_contact as due join contributor on contributor.municipality_id = due.municipality_id and contributor.id = due.contributor_id
    where due.municipality_id = ${municipalityId} and contributor.process_id = ${processId}`,
  advice: (municipalityId, processId) => sql`
    advice_request as due where due.municipality_id = ${municipalityId} and due.process_id = ${processId}`,
  sourceFile: (municipalityId, processId) => sql`
    contribution_file as due join contribution on contribution.municipality_id = due.municipality_id and contribution.id = due.contribution_id
    where due.municipality_id = ${municipalityId} and contribution.process_id = ${processId}`,
  formerWording: (municipalityId, processId) => sql`
    public_wording as due where due.municipality_id = ${municipalityId} and due.process_id = ${processId}`,
  contribution: (municipalityId, processId) => sql`
    contribution as due
    where due.municipality_id = ${municipalityId} and due.process_id = ${processId} and due.erased_at is null`,
}

export type DueForErasure = RetentionRule & {
  process: { id: string; slug: string; title: string }
  endedOn: LocalDate
  dueFrom: LocalDate
  count: number
}

type Part = {
  /** Only of this kind of this process. */ only?: { processId: string; kind: RetentionKind }
  /** The process after which the list goes on. */ after?: string | null
  /** How many processes at most. */ limit?: number
  /** How far each kind is counted, and one more; without it all of it is, for what is erased has to be counted exactly. */ countTo?: number
}

/** What is due for erasure now: of processes that ended, by the rules of the municipality; oldest first, with the process after which there is more. */
export async function dueForErasure(
  db: Db | Trx,
  municipalityId: string,
  now: Date,
  { only, after = null, limit = 1000, countTo }: Part = {},
): Promise<{ due: DueForErasure[]; after: string | null }> {
  const rules = (await retentionRules(db, municipalityId)).filter(({ kind }) => !only || kind === only.kind)
  if (rules.length === 0) return { due: [], after: null }
  const most = countTo === undefined ? sql`` : sql`limit ${countTo + 1}`
  const counts = rules.map(
    ({ kind }) =>
      sql`(
        select count(*)::int from (select from ${rowsOfKind[kind](municipalityId, sql`process.id`)} ${most}) as counted
      ) as ${sql.ref(kind)}`,
  )
  const ended = sql`coalesce(withdrawn_at, answered_at)`
  // The exact day is a rule of the calendar, below.
  const isNearlyDue = ({ kind, months }: RetentionRule) => sql`(
    ${ended} < ${now}::timestamptz - ${months} * interval '1 month' + interval '2 days'
    and exists (select from ${rowsOfKind[kind](municipalityId, sql`process.id`)}))`
  const { rows } = await sql<
    Record<RetentionKind, number> & { id: string; slug: string; title: string; endedAt: Date }
  >`
    select id, slug, title, ${ended} as ended_at, ${sql.join(counts)}
    from process
    where municipality_id = ${municipalityId} and state in ('answered', 'withdrawn')
      and (${sql.join(rules.map(isNearlyDue), sql` or `)})
      ${only ? sql`and id = ${only.processId}` : sql``}
      ${
        after === null
          ? sql``
          : sql`and (${ended}, id) > (
            select ${ended}, id from process where municipality_id = ${municipalityId} and id = ${asId(after)})`
      }
    order by ${ended}, id limit ${limit + 1}`.execute(db)
  const day = today(now)
  const shown = rows.slice(0, limit)
  const due = shown.flatMap(({ id, slug, title, endedAt, ...counted }) =>
    rules.flatMap((rule) => {
      const endedOn = today(endedAt)
      const from = dueFrom(endedOn, rule.months)
      const count = counted[rule.kind]
      return from <= day && count > 0 ? [{ ...rule, process: { id, slug, title }, endedOn, dueFrom: from, count }] : []
    }),
  )
  return { due, after: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
}

/** One of the things that are due: what it is known by, and what its page is about. */
export type DueRow = { key: string; number: string | null; at: Date | null; about: string | null }

const numberOf = (contributorId: string) => sql`(
  select number::text from contributor
  where contributor.municipality_id = due.municipality_id and contributor.id = ${sql.ref(contributorId)})`

/** Of each kind: the key of a row, and what it is shown by. */
const shownOfKind: Record<RetentionKind, { key: RawBuilder<unknown>; columns: RawBuilder<unknown> }> = {
  contactAddress: {
    key: sql`due.contributor_id`,
    columns: sql`contributor.number::text as number, null::timestamptz as at, null::uuid as about`,
  },
  advice: { key: sql`due.id`, columns: sql`null as number, due.asked_at as at, due.id as about` },
  sourceFile: {
    key: sql`due.id`,
    columns: sql`${numberOf('contribution.contributor_id')} as number, due.added_at as at, contribution.id as about`,
  },
  formerWording: {
    key: sql`due.id`,
    columns: sql`(
      select concat_ws('.', contributor.number, point.number) from point
      join contributor on contributor.municipality_id = point.municipality_id and contributor.id = point.contributor_id
      where point.municipality_id = due.municipality_id and point.id = due.point_id) as number,
      due.public_until as at, due.point_id as about`,
  },
  contribution: {
    key: sql`due.id`,
    columns: sql`${numberOf('due.contributor_id')} as number, due.received_at as at, due.id as about`,
  },
}

/** What a process still has of a kind, in the order in which it came, from a row on: at most so many. */
export async function rowsDue(
  db: Db,
  { municipalityId, id }: ProcessRef,
  kind: RetentionKind,
  { after, limit }: { after: string | null; limit: number },
): Promise<DueRow[]> {
  const { key, columns } = shownOfKind[kind]
  const { rows } = await sql<DueRow>`
    select ${key} as key, ${columns} from ${rowsOfKind[kind](municipalityId, sql`${id}`)}
      ${after === null ? sql`` : sql`and ${key} > ${asId(after)}`}
    order by ${key} limit ${limit}`.execute(db)
  return rows
}

/** What was erased, newest first. */
export async function erasures(db: Db, municipalityId: string, limit: number) {
  return db
    .selectFrom('erasure')
    .innerJoin('process', (join) =>
      join.onRef('process.municipalityId', '=', 'erasure.municipalityId').onRef('process.id', '=', 'erasure.processId'),
    )
    .leftJoin('account', (join) =>
      join
        .onRef('account.municipalityId', '=', 'erasure.municipalityId')
        .onRef('account.id', '=', 'erasure.approvedBy'),
    )
    .select([
      'erasure.id',
      'kind',
      'count',
      'months',
      'basis',
      'erasedAt',
      'process.title',
      'account.name as approvedBy',
    ])
    .where('erasure.municipalityId', '=', municipalityId)
    .orderBy('erasedAt', 'desc')
    .orderBy('erasure.id')
    .limit(limit)
    .execute()
}
