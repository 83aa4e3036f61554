import { sql } from 'kysely'
import { publicPointsById } from '#app/features/answers/public-points.server.ts'
import type { PublicForm } from '#app/features/points/public-words.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { formatDate, formatDateTime, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { adviceState, type AdviceState } from './advice.ts'
import { adviceMark } from './give-advice.server.ts'

export type AdvisedPoint = {
  id: string
  /** '12.3', or '' while it has no number. */ number: string
  /** Only what becomes public of it: nothing here says who the sender is. */
  form: PublicForm
  words: string
}

/** Points as an adviser reads them, in the order of the list. Ids that are no points of the process are passed over. */
export async function pointsForAdvice(db: Db, process: ProcessRef, ids: readonly string[]): Promise<AdvisedPoint[]> {
  const { municipalityId, id } = process
  const { rows } = await sql<{ id: string; contributor: number | null; number: number | null }>`
    select point.id, contributor.number as contributor, point.number
    from point_work
    join point on point.municipality_id = point_work.municipality_id and point.id = point_work.point_id
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    join contributor on contributor.municipality_id = point.municipality_id and contributor.id = contribution.contributor_id
    where point_work.municipality_id = ${municipalityId} and point_work.process_id = ${id} and point_work.point_id = any(${[...ids]}::uuid[])
    order by point_work.place, point_work.point_id`.execute(db)
  const shown = await publicPointsById(db, process, ids)
  return rows.flatMap(({ id: pointId, contributor, number }) => {
    const point = shown.get(pointId)
    if (!point) return []
    return [
      {
        id: pointId,
        number: contributor === null || number === null ? '' : `${contributor}.${number}`,
        ...{ form: point.form, words: point.words },
      },
    ]
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
    points: points.map((point) => {
      const own = advice.get(point.id) ?? ''
      return { ...point, advice: own, mark: adviceMark(own) }
    }),
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
  lastOpened: string | null
  points: { id: string; advice: string }[]
}

/** The requests for advice of a process, newest first; with a point only those about it. At most as many as a page shows. */
export async function askedAdvice(
  db: Db,
  { municipalityId, id: processId }: ProcessRef,
  { pointId, limit }: { pointId?: string; limit: number },
  now: Date,
): Promise<AskedAdvice[]> {
  const { rows } = await sql<{
    id: string
    adviser: string
    question: string
    askedBy: string
    askedAt: Date
    expiresAt: Date
    doneAt: Date | null
    withdrawnAt: Date | null
    lastOpenedAt: Date | null
    points: { id: string; advice: string }[]
  }>`
    select advice_request.id, adviser, question, account.name as asked_by, asked_at, expires_at, done_at, withdrawn_at, last_opened_at, (
      select json_agg(json_build_object('id', point_id, 'advice', advice) order by point_id) from advice_point
      where advice_point.municipality_id = ${municipalityId} and request_id = advice_request.id
        ${pointId === undefined ? sql`` : sql`and point_id = ${pointId}`}
    ) as points
    from advice_request
    join account on account.municipality_id = advice_request.municipality_id and account.id = advice_request.asked_by
    where advice_request.municipality_id = ${municipalityId} and process_id = ${processId}
      ${
        pointId === undefined
          ? sql``
          : sql`and advice_request.id in (select request_id from advice_point where municipality_id = ${municipalityId} and point_id = ${pointId})`
      }
    order by asked_at desc, advice_request.id limit ${limit}`.execute(db)
  return rows.map(({ askedAt, expiresAt, doneAt, withdrawnAt, lastOpenedAt, ...request }) => ({
    ...request,
    state: adviceState({ expiresAt, doneAt, withdrawnAt }, now),
    askedOn: formatDate(today(askedAt)),
    until: formatDate(today(expiresAt)),
    lastOpened: lastOpenedAt && formatDateTime(lastOpenedAt),
  }))
}
