import { sql, type RawBuilder } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Trx } from '#db/client.server.ts'
import { givenRows, placedRows, rowsFor } from '#db/given-rows.server.ts'

/** Who did it. Residents have no account and leave no trace of who they are. */
type By = { kind: 'account'; id: string } | { kind: 'resident' | 'command' | 'system'; id: null }

export type RecordedEvent = {
  /** Chosen by whoever stores what belongs to the event; left out: a new one. */
  id?: string
  municipalityId: string
  at: Date
  by: By
  /** What was done, as a verb in code's words: 'release', 'publishAnswers'. */
  act: string
  subject: { kind: string; id: string }
  processId?: string
  /** Facts such as states from and to; never a name, address or text. */
  detail?: Record<string, string | number | boolean | null>
}

/** Writes down an act in the act's own transaction. The record is append-only. */
export async function record(trx: Trx, event: RecordedEvent): Promise<void> {
  await recordAll(trx, [event])
}

/** Writes down what was done to many subjects at once: an event for each, in one statement. */
export async function recordAll(trx: Trx, events: readonly RecordedEvent[]): Promise<void> {
  if (events.length === 0) return
  await sql`${inserting(givenRows(columns, events.map(asRow)))} order by place`.execute(trx)
}

/** Writes down an event in the very statement that stores what it is about: `places` are those of that statement. */
export function recordedWith(places: Readonly<Record<string, RawBuilder<unknown>>>): RawBuilder<unknown> {
  return inserting(placedRows('event', columns, places))
}

/** The values of `recordedWith`. */
export const eventFor = (event: RecordedEvent) => rowsFor('event', columns, [asRow(event)])

const inserting = (rows: RawBuilder<unknown>) => sql`
  insert into event (municipality_id, id, at, actor_kind, actor_id, act, subject_kind, subject_id, process_id, detail)
  select municipality_id, id, at, actor_kind, actor_id, act, subject_kind, subject_id, process_id, detail from ${rows}`

const asRow = ({ id, municipalityId, at, by, act, subject, processId, detail }: RecordedEvent) => ({
  ...{ municipalityId, id: id ?? uuid(), at, actorKind: by.kind, actorId: by.id, act },
  ...{ subjectKind: subject.kind, subjectId: subject.id, processId: processId ?? null },
  detail: JSON.stringify(detail ?? {}),
})

const columns = {
  ...{ municipalityId: 'uuid', id: 'uuid', at: 'timestamptz', actorKind: 'text', actorId: 'uuid', act: 'text' },
  ...{ subjectKind: 'text', subjectId: 'uuid', processId: 'uuid', detail: 'jsonb' },
}
