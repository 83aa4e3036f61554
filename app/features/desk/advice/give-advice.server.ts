import { sql } from 'kysely'
import { z } from 'zod'
import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { tellColleague } from '#app/features/workflow/tell-colleague.server.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { seen, typed } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { LONGEST_ADVICE } from './advice.ts'
import { confirmedAdviceRequest, type AdviceSecrets } from './advice-request.server.ts'
import { adviceRefusals } from './confirm-adviser.server.ts'

const givingRefusals = {
  ...adviceRefusals,
  adviceDone: { says: 'Dit advies is al gegeven. Wilt u er iets aan veranderen? Vraag dan om een nieuwe link.' },
}

const written = {
  token: z.string(),
  session: z.string(),
  /** The advice on each point as the form has it; an empty text takes it away, and a point that is not named stays. */
  points: z
    .array(
      z.object({
        pointId: z.string(),
        advice: typed.refine(
          (text) => text.length <= LONGEST_ADVICE,
          `Maak uw advies korter: hooguit ${LONGEST_ADVICE} tekens.`,
        ),
      }),
    )
    .default([]),
  seen,
}

/** Stores the advice of an adviser on the points of a request; they can go on later. */
export const giveAdvice = act({
  name: 'giveAdvice',
  by: { audience: 'everyone' },
  input: z.object(written),
  refusals: { ...givingRefusals, stale: staleRefusal },
  async run({ trx, by: { municipalityId }, now }, { points, seen: shown, ...own }) {
    const { id, processId } = await lockRequest(trx, municipalityId, own, now)
    const changed = await storeAdvice(trx, { municipalityId, requestId: id }, { points, seen: shown }, now)
    if (changed === 0) return changedNothing(undefined)
    return did(undefined, { subject: { kind: 'advice', id }, processId, detail: { points: changed } })
  },
})

/** Stores what the form has, and the adviser is ready; who asked is told of it. */
export const finishAdvice = act({
  name: 'finishAdvice',
  by: { audience: 'everyone' },
  input: z.object(written),
  refusals: {
    ...givingRefusals,
    stale: staleRefusal,
    nothingGiven: { says: 'U hebt nog geen advies geschreven. Schrijf eerst bij minstens één punt uw advies.' },
  },
  async run({ trx, by: { municipalityId }, now, refuse }, { points: typedNow, seen: shown, ...own }) {
    const { id, processId, askedBy } = await lockRequest(trx, municipalityId, own, now)
    await storeAdvice(trx, { municipalityId, requestId: id }, { points: typedNow, seen: shown }, now)
    const given = await trx
      .selectFrom('advicePoint')
      .select('pointId')
      .where((eb) => eb.and({ municipalityId, requestId: id }))
      .where('givenAt', 'is not', null)
      .execute()
    const [first] = given
    if (!first) return refuse('nothingGiven')
    await trx
      .updateTable('adviceRequest')
      .set({ doneAt: now })
      .where((eb) => eb.and({ municipalityId, id }))
      .execute()
    const points = given.length
    const pointId = points === 1 ? first.pointId : null
    const message = { kind: 'adviceAnswered', to: [askedBy], from: null, pointId, points } as const
    await tellColleague(trx, { municipalityId, id: processId }, message, now)
    return did(undefined, { subject: { kind: 'advice', id }, processId, detail: { points } })
  },
})

/** Stores advice on points of a request that is held; gives how many changed. Throws NotFound for a point that is none of them. */
async function storeAdvice(
  trx: Trx,
  request: { municipalityId: string; requestId: string },
  { points, seen: shown }: { points: { pointId: string; advice: string }[]; seen?: string | undefined },
  now: Date,
): Promise<number> {
  const rows = await trx
    .selectFrom('advicePoint')
    .select(['pointId', 'advice'])
    .where((eb) => eb.and(request))
    .execute()
  const stored = new Map(rows.map((row) => [row.pointId, row.advice]))
  const changed = points.flatMap(({ pointId, advice: given }) => {
    const [advice, was] = [given.trim(), stored.get(asId(pointId))]
    if (was === undefined) throw new NotFound()
    return was === advice ? [] : [{ pointId, advice, givenAt: advice === '' ? null : now }]
  })
  if (changed.length === 0) return 0
  refuseStale(shown, adviceMark(rows))
  await sql`
    update advice_point set advice = given.advice, given_at = given.given_at
    from ${givenRows({ pointId: 'uuid', advice: 'text', givenAt: 'timestamptz' }, changed)}
    where municipality_id = ${request.municipalityId} and request_id = ${request.requestId}
      and advice_point.point_id = given.point_id`.execute(trx)
  return changed.length
}

/** Mark of the advice on all points of a request that a form showed. */
export const adviceMark = (points: readonly { pointId: string; advice: string }[]): string =>
  seenMark(points.map(({ pointId, advice }) => `${pointId} ${advice}`).toSorted())

/** The request, held, while its advice may still be given. Throws Refused. */
async function lockRequest(trx: Trx, municipalityId: string, own: AdviceSecrets, now: Date) {
  const request = await confirmedAdviceRequest(trx, municipalityId, own, now)
  if (!request) throw refusedBy(adviceRefusals, 'linkEnded')
  const { doneAt } = await trx
    .selectFrom('adviceRequest')
    .select('doneAt')
    .where((eb) => eb.and({ municipalityId, id: request.id }))
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (doneAt !== null) throw refusedBy(givingRefusals, 'adviceDone')
  return request
}
