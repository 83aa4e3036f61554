import { eachByItself } from '#app/each-by-itself.ts'
import { momentInWords } from '#app/features/contributions/reaction-words.ts'
import { siteAddress } from '#app/features/municipalities/site-address.server.ts'
import { notifyAll } from '#app/features/notifications/notify.server.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import { record } from '#app/features/record/record.server.ts'
import { today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { registerSent } from './register-sent.server.ts'
import { lockResponse, peopleOf } from './response-to-change.server.ts'
import type { SentVersion } from './sent-answers.ts'

type Left = { id: string; municipalityId: string; processId: string }

/**
 * Puts what was sent before back in the register, for organisations that had their response reopened and did not send it
 * again before the last day was over: who wanted to change a word must not lose all. Run every day; a second run does
 * nothing. `baseUrl` is the address of the installation.
 */
export async function sendLastVersions(db: Db, { baseUrl }: { baseUrl: string }, now: Date): Promise<void> {
  const left = await db
    .selectFrom('response')
    .innerJoin('questionnaire', (join) =>
      join
        .onRef('questionnaire.municipalityId', '=', 'response.municipalityId')
        .onRef('questionnaire.id', '=', 'response.questionnaireId'),
    )
    .innerJoin('process', (join) =>
      join
        .onRef('process.municipalityId', '=', 'response.municipalityId')
        .onRef('process.id', '=', 'response.processId'),
    )
    .select(['response.id', 'response.municipalityId', 'response.processId'])
    .where('response.state', '<>', 'sent')
    .where('closesOn', '<', today(now))
    .where('process.state', 'in', ['draft', 'released'])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('responseVersion')
          .select('number')
          .whereRef('responseVersion.municipalityId', '=', 'response.municipalityId')
          .whereRef('responseId', '=', 'response.id'),
      ),
    )
    .orderBy('response.id')
    .execute()
  await eachByItself(left, (response) => sendLast(db, response, baseUrl, now))
}

async function sendLast(
  db: Db,
  { municipalityId, processId, id }: Left,
  installation: string,
  now: Date,
): Promise<void> {
  const baseUrl = await siteAddress(db, municipalityId, installation)
  await inTransaction(db, async (trx) => {
    const process = await lockProcess(trx, { municipalityId }, processId)
    const response = await lockResponse(trx, process, id)
    // The last day can have moved, and who runs this twice finds it sent.
    if (
      response.state === 'sent' ||
      response.closesOn === null ||
      response.closesOn >= today(now) ||
      !processAllows.ask(process.state)
    )
      return
    const last = await lastVersion(trx, { municipalityId, id })
    const { partner, items } = await registerSent(trx, { process, response }, last)
    const { number, sentAt, sent } = last
    await record(trx, {
      ...{
        municipalityId,
        at: now,
        by: { kind: 'system', id: null },
        act: 'sendLastVersion',
        subject: { kind: 'response', id },
        processId,
      },
      detail: { number, hasPoints: sent.hasPoints, items },
    })
    const data = {
      ...{
        municipality: partner.municipality,
        organisation: partner.name,
        processTitle: process.title,
        sentAt: momentInWords(sentAt),
      },
      ...{ link: `${baseUrl}${paths.partner.response(id)}`, helpPhone: partner.helpPhone },
    }
    const people = await peopleOf(trx, { municipalityId, partnerId: response.partnerId })
    await notifyAll(
      trx,
      { municipalityId, template: 'partnerLastVersion', now },
      people.map((person) => ({
        key: `partner-last-version:${id}:${response.version}:${person.id}`,
        to: person.email,
        data,
      })),
    )
  })
}

async function lastVersion(trx: Trx, { municipalityId, id }: { municipalityId: string; id: string }) {
  const { answers, ...last } = await trx
    .selectFrom('responseVersion')
    .select(['number', 'sentAt', 'sentBy', 'answers'])
    .where('municipalityId', '=', municipalityId)
    .where('responseId', '=', id)
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow()
  // Written by `sendResponse`, in this shape.
  return { ...last, sent: answers as SentVersion }
}
