import { sql, type RawBuilder } from 'kysely'
import { publicPointsById } from '#app/features/answers/public-points.server.ts'
import { valueHashOf } from '#app/features/answers/is-open-finding.server.ts'
import { knownContacts } from '#app/features/contributions/known-contacts.server.ts'
import { findingValue, findPersonalData } from '#app/features/contributions/personal-data.ts'
import type { PublicForm } from '#app/features/points/public-words.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import { formatDate, formatDateTime, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { keptPlan } from '#db/prepared.server.ts'
import { adviceState, withoutFindings, type AdviceState } from './advice.ts'
import { adviceMark } from './give-advice.server.ts'

export type AdvisedPoint = {
  id: string
  /** Only what becomes public of it, without what may tell who someone is: nothing here says who the sender is. */
  form: PublicForm
  words: string
  /** How many pieces are left out here that stand in what becomes public so far. */
  hidden: number
}

/** '12.3', or '' while it has no number. */
const numberOfPoint = sql`case when contributor.number is null or point.number is null then '' else contributor.number || '.' || point.number end`

type Sender = { id: string; name: string; organisation: string; number: string; allowed: Buffer[] }

/**
 * Points as an adviser reads them, in the order of the list, with the numbers that officials know them by. What was found in the
 * words that may tell who someone is, is left out until an official let it through, and so are the names of the sender. Ids that are
 * no points of the process are passed over.
 */
export async function pointsForAdvice(
  db: Db,
  process: ProcessRef,
  ids: readonly string[],
): Promise<(AdvisedPoint & { number: string })[]> {
  const { municipalityId, id } = process
  const { rows } = await sql<Sender>`
    select point.id, name, organisation, ${numberOfPoint} as number, coalesce((
      select array_agg(value_hash) from finding
      join finding_let_through as let_through on let_through.municipality_id = finding.municipality_id
        and let_through.place_hash = finding.place_hash and let_through.point_id = finding.point_id
      where finding.municipality_id = point.municipality_id and finding.point_id = point.id), '{}') as allowed
    from point_work
    join point on point.municipality_id = point_work.municipality_id and point.id = point_work.point_id
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    join contributor on contributor.municipality_id = point.municipality_id and contributor.id = contribution.contributor_id
    where point_work.municipality_id = ${municipalityId} and point_work.process_id = ${id} and point_work.point_id = any(${[...ids]}::uuid[])
    order by point_work.place, point_work.point_id`.execute(db)
  const [shown, known] = [await publicPointsById(db, process, ids), await knownContacts(db, process)]
  return rows.flatMap(({ id: pointId, name, organisation, number, allowed }) => {
    const point = shown.get(pointId)
    if (!point) return []
    const found = findPersonalData(point.words, { names: [name, organisation].filter(Boolean), known }).filter(
      (finding) => !allowed.some((hash) => hash.equals(valueHashOf(findingValue(finding)))),
    )
    return [{ id: pointId, number, form: point.form, words: withoutFindings(point.words, found), hidden: found.length }]
  })
}

/** What an adviser sees: the question, and each point with the advice so far. */
export async function adviceToGive(
  db: Db,
  municipalityId: string,
  request: { id: string; processId: string; question: string; doneAt: Date | null; expiresAt: Date },
) {
  const { title } = await db
    .selectFrom('process')
    .select('title')
    .where((eb) => eb.and({ municipalityId, id: request.processId }))
    .executeTakeFirstOrThrow()
  const given = await db
    .selectFrom('advicePoint')
    .select(['pointId', 'advice'])
    .where((eb) => eb.and({ municipalityId, requestId: request.id }))
    .execute()
  const advice = new Map(given.map((each) => [each.pointId, each.advice]))
  const points = await pointsForAdvice(db, { municipalityId, id: request.processId }, [...advice.keys()])
  return {
    process: title,
    question: request.question,
    isDone: request.doneAt !== null,
    until: formatDateTime(request.expiresAt),
    // Without the numbers, of which the first half is that of the sender.
    points: points.map(({ id, form, words, hidden }) => ({
      ...{ id, form, words, hidden },
      advice: advice.get(id) ?? '',
    })),
    mark: adviceMark(given),
  }
}

export type AskedAdvice = {
  id: string
  adviser: string
  question: string
  state: AdviceState
  askedBy: string
  askedOn: string
  until: string
  /** When it was opened, the last time first. */
  openings: string[]
  points: { id: string; number: string; advice: string }[]
}

/** Openings that are shown of one request; the record has all. */
const SHOWN_OPENINGS = 20

const isIn: Record<AdviceState, (now: Date) => RawBuilder<unknown>> = {
  asked: (now) => sql`and done_at is null and withdrawn_at is null and expires_at > ${now}`,
  done: () => sql`and done_at is not null and withdrawn_at is null`,
  expired: (now) => sql`and done_at is null and withdrawn_at is null and expires_at <= ${now}`,
  withdrawn: () => sql`and withdrawn_at is not null`,
}

type Asked = {
  /** Only about this point, and only what was said of it. */ pointId?: string
  state?: AdviceState | null
  /** The request after which these stand. */ after?: string | null
  limit: number
}

/** The requests for advice of a process, newest first. At most as many as a page shows. */
export async function askedAdvice(
  db: Db,
  { municipalityId, id: processId }: ProcessRef,
  { pointId, state = null, after = null, limit }: Asked,
  now: Date,
): Promise<AskedAdvice[]> {
  const own = sql`advice_request.municipality_id = ${municipalityId} and advice_request.process_id = ${processId}`
  const { rows } = await sql<
    Omit<AskedAdvice, 'state' | 'askedOn' | 'until' | 'openings'> & {
      askedAt: Date
      expiresAt: Date
      doneAt: Date | null
      withdrawnAt: Date | null
      openings: string[]
    }
  >`${pointId !== undefined && state === null && after === null ? keptPlan('adviceOnPoint') : sql``}
    select advice_request.id, adviser, question, account.name as asked_by, asked_at, expires_at, done_at, withdrawn_at,
      array(
        select at from event where event.municipality_id = ${municipalityId} and subject_kind = 'advice' and subject_id = advice_request.id
          and act = 'openAdvice' order by event.id desc limit ${SHOWN_OPENINGS}
      ) as openings, (
        select json_agg(json_build_object('id', point.id, 'number', ${numberOfPoint}, 'advice', advice)
          order by point_work.place, point.id)
        from advice_point
        join point on point.municipality_id = ${municipalityId} and point.id = advice_point.point_id
        join point_work on point_work.municipality_id = ${municipalityId} and point_work.point_id = point.id
        join contribution on contribution.municipality_id = ${municipalityId} and contribution.id = point.contribution_id
        join contributor on contributor.municipality_id = ${municipalityId} and contributor.id = contribution.contributor_id
        where advice_point.municipality_id = ${municipalityId} and request_id = advice_request.id
          ${pointId === undefined ? sql`` : sql`and advice_point.point_id = ${pointId}`}
      ) as points
    from advice_request
    join account on account.municipality_id = advice_request.municipality_id and account.id = advice_request.asked_by
    where ${own} ${state === null ? sql`` : isIn[state](now)}
      ${
        pointId === undefined
          ? sql``
          : sql`and advice_request.id in (select request_id from advice_point where municipality_id = ${municipalityId} and point_id = ${pointId})`
      }
      ${
        after === null
          ? sql``
          : sql`and (asked_at, advice_request.id) < (
            select asked_at, id from advice_request where ${own} and id = ${asId(after)})`
      }
    order by asked_at desc, advice_request.id desc limit ${limit}`.execute(db)
  return rows.map(({ askedAt, expiresAt, doneAt, withdrawnAt, openings, points, ...request }) => ({
    ...request,
    points: points ?? [],
    state: adviceState({ expiresAt, doneAt, withdrawnAt }, now),
    askedOn: formatDate(today(askedAt)),
    until: formatDate(today(expiresAt)),
    openings: openings.map((at) => formatDateTime(new Date(at))),
  }))
}

/** What was asked before, to ask it again; null when that is no request of the process. */
export async function adviceToAskAgain(db: Db, { municipalityId, id: processId }: ProcessRef, requestId: string) {
  const found = await db
    .selectFrom('adviceRequest')
    .select(['id', 'adviser', 'email', 'question'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', processId)
    .where('id', '=', asId(requestId))
    .executeTakeFirst()
  if (!found) return null
  const points = await db
    .selectFrom('advicePoint')
    .select('pointId')
    .where('municipalityId', '=', municipalityId)
    .where('requestId', '=', found.id)
    .execute()
  return { ...found, pointIds: points.map(({ pointId }) => pointId) }
}
