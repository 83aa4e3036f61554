import type { SourcedPoint } from '#app/features/answers/public-point.ts'
import { publicPoints } from '#app/features/answers/public-points.server.ts'
import { itemOfRange } from '#app/features/contributions/contribution-items.ts'
import { itemsOf, type ContributionItem } from '#app/features/contributions/items.server.ts'
import { partnerInputKinds } from '#app/features/partners/response.ts'
import { questionHeading, questionKey } from '#app/features/points/question-words.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import type { Appendix, AppendixPoint, AppendixQuestion } from './appendix.ts'

/**
 * What partners gave, per contributor under the questions that they answered, with the answer to every point. Before the
 * first publication numbers and answers may miss.
 */
export async function readAppendix(db: Db, process: ProcessRef & { publishedAt: Date | null }): Promise<Appendix> {
  const { contributors } = await publicPoints(db, process, { contributionKinds: partnerInputKinds })
  const items = await itemsOf(db, process, [
    ...new Set(contributors.flatMap(({ points }) => points.map(({ source }) => source.contributionId))),
  ])
  return contributors.map(({ id, number, name, kind, role, points }) => ({
    // What is noted of a family or an inhabitant could tell who they are.
    ...{ id, number, name, kind, role },
    questions: underQuestions(points, items),
  }))
}

/** Points under their questions, in the order in which they were given; free points that follow on each other stand together. */
function underQuestions(
  points: readonly SourcedPoint[],
  items: ReadonlyMap<string, ContributionItem[]>,
): AppendixQuestion[] {
  const questions: (AppendixQuestion & { key: string | null })[] = []
  for (const point of points) {
    const item = itemOfRange(items.get(point.source.contributionId) ?? [], point.source.range)
    const key = item && questionKey(item)
    const there = key === null ? questions.at(-1) : questions.find((question) => question.key === key)
    const own = there && there.key === key ? there : { key, ...headOf(key === null ? null : item), points: [] }
    if (own !== there) questions.push(own)
    own.points.push(answered(point))
  }
  return questions.map(({ key: _, ...question }) => question)
}

function headOf(item: ContributionItem | null): Omit<AppendixQuestion, 'points'> {
  if (!item) return { number: null, printedNumber: null, heading: '', hasOwnHeading: false, words: '' }
  const { number, printedNumber, heading, ownHeading } = item
  return { number, printedNumber, heading, hasOwnHeading: ownHeading !== '', words: questionHeading(item) }
}

function answered({
  id,
  number,
  words,
  form,
  theme,
  disposition,
  reply,
  forwardedTo,
  sections,
  scopeWords,
  source: { scope, answerId },
}: SourcedPoint): AppendixPoint {
  const answer =
    disposition && scope && answerId
      ? { id: answerId, disposition, reply, forwardedTo, sections, scope, scopeWords }
      : null
  return { id, number, words, form, theme, answer }
}
