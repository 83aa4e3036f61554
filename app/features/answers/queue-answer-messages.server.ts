import { notifyAll } from '#app/features/notifications/notify.server.ts'
import { sectionInWords } from '#app/features/plans/plan.ts'
import { dispositionWords } from '#app/features/points/disposition.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Trx } from '#db/client.server.ts'
import type { MessageData } from '#emails/messages.ts'
import { processedPoints, type ProcessedContributor } from './queries.server.ts'

/** How many contributors are written to at once: with thousands, neither the texts nor the statement may grow too large. */
const CHUNK = 500

/** Address of the table with what was done, narrowed to one contributor where one is given. */
function answeredPath(slug: string, contributor?: number): string {
  return `/trajecten/${slug}/wat-is-ermee-gedaan${contributor === undefined ? '' : `?indiener=${contributor}`}`
}

/**
 * Queues for everyone with an address one message with each point and its answer, in the transaction of the publication.
 * Gives how many. The key keeps a second message away, however often this is done.
 */
export async function queueAnswerMessages(trx: Trx, process: Process, { baseUrl, now }: { baseUrl: string; now: Date }): Promise<number> {
  const { municipalityId, id: processId } = process
  const recipients = await trx
    .selectFrom('contributor')
    .innerJoin('contributorContact', (join) =>
      join
        .onRef('contributorContact.municipalityId', '=', 'contributor.municipalityId')
        .onRef('contributorContact.contributorId', '=', 'contributor.id'),
    )
    .select(['contributor.id', 'contributor.number', 'email'])
    .where('contributor.municipalityId', '=', municipalityId)
    .where('processId', '=', processId)
    .where('number', 'is not', null)
    .orderBy('number')
    .execute()
  const municipality = await trx
    .selectFrom('municipality')
    .select(['name', 'helpPhone'])
    .where('id', '=', municipalityId)
    .executeTakeFirstOrThrow()
  let queued = 0
  for (let at = 0; at < recipients.length; at += CHUNK) {
    const some = recipients.slice(at, at + CHUNK)
    const numbers = some.flatMap(({ number }) => number ?? [])
    const { contributors } = await processedPoints(trx, process, { contributors: numbers })
    const messages = some.flatMap(({ id, number, email }) => {
      const contributor = contributors.find((each) => each.number === number)
      if (!contributor) return []
      const data = messageFor(contributor, { process, municipality, baseUrl })
      return [{ key: `answers:${processId}:${id}`, to: email, data }]
    })
    queued += await notifyAll(trx, { municipalityId, template: 'answers', now }, messages)
  }
  return queued
}

type About = { process: Process; municipality: { name: string; helpPhone: string }; baseUrl: string }

function messageFor({ number, name, points }: ProcessedContributor, { process, municipality, baseUrl }: About): MessageData['answers'] {
  return {
    municipality: municipality.name,
    processTitle: process.title,
    contributor: name,
    points: points.map((point) => ({
      number: point.number,
      text: point.text,
      disposition: point.disposition === null ? '' : dispositionWords[point.disposition].label,
      reply: point.reply,
      forwardedTo: point.forwardedTo,
      sections: point.sections.map(sectionInWords),
    })),
    url: `${baseUrl}${answeredPath(process.slug, number)}`,
    statusUrl: `${baseUrl}/mijn-reactie`,
    nextSteps: process.nextSteps,
    helpPhone: municipality.helpPhone,
  }
}
