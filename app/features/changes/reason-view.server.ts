import { validate } from 'uuid'
import { changesOf, type ChangeKind } from '#app/features/plans/versions/change-lines.ts'
import type { Comparison } from '#app/features/plans/versions/compare-versions.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { partIdsOf } from './change-at.server.ts'
import { pickedPoints, pointsAtParts, type PickedPoint } from './picked-points.server.ts'
import { hasReason, reasonsOf } from './reasons.ts'
import { markOfReason, togetherInOne } from './set-change-reason.server.ts'
import { storedReasons } from './stored-reasons.server.ts'

/** How many points behind a change, and how many that hang on it, are shown. */
const MOST_SHOWN = 50

/** An amendment that may be the reason of a change. */
type OfferedAmendment = { id: string; number: number; title: string }

/** Why a paragraph changed, and what an official may say about it. */
export type ReasonView = {
  versionId: string
  part: string
  /** Null where it did not change. */
  change: { kind: Exclude<ChangeKind, 'unchanged'>; olds: string[]; news: string[] } | null
  seen: string
  hasReason: boolean
  sentence: string
  /** Ids of the amendments that are a reason. */
  amendments: string[]
  offered: OfferedAmendment[]
  /** Points behind the change, the first ones; and how many there are. */
  chosen: PickedPoint[]
  chosenCount: number
  /** Points that hang on the paragraph and are behind no change; those that promise one are apart. */
  promised: PickedPoint[]
  hanging: PickedPoint[]
  hangingCount: number
  /** The point that the official came with, and what it was answered; `isBehind` says whether it is behind the change. */
  taken: TakenPoint | null
}

export type TakenPoint = PickedPoint & { reply: string | null; isBehind: boolean }

/** What an official sees of the reason of a paragraph of this version, or of one that is gone from it; `taken` is the point that they came with. */
export async function reasonView(
  db: Db,
  process: ProcessRef,
  compared: Comparison,
  { part, taken }: { part: string; taken: string | null },
): Promise<ReasonView> {
  const { old, now } = compared
  const changes = changesOf(compared.lines)
  const change = changes.find((each) => partIdsOf(each, compared).includes(part)) ?? null
  const stored = await storedReasons(db, process, compared)
  const reason = (change && reasonsOf([change], compared, stored).get(change)) ?? {
    ...{ points: [], ownInitiative: [], amendments: [] },
  }
  const parts = change ? partIdsOf(change, compared) : [part]
  const behind = reason.points.map(({ id }) => id)
  const takenId = taken !== null && validate(taken) ? taken : null
  const hanging = await pointsAtParts(db, process, parts, MOST_SHOWN)
  const shownIds = [...behind.slice(0, MOST_SHOWN), ...hanging.ids, ...(takenId === null ? [] : [takenId])]
  const points = new Map((await pickedPoints(db, process, [...new Set(shownIds)])).map((point) => [point.id, point]))
  const pointsOf = (ids: readonly string[]) => ids.flatMap((id) => points.get(id) ?? [])
  const isOther = (id: string) => id !== takenId
  const takenPoint = takenId === null ? undefined : points.get(takenId)
  const amendments = reason.amendments.map(({ id }) => id)
  const numbers = (side: 'from' | 'to') =>
    [...new Set((change?.lines ?? []).flatMap((line) => line[side] ?? []))].flatMap(
      (at) => (side === 'from' ? old : now).paragraphs[at]?.number ?? [],
    )
  return {
    ...{ versionId: now.plan.versionId, part },
    change: change && { kind: change.kind, olds: numbers('from'), news: numbers('to') },
    seen: markOfReason({ points: behind, sentence: togetherInOne(reason.ownInitiative), amendments }),
    hasReason: hasReason(reason),
    sentence: togetherInOne(reason.ownInitiative) ?? '',
    amendments,
    offered: await offeredAmendments(db, process),
    chosen: pointsOf(behind.slice(0, MOST_SHOWN)),
    chosenCount: behind.length,
    promised: pointsOf(hanging.ids.filter((id) => hanging.promised.has(id) && isOther(id))),
    hanging: pointsOf(hanging.ids.filter((id) => !hanging.promised.has(id) && isOther(id))),
    hangingCount: hanging.count,
    taken: takenPoint
      ? { ...takenPoint, reply: await replyTo(db, process, takenPoint.id), isBehind: behind.includes(takenPoint.id) }
      : null,
  }
}

async function replyTo(db: Db, { municipalityId }: ProcessRef, pointId: string): Promise<string | null> {
  const answer = await db
    .selectFrom('answerPoint')
    .innerJoin('answer', (join) =>
      join
        .onRef('answer.municipalityId', '=', 'answerPoint.municipalityId')
        .onRef('answer.id', '=', 'answerPoint.answerId'),
    )
    .select('reply')
    .where('answerPoint.municipalityId', '=', municipalityId)
    .where('answerPoint.pointId', '=', pointId)
    .executeTakeFirst()
  return answer?.reply ?? null
}

/** Amendments that the council adopted. */
async function offeredAmendments(db: Db, { municipalityId, id }: ProcessRef): Promise<OfferedAmendment[]> {
  return db
    .selectFrom('amendment')
    .select(['id', 'number', 'title'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .where('outcome', '=', 'adopted')
    .orderBy('number')
    .execute()
}
