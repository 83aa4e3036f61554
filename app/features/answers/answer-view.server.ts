import { NotFound } from '#app/errors.server.ts'
import { fullName } from '#app/features/contributions/contributor-kind.ts'
import { originOf } from '#app/features/contributions/origin-queries.server.ts'
import { originFacts } from '#app/features/contributions/origin-words.ts'
import { contributionOf } from '#app/features/contributions/queries.server.ts'
import { planOutline } from '#app/features/plans/find-place.server.ts'
import { numberOfContribution } from '#app/features/points/numbering.server.ts'
import { marksOf, themesOf, workCounts } from '#app/features/points/queries.server.ts'
import { sentences } from '#app/features/points/quoted-range.ts'
import { can, channelLabels } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { asId } from '#app/ids.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { openNeighbours, pointsToShare } from './point-queries.server.ts'
import { answerOfPoint } from './stored-answer.server.ts'

export type AnswerView = Awaited<ReturnType<typeof answerView>>

/** Everything on the screen to answer a point. Throws NotFound. */
export async function answerView(db: Db, process: Process, pointId: string) {
  const found = await db
    .selectFrom('point')
    .select('contributionId')
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('id', '=', asId(pointId))
    .executeTakeFirst()
  if (!found) throw new NotFound()
  const [contribution, { points, nonPoints }, { contributor, before }, answer] = await Promise.all([
    contributionOf(db, process, found.contributionId),
    marksOf(db, process, found.contributionId),
    numberOfContribution(db, process, found.contributionId),
    answerOfPoint(db, process, pointId),
  ])
  const point = points.find(({ id }) => id === pointId)
  if (!point) throw new NotFound()
  const [counts, themes, { sections }, others, neighbours] = await Promise.all([
    workCounts(db, process),
    themesOf(db, process),
    planOutline(db, process),
    pointsToShare(db, process, { id: point.id, theme: point.theme, answerId: answer?.id ?? null }),
    openNeighbours(db, process, pointId),
  ])
  const { channel, receivedAt, text } = contribution
  return {
    process: { slug: process.slug, title: process.title },
    counts,
    isFixed: !can.answer(process.state),
    contribution: {
      ...{ id: contribution.id, text, name: fullName(contribution.contributor), sentences: sentences(text), nonPoints },
      ...{ number: contributor, before, isSplit: contribution.splitDoneAt !== null },
      facts: [
        ...originFacts(contribution.contributor.kind, await originOf(db, process, contribution.id)),
        channelLabels[channel].label.toLowerCase(),
        formatDate(today(receivedAt)),
      ].join(', '),
    },
    points,
    point: { ...point, label: `${contributor}.${before + point.number}` },
    answer: answer && {
      ...{ id: answer.id, disposition: answer.disposition, reply: answer.reply, forwardedTo: answer.forwardedTo, mark: answer.mark },
      ...{ sectionIds: answer.sectionIds, pointIds: answer.pointIds, by: answer.updatedByName },
    },
    themes: themes.map(({ id, name }) => ({ id, name })),
    ...{ sections, others, neighbours },
  }
}
