import { sql, type RawBuilder } from 'kysely'
import { findingKinds, type FindingKind } from '#app/features/contributions/personal-data.ts'
import type { Round } from '#app/features/contributions/round.ts'
import { pointNumber } from '#app/features/points/point-number.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { fromPoints, numberOfPoint } from './matching-points.server.ts'
import { takenBy } from './publications.server.ts'
import { isOpenFinding } from './is-open-finding.server.ts'
import { countUnsearched, type FindingField } from './search-words.server.ts'

/** A finding that nobody left out or let through, with some of the words around it. */
export type OpenFinding = {
  id: string
  kind: FindingKind
  field: FindingField
  /** UTF-16 offsets: of a quotation in the verbatim text, of the rest in the text itself. */
  start: number
  end: number
  before: string
  text: string
  after: string
  /** How many open findings are of the same value, this one included. */
  same: number
}

/** Of a point, or of the answer that it has; `number` is of the first point with that answer. */
export type FindingGroup = { key: string; pointId: string; number: string; isAnswer: boolean; findings: OpenFinding[] }

export type OpenFindings = {
  count: number
  first: FindingGroup[]
  /** Of what people wrote, where leaving out can be undone: how many of each kind. */
  quoted: { kind: FindingKind; count: number }[]
  /** Points and answers that were not searched since they changed: what is in them is not known yet. */
  unsearched: number
}

/** How many findings are shown; the rest is counted. */
const SHOWN = 60
/** Characters around a finding that show where it stands. */
const AROUND = 60

/** What stands in the way of publication because it may tell who someone is. Asks only what was found when the words were searched. */
export async function openFindings(
  db: Db | Trx,
  process: ProcessRef,
  sources: readonly Round[],
  { unsearched }: { unsearched?: number } = {},
): Promise<OpenFindings> {
  const { municipalityId, id } = process
  const taken = takenBy(sources).points
  const { rows } = await sql<Row>`
    with open_finding as materialized (
      select finding.id as finding_id, finding.kind as kind_found, field, range_start, range_end, value_hash, answer_id, coalesce(finding.point_id, (
        select min(point_work.point_id::text)::uuid from answer_point
        join point_work on point_work.municipality_id = answer_point.municipality_id and point_work.point_id = answer_point.point_id
        where answer_point.municipality_id = ${municipalityId} and answer_point.answer_id = finding.answer_id and ${taken})) as shown_point
      from finding where ${await isOpenFinding(db, process)}
    )
    select finding_id as id, kind_found, field, range_start as start, range_end as "end", answer_id, point.id as point_id,
      count(*) over (partition by value_hash)::int as same, count(*) over ()::int as count, ${numberOfPoint}
    ${fromPoints}
    join open_finding on open_finding.shown_point = point.id
    where point.municipality_id = ${municipalityId} and point.process_id = ${id} and ${taken}
    order by place, point.id, answer_id nulls first, field, range_start
    limit ${SHOWN}`.execute(db)
  const texts = await textsOf(db, process, rows)
  const groups = new Map<string, FindingGroup>()
  for (const row of rows) {
    const key = row.answerId ?? row.pointId
    const group = groups.get(key) ?? {
      key,
      pointId: row.pointId,
      number: pointNumber(row.contributorNumber, row.pointNumber),
      isAnswer: row.answerId !== null,
      findings: [],
    }
    groups.set(key, group)
    group.findings.push(shown(row, texts.get(row.id) ?? ''))
  }
  return {
    count: rows[0]?.count ?? 0,
    first: [...groups.values()],
    quoted: await countQuoted(db, process, taken),
    unsearched: unsearched ?? (await countUnsearched(db, process)),
  }
}

type Row = {
  id: string
  kindFound: FindingKind
  field: FindingField
  start: number
  end: number
  answerId: string | null
  pointId: string
  same: number
  count: number
  contributorNumber: number | null
  pointNumber: number | null
}

function shown({ id, kindFound, field, start, end, same }: Row, text: string): OpenFinding {
  const from = Math.max(0, start - AROUND)
  return {
    ...{ id, field, start, end, same, kind: kindFound },
    before: `${from > 0 ? '…' : ''}${text.slice(from, start).toWellFormed()}`,
    text: text.slice(start, end),
    after: `${text.slice(end, end + AROUND).toWellFormed()}${end + AROUND < text.length ? '…' : ''}`,
  }
}

/** The text that each finding stands in. */
async function textsOf(
  db: Db | Trx,
  { municipalityId }: ProcessRef,
  rows: readonly { id: string }[],
): Promise<Map<string, string>> {
  const { rows: texts } = await sql<{ id: string; text: string }>`
    select finding.id, case field when 'quotation' then contribution.text when 'summary' then point.summary when 'reply' then answer.reply else answer.forwarded_to end as text
    from finding
    left join point on point.municipality_id = finding.municipality_id and point.id = finding.point_id
    left join contribution on field = 'quotation' and contribution.municipality_id = finding.municipality_id and contribution.id = point.contribution_id
    left join answer on answer.municipality_id = finding.municipality_id and answer.id = finding.answer_id
    where finding.municipality_id = ${municipalityId} and finding.id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(
    db,
  )
  return new Map(texts.map(({ id, text }) => [id, text]))
}

async function countQuoted(
  db: Db | Trx,
  process: ProcessRef,
  taken: RawBuilder<unknown>,
): Promise<OpenFindings['quoted']> {
  const { rows } = await sql<{ kind: FindingKind; count: number }>`
    select finding.kind, count(*)::int as count from finding
    join point_work on point_work.municipality_id = finding.municipality_id and point_work.point_id = finding.point_id and ${taken}
    where ${await isOpenFinding(db, process)} and field = 'quotation' group by finding.kind`.execute(db)
  return findingKinds.flatMap((kind) => rows.filter((row) => row.kind === kind))
}
