import { sql, type RawBuilder } from 'kysely'
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

/** What is due for erasure now: of processes that ended, by the rules of the municipality; oldest first. */
export async function dueForErasure(
  db: Db | Trx,
  municipalityId: string,
  now: Date,
  only?: { processId: string; kind: RetentionKind },
): Promise<DueForErasure[]> {
  const rules = (await retentionRules(db, municipalityId)).filter(({ kind }) => !only || kind === only.kind)
  if (rules.length === 0) return []
  const counts = rules.map(
    ({ kind }) =>
      sql`(select count(*) from ${rowsOfKind[kind](municipalityId, sql`process.id`)})::int as ${sql.ref(kind)}`,
  )
  const { rows } = await sql<
    Record<RetentionKind, number> & { id: string; slug: string; title: string; endedAt: Date }
  >`
    select id, slug, title, coalesce(withdrawn_at, answered_at) as ended_at, ${sql.join(counts)}
    from process
    where municipality_id = ${municipalityId} and state in ('answered', 'withdrawn')
      ${only ? sql`and id = ${only.processId}` : sql``}
    order by ended_at, id`.execute(db)
  const day = today(now)
  return rows.flatMap(({ id, slug, title, endedAt, ...counted }) =>
    rules.flatMap((rule) => {
      const endedOn = today(endedAt)
      const from = dueFrom(endedOn, rule.months)
      const count = counted[rule.kind]
      return from <= day && count > 0 ? [{ ...rule, process: { id, slug, title }, endedOn, dueFrom: from, count }] : []
    }),
  )
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
