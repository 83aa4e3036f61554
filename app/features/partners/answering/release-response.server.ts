import { Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { LONGEST_RESPONSE } from '#app/features/partners/questionnaire.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { changeResponse, refuseAct, responseToChange } from './response-to-change.server.ts'
import { gapsOf, willBeSent } from './response-view.ts'
import { questionsOfResponse } from './response-view.server.ts'

/** Characters that go along, with what stands between the pieces. */
function lengthOf(questions: Awaited<ReturnType<typeof questionsOfResponse>>): number {
  return questions
    .filter(willBeSent)
    .reduce((sum, { answer }) => sum + (answer?.items ?? []).reduce((all, { text }) => all + text.length + 2, 0), 0)
}

/** What keeps a response from being sent, in Dutch; null when nothing does. */
export function obstacleOf(questions: Awaited<ReturnType<typeof questionsOfResponse>>): string | null {
  const gaps = gapsOf(questions)
  if (gaps.length > 0) {
    const numbers = gaps.map(({ number }) => number)
    return numbers.length === 1
      ? `Vraag ${numbers[0]} heeft nog een antwoord nodig.`
      : `De vragen ${numbers.slice(0, -1).join(', ')} en ${numbers.at(-1)} hebben nog een antwoord nodig.`
  }
  if (!questions.some(willBeSent))
    return 'Er staat nog niets om te verzenden. Hebt u geen punten? Kies dan “Wij hebben geen specifieke punten”.'
  const length = lengthOf(questions)
  if (length > LONGEST_RESPONSE)
    return `De hele inbreng heeft ${length} tekens. Het mogen er ${LONGEST_RESPONSE} zijn. Maak haar korter.`
  return null
}

/** The coordinator says that the response is ready: nobody writes at it any more. Already released: nothing changes. */
export async function releaseResponse(
  db: Db | Trx,
  by: Actor,
  { responseId }: { responseId: string },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const open = await responseToChange(trx, by, { responseId, act: null, leads: true }, now)
    const { response, process } = open
    if (response.state === 'released') return
    refuseAct(open, 'release', now)
    const obstacle = obstacleOf(await questionsOfResponse(trx, response))
    if (obstacle) throw new Refused(obstacle)
    await changeResponse(trx, response, { state: 'released', releasedAt: now, releasedBy: by.id })
    await record(trx, {
      municipalityId: response.municipalityId,
      at: now,
      by,
      act: 'releaseResponse',
      subject: { kind: 'response', id: responseId },
      processId: process.id,
    })
  })
}

/** Takes a released response back to write on; anyone of the organisation may. Already back: nothing changes. */
export async function takeBackResponse(
  db: Db | Trx,
  by: Actor,
  { responseId }: { responseId: string },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const open = await responseToChange(trx, by, { responseId, act: null }, now)
    const { response, process } = open
    if (response.state === 'draft') return
    refuseAct(open, 'takeBack', now)
    await changeResponse(trx, response, { state: 'draft', releasedAt: null, releasedBy: null })
    await record(trx, {
      municipalityId: response.municipalityId,
      at: now,
      by,
      act: 'takeBackResponse',
      subject: { kind: 'response', id: responseId },
      processId: process.id,
    })
  })
}
