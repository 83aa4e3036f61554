import { NotFound } from '#app/errors.server.ts'
import { fullName } from '#app/features/contributions/contributor-kind.ts'
import { findingsOfContributions } from '#app/features/contributions/findings-of-contributions.server.ts'
import { itemsOf } from '#app/features/contributions/items.server.ts'
import { originOf } from '#app/features/contributions/origin-queries.server.ts'
import { originFacts } from '#app/features/contributions/origin-words.ts'
import { contributionOf } from '#app/features/contributions/queries.server.ts'
import { planOutline } from '#app/features/plans/find-place.server.ts'
import { contributionIdOf } from '#app/features/points/contribution-to-split.server.ts'
import { marksOf, themesOf } from '#app/features/points/queries.server.ts'
import { workCounts } from './work-counts.server.ts'
import { questionHeading, questionStarts } from '#app/features/points/question-words.ts'
import { headingOver } from '#app/features/points/letter-parts.ts'
import { sentences } from '#app/features/points/quoted-range.ts'
import { partsOfTexts } from '#app/features/points/text-parts.server.ts'
import { processAllows, channelLabels } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { openNeighbours, openOfTheme, pointsToShare } from './point-queries.server.ts'
import { publicPointsById } from './public-points.server.ts'
import { offeredScopes, scopeInWords } from './scope.ts'
import { scopedPoints } from './scoped-points.server.ts'
import { sharedThemes } from './shared-themes.server.ts'
import { answerOfPoint } from './stored-answer.server.ts'

export type AnswerView = Awaited<ReturnType<typeof answerView>>

/** Everything on the screen to answer a point. Throws NotFound. */
export async function answerView(db: Db, process: Process, pointId: string) {
  const contributionId = await contributionIdOf(db, process, pointId)
  const [contribution, { points, nonPoints }, answer, scoped, items] = await Promise.all([
    contributionOf(db, process, contributionId),
    marksOf(db, process, contributionId),
    answerOfPoint(db, process, pointId),
    scopedPoints(db, process, contributionId),
    itemsOf(db, process, [contributionId]),
  ])
  const point = points.find(({ id }) => id === pointId)
  if (!point) throw new NotFound()
  const answerId = answer?.id ?? null
  const [counts, themes, { sections }, others, neighbours, ofTheme, shared] = await Promise.all([
    workCounts(db, process),
    themesOf(db, process),
    planOutline(db, process),
    pointsToShare(db, process, { id: point.id, theme: point.theme, answerId }),
    openNeighbours(db, process, pointId),
    openOfTheme(db, process, pointId, answerId),
    sharedThemes(db, process, answerId === null ? [] : [answerId]),
  ])
  const { channel, receivedAt, text } = contribution
  const parts = (await partsOfTexts(db, process, [{ id: contributionId, text }]))(contributionId)
  const found = (await findingsOfContributions(db, process, [contributionId])).get(contributionId) ?? []
  const outside = (await publicPointsById(db, process, [pointId])).get(pointId)
  const asked = scoped.find(({ id }) => id === pointId)?.question ?? null
  return {
    process: { slug: process.slug, title: process.title },
    counts,
    isFixed: !processAllows.answer(process.state) || contribution.publicationId !== null,
    contribution: {
      ...{ id: contribution.id, text, name: fullName(contribution.contributor), sentences: sentences(text), nonPoints },
      ...{ number: contribution.contributor.number, isSplit: contribution.splitDoneAt !== null },
      findings: found,
      notPublic: contribution.notPublic,
      questions: questionStarts(items.get(contributionId) ?? []),
      headings: parts.headings,
      facts: [
        ...originFacts(contribution.contributor.kind, await originOf(db, process, contribution.id)),
        channelLabels[channel].label.toLowerCase(),
        formatDate(today(receivedAt)),
      ].join(', '),
    },
    points,
    point: {
      ...point,
      /** The question or heading of the sender that it stands under; '' for none. */
      asked: asked === null ? (headingOver(parts.above, point.range)?.words ?? '') : questionHeading(asked),
    },
    /** What becomes public of it. */
    outside: outside && { form: outside.form, words: outside.words },
    scopes: offeredScopes(pointId, scoped, point.theme === null ? null : { name: point.theme, open: ofTheme.length }),
    answer: answer && {
      ...{
        id: answer.id,
        disposition: answer.disposition,
        reply: answer.reply,
        forwardedTo: answer.forwardedTo,
        mark: answer.mark,
      },
      ...{ sectionIds: answer.sectionIds, scope: answer.scope, by: answer.updatedByName },
      /** What it is about, when that is more than a point. */
      scopeWords: answer.scope === 'point' ? '' : scopeInWords(answer.scope, asked, shared.get(answer.id)),
      /** Points of other contributions that share it. */
      elsewhere: answer.pointIds.filter((id) => !points.some((own) => own.id === id)),
      pointIds: answer.pointIds,
    },
    themes: themes.map(({ id, name }) => ({ id, name })),
    ...{ sections, others, neighbours },
  }
}
