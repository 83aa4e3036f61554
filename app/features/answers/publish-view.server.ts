import { sql } from 'kysely'
import { workCounts } from './work-counts.server.ts'
import { processAllows, isRefused, transition } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { daysForPost } from '#app/features/processes/term.ts'
import { addDays, formatDate, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { namedAndNumbered } from './contributors.server.ts'
import { withoutSource } from './public-point.ts'
import { publicPoints } from './public-points.server.ts'
import { publicationGaps } from './publication-gate.server.ts'
import { whyStillOpen } from './publish-answers.server.ts'
import { searchSomeWords } from './search-all-words.server.ts'
import { whyWaits, type PublicationParts } from './publication-parts.server.ts'
import { countRecipients } from './recipients.server.ts'

/** What the screen shows; who may not publish reads who can. */
export type PublishView = Awaited<ReturnType<typeof publishView>> & {
  mayPublish: boolean
  mayAnswer: boolean
  approvers: readonly string[]
}

/** How many points the preview shows. */
const PREVIEWED = 5

/** Everything on the screen to publish: what is missing, what will happen, and what the public will see. */
export async function publishView(db: Db, process: Process, now: Date, parts: PublicationParts) {
  const { slug, title, state, lastDay } = process
  const { contributors, counts: decided, total } = await publicPoints(db, process, {}, { limit: PREVIEWED, offset: 0 })
  const transitionTo = transition(state, 'publishAnswers')
  if (processAllows.answer(state)) await searchSomeWords(db, process)
  const postUntil = lastDay ? addDays(lastDay, daysForPost) : null
  return {
    process: { slug, title },
    isPublished: state === 'answered',
    isDraft: state === 'draft',
    isWithdrawn: state === 'withdrawn',
    publishedOn: process.answeredAt ? formatDate(today(process.answeredAt)) : null,
    /** Why it cannot be now, whatever is missing: its state, or its term. */
    blocked:
      state === 'answered'
        ? null
        : isRefused(transitionTo)
          ? transitionTo.why
          : (whyStillOpen(process, now) ?? (await whyWaits(db, process, now, parts))),
    postUntil: postUntil && today(now) <= postUntil ? formatDate(postUntil) : null,
    counts: await workCounts(db, process),
    gaps: await publicationGaps(db, process),
    ...(await namedAndNumbered(db, process)),
    mails:
      state === 'answered' ? await messagesSent(db, process) : await countRecipients(db, process, parts.recipients),
    decided,
    total,
    preview: contributors.map(({ name, points }) => ({ name, points: points.map(withoutSource) })),
  }
}

/** How many messages went out: who works for an organisation, or gave something, after it makes no difference. */
async function messagesSent(db: Db, { municipalityId, id }: Process): Promise<number> {
  const published = await db
    .selectFrom('event')
    .select(sql<number>`(detail ->> 'messages')::int`.as('messages'))
    .where('municipalityId', '=', municipalityId)
    .where('subjectKind', '=', 'process')
    .where('subjectId', '=', id)
    .where('act', '=', 'publishAnswers')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return published?.messages ?? 0
}
