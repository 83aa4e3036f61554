import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { LONGEST_RESPONSE } from '#app/features/partners/questionnaire.ts'
import {
  byPartner,
  changeResponse,
  leaderRefusals,
  refuseAct,
  responseRefusals,
  responseToChange,
} from './response-to-change.server.ts'
import { unansweredOf, willBeSent } from './response-view.ts'
import { questionsOfResponse } from './response-view.server.ts'

/** Characters that go along, with what stands between the pieces. */
function lengthOf(questions: Awaited<ReturnType<typeof questionsOfResponse>>): number {
  return questions
    .filter(willBeSent)
    .reduce((sum, { answer }) => sum + (answer?.items ?? []).reduce((all, { text }) => all + text.length + 2, 0), 0)
}

/** What keeps a response from being sent, in Dutch; null when nothing does. */
export function obstacleOf(questions: Awaited<ReturnType<typeof questionsOfResponse>>): string | null {
  const gaps = unansweredOf(questions)
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

/** Refuses to release or send what is not complete. */
export const obstacleRefusal = { notReady: { says: (obstacle: string) => obstacle } }

/** The coordinator says that the response is ready: nobody writes at it any more. Already released: nothing changes. */
export const releaseResponse = act({
  name: 'releaseResponse',
  by: byPartner,
  input: z.object({ responseId: z.string() }),
  refusals: { ...responseRefusals, ...leaderRefusals, ...obstacleRefusal },
  async run({ trx, by, now, refuse }, { responseId }) {
    const held = await responseToChange(trx, by, { responseId, act: null, leads: true }, now)
    const { response, process, member } = held
    if (response.state === 'released') return changedNothing(undefined)
    refuseAct(held, 'release', now)
    const obstacle = obstacleOf(await questionsOfResponse(trx, response))
    if (obstacle) refuse('notReady', obstacle)
    await changeResponse(trx, response, { state: 'released', releasedAt: now, releasedBy: member.id })
    return did(undefined, { subject: { kind: 'response', id: response.id }, processId: process.id })
  },
})

/** Takes a released response back to write on; anyone of the organisation may. Already back: nothing changes. */
export const takeBackResponse = act({
  name: 'takeBackResponse',
  by: byPartner,
  input: z.object({ responseId: z.string() }),
  refusals: responseRefusals,
  async run({ trx, by, now }, { responseId }) {
    const held = await responseToChange(trx, by, { responseId, act: null }, now)
    const { response, process } = held
    if (response.state === 'draft') return changedNothing(undefined)
    refuseAct(held, 'takeBack', now)
    await changeResponse(trx, response, { state: 'draft', releasedAt: null, releasedBy: null })
    return did(undefined, { subject: { kind: 'response', id: response.id }, processId: process.id })
  },
})
