import { z } from 'zod'
import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { notifyAll } from '#app/features/notifications/notify.server.ts'
import { lockProcess, refuseWithdrawn } from '#app/features/processes/lock-process.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { formatDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { Db, Trx } from '#db/client.server.ts'
import {
  byPartner,
  changeResponse,
  leaderRefusals,
  lockResponse,
  ownResponse,
  peopleOf,
  refuseAct,
  responseRefusals,
  responseToChange,
  type ResponseRow,
} from './response-to-change.server.ts'

/** Refusals to give a sent response back to the organisation. */
export const fixedRefusals = {
  atWork: { says: 'De gemeente werkt al aan uw punten. Stuur een aanvulling.' },
  takenIn: {
    says: 'De gemeente registreerde zelf wat de organisatie op een andere manier gaf. Die inbreng kan niet worden heropend. Neem contact op als er iets moet veranderen.',
  },
}

/**
 * Gives a sent response back to the organisation, until the last day; for who may process. Its contribution leaves the
 * register with its points, and the version that was sent is kept. Refused when one of its points has an answer. Open
 * already: nothing changes.
 */
export const reopenResponse = act({
  name: 'reopenResponse',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  needs: ['baseUrl'],
  input: z.object({ responseId: z.string() }),
  refusals: { ...responseRefusals, ...fixedRefusals },
  async run({ trx, by, process: { id }, baseUrl, now }, { responseId }) {
    // Answering a point locks the process too, so the second of the two acts sees what the first did.
    const process = await lockProcess(trx, by, id)
    refuseWithdrawn(process)
    const response = await lockResponse(trx, process, responseId)
    if (response.state === 'draft') return changedNothing(undefined)
    refuseAct({ process, response }, 'reopen', now)
    await giveBack(trx, response)
    await tellPeople(trx, process, response, baseUrl, now)
    return did(undefined, { subject: { kind: 'response', id: response.id } })
  },
})

/**
 * Takes 'geen specifieke punten' back; for the coordinator. The municipality need not agree, because there are no points
 * that it could be working on.
 */
export const takeBackNoPoints = act({
  name: 'takeBackNoPoints',
  by: byPartner,
  input: z.object({ responseId: z.string() }),
  refusals: {
    ...responseRefusals,
    ...leaderRefusals,
    ...fixedRefusals,
    hasPoints: { says: 'Vraag de gemeente om uw inbreng te heropenen.' },
  },
  async run({ trx, by, now, refuse }, { responseId }) {
    const { processId } = await ownResponse(trx, by, responseId)
    await lockProcess(trx, by, processId)
    const held = await responseToChange(trx, by, { responseId, act: null, leads: true }, now)
    const { response } = held
    if (response.state === 'draft') return changedNothing(undefined)
    refuseAct(held, 'reopen', now)
    if (response.hasPoints) refuse('hasPoints')
    await giveBack(trx, response)
    return did(undefined, { as: 'reopenResponse', subject: { kind: 'response', id: response.id }, processId })
  },
})

/** Takes what was sent out of the register, so that the organisation writes on. */
async function giveBack(trx: Trx, response: ResponseRow): Promise<void> {
  const { municipalityId, contributionId } = response
  await refuseFixed(trx, response)
  if (contributionId)
    await trx
      .deleteFrom('contribution')
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', contributionId)
      .execute()
  await changeResponse(trx, response, {
    ...{
      state: 'draft',
      hasPoints: true,
      releasedAt: null,
      releasedBy: null,
      sentAt: null,
      sentBy: null,
      contributionId: null,
    },
    ...{ reopenAskedAt: null, reopenReason: '' },
  })
}

/** Throws Refused when a point of the response has an answer, or when the response was taken in from a file or a letter. */
export async function refuseFixed(trx: Trx, { municipalityId, id, contributionId }: ResponseRow): Promise<void> {
  if (await hasAnsweredPoint(trx, { municipalityId, contributionId })) throw refusedBy(fixedRefusals, 'atWork')
  const version = await trx
    .selectFrom('responseVersion')
    .select('number')
    .where('municipalityId', '=', municipalityId)
    .where('responseId', '=', id)
    .limit(1)
    .executeTakeFirst()
  if (!version) throw refusedBy(fixedRefusals, 'takenIn')
}

/** Whether a point of a contribution has an answer. */
export async function hasAnsweredPoint(
  db: Db | Trx,
  { municipalityId, contributionId }: Pick<ResponseRow, 'municipalityId' | 'contributionId'>,
): Promise<boolean> {
  if (contributionId === null) return false
  const answered = await db
    .selectFrom('answerPoint')
    .innerJoin('point', (join) =>
      join
        .onRef('point.municipalityId', '=', 'answerPoint.municipalityId')
        .onRef('point.id', '=', 'answerPoint.pointId'),
    )
    .select('pointId')
    .where('answerPoint.municipalityId', '=', municipalityId)
    .where('contributionId', '=', contributionId)
    .limit(1)
    .executeTakeFirst()
  return answered !== undefined
}

async function tellPeople(
  trx: Trx,
  process: Process,
  response: ResponseRow,
  baseUrl: string,
  now: Date,
): Promise<void> {
  const { municipalityId, id, partnerId, version, closesOn } = response
  const { municipality, organisation, helpPhone } = await trx
    .selectFrom('partner')
    .innerJoin('municipality', 'municipality.id', 'partner.municipalityId')
    .select(['partner.name as organisation', 'municipality.name as municipality', 'helpPhone'])
    .where('municipalityId', '=', municipalityId)
    .where('partner.id', '=', partnerId)
    .executeTakeFirstOrThrow()
  const data = {
    municipality,
    organisation,
    processTitle: process.title,
    closesOn: formatDate(closesOn ?? ''),
    link: `${baseUrl}${paths.partner.response(id)}`,
    helpPhone,
  }
  const people = await peopleOf(trx, { municipalityId, partnerId })
  await notifyAll(
    trx,
    { municipalityId, template: 'partnerReopened', now },
    people.map((person) => ({ key: `partner-reopened:${id}:${version}:${person.id}`, to: person.email, data })),
  )
}
