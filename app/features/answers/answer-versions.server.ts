import { sql } from 'kysely'
import { isDecision, type Decision } from '#app/features/points/disposition.ts'
import type { PointHistory } from '#app/features/points/point-history.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { versionCode } from './version-code.ts'

/** What an answer said at some moment: its disposition, and which of its texts. */
export type SaidThen = { answerId: string; number: number; disposition: Decision }

/** What an answer says last; the database keeps each text that it gets. Null for one that is not there. */
export async function lastSaid(db: Db | Trx, process: ProcessRef, answerId: string): Promise<SaidThen | null> {
  return (await lastSaidOf(db, process, [answerId])).get(answerId) ?? null
}

/** The same of several answers at once, by the id of the answer; one that is not there is left out. */
export async function lastSaidOf(
  db: Db | Trx,
  { municipalityId, id: processId }: ProcessRef,
  ids: readonly string[],
): Promise<Map<string, SaidThen>> {
  const { rows } = await sql<{ answerId: string; number: number; decision: string }>`
    select distinct on (answer_id) answer_id, number, decision from answer_version
    where municipality_id = ${municipalityId} and process_id = ${processId} and answer_id = any(${[...ids]}::uuid[])
    order by answer_id, number desc`.execute(db)
  return new Map(
    rows.flatMap(({ decision, ...said }) =>
      isDecision(decision) ? [[said.answerId, { ...said, disposition: decision }] as const] : [],
    ),
  )
}

/** What points that share an answer get in their history when this event changes it; null is no answer. */
export function changesOfAnswer(
  eventId: string,
  pointIds: readonly string[],
  before: SaidThen | null,
  after: SaidThen | null,
): PointHistory[] {
  return pointIds.flatMap((pointId) => [
    { eventId, pointId, field: 'disposition', from: before?.disposition ?? null, to: after?.disposition ?? null },
    { eventId, pointId, field: 'answer', from: before && versionCode(before), to: after && versionCode(after) },
  ])
}

export type AnswerVersion = {
  disposition: Decision
  reply: string
  forwardedTo: string
  savedAt: Date
  savedByName: string | null
}

/** A text that an answer of this process had, by its code in the history; null when there is none. */
export async function answerVersion(
  db: Db,
  { municipalityId, id: processId }: ProcessRef,
  code: string,
): Promise<AnswerVersion | null> {
  const [, answerId, number] = /^([\da-f-]{36})\.(\d{1,9})$/.exec(code) ?? []
  if (answerId === undefined) return null
  const found = await db
    .selectFrom('answerVersion')
    .leftJoin('account', (join) =>
      join
        .onRef('account.municipalityId', '=', 'answerVersion.municipalityId')
        .onRef('account.id', '=', 'answerVersion.savedBy'),
    )
    .select(['decision', 'reply', 'forwardedTo', 'savedAt', 'account.name as savedByName'])
    .where('answerVersion.municipalityId', '=', municipalityId)
    .where('processId', '=', processId)
    .where('answerId', '=', answerId)
    .where('number', '=', Number(number))
    .executeTakeFirst()
  if (!found) return null
  const { decision, ...said } = found
  return decision !== null && isDecision(decision) ? { ...said, disposition: decision } : null
}
