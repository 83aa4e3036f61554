import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { changeWork } from '#app/features/points/change-work.server.ts'
import { lockContribution, replaceNonPoints } from '#app/features/points/contribution-to-split.server.ts'
import { carryToPoints } from '#app/features/points/carry-to-points.server.ts'
import { insertPoints } from '#app/features/points/insert-points.server.ts'
import { placesToKeep, putPlacesBack, type KeptPlaces } from '#app/features/points/kept-places.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import {
  forgetSplitAct,
  lastSplitAct,
  marksNow,
  putHistoryBack,
  replaceSkipped,
  type KeptHistory,
} from '#app/features/points/split-history.server.ts'
import { isUntouched, type MarksPart } from '#app/features/points/split-history.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { linksOf, putAnswersBack, relink, type AnswersKept } from './answers-of-points.server.ts'

/** What the answers room keeps with an act; one that touched no answer keeps nothing. */
type Kept = Partial<AnswersKept> & { history?: KeptHistory; places?: KeptPlaces; eventId?: string }

/**
 * Undoes the last act of this official in the splitting of a contribution, as an act of its own. Refused when what that act made
 * was changed or answered since: undoing it would take that away too.
 */
export const undoSplitAct = act({
  name: 'undoSplitAct',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ contributionId: z.string() }),
  refusals: {
    ...answeringRefusals,
    nothingToUndo: { says: 'Er is hier niets van u om ongedaan te maken.', at: 'range' },
    changedSince: {
      says: 'Dit is daarna gewijzigd of beantwoord. Ongedaan maken zou ook dat wegnemen.',
      at: 'range',
    },
  },
  async run({ trx, by, now, process: ref, refuse }, { contributionId }) {
    const process = await processToAnswer(trx, by, ref)
    const contribution = await lockContribution(trx, process, contributionId)
    const last = by.id === null ? null : await lastSplitAct<Kept>(trx, process, contribution.id, by.id)
    if (!last) return refuse('nothingToUndo')
    const place = { municipalityId: process.municipalityId, processId: process.id, contributionId: contribution.id }
    const marks = await marksNow(trx, place)
    const { before, after } = last
    const points = [...new Set([...before.points, ...after.points].map(({ id }) => id))]
    const links = await linksOf(trx, process, points)
    const isAsLeft = after.links === undefined || sameLinks(links, after.links, points)
    const isFresh = after.points.filter(({ id }) => !before.points.some((point) => point.id === id))
    const isWhere =
      after.places === undefined ||
      isDeepStrictEqual((await placesToKeep(trx, process, after.places.of)).places, after.places.places)
    const hasAnswer = after.links === undefined && links.some(({ pointId }) => isFresh.some(({ id }) => id === pointId))
    if (!isUntouched(marks, last) || !isAsLeft || !isWhere || hasAnswer) refuse('changedSince')
    const eventId = uuid()
    await restore(trx, by, process, { contributionId: contribution.id, before, after, eventId }, now)
    if (before.nonPoints) {
      const held = { ...contribution, nonPoints: marks.nonPoints }
      await replaceNonPoints(trx, [{ contribution: held, nonPoints: before.nonPoints }])
    }
    if (before.skipped) await replaceSkipped(trx, by, place, before.skipped, now)
    await forgetSplitAct(trx, process, last.id)
    return did(
      { act: last.act },
      { id: eventId, subject: { kind: 'contribution', id: contribution.id }, detail: { act: last.act } },
    )
  },
})

const sameLinks = (now: AnswersKept['links'], then: AnswersKept['links'], points: readonly string[]) =>
  isDeepStrictEqual(
    now,
    then.flatMap((link) => (points.includes(link.pointId) ? [{ ...link, givenBy: link.givenBy ?? null }] : [])),
  )

type Restoring = {
  contributionId: string
  before: MarksPart & Kept
  after: MarksPart & Kept
  eventId: string
}

/** Puts points back as they were, with the work on them and their answers; points that the act made go. */
async function restore(
  trx: Trx,
  by: Doer,
  process: Process,
  { contributionId, before, after, eventId }: Restoring,
  now: Date,
): Promise<void> {
  const { municipalityId } = process
  const was = new Set(before.points.map(({ id }) => id))
  const made = after.points.flatMap(({ id }) => (was.has(id) ? [] : [id]))
  const still = new Set(after.points.map(({ id }) => id))
  const gone = before.points.filter(({ id }) => !still.has(id))
  await sql`delete from point where municipality_id = ${municipalityId} and id = any(${made}::uuid[])`.execute(trx)
  const rangeOf = ({ start, end }: { start: number | null; end: number | null }) =>
    start === null || end === null ? null : { start, end }
  await insertPoints(
    trx,
    by,
    process,
    gone.map(({ id, number, summary, ...point }) => ({
      ...{ id, contributionId, number, range: rangeOf(point), summary },
    })),
    now,
  )
  // What went up in another is a point of its own again, and the database gives it its notes back.
  await trx
    .deleteFrom('pointOrigin')
    .where('municipalityId', '=', municipalityId)
    .where('eventId', '=', before.eventId ?? null)
    .execute()
  await sql`
    update point set quote_start = given.start, quote_end = given."end", summary = given.summary, shows_quotation = given.shows_quotation
    from ${givenRows(
      { id: 'uuid', start: 'int', end: 'int', summary: 'text', showsQuotation: 'boolean' },
      before.points,
    )}
    where municipality_id = ${municipalityId} and point.id = given.id`.execute(trx)
  await carryToPoints(trx, by, process, [...was], now)
  if (before.links) {
    await putAnswersBack(trx, process, before.answers ?? [])
    const touched = [...was, ...before.links.map(({ pointId }) => pointId)]
    await relink(trx, process, [...new Set(touched)], before.links, now)
  }
  await putHistoryBack(trx, process, before.history ?? [])
  if (before.places) await putPlacesBack(trx, process, before.places)
  for (const { id, themeId, chapter, step, assigneeId, dueOn, campaignId } of before.points)
    await changeWork(
      trx,
      process,
      {
        ...{ eventId, points: [id] },
        change: { themeId, chapter, step, assigneeId, dueOn, campaignId },
      },
      now,
    )
  await sql`
    update point_work set changed_since_answer = given.changed_since_answer
    from ${givenRows({ id: 'uuid', changedSinceAnswer: 'boolean' }, before.points)}
    where municipality_id = ${municipalityId} and point_id = given.id`.execute(trx)
}
