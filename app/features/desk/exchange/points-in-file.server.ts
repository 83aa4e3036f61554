import { sql } from 'kysely'
import { validate } from 'uuid'
import type { CellError, TableRow } from '#app/csv-table.ts'
import { askedNumber } from '#app/features/answers/processed-filter.ts'
import type { Decision } from '#app/features/points/disposition.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { pointsToGiveOut, type GivenOutPoint } from './give-out-points.server.ts'

/** A point with its answer, as it stands before a file is taken in. */
export type PointInFile = {
  id: string
  number: string
  /** Why nothing of it, or nothing of its answer, can change; null when it can. */
  fixed: 'public' | 'setAside' | 'approved' | null
  step: number
  answerId: string | null
  disposition: Decision | null
  reply: string
  forwardedTo: string
  sectionIds: string[]
  /** As a file has it now. */
  now: GivenOutPoint
}

type Asked = { row: number; id: string | null; contributor: number | null; point: number | null }

/** The points that rows name by id or by number, by row; rows that name none, or one that another row names, are errors. */
export async function pointsInFile(
  trx: Trx,
  process: ProcessRef,
  records: readonly TableRow<string>[],
): Promise<{ points: Map<number, PointInFile>; errors: CellError<string>[] }> {
  const errors: CellError<string>[] = []
  const asked = records.flatMap((record) => askedIn(record, errors))
  const points = await askedPoints(trx, process, asked)
  const rowOf = new Map<string, number>()
  for (const { row, id, contributor, point } of asked) {
    const field = id ? 'puntId' : 'nummer'
    const found = points.get(row)
    if (!found) {
      errors.push({ row, field, message: `"${id ?? `${contributor}.${point}`}" is geen punt van dit traject` })
      continue
    }
    const earlier = rowOf.get(found.id)
    if (earlier !== undefined) errors.push({ row, field, message: `dit punt staat ook in rij ${earlier}` })
    rowOf.set(found.id, row)
  }
  return { points, errors }
}

function askedIn({ row, cells }: TableRow<string>, errors: CellError<string>[]): Asked[] {
  const [id, number] = [(cells.puntId ?? '').trim(), (cells.nummer ?? '').trim()]
  if (id !== '' && validate(id)) return [{ row, id, contributor: null, point: null }]
  const found = askedNumber(number)
  if (found?.point != null) return [{ row, id: null, contributor: found.contributor, point: found.point }]
  errors.push(
    id === '' && number === ''
      ? { row, field: 'nummer', message: 'is leeg; zet er het nummer van het punt in, zoals 12.3' }
      : { row, field: id === '' ? 'nummer' : 'puntId', message: `"${id || number}" is geen punt` },
  )
  return []
}

async function askedPoints(trx: Trx, process: ProcessRef, asked: readonly Asked[]): Promise<Map<number, PointInFile>> {
  const { municipalityId, id: processId } = process
  const columns = { row: 'int', id: 'uuid', contributor: 'int', point: 'int' }
  const { rows } = await sql<Omit<PointInFile, 'number' | 'now'> & { row: number }>`
    with named as (
      select "row", point.id from ${givenRows(columns, asked)}
      join point on point.municipality_id = ${municipalityId} and point.process_id = ${processId} and point.id = given.id
      union all
      select "row", point.id from ${givenRows(columns, asked)}
      join contributor on contributor.municipality_id = ${municipalityId} and contributor.process_id = ${processId} and contributor.number = given.contributor
      join contribution on contribution.municipality_id = ${municipalityId} and contribution.process_id = ${processId} and contribution.contributor_id = contributor.id
      join point on point.municipality_id = ${municipalityId} and point.contribution_id = contribution.id and point.number = given.point
    )
    select named."row", named.id, step, answer.id as answer_id, answer.decision as disposition, coalesce(reply, '') as reply,
      coalesce(forwarded_to, '') as forwarded_to, case
        when is_public then 'public'
        when is_set_aside then 'setAside'
        when step > (select max(position) from process_step where municipality_id = ${municipalityId} and process_id = ${processId}) then 'approved'
      end as fixed, array(
        select section_id from answer_section
        where answer_section.municipality_id = ${municipalityId} and answer_section.answer_id = answer.id order by section_id
      ) as section_ids
    from named
    join point_work on point_work.municipality_id = ${municipalityId} and point_work.point_id = named.id
    left join answer_point on answer_point.municipality_id = ${municipalityId} and answer_point.point_id = named.id
    left join answer on answer.municipality_id = ${municipalityId} and answer.id = answer_point.answer_id`.execute(trx)
  const given = await pointsToGiveOut(
    trx,
    process,
    rows.map(({ id }) => id),
  )
  return new Map(
    rows.flatMap(({ row, ...point }) => {
      const now = given.get(point.id)
      return now ? [[row, { ...point, number: now.nummer, now }] as const] : []
    }),
  )
}

/** How many points each of these answers has. */
export async function pointsOfAnswers(
  trx: Trx,
  municipalityId: string,
  answerIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ answerId: string; points: number }>`
    select answer_id, count(*)::int as points from answer_point
    where municipality_id = ${municipalityId} and answer_id = any(${[...new Set(answerIds)]}::uuid[]) group by answer_id`.execute(
    trx,
  )
  return new Map(rows.map(({ answerId, points }) => [answerId, points]))
}
