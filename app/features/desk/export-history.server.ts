import { sql } from 'kysely'
import { csvOf } from '#app/csv-text.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { isoInAmsterdam } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { actInWords, changesInDetail, fieldLabels, valueInWords, type HistoryChange } from './history-words.ts'
import { actors, namesInHistory } from './point-history-view.server.ts'

/** Contributions whose history is read at once, with that of their points. */
const AT_ONCE = 100

const columns = [
  ...['punt', 'punt_id', 'inbreng', 'inbreng_id', 'wanneer', 'wie', 'handeling', 'wat', 'van', 'naar'],
  ...['handeling_code', 'van_code', 'naar_code'],
]

/** The whole history of all contributions of a process and of their points, in order of receipt, as pieces of one CSV file. */
export async function* historyOfProcess(db: Db, process: ProcessRef): AsyncGenerator<string> {
  yield csvOf([], { columns })
  let after: { receivedAt: string; id: string } | null = null
  for (;;) {
    const { rows }: { rows: { receivedAt: string; id: string }[] } = await sql<{ receivedAt: string; id: string }>`
      select received_at::text as received_at, id from contribution
      where municipality_id = ${process.municipalityId} and process_id = ${process.id}
        ${after === null ? sql`` : sql`and (received_at, id) > (${after.receivedAt}::timestamptz, ${after.id}::uuid)`}
      order by received_at, id limit ${AT_ONCE}`.execute(db)
    const last = rows.at(-1)
    if (!last) return
    const ids = rows.map(({ id }) => id)
    yield await linesOf(
      db,
      process,
      sql`
      select id as contribution_id, place, null::uuid as point_id from unnest(${ids}::uuid[]) with ordinality as asked (id, place)
      union all
      select point.contribution_id, place, point.id from unnest(${ids}::uuid[]) with ordinality as asked (id, place)
      join point on point.municipality_id = ${process.municipalityId} and point.contribution_id = asked.id`,
    )
    after = last
  }
}

/** The whole history of one point as a CSV file. */
export async function historyOfPoint(db: Db, process: ProcessRef, pointId: string): Promise<string> {
  const which = sql`
    select contribution_id, 1::bigint as place, id as point_id from point
    where municipality_id = ${process.municipalityId} and process_id = ${process.id} and id = ${pointId}`
  return csvOf([], { columns }) + (await linesOf(db, process, which))
}

type Row = {
  number: string | null
  pointId: string | null
  contribution: string | null
  contributionId: string
  at: Date
  by: string | null
  actorKind: string
  act: string
  detail: Record<string, unknown>
  field: string | null
  from: string | null
  to: string | null
}

/**
 * The lines of what `which` gives: contributions (`point_id` null) and points, each in its own lines. What an act did without values is a line
 * too.
 */
async function linesOf(db: Db, process: ProcessRef, which: ReturnType<typeof sql>): Promise<string> {
  const { municipalityId, id: processId } = process
  const { rows } = await sql<Row>`
    with asked as materialized (${which}),
    line as (
      select asked.*, point_history.event_id, field, from_value, to_value
      from asked join point_history on point_history.municipality_id = ${municipalityId} and point_history.point_id = asked.point_id
        and field <> 'giver'
      union all
      select asked.*, event.id, null, null, null
      from asked join event on event.municipality_id = ${municipalityId} and subject_kind = case when point_id is null then 'contribution' else 'point' end
        and subject_id = coalesce(point_id, contribution_id)
      where not exists (
        select from point_history where point_history.municipality_id = ${municipalityId} and point_history.point_id = asked.point_id
          and point_history.event_id = event.id)
    )
    select concat_ws('.', contributor.number, point.number) as number, line.point_id, contributor.number as contribution, line.contribution_id,
      event.at, account.name as by, actor_kind, act, detail, field, from_value as "from", to_value as "to"
    from line
    join contribution on contribution.municipality_id = ${municipalityId} and contribution.id = line.contribution_id
    join contributor on contributor.municipality_id = ${municipalityId} and contributor.id = contribution.contributor_id
    join event on event.municipality_id = ${municipalityId} and event.id = line.event_id and event.process_id = ${processId}
    left join point on point.municipality_id = ${municipalityId} and point.id = line.point_id
    left join account on account.municipality_id = ${municipalityId} and account.id = event.actor_id
    order by line.place, point.id is not null, point.number nulls last, point.id, event.at, event.id, field`.execute(db)
  const lines = rows.flatMap((row): (Row & { change: HistoryChange | null })[] => {
    if (row.field !== null) return [{ ...row, change: { field: row.field, from: row.from, to: row.to } }]
    const changes = row.pointId === null ? changesInDetail(row.act, row.detail) : []
    return changes.length === 0 ? [{ ...row, change: null }] : changes.map((change) => ({ ...row, change }))
  })
  if (lines.length === 0) return ''
  const names = await namesInHistory(
    db,
    process,
    lines.flatMap(({ change }) => change ?? []),
    { texts: true },
  )
  return csvOf(
    lines.map(({ pointId, number, contribution, contributionId, at, by, actorKind, act, change }) => {
      const word = (value: string | null) => (change ? valueInWords(change, value, names) : '')
      return [
        ...[pointId === null ? null : number, pointId, contribution, contributionId, isoInAmsterdam(at)],
        ...[by ?? actors[actorKind] ?? '', actInWords(act), change ? (fieldLabels[change.field] ?? change.field) : ''],
        ...[word(change?.from ?? null), word(change?.to ?? null), act, change?.from ?? null, change?.to ?? null],
      ]
    }),
  )
}
