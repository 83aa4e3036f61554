import { sql, type RawBuilder } from 'kysely'
import { validate } from 'uuid'
import { partInWords } from '#app/features/plans/part-in-words.ts'
import { partsOfAllVersions } from '#app/features/plans/find-parts.server.ts'
import { ourDecisionWords } from '#app/features/points/decision-words.ts'
import { decisionWordsOf } from '#app/features/points/decision-words.server.ts'
import { isDecision } from '#app/features/points/disposition.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { doneAt, stepName } from '#app/features/workflow/steps.ts'
import { stepsOf } from '#app/features/workflow/steps-of.server.ts'
import type { Db } from '#db/client.server.ts'
import { changesInDetail, eventInWords, type HistoryChange } from './history-words.ts'
import { keptPlan } from '#db/prepared.server.ts'

/** One step in the history: who did what and when, in Dutch. */
export type HistoryLine = {
  id: string
  at: Date
  by: string
  says: string
  /** Code of the text that the answer had from then on; null when the answer did not change. */
  version: string | null
}

/** More steps than this are not shown at once; the export has all. */
const SHOWN = 40

type Row = {
  id: string
  at: Date
  actorKind: string
  by: string | null
  act: string
  detail: Record<string, unknown>
  changes: HistoryChange[]
}

/** What is done with a request for advice as a whole, so with each of its points. */
const adviceActs = ['askAdvice', 'withdrawAdvice', 'openAdvice', 'giveAdvice', 'finishAdvice']

/** What was done with a point, the last first. */
export async function pointHistory(db: Db, process: ProcessRef, pointId: string): Promise<HistoryLine[]> {
  return (await pointHistories(db, process, [pointId])).get(pointId) ?? []
}

/** The same of several points at once, by the id of the point; a point with which nothing was done is left out. */
export async function pointHistories(
  db: Db,
  process: ProcessRef,
  pointIds: readonly string[],
): Promise<ReadonlyMap<string, HistoryLine[]>> {
  const { municipalityId, id: processId } = process
  // Of one point it is said that it is one: then the plan for any point is as good as one for this point.
  const isOne = pointIds.length === 1
  const asked = isOne
    ? sql`(select ${pointIds[0]}::uuid as point_id, 1 as number)`
    : sql`unnest(${[...pointIds]}::uuid[]) with ordinality`
  const { rows } = await sql<Row & { pointId: string }>`${isOne ? keptPlan('pointHistory') : sql``}
    select asked.point_id, line.* from ${asked} as asked (point_id, number)
    cross join lateral (
      with mine as (
        (select event_id as id from point_history where municipality_id = ${municipalityId} and point_id = asked.point_id
          order by event_id desc limit ${SHOWN * 4})
        union
        (select id from event where municipality_id = ${municipalityId} and subject_kind = 'point' and subject_id = asked.point_id
          order by id desc limit ${SHOWN})
        union
        (select event.id from advice_point
          join event on event.municipality_id = ${municipalityId} and subject_kind = 'advice' and subject_id = advice_point.request_id
          where advice_point.municipality_id = ${municipalityId} and advice_point.point_id = asked.point_id
            and act = any(${adviceActs}::text[])
          order by event.id desc limit ${SHOWN})
      )
      select event.id, event.at, actor_kind, coalesce(account.name, case when actor_kind = 'resident' then adviser end) as by, act, detail, (
        select coalesce(jsonb_agg(jsonb_build_object('field', field, 'from', from_value, 'to', to_value) order by field), '[]')
        from point_history where point_history.municipality_id = event.municipality_id and point_history.point_id = asked.point_id
          and point_history.event_id = event.id and field <> 'giver') as changes
      from mine
      join event on event.municipality_id = ${municipalityId} and event.id = mine.id and event.process_id = ${processId}
      left join account on account.municipality_id = event.municipality_id and account.id = event.actor_id
      left join advice_request on advice_request.municipality_id = event.municipality_id
        and subject_kind = 'advice' and advice_request.id = subject_id
      order by event.at desc, event.id desc limit ${SHOWN}
    ) as line
    order by asked.number, line.at desc, line.id desc`.execute(db)
  const lines = await inWords(db, process, rows)
  const histories = new Map<string, HistoryLine[]>()
  rows.forEach(({ pointId }, at) => {
    const line = lines[at]
    if (line) histories.set(pointId, [...(histories.get(pointId) ?? []), line])
  })
  return histories
}

/** What was done with a contribution as a whole, the last first: its points have a history each. */
export async function contributionHistory(db: Db, process: ProcessRef, contributionId: string): Promise<HistoryLine[]> {
  const { municipalityId, id: processId } = process
  const { rows } = await sql<Row>`
    select event.id, event.at, actor_kind, account.name as by, act, detail, '[]'::jsonb as changes
    from event
    left join account on account.municipality_id = event.municipality_id and account.id = event.actor_id
    where event.municipality_id = ${municipalityId} and event.process_id = ${processId}
      and subject_kind = 'contribution' and subject_id = ${contributionId}
    order by event.id desc limit ${SHOWN}`.execute(db)
  return inWords(
    db,
    process,
    rows.map((row) => ({ ...row, changes: changesInDetail(row.act, row.detail) })),
  )
}

async function inWords(db: Db, process: ProcessRef, rows: readonly Row[]): Promise<HistoryLine[]> {
  const names = await namesInHistory(
    db,
    process,
    rows.flatMap(({ changes }) => changes),
  )
  return rows.map(({ id, at, by, actorKind, act, detail, changes }) => ({
    ...{ id, at, by: by ?? actors[actorKind] ?? 'Iemand' },
    says: eventInWords({ act, detail, changes }, names),
    version: changes.find(({ field }) => field === 'answer')?.to ?? null,
  }))
}

/** Who did it when that was nobody with an account. */
export const actors: Record<string, string> = { resident: 'De indiener', command: 'De beheerder', system: 'Saomen' }

/** Most characters of words that were public, on a screen. */
const MOST_WORDS = 160

/**
 * The names of the ids and decisions in these changes, and of steps by their position ('step 2'); what is gone has none. With `texts` also every text that
 * an answer had, and the whole of what was public.
 */
export async function namesInHistory(
  db: Db,
  process: ProcessRef,
  changes: readonly HistoryChange[],
  { texts = false }: { texts?: boolean } = {},
): Promise<ReadonlyMap<string, string>> {
  const { municipalityId, id: processId } = process
  const valuesOf = (field: string) => [
    ...new Set(changes.flatMap(({ field: of, from, to }) => (of === field ? [from ?? [], to ?? []].flat() : []))),
  ]
  const idsOf = (field: string) => valuesOf(field).filter((value) => validate(value))
  const own = sql`municipality_id = ${municipalityId} and process_id = ${processId}`
  const versions = texts ? valuesOf('answer') : []
  const decisions = valuesOf('disposition').filter(isDecision)
  const namesOf = (values: readonly string[], names: RawBuilder<unknown>) => (values.length === 0 ? [] : [names])
  const [themes, people, campaigns] = [idsOf('theme'), idsOf('assignee'), idsOf('campaign')]
  const [returns, wordings] = [idsOf('return'), idsOf('publicWords')]
  const named = [
    ...namesOf(themes, sql`select id::text, name from theme where ${own} and id = any(${themes}::uuid[])`),
    ...namesOf(
      people,
      sql`select id::text, name from account where municipality_id = ${municipalityId} and id = any(${people}::uuid[])`,
    ),
    ...namesOf(campaigns, sql`select id::text, name from campaign where ${own} and id = any(${campaigns}::uuid[])`),
    ...namesOf(
      returns,
      sql`select event_id::text as id, reason as name from step_return where ${own} and event_id = any(${returns}::uuid[])`,
    ),
    ...namesOf(
      wordings,
      sql`select id::text, ${texts ? sql`words` : sql`case when char_length(words) > ${MOST_WORDS} then left(words, ${MOST_WORDS}) || '…' else words end`} as name
        from public_wording where ${own} and id = any(${wordings}::uuid[])`,
    ),
    ...namesOf(
      versions,
      sql`select answer_id || '.' || number as id, reply as name from answer_version
        where ${own} and answer_id = any(${versions.map((code) => code.slice(0, 36))}::uuid[])
          and answer_id || '.' || number = any(${versions}::text[])`,
    ),
  ]
  const [rows, parts, steps, words] = await Promise.all([
    named.length === 0
      ? []
      : sql<{ id: string; name: string }>`${sql.join(named, sql` union all `)}`.execute(db).then(({ rows }) => rows),
    partsOfAllVersions(db, process, idsOf('place')),
    stepsOf(db, process),
    decisions.length === 0 ? ourDecisionWords : decisionWordsOf(db, municipalityId),
  ])
  return new Map<string, string>([
    ...decisions.map((decision) => [decision, words.of(decision).label] as const),
    ...rows.map(({ id, name }) => [id, name] as const),
    ...[...parts].map(([id, part]) => [id, partInWords(part)] as const),
    ...Array.from({ length: doneAt(steps) }, (_, at) => [`step ${at + 1}`, stepName(steps, at + 1)] as const),
  ])
}
