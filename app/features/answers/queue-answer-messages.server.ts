import { notifyAll } from '#app/features/notifications/notify.server.ts'
import type { DecisionWords } from '#app/features/points/decision-words.ts'
import { decisionWordsOf } from '#app/features/points/decision-words.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { paths, withQuery } from '#app/paths.ts'
import type { Trx } from '#db/client.server.ts'
import type { MessageData } from '#emails/messages.ts'
import { linkInWords, type PublicContributor } from './public-point.ts'
import { publicPoints } from './public-points.server.ts'
import type { PublicationParts } from './publication-parts.server.ts'
import { sendersOfDoubles } from './doubles.server.ts'
import { publicationOf } from './publications.server.ts'
import { recipientsOf } from './recipients.server.ts'

/** How many people are written to at once: with thousands, neither the texts nor the statement may grow too large. */
const CHUNK = 500

/**
 * Queues for every recipient one message with each point that becomes public with a publication and its answer, in the transaction of
 * that publication; and who sent a double, about what it is the same as. What earlier ones told is not told again. Gives how many. The key
 * keeps a second message away, however often this is done.
 */
export async function queueAnswerMessages(
  trx: Trx,
  process: Process,
  publicationId: string,
  { baseUrl, now, parts }: { baseUrl: string; now: Date; parts: PublicationParts },
): Promise<number> {
  const { municipalityId } = process
  const recipients = await recipientsOf(trx, process, publicationId, parts.recipients)
  const municipality = await trx
    .selectFrom('municipality')
    .select(['name', 'helpPhone'])
    .where('id', '=', municipalityId)
    .executeTakeFirstOrThrow()
  const words = await decisionWordsOf(trx, municipalityId)
  let queued = 0
  for (let at = 0; at < recipients.length; at += CHUNK) {
    const some = recipients.slice(at, at + CHUNK)
    const { contributors } = await publicPoints(trx, process, {
      contributors: [...new Set(some.map(({ number }) => number))],
      publicationId,
    })
    const given = new Map(
      contributors.map((contributor) => [
        contributor.id,
        messageFor(contributor, { process, municipality, words, baseUrl }),
      ]),
    )
    const own = some.filter(({ personId }) => personId === null)
    queued += await notifyAll(
      trx,
      { municipalityId, template: 'answers', now },
      own.flatMap(({ contributorId, email, hasCode }) => {
        const data = given.get(contributorId)
        return data
          ? [
              {
                key: `answers:${publicationId}:${contributorId}`,
                to: email,
                data: { ...data, sameAs: '', statusUrl: hasCode ? `${baseUrl}${paths.public.myReaction()}` : '' },
              },
            ]
          : []
      }),
    )
    queued += await notifyAll(
      trx,
      { municipalityId, template: 'sharedAnswers', now },
      some.flatMap(({ contributorId, email, personId }) => {
        const data = given.get(contributorId)
        return data && personId !== null
          ? [{ key: `answers:${publicationId}:${contributorId}:${personId}`, to: email, data }]
          : []
      }),
    )
  }
  return queued + (await queueForDoubles(trx, process, publicationId, { municipality, words, baseUrl, now, parts }))
}

/** One message for each sender of a double, with the points and answers of the contribution that it is the same as. */
async function queueForDoubles(
  trx: Trx,
  process: Process,
  publicationId: string,
  { now, parts, ...about }: Omit<About, 'process'> & { now: Date; parts: PublicationParts },
): Promise<number> {
  const { rounds: sources } = await publicationOf(trx, process, publicationId)
  const senders = await sendersOfDoubles(trx, process, { sources, publicationId }, parts.recipients)
  let queued = 0
  for (const [original, own] of Map.groupBy(senders, (sender) => sender.publicationId)) {
    if (original === null) continue
    for (let at = 0; at < own.length; at += CHUNK) {
      const some = own.slice(at, at + CHUNK)
      const numbers = [...new Set(some.flatMap(({ number }) => number ?? []))]
      const { contributors } = await publicPoints(trx, process, { contributors: numbers, publicationId: original })
      const rows = some.flatMap(({ doubleId, originalId, number, email, personId, hasCode }) => {
        const giver = contributors.find((contributor) => contributor.number === number)
        const points = giver?.points.filter(({ source }) => source.contributionId === originalId) ?? []
        if (!giver || points.length === 0) return []
        const data = messageFor({ ...giver, points }, { process, ...about })
        const statusUrl = hasCode ? `${about.baseUrl}${paths.public.myReaction()}` : ''
        const key = ['answers', original, doubleId, personId].filter((part) => part !== null).join(':')
        return [{ key, to: email, data: { ...data, sameAs: giver.name, statusUrl } }]
      })
      queued += await notifyAll(trx, { municipalityId: process.municipalityId, template: 'answers', now }, rows)
    }
  }
  return queued
}

type About = {
  process: Process
  municipality: { name: string; helpPhone: string }
  words: DecisionWords
  baseUrl: string
}

function messageFor(
  { number, name, points }: PublicContributor,
  { process, municipality, words, baseUrl }: About,
): MessageData['sharedAnswers'] {
  return {
    municipality: municipality.name,
    processTitle: process.title,
    contributor: name,
    points: pointsForMessage({ points }, words),
    url: `${baseUrl}${paths.public.answered(process.slug)}`,
    ownUrl: `${baseUrl}${withQuery(paths.public.answered(process.slug), { indiener: number ?? '' })}`,
    nextSteps: process.nextSteps,
    helpPhone: municipality.helpPhone,
  }
}

/** The points of a contributor as a message tells them: in the words that are public. */
export function pointsForMessage(
  { points }: Pick<PublicContributor, 'points'>,
  words: DecisionWords,
): MessageData['sharedAnswers']['points'] {
  return points.map((point) => ({
    number: point.number,
    text: point.words,
    disposition: point.disposition === null ? '' : words.forResidents(point.disposition),
    reply: point.reply,
    forwardedTo: point.forwardedTo,
    sections: point.sections.map(linkInWords),
  }))
}
