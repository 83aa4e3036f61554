import { v7 as uuid } from 'uuid'
import type { Trx } from '#db/client.server.ts'

/** Who did it. Residents have no account and leave no trace of who they are. */
export type By = { kind: 'account'; id: string } | { kind: 'resident' | 'command' | 'system'; id: null }

type RecordedEvent = {
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
export async function record(
  trx: Trx,
  { municipalityId, at, by, act, subject, processId, detail }: RecordedEvent,
): Promise<void> {
  await trx
    .insertInto('event')
    .values({
      municipalityId,
      id: uuid(),
      at,
      actorKind: by.kind,
      actorId: by.id,
      act,
      subjectKind: subject.kind,
      subjectId: subject.id,
      processId: processId ?? null,
      detail: JSON.stringify(detail ?? {}),
    })
    .execute()
}
