import { sql } from 'kysely'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { momentInWords } from '#app/features/contributions/reaction-words.ts'
import { notifyAll } from '#app/features/notifications/notify.server.ts'
import { formatDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { Trx } from '#db/client.server.ts'
import { chosenProposals } from './response-proposals.server.ts'
import { registerSent } from './register-sent.server.ts'
import { obstacleOf, obstacleRefusal } from './release-response.server.ts'
import {
  byPartner,
  leaderRefusals,
  peopleOf,
  refuseAct,
  responseRefusals,
  responseToChange,
  type HeldResponse,
} from './response-to-change.server.ts'
import { questionsOfResponse } from './response-view.server.ts'
import { itemsToRead, sentAnswers, type SentVersion } from './sent-answers.ts'

/**
 * Sends a released response: keeps it whole as a version, makes one contribution of it in the register, and mails the people
 * of the organisation what was sent. For the coordinator. Sent already: nothing happens. Refused after the last day.
 */
export const sendResponse = act({
  name: 'sendResponse',
  by: byPartner,
  needs: ['baseUrl'],
  /** `seen` is the version that the page showed: a response that changed since must be read again before it is sent. */
  input: z.object({ responseId: z.string(), seen: z.string().default('') }),
  refusals: {
    ...responseRefusals,
    ...leaderRefusals,
    ...obstacleRefusal,
    stale: {
      says: 'Uw inbreng is intussen gewijzigd. Lees haar hieronder nog een keer na en verzend haar dan.',
    },
  },
  async run({ trx, by, baseUrl, now, refuse }, { responseId, seen }) {
    const held = await responseToChange(trx, by, { responseId, act: null, leads: true }, now)
    const { response } = held
    if (response.state === 'sent') return changedNothing(undefined)
    refuseAct(held, 'send', now)
    if (String(response.version) !== seen) refuse('stale')
    const questions = await questionsOfResponse(trx, response)
    const obstacle = obstacleOf(questions)
    if (obstacle) refuse('notReady', obstacle)
    const detail = await send(
      trx,
      held,
      {
        ...{ hasPoints: true, answers: sentAnswers(questions) },
        proposals: await chosenProposals(trx, response),
      },
      baseUrl,
      now,
    )
    return did(undefined, { subject: { kind: 'response', id: response.id }, processId: response.processId, detail })
  },
})

/**
 * Lets the municipality know that the organisation has no specific points, which is an answer too. For the coordinator. Sent
 * already: nothing happens. Refused when something was written: that would be lost to the municipality unseen.
 */
export const sayNoPoints = act({
  name: 'sayNoPoints',
  by: byPartner,
  needs: ['baseUrl'],
  input: z.object({ responseId: z.string() }),
  refusals: {
    ...responseRefusals,
    ...leaderRefusals,
    hasPoints: { says: 'Uw organisatie schreef al punten. Verzend die, of haal ze eerst weg.' },
  },
  async run({ trx, by, baseUrl, now, refuse }, { responseId }) {
    const held = await responseToChange(trx, by, { responseId, act: null, leads: true }, now)
    const { response } = held
    if (response.state === 'sent') return changedNothing(undefined)
    refuseAct(held, 'sayNoPoints', now)
    const questions = await questionsOfResponse(trx, response)
    const proposals = await chosenProposals(trx, response)
    if (proposals.length > 0 || questions.some(({ answer }) => answer !== null && answer.items.length > 0))
      refuse('hasPoints')
    const detail = await send(trx, held, { hasPoints: false, answers: sentAnswers(questions) }, baseUrl, now)
    const subject = { kind: 'response', id: response.id }
    return did(undefined, { as: 'sendResponse', subject, processId: response.processId, detail })
  },
})

/** Gives what the record keeps of it. */
async function send(trx: Trx, held: HeldResponse & { member: Actor }, sent: SentVersion, baseUrl: string, now: Date) {
  const { process, response, member } = held
  const { municipalityId, id: responseId, partnerId } = response
  const number = (await versionsSent(trx, municipalityId, responseId)) + 1
  await trx
    .insertInto('responseVersion')
    .values({
      municipalityId,
      responseId,
      number,
      sentAt: now,
      sentBy: member.id,
      answers: sql`${JSON.stringify(sent)}::jsonb`,
    })
    .execute()
  const { partner, items } = await registerSent(trx, held, { number, sent, sentAt: now, sentBy: member.id })
  const data = {
    ...{
      municipality: partner.municipality,
      organisation: partner.name,
      processTitle: process.title,
      sentBy: member.name,
      sentAt: momentInWords(now),
    },
    ...{
      items: itemsToRead(sent),
      afterwards: afterwards(sent, formatDate(response.closesOn ?? '')),
      link: `${baseUrl}${paths.partner.response(responseId)}`,
      helpPhone: partner.helpPhone,
    },
  }
  const people = await peopleOf(trx, { municipalityId, partnerId })
  await notifyAll(
    trx,
    { municipalityId, template: 'partnerSent', now },
    people.map(({ id, email }) => ({ key: `partner-sent:${responseId}:${number}:${id}`, to: email, data })),
  )
  return { number, hasPoints: sent.hasPoints, items }
}

function afterwards({ hasPoints }: SentVersion, lastDay: string): string {
  return hasPoints
    ? `U krijgt antwoord op elk punt. Wilt u nog iets wijzigen? Tot en met ${lastDay} kunt u de gemeente vragen om uw inbreng te heropenen.`
    : `U hoeft niets meer te doen. Hebt u toch nog een punt? Tot en met ${lastDay} kan uw coördinator dit ongedaan maken.`
}

/** How often a response was sent. */
async function versionsSent(trx: Trx, municipalityId: string, responseId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('responseVersion')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('municipalityId', '=', municipalityId)
    .where('responseId', '=', responseId)
    .executeTakeFirstOrThrow()
  return Number(count)
}
