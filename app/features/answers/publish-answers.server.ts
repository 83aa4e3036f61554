import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { giveNumbers } from '#app/features/contributions/give-numbers.server.ts'
import { NO_NUMBER } from '#app/features/points/point-number.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import { isRefused, transition } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { formatDateLong } from '#app/local-date.ts'
import { contributorsInOrder } from './contributors.server.ts'
import { isComplete, publicationGaps, type PublicationGaps } from './publication-gate.server.ts'
import { keepPublishedPoints } from './publish-points.server.ts'
import { queueAnswerMessages } from './queue-answer-messages.server.ts'
import { searchWords } from './search-words.server.ts'
import { whyWaits, type PublicationParts } from './publication-parts.server.ts'

/** What is missing, a sentence for each sort, with the numbers it is about. */
function gapsInWords({ unsplit, unanswered, incomplete, findings }: PublicationGaps): string[] {
  const sentence = (count: number, one: string, more: string, numbers: (string | number)[]) => {
    if (count === 0) return []
    const named = numbers.slice(0, 10).join(', ')
    return [`${count === 1 ? one : `${count} ${more}`}: ${named}${count > 10 ? ' en verder' : ''}.`]
  }
  return [
    ...sentence(
      unsplit.count,
      'Eén inbreng is niet klaar met splitsen',
      'stukken inbreng zijn niet klaar met splitsen',
      unsplit.first.map(({ number }) => number ?? NO_NUMBER),
    ),
    ...sentence(
      unanswered.count,
      'Eén punt heeft geen antwoord',
      'punten hebben geen antwoord',
      unanswered.first.map(({ number }) => number),
    ),
    ...sentence(
      incomplete.count,
      'Eén antwoord is niet compleet',
      'antwoorden zijn niet compleet',
      incomplete.first.map(({ number }) => number),
    ),
    ...sentence(
      findings.count,
      'Op één plek staat iets dat van een persoon kan zijn',
      'plekken hebben iets dat van een persoon kan zijn',
      findings.first.map(({ number }) => number),
    ),
  ]
}

/**
 * The act that publishes all answers of a process at once: who has no number yet gets one, everyone with an
 * address gets one message, and from then on the answers are fixed. Refused while the term runs or something is missing.
 * Publishing again changes nothing and sends nothing. `parts` is what later rooms have to do with it (`app/room-parts.server.ts`).
 */
export const publishAnswersWith = (parts: PublicationParts) =>
  act({
    name: 'publishAnswers',
    by: { audience: 'official', needs: 'approver' },
    on: 'process',
    changes: 'public',
    needs: ['baseUrl'],
    input: z.object({}),
    refusals: {
      notNow: { says: (why: string) => why },
      /** What is missing, with the ids of what it is about. */
      answersNotReady: {
        says: (gaps: PublicationGaps) => `U kunt de antwoorden nog niet openbaar maken. ${gapsInWords(gaps).join(' ')}`,
      },
    },
    async run({ trx, by, now, process: ref, baseUrl, refuse }) {
      const process = await lockProcess(trx, by, ref.id, 'close')
      if (process.state === 'answered') return changedNothing({ published: false, contributors: 0, messages: 0 })
      const to = transition(process.state, 'publishAnswers')
      if (isRefused(to)) return refuse('notNow', to.why)
      const wait = whyStillOpen(process, now) ?? (await whyWaits(trx, process, now, parts))
      if (wait) return refuse('notNow', wait)
      // Who came in just before may have none yet.
      await giveNumbers(trx, process)
      // Everything that changed since it was last searched, so that nothing becomes public that nobody looked for.
      await searchWords(trx, process)
      const gaps = await publicationGaps(trx, process)
      if (!isComplete(gaps)) return refuse('answersNotReady', gaps)

      const { municipalityId, id } = process
      const contributors = (await contributorsInOrder(trx, process)).length
      await trx
        .updateTable('process')
        .set({ state: to, answeredAt: now, updatedAt: now })
        .where('municipalityId', '=', municipalityId)
        .where('id', '=', id)
        .execute()
      await keepPublishedPoints(trx, process)
      const messages = await queueAnswerMessages(trx, { ...process, state: to }, { baseUrl, now, parts })
      return did(
        { published: true, contributors, messages },
        { subject: { kind: 'process', id }, detail: { from: process.state, to, contributors, messages } },
      )
    },
  })

/** Why nothing can be published before the term is over, or null: who reacts on the last day deserves an answer as well. */
export function whyStillOpen({ closesAt, lastDay }: Pick<Process, 'closesAt' | 'lastDay'>, now: Date): string | null {
  if (closesAt === null || now >= closesAt) return null
  const until = lastDay ? ` tot en met ${formatDateLong(lastDay)}` : ''
  return `Iedereen kan nog reageren${until}. Daarna kunt u de antwoorden openbaar maken.`
}
