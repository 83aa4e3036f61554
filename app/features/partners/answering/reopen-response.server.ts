import { Refused } from '#app/errors.server.ts'
import type { Actor, Doer } from '#app/features/accounts/account.ts'
import { notifyAll } from '#app/features/notifications/notify.server.ts'
import { lockProcess, needRole, refuseWithdrawn } from '#app/features/processes/lock-process.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { formatDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import {
  changeResponse,
  lockResponse,
  ownResponse,
  peopleOf,
  refuseAct,
  responseToChange,
  type ResponseRow,
} from './response-to-change.server.ts'

const TAKEN_IN =
  'De gemeente registreerde zelf wat de organisatie op een andere manier gaf. Die inbreng kan niet worden heropend. Neem contact op als er iets moet veranderen.'
const AT_WORK = 'De gemeente werkt al aan uw punten. Stuur een aanvulling.'

/**
 * Gives a sent response back to the organisation, until the last day; for who may process. Its contribution leaves the
 * register with its points, and the version that was sent is kept. Refused when one of its points has an answer. Open
 * already: nothing changes.
 */
export async function reopenResponse(
  db: Db | Trx,
  by: Doer,
  { processId, responseId, baseUrl }: { processId: string; responseId: string; baseUrl: string },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    needRole(by, 'processor')
    // Who answers a point holds the process too: of the two at once one sees what the other did.
    const process = await lockProcess(trx, by, processId)
    refuseWithdrawn(process)
    const response = await lockResponse(trx, process, responseId)
    if (response.state === 'draft') return
    refuseAct({ process, response }, 'reopen', now)
    await giveBack(trx, by, process, response, now)
    await tellPeople(trx, process, response, baseUrl, now)
  })
}

/** Takes 'geen specifieke punten' back, without asking: there is nothing in it that the municipality could be at work on. For the coordinator. */
export async function takeBackNoPoints(
  db: Db | Trx,
  by: Actor,
  { responseId }: { responseId: string },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { processId } = await ownResponse(trx, by, responseId)
    await lockProcess(trx, by, processId)
    const open = await responseToChange(trx, by, { responseId, act: null, leads: true }, now)
    const { response, process } = open
    if (response.state === 'draft') return
    refuseAct(open, 'reopen', now)
    if (response.hasPoints) throw new Refused('Vraag de gemeente om uw inbreng te heropenen.')
    await giveBack(trx, by, process, response, now)
  })
}

async function giveBack(trx: Trx, by: Doer, process: Process, response: ResponseRow, now: Date): Promise<void> {
  const { municipalityId, id, contributionId } = response
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
  await record(trx, {
    municipalityId,
    at: now,
    by,
    act: 'reopenResponse',
    subject: { kind: 'response', id },
    processId: process.id,
  })
}

/** Refused once a point has an answer, for nobody takes back what others build on; and for what was never written here. */
export async function refuseFixed(trx: Trx, { municipalityId, id, contributionId }: ResponseRow): Promise<void> {
  if (await isAnswered(trx, { municipalityId, contributionId })) throw new Refused(AT_WORK)
  const version = await trx
    .selectFrom('responseVersion')
    .select('number')
    .where('municipalityId', '=', municipalityId)
    .where('responseId', '=', id)
    .limit(1)
    .executeTakeFirst()
  if (!version) throw new Refused(TAKEN_IN)
}

/** Whether a point of a contribution has an answer. */
export async function isAnswered(
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
