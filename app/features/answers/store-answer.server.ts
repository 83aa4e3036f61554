import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { refusedBy } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { dispositionOf, ownDispositionIn, type Decision } from '#app/features/points/disposition.ts'
import { answeringRefusals, refusePublicPoints } from '#app/features/points/process-to-answer.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { keepHistory } from '#app/features/points/point-history.server.ts'
import { tellPoints } from '#app/features/points/point-notice.server.ts'
import { approvedRefusal, refuseApproved } from '#app/features/workflow/approved.server.ts'
import { decisionRefusals, refuseUnusable } from '#app/features/points/usable-decisions.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import type { AnswerScope } from './scope.ts'
import { changesOfAnswer, lastSaid } from './answer-versions.server.ts'
import { linksToPlan, storeLinks } from './plan-links.server.ts'
import { answerMark, answerOf, type StoredAnswer } from './stored-answer.server.ts'

type AnswerToStore = {
  /** The points that get this one answer; those that had it and are no longer named lose it. */
  pointIds: readonly string[]
  disposition?: Decision | null | undefined
  reply: string
  forwardedTo: string
  sectionIds: readonly string[]
  /** Paragraphs of the plan; their sections are linked with them. */
  paragraphIds?: readonly string[]
  /** What it is about; left out: the point, or with more points several of them together. */
  scope?: AnswerScope | undefined
  /** For what only leaves words out: an answer that was approved can have that too. */
  onlyLeavesOut?: boolean
  /** The answer that the point shared and that the others keep; the point gets one of its own. */
  apartFrom?: string
  /** Mark of the answer that was shown, '' for none. Left out: nothing was shown, what is there is replaced. */
  seen?: string | undefined
}

/** A colleague answered while someone was writing; nothing was stored, and both texts are still there to choose from. */
export const staleAnswerRefusal = {
  stale: {
    says: (_: FoundAnswer) =>
      'Een collega heeft dit antwoord intussen gewijzigd. Er is nog niets bewaard. Vergelijk de twee teksten.',
    at: 'reply',
  },
}

export const storeAnswerRefusals = {
  ...staleAnswerRefusal,
  ...approvedRefusal,
  ...decisionRefusals,
  differentAnswers: {
    says: 'Deze punten hebben al verschillende antwoorden. Kies punten zonder antwoord, of haal eerst een antwoord weg.',
    at: 'otherPointIds',
  },
}

/** What is stored instead of what was seen, with its mark; null when the colleague took the answer away. */
export type FoundAnswer = {
  seen: string
  current: Pick<StoredAnswer, 'updatedByName' | 'disposition' | 'reply'> | null
}

/** Refuses when this is no longer the answer that was seen. */
export function refuseStaleAnswer(current: StoredAnswer | null, seen: string | undefined): void {
  const mark = current?.mark ?? ''
  if (seen === undefined || seen === mark) return
  const found = current && {
    updatedByName: current.updatedByName,
    disposition: current.disposition,
    reply: current.reply,
  }
  throw refusedBy(staleAnswerRefusal, 'stale', { seen: mark, current: found })
}

/**
 * Stores one complete answer for points of a process that is held, in place of the one that they have, and records it as
 * `answerPoints` or `changeAnswer`. One that is as it was stays as it is, also whose it is. Throws NotFound or Refused.
 */
export async function storeAnswer(
  trx: Trx,
  by: Doer,
  process: Process,
  answer: AnswerToStore,
  now: Date,
): Promise<{ id: string; mark: string }> {
  const { municipalityId, id: processId } = process
  const pointIds = [...new Set(answer.pointIds.map(asId))]
  await lockPoints(trx, process, pointIds)
  await refusePublicPoints(trx, process, pointIds)
  const apart = answer.apartFrom === undefined ? null : await answerOf(trx, process, answer.apartFrom)
  const earlier = (await answersOfPoints(trx, process, pointIds)).filter((answerId) => answerId !== apart?.id)
  const current = earlier[0] ? await answerOf(trx, process, earlier[0]) : null
  // Public points keep their answer as it is: those that shared it get one of their own.
  const isPublic = current !== null && (await publicAmong(trx, process, current.pointIds))
  const own = isPublic ? null : current
  const change = changeOfPoints(pointIds, own?.pointIds ?? [])
  if (!answer.onlyLeavesOut) await refuseApproved(trx, process, [...pointIds, ...change.lost])
  if (earlier.length > 1) throw refusedBy(storeAnswerRefusals, 'differentAnswers')
  refuseStaleAnswer(current, answer.seen)

  const links = await linksToPlan(trx, process, { paragraphIds: [], ...answer })
  const { disposition, reply } = answer
  const forwardedTo = answer.forwardedTo.trim()
  if (!disposition) throw new Error('an answer that is stored is complete')
  // Who has a decision that went out of use keeps it.
  if (disposition !== current?.disposition) await refuseUnusable(trx, municipalityId, [disposition])
  const scope = answer.scope ?? (pointIds.length > 1 ? 'theme' : 'point')
  const had = current ?? apart
  const isAsItWas = had !== null && saysTheSame(had, { ...answer, disposition, forwardedTo }, links)
  const hasThem = current !== null && changeOfPoints(pointIds, current.pointIds).gained.length === 0
  if (isAsItWas && hasThem && change.lost.length === 0 && scope === current.scope)
    return { id: current.id, mark: current.mark }

  const leaving = isPublic ? current : apart
  const left = leaving && (await lastSaid(trx, process, leaving.id))
  if (leaving) await takePoints(trx, process, leaving.id, pointIds)
  const id = own?.id ?? uuid()
  // Two saves in one millisecond must not leave the same mark.
  const updatedAt = new Date(Math.max(now.getTime(), (current?.updatedAt.getTime() ?? 0) + 1))
  const given = { disposition: dispositionOf(disposition), ownDispositionId: ownDispositionIn(disposition) }
  // Whoever leaves words out, or gives an answer as it stands to other points, did not write it.
  const updatedBy = had && (isAsItWas || answer.onlyLeavesOut) ? had.updatedBy : by.id
  const values = { ...given, reply, forwardedTo, updatedAt, updatedBy }
  const before = own && (await lastSaid(trx, process, id))
  await trx
    .insertInto('answer')
    .values({ municipalityId, id, processId, scope, ...values })
    .onConflict((conflict) => conflict.columns(['municipalityId', 'id']).doUpdateSet({ ...values, scope }))
    .execute()
  const { gained, lost } = change
  await givePoints(trx, process, id, { ...change, givenBy: isAsItWas ? by.id : null })
  await storeLinks(trx, process, id, links)
  const eventId = uuid()
  const after = await lastSaid(trx, process, id)
  const isNew = new Set(gained)
  const kept = pointIds.filter((pointId) => !isNew.has(pointId))
  await keepHistory(trx, process, [
    ...changesOfAnswer(eventId, gained, left, after),
    ...changesOfAnswer(eventId, kept, before, after),
    ...changesOfAnswer(eventId, lost, before, null),
  ])
  await tellPoints(trx, municipalityId, [...pointIds, ...lost])
  await record(trx, {
    ...{
      id: eventId,
      municipalityId,
      at: now,
      by,
      act: current ? 'changeAnswer' : 'answerPoints',
      subject: { kind: 'answer', id },
      processId,
    },
    detail: {
      from: current?.disposition ?? null,
      to: disposition,
      points: pointIds.length,
      sections: links.sectionIds.length,
    },
  })
  return { id, mark: answerMark({ id, updatedAt }) }
}

/** Which points an answer gets and loses when it is to have these and no others. */
function changeOfPoints(pointIds: readonly string[], had: readonly string[]): { gained: string[]; lost: string[] } {
  const [before, after] = [new Set(had), new Set(pointIds)]
  return { gained: pointIds.filter((id) => !before.has(id)), lost: had.filter((id) => !after.has(id)) }
}

/** Whether an answer says what is to be stored, and names the same parts of the plan. */
function saysTheSame(
  had: StoredAnswer,
  given: Pick<StoredAnswer, 'disposition' | 'reply' | 'forwardedTo'> & Pick<AnswerToStore, 'paragraphIds'>,
  links: { sectionIds: readonly string[] },
): boolean {
  const isSame = (one: readonly string[], other: readonly string[]) => isDeepStrictEqual(new Set(one), new Set(other))
  return (
    had.disposition === given.disposition &&
    had.reply === given.reply &&
    had.forwardedTo === given.forwardedTo &&
    isSame(had.sectionIds, links.sectionIds) &&
    isSame(had.paragraphIds, (given.paragraphIds ?? []).map(asId))
  )
}

/** Gives the answer to the points that it gains, by someone where it was there already, and takes it from those that it loses. */
async function givePoints(
  trx: Trx,
  { municipalityId, id: processId }: Process,
  answerId: string,
  { gained, lost, givenBy }: { gained: readonly string[]; lost: readonly string[]; givenBy: string | null },
): Promise<void> {
  if (lost.length > 0) await takePoints(trx, { municipalityId }, answerId, lost)
  if (gained.length === 0) return
  await sql`
    insert into answer_point (municipality_id, process_id, answer_id, point_id, given_by)
    select ${municipalityId}, ${processId}, ${answerId}, unnest(${[...gained]}::uuid[]), ${givenBy}::uuid`.execute(trx)
}

async function takePoints(
  trx: Trx,
  { municipalityId }: Pick<Process, 'municipalityId'>,
  answerId: string,
  pointIds: readonly string[],
): Promise<void> {
  await sql`
    delete from answer_point
    where municipality_id = ${municipalityId} and answer_id = ${answerId} and point_id = any(${pointIds}::uuid[])`.execute(
    trx,
  )
}

/** Whether any of these points is public. */
async function publicAmong(trx: Trx, { municipalityId }: Process, pointIds: readonly string[]): Promise<boolean> {
  const found = await trx
    .selectFrom('pointWork')
    .select('pointId')
    .where('municipalityId', '=', municipalityId)
    .where(sql<boolean>`point_id = any(${[...pointIds]}::uuid[])`)
    .where('isPublic', '=', true)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** Holds the points in one order, so that two who answer overlapping sets wait for each other. Throws NotFound. */
async function lockPoints(trx: Trx, { municipalityId, id: processId }: Process, pointIds: string[]): Promise<void> {
  const found = await trx
    .selectFrom('point')
    .innerJoin('pointWork', (join) =>
      join.onRef('pointWork.municipalityId', '=', 'point.municipalityId').onRef('pointWork.pointId', '=', 'point.id'),
    )
    .select(['id', 'isSetAside'])
    .where('point.municipalityId', '=', municipalityId)
    .where('point.processId', '=', processId)
    .where(sql<boolean>`id = any(${pointIds}::uuid[])`)
    .orderBy('id')
    .forUpdate('point')
    .execute()
  if (found.length !== pointIds.length) throw new NotFound()
  if (found.some(({ isSetAside }) => isSetAside)) throw refusedBy(answeringRefusals, 'setAside')
}

async function answersOfPoints(trx: Trx, { municipalityId }: Process, pointIds: string[]): Promise<string[]> {
  const rows = await trx
    .selectFrom('answerPoint')
    .select('answerId')
    .distinct()
    .where('municipalityId', '=', municipalityId)
    .where(sql<boolean>`point_id = any(${pointIds}::uuid[])`)
    .execute()
  return rows.map(({ answerId }) => answerId)
}
