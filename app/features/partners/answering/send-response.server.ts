import { sql } from 'kysely'
import { Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { momentInWords } from '#app/features/contributions/reaction-words.ts'
import { notifyAll } from '#app/features/notifications/notify.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { formatDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { registerSent } from './register-sent.server.ts'
import { obstacleOf } from './release-response.server.ts'
import { peopleOf, refuseAct, responseToChange, type OpenResponse } from './response-to-change.server.ts'
import { questionsOfResponse } from './response-view.server.ts'
import { itemsToRead, sentAnswers, type SentVersion } from './sent-answers.ts'

type Send = {
  responseId: string
  /** Of the response, as the page showed it: what changed since is not sent unread. */
  seenVersion: number
  /** Address of the site, for the links in the messages. */
  baseUrl: string
}

/**
 * Sends a released response: keeps it whole as a version, makes one contribution of it in the register, and mails the people
 * of the organisation what was sent. For the coordinator. Sent already: nothing happens. Refused after the last day.
 */
export async function sendResponse(
  db: Db | Trx,
  by: Actor,
  { responseId, seenVersion, baseUrl }: Send,
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const open = await responseToChange(trx, by, { responseId, act: null, leads: true }, now)
    const { response } = open
    if (response.state === 'sent') return
    refuseAct(open, 'send', now)
    if (response.version !== seenVersion)
      throw new Refused('Uw inbreng is intussen gewijzigd. Lees haar hieronder nog een keer na en verzend haar dan.')
    const questions = await questionsOfResponse(trx, response)
    const obstacle = obstacleOf(questions)
    if (obstacle) throw new Refused(obstacle)
    await send(trx, by, open, { hasPoints: true, answers: sentAnswers(questions) }, baseUrl, now)
  })
}

/**
 * Lets the municipality know that the organisation has no specific points, which is an answer too. For the coordinator. Sent
 * already: nothing happens. Refused when something was written: that would be lost to the municipality unseen.
 */
export async function sayNoPoints(
  db: Db | Trx,
  by: Actor,
  { responseId, baseUrl }: Omit<Send, 'seenVersion'>,
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const open = await responseToChange(trx, by, { responseId, act: null, leads: true }, now)
    const { response } = open
    if (response.state === 'sent') return
    refuseAct(open, 'sayNoPoints', now)
    const questions = await questionsOfResponse(trx, response)
    if (questions.some(({ answer }) => answer !== null && answer.items.length > 0)) {
      throw new Refused('Uw organisatie schreef al punten. Verzend die, of haal ze eerst weg.')
    }
    await send(trx, by, open, { hasPoints: false, answers: sentAnswers(questions) }, baseUrl, now)
  })
}

async function send(
  trx: Trx,
  by: Actor,
  open: OpenResponse,
  sent: SentVersion,
  baseUrl: string,
  now: Date,
): Promise<void> {
  const { process, response } = open
  const { municipalityId, id: responseId, partnerId } = response
  const number = (await versionsSent(trx, municipalityId, responseId)) + 1
  await trx
    .insertInto('responseVersion')
    .values({
      municipalityId,
      responseId,
      number,
      sentAt: now,
      sentBy: by.id,
      answers: sql`${JSON.stringify(sent)}::jsonb`,
    })
    .execute()
  const { partner, items } = await registerSent(trx, open, { number, sent, sentAt: now, sentBy: by.id })
  await record(trx, {
    ...{
      municipalityId,
      at: now,
      by,
      act: 'sendResponse',
      subject: { kind: 'response', id: responseId },
      processId: process.id,
    },
    detail: { number, hasPoints: sent.hasPoints, items },
  })
  const data = {
    ...{
      municipality: partner.municipality,
      organisation: partner.name,
      processTitle: process.title,
      sentBy: by.name,
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
