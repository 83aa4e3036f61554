import { sql } from 'kysely'
import { csvOf } from '#app/csv-text.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { isoInAmsterdam } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { fieldLabels, valueInWords } from './history-words.ts'
import { actors, namesInHistory } from './point-history-view.server.ts'

/** Points whose history is read at once. */
const POINTS_AT_ONCE = 500

const columns = ['punt', 'punt_id', 'wanneer', 'wie', 'handeling', 'wat', 'van', 'naar', 'van_code', 'naar_code']

/** The whole history of all points of a process, in the order of lists, as pieces of one CSV file. */
export async function* historyOfProcess(db: Db, process: ProcessRef): AsyncGenerator<string> {
  yield csvOf([], { columns })
  let after: { place: string; pointId: string } | null = null
  for (;;) {
    const { rows }: { rows: { place: string; pointId: string }[] } = await sql<{ place: string; pointId: string }>`
      select place::text as place, point_id from point_work
      where municipality_id = ${process.municipalityId} and process_id = ${process.id}
        ${after === null ? sql`` : sql`and (place, point_id) > (${after.place}::bigint, ${after.pointId}::uuid)`}
      order by place, point_id limit ${POINTS_AT_ONCE}`.execute(db)
    const last = rows.at(-1)
    if (!last) return
    yield await linesOf(
      db,
      process,
      rows.map(({ pointId }) => pointId),
    )
    after = last
  }
}

/** The whole history of one point as a CSV file. */
export async function historyOfPoint(db: Db, process: ProcessRef, pointId: string): Promise<string> {
  return csvOf([], { columns }) + (await linesOf(db, process, [pointId]))
}

type Row = {
  number: string
  pointId: string
  at: Date
  by: string | null
  actorKind: string
  act: string
  field: string
  from: string | null
  to: string | null
}

async function linesOf(db: Db, process: ProcessRef, pointIds: readonly string[]): Promise<string> {
  const { municipalityId, id: processId } = process
  const { rows } = await sql<Row>`
    select concat_ws('.', contributor.number, point.number) as number, point.id as point_id, event.at, account.name as by, actor_kind, act,
      field, from_value as "from", to_value as "to"
    from unnest(${pointIds}::uuid[]) with ordinality as asked (id, place)
    join point on point.municipality_id = ${municipalityId} and point.process_id = ${processId} and point.id = asked.id
    join contribution on contribution.municipality_id = ${municipalityId} and contribution.id = point.contribution_id
    join contributor on contributor.municipality_id = ${municipalityId} and contributor.id = contribution.contributor_id
    join point_history on point_history.municipality_id = ${municipalityId} and point_history.point_id = point.id
    join event on event.municipality_id = ${municipalityId} and event.id = point_history.event_id
    left join account on account.municipality_id = ${municipalityId} and account.id = event.actor_id
    order by asked.place, event.at, event.id, field`.execute(db)
  if (rows.length === 0) return ''
  const names = await namesInHistory(db, process, rows)
  return csvOf(
    rows.map(({ number, pointId, at, by, actorKind, act, field, from, to }) => {
      const change = { field, from, to }
      const who = by ?? actors[actorKind] ?? ''
      const what = fieldLabels[field] ?? field
      const [was, is] = [valueInWords(change, from, names), valueInWords(change, to, names)]
      return [number, pointId, isoInAmsterdam(at), who, act, what, was, is, from, to]
    }),
  )
}
