import { NotFound } from '#app/errors.server.ts'
import { hasInnerRole, type Actor } from '#app/features/accounts/account.ts'
import { contributionOf } from '#app/features/contributions/queries.server.ts'
import { contributionIdOf } from '#app/features/points/contribution-to-split.server.ts'
import { dispositionOf } from '#app/features/points/disposition.ts'
import type { CountAlike } from '#app/features/points/carry-redactions.server.ts'
import { pointsOfContribution } from '#app/features/points/queries.server.ts'
import { workCounts } from './work-counts.server.ts'
import { reasonInWords, wordingReasonWords, type WordingReason } from '#app/features/points/public-words.ts'
import { overlaps } from '#app/features/points/quoted-range.ts'
import { redactionsOf } from '#app/features/points/redactions.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { formatDateTime } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { publicPointsById } from './public-points.server.ts'
import { answerOfPoint } from './stored-answer.server.ts'

export type PublicPointView = Awaited<ReturnType<typeof publicPointView>>

/** What is or becomes public of one point, what decides about that, and what was public before. Throws NotFound. */
export async function publicPointView(
  db: Db,
  process: Process,
  pointId: string,
  actor: Pick<Actor, 'innerRoles'>,
  countAlike: CountAlike,
) {
  const contributionId = await contributionIdOf(db, process, pointId)
  const [{ text, publicationId }, points, answer, counts, shown, redactions] = await Promise.all([
    contributionOf(db, process, contributionId),
    pointsOfContribution(db, process, contributionId),
    answerOfPoint(db, process, pointId),
    workCounts(db, process),
    publicPointsById(db, process, [pointId]),
    redactionsOf(db, process, [contributionId]),
  ])
  const [point, outside] = [points.find(({ id }) => id === pointId), shown.get(pointId)]
  if (!point || !outside) throw new NotFound()
  const { range } = point
  const [mayHide, mayShow] = [hasInnerRole(actor, 'processor'), hasInnerRole(actor, 'approver')]
  const isPublished = publicationId !== null
  return {
    process: { slug: process.slug, title: process.title },
    counts,
    isPublished,
    /** Whether it may become public with the next publication. */
    isReleased: await isReleased(db, process, pointId),
    /** Nothing can be done any more: withdrawn. */
    isClosed: !isPublished && !processAllows.answer(process.state),
    ...{ mayHide, mayShow },
    point: {
      id: pointId,
      contributionId,
      label: point.label,
      summary: point.summary,
      showsQuotation: point.showsQuotation,
    },
    /** What was really written; null for a point in the official's words only. */
    verbatim: range && text.slice(range.start, range.end),
    /** In how many other letters a point says the same: words that are left out here are left out there. */
    alike: await countAlike(db, process, pointId),
    outside: { form: outside.form, words: outside.words, reply: outside.reply },
    reply: answer && {
      words: answer.reply,
      points: answer.pointIds.length,
      forwardedTo: dispositionOf(answer.disposition) === 'forwarded' ? answer.forwardedTo : null,
    },
    redactions: (redactions.get(contributionId) ?? [])
      .filter((redaction) => range === null || overlaps(redaction, range))
      .map((redaction) => ({
        id: redaction.id,
        words: text.slice(redaction.start, redaction.end),
        reason: reasonInWords(redaction),
      })),
    // Who may change nothing here has no need of words that were taken away.
    history: mayHide || mayShow ? await historyOf(db, process, pointId) : [],
  }
}

async function isReleased(db: Db, { municipalityId }: Process, pointId: string): Promise<boolean> {
  const found = await db
    .selectFrom('pointWork')
    .select('isReleased')
    .where('municipalityId', '=', municipalityId)
    .where('pointId', '=', pointId)
    .executeTakeFirst()
  return found?.isReleased ?? false
}

const acts: Record<string, string> = {
  redact: 'Woorden weggelaten',
  unredact: 'Woorden teruggezet',
  correct: 'Andere woorden',
  withdraw: 'Teruggenomen',
}

async function historyOf(db: Db, { municipalityId, id: processId }: Process, pointId: string) {
  const rows = await db
    .selectFrom('publicWording')
    .leftJoin('account', (join) =>
      join
        .onRef('account.municipalityId', '=', 'publicWording.municipalityId')
        .onRef('account.id', '=', 'publicWording.endedBy'),
    )
    .select([
      'publicWording.id',
      'words',
      'reply',
      'publicFrom',
      'publicUntil',
      'act',
      'reason',
      'note',
      'places',
      'messageKeys',
      'account.name as by',
    ])
    .where('publicWording.municipalityId', '=', municipalityId)
    .where('processId', '=', processId)
    .where('pointId', '=', pointId)
    .orderBy('publicUntil', 'desc')
    .orderBy('publicWording.id', 'desc')
    .execute()
  return rows.map(({ publicFrom, publicUntil, act, reason, messageKeys, by, ...row }) => ({
    ...row,
    // The checks on these columns in the database name the same acts and reasons.
    ...{ act: acts[act] ?? act, reason: wordingReasonWords[reason as WordingReason] },
    ...{
      from: formatDateTime(publicFrom),
      until: formatDateTime(publicUntil),
      messages: messageKeys.length,
      by: by ?? 'het systeem',
    },
  }))
}
