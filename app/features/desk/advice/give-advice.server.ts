import { z } from 'zod'
import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { tellColleague } from '#app/features/workflow/tell-colleague.server.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { seen, typed } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { LONGEST_ADVICE } from './advice.ts'
import { confirmedAdviceRequest, type AdviceSecrets } from './advice-request.server.ts'
import { adviceRefusals } from './confirm-adviser.server.ts'

const givingRefusals = {
  ...adviceRefusals,
  adviceDone: { says: 'Dit advies is al gegeven. Wilt u er iets aan veranderen? Vraag dan om een nieuwe link.' },
}

const secrets = { token: z.string(), session: z.string() }

/** Stores the advice of an adviser on one point; an empty text takes it away. */
export const giveAdvice = act({
  name: 'giveAdvice',
  by: { audience: 'everyone' },
  input: z.object({
    ...secrets,
    pointId: z.string(),
    advice: typed.refine(
      (text) => text.length <= LONGEST_ADVICE,
      `Maak uw advies korter: hooguit ${LONGEST_ADVICE} tekens.`,
    ),
    seen,
  }),
  refusals: { ...givingRefusals, stale: staleRefusal },
  async run({ trx, by: { municipalityId }, now }, { pointId, advice: given, seen: shown, ...own }) {
    const { id: requestId, processId } = await lockRequest(trx, municipalityId, own, now)
    const row = { municipalityId, requestId, pointId: asId(pointId) }
    const stored = await trx
      .selectFrom('advicePoint')
      .select('advice')
      .where((eb) => eb.and(row))
      .executeTakeFirst()
    if (!stored) throw new NotFound()
    const advice = given.trim()
    if (stored.advice === advice) return changedNothing(undefined)
    refuseStale(shown, adviceMark(stored.advice))
    await trx
      .updateTable('advicePoint')
      .set({ advice, givenAt: advice === '' ? null : now })
      .where((eb) => eb.and(row))
      .execute()
    return did(undefined, {
      subject: { kind: 'advice', id: requestId },
      processId,
      detail: { pointId: row.pointId, isTakenBack: advice === '' },
    })
  },
})

/** The adviser is ready; who asked is told of it. */
export const finishAdvice = act({
  name: 'finishAdvice',
  by: { audience: 'everyone' },
  input: z.object(secrets),
  refusals: {
    ...givingRefusals,
    nothingGiven: { says: 'U hebt nog geen advies geschreven. Schrijf eerst bij minstens één punt uw advies.' },
  },
  async run({ trx, by: { municipalityId }, now, refuse }, own) {
    const { id, processId, askedBy } = await lockRequest(trx, municipalityId, own, now)
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

/** Mark of the advice that a form showed. */
export const adviceMark = (advice: string): string => seenMark(advice)

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
